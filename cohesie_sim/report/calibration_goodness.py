"""Goodness of fit, drawn: what surveys of the calibrated model find against what surveys found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.report.calibration_tables import Calibration
from cohesie_sim.report.calibration_words import about_text, group_text, target_text, texts_of, unit_text, value_text
from cohesie_sim.report.picture import BLUE, INK, QUIET, SHADE, VERMILION, Caption, Picture, frame
from cohesie_sim.report.words import Language, number

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "contact": ("contact",),
    "loneliness": ("loneliness before", "loneliness in 2020"),
    "neighbourhoods": ("loneliness per neighbourhood", "loneliness of 65+"),
    "helping": ("volunteering", "help"),
}
"""Pictures, and the groups of targets in each."""

_WIDTH, _ROW = 11.5, 0.27
_TOP, _BOTTOM = 1.05, 1.65  # inches around the rows, with the small print
_LEFT, _RIGHT = 0.43, 0.73  # of the width
_WITH_UNIT = ("%",)  # what the label does not say
_REACH = 7.0  # standard deviations; what lies beyond is drawn at the edge, with an arrow
_LABEL = -0.02  # right end of the labels
_PUBLISHED, _MODEL = 1.24, 1.28  # right end of the first column of numbers, left end of the second, in panels


def draw_goodness(stored: Calibration, part: str, language: Language) -> Picture:
    """Draw one part of the targets.

    Parameters
    ----------
    stored
        Tables of the calibration.
    part
        One of ``PARTS``.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        ``goodness_PART``.
    """
    texts = texts_of("goodness", language, about=about_text(part, language), draws=stored.draws)
    rows = _placed(stored.targets, PARTS[part])
    figure, panel = _sheet(len(rows))
    for place, row in rows:
        if isinstance(row, str):
            heading: dict[str, Any] = {"transform": _labels(panel), "weight": "bold", "ha": "right", "va": "center"}
            panel.text(_LABEL, place, group_text(row, language), **heading)
        else:
            _draw_row(panel, place, row, texts, language)
    _finish(panel, texts, language)
    caption = Caption(texts["title"], texts["units"], texts["n"], texts["band"])
    frame(figure, caption, texts["subtitle"], language)
    plt.close(figure)
    return Picture(f"goodness_{part}", language, figure, caption)


def _placed(targets: pd.DataFrame, groups: tuple[str, ...]) -> list[tuple[int, Any]]:
    """Return headings and rows with their heights, from above: 0, -1, ..."""
    lines: list[Any] = []
    for group in groups:
        lines += [group, *(row for _, row in targets[targets["group"] == group].iterrows())]
    return [(-k, line) for k, line in enumerate(lines)]


def _sheet(rows: int) -> tuple[Figure, Axes]:
    height = rows * _ROW + _TOP + _BOTTOM
    figure = plt.figure(figsize=(_WIDTH, height))
    panel = figure.add_axes((_LEFT, _BOTTOM / height, _RIGHT - _LEFT, rows * _ROW / height))
    panel.set_ylim(-rows + 0.5, 0.5)
    panel.set_xlim(-_REACH, _REACH)
    return figure, panel


def _labels(panel: Axes) -> Any:
    """Return coordinates for texts beside the panel: across in widths of the panel, up in rows."""
    return panel.get_yaxis_transform()


def _draw_row(panel: Axes, place: int, row: Any, texts: Mapping[str, str], language: Language) -> None:
    met = row["met"] == "yes"
    colour = BLUE if met else VERMILION
    if row["sense"] != "equal":
        side = (-_REACH, 0) if row["sense"] == "at_most" else (0, _REACH)
        panel.fill_between(side, place - 0.42, place + 0.42, color=SHADE, linewidth=0, zorder=0)

    def scaled(column: str) -> float:
        return float((row[column] - row["value"]) / row["sd"])

    panel.plot([scaled("low90_survey"), scaled("high90_survey")], [place] * 2, color=colour, linewidth=0.9)
    panel.plot([scaled("low90"), scaled("high90")], [place] * 2, color=colour, linewidth=4, solid_capstyle="butt")
    _mark(panel, scaled("median"), place, colour, "o" if met else "^", filled=row["use"] == "fit")
    texted = _labels(panel)
    panel.text(_LABEL, place, target_text(row, language), transform=texted, ha="right", va="center", size=8.6)
    bound = "" if row["sense"] == "equal" else texts[row["sense"]]
    unit = unit_text(row["unit"], language) if row["unit"] in _WITH_UNIT else ""
    published = f"{bound}{value_text(row['value'], row['unit'], language)}{unit}"
    panel.text(_PUBLISHED, place, published, transform=texted, ha="right", va="center", size=8.6)
    low, middle, high = (value_text(row[name], row["unit"], language) for name in ("low90", "median", "high90"))
    panel.text(_MODEL, place, f"{middle} ({low}; {high})", transform=texted, va="center", size=8.6, color=colour)


def _mark(panel: Axes, x: float, place: int, colour: str, marker: str, *, filled: bool) -> None:
    face = colour if filled else "white"
    style: dict[str, Any] = {"color": colour, "markersize": 6.5, "markerfacecolor": face, "zorder": 4}
    if abs(x) <= _REACH:
        panel.plot(x, place, marker=marker, **style)
        return
    edge = _REACH if x > 0 else -_REACH
    panel.plot(0.97 * edge, place, marker=marker, clip_on=False, **style)
    head = {"arrowstyle": "-|>", "color": colour}
    panel.annotate("", (1.06 * edge, place), (0.99 * edge, place), arrowprops=head, annotation_clip=False)


def _finish(panel: Axes, texts: Mapping[str, str], language: Language) -> None:
    panel.axvline(0, color=INK, linewidth=1, zorder=1)
    panel.set_yticks([])
    panel.spines["left"].set_visible(False)
    panel.xaxis.set_major_formatter(lambda value, _: number(value, 0, language))
    panel.set_xlabel(texts["axis"], size=9)
    for x, key, side in ((_PUBLISHED, "published", "right"), (_MODEL, "model", "left")):
        panel.text(x, 0.55, texts[key], transform=_labels(panel), ha=side, va="bottom", size=8.6, color=QUIET)
