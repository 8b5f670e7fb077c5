"""When funding fails to help: the picture of the search, and the box in words."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.report.picture import BLUE, INK, QUIET, VERMILION, Caption, Picture, frame
from cohesie_sim.report.sensitivity_tables import Stored
from cohesie_sim.report.sensitivity_words import class_text, sentence, texts_of, unknown_text
from cohesie_sim.report.words import Language, number, tick_text

_DIGITS: Final = 3  # of the limits of a box
_MIDDLE: Final = 0.5  # of the axis
_WHOLE: Final = 1000  # a limit of this size needs no decimals


def draw_box(stored: Stored, language: Language) -> Picture:
    """Draw coverage and density of every box on the peeling path."""
    facts = facts_of(stored)
    texts = texts_of(
        "box",
        language,
        cases=len(stored.cases),
        points=stored.cases["point"].nunique(),
        times=stored.cases["times"].nunique(),
        seen=facts.get("seen_points", 0),
        unseen=facts.get("unseen_points", 0),
        least=number(100 * stored.manifest["fails_below"], 2, language),
    )
    figure = Figure(figsize=(11.5, 7.2))
    panel = figure.add_axes((0.08, 0.22, 0.88, 0.6))
    if facts:
        _draw_path(panel, stored.box_path, facts, texts)
    else:
        panel.text(0.5, 0.5, texts["none"], ha="center", transform=panel.transAxes)
    panel.axhline(100 * stored.cases["failed"].mean(), color=QUIET, linewidth=0.9, linestyle="--")
    panel.set_xlim(105, -3)
    panel.set_ylim(-3, 108)
    panel.set_xlabel(texts["x"])
    panel.set_ylabel(texts["y"])
    for axis in (panel.xaxis, panel.yaxis):
        axis.set_major_formatter(lambda value, _: tick_text(value, language))
    caption = Caption(texts["title"], texts["units"], texts["n"], texts["band"])
    frame(figure, caption, texts["subtitle"], language)
    return Picture("box", language, figure, caption)


def _draw_path(panel: Axes, path: pd.DataFrame, facts: dict[str, Any], texts: dict[str, str]) -> None:
    panel.plot(100 * path["coverage"], 100 * path["density"], "o", color=BLUE, markersize=4, linewidth=0)
    told = path[path["told"]]
    marks = [
        (texts["seen"], float(told["coverage"].iloc[0]), float(told["density"].iloc[0]), "D", INK),
        (texts["unseen"], facts["unseen_coverage"], facts["unseen_density"], "^", VERMILION),
    ]
    marks.sort(key=lambda mark: -mark[2])
    for (text, coverage, density, marker, colour), below in zip(marks, (18, -18), strict=True):
        x, y = 100 * coverage, 100 * density
        panel.plot(x, y, marker, color=colour, markersize=10, mfc=colour if marker == "D" else "white", linewidth=0)
        side = "right" if coverage < _MIDDLE else "left"  # where there is room
        panel.annotate(text, (x, y), (0, below), textcoords="offset points", color=colour, ha=side, va="center")


def facts_of(stored: Stored) -> dict[str, Any]:
    """Return what is known of the box that was chosen; empty when there was nothing to tell apart."""
    rows = stored.box_facts.to_dict("records")
    return {str(name): value for name, value in rows[0].items()} if rows else {}


def limits_text(stored: Stored, language: Language) -> list[str]:
    """Return the restrictions of the box in words, one per unknown."""
    lowest, highest = (
        dict(zip(stored.factors["parameter"], stored.factors[end], strict=True)) for end in ("low", "high")
    )
    told = []
    for row in stored.box.to_dict("records"):
        name = str(row["parameter"])
        what = unknown_text(name, language, key=True)
        if pd.notna(row["classes"]):
            classes = [class_text(one, language) for one in str(row["classes"]).split(" ")]
            told.append(f"{what}: {sentence('or', language).join(classes)}")
        else:
            ends = {"low": row["low"], "high": row["high"], "lowest": lowest[name], "highest": highest[name]}
            written = {key: _limit(float(value), language) for key, value in ends.items()}
            told.append(sentence("limit", language, unknown=what, **written))
    return told


def _limit(value: float, language: Language) -> str:
    return tick_text(float(f"{value:.{_DIGITS}g}") if abs(value) < _WHOLE else round(value), language)
