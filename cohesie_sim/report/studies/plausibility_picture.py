"""Picture: the model's effects on loneliness beside published ones, and how far they may go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from textwrap import fill
from typing import Any, Final, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from cohesie_sim.report.bounds import Bound, bound_of, bounds
from cohesie_sim.report.findings import Finding, by_name
from cohesie_sim.report.picture import BLUE, GREEN, INK, SHADE, VERMILION, Caption, Picture, frame
from cohesie_sim.report.quantities import UNITS
from cohesie_sim.report.results import Results
from cohesie_sim.report.robust_words import page_texts
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, hypothesis_text, number

_LOOKS: Final = {"article": (BLUE, "o"), "self_reliance": (VERMILION, "s"), "null": (GREEN, "^")}
_PUBLISHED: Final[Any] = {"color": INK, "marker": "D", "markersize": 6.5}
_CHANGES: Final = (
    "cut_4",
    "cut_12",
    "minus_1",
    "plus_1",
    "cut_4_no_corona",
    "cut_12_no_corona",
    "cut_4_moerwijk",
    "cut_12_moerwijk",
    "cut_4_schildersbuurt",
    "cut_12_schildersbuurt",
    "cut_4_archipelbuurt",
    "cut_4_wateringse_veld",
)
_LETTERS: Final = 33  # in a line of a label


class _Panel(NamedTuple):
    """One panel: its title among the figure's texts, the bounds whose published effects it shows, and its rows."""

    title: str
    published: tuple[str, ...]
    rows: tuple[str, ...]


_ABOVE: Final = (
    _Panel("score", ("cut_score",), tuple(f"{name}_score" for name in _CHANGES)),
    _Panel("lonely", ("cut_share",), tuple(f"{name}_lonely" for name in _CHANGES)),
    _Panel("severe", ("cut_share",), tuple(f"{name}_severe" for name in _CHANGES)),
)
_BELOW: Final = (
    _Panel("whole", ("whole",), ("four_lonely", "twelve_lonely", "four_severe", "twelve_severe")),
    _Panel(
        "reached",
        ("ceiling", "intensively"),
        (
            "reached_social",
            "reached_emotional",
            "often_social",
            "often_emotional",
            "isolated_social",
            "isolated_emotional",
        ),
    ),
    _Panel("signposted", ("signposted",), ("signposted",)),
)


def draw_plausibility(results: Results, found: Sequence[Finding], words: StudyWords, language: Language) -> Picture:
    """Draw every bounded effect, beside what is published.

    Parameters
    ----------
    results
        Of ``experiments/plausibility.py``.
    found
        Its findings.
    words
        Of the study.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Above what changes in funding do in the whole neighbourhood, below community work against none.
    """
    texts, effects = words.figure("plausibility"), by_name(found)
    hypotheses = list(dict.fromkeys(f.hypothesis for f in found))
    band = f"{texts['band']} {page_texts(found, language)['band']}".rstrip()
    caption = Caption(texts["title"], texts["units"], results.sample(language, hypotheses), band)
    figure = Figure(figsize=(11.5, 11.6))
    above, below = _panels(figure)
    for panel, what in zip((*above, *below), (*_ABOVE, *_BELOW), strict=True):
        panel.set_title(texts[what.title], size=10)
        labels = _draw(panel, what, effects, words, language)
        if panel not in above[1:]:
            panel.set_yticks(range(len(labels)), labels[::-1], color=INK, size=8.5)
    for key, top in (("changes", 0.89), ("instead", 0.448)):
        figure.text(0.013, top, texts[key], size=10.5, weight="bold", va="top")
    _draw_key(figure, hypotheses, texts, language)
    frame(figure, caption, texts["subtitle"], language)
    return Picture("plausibility", language, figure, caption)


def _panels(figure: Figure) -> tuple[list[Axes], list[Axes]]:
    """Return three panels side by side above, which share their rows, and three below."""
    top = figure.add_gridspec(1, 3, left=0.245, right=0.985, top=0.872, bottom=0.47, wspace=0.08)
    above = [figure.add_subplot(top[0])]
    above += [figure.add_subplot(top[k], sharey=above[0]) for k in (1, 2)]
    for panel in above[1:]:
        panel.tick_params(axis="y", labelleft=False)
    bottom = figure.add_gridspec(1, 2, left=0.245, right=0.985, top=0.415, bottom=0.135, wspace=0.95)
    left = bottom[0].subgridspec(2, 1, height_ratios=[5, 2], hspace=0.75)
    return above, [figure.add_subplot(place) for place in (left[0], bottom[1], left[1])]


def _draw(
    panel: Axes, what: _Panel, effects: Mapping[str, Mapping[str, Finding]], words: StudyWords, language: Language
) -> list[str]:
    """Draw a panel, the first row on top; return the labels of its rows."""
    count = len(what.published) + len(what.rows)
    published, held = [bounds()[name] for name in what.published], [bound_of()[name] for name in what.rows]
    for k, bound in enumerate(published):
        _draw_published(panel, count - 1 - k, bound, language)
    shown = [UNITS[bound.unit].factor * bound.published for bound in published]
    for k, (name, bound) in enumerate(zip(what.rows, held, strict=True)):
        shown += _draw_row(panel, len(what.rows) - 1 - k, effects.get(name, {}), bound)
    panel.axvline(0, color=INK, linewidth=0.8)
    panel.set_ylim(-0.55, count - 0.3)
    panel.tick_params(axis="y", length=0)
    _scale(panel, held, shown, language)
    labels = [words.named(name) for name in what.published] + [words.label(name) for name in what.rows]
    return [fill(label, _LETTERS) for label in labels]


def _draw_published(panel: Axes, place: int, bound: Bound, language: Language) -> None:
    factor = UNITS[bound.unit].factor
    if not isnan(bound.low):
        panel.plot([factor * bound.low, factor * bound.high], [place, place], color=INK, linewidth=1.8)
    panel.plot(factor * bound.published, place, **_PUBLISHED)
    text = number(factor * bound.published, 3 if abs(factor * bound.published) < 0.1 else 2, language, sign=True)
    panel.annotate(text, (factor * bound.published, place), (-7, 6), textcoords="offset points", size=7.5)


def _draw_row(panel: Axes, place: int, group: Mapping[str, Finding], bound: Bound) -> list[float]:
    """Draw what the model finds on the room that it has; return the ends of the intervals."""
    factor = UNITS[bound.unit].factor
    width = factor * (bound.most - bound.least)
    panel.barh(place, width, left=factor * bound.least, height=0.86, color=SHADE, linewidth=0, zorder=0)
    drawn: list[float] = []
    for k, finding in enumerate(group.values()):
        y = place + (0.27 * (1 - k) if len(group) > 1 else 0.0)
        colour, marker = _LOOKS[finding.hypothesis]
        mean, low, high = (factor * end for end in finding.interval[:3])
        if finding.robust is not None:
            settings = [factor * finding.robust.low, factor * finding.robust.high]
            panel.plot(settings, [y, y], color=colour, linewidth=5, alpha=0.3, solid_capstyle="butt")
            drawn += settings
        panel.plot([low, high], [y, y], color=colour, linewidth=1.5)
        mfc = colour if finding.sure else "white"
        panel.plot(mean, y, color=colour, marker=marker, markersize=4.8, mfc=mfc)
        drawn += [end for end in (mean, low, high) if not isnan(end)]
    return drawn


def _scale(panel: Axes, held: Sequence[Bound], shown: Sequence[float], language: Language) -> None:
    """Label an axis at zero and at the bounds, so that the room can be read off, and leave nothing drawn outside."""
    factor = UNITS[held[0].unit].factor
    ends = [factor * end for bound in held for end in (bound.least, bound.most)]
    reach = 1.12 * max(abs(end) for end in (*ends, *shown))
    panel.set_xlim(-reach, reach)
    panel.set_xticks(sorted({0.0, *(round(end, 6) for end in ends)}))
    decimals = 3 if max(ends) < 0.1 else 2 if max(ends) < 0.5 else 1
    panel.xaxis.set_major_formatter(lambda value, _: number(value, decimals, language, sign=True))
    panel.tick_params(axis="x", labelsize=8)


def _draw_key(figure: Figure, hypotheses: Sequence[str], texts: Mapping[str, str], language: Language) -> None:
    handles: list[Line2D | Patch] = [
        Line2D([], [], linestyle="", label=texts["published"], **_PUBLISHED),
        Patch(color=SHADE, label=texts["room"]),
    ]
    for name in hypotheses:
        colour, marker = _LOOKS[name]
        handles.append(Line2D([], [], color=colour, marker=marker, label=hypothesis_text(name, language)))
    place = (0.005, 1 - 0.64 / figure.get_figheight())
    figure.legend(handles=handles, loc="upper left", bbox_to_anchor=place, ncols=5, frameon=False, fontsize=9)
