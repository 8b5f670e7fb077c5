"""Recovery as the criteria of claim C16 were written down, and what lasts of what was there at reopening.

For recovery against the same weeks without corona, see ``after_lockdown_without``. Here it is the first week after
reopening from which every mean over four weeks, to the end of the horizon, is at least 95 % of the mean before corona
in the same neighbourhood. Whoever never gets there is censored at the end.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from cohesie_sim.outcomes.survival import established
from cohesie_sim.report.conditions import Condition, rows_of, values_of, weeks_of
from cohesie_sim.report.results import Results

REOPENING: Final = "2022-02-28"
BEFORE: Final = ("2020-01-06", "2020-03-09")  # before the first measures
AFTER: Final = (REOPENING, "2100-01-01")
BACK: Final = 0.95
_WEEKS: Final = 4


def recovery_week(values: pd.Series[float], before: float) -> float:
    """Return after how many weeks an outcome is back for good.

    Parameters
    ----------
    values
        One per week from reopening on, in order.
    before
        Mean before corona.

    Returns
    -------
    float
        0 when it is back at once; NaN when it is not by the end (censored).
    """
    means = values.rolling(_WEEKS).mean().dropna().to_numpy()
    short = (means < BACK * before).nonzero()[0]
    if not len(short):
        return 0.0
    first = int(short[-1]) + 1
    return float(first) if first < len(means) else float("nan")


def recovery_weeks(results: Results, column: str, condition: Condition, hypothesis: str) -> pd.Series[float]:
    """Return the weeks to recovery per replicate; NaN when censored.

    Parameters
    ----------
    results
        Of the study.
    column
        Of the weekly table.
    condition, hypothesis
        Which runs.

    Returns
    -------
    Series
        Index replicate; empty when it was not run.
    """
    before = values_of(results, column, condition, BEFORE, hypothesis)
    after = weeks_of(results, condition, AFTER, hypothesis).sort_values("week").astype({column: "float64"})
    return pd.Series(
        {
            replicate: recovery_week(values, float(before[replicate]))
            for replicate, values in after.groupby("replicate")[column]
        },
        dtype="float64",
    )


def until_horizon(results: Results, weeks: pd.Series[float], condition: Condition) -> pd.Series[float]:
    """Return weeks to recovery in which the censored count as the whole time observed: a lower bound.

    Parameters
    ----------
    results
        Of the study.
    weeks
        From :func:`recovery_weeks`.
    condition
        Which runs.

    Returns
    -------
    Series
        Without NaN.
    """
    return weeks.fillna(results.weeks(condition.scenario) - reopening_week(results, condition))


def reopening_week(results: Results, condition: Condition) -> int:
    """Return the number of the week of reopening in the horizon of a condition."""
    rows = results.weekly[results.weekly["scenario"] == condition.scenario]
    return int(rows.loc[rows["date"] >= REOPENING, "week"].min())


def lasting(results: Results, condition: Condition, hypothesis: str) -> pd.Series[float]:
    """Return the share of the initiatives alive at reopening, help groups apart, that are there at the end.

    Parameters
    ----------
    results
        Of the study.
    condition, hypothesis
        Which runs.

    Returns
    -------
    Series
        Index replicate.
    """
    lives = established(rows_of(results.initiatives, condition, hypothesis))
    reopening = reopening_week(results, condition)
    alive = lives[(lives["start"] < reopening) & (lives["end"] >= reopening)]
    return alive.astype({"censored": "float64"}).groupby("replicate")["censored"].mean()
