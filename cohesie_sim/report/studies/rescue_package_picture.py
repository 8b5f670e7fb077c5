"""Picture: the share of each of the four in what was kept going, and the sixteen combinations in order."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from cohesie_sim.outcomes.intervals import Interval, mean_interval
from cohesie_sim.report.findings import Finding, by_name
from cohesie_sim.report.picture import BLUE, INK, QUIET, SHADE, VERMILION, Caption, Picture, frame
from cohesie_sim.report.quantities import value_text
from cohesie_sim.report.results import Results
from cohesie_sim.report.robustness import by_draw
from cohesie_sim.report.studies.rescue_package_shares import PLAYERS, Coalition, worth_of
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, hypothesis_text, number, tick_text

_LOOKS: Final = {  # face, hatch
    "article": (BLUE, ""),
    "self_reliance": ("#f3c6a5", "////"),
    "null": ("white", "...."),
}
_EDGES: Final = {"article": BLUE, "self_reliance": VERMILION, "null": QUIET}


def draw_shares(
    results: Results, found: Sequence[Finding], what: str, words: StudyWords, language: Language
) -> Picture:
    """Draw the Shapley shares under every hypothesis beside the survival in the sixteen combinations.

    Parameters
    ----------
    results
        Of the experiment.
    found
        Its findings.
    what
        ``huiskamers`` or ``initiatives``; the figure is called ``shares_`` and that.
    words
        Of the study.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Combinations under the hypothesis article, the most surviving on top.
    """
    name = f"shares_{what}"
    texts = words.figure(name)
    groups = by_name(found)
    hypotheses = list(groups[f"{what}_{PLAYERS[0]}"])
    caption = Caption(texts["title"], texts["units"], results.sample(language, hypotheses), texts["band"])
    figure = Figure(figsize=(12.5, 7.6))
    left = figure.add_axes((0.135, 0.215, 0.34, 0.585))
    right = figure.add_axes((0.7, 0.215, 0.255, 0.585))
    dots = figure.add_axes((0.53, 0.215, 0.15, 0.585), sharey=right)
    left.set_title(words.named("left"), pad=26)
    _draw_bars(left, {player: groups[f"{what}_{player}"] for player in PLAYERS}, words, language)
    handles = [
        Patch(facecolor=face, hatch=hatch, edgecolor=_EDGES[key], label=hypothesis_text(key, language))
        for key, (face, hatch) in _LOOKS.items()
        if key in hypotheses
    ]
    left.legend(handles=handles, loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=3, frameon=False, fontsize=8.5)
    dots.set_title(words.named("right"), pad=26)
    _draw_combinations(dots, right, results, what, words, language)
    frame(figure, caption, texts["subtitle"], language)
    return Picture(name, language, figure, caption)


def _draw_bars(panel: Axes, shares: dict[str, dict[str, Finding]], words: StudyWords, language: Language) -> None:
    panel.axvline(0, color=INK, linewidth=1)
    ends: list[float] = [0.0]
    for place, group in enumerate(reversed(shares.values())):
        height = 0.78 / len(group)
        for k, (hypothesis, finding) in enumerate(group.items()):
            y = place + 0.39 - height * (k + 0.5)
            low, high = _draw_bar(panel, y, height, hypothesis, finding)
            ends += [low, high]
            text = value_text(finding.interval.mean, finding.unit, language, difference=True)
            panel.text(
                max(high, 0.0), y, f" {text}", size=8, va="center", color=INK if finding.sure else QUIET,
                weight="bold" if finding.sure else "normal",
            )  # fmt: skip
    low, high = min(ends), max(ends)
    reach = (high - low) or 1.0
    panel.set_xlim(low - 0.06 * reach, high + 0.2 * reach)
    panel.set_ylim(-0.5, len(shares) - 0.5)
    panel.set_yticks(range(len(shares)), [words.named(player) for player in reversed(shares)], color=INK)
    panel.tick_params(axis="y", length=0)
    panel.xaxis.set_major_formatter(lambda value, _: number(value, 1 if reach < 8 else 0, language, sign=True))
    panel.set_xlabel(words.named("points"))


def _draw_bar(panel: Axes, y: float, height: float, hypothesis: str, finding: Finding) -> tuple[float, float]:
    """Draw one bar with its interval; return the ends of what was drawn."""
    face, hatch = _LOOKS[hypothesis]
    mean, low, high = (100 * end for end in finding.interval[:3])
    if isnan(mean):
        return 0.0, 0.0
    panel.barh(y, mean, 0.9 * height, color=face, edgecolor=_EDGES[hypothesis], hatch=hatch, linewidth=0.8)
    if isnan(low):
        return min(mean, 0.0), max(mean, 0.0)
    panel.plot([low, high], [y, y], color=INK, linewidth=1.2)
    return low, high


def _draw_combinations(
    dots: Axes, panel: Axes, results: Results, what: str, words: StudyWords, language: Language
) -> None:
    survived = worth_of(results, what, results.hypothesis)
    worth = {there: mean_interval(by_draw(values, results.draws)) for there, values in survived.items()}
    order: list[tuple[Coalition, Interval]] = sorted(worth.items(), key=lambda item: (item[1].mean, len(item[0])))
    for y, (there, interval) in enumerate(order):
        if y % 2:
            for axes in (dots, panel):
                axes.axhspan(y - 0.5, y + 0.5, color=SHADE, alpha=0.45, linewidth=0, zorder=0)
        for x, player in enumerate(PLAYERS):
            dots.plot(x, y, "o", color=INK if player in there else QUIET, markersize=7,
                      mfc=INK if player in there else "white", mew=1.0 if player in there else 0.6)  # fmt: skip
        mean, low, high = (100 * end for end in interval[:3])
        if isnan(mean):
            continue
        panel.plot([max(low, 0.0), min(high, 100.0)], [y, y], color=BLUE, linewidth=1.6)
        panel.plot(mean, y, "s", color=BLUE, markersize=5.5)
        panel.text(1.02, y, number(mean, 1, language), transform=panel.get_yaxis_transform(), size=8.2, va="center")
    dots.set_xlim(-0.6, len(PLAYERS) - 0.4)
    dots.set_xticks(range(len(PLAYERS)), [words.named(f"{player}_short") for player in PLAYERS], color=INK, size=8.2)
    for axes in (dots, panel):
        axes.set_ylim(-0.6, len(order) - 0.4)
        axes.tick_params(axis="y", length=0, labelleft=False)
        axes.spines["left"].set_visible(False)
    dots.tick_params(axis="x", length=0, rotation=38)
    dots.spines["bottom"].set_visible(False)
    panel.xaxis.set_major_formatter(lambda value, _: f"{tick_text(value, language)} %")
    panel.set_xlabel(words.named("surviving"))
