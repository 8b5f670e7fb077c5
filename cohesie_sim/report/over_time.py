"""Figure: isolation and being out of sight, week by week, per level of funding."""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib import colormaps
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from cohesie_sim.report.lines import Line, draw_lines, mark_months, shade_lockdowns
from cohesie_sim.report.picture import QUIET, Caption, Picture, frame
from cohesie_sim.report.results import Results
from cohesie_sim.report.words import Language, figure_texts, level_text, measure_text

_OUTCOMES: Final = ("isolated", "out_of_sight")
_LIGHTEST: Final = 0.82  # of viridis: what is lighter cannot be read on white


def draw_over_time(results: Results, scenario: str, language: Language) -> Picture:
    """Draw both shares per level of funding under one scenario.

    Parameters
    ----------
    results
        Of an experiment.
    scenario
        One of its scenarios.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Named ``over_time_SCENARIO``.
    """
    texts = figure_texts("over_time", language, scenario=results.title(scenario, language))
    band = texts["band"] + (texts["grey"] if results.lockdowns(scenario) else "")
    caption = Caption(texts["title"], texts["units"], results.sample(language), band)
    figure = Figure(figsize=(10, 7.7))
    panels = figure.subplots(2, 1, sharex=True)
    figure.subplots_adjust(left=0.07, right=0.86, top=0.86, bottom=0.19, hspace=0.2)
    weekly = results.of(results.weekly, scenario)
    for panel, outcome in zip(panels, _OUTCOMES, strict=True):
        panel.set_title(measure_text(outcome, language), pad=16)
        draw_lines(panel, outcome, _lines(weekly, results.levels), language, results.draws, factor=100, unit="%")
        shade_lockdowns(panel, results.lockdowns(scenario), language)
    panels[-1].set_xlabel(texts["axis"], color=QUIET)
    mark_months(panels[-1], weekly["date"].min().date(), weekly["date"].max().date(), language)
    frame(figure, caption, texts["subtitle"], language)
    return Picture(f"over_time_{scenario}", language, figure, caption)


def level_colours(levels: list[float]) -> list[str]:
    """Return a colour per level, from dark (lowest) to light (highest), that also differ in greyscale."""
    return [to_hex(colormaps["viridis"](_LIGHTEST * k / max(1, len(levels) - 1))) for k in range(len(levels))]


def _lines(weekly: pd.DataFrame, levels: list[float]) -> list[Line]:
    edges = (levels[0], levels[-1])
    return [
        Line(
            level_text(level),
            weekly[weekly["fte_per_10000"] == level],
            colour,
            width=2.2 if level in edges else 1.3,
            band=level in edges,
        )
        for level, colour in zip(levels, level_colours(levels), strict=True)
    ]
