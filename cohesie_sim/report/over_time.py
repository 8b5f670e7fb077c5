"""Figure: isolation and being out of sight, week by week, per level of funding."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from scipy.stats import t as student

from cohesie_sim.report.picture import QUIET, SHADE, Caption, Picture, frame, label_ends
from cohesie_sim.report.results import Results
from cohesie_sim.report.words import (
    Language,
    figure_texts,
    level_text,
    lockdown_text,
    measure_text,
    month_text,
    tick_text,
)

_OUTCOMES: Final = ("isolated", "out_of_sight")
_LIGHTEST: Final = 0.82  # of viridis: what is lighter cannot be read on white


def draw_over_time(results: Results, scenario: str, language: Language) -> Picture:
    """Draw both shares per level of funding under one scenario.

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
        Named ``over_time_SCENARIO``.
    """
    texts = figure_texts("over_time", language, scenario=results.title(scenario, language))
    band = texts["band"] + (texts["grey"] if results.lockdowns(scenario) else "")
    caption = Caption(texts["title"], texts["units"], results.sample(language), band)
    figure = Figure(figsize=(10, 7.7))
    panels = figure.subplots(2, 1, sharex=True)
    figure.subplots_adjust(left=0.07, right=0.86, top=0.86, bottom=0.19, hspace=0.2)
    weekly = results.of(results.weekly, scenario)
    for panel, outcome in zip(panels, _OUTCOMES, strict=True):
        panel.set_title(measure_text(outcome, language), pad=16)
        _draw_levels(panel, weekly, outcome, results.levels, language)
        _shade(panel, results.lockdowns(scenario), language)
    panels[-1].set_xlabel(texts["axis"], color=QUIET)
    _mark_months(panels[-1], weekly["date"].min().date(), weekly["date"].max().date(), language)
    frame(figure, caption, texts["subtitle"], language)
    return Picture(f"over_time_{scenario}", language, figure, caption)


def level_colours(levels: list[float]) -> list[str]:
    """Return a colour per level, from dark (lowest) to light (highest), that also differ in greyscale."""
    return [to_hex(colormaps["viridis"](_LIGHTEST * k / max(1, len(levels) - 1))) for k in range(len(levels))]


def _draw_levels(panel: Axes, weekly: pd.DataFrame, outcome: str, levels: list[float], language: Language) -> None:
    ends = []
    for level, colour in zip(levels, level_colours(levels), strict=True):
        rows = weekly[weekly["fte_per_10000"] == level]
        values = 100 * rows.pivot_table(index="replicate", columns="date", values=outcome)
        mean, half = _mean_and_half(values.to_numpy(dtype=np.float64))
        days = values.columns.to_numpy().astype("datetime64[D]").astype(np.float64)
        edge = level in {levels[0], levels[-1]}
        panel.plot(days, mean, color=colour, linewidth=2.2 if edge else 1.3)
        if edge:
            low, high = np.clip(mean - half, 0, 100), np.clip(mean + half, 0, 100)
            panel.fill_between(days, low, high, color=colour, alpha=0.18, linewidth=0)
        ends.append((float(mean[-1]), level_text(level), colour))
    panel.set_ylim(0, None)
    panel.set_xlim(days[0], days[-1])
    panel.yaxis.set_major_formatter(lambda value, _: f"{tick_text(value, language)} %")
    label_ends(panel, days[-1], days[-1] + 22, ends, 0.075)


def _mean_and_half(values: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the mean per week and half the width of its 95 % interval; values have shape (replicates, weeks)."""
    n = len(values)
    mean = values.mean(axis=0)
    if n < 2:
        return mean, np.full(mean.shape, np.nan)
    return mean, student.ppf(0.975, n - 1) * values.std(axis=0, ddof=1) / np.sqrt(n)


def _day(day: date) -> float:
    """Return a date as matplotlib counts: days since 1970."""
    return float(day.toordinal() - date(1970, 1, 1).toordinal())


def _shade(panel: Axes, lockdowns: list[tuple[date, date, str]], language: Language) -> None:
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


def _mark_months(panel: Axes, first: date, last: date, language: Language) -> None:
    months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10)]
    shown = [day for day in months if first - timedelta(days=7) <= day <= last]
    texts = [
        month_text(day.month, language) + (f"\n{day.year}" if day.month == 1 or day is shown[0] else "")
        for day in shown
    ]
    panel.set_xticks([max(_day(day), _day(first)) for day in shown], texts)
