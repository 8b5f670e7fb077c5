"""Which runs are meant: a condition of an experiment, and what it came to in each replicate."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from cohesie_sim.outcomes.keys import AS_IS
from cohesie_sim.outcomes.measures import BY_NAME
from cohesie_sim.outcomes.per_run import measure_runs
from cohesie_sim.outcomes.periods import in_period
from cohesie_sim.report.results import Results

Period = str | tuple[str, str]  # a period of outcomes/periods.py, or first day and first day after


class Condition(NamedTuple):
    """One condition, whatever the hypothesis.

    Attributes
    ----------
    scenario, variant
        Their names.
    fte
        Level of funding; None when there is only one.
    """

    scenario: str
    variant: str = AS_IS
    fte: float | None = None


def rows_of(frame: pd.DataFrame, condition: Condition, hypothesis: str = "article") -> pd.DataFrame:
    """Return the rows of a stored table that belong to a condition.

    Parameters
    ----------
    frame
        With the columns hypothesis, scenario, variant and fte_per_10000.
    condition, hypothesis
        Which runs.

    Returns
    -------
    DataFrame
        The same columns; empty when it was not run, or when every run failed.
    """
    keep = (frame["scenario"] == condition.scenario) & (frame["variant"] == condition.variant)
    keep &= frame["hypothesis"] == hypothesis
    if condition.fte is not None:
        keep &= frame["fte_per_10000"] == condition.fte
    return frame[keep]


def weeks_of(results: Results, condition: Condition, period: Period, hypothesis: str = "article") -> pd.DataFrame:
    """Return the weeks of a condition that belong to a period.

    Parameters
    ----------
    results
        Of an experiment.
    condition, hypothesis
        Which runs.
    period
        Name of a period or a phase, or first day and first day after.

    Returns
    -------
    DataFrame
        Rows of the weekly table.
    """
    rows = rows_of(results.weekly, condition, hypothesis)
    if isinstance(period, str):
        return rows[in_period(rows, period)]
    return rows[(rows["date"] >= period[0]) & (rows["date"] < period[1])]


def values_of(
    results: Results, name: str, condition: Condition, period: Period, hypothesis: str = "article"
) -> pd.Series[float]:
    """Return what a condition came to over a period, one number per replicate.

    Parameters
    ----------
    results
        Of an experiment.
    name
        A measure (:data:`cohesie_sim.outcomes.measures.BY_NAME`) or a column of the weekly table; the mean over weeks.
    condition, hypothesis
        Which runs.
    period
        Name of a period or a phase, or first day and first day after.

    Returns
    -------
    Series
        Index replicate; empty when it was not run.
    """
    weeks = weeks_of(results, condition, period, hypothesis)
    if weeks.empty:
        return pd.Series(dtype="float64")
    if name not in BY_NAME or BY_NAME[name].column == name:  # no need to measure everything for a plain mean
        return weeks.astype({name: "float64"}).groupby("replicate")[name].mean()
    lives, commitments = (rows_of(frame, condition, hypothesis) for frame in (results.initiatives, results.volunteers))
    runs = measure_runs(weeks, lives, commitments)
    return runs[name].droplevel(["hypothesis", "scenario", "variant", "fte_per_10000"])
