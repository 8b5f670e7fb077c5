"""Picture of a handful of lives: week by week without and with community work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from cohesie_sim.report.lines import mark_months
from cohesie_sim.report.picture import BLUE, GREEN, INK, QUIET, SHADE, VERMILION, Caption, Picture, frame
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies.resident_counterfactuals_lives import Life
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, lockdown_text, number

_AGES: Final = ((25, "18-24"), (45, "25-44"), (65, "45-64"), (200, "65+"))
_WITHOUT, _WITH, _TALKS, _MET = 3.0, 1.9, 0.95, 0.25  # heights of the strips and of the rows of marks
_THICK: Final = 0.8
_EPOCH: Final = date(1970, 1, 1)
_PLACES: Final = ("format", "format_tie", "initiative", "initiative_tie", "helper")


def draw_life_lines(results: Results, lives: Sequence[Life], words: StudyWords, language: Language) -> Picture:
    """Draw two strips of weeks per resident, and when the resident met workers and others.

    Parameters
    ----------
    results
        Of the experiment.
    lives
        Whose.
    words
        Of the study.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        One panel per resident.
    """
    texts = words.figure("life_lines")
    size = number(results.manifest["lives"], 0, language)
    caption = Caption(
        texts["title"], texts["units"], words.named("sample").format(count=len(lives), size=size), texts["band"]
    )
    height = 2.3 + 1.45 * max(1, len(lives))
    figure = Figure(figsize=(11.5, height))
    panels = figure.subplots(max(1, len(lives)), 1, sharex=True, squeeze=False)[:, 0]
    figure.subplots_adjust(left=0.13, right=0.985, top=1 - 1.35 / height, bottom=1.3 / height, hspace=0.42)
    scenario = results.scenarios[0]
    start = date.fromisoformat(results.manifest["scenarios"][scenario]["start"])
    last = start + timedelta(weeks=results.weeks(scenario))
    for panel, life in zip(panels, lives, strict=False):
        _draw_life(panel, life, start, words, texts, language)
    for panel in panels:
        for begin, end, _ in results.lockdowns(scenario):
            panel.axvspan(_day(begin), _day(end), color=SHADE, linewidth=0, zorder=0)
    panels[0].set_xlim(_day(start), _day(last))
    for begin, end, name in results.lockdowns(scenario):
        middle = (_day(begin) + _day(end)) / 2
        place = panels[0].get_xaxis_transform()
        panels[0].text(middle, 1.28, lockdown_text(name, language), transform=place, ha="center", color=QUIET, size=8)
    mark_months(panels[-1], start, last - timedelta(weeks=1), language)
    _draw_key(figure, texts)
    frame(figure, caption, texts["subtitle"], language)
    return Picture("life_lines", language, figure, caption)


def _day(day: date) -> float:
    return float((day - _EPOCH).days)


def _draw_life(
    panel: Axes, life: Life, start: date, words: StudyWords, texts: dict[str, str], language: Language
) -> None:
    person = life.given.iloc[0]
    age = next(name for limit, name in _AGES if person["age"] < limit)
    told = [
        words.named(age),
        words.named("alone" if person["lives_alone"] else "with_others"),
        words.named("struggles" if person["strained"] else "makes_ends_meet"),
        words.named("online" if person["online"] else "offline"),
    ]
    counts = words.named("counts").format(
        without=number(int(life.without["isolated"].sum()), 0, language),
        given=number(int(life.given["isolated"].sum()), 0, language),
    )
    panel.set_title(f"{words.named(life.rule)}: {', '.join(told)}. {counts}", size=9, weight="normal", pad=3)
    monday = _day(start)
    _draw_strip(panel, life.without, monday, _WITHOUT)
    _draw_strip(panel, life.given, monday, _WITH)
    met = life.given[[f"week_{place}" for place in _PLACES]].sum(axis=1)
    for rows, height, colour, marker in (
        (life.given["talks"] > 0, _TALKS, BLUE, "v"),
        (met > 0, _MET, GREEN, "|"),
    ):
        days = monday + 7 * life.given.loc[rows, "week"].to_numpy() + 3
        panel.plot(days, np.full(len(days), height), linestyle="", marker=marker, markersize=4.5, color=colour)
    heights = [_WITHOUT + _THICK / 2, _WITH + _THICK / 2, _TALKS, _MET]
    panel.set_yticks(heights, [texts[key] for key in ("without", "given", "talks", "met")], size=7.8)
    panel.set_ylim(-0.2, _WITHOUT + _THICK + 0.1)
    panel.tick_params(axis="y", length=0)
    panel.spines["left"].set_visible(False)


def _draw_strip(panel: Axes, rows: pd.DataFrame, monday: float, bottom: float) -> None:
    """Draw a strip: outlined; filled where isolated, dark where out of sight as well."""
    days = monday + 7 * rows["week"].to_numpy()
    isolated, unseen = rows["isolated"].to_numpy(), rows["out_of_sight"].to_numpy()
    whole: dict[str, Any] = {"facecolors": "white", "edgecolors": QUIET, "linewidth": 0.6}
    panel.broken_barh([(days[0], days[-1] + 7 - days[0])], (bottom, _THICK), **whole)
    for weeks, colour in ((isolated & ~unseen, VERMILION), (unseen, INK)):
        panel.broken_barh(_runs(days, weeks), (bottom, _THICK), facecolors=colour, linewidth=0)


def _runs(days: np.ndarray, weeks: np.ndarray) -> list[tuple[float, float]]:
    """Return begin and length in days of every run of weeks for which something holds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], weeks, [False]]).astype(np.int8)))
    return [(float(days[begin]), 7.0 * (end - begin)) for begin, end in edges.reshape(-1, 2)]


def _draw_key(figure: Figure, texts: dict[str, str]) -> None:
    handles = [
        Patch(facecolor="white", edgecolor=QUIET, label=texts["not_isolated"]),
        Patch(facecolor=VERMILION, label=texts["isolated"]),
        Patch(facecolor=INK, label=texts["out_of_sight"]),
        Line2D([], [], linestyle="", marker="v", color=BLUE, label=texts["talk_key"]),
        Line2D([], [], linestyle="", marker="|", color=GREEN, label=texts["met_key"]),
    ]
    place = (0.005, 1 - 0.66 / figure.get_figheight())
    figure.legend(handles=handles, loc="upper left", bbox_to_anchor=place, ncols=5, frameon=False, fontsize=8.5)
