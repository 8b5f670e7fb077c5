"""The report of the sensitivity study, from its stored tables: pictures and pages in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cohesie_sim.report.picture import render, style
from cohesie_sim.report.sensitivity_box import draw_box
from cohesie_sim.report.sensitivity_lines import draw_convergence, draw_lines
from cohesie_sim.report.sensitivity_page import PAGES, write_page
from cohesie_sim.report.sensitivity_screening import draw_morris, draw_tornado
from cohesie_sim.report.sensitivity_shares import draw_shares
from cohesie_sim.report.sensitivity_tables import read_sensitivity
from cohesie_sim.report.sensitivity_worth import draw_worth
from cohesie_sim.report.words import LANGUAGES

_DRAWN: Final = (draw_tornado, draw_morris, draw_lines, draw_shares, draw_worth, draw_box, draw_convergence)


def report_sensitivity(folder: Path) -> dict[str, bytes]:
    """Return the pictures and pages of a sensitivity study.

    Parameters
    ----------
    folder
        With its tables.

    Returns
    -------
    dict
        File name to content: pictures as PNG and SVG, ``README.md`` and ``LEESMIJ.md``.

    Raises
    ------
    ConfigurationError
        When a table is missing or cannot be read.
    """
    stored = read_sensitivity(folder)
    files: dict[str, bytes] = {}
    with style():
        for language in LANGUAGES:
            for draw in _DRAWN:
                files.update(render(draw(stored, language)))
    for language, page in PAGES.items():
        files[page] = write_page(stored, list(files), language).encode()
    return files
