"""Figure: how long initiatives last with the lowest and the highest funding, per kind (Kaplan-Meier)."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.kinds import KIND_NAMES
from cohesie_sim.outcomes.survival import ALL_KINDS, Curve, initiative_survival
from cohesie_sim.report.picture import BLUE, QUIET, SHADE, VERMILION, Caption, Picture, frame, label_ends
from cohesie_sim.report.results import Results
from cohesie_sim.report.words import Language, figure_texts, kind_text, level_text, lockdown_text, month_text

# lowest, highest; the dashes lie on top of a wider line, so that both are seen where they coincide
_LOOKS: Final = ((VERMILION, (0, (4, 1.5)), 1.8, 4), (BLUE, "solid", 2.6, 3))
_EVERY: Final = 26  # weeks between two numbers at risk
_CASES: Final = {"en": ("neighbourhoods", "plausible settings"), "nl": ("buurten", "modelvarianten")}
_FEWEST: Final = 10  # fewer lives than this say nothing about a kind


def draw_survival(results: Results, scenario: str, language: Language) -> Picture:
    """Draw Kaplan-Meier curves per kind of initiative, with intervals and numbers at risk.

    Parameters
    ----------
    results
        Of an experiment.
    scenario
        One of its scenarios.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Named ``survival_SCENARIO``.
    """
    levels = (results.levels[0], results.levels[-1])
    start = date.fromisoformat(results.manifest["scenarios"][scenario]["start"])
    texts = figure_texts(
        "survival",
        language,
        scenario=results.title(scenario, language),
        lowest=f"{levels[0]:g}",
        highest=f"{levels[1]:g}",
        start=f"{start.day} {month_text(start.month, language)} {start.year}",
        cases=_CASES[language][results.draws is not None],
    )
    caption = Caption(texts["title"], texts["units"], results.sample(language), texts["band"])
    figure = Figure(figsize=(11.5, 8.6))
    panels = figure.subplots(2, 3).ravel()
    figure.subplots_adjust(left=0.075, right=0.93, top=0.85, bottom=0.22, hspace=0.72, wspace=0.44)
    initiatives = results.of(results.initiatives, scenario)
    initiatives = initiatives.assign(case=results.case_of(initiatives["replicate"]))
    horizon = results.weeks(scenario)
    curves = [initiative_survival(initiatives[initiatives["fte_per_10000"] == level], horizon) for level in levels]
    for panel, kind in zip(panels, (*KIND_NAMES, ALL_KINDS), strict=True):
        panel.set_title(kind_text(kind, language), pad=14)
        drawn = _draw_kind(panel, [curve.get(kind) for curve in curves], levels, horizon)
        if not drawn:
            panel.text(0.5, 0.5, texts["few"], transform=panel.transAxes, ha="center", color=QUIET)
        _shade(panel, results.lockdowns(scenario), start, language)
    for panel in panels[::3]:
        panel.set_ylabel(texts["going"])
    for panel in panels[3:]:
        panel.set_xlabel(texts["axis"], labelpad=2)
    frame(figure, caption, texts["subtitle"], language)
    return Picture(f"survival_{scenario}", language, figure, caption)


def _draw_kind(panel: Axes, curves: list[Curve | None], levels: tuple[float, float], horizon: int) -> bool:
    """Draw the curves that rest on enough initiatives, with the numbers at risk; return whether there was one."""
    panel.set_ylim(0, 100)
    panel.set_xlim(0, horizon)
    ticks = list(range(0, horizon + 1, _EVERY))
    panel.set_xticks(ticks)
    panel.yaxis.set_major_formatter(lambda value, _: f"{value:g} %")
    ends = []
    for row, (curve, level, look) in enumerate(zip(curves, levels, _LOOKS, strict=True)):
        colour, line, width, order = look
        if curve is None or curve.at_risk[0] < _FEWEST:
            continue
        share, low, high = 100 * curve.share, 100 * curve.low, 100 * curve.high
        panel.step(
            curve.week, share, where="post", color=colour, linestyle=line, linewidth=width, zorder=order, clip_on=False
        )
        panel.fill_between(curve.week, low, high, step="post", color=colour, alpha=0.2, linewidth=0)
        ends.append((float(share[-1]), level_text(level), colour))
        below: dict[str, Any] = {"transform": panel.get_xaxis_transform(), "size": 7.5, "color": colour}
        panel.text(-0.075 * horizon, -0.29 - 0.1 * row, level_text(level), ha="right", **below)
        for tick in ticks:
            panel.text(tick, -0.29 - 0.1 * row, f"{curve.at_risk[tick]}", ha="center", **below)
    label_ends(panel, horizon, 1.05 * horizon, ends, 0.09, 8.5)
    return bool(ends)


def _shade(panel: Axes, lockdowns: list[tuple[date, date, str]], start: date, language: Language) -> None:
    for begin, end, name in lockdowns:
        left, right = (begin - start).days / 7, (end - start).days / 7
        panel.axvspan(left, right, color=SHADE, linewidth=0, zorder=0)
        short = lockdown_text(name, language).replace("lockdown", "").strip()
        panel.text((left + right) / 2, 101.5, short, size=7.5, color=QUIET, ha="center")
