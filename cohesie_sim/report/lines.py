"""Lines over the weeks of a scenario, with bands, shaded lockdowns and labels at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from scipy.stats import t as student

from cohesie_sim.report.picture import QUIET, SHADE, label_ends
from cohesie_sim.report.robustness import by_draw
from cohesie_sim.report.words import Language, lockdown_text, month_text, tick_text

_ROOM: Final = 22  # days between the end of a line and its label


class Line(NamedTuple):
    """One line: label, its runs (rows of the weekly table), colour, width, dashes, and whether it gets a band."""

    label: str
    rows: pd.DataFrame
    colour: str
    width: float = 1.6
    dashes: str | tuple[int, tuple[float, ...]] = "solid"
    band: bool = True


def draw_lines(
    panel: Axes,
    column: str,
    lines: Sequence[Line],
    language: Language,
    draws: pd.DataFrame | None,
    factor: float = 1.0,
    unit: str = "",
    gap: float = 0.075,
) -> None:
    """Draw the mean over replicates of a weekly column, one line per condition.

    Parameters
    ----------
    panel
        Empty axes.
    column
        Of the weekly table.
    lines
        At least one, all of the same weeks.
    language
        ``en`` or ``nl``.
    draws
        As in :class:`~cohesie_sim.report.results.Results`: bands are over draws when there are any.
    factor
        Values are multiplied by it: 100 for a share in per cent.
    unit
        Written after the numbers beside the axis.
    gap
        Least distance between two labels, as a share of the height of the axes.
    """
    ends = []
    for line in lines:
        values = factor * line.rows.pivot_table(index="replicate", columns="date", values=column, observed=True)
        mean, half = mean_and_half(by_draw(values, draws).to_numpy(dtype=np.float64))
        days = values.columns.to_numpy().astype("datetime64[D]").astype(np.float64)
        panel.plot(days, mean, color=line.colour, linewidth=line.width, linestyle=line.dashes)
        if line.band:
            low, high = np.clip(mean - half, 0, 100 if unit == "%" else None), mean + half
            high = np.clip(high, 0, 100) if unit == "%" else high
            panel.fill_between(days, low, high, color=line.colour, alpha=0.18, linewidth=0)
        ends.append((float(mean[-1]), line.label, line.colour))
    panel.set_ylim(0, None)
    panel.set_xlim(days[0], days[-1])
    panel.yaxis.set_major_formatter(lambda value, _: f"{tick_text(value, language)} {unit}".rstrip())
    label_ends(panel, days[-1], days[-1] + _ROOM * (days[-1] - days[0]) / 1092, ends, gap)


def mean_and_half(values: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the mean per week and half the width of its 95 % interval.

    Parameters
    ----------
    values
        Shape (replicates, weeks), or draws instead of replicates.

    Returns
    -------
    tuple of ndarray
        Both of shape (weeks,); the half is NaN for a single replicate.
    """
    n = len(values)
    mean = values.mean(axis=0)
    if n < 2:
        return mean, np.full(mean.shape, np.nan)
    return mean, student.ppf(0.975, n - 1) * values.std(axis=0, ddof=1) / np.sqrt(n)


def _day(day: date) -> float:
    """Return a date as matplotlib counts: days since 1970."""
    return float(day.toordinal() - date(1970, 1, 1).toordinal())


def shade_lockdowns(panel: Axes, lockdowns: Sequence[tuple[date, date, str]], language: Language) -> None:
    """Shade the lockdowns of a scenario and name them above the axes.

    Parameters
    ----------
    panel
        With its limits set.
    lockdowns
        First day, first day after, and English name.
    language
        ``en`` or ``nl``.
    """
    low, high = panel.get_xlim()
    for begin, end, name in lockdowns:
        left, right = _day(begin), _day(end)
        panel.axvspan(left, right, color=SHADE, linewidth=0, zorder=0)
        middle = min(max((left + right) / 2, low), high)
        panel.text(
            middle,
            1.015,
            lockdown_text(name, language),
            transform=panel.get_xaxis_transform(),
            ha="center",
            color=QUIET,
            size=8,
        )


def mark_months(panel: Axes, first: date, last: date, language: Language) -> None:
    """Write quarters and years below the axes.

    Parameters
    ----------
    panel
        Whose horizontal axis is in days.
    first, last
        Monday of the first and of the last week.
    language
        ``en`` or ``nl``.
    """
    months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10)]
    shown = [day for day in months if first - timedelta(days=7) <= day <= last]
    texts = [
        month_text(day.month, language) + (f"\n{day.year}" if day.month == 1 or day is shown[0] else "")
        for day in shown
    ]
    panel.set_xticks([max(_day(day), _day(first)) for day in shown], texts)
