"""From runs to a table of means, intervals and paired differences (``summary.csv``)."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from cohesie_sim.outcomes.cost import cost_per_1000
from cohesie_sim.outcomes.intervals import mean_interval, paired_difference
from cohesie_sim.outcomes.keys import CONDITION, RUN
from cohesie_sim.outcomes.measures import MEASURES, Measure
from cohesie_sim.outcomes.per_run import measure_runs
from cohesie_sim.outcomes.periods import PERIODS, in_period


def summarise(
    weekly: pd.DataFrame,
    initiatives: pd.DataFrame,
    volunteers: pd.DataFrame,
    draws: pd.Series[int] | None = None,
) -> pd.DataFrame:
    """Return means with intervals and paired differences against the lowest level.

    Parameters
    ----------
    weekly, initiatives, volunteers
        As stored.
    draws
        Which draw of parameters each replicate has (index replicate). Replicates of one draw are not independent:
        their mean counts as one.

    Returns
    -------
    DataFrame
        One row per measure, period, hypothesis, scenario, variant and level: unit, replicates, mean, low, high; what
        it is compared to (a level to the variant's lowest; that one to the first variant at the same level); the
        difference to that within replicates with low and high, and whether it is distinguishable (yes, no; empty for
        what others are compared to); assumed cost in EUR per 1,000 residents and year, low and high.
    """
    rows: list[dict[str, object]] = []
    for period in PERIODS:
        runs = measure_runs(weekly[in_period(weekly, period)], initiatives, volunteers)
        if runs.empty:
            continue
        if draws is not None:
            runs = runs.rename(index=draws.to_dict(), level="replicate")
            runs = runs.groupby(level=RUN, observed=True, sort=False).mean()
        for (hypothesis, scenario), group in runs.groupby(CONDITION[:2], observed=True, sort=False):
            head = {"period": period, "hypothesis": hypothesis, "scenario": scenario}
            for measure in MEASURES:
                values = group[measure.name].unstack(["variant", "fte_per_10000"])  # noqa: PD010 - one column
                rows += [
                    {"outcome": measure.name, "unit": measure.unit, **head, **row}
                    for row in _conditions(values, measure)
                ]
    return pd.DataFrame(rows)


def _conditions(values: pd.DataFrame, measure: Measure) -> Iterator[dict[str, object]]:
    """Yield the rows of one outcome under one scenario, given one row per replicate and one column per condition."""
    first = values.columns[0][0]
    for variant in dict.fromkeys(values.columns.get_level_values("variant")):
        levels = sorted(values[variant].columns.to_numpy(dtype=float))
        for level in levels:
            base, told = None, ""
            if level > levels[0]:
                base, told = values[variant][levels[0]], f"{levels[0]:g} fte"
            elif variant != first and (first, level) in values.columns:
                base, told = values[first][level], str(first)
            head = {"variant": variant, "fte_per_10000": level, "reference": told}
            yield {**head, **_row(measure, level, values[variant][level], base)}


def _row(
    measure: Measure, level: float, values: pd.Series[float], reference: pd.Series[float] | None
) -> dict[str, object]:
    highest, cost = measure.highest, cost_per_1000(level)
    interval = mean_interval(values).within(0.0, highest)
    gap = None if reference is None else paired_difference(values, reference).within(-highest, highest)
    return {
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
