"""The picture of what is most worth measuring before deciding on funding."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.report.picture import BLUE, GREEN, INK, QUIET, VERMILION, Caption, Picture, frame, label_ends
from cohesie_sim.report.sensitivity_tables import Stored
from cohesie_sim.report.sensitivity_words import texts_of, unknown_text
from cohesie_sim.report.words import Language, number, tick_text

_SHOWN: Final = 5
_ROW: Final = 12  # points between the levels above one value of a week
_LOOKS: Final = ((BLUE, "o", "-"), (VERMILION, "^", "--"), (GREEN, "s", "-."), (INK, "D", ":"), (QUIET, "v", "-"))


class Choice(NamedTuple):
    """What is best at one value of a week.

    Attributes
    ----------
    best
        Row of ``decisions.csv`` of the level that is best on average.
    second
        Of the next best.
    alike
        Levels that cannot be told from the best one, in fte per 10,000 residents.
    """

    best: Any
    second: Any
    alike: list[float]


def choices(decisions: pd.DataFrame) -> list[Choice]:
    """Return what is best at every value of a week."""
    made = []
    for _, levels in decisions.groupby("week_value"):
        best = levels[levels["best"] == "yes"].to_dict("records")[0]
        others = levels[levels["best"] == "no"].sort_values("worth", ascending=False)
        alike = others[~(others["behind_low"] > 0)]["fte_per_10000"]  # without an interval nothing is told apart
        made.append(Choice(best, others.to_dict("records")[0], sorted(float(fte) for fte in alike)))
    return made


def worth_knowing(stored: Stored) -> list[str]:
    """Return the unknowns by the most that knowing them is worth anywhere in the range of values, above chance."""
    above = stored.evppi.assign(above=stored.evppi["evppi"].where(stored.evppi["evppi"] > stored.evppi["by_chance"]))
    most = above.groupby("parameter", sort=False)["above"].max().dropna().sort_values(ascending=False)
    return [str(name) for name in most.index]


def draw_worth(stored: Stored, language: Language) -> Picture:
    """Draw the value of knowing the leading unknowns over the range of values of a week."""
    texts = texts_of("evppi", language, points=stored.sizes["points"])
    figure = Figure(figsize=(13.5, 7.2))
    chosen = choices(stored.decisions)
    rows_above = 1 + max(len(choice.alike) for choice in chosen)
    panel = figure.add_axes((0.075, 0.2, 0.56, 0.62 - rows_above * _ROW / 72 / figure.get_figheight()))
    known = worth_knowing(stored)
    names = (known or list(dict.fromkeys(stored.evppi["parameter"])))[:_SHOWN]
    ends = []
    for name, look in zip(names, _LOOKS, strict=False):
        rows = stored.evppi[stored.evppi["parameter"] == name].sort_values("week_value")
        _draw_one(panel, rows, look)
        ends.append((float(rows["evppi"].iloc[-1]), unknown_text(name, language), look[0]))
    top = float(stored.evppi[stored.evppi["parameter"].isin(names)]["evppi"].max()) or 1.0
    panel.set_ylim(-0.03 * top, 1.25 * top)
    last = float(stored.evppi["week_value"].max())
    panel.set_xlim(-0.02 * last, 1.02 * last)
    label_ends(panel, last, 1.06 * last, ends, 0.09)
    _write_best(panel, chosen, texts["best"], rows_above, language)
    panel.set_xlabel(texts["x"])
    panel.set_ylabel(texts["y"])
    for axis in (panel.xaxis, panel.yaxis):
        axis.set_major_formatter(lambda value, _: number(value, 0, language))
    caption = Caption(texts["title"], texts["units"], texts["n"], texts["band"])
    frame(figure, caption, texts["subtitle"], language)
    return Picture("evppi", language, figure, caption)


def _draw_one(panel: Axes, rows: pd.DataFrame, look: tuple[str, str, str]) -> None:
    colour, mark, dashes = look
    panel.plot(rows["week_value"], rows["evppi"], color=colour, linestyle=dashes, linewidth=1.4)
    panel.vlines(
        rows["week_value"],
        rows["evppi"] - rows["standard_error"],
        rows["evppi"] + rows["standard_error"],
        color=colour,
        linewidth=0.9,
    )
    for row in rows.to_dict("records"):
        fill = colour if row["evppi"] > row["by_chance"] else "white"
        panel.plot(row["week_value"], row["evppi"], marker=mark, color=colour, mfc=fill, markersize=6)


def _write_best(panel: Axes, chosen: list[Choice], text: str, rows: int, language: Language) -> None:
    """Write the best levels on one line above the panel, and below each those that cannot be told from it."""
    across, whole = panel.get_xaxis_transform(), panel.transAxes
    panel.annotate(text, (0, 1), (0, 8 + rows * _ROW), xycoords=whole, textcoords="offset points", size=9)
    for choice in chosen:
        for place, fte in enumerate([float(choice.best["fte_per_10000"]), *choice.alike]):
            panel.annotate(
                tick_text(fte, language),
                (choice.best["week_value"], 1),
                (0, 4 + (rows - 1 - place) * _ROW),
                xycoords=across,
                textcoords="offset points",
                ha="center",
                size=9,
                color=QUIET if place else INK,
                weight="normal" if place else "bold",
            )
