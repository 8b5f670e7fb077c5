"""A panel of differences with their intervals, one above the other (forest plot)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from matplotlib.axes import Axes

from cohesie_sim.outcomes.measures import BY_NAME
from cohesie_sim.report.gaps import is_sure, verdict
from cohesie_sim.report.picture import BLUE, INK, QUIET, VERMILION
from cohesie_sim.report.words import Language, measure_text, number, shown, unit_text

_BEHIND: Final = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}  # keeps numbers readable on lines


def draw_forest(panel: Axes, name: str, rows: Sequence[tuple[str, Any]], language: Language) -> None:
    """Draw the differences of one measure, the first at the bottom.

    A filled circle is a change for the better, a filled triangle one for the worse; hollow and grey is not
    distinguishable from no difference, and says so.

    Parameters
    ----------
    panel
        Empty axes.
    name
        Of the measure.
    rows
        Label, and row of ``summary.csv`` by column, of each difference.
    language
        ``en`` or ``nl``.
    """
    panel.set_title(f"{measure_text(name, language)}\n", pad=2)
    panel.text(0, 1.05, unit_text(name, language, difference=True), transform=panel.transAxes, size=8.5)
    panel.axvline(0, color=INK, linewidth=1)
    ends = [abs(row[f"difference{end}"]) for _, row in rows for end in ("", "_low", "_high")]
    # a comparison with what is no number is false: NaN, where there is no interval, does not count
    reach = shown(name, max((end for end in ends if end > 0), default=0.0)) or 1.0
    decimals = 3 if reach < 0.1 else 2 if reach < 5 else 1
    for place, (_, row) in enumerate(rows):
        _draw_row(panel, name, place, row, decimals, language)
    panel.set_yticks(range(len(rows)), [label for label, _ in rows])
    panel.set_ylim(-0.5, len(rows) - 0.2)
    panel.set_xlim(-1.45 * reach, 1.45 * reach)
    panel.xaxis.set_major_formatter(
        lambda value, _: number(value, decimals - 1 if reach > 0.5 else decimals, language, sign=True)
    )
    panel.locator_params(axis="x", nbins=5)


def _draw_row(panel: Axes, name: str, place: int, row: Any, decimals: int, language: Language) -> None:
    mean, low, high = (shown(name, row[f"difference{end}"]) for end in ("", "_low", "_high"))
    sure, better = is_sure(row), BY_NAME[name].better * mean > 0
    colour = QUIET if not sure else BLUE if better else VERMILION
    panel.plot([low, high], [place, place], color=colour, linewidth=1.8)
    panel.plot(
        mean,
        place,
        marker="o" if better or not sure else "^",
        color=colour,
        markersize=6.5,
        mfc=colour if sure else "white",
    )
    text = number(mean, decimals, language, sign=True) if sure else verdict(row, language)
    panel.text(mean, place + 0.17, text, size=7.6, color=colour, ha="center", va="bottom", bbox=_BEHIND)
