"""Figures of the sweep: what one more fte buys, and how much presence keeps initiatives going."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isinf, isnan
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from cohesie_sim.report.dose_response import PERIOD
from cohesie_sim.report.findings import COST_OF, Finding, by_name
from cohesie_sim.report.picture import BLUE, GREEN, INK, QUIET, VERMILION, Caption, Picture, frame
from cohesie_sim.report.results import Results
from cohesie_sim.report.robust_words import depends
from cohesie_sim.report.studies.funding_sweep_presence import ENOUGH, SHARE, STRICT, Chances, chances, smallest
from cohesie_sim.report.studies.funding_sweep_runs import MAIN, runs_over, steps_of
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, hypothesis_text, number, tick_text

_MARKS: Final = {"article": (BLUE, "o"), "self_reliance": (VERMILION, "s"), "null": (GREEN, "^")}
_PLACES: Final = ((BLUE, "o", "solid"), (GREEN, "s", (0, (1, 1))), (VERMILION, "^", (0, (5, 1.5))))  # as elsewhere
_RIVALS: Final = ((BLUE, "o", "solid"), (VERMILION, "s", (0, (5, 1.5))), (GREEN, "^", (0, (1, 1))))
# Back in sight has no panel: whoever a worker knows is in sight by definition.
_PANELS: Final = ("weeks", "participants", "kept", "existing")
_APART: Final = 0.2  # of the distance between steps
_BESIDE: Final = 0.16  # fte between lines of one level


def draw_one_more_fte(results: Results, found: Sequence[Finding], words: StudyWords, language: Language) -> Picture:
    """Draw what each step up in funding gains per extra fte, with what a unit costs below it.

    Parameters
    ----------
    results
        Of the sweep.
    found
        Its findings.
    words
        Of the study.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Named ``one_more_fte``.
    """
    texts = words.figure("one_more_fte", **_cost(results, language))
    named = by_name(found)
    hypotheses = results.hypotheses(MAIN)
    caption = Caption(texts["title"], texts["units"], results.sample(language, hypotheses), texts["band"])
    figure = Figure(figsize=(13, 9.2))
    panels = figure.subplots(2, 2).ravel()
    figure.subplots_adjust(left=0.06, right=0.985, top=0.86, bottom=0.21, hspace=0.66, wspace=0.16)
    panels[-1].sharey(panels[-2])  # kept, and old or new together, are to be compared
    steps = steps_of(results)
    for panel, gain in zip(panels, _PANELS, strict=True):
        panel.set_title(words.named(gain), pad=8)
        panel.axhline(0, color=INK, linewidth=1)
        ticks = []
        for place, step in enumerate(steps):
            gained = named.get(f"{gain}_{step}", {})
            _draw_step(panel, place, gained)
            cost = _euros(named.get(f"{COST_OF}{gain}_{step}", {}), texts, language)
            unsure = f"\n{texts['depends']}" if gained and depends(gained) and cost != texts["none"] else ""
            ticks.append(f"{step.low:g} \N{RIGHTWARDS ARROW} {step.high:g} fte\n{cost}{unsure}")
        panel.set_xticks(range(len(steps)), ticks, color=INK, size=7.8, linespacing=1.3)
        panel.tick_params(axis="x", length=0)
        panel.set_xlim(-0.5, len(steps) - 0.5)
        panel.yaxis.set_major_formatter(lambda value, _: _signed(value, language))
        panel.text(
            0, -0.315, words.named(f"{COST_OF}{gain}"), transform=panel.transAxes, size=7.8, color=QUIET, va="top"
        )
    handles = [
        Line2D([], [], color=_MARKS[h][0], marker=_MARKS[h][1], label=hypothesis_text(h, language)) for h in hypotheses
    ]
    figure.legend(handles=handles, loc="upper left", bbox_to_anchor=(0.005, 0.928), ncols=3, frameon=False, fontsize=9)
    frame(figure, caption, texts["subtitle"], language)
    return Picture("one_more_fte", language, figure, caption)


def _signed(value: float, language: Language) -> str:
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
    return sign + tick_text(abs(value), language)


def _cost(results: Results, language: Language) -> dict[str, str]:
    year = results.manifest["cost_eur_per_fte_year_assumed"]
    return {f"cost_{end}": number(year[end], 0, language) for end in ("low", "high")}


def _draw_step(panel: Axes, place: int, group: Mapping[str, Finding]) -> None:
    for k, (hypothesis, finding) in enumerate(group.items()):
        x = place + (k - (len(group) - 1) / 2) * _APART
        colour, marker = _MARKS[hypothesis]
        looks: dict[str, Any] = {"color": colour if finding.sure else QUIET}
        mean, low, high = finding.interval[:3]
        panel.plot([x, x], [low, high], linewidth=1.6, **looks)
        panel.plot(x, mean, marker=marker, markersize=6, mfc=looks["color"] if finding.sure else "white", **looks)


def _euros(group: Mapping[str, Finding], texts: Mapping[str, str], language: Language) -> str:
    """Return the cost of a unit under the first hypothesis in two lines, in euros, or that there is none."""
    interval = next((finding.interval for finding in group.values()), None)
    if interval is None or isnan(interval.mean):
        return texts["none"]
    low, high = (number(float(f"{end:.2g}"), 0, language) for end in (interval.low, interval.high))
    return texts["range"].replace("LOW", low).replace("HIGH", high)


def draw_presence(results: Results, words: StudyWords, language: Language) -> Picture:
    """Draw the chance that a neighbourhood keeps its initiatives against the level of funding.

    Parameters
    ----------
    results
        Of the sweep.
    words
        Of the study.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Named ``minimum_presence``: by scenario above, by hypothesis below; the share that is asked for, and a stricter
        one beside it.
    """
    texts = words.figure("minimum_presence")
    hypotheses = results.hypotheses(MAIN)
    caption = Caption(texts["title"], texts["units"], results.sample(language, hypotheses), texts["band"])
    figure = Figure(figsize=(13, 9.2))
    panels = figure.subplots(2, 2)
    figure.subplots_adjust(left=0.06, right=0.985, top=0.83, bottom=0.17, hspace=0.56, wspace=0.12)
    runs = runs_over(results, PERIOD)
    for column, (part, asked) in enumerate(((SHARE, "share"), (STRICT, "strict"))):
        scenarios = [
            (results.title(place, language), chances(runs, results.levels, part, place, draws=results.draws))
            for place in results.scenarios
        ]
        rivals = [
            (hypothesis_text(h, language), chances(runs, results.levels, part, hypothesis=h, draws=results.draws))
            for h in hypotheses
        ]
        for row, lines in enumerate((scenarios, rivals)):
            panel = panels[row, column]
            _draw_chances(panel, lines, (_PLACES, _RIVALS)[row], language)
            panel.set_title(
                f"{texts[asked]}: {texts['by_hypothesis' if row else 'by_scenario']}", pad=22 if row else 40
            )
            if row == 0:
                verdict = _verdict([table for _, table in lines], texts)
                panel.text(0, 1.125, verdict, transform=panel.transAxes, size=9)
            panel.set_xticks(results.levels, [f"{level:g}" for level in results.levels])
            panel.legend(loc="lower left", bbox_to_anchor=(-0.01, 0.99), ncols=3, frameon=False, fontsize=8.5)
    for panel in panels[1]:
        panel.set_xlabel(texts["axis"])
    frame(figure, caption, texts["subtitle"], language)
    return Picture("minimum_presence", language, figure, caption)


def _draw_chances(
    panel: Axes, lines: Sequence[tuple[str, Chances]], looks: Sequence[tuple[str, str, Any]], language: Language
) -> None:
    panel.axhline(100 * ENOUGH, color=INK, linewidth=1, linestyle=(0, (4, 2)))
    for k, ((label, table), (colour, marker, dashes)) in enumerate(zip(lines, looks, strict=False)):
        x = [level + (k - (len(lines) - 1) / 2) * _BESIDE for level in table]
        mean = [100 * interval.mean for interval in table.values()]
        reach = [
            [100 * (i.mean - i.low) for i in table.values()],
            [100 * (i.high - i.mean) for i in table.values()],
        ]
        panel.errorbar(
            x,
            mean,
            yerr=reach,
            color=colour,
            marker=marker,
            markersize=5,
            linestyle=dashes,
            linewidth=1.4,
            elinewidth=1,
            label=label,
        )
    panel.set_ylim(0, 104)
    panel.yaxis.set_major_formatter(lambda value, _: f"{tick_text(value, language)} %")


def _verdict(tables: Sequence[Chances], texts: Mapping[str, str]) -> str:
    level, least, most, replicates = smallest(tables)
    if not replicates:
        return ""
    if isinf(level):
        return texts["no_level"]
    ends = [texts["beyond"] if isinf(end) else f"{end:g}" for end in (least, most)]
    return texts["enough"].replace("LEVEL", f"{level:g}").replace("LEAST", ends[0]).replace("MOST", ends[1])
