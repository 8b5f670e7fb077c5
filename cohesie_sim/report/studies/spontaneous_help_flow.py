"""Pictures of the study *spontaneous help*: what becomes of 100 helpers, and how many there are over the weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.report.conditions import Condition, rows_of
from cohesie_sim.report.lines import Line, draw_lines, mark_months, shade_lockdowns
from cohesie_sim.report.picture import BLUE, QUIET, VERMILION, Caption, Picture, frame
from cohesie_sim.report.results import Results
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, number

Numbers = Mapping[str, float]
_SCENARIO: Final = "nl_2020_2022"
_USED, _NEVER, _THERE = "#5b9bc8", "#e4e4e4", "#0b3c5d"  # three greys as well: middle, light, dark
_BAR: Final = 0.08  # width of a column, in steps between columns
_BEHIND: Final = {"facecolor": "white", "edgecolor": "none", "pad": 1.2, "alpha": 0.85}


class Piece(NamedTuple):
    """A part of a column: how many of 100, what it is, and its shade."""

    size: float
    name: str
    shade: str


def parts(numbers: Numbers) -> dict[str, float]:
    """Return where 100 who signed up are a year later.

    Parameters
    ----------
    numbers
        Shares ``used``, ``year`` (still there) and ``year_used`` (still there and used).

    Returns
    -------
    dict
        ``left_used``, ``there_used``, ``there_never`` and ``left_never``, which add up to 100.
    """
    used, year, both = (100 * numbers[name] for name in ("used", "year", "year_used"))
    return {
        "left_used": used - both,
        "there_used": both,
        "there_never": year - both,
        "left_never": 100 - used - (year - both),
    }


def draw_flow(
    results: Results, flows: Mapping[tuple[str, str], Numbers], words: StudyWords, language: Language
) -> Picture:
    """Draw what becomes of 100 people who offer help, by lockdown, with and without organising.

    Parameters
    ----------
    results
        Of the experiment.
    flows
        Wave and condition to mean shares (see :func:`parts`; also ``half``) and ``sign_ups``.
    words
        Of the study.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        One panel per wave and condition.
    """
    texts = words.figure("flow")
    caption = Caption(texts["title"], texts["units"], results.sample(language, ["article"]), texts["band"])
    figure = Figure(figsize=(12, 9.2))
    panels = figure.subplots(2, 2)
    figure.subplots_adjust(left=0.02, right=0.985, top=0.875, bottom=0.125, hspace=0.2, wspace=0.04)
    waves, conditions = (list(dict.fromkeys(key[k] for key in flows)) for k in (0, 1))
    for (wave, condition), numbers in flows.items():
        panel = panels[waves.index(wave), conditions.index(condition)]
        panel.set_title(f"{words.named(wave)}, {words.named(condition)}", pad=6)
        _draw_hundred(panel, numbers, words, language)
    frame(figure, caption, texts["subtitle"], language)
    return Picture("flow", language, figure, caption)


def _draw_hundred(panel: Axes, numbers: Numbers, words: StudyWords, language: Language) -> None:
    part = parts(numbers)
    used, never = 100 * numbers["used"], 100 * (1 - numbers["used"])
    columns = (
        (Piece(used, "", _USED), Piece(never, "", _NEVER)),
        (Piece(used, "used", _USED), Piece(never, "never", _NEVER)),
        (
            Piece(part["left_used"], "left_used", _USED),
            Piece(part["there_used"] + part["there_never"], "there", _THERE),
            Piece(part["left_never"], "left_never", _NEVER),
        ),
    )
    shares = (part["left_used"], part["there_used"]), (part["there_never"], part["left_never"])
    tops = [_tops(column, gap) for column, gap in zip(columns, (0.0, 8.0, 10.0), strict=True)]
    for k in range(2):
        _draw_band(panel, (0, 1), (tops[0][k], tops[1][k]), columns[1][k].size, columns[1][k].shade)
    lands = ((tops[2][0], tops[2][1]), (tops[2][1] - part["there_used"], tops[2][2]))
    for k, (sizes, ends) in enumerate(zip(shares, lands, strict=True)):
        starts = (tops[1][k], tops[1][k] - sizes[0])
        for start, end, size in zip(starts, ends, sizes, strict=True):
            _draw_band(panel, (1, 2), (start, end), size, columns[1][k].shade)
    for x, (column, top) in enumerate(zip(columns, tops, strict=True)):
        for piece, y in zip(column, top, strict=True):
            shade = _THERE if x == 0 else piece.shade
            panel.fill_between([x, x + _BAR], y - piece.size, y, color=shade, linewidth=0.0, zorder=3)
    _write(panel, columns, tops, numbers, words, language)
    panel.set(xlim=(-0.55, 3.25), ylim=(-122, 4))
    panel.axis("off")


def _tops(column: Sequence[Piece], gap: float) -> list[float]:
    """Return the upper ends of the pieces of a column, from above."""
    tops, y = [], 0.0
    for piece in column:
        tops.append(y)
        y -= piece.size + gap
    return tops


def _draw_band(panel: Axes, between: tuple[float, float], tops: tuple[float, float], size: float, shade: str) -> None:
    """Draw a band of constant thickness that bends from one column to the next."""
    along = np.linspace(0, 1, 60)
    top = tops[0] + (tops[1] - tops[0]) * along**2 * (3 - 2 * along)
    x = between[0] + _BAR + (between[1] - between[0] - _BAR) * along
    panel.fill_between(x, top - size, top, facecolor=shade, edgecolor=QUIET, linewidth=0.4, alpha=0.55)


def _write(
    panel: Axes,
    columns: Sequence[Sequence[Piece]],
    tops: Sequence[Sequence[float]],
    numbers: Numbers,
    words: StudyWords,
    language: Language,
) -> None:
    rate = number(numbers["sign_ups"], 1, language)
    panel.text(-0.05, -50, words.named("signed_up").format(rate=rate), ha="right", va="center", size=9)
    half = _count(100 * numbers["half"], language)
    for x in (1, 2):
        for piece, y in zip(columns[x], tops[x], strict=True):
            text = words.named(piece.name).format(n=_count(piece.size, language), half=half)
            panel.text(
                x + _BAR + 0.04,
                y - piece.size / 2,
                text,
                va="center",
                size=9,
                weight="bold" if piece.name == "there" else "normal",
                bbox=_BEHIND if x == 1 else None,  # the second column's stands on the bands
                zorder=4,
            )


def _count(size: float, language: Language) -> str:
    """Return how many of 100, with a decimal where one person in 100 would hide the difference."""
    return number(size, 0 if size >= 10 else 1, language)


def draw_weeks(results: Results, words: StudyWords, language: Language) -> Picture:
    """Draw sign-ups, waiting helpers and helpers at work over the weeks.

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
        Three panels.
    """
    texts = words.figure("weeks")
    caption = Caption(texts["title"], texts["units"], results.sample(language, ["article"]), texts["band"])
    figure = Figure(figsize=(12, 9))
    panels = figure.subplots(3, 1, sharex=True)
    figure.subplots_adjust(left=0.06, right=0.8, top=0.87, bottom=0.155, hspace=0.32)
    weekly = results.weekly
    factor = 1000 / float(weekly["residents"].iloc[0])

    def line(name: str, condition: Condition, colour: str, dashes: str, band: bool = True) -> Line:
        return Line(words.named(name), rows_of(weekly, condition), colour, dashes=dashes, band=band)

    alone = line("as_is", Condition(_SCENARIO, fte=4.0), BLUE, "solid")
    organised = line("organised", Condition(_SCENARIO, "organised", 4.0), VERMILION, "dashed")
    unused = line("no_habituation", Condition(_SCENARIO, "no_habituation", 4.0), VERMILION, "dashdot", band=False)
    calm = line("no_corona", Condition("no_corona", fte=4.0), QUIET, "dotted")
    shown = (("sign_ups", (alone, unused, calm)), ("helpers_waiting", (alone, organised)))
    for panel, (column, lines) in zip(panels, (*shown, ("helpers_matched", (alone, organised))), strict=True):
        panel.set_title(texts[column], pad=16)
        draw_lines(panel, column, lines, language, results.draws, factor, gap=0.13)
        shade_lockdowns(panel, results.lockdowns(_SCENARIO), language)
    first = date.fromisoformat(str(results.manifest["scenarios"][_SCENARIO]["start"]))
    mark_months(panels[-1], first, first + timedelta(weeks=results.weeks(_SCENARIO) - 1), language)
    frame(figure, caption, texts["subtitle"], language)
    return Picture("weeks", language, figure, caption)
