"""Pictures along a parameter's range from several starting points, and of how many neighbourhoods are enough."""

from __future__ import annotations

from textwrap import wrap
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.report.picture import BLUE, GREEN, INK, QUIET, SHADE, VERMILION, Caption, Picture, frame
from cohesie_sim.report.sensitivity_tables import SHOWN, Stored
from cohesie_sim.report.sensitivity_words import base_text, outcome_text, shown, texts_of, unknown_text
from cohesie_sim.report.words import Language, number, tick_text

_EFFECT: Final = "isolated_12_0"
_PANELS: Final = 6
_LOOKS: Final = {
    "default": (INK, "o", "-"),
    "self_reliance": (BLUE, "s", "--"),
    "here": (VERMILION, "^", "-."),
    "there": (GREEN, "v", ":"),
}
_HEIGHTS: Final = (4.0, 1000.0)  # per cent of the effect that are shown
_ENOUGH, _JUST = 25.0, 100.0  # per cent of the effect
_STUDIES: Final = (40, 60)  # replicates of the shipped studies


def draw_lines(stored: Stored, language: Language) -> Picture:
    """Draw one effect along the leading parameters, a line per starting point."""
    texts = texts_of(
        "lines",
        language,
        residents=number(stored.sizes["residents"], 0, language),
        worlds=stored.sizes["worlds_of_steps"],
    )
    rows = stored.one_at_a_time[stored.one_at_a_time["outcome"] == _EFFECT]
    figure = Figure(figsize=(13.5, 8.4))
    panels = figure.subplots(2, 3, sharey=True).ravel()
    figure.subplots_adjust(left=0.06, right=0.985, top=0.8, bottom=0.15, hspace=0.42, wspace=0.08)
    for panel, parameter in zip(panels, stored.leading, strict=False):
        _draw_along(panel, rows[rows["parameter"] == parameter], parameter, language)
    means = shown(_EFFECT, rows["mean"].to_numpy())
    room = 0.35 * max(float(np.ptp(means)), 1e-9)
    panels[0].set_ylim(float(means.min()) - room, max(float(means.max()), 0.0) + room)
    for panel in panels[min(len(stored.leading), _PANELS) :]:
        panel.set_visible(False)
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="upper left", bbox_to_anchor=(0.05, 0.915), ncols=4, frameon=False)
    caption = Caption(texts["title"], texts["units"], texts["n"], texts["band"])
    frame(figure, caption, texts["subtitle"], language)
    return Picture("one_at_a_time", language, figure, caption)


def _draw_along(panel: Axes, rows: pd.DataFrame, parameter: str, language: Language) -> None:
    for base, (colour, mark, dashes) in _LOOKS.items():
        line = rows[rows["base"] == base].sort_values("value")
        x, y = line["value"].to_numpy(), shown(_EFFECT, line["mean"].to_numpy())
        panel.plot(x, y, color=colour, marker=mark, linestyle=dashes, markersize=5, label=base_text(base, language))
        if base == "default":
            low, high = (shown(_EFFECT, line[end].to_numpy()) for end in ("low", "high"))
            panel.vlines(x, low, high, color=colour, linewidth=0.9)
    panel.axhline(0, color=QUIET, linewidth=0.8)
    panel.set_title("\n".join(wrap(unknown_text(parameter, language), 52)), size=9)
    for axis in (panel.xaxis, panel.yaxis):
        axis.set_major_formatter(lambda value, _: tick_text(value, language))


def draw_convergence(stored: Stored, language: Language) -> Picture:
    """Draw the half width of the interval of each effect against the number of neighbourhoods."""
    texts = texts_of(
        "convergence",
        language,
        worlds=stored.sizes["convergence"],
        residents=number(stored.sizes["convergence_residents"], 0, language),
    )
    figure = Figure(figsize=(13.5, 7.6))
    panels = figure.subplots(2, 2, sharex=True).ravel()
    figure.subplots_adjust(left=0.06, right=0.985, top=0.86, bottom=0.18, hspace=0.28, wspace=0.12)
    for panel, name in zip(panels, SHOWN, strict=True):
        _draw_widths(panel, name, stored.convergence[stored.convergence["outcome"] == name], language, texts)
    panels[0].legend(frameon=True, framealpha=1.0, edgecolor="none", loc="upper right")
    for panel in panels[2:]:
        panel.set_xlabel(texts["x"])
    caption = Caption(texts["title"], texts["units"], texts["n"], texts["band"])
    frame(figure, caption, texts["subtitle"], language)
    return Picture("convergence", language, figure, caption)


def _draw_widths(panel: Axes, name: str, rows: pd.DataFrame, language: Language, texts: dict[str, str]) -> None:
    text = outcome_text(name, language)
    panel.set_title(text[0].upper() + text[1:])
    panel.axvspan(*_STUDIES, color=SHADE, label=texts["shipped"], zorder=0)
    for way, colour, mark, dashes in (("paired", BLUE, "o", "-"), ("unpaired", VERMILION, "^", "--")):
        line = rows[(rows["way"] == way) & (rows["effect"] != 0)]
        width = 100 * line["half_width"] / line["effect"].abs()
        panel.plot(
            line["replicates"], width, color=colour, marker=mark, linestyle=dashes, markersize=4, label=texts[way]
        )
    panel.axhline(_ENOUGH, color=INK, linewidth=0.9, linestyle=":")
    panel.axhline(_JUST, color=INK, linewidth=0.9, linestyle="-.")
    panel.set_yscale("log")
    panel.set_ylim(*_HEIGHTS)
    panel.set_xscale("log")
    panel.set_xlim(1.9, 110)
    panel.set_ylabel(texts["y"])
    panel.set_xticks([2, 5, 10, 20, 50, 100])
    for axis in (panel.xaxis, panel.yaxis):
        axis.set_major_formatter(lambda value, _: tick_text(value, language))
        axis.set_minor_formatter(lambda *_: "")
