"""One frame of the film: two maps beside one another, what can be counted on them, and the weeks so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from cohesie_sim.model.watch.drawing import (
    INK,
    QUIET,
    SHADE,
    VERMILION,
    count_texts,
    draw_legend,
    draw_scene,
    phase_colour,
    title_text,
    week_text,
    write,
)
from cohesie_sim.model.watch.funding import funding_text, place_text, title_of
from cohesie_sim.model.watch.scene import LOCKDOWN, Scene
from cohesie_sim.model.watch.words import Language, hypothesis_text, text
from cohesie_sim.scenarios import Scenario

_WIDTH, _HEIGHT = 9.6, 6.9  # inches; even numbers of pixels
_LEFT: Final = (0.15, 4.9)  # of the two maps
_MAP: Final = (4.55, 3.45)
_TOP: Final = 1.02
_WITHOUT, _WITH = (0, (4, 1.5)), "-"


def draw_frame(
    scenario: Scenario, without: Sequence[Scene], with_work: Sequence[Scene], week: int, language: Language
) -> Figure:
    """Draw one week of both lives.

    Parameters
    ----------
    scenario
        With community work.
    without, with_work
        The map of every week.
    week
        Which one to draw.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Figure
        The same size for every week.
    """
    figure = Figure(figsize=(_WIDTH, _HEIGHT), facecolor="white")
    now = without[week]
    write(figure, 0.15, 0.10, title_text(title_of(scenario, language)), size=13, weight="bold")
    write(figure, 0.15, 0.40, week_text(now, language), size=13, weight="bold", color=phase_colour(now.phase))
    heads = (text("without", language), text("with", language, fte=funding_text(scenario, language)))
    for left, head, scene in zip(_LEFT, heads, (now, with_work[week]), strict=True):
        write(figure, left, 0.78, head, size=10.5, weight="bold")
        draw_scene(_axes(figure, left, _TOP, *_MAP), scene)
        write(figure, left, _TOP + _MAP[1] + 0.02, "\n".join(count_texts(scene, language)), size=9, linespacing=1.35)
    _draw_weeks(_axes(figure, 0.45, 5.2, 3.45, 1.0), without, with_work, week, language)
    write(figure, 0.15, 4.92, f"{text('lines', language)} ({text('shade', language)})", size=8.5, color=QUIET)
    signs = _axes(figure, 4.55, 4.88, 5.0, 1.45)
    signs.set_axis_off()
    draw_legend(signs, language, loc="center", ncols=2, fontsize=7.6, columnspacing=1.0, labelspacing=0.35)
    write(figure, 0.15, 6.47, _caption(scenario, language), size=7.8, color=INK, linespacing=1.3)
    return figure


def _axes(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Return axes at a place in inches from the left and from the top."""
    return figure.add_axes((left / _WIDTH, 1 - (top + height) / _HEIGHT, width / _WIDTH, height / _HEIGHT))


def _caption(scenario: Scenario, language: Language) -> str:
    """Return what the film is and is not, in two lines."""
    hypothesis = hypothesis_text(scenario.hypothesis, language)
    facts = {"place": place_text(scenario), "n": scenario.residents, "hypothesis": hypothesis}
    return f"{text('caption', language, **facts)}\n{text('purpose', language)}"


def _draw_weeks(
    axes: Axes, without: Sequence[Scene], with_work: Sequence[Scene], week: int, language: Language
) -> None:
    """Draw how many adults are out of sight, up to this week, on scales that hold every week."""
    days = [date2num(scene.monday) for scene in without]  # type: ignore[no-untyped-call]
    end = date2num(without[-1].monday + timedelta(weeks=1))  # type: ignore[no-untyped-call]
    for scene, day in zip(without, days, strict=True):
        if scene.phase == LOCKDOWN:
            axes.axvspan(day, day + 7, color=SHADE, linewidth=0)
    for life, style, key in ((without, _WITHOUT, "line_without"), (with_work, _WITH, "line_with")):
        values = [scene.counts.out_of_sight for scene in life[: week + 1]]
        axes.plot(days[: week + 1], values, color=VERMILION, linestyle=style, linewidth=1.5, label=text(key, language))
    highest = max(scene.counts.out_of_sight for scene in (*without, *with_work))
    axes.set_xlim(days[0], end)
    axes.set_ylim(0, max(1.5 * highest, 1))
    axes.axvline(days[week], color=INK, linewidth=0.8)
    first = without[0].monday
    years = range(first.year + 1, without[-1].monday.year + 1)
    axes.set_xticks(
        [days[0], *(date2num(date(year, 1, 1)) for year in years)],  # type: ignore[no-untyped-call]
        [str(first.year), *map(str, years)],
        ha="left",
    )
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    axes.tick_params(labelsize=8, colors=QUIET)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc="upper left", ncols=2, fontsize=8, frameon=False, borderaxespad=0.1, handlelength=2.4)
