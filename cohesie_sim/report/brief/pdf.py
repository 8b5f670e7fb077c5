"""A brief as PDF: two A4 pages, with letters that are embedded and sizes that make them hold everything."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.extras import optional_library
from cohesie_sim.report.brief.content import Block, Brief, Picture, Sources
from cohesie_sim.report.brief.fitting import HEIGHT, MARGIN, Fitted
from cohesie_sim.report.brief.setting import Box, Setter

_FONTS: Final = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf", "M": "DejaVuSansMono.ttf"}
_SCALES: Final = tuple(1 - 0.02 * step for step in range(16))
_PICTURE: Final = (80.0, 66.0, 50.0)  # mm: the least height of the picture that is tried for, then what is put up with
_SECOND: Final = 2  # the page with the table of markers
_FIRST_SCALES: Final = _SCALES[:9]  # letters shrink this far before the picture does


def pdf_bytes(brief: Brief) -> tuple[bytes, Fitted]:
    """Return a brief as PDF; the same brief gives the same bytes.

    Parameters
    ----------
    brief
        Of two pages.

    Returns
    -------
    tuple
        The file, and at which sizes two pages held it.

    Raises
    ------
    ConfigurationError
        When fpdf2 is not installed, or the text is too long for two pages.
    """
    document = _document(brief)
    try:
        return _drawn(brief, document)
    finally:
        for font in document.fonts.values():
            font.ttfont.close()  # fpdf2 leaves their files open, which Python warns of


def _drawn(brief: Brief, document: Any) -> tuple[bytes, Fitted]:
    setter = Setter(document, brief)
    fitted = _fit(brief, setter)
    links = {row: document.add_link(page=_SECOND) for row in setter.markers}
    setter.links.update(links)
    for page, scale in zip(brief.pages, fitted.scales, strict=True):
        document.add_page()
        y = MARGIN
        for block in page:
            box = _box(setter, block, scale, fitted.picture)
            box.draw(MARGIN, y)
            y += box.height
    return bytes(document.output()), fitted


def _document(brief: Brief) -> Any:
    fpdf = optional_library("fpdf", "brief", "fpdf2")
    document = fpdf.FPDF(format="A4", unit="mm")
    document.set_auto_page_break(False)
    document.set_margin(0)
    document.c_margin = 0
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    for style, file in _FONTS.items():
        family = "code" if style == "M" else "text"
        document.add_font(family, "" if style == "M" else style, folder / file)
    document.set_title(brief.title)
    document.set_lang(brief.language)
    document.set_subject(brief.study)
    document.set_creator("cohesie_sim")
    document.set_author("cohesie_sim")
    document.set_creation_date(datetime.fromisoformat(brief.made))
    document.set_display_mode("fullpage")
    return document


def _fit(brief: Brief, setter: Setter) -> Fitted:
    """Return the largest letters at which each page holds its blocks, and how high the picture is then."""
    first, second = brief.pages
    least_heights = _PICTURE if any(isinstance(block, Picture) for block in first) else (0.0,)
    for least in least_heights:
        for scale in _SCALES if least == least_heights[-1] else _FIRST_SCALES:
            left = HEIGHT - sum(_box(setter, block, scale, 0).height for block in first)
            if left >= least:
                return Fitted((scale, _scale_of(second, setter, brief)), left)
    raise _too_long(brief)


def _scale_of(page: tuple[Block, ...], setter: Setter, brief: Brief) -> float:
    for scale in _SCALES:
        if sum(_box(setter, block, scale, 0).height for block in page) <= HEIGHT:
            return scale
    raise _too_long(brief)


def _too_long(brief: Brief) -> ConfigurationError:
    return ConfigurationError(
        f"{brief.study}: the brief does not fit on two pages. Shorten the question or the titles of the scenarios."
    )


def _box(setter: Setter, block: Block, scale: float, picture: float) -> Box:
    if isinstance(block, Picture):
        return setter.picture(block, scale, picture)
    if isinstance(block, Sources):
        return setter.sources(scale)
    return setter.box(block, scale)
