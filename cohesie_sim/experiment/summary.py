"""From runs to a table of means, intervals and paired differences (``summary.csv``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from cohesie_sim.outcomes.cost import cost_per_1000
from cohesie_sim.outcomes.intervals import mean_interval, paired_difference
from cohesie_sim.outcomes.measures import INITIATIVES_SURVIVING, MEASURES, VOLUNTEERS_STAYING, Measure
from cohesie_sim.outcomes.survival import established, lives_from_start

CONDITION: Final = ["hypothesis", "scenario", "fte_per_10000"]
RUN: Final = [*CONDITION, "replicate"]
PERIODS: Final[Mapping[str, tuple[str, ...]]] = {
    "from_first_lockdown": ("first_lockdown", "between_lockdowns", "second_lockdown", "late_measures", "after"),
    "lockdowns": ("first_lockdown", "second_lockdown"),
    "after": ("after",),
}


def measure_runs(
    weekly: pd.DataFrame, initiatives: pd.DataFrame, volunteers: pd.DataFrame, period: str
) -> pd.DataFrame:
    """Return every measure of every run over one period.

    Parameters
    ----------
    weekly, initiatives, volunteers
        As stored.
    period
        One of ``PERIODS``.

    Returns
    -------
    DataFrame
        Index hypothesis, scenario, fte_per_10000, replicate; one column per measure. Empty when no week belongs to it.
    """
    inside = weekly[weekly["phase"].isin(PERIODS[period])]
    if inside.empty:
        return pd.DataFrame()
    columns = sorted({measure.column for measure in MEASURES if measure.column})
    means = inside.astype(dict.fromkeys(columns, "float64")).groupby(RUN, observed=True, sort=False)[columns].mean()
    scale = 1000 / inside.groupby(RUN, observed=True, sort=False)["residents"].first()
    measured = {
        m.name: means[m.column] * scale if m.unit == "per 1,000 residents" else means[m.column]
        for m in MEASURES
        if m.column
    }
    last = inside.groupby(RUN, observed=True, sort=False)["week"].max()
    lives = established(lives_from_start(initiatives)).assign(count=1)
    measured[INITIATIVES_SURVIVING] = _lasting(lives, last)
    measured[VOLUNTEERS_STAYING] = _lasting(volunteers[volunteers["role"] == "volunteer"], last)
    return pd.DataFrame(measured, index=means.index)


def _lasting(lives: pd.DataFrame, last: pd.Series[int]) -> pd.Series[float]:
    """Return the share of counted lives that are still going after the last week of the period."""
    ends = lives.join(last.rename("last"), on=RUN)
    lasts = ends["censored"] | (ends["weeks"] > ends["last"])
    counted = ends.assign(lasting=ends["count"] * lasts).groupby(RUN, observed=True)[["lasting", "count"]].sum()
    return counted["lasting"] / counted["count"]


def summarise(weekly: pd.DataFrame, initiatives: pd.DataFrame, volunteers: pd.DataFrame) -> pd.DataFrame:
    """Return means with intervals and paired differences against the lowest level.

    Parameters
    ----------
    weekly, initiatives, volunteers
        As stored.

    Returns
    -------
    DataFrame
        One row per measure, period, hypothesis, scenario and level: unit, replicates, mean, low, high; difference to
        the lowest level within replicates with low and high, and whether it is distinguishable (yes, no; empty for
        the lowest level itself); assumed cost in EUR per 1,000 residents and year, low and high.
    """
    rows: list[dict[str, object]] = []
    for period in PERIODS:
        runs = measure_runs(weekly, initiatives, volunteers, period)
        if runs.empty:
            continue
        for (hypothesis, scenario), group in runs.groupby(CONDITION[:2], observed=True, sort=False):
            head = {"period": period, "hypothesis": hypothesis, "scenario": scenario}
            for measure in MEASURES:
                values = group[measure.name].unstack("fte_per_10000")  # noqa: PD010 - one column, no aggregation
                rows += [
                    {"outcome": measure.name, "unit": measure.unit, **head, **row} for row in _levels(values, measure)
                ]
    return pd.DataFrame(rows)


def _levels(values: pd.DataFrame, measure: Measure) -> list[dict[str, object]]:
    """Return the rows of one outcome under one scenario, given one row per replicate and one column per level."""
    levels = sorted(values.columns.to_numpy(dtype=float))
    lowest = values[levels[0]]
    return [_row(measure, level, values[level], None if level == levels[0] else lowest) for level in levels]


def _row(
    measure: Measure, level: float, values: pd.Series[float], reference: pd.Series[float] | None
) -> dict[str, object]:
    highest, cost = measure.highest, cost_per_1000(level)
    interval = mean_interval(values).within(0.0, highest)
    gap = None if reference is None else paired_difference(values, reference).within(-highest, highest)
    return {
        "fte_per_10000": level,
        "replicates": interval.replicates,
        "mean": interval.mean,
        "low": interval.low,
        "high": interval.high,
        "difference": gap and gap.mean,
        "difference_low": gap and gap.low,
        "difference_high": gap and gap.high,
        "distinguishable": gap and ("yes" if gap.distinguishable else "no"),
        "cost_low": cost.low,
        "cost_high": cost.high,
    }
