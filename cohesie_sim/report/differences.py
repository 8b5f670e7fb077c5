"""Figure: what each level changes against the lowest, within the same neighbourhoods (forest plot)."""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.outcomes.measures import BY_NAME
from cohesie_sim.report.dose_response import PERIOD, SHOWN
from cohesie_sim.report.picture import BLUE, INK, QUIET, VERMILION, Caption, Picture, frame
from cohesie_sim.report.results import Results
from cohesie_sim.report.words import Language, figure_texts, level_text, measure_text, number, shown, unit_text

_BEHIND: Final = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}  # keeps numbers readable on lines


def draw_differences(results: Results, scenario: str, language: Language) -> Picture:
    """Draw paired differences against the lowest level under one scenario.

    Parameters
    ----------
    results
        Of an experiment with at least two levels.
    scenario
        One of its scenarios.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Named ``differences_SCENARIO``.
    """
    title, lowest = results.title(scenario, language), f"{results.levels[0]:g}"
    texts = figure_texts("differences", language, scenario=title, lowest=lowest)
    caption = Caption(texts["title"], texts["units"], results.sample(language), texts["band"])
    figure = Figure(figsize=(13, 7.4))
    panels = figure.subplots(2, 4).ravel()
    figure.subplots_adjust(left=0.05, right=0.985, top=0.82, bottom=0.18, hspace=0.6, wspace=0.24)
    rows = results.of(results.summary, scenario)
    rows = rows[(rows["period"] == PERIOD) & (rows["fte_per_10000"] > results.levels[0])]
    for panel, name in zip(panels, SHOWN, strict=True):
        _draw_measure(panel, rows[rows["outcome"] == name], name, texts["unsure"], language)
    frame(figure, caption, texts["subtitle"], language)
    return Picture(f"differences_{scenario}", language, figure, caption)


def _draw_measure(panel: Axes, rows: pd.DataFrame, name: str, unsure: str, language: Language) -> None:
    panel.set_title(f"{measure_text(name, language)}\n", pad=2)
    panel.text(0, 1.05, unit_text(name, language, difference=True), transform=panel.transAxes, size=8.5)
    panel.axvline(0, color=INK, linewidth=1)
    ends = rows[["difference", "difference_low", "difference_high"]].abs().max().max()
    reach = shown(name, float(ends)) if ends > 0 else 1.0  # no replicates to compare: NaN
    decimals = 3 if reach < 0.1 else 2 if reach < 5 else 1
    for place, row in enumerate(rows.sort_values("fte_per_10000").itertuples()):
        mean, low, high = (shown(name, getattr(row, f"difference{end}")) for end in ("", "_low", "_high"))
        sure = row.distinguishable == "yes"
        better = BY_NAME[name].better * mean > 0
        colour = QUIET if not sure else BLUE if better else VERMILION
        panel.plot([low, high], [place, place], color=colour, linewidth=1.8)
        panel.plot(
            mean,
            place,
            marker="o" if better or not sure else "^",
            color=colour,
            markersize=6.5,
            mfc=colour if sure else "white",
        )
        text = number(mean, decimals, language, sign=True)
        if not sure:
            text = unsure
        panel.text(mean, place + 0.17, text, size=7.6, color=colour, ha="center", va="bottom", bbox=_BEHIND)
    levels = sorted(rows["fte_per_10000"])
    panel.set_yticks(range(len(levels)), [level_text(level) for level in levels])
    panel.set_ylim(-0.5, len(levels) - 0.2)
    panel.set_xlim(-1.45 * reach, 1.45 * reach)
    panel.xaxis.set_major_formatter(
        lambda value, _: number(value, decimals - 1 if reach > 0.5 else decimals, language, sign=True)
    )
    panel.locator_params(axis="x", nbins=5)
