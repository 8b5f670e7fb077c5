"""Figure: how long initiatives last with the lowest and the highest funding, per kind (Kaplan-Meier)."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.kinds import KIND_NAMES
from cohesie_sim.outcomes.survival import ALL_KINDS, Curve, initiative_survival
from cohesie_sim.report.picture import BLUE, QUIET, SHADE, VERMILION, Caption, Picture, frame, label_ends
from cohesie_sim.report.results import Results
from cohesie_sim.report.words import Language, choose, kind_text, level_text, lockdown_text

_LOOKS: Final = ((VERMILION, (0, (4, 1.5))), (BLUE, "solid"))
_EVERY: Final = 26  # weeks between two numbers at risk
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
    caption = Caption(
        choose(language, "How long initiatives last: ", "Hoe lang initiatieven blijven: ") + results.title(scenario, language),
        choose(
            language,
            "Share in % of the initiatives that existed at week 0; time in weeks. Ends at the horizon are censored.",
            "Aandeel in % van de initiatieven die in week 0 bestonden; tijd in weken. Wat na de laatste week doorgaat is gecensureerd.",
        ),
        f"{results.sample(language)}; "
        + choose(language, "numbers below the panels: initiatives still going", "getallen onder de vakken: initiatieven die nog bestaan"),
        choose(
            language,
            "Bands: 95 % interval (Kaplan-Meier, log-log), all neighbourhoods pooled. "
            "No band where nothing has ended. Grey: lockdowns.",
            "Banden: 95%-interval (Kaplan-Meier, log-log), alle buurten samen. "
            "Geen band waar niets eindigde. Grijs: lockdowns.",
        ),
    )
    figure = Figure(figsize=(11, 8.2))
    panels = figure.subplots(2, 3).ravel()
    figure.subplots_adjust(left=0.075, right=0.93, top=0.85, bottom=0.2, hspace=0.68, wspace=0.38)
    initiatives = results.of(results.initiatives, scenario)
    horizon = results.weeks(scenario)
    curves = [initiative_survival(initiatives[initiatives["fte_per_10000"] == level], horizon) for level in levels]
    start = date.fromisoformat(results.manifest["scenarios"][scenario]["start"])
    for place, (panel, kind) in enumerate(zip(panels, (*KIND_NAMES, ALL_KINDS), strict=True)):
        panel.set_title(kind_text(kind, language), pad=14 if place == 0 else 6)
        for begin, end, name in results.lockdowns(scenario):
            left, right = (begin - start).days / 7, (end - start).days / 7
            panel.axvspan(left, right, color=SHADE, linewidth=0, zorder=0)
            if place == 0:
                short = lockdown_text(name, language).replace("lockdown", "").strip()
                panel.text((left + right) / 2, 101.5, short, size=7.5, color=QUIET, ha="center")
        _draw_kind(panel, [(c[kind] if kind in c else None) for c in curves], levels, horizon, language)
    for panel in panels[::3]:
        panel.set_ylabel(choose(language, "still going", "bestaat nog"))
    for panel in panels[3:]:
        panel.set_xlabel(choose(language, "weeks since ", "weken sinds ") + f"{start.day}-{start.month}-{start.year}", labelpad=2)
    subtitle = choose(
        language,
        f"Funding of {levels[0]:g} against {levels[1]:g} fte of community work per 10,000 residents.",
        f"Financiering van {levels[0]:g} tegenover {levels[1]:g} fte opbouwwerk per 10.000 inwoners.",
    )
    frame(figure, caption, language, subtitle)
    return Picture(f"survival_{scenario}", language, figure, caption)


def _draw_kind(
    panel: Axes, curves: list[Curve | None], levels: tuple[float, float], horizon: int, language: Language
) -> None:
    panel.set_ylim(0, 100)
    panel.set_xlim(0, horizon)
    ticks = np.arange(0, horizon + 1, _EVERY)
    panel.set_xticks(ticks)
    panel.yaxis.set_major_formatter(lambda value, _: f"{value:g} %")
    ends = []
    for row, (curve, level, (colour, line)) in enumerate(zip(curves, levels, _LOOKS, strict=True)):
        if curve is None or curve.at_risk[0] < _FEWEST:
            continue
        panel.step(curve.week, 100 * curve.share, where="post", color=colour, linestyle=line, linewidth=2, clip_on=False)
        panel.fill_between(curve.week, 100 * curve.low, 100 * curve.high, step="post", color=colour, alpha=0.2, linewidth=0)
        ends.append((100 * float(curve.share[-1]), level_text(level), colour))
        for tick in ticks:
            panel.text(
                tick,
                -0.29 - 0.1 * row,
                f"{curve.at_risk[tick]}",
                transform=panel.get_xaxis_transform(),
                ha="center",
                size=7.5,
                color=colour,
            )
    if ends:
        label_ends(panel, 1.02 * horizon, ends, 0.09, 8.5)
    else:
        few = choose(language, "too few at week 0", "te weinig in week 0")
        panel.text(0.5, 0.5, few, transform=panel.transAxes, ha="center", color=QUIET)
