"""Figure: every difference of a study under every hypothesis (forest plot)."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from textwrap import fill
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from cohesie_sim.report.findings import Finding, by_name
from cohesie_sim.report.picture import BLUE, GREEN, INK, QUIET, VERMILION, Caption, Picture, frame
from cohesie_sim.report.quantities import UNITS, value_text
from cohesie_sim.report.results import Results
from cohesie_sim.report.robust_words import page_texts
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, choose, hypothesis_text, number

_LOOKS: Final = {"article": (BLUE, "o"), "self_reliance": (VERMILION, "s"), "null": (GREEN, "^")}
_ROW: Final = 0.62  # inches per finding
_LETTERS: Final = 46  # in a line of a label
_WIDTH: Final = 11.5
_TOP, _BOTTOM, _BETWEEN = 1.25, 1.25, 0.85  # inches


def draw_effects(
    results: Results, found: Sequence[Finding], words: StudyWords, language: Language, figure_name: str = "effects"
) -> Picture:
    """Draw the differences of a study, one panel per unit, one row per finding, one mark per hypothesis.

    Parameters
    ----------
    results
        Of the experiment.
    found
        Its findings; levels are left out.
    words
        Of the study.
    language
        ``en`` or ``nl``.
    figure_name
        Its table among the study's figures, and its file name.

    Returns
    -------
    Picture
        Filled marks are distinguishable from zero, hollow ones are not; a pale bar spans nine in ten draws.
    """
    differences = by_name(f for f in found if f.difference)
    units: dict[str, list[str]] = {}
    for name, group in differences.items():
        units.setdefault(next(iter(group.values())).unit, []).append(name)
    texts = words.figure(figure_name)
    hypotheses = list(dict.fromkeys(f.hypothesis for group in differences.values() for f in group.values()))
    band = f"{texts['band']} {page_texts(found, language)['band']}".rstrip()
    caption = Caption(texts["title"], texts["units"], results.sample(language, hypotheses), band)
    rows = [len(names) for names in units.values()]
    height = _TOP + _BOTTOM + _ROW * sum(rows) + _BETWEEN * (len(rows) - 1)
    figure = Figure(figsize=(_WIDTH, height))
    panels = figure.subplots(len(rows), 1, squeeze=False, gridspec_kw={"height_ratios": rows})[:, 0]
    mean_height = _ROW * sum(rows) / len(rows)
    figure.subplots_adjust(
        left=0.31, right=0.87, top=1 - _TOP / height, bottom=_BOTTOM / height, hspace=_BETWEEN / mean_height
    )
    for panel, (unit, names) in zip(panels, units.items(), strict=True):
        _draw_unit(panel, unit, {name: differences[name] for name in names}, words, language)
    _draw_key(figure, hypotheses, language)
    frame(figure, caption, texts["subtitle"], language)
    return Picture(figure_name, language, figure, caption)


def _draw_unit(
    panel: Axes, unit: str, findings: dict[str, dict[str, Finding]], words: StudyWords, language: Language
) -> None:
    named = UNITS[unit].text(language, difference=True) or choose(language, "number", "aantal")
    panel.set_title(named, size=9, weight="normal", color=QUIET, pad=4)
    panel.axvline(0, color=INK, linewidth=1)
    ends = [
        abs(UNITS[unit].factor * end)
        for group in findings.values()
        for f in group.values()
        for end in (*f.interval[:3], *((f.robust.low, f.robust.high) if f.robust else ()))
        if not isnan(end)
    ]
    reach = max(ends, default=0.0) or 1.0
    names = list(findings)[::-1]
    for place, name in enumerate(names):
        _draw_row(panel, place, findings[name], language)
    panel.set_yticks(range(len(names)), [fill(words.label(name), _LETTERS) for name in names], color=INK)
    panel.tick_params(axis="y", length=0)
    panel.set_ylim(-0.6, len(names) - 0.4)
    panel.set_xlim(-1.1 * reach, 1.1 * reach)
    decimals = 3 if reach < 0.1 else 2 if reach < 0.5 else 1 if reach < 20 else 0
    panel.xaxis.set_major_formatter(lambda value, _: number(value, decimals, language, sign=True))
    panel.locator_params(axis="x", nbins=7, steps=[1, 2, 5, 10])  # 2.5 would need one decimal more


def _draw_row(panel: Axes, place: int, group: dict[str, Finding], language: Language) -> None:
    step = 0.5 / max(1, len(group) - 1)
    for k, finding in enumerate(group.values()):
        y = place + (0.25 - step * k if len(group) > 1 else 0.0)
        colour, marker = _LOOKS[finding.hypothesis]
        factor = UNITS[finding.unit].factor
        mean, low, high = (factor * end for end in finding.interval[:3])
        looks: dict[str, Any] = {"color": colour if finding.sure else QUIET}
        if finding.robust:
            over_draws = [factor * finding.robust.low, factor * finding.robust.high]
            panel.plot(over_draws, [y, y], linewidth=6, alpha=0.25, solid_capstyle="butt", **looks)
        panel.plot([low, high], [y, y], linewidth=1.5, **looks)
        panel.plot(mean, y, marker=marker, markersize=5.5, mfc=looks["color"] if finding.sure else "white", **looks)
        text = value_text(finding.interval.mean, finding.unit, language, difference=True)
        panel.text(
            1.02,
            y,
            text,
            transform=panel.get_yaxis_transform(),
            size=7.8,
            va="center",
            weight="bold" if finding.sure else "normal",
            **looks,
        )


def _draw_key(figure: Figure, hypotheses: Sequence[str], language: Language) -> None:
    handles = [
        Line2D([], [], color=_LOOKS[name][0], marker=_LOOKS[name][1], label=hypothesis_text(name, language))
        for name in hypotheses
    ]
    if len(handles) > 1:
        height = figure.get_figheight()
        figure.legend(
            handles=handles,
            loc="upper left",
            bbox_to_anchor=(0.005, 1 - 0.68 / height),
            ncols=3,
            frameon=False,
            fontsize=9,
        )
