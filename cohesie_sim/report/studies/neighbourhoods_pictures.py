"""Pictures of seven neighbourhoods side by side, and of who gains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from cohesie_sim.neighbourhood import load_neighbourhood
from cohesie_sim.outcomes.equity import DISADVANTAGED, concentration_index
from cohesie_sim.outcomes.frames import SPLITS
from cohesie_sim.outcomes.intervals import Interval, mean_interval, paired_difference
from cohesie_sim.report.picture import BLUE, GREEN, INK, QUIET, SHADE, VERMILION, Caption, Picture, frame
from cohesie_sim.report.results import Results
from cohesie_sim.report.robustness import by_draw
from cohesie_sim.report.studies.neighbourhoods_divided import DIVISIONS, EQUAL, NEED, NONE, OUTCOMES, Divided
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, measure_text, number

_LOOKS: Final = {NONE: (GREEN, "D"), EQUAL: (BLUE, "o"), NEED: (VERMILION, "s")}
_SHOWN: Final = ("isolated", "out_of_sight")
_APART: Final = 0.17  # between the marks of a row
_PAD: Final = 18  # points below a title, for a heading of the column of levels


def draw_places(results: Results, divided: Divided, words: StudyWords, language: Language) -> Picture:
    """Draw what fte change in every neighbourhood, divided equally and by need.

    Parameters
    ----------
    results
        Of the experiment.
    divided
        Its outcomes.
    words
        Of the study.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        One row per neighbourhood, the least need at the bottom, and all together below.
    """
    texts = words.figure("neighbourhoods")
    caption = Caption(texts["title"], texts["units"], results.sample(language), texts["band"])
    figure = Figure(figsize=(11.5, 7.6))
    panels = figure.subplots(1, 2, sharey=True)
    figure.subplots_adjust(left=0.3, right=0.975, top=0.82, bottom=0.19, wspace=0.07)
    rows = [divided.places, *[[place] for place in divided.places]]
    for panel, outcome in zip(panels, _SHOWN, strict=True):
        panel.set_title(measure_text(outcome, language))
        panel.axhspan(-0.5, 0.5, color=SHADE, linewidth=0)
        for place, names in enumerate(rows):
            for division, shift in ((EQUAL, _APART), (NEED, -_APART)):
                this, that = (divided.share(results.hypothesis, which, outcome, names) for which in (division, NONE))
                _mark(panel, _paired(this, that, divided.draws), place + shift, division)
        _percentages(panel, language)
        panel.set_xlabel(texts["axis"], color=QUIET)
    labels = [words.named("all"), *(_label(place, divided, words, language) for place in divided.places)]
    panels[0].set_yticks(range(len(rows)), labels, color=INK)
    panels[0].set_ylim(-0.5, len(rows) - 0.5)
    for panel in panels:
        panel.tick_params(axis="y", length=0)
    _key(figure, [EQUAL, NEED], words)
    frame(figure, caption, texts["subtitle"], language)
    return Picture("neighbourhoods", language, figure, caption)


def draw_equity(results: Results, divided: Divided, words: StudyWords, language: Language) -> Picture:
    """Draw whom equal fte reach, and where burdens lie under each division.

    Parameters
    ----------
    results
        Of the experiment.
    divided
        Its outcomes.
    words
        Of the study.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Left the change of isolation per group of residents, beside its level without; right the concentration index.
    """
    texts = words.figure("equity")
    caption = Caption(texts["title"], texts["units"], results.sample(language), texts["band"])
    figure = Figure(figsize=(11.5, 7.4))
    left, right = figure.subplots(1, 2)
    figure.subplots_adjust(left=0.18, right=0.97, top=0.8, bottom=0.23, wspace=0.62)
    _draw_groups(left, results.hypothesis, divided, words, language)
    left.text(1.02, 1.01, texts["without"], transform=left.transAxes, color=GREEN, size=8.5)
    left.set_title(texts["groups"], pad=_PAD)
    left.set_xlabel(texts["axis"], color=QUIET)
    _draw_indices(right, results.hypothesis, divided, language)
    right.set_title(texts["index"], pad=_PAD)
    right.set_xlabel(texts["index_axis"], color=QUIET)
    _key(figure, DIVISIONS, words)
    frame(figure, caption, texts["subtitle"], language)
    return Picture("equity", language, figure, caption)


def _draw_groups(panel: Axes, hypothesis: str, divided: Divided, words: StudyWords, language: Language) -> None:
    rows = [(split, group) for split, groups in SPLITS.items() for group in groups if group != "0-14"]
    labels = []
    for place, (split, group) in enumerate(rows[::-1]):
        for division, shift in ((EQUAL, _APART), (NEED, -_APART)):
            this, that = (divided.in_group(hypothesis, which, "isolated", split, group) for which in (division, NONE))
            _mark(panel, _paired(this, that, divided.draws), place + shift, division)
        without = number(100 * divided.in_group(hypothesis, NONE, "isolated", split, group).mean(), 1, language)
        beside: dict[str, Any] = {"transform": panel.get_yaxis_transform(), "va": "center", "size": 8.5}
        panel.text(1.02, place, f"{without} %", color=GREEN, **beside)
        name = words.named(group)
        labels.append(f"{name} *" if DISADVANTAGED[split] == group else name)
        if group == SPLITS[split][-1] and place:
            panel.axhline(place - 0.5, color=SHADE, linewidth=1)
    panel.set_yticks(range(len(rows)), labels, color=INK)
    panel.set_ylim(-0.5, len(rows) - 0.5)
    panel.tick_params(axis="y", length=0)
    _percentages(panel, language)


def _draw_indices(panel: Axes, hypothesis: str, divided: Divided, language: Language) -> None:
    for place, outcome in enumerate(OUTCOMES[::-1]):
        for k, division in enumerate(DIVISIONS):
            values = divided.index(hypothesis, division, outcome, concentration_index)
            _mark(panel, mean_interval(by_draw(values, divided.draws)), place + 0.22 * (1 - k), division, factor=1)
    panel.axvline(0, color=INK, linewidth=1)
    low, high = panel.get_xlim()
    reach = 1.1 * max(abs(low), abs(high))
    panel.set_xlim(-reach, reach)
    panel.xaxis.set_major_formatter(lambda value, _: number(value, 2, language, sign=True))
    panel.locator_params(axis="x", nbins=5)
    labels = [measure_text(outcome, language).replace(" ", "\n", 1) for outcome in OUTCOMES[::-1]]
    panel.set_yticks(range(len(OUTCOMES)), labels, color=INK)
    panel.set_ylim(-0.5, len(OUTCOMES) - 0.5)
    panel.tick_params(axis="y", length=0)


def _paired(this: pd.Series[float], that: pd.Series[float], draws: pd.DataFrame | None) -> Interval:
    both = by_draw(pd.concat([this, that], axis=1, join="inner"), draws)
    return paired_difference(both.iloc[:, 0], both.iloc[:, 1])


def _mark(panel: Axes, interval: Interval, height: float, division: str, factor: float = 100) -> None:
    colour, marker = _LOOKS[division]
    looks: dict[str, Any] = {"color": colour}
    panel.plot([factor * interval.low, factor * interval.high], [height, height], linewidth=1.6, **looks)
    panel.plot(
        factor * interval.mean,
        height,
        marker=marker,
        markersize=6,
        mfc="white" if division == NEED else colour,
        **looks,
    )


def _percentages(panel: Axes, language: Language) -> None:
    panel.axvline(0, color=INK, linewidth=1)
    low, high = panel.get_xlim()
    panel.set_xlim(min(low, 0), max(high, 0))
    decimals = 2 if max(abs(low), abs(high)) < 1 else 1
    panel.xaxis.set_major_formatter(lambda value, _: number(value, decimals, language, sign=True))
    panel.locator_params(axis="x", nbins=6)


def _label(place: str, divided: Divided, words: StudyWords, language: Language) -> str:
    lonely = load_neighbourhood(place).adults.severely_lonely.value
    fte = number(divided.levels[place], 1, language)
    return words.named("row").format(place=words.named(place), lonely=number(lonely, 1, language), fte=fte)


def _key(figure: Figure, divisions: Sequence[str], words: StudyWords) -> None:
    handles = [
        Line2D(
            [],
            [],
            color=_LOOKS[name][0],
            marker=_LOOKS[name][1],
            mfc="white" if name == NEED else _LOOKS[name][0],
            label=words.named(name),
        )
        for name in divisions
    ]
    place = (0.005, 1 - 0.66 / figure.get_figheight())
    figure.legend(handles=handles, loc="upper left", bbox_to_anchor=place, ncols=3, frameon=False, fontsize=9)
