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
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from scipy.stats import t as student

from cohesie_sim.report.picture import QUIET, SHADE, Caption, Picture, frame, label_ends
from cohesie_sim.report.results import Results
from cohesie_sim.report.words import Language, choose, level_text, lockdown_text, measure_text, month_text

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
    caption = Caption(
        choose(language, "Isolated, and out of sight: ", "Geïsoleerd, en uit beeld: ") + results.title(scenario, language),
        choose(
            language,
            "Share of adults in %, per week. Isolated: less than weekly contact with family, friends and neighbours alike. "
            "Out of sight: isolated and known to nobody.",
            "Aandeel volwassenen in %, per week. Geïsoleerd: niet wekelijks contact met familie, vrienden of buren. "
            "Uit beeld: geïsoleerd en bij niemand bekend.",
        ),
        results.sample(language),
        choose(
            language,
            "Lines: means. Bands (lowest and highest level): 95 % interval of the mean by Student's t. Levels are compared within the "
            "same neighbourhoods, so small gaps can be sure: see the figure of differences.",
            "Lijnen: gemiddelden. Banden (laagste en hoogste niveau): 95%-interval van het gemiddelde (Student's t). Niveaus zijn "
            "vergeleken binnen dezelfde buurten, dus ook kleine verschillen kunnen zeker zijn: zie de figuur met verschillen.",
        ),
    )
    figure = Figure(figsize=(10, 7.4))
    panels = figure.subplots(2, 1, sharex=True)
    figure.subplots_adjust(left=0.07, right=0.86, top=0.86, bottom=0.16, hspace=0.2)
    weekly = results.of(results.weekly, scenario)
    for panel, outcome in zip(panels, _OUTCOMES, strict=True):
        panel.set_title(measure_text(outcome, language), pad=16)
        _draw_levels(panel, weekly, outcome, results.levels)
        _shade(panel, results.lockdowns(scenario), language)
    panels[-1].set_xlabel(choose(language, "Monday of the week", "maandag van de week"), color=QUIET)
    _mark_months(panels[-1], weekly["date"].min().date(), weekly["date"].max().date(), language)
    subtitle = choose(
        language,
        "One line per level of funding of community work, in fte per 10,000 residents.",
        "Eén lijn per niveau van financiering van opbouwwerk, in fte per 10.000 inwoners.",
    )
    frame(figure, caption, language, subtitle)
    return Picture(f"over_time_{scenario}", language, figure, caption)


def level_colours(levels: list[float]) -> list[str]:
    """Return a colour per level, from dark (lowest) to light (highest), that also differ in greyscale."""
    return [to_hex(colormaps["viridis"](_LIGHTEST * k / max(1, len(levels) - 1))) for k in range(len(levels))]


def _draw_levels(panel: Axes, weekly: pd.DataFrame, outcome: str, levels: list[float]) -> None:
    ends = []
    for level, colour in zip(levels, level_colours(levels), strict=True):
        rows = weekly[weekly["fte_per_10000"] == level]
        values = 100 * rows.pivot_table(index="replicate", columns="date", values=outcome)
        mean, half = _mean_and_half(values.to_numpy(dtype=np.float64))
        days = date2num(values.columns.to_numpy())
        edge = level in {levels[0], levels[-1]}
        panel.plot(days, mean, color=colour, linewidth=2.2 if edge else 1.3)
        if edge:
            panel.fill_between(days, mean - half, mean + half, color=colour, alpha=0.18, linewidth=0)
        ends.append((float(mean[-4:].mean()), level_text(level), colour))
    panel.set_ylim(0, None)
    panel.set_xlim(days[0], days[-1])
    panel.yaxis.set_major_formatter(lambda value, _: f"{value:g} %")
    label_ends(panel, days[-1] + 12, ends, 0.075)


def _mean_and_half(values: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the mean per week and half the width of its 95 % interval; values have shape (replicates, weeks)."""
    n = len(values)
    mean = values.mean(axis=0)
    if n < 2:
        return mean, np.full(mean.shape, np.nan)
    return mean, student.ppf(0.975, n - 1) * values.std(axis=0, ddof=1) / np.sqrt(n)


def _shade(panel: Axes, lockdowns: list[tuple[date, date, str]], language: Language) -> None:
    low, high = panel.get_xlim()
    for begin, end, name in lockdowns:
        left, right = date2num(begin), date2num(end)
        panel.axvspan(left, right, color=SHADE, linewidth=0, zorder=0)
        middle = min(max((left + right) / 2, low), high)
        panel.text(
            middle, 1.015, lockdown_text(name, language), transform=panel.get_xaxis_transform(), ha="center", color=QUIET, size=8
        )


def _mark_months(panel: Axes, first: date, last: date, language: Language) -> None:
    months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10)]
    shown = [day for day in months if first - timedelta(days=7) <= day <= last]
    texts = [month_text(day.month, language) + (f"\n{day.year}" if day.month == 1 or day is shown[0] else "") for day in shown]
    panel.set_xticks([max(date2num(day), date2num(first)) for day in shown], texts)
