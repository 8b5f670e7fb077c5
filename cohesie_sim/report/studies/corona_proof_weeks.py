"""Picture of the study *corona-proof*: active coffee clubs, meals and adults out of sight over the weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.report.conditions import Condition, rows_of
from cohesie_sim.report.lines import Line, draw_lines, mark_months, mean_and_half, shade_lockdowns
from cohesie_sim.report.picture import BLUE, GREEN, INK, QUIET, VERMILION, Caption, Picture, frame, label_ends
from cohesie_sim.report.results import Results
from cohesie_sim.report.robustness import by_draw
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, level_text, number

_SCENARIO: Final = "nl_2020_2022"
_MAIN: Final = 4.0  # fte


def draw_weeks(results: Results, words: StudyWords, language: Language) -> Picture:
    """Draw active clubs, meals brought to the door and adults out of sight.

    Parameters
    ----------
    results
        Of the experiment.
    words
        Of the study.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Three panels over the same weeks.
    """
    texts = words.figure("weeks")
    caption = Caption(texts["title"], texts["units"], results.sample(language, ["article"]), texts["band"])
    figure = Figure(figsize=(12, 9.6))
    panels = figure.subplots(3, 1, sharex=True)
    figure.subplots_adjust(left=0.06, right=0.8, top=0.88, bottom=0.15, hspace=0.34)
    nobody, some, many = (
        _line(results, level_text(fte), Condition(_SCENARIO, fte=fte), colour, dashes)._replace(band=fte == _MAIN)
        for fte, colour, dashes in ((0.0, INK, "dotted"), (_MAIN, BLUE, "solid"), (12.0, VERMILION, "dashed"))
    )
    bare = Condition(_SCENARIO, "unfacilitated", _MAIN)
    without = _line(results, words.named("unfacilitated"), bare, QUIET, "dashdot")._replace(band=False)
    draw_lines(panels[0], "active_coffee_club", (many, some, nobody, without), language, results.draws, gap=0.12)
    per_1000 = 1000 / float(results.weekly["residents"].iloc[0])
    draw_lines(panels[1], "deliveries", (many, some, nobody), language, results.draws, per_1000, gap=0.12)
    closed = Condition(_SCENARIO, "no_delivery", _MAIN)
    pairs = ((words.named("facilitation"), bare, GREEN, "solid"), (words.named("delivery"), closed, INK, "dashdot"))
    _draw_differences(panels[2], results, pairs, language)
    first = date.fromisoformat(str(results.manifest["scenarios"][_SCENARIO]["start"]))
    for panel, column in zip(panels, ("active_coffee_club", "deliveries", "out_of_sight"), strict=True):
        panel.set_title(texts[column], pad=16)
        shade_lockdowns(panel, results.lockdowns(_SCENARIO), language)
    mark_months(panels[-1], first, first + timedelta(weeks=results.weeks(_SCENARIO) - 1), language)
    frame(figure, caption, texts["subtitle"], language)
    return Picture("weeks", language, figure, caption)


def adults_of(results: Results) -> pd.Series[float]:
    """Return how many adults each replicate has, the same in all its weeks and conditions.

    Parameters
    ----------
    results
        Of the experiment.

    Returns
    -------
    Series
        Index replicate.
    """
    rows = results.splits[results.splits["split"] == "living"]
    adults = rows.groupby(["replicate", "hypothesis", "scenario", "variant", "fte_per_10000", "phase"])["adults"].sum()
    return adults.astype("float64").groupby("replicate").mean()


def out_of_sight_less(results: Results, condition: Condition) -> pd.DataFrame:
    """Return how many more adults are out of sight as things were than in another condition.

    Parameters
    ----------
    results
        Of the experiment.
    condition
        The other one.

    Returns
    -------
    DataFrame
        Persons in the neighbourhood; index replicate, one column per Monday.
    """
    this, that = (
        rows_of(results.weekly, chosen).pivot_table(index="replicate", columns="date", values="out_of_sight")
        for chosen in (Condition(_SCENARIO, fte=_MAIN), condition)
    )
    difference = (this.astype("float64") - that.astype("float64")).dropna()
    return difference.mul(adults_of(results).reindex(difference.index), axis=0)


def _draw_differences(
    panel: Axes, results: Results, pairs: Sequence[tuple[str, Condition, str, str]], language: Language
) -> None:
    ends = []
    for label, condition, colour, dashes in pairs:
        values = by_draw(out_of_sight_less(results, condition), results.draws)
        days = values.columns.to_numpy().astype("datetime64[D]").astype(np.float64)
        mean, half = mean_and_half(values.to_numpy(dtype=np.float64))
        panel.plot(days, mean, color=colour, linestyle=dashes, linewidth=1.6)
        panel.fill_between(days, mean - half, mean + half, color=colour, alpha=0.18, linewidth=0)
        ends.append((float(mean[-1]), label, colour))
    panel.axhline(0, color=INK, linewidth=1)
    panel.set_xlim(days[0], days[-1])
    panel.yaxis.set_major_formatter(lambda value, _: number(value, 1, language, sign=True))
    label_ends(panel, days[-1], days[-1] + 22, ends, 0.2)


def _line(results: Results, label: str, condition: Condition, colour: str, dashes: str) -> Line:
    return Line(label, rows_of(results.weekly, condition), colour, dashes=dashes)
