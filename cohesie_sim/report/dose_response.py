"""Figure: what each level of funding goes with, per outcome and scenario (dose-response)."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.outcomes.measures import BY_NAME
from cohesie_sim.report.picture import BLUE, GREEN, VERMILION, Caption, Picture, frame, label_ends
from cohesie_sim.report.results import Results
from cohesie_sim.report.words import Language, figure_texts, measure_text, number, shown, tick_text, unit_text

SHOWN: Final = (
    "isolated",
    "out_of_sight",
    "lonely",
    "severely_lonely",
    "weekly_neighbours",
    "initiatives_surviving",
    "volunteers_staying",
    "cohesion_index",
)
PERIOD: Final = "from_first_lockdown"
_LOOKS: Final = ((BLUE, "o", "solid"), (GREEN, "s", (0, (1, 1))), (VERMILION, "^", (0, (5, 1.5))))


def draw_dose_response(results: Results, language: Language) -> Picture:
    """Draw the mean of each outcome against the level of funding, one line per scenario.

    Parameters
    ----------
    results
        Of an experiment; its first three scenarios are shown.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Named ``dose_response``.
    """
    cost = results.manifest["cost_eur_per_fte_year_assumed"]
    low, high = (number(cost[end], 0, language) for end in ("low", "high"))
    texts = figure_texts("dose_response", language, low=low, high=high)
    caption = Caption(texts["title"], texts["units"], results.sample(language), texts["band"])
    figure = Figure(figsize=(15.5, 7.4))
    panels = figure.subplots(2, 4).ravel()
    figure.subplots_adjust(left=0.035, right=0.885, top=0.83, bottom=0.17, hspace=0.5, wspace=1.1)
    summary = results.summary[results.summary["period"] == PERIOD]
    for panel, name in zip(panels, SHOWN, strict=True):
        _draw_measure(panel, results, summary[summary["outcome"] == name], name, language)
    for panel in panels[4:]:
        panel.set_xlabel("fte")
    frame(figure, caption, texts["subtitle"], language)
    return Picture("dose_response", language, figure, caption)


def _draw_measure(panel: Axes, results: Results, summary: pd.DataFrame, name: str, language: Language) -> None:
    panel.set_title(f"{measure_text(name, language)}\n", pad=2)
    panel.text(0, 1.04, unit_text(name, language), transform=panel.transAxes, size=8.5)
    top = 0.0
    ends = []
    for scenario, (colour, marker, line) in zip(results.scenarios, _LOOKS, strict=False):
        rows = results.of(summary, scenario).sort_values("fte_per_10000")
        mean, low, high = (shown(name, 1.0) * rows[end].to_numpy() for end in ("mean", "low", "high"))
        panel.errorbar(
            rows["fte_per_10000"],
            mean,
            yerr=[mean - low, high - mean],
            color=colour,
            marker=marker,
            markersize=4.5,
            linestyle=line,
            linewidth=1.4,
            elinewidth=1,
        )
        top = float(np.nanmax([top, *mean, *high]))
        ends.append((float(mean[-1]), results.title(scenario, language), colour))
    panel.set_ylim(0, min(1.15 * top, 1.05 * shown(name, BY_NAME[name].highest)) or 1)
    panel.set_xticks(results.levels, [f"{level:g}" for level in results.levels])
    panel.yaxis.set_major_formatter(lambda value, _: tick_text(value, language))
    label_ends(panel, results.levels[-1], 1.1 * results.levels[-1] + 0.1, ends, 0.085, 7.5)
