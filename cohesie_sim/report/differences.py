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
from cohesie_sim.report.words import Language, choose, level_text, measure_text, number, shown, unit_text

_DECIMALS: Final = 2


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
    lowest = level_text(results.levels[0])
    caption = Caption(
        choose(language, f"What changes compared with {lowest}: ", f"Wat verandert vergeleken met {lowest}: ")
        + results.title(scenario, language),
        choose(
            language,
            "Across: difference from the lowest level, in the unit of each panel. Levels in fte per 10,000 residents.",
            "Horizontaal: verschil met het laagste niveau, in de eenheid van elk vak. Niveaus in fte per 10.000 inwoners.",
        ),
        results.sample(language),
        choose(
            language,
            "Points: mean difference within the same neighbourhoods with the same luck, from the first lockdown to the end. "
            "Bars: its 95 % interval (Student's t).",
            "Punten: gemiddeld verschil binnen dezelfde buurten met hetzelfde toeval, vanaf de eerste lockdown tot het einde. "
            "Staven: het 95%-interval daarvan (Student's t).",
        ),
    )
    figure = Figure(figsize=(13, 7.4))
    panels = figure.subplots(2, 4).ravel()
    figure.subplots_adjust(left=0.05, right=0.985, top=0.82, bottom=0.18, hspace=0.6, wspace=0.24)
    rows = results.of(results.summary, scenario)
    rows = rows[(rows["period"] == PERIOD) & (rows["fte_per_10000"] > results.levels[0])]
    for panel, name in zip(panels, SHOWN, strict=True):
        _draw_measure(panel, rows[rows["outcome"] == name], name, language)
    subtitle = choose(
        language,
        "Filled blue: better. Filled orange triangle: worse. Hollow grey: not distinguishable from no difference.",
        "Gevuld blauw: beter. Gevulde oranje driehoek: slechter. Open grijs: niet te onderscheiden van geen verschil.",
    )
    frame(figure, caption, language, subtitle)
    return Picture(f"differences_{scenario}", language, figure, caption)


def _draw_measure(panel: Axes, rows: pd.DataFrame, name: str, language: Language) -> None:
    panel.set_title(f"{measure_text(name, language)}\n", pad=2)
    panel.text(0, 1.05, unit_text(name, language, difference=True), transform=panel.transAxes, size=8.5)
    panel.axvline(0, color=INK, linewidth=1)
    reach = 0.0
    for place, row in enumerate(rows.sort_values("fte_per_10000").itertuples()):
        mean, low, high = (shown(name, getattr(row, f"difference{end}")) for end in ("", "_low", "_high"))
        sure = row.distinguishable == "yes"
        better = BY_NAME[name].better * mean > 0
        colour = QUIET if not sure else BLUE if better else VERMILION
        panel.plot([low, high], [place, place], color=colour, linewidth=1.8)
        panel.plot(
            mean, place, marker="o" if better or not sure else "^", color=colour, markersize=6.5, mfc=colour if sure else "white"
        )
        text = number(mean, _DECIMALS, language, sign=True)
        if not sure:
            text = choose(language, "not distinguishable", "niet te onderscheiden")
        panel.text(mean, place + 0.17, text, size=7.6, color=colour, ha="center", va="bottom")
        reach = max([reach, *(abs(end) for end in (mean, low, high) if end == end)])  # without NaN
    levels = sorted(rows["fte_per_10000"])
    panel.set_yticks(range(len(levels)), [level_text(level) for level in levels])
    panel.set_ylim(-0.5, len(levels) - 0.2)
    panel.set_xlim(-1.45 * reach or -1, 1.45 * reach or 1)
    panel.xaxis.set_major_formatter(lambda value, _: number(value, 2 if reach < 0.5 else 1, language, sign=True))
    panel.locator_params(axis="x", nbins=5)
