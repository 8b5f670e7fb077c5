"""Picture: four outcomes from the Omicron lockdown to the end of 2023, one line per path of funding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.report.conditions import Condition, weeks_of
from cohesie_sim.report.lines import mark_months, mean_and_half, shade_lockdowns
from cohesie_sim.report.picture import BLUE, GREEN, INK, QUIET, VERMILION, Caption, Picture, frame, label_ends
from cohesie_sim.report.results import Results
from cohesie_sim.report.robustness import by_draw
from cohesie_sim.report.studies.after_lockdown_recovery import REOPENING
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, tick_text

_FROM: Final = "2021-10-04"
LOOKS: Final = {  # colour, width, dashes, mark: told apart without colour as well
    "without": (INK, 1.2, (0, (2, 2)), ""),
    "grow": (GREEN, 1.6, (0, (7, 1.5)), "^"),
    "hold": (INK, 2.4, "solid", ""),
    "cut": (BLUE, 1.6, (0, (4, 1.5, 1, 1.5)), "s"),
    "stop_year": (QUIET, 1.6, (0, (1, 1.2)), ""),
    "stop": (VERMILION, 2.0, "solid", "o"),
}
EVERY: Final = 13  # weeks between two marks on a line
BAND: Final = ("hold", "stop")
_ROOM: Final = 12  # days between the end of a line and its label


class _Outcome(NamedTuple):
    """What a panel shows: its word, one number per row of the weekly table, and the unit beside the axis."""

    word: str
    values: Callable[[pd.DataFrame], pd.Series[float]]
    unit: str


def _outcomes() -> list[_Outcome]:
    return [
        _Outcome("participants", lambda rows: 1000 * rows["participants"] / rows["residents"], ""),
        _Outcome("initiatives", lambda rows: rows["running"] - rows["running_help_group"], ""),
        _Outcome("isolated", lambda rows: 100 * rows["isolated"], "%"),
        _Outcome("neighbours", lambda rows: 100 * rows["weekly_neighbours"], "%"),
    ]


def draw_paths(
    results: Results, conditions: Mapping[str, Condition], words: StudyWords, language: Language, name: str = "paths"
) -> Picture:
    """Draw participants, initiatives, isolation and contact with neighbours under the paths of funding.

    Parameters
    ----------
    results
        Of the experiment.
    conditions
        By path; those that have a look are drawn.
    words
        Of the study.
    language
        ``en`` or ``nl``.
    name
        Of the figure.

    Returns
    -------
    Picture
        Under the hypothesis article.
    """
    texts = words.figure(name)
    caption = Caption(texts["title"], texts["units"], results.sample(language), texts["band"])
    figure = Figure(figsize=(12.5, 8.8))
    panels = figure.subplots(2, 2, sharex=True).ravel()
    figure.subplots_adjust(left=0.055, right=0.885, top=0.86, bottom=0.19, hspace=0.24, wspace=0.5)
    for panel, outcome in zip(panels, _outcomes(), strict=True):
        panel.set_title(words.named(outcome.word), pad=16)
        _draw_panel(panel, results, conditions, outcome, words, language)
        _mark(panel, results, words, language)
    frame(figure, caption, texts["subtitle"], language)
    return Picture(name, language, figure, caption)


def _draw_panel(
    panel: Axes,
    results: Results,
    conditions: Mapping[str, Condition],
    outcome: _Outcome,
    words: StudyWords,
    language: Language,
) -> None:
    ends = []
    for path, (colour, width, dashes, mark) in LOOKS.items():
        values = _by_week(results, conditions[path], outcome, (_FROM, "2100-01-01"))
        days = values.columns.to_numpy().astype("datetime64[D]").astype(np.float64)
        mean, half = mean_and_half(values.to_numpy(dtype=np.float64))
        look: Any = {"color": colour, "linewidth": width, "linestyle": dashes, "marker": mark, "markersize": 4.5}
        panel.plot(days, mean, markevery=EVERY, **look)
        if path in BAND:
            panel.fill_between(days, mean - half, mean + half, color=colour, alpha=0.15, linewidth=0)
        ends.append((float(mean[-1]), words.named(path), colour))
    panel.margins(x=0, y=0.12)
    panel.yaxis.set_major_formatter(lambda value, _: f"{tick_text(value, language)} {outcome.unit}".rstrip())
    label_ends(panel, days[-1], days[-1] + _ROOM, ends, 0.085, 8.5)


def _by_week(results: Results, condition: Condition, outcome: _Outcome, period: tuple[str, str]) -> pd.DataFrame:
    rows = weeks_of(results, condition, period)
    shown = rows.assign(shown=outcome.values(rows).astype("float64"))
    return by_draw(shown.pivot_table(index="replicate", columns="date", values="shown", observed=True), results.draws)


def _mark(panel: Axes, results: Results, words: StudyWords, language: Language) -> None:
    begin = date.fromisoformat(_FROM)
    shade_lockdowns(panel, [row for row in results.lockdowns("hold_after") if row[0] >= begin], language)
    reopening = (date.fromisoformat(REOPENING) - date(1970, 1, 1)).days
    panel.axvline(reopening, color=QUIET, linewidth=1)
    panel.text(
        reopening + 6, 0.955, words.named("reopening"), transform=panel.get_xaxis_transform(), size=8, color=QUIET
    )
    mark_months(panel, begin, results.weekly["date"].max().date(), language)
