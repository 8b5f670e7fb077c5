"""Who is reached: adults out of sight and known to a worker in the lockdowns, by group, strictly home and fully out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.outcomes.intervals import mean_interval, paired_difference
from cohesie_sim.outcomes.periods import PERIODS
from cohesie_sim.report.conditions import Condition, rows_of
from cohesie_sim.report.picture import BLUE, INK, QUIET, Caption, Picture, frame
from cohesie_sim.report.quantities import UNITS, value_text
from cohesie_sim.report.results import Results
from cohesie_sim.report.robustness import by_draw
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, measure_text, tick_text

LOCKDOWNS: Final = "lockdowns"
HARD_TO_REACH: Final[Mapping[str, tuple[str, str]]] = {
    "reached_old": ("age", "65+"),
    "reached_alone": ("living", "alone"),
    "reached_strained": ("means", "struggles"),
    "reached_offline": ("digital access", "offline"),
}
_SHOWN: Final = (
    ("age", ("15-24", "25-44", "45-64", "65+")),
    ("living", ("with others", "alone")),
    ("means", ("makes ends meet", "struggles")),
    ("digital access", ("online", "offline")),
)
_OUTCOMES: Final = ("out_of_sight", "known_by_worker")


def reached(
    results: Results, condition: Condition, hypothesis: str, split: str, group: str, outcome: str
) -> pd.Series[float]:
    """Return an outcome of a group of adults in the two lockdowns, per replicate.

    Parameters
    ----------
    results
        Of the experiment.
    condition, hypothesis
        Which runs.
    split, group
        Which adults.
    outcome
        Column of the table of splits, which has a mean per phase.

    Returns
    -------
    Series
        Mean over the weeks of both lockdowns; empty when it was not run.
    """
    rows = rows_of(results.splits, condition, hypothesis)
    rows = rows[(rows["split"] == split) & (rows["group"] == group) & rows["phase"].isin(PERIODS[LOCKDOWNS])]
    if rows.empty:
        return pd.Series(dtype="float64")
    weekly = rows_of(results.weekly, condition, hypothesis)
    weeks = weekly[weekly["replicate"] == weekly["replicate"].iloc[0]].groupby("phase", observed=True).size()
    by_phase = rows.pivot_table(index="replicate", columns="phase", values=outcome, observed=True)
    weights = weeks.reindex(by_phase.columns).to_numpy(np.float64)
    return pd.Series(by_phase.to_numpy(np.float64) @ weights / weights.sum(), by_phase.index)


def draw_reached(results: Results, home: Condition, out: Condition, words: StudyWords, language: Language) -> Picture:
    """Draw both shares per group, strictly home and fully out.

    Parameters
    ----------
    results
        Of the experiment.
    home, out
        The two conditions.
    words
        Of the study.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Named ``reached``.
    """
    texts = words.figure("reached")
    caption = Caption(texts["title"], texts["units"], results.sample(language), texts["band"])
    figure = Figure(figsize=(11.5, 6.6))
    panels = figure.subplots(1, 2, sharey=True)
    figure.subplots_adjust(left=0.185, right=0.935, top=0.8, bottom=0.21, wspace=0.22)
    for panel, outcome in zip(panels, _OUTCOMES, strict=True):
        panel.set_title(measure_text(outcome, language))
        _draw_groups(panel, results, (home, out), outcome, words, language)
        panel.set_xlabel(texts["axis"], color=QUIET)
    for marker, face, name in (("o", "white", "home"), ("o", BLUE, "out")):
        panels[0].plot([], [], marker, mfc=face, color=BLUE, label=words.named(name))
    figure.legend(loc="upper left", bbox_to_anchor=(0.175, 0.91), ncols=2, frameon=False, fontsize=9)
    frame(figure, caption, texts["subtitle"], language)
    return Picture("reached", language, figure, caption)


def _draw_groups(
    panel: Axes,
    results: Results,
    conditions: tuple[Condition, Condition],
    outcome: str,
    words: StudyWords,
    language: Language,
) -> None:
    y, places, names = 0.0, [], []
    factor = UNITS["share"].factor
    panel.text(1.02, 1.02, words.named("difference"), transform=panel.transAxes, size=8, color=QUIET)
    for split, groups in _SHOWN:
        for group in groups:
            home, out = (
                by_draw(reached(results, where, "article", split, group, outcome), results.draws)
                for where in conditions
            )
            ends = [factor * mean_interval(values).mean for values in (home, out)]
            change = paired_difference(*out.align(home, join="inner"))
            panel.plot(ends, [y, y], color=BLUE, linewidth=1.5)
            panel.plot(ends[0], y, "o", mfc="white", color=BLUE, markersize=6.5)
            panel.plot(ends[1], y, "o", color=BLUE, markersize=6.5)
            text = value_text(change.mean, "share", language, difference=True)
            panel.text(
                1.02,
                y,
                text,
                transform=panel.get_yaxis_transform(),
                va="center",
                size=9,
                color=INK if change.distinguishable else QUIET,
                weight="bold" if change.distinguishable else "normal",
            )
            places.append(y)
            names.append(words.named(group))
            y += 1
        y += 0.6
    panel.set_yticks(places, names, color=INK)
    panel.tick_params(axis="y", length=0)
    panel.set_ylim(y - 1, -0.7)
    panel.set_xlim(0, None)
    panel.locator_params(axis="x", nbins=6)
    panel.xaxis.set_major_formatter(lambda value, _: f"{tick_text(value, language)} %")
