"""Picture of how much differs for how many residents, and through which contact."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.outcomes.intervals import mean_interval
from cohesie_sim.report.picture import BLUE, INK, QUIET, VERMILION, Caption, Picture, frame
from cohesie_sim.report.results import Results
from cohesie_sim.report.robustness import by_draw
from cohesie_sim.report.studies.resident_counterfactuals_pairs import NO_DIFFERENCE, Pairs, classes
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, hypothesis_text, number

_CLASSES: Final = ("53+", "27-52", "13-26", "4-12", "1-3", "0", "1-3", "4-12", "13-26", "27-52", "53+")
_AVOIDED, _ADDED = BLUE, VERMILION


def draw_distribution(
    results: Results,
    pairs: Pairs,
    by_channel: tuple[pd.DataFrame, pd.DataFrame],
    words: StudyWords,
    language: Language,
) -> Picture:
    """Draw the distribution of differences under each hypothesis, and the contacts behind them.

    Parameters
    ----------
    results
        Of the experiment.
    pairs
        Its residents.
    by_channel
        Weeks of isolation avoided and added, per followed neighbourhood and channel.
    words
        Of the study.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Above, one panel per hypothesis; below, a bar per channel.
    """
    size = number(results.manifest["lives"], 0, language)
    texts = words.figure("resident_counterfactuals", count=len(by_channel[0]), size=size)
    hypotheses = results.hypotheses(results.scenarios[0])
    caption = Caption(texts["title"], texts["units"], results.sample(language, hypotheses), texts["band"])
    figure = Figure(figsize=(11.5, 9.6))
    rows = figure.add_gridspec(2, 1, left=0.07, right=0.98, top=0.87, bottom=0.17, hspace=0.42, height_ratios=(1.2, 1))
    above = rows[0].subgridspec(1, len(hypotheses), wspace=0.08)
    panels: list[Axes] = []
    for k, hypothesis in enumerate(hypotheses):
        panel = figure.add_subplot(above[k], sharey=panels[0] if panels else None)
        shares = by_draw(100 * classes(pairs.changes(hypothesis)), results.draws)
        _draw_classes(panel, shares, texts, language)
        same = words.named("same").format(share=number(shares[NO_DIFFERENCE].mean(), 0, language))
        panel.set_title(f"{hypothesis_text(hypothesis, language)}: {same}", size=9.5)
        panel.tick_params(axis="y", labelleft=not panels)
        panels.append(panel)
    panels[0].set_ylim(0, 1.05 * max(panel.dataLim.y1 for panel in panels))
    panels[0].set_ylabel(texts["adults"], color=QUIET)
    below = figure.add_subplot(rows[1].subgridspec(1, 2, width_ratios=(0.32, 1), wspace=0)[1])
    avoided, added = (by_draw(weeks, results.draws) for weeks in by_channel)
    _draw_channels(below, avoided, added, words, texts, language)
    frame(figure, caption, texts["subtitle"], language)
    return Picture("resident_counterfactuals", language, figure, caption)


def _draw_classes(panel: Axes, shares: pd.DataFrame, texts: dict[str, str], language: Language) -> None:
    """Draw the classes with a difference; the one without would dwarf them, so it stands in the title."""
    for place, column in enumerate(shares.columns):
        if place == NO_DIFFERENCE:
            continue
        interval = mean_interval(shares[column])
        fewer = place < NO_DIFFERENCE
        panel.bar(
            place,
            interval.mean,
            width=0.86,
            color=_AVOIDED if fewer else _ADDED,
            hatch="" if fewer else "///",
            edgecolor="white",
        )
        panel.plot([place, place], [interval.low, interval.high], color=INK, linewidth=1.2)
    panel.axvline(NO_DIFFERENCE, color=QUIET, linewidth=0.8, linestyle=(0, (2, 2)))
    panel.set_xticks(range(len(_CLASSES)), [text.replace("-", "\N{EN DASH}") for text in _CLASSES], rotation=90, size=8)
    panel.set_xlabel(texts["classes"], color=QUIET, size=8.5)
    panel.yaxis.set_major_formatter(lambda value, _: f"{number(value, 1, language)} %")


def _draw_channels(
    panel: Axes,
    avoided: pd.DataFrame,
    added: pd.DataFrame,
    words: StudyWords,
    texts: dict[str, str],
    language: Language,
) -> None:
    names = list(avoided.columns)[::-1]
    for place, name in enumerate(names):
        for weeks, sign, colour, hatch in ((avoided[name], -1, _AVOIDED, ""), (added[name], 1, _ADDED, "///")):
            interval = mean_interval(weeks)
            panel.barh(place, sign * interval.mean, height=0.66, color=colour, hatch=hatch, edgecolor="white")
            ends = [sign * max(interval.low, 0), sign * interval.high]
            panel.plot(ends, [place, place], color=INK, linewidth=1.2)
    panel.axvline(0, color=INK, linewidth=1)
    reach = 1.1 * float(np.nanmax(np.abs(panel.get_xlim())))
    panel.set_xlim(-reach, reach)
    panel.set_yticks(range(len(names)), [words.named(name) for name in names], color=INK)
    panel.tick_params(axis="y", length=0)
    panel.xaxis.set_major_formatter(lambda value, _: number(value, 0, language, sign=True))
    panel.set_title(texts["channels"], size=10.5)
    panel.set_xlabel(texts["axis"], color=QUIET)
