"""The picture of what is most worth measuring before deciding on funding."""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.report.picture import BLUE, GREEN, INK, QUIET, VERMILION, Caption, Picture, frame, label_ends
from cohesie_sim.report.sensitivity_tables import Stored
from cohesie_sim.report.sensitivity_words import texts_of, unknown_text
from cohesie_sim.report.words import Language, number, tick_text

_SHOWN: Final = 5
_LOOKS: Final = ((BLUE, "o", "-"), (VERMILION, "^", "--"), (GREEN, "s", "-."), (INK, "D", ":"), (QUIET, "v", "-"))


def worth_knowing(stored: Stored) -> list[str]:
    """Return the unknowns by the most that knowing them is worth anywhere in the range of values, above chance."""
    above = stored.evppi.assign(above=stored.evppi["evppi"].where(stored.evppi["evppi"] > stored.evppi["by_chance"]))
    most = above.groupby("parameter", sort=False)["above"].max().dropna().sort_values(ascending=False)
    return [str(name) for name in most.index]


def draw_worth(stored: Stored, language: Language) -> Picture:
    """Draw the value of knowing the leading unknowns over the range of values of a week."""
    texts = texts_of("evppi", language, points=stored.sizes["points"])
    figure = Figure(figsize=(13.5, 7.2))
    panel = figure.add_axes((0.075, 0.2, 0.56, 0.6))
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
    _write_best(panel, stored.decisions, texts["best"], language)
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


def _write_best(panel: Axes, decisions: pd.DataFrame, text: str, language: Language) -> None:
    panel.text(0, 1.07, text, transform=panel.transAxes, size=9, va="bottom")
    above = panel.get_xaxis_transform()
    for row in decisions[decisions["best"] == "yes"].to_dict("records"):
        fte = tick_text(row["fte_per_10000"], language)
        panel.text(row["week_value"], 1.02, fte, transform=above, ha="center", size=9)
