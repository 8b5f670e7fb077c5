"""Figure: what stands under which hypothesis, as a table of marks and numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from math import isnan
from typing import Final, Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from cohesie_sim.report.findings import Finding, by_name
from cohesie_sim.report.picture import BLUE, INK, QUIET, SHADE, VERMILION, Caption, Picture, frame
from cohesie_sim.report.quantities import UNITS, value_text
from cohesie_sim.report.results import Results
from cohesie_sim.report.robust_words import depends
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, choose, hypothesis_text

Verdict = Literal["all", "settings", "article", "some", "none"]
_SECTIONS: Final = ("all", "settings", "article", "some", "none", "given")
_ROW: Final = 0.25  # inches
_WIDTH: Final = 14.0
_TOP, _BOTTOM = 1.0, 1.2  # inches
_UNIT, _FIRST, _COLUMN = 5.35, 7.45, 2.2  # inches from the left: unit, first hypothesis, and each further one
_MARKS: Final = {1: "^", -1: "v", 0: "o"}


def verdict(group: Mapping[str, Finding]) -> Verdict:
    """Return where a conclusion stands.

    Parameters
    ----------
    group
        A difference by hypothesis.

    Returns
    -------
    str
        ``all``: sure and of one direction under every hypothesis; ``settings``: so on average, but in too few draws;
        ``none``: sure under no hypothesis; ``article``: sure under that one only; ``some``: everything else.
    """
    signs = {hypothesis: finding.sign for hypothesis, finding in group.items()}
    if len(set(signs.values())) == 1:
        if not any(signs.values()):
            return "none"
        return "settings" if depends(group) else "all"
    sure = [hypothesis for hypothesis, sign in signs.items() if sign]
    return "article" if sure == ["article"] else "some"


def draw_table(
    results: Results,
    found: Sequence[Finding],
    words: StudyWords,
    language: Language,
    given: Collection[str],
    better: Callable[[str], int],
) -> Picture:
    """Draw every conclusion as a row, sorted by where it stands.

    Parameters
    ----------
    results
        Of the experiment.
    found
        Differences under every hypothesis.
    words
        Of the study.
    language
        ``en`` or ``nl``.
    given
        Names of those whose direction is given by a definition or a rule; they stand apart and do not count.
    better
        Whether more of a finding is better (1), worse (-1) or neither (0).

    Returns
    -------
    Picture
        Named ``what_stands``.
    """
    named = by_name(found)
    places = {name: "given" if name in given else verdict(group) for name, group in named.items()}
    sections = {section: [name for name in named if places[name] == section] for section in _SECTIONS}
    texts = words.figure("what_stands", stand=len(sections["all"]), every=len(named) - len(sections["given"]))
    hypotheses = list(dict.fromkeys(finding.hypothesis for finding in found))
    caption = Caption(texts["title"], texts["units"], results.sample(language, hypotheses), texts["band"])
    shown = {section: names for section, names in sections.items() if names}
    rows = len(named) + 1.5 * len(shown)
    height = _TOP + _BOTTOM + _ROW * (rows + 1)
    figure = Figure(figsize=(_WIDTH, height))
    panel = figure.add_axes((0, _BOTTOM / height, 1, _ROW * (rows + 1) / height))
    panel.set_axis_off()
    panel.set_xlim(0, _WIDTH)
    panel.set_ylim(-rows, 1)
    for k, hypothesis in enumerate(hypotheses):
        panel.text(_FIRST + k * _COLUMN, 0.4, hypothesis_text(hypothesis, language), weight="bold", va="center")
    y = 0.0
    for section, names in shown.items():
        panel.add_patch(Rectangle((0.1, y - 1.25), _WIDTH - 0.2, 1.0, facecolor=SHADE, edgecolor="none"))
        panel.text(0.15, y - 0.75, f"{words.named(section)} ({len(names)})", weight="bold", va="center", size=10)
        y -= 1.5
        for name in names:
            panel.text(0.15, y - 0.5, words.label(name), va="center", size=9)
            _draw_row(panel, y - 0.5, named[name], better(name), language)
            y -= 1
    frame(figure, caption, texts["subtitle"], language)
    return Picture("what_stands", language, figure, caption)


def _draw_row(panel: Axes, y: float, group: Mapping[str, Finding], better: int, language: Language) -> None:
    unit = next(iter(group.values())).unit
    panel.text(_UNIT, y, UNITS[unit].text(language, difference=True), va="center", size=7.8, color=QUIET)
    for k, finding in enumerate(group.values()):
        x = _FIRST + k * _COLUMN
        good = better * finding.sign
        colour = QUIET if not finding.sure else BLUE if good > 0 else VERMILION if good < 0 else INK
        face = colour if finding.sure and good >= 0 else "white"  # told apart without colour as well
        panel.plot(x + 0.06, y, marker=_MARKS[finding.sign], color=colour, mfc=face, markersize=5.5)
        bold = "bold" if finding.sure else "normal"
        mean, ends = _numbers(finding, language)
        panel.text(x + 0.2, y, mean, va="center", size=8.6, color=colour, weight=bold)
        panel.text(x + 0.78, y, ends, va="center", size=7.4, color=QUIET)


def _numbers(finding: Finding, language: Language) -> tuple[str, str]:
    mean, low, high = (
        "" if isnan(end) else value_text(end, finding.unit, language, difference=True) for end in finding.interval[:3]
    )
    return mean, f"{low} {choose(language, 'to', 'tot')} {high}" if low else ""
