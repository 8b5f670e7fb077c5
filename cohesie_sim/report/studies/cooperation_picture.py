"""The main picture of the study of cooperation: its course, when extra hours came, and how clients were referred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.outcomes.intervals import mean_interval
from cohesie_sim.report.conditions import Condition, rows_of
from cohesie_sim.report.lines import Line, draw_lines, mark_months, shade_lockdowns
from cohesie_sim.report.picture import BLUE, GREEN, INK, QUIET, VERMILION, Caption, Picture, frame, label_ends
from cohesie_sim.report.results import Results
from cohesie_sim.report.robustness import by_draw
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, level_text, number

_SCENARIO: Final = "nl_2020_2022"
_LOOKS: Final[Mapping[str, tuple[str, str | tuple[int, tuple[float, ...]]]]] = {
    "no_fatigue": (INK, (0, (6, 1.5, 1, 1.5))),
    "as_is": (BLUE, "solid"),
    "no_brokerage": (GREEN, (0, (1, 1))),
    "no_crisis_mode": (VERMILION, (0, (5, 1.5))),
}
_YEAR: Final = 52
FTE: Final = 4.0


def condition(variant: str, fte: float = FTE) -> Condition:
    """Return a condition of the study: a variant of the Dutch years at a level of funding."""
    return Condition(_SCENARIO, variant, fte)


def draw_cooperation(
    results: Results,
    waits: Mapping[tuple[str, float], pd.Series[float]],
    referrals: Mapping[str, Sequence[pd.Series[float]]],
    words: StudyWords,
    language: Language,
) -> Picture:
    """Draw cooperation over the weeks, the wait for extra hours, and referrals by path.

    Parameters
    ----------
    results
        Of ``experiments/cooperation.py``.
    waits
        Weeks until new extra hours began, per replicate, by variant and level of funding.
    referrals
        Referrals a year and 10,000 residents, directly and over the network, per replicate, by variant.
    words
        Of the study.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Named ``cooperation``.
    """
    texts = words.figure("cooperation")
    caption = Caption(texts["title"], texts["units"], results.sample(language), texts["band"])
    figure = Figure(figsize=(11.5, 9.6))
    above = figure.add_gridspec(1, 1, left=0.055, right=0.83, top=0.885, bottom=0.555)
    below = figure.add_gridspec(1, 2, left=0.055, right=0.96, top=0.44, bottom=0.175, wspace=1.0)
    course = figure.add_subplot(above[0])
    course.set_title(texts["course"], pad=16)
    _draw_course(course, results, words, language)
    hours = figure.add_subplot(below[0])
    hours.set_title(texts["hours"])
    _draw_waits(hours, waits, words)
    hours.set_xlabel(texts["hours_axis"], color=QUIET)
    paths = figure.add_subplot(below[1])
    paths.set_title(texts["referrals"])
    counted = {name: [by_draw(values, results.draws) for values in pair] for name, pair in referrals.items()}
    _draw_referrals(paths, counted, words, language)
    paths.set_xlabel(texts["referrals_axis"], color=QUIET)
    frame(figure, caption, texts["subtitle"], language)
    return Picture("cooperation", language, figure, caption)


def _draw_course(panel: Axes, results: Results, words: StudyWords, language: Language) -> None:
    lines = [
        Line(words.named(variant), rows, colour, width=2.4 if variant == "as_is" else 1.6, dashes=dashes)
        for variant, (colour, dashes) in _LOOKS.items()
        if len(rows := rows_of(results.weekly, condition(variant)))
    ]
    draw_lines(panel, "cooperation", lines, language, results.draws)
    panel.set_ylim(0, 1.03)
    shade_lockdowns(panel, results.lockdowns(_SCENARIO), language)
    dates = results.weekly["date"]
    mark_months(panel, dates.min().date(), dates.max().date(), language)


def _draw_waits(panel: Axes, waits: Mapping[tuple[str, float], pd.Series[float]], words: StudyWords) -> None:
    weeks = np.arange(_YEAR)
    ends = []
    for (variant, fte), waited in waits.items():
        colour, dashes = _LOOKS[variant]
        share = [100 * float((waited <= week).mean()) for week in weeks]
        panel.step(weeks, share, where="post", color=colour, linestyle=dashes, linewidth=2.4 if fte > FTE else 1.4)
        ends.append((share[-1], f"{level_text(fte)}, {words.named(variant)}", colour))
    panel.set_xlim(0, _YEAR - 1)
    panel.set_ylim(0, 100)
    panel.set_xticks(range(0, _YEAR, 13))
    panel.yaxis.set_major_formatter(lambda value, _: f"{value:.0f} %")
    label_ends(panel, _YEAR - 1, _YEAR + 1.5, ends, 0.12)


def _draw_referrals(
    panel: Axes, referrals: Mapping[str, Sequence[pd.Series[float]]], words: StudyWords, language: Language
) -> None:
    looks = ((BLUE, ""), ("white", "////"))
    names = list(referrals)[::-1]
    for place, variant in enumerate(names):
        left = 0.0
        for values, (colour, hatch) in zip(referrals[variant], looks, strict=True):
            mean = float(values.mean())
            panel.barh(place, mean, left=left, color=colour, hatch=hatch, edgecolor=BLUE, height=0.55)
            left += mean
        total = mean_interval(sum(referrals[variant][1:], referrals[variant][0]))
        panel.errorbar(
            total.mean, place, xerr=[[total.mean - total.low], [total.high - total.mean]], color=INK, capsize=3
        )
        panel.text(max(total.mean, total.high), place, f"  {number(total.mean, 1, language)}", va="center", size=9)
    panel.set_yticks(range(len(names)), [words.named(name) for name in names], color=INK)
    panel.tick_params(axis="y", length=0)
    panel.set_ylim(-0.6, len(names) + 0.1)
    panel.xaxis.set_major_formatter(lambda value, _: number(value, 0, language))
    for key, (colour, hatch) in zip(("direct", "network"), looks, strict=True):
        panel.barh(0, 0, color=colour, hatch=hatch, edgecolor=BLUE, label=words.named(key))
    panel.legend(loc="upper left", bbox_to_anchor=(0, 1.02), ncols=2, frameon=False, fontsize=8.5, borderaxespad=0)
