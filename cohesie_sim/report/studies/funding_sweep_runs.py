"""What every run of the sweep came to, ready to be looked up by level, scenario and hypothesis."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from cohesie_sim.outcomes.keys import AS_IS, RUN
from cohesie_sim.outcomes.per_run import measure_runs
from cohesie_sim.outcomes.periods import in_period
from cohesie_sim.outcomes.survival import established, lives_from_start
from cohesie_sim.report.results import Results

MAIN = "nl_2020_2022"
ADULTS, INITIATIVES = "adults_per_10000", "initiatives_per_10000"
EXISTING = "initiatives_existing"
_LAST_WEEKS = 13


class Step(NamedTuple):
    """Two neighbouring levels of funding, in fte per 10,000 residents."""

    low: float
    high: float

    def __str__(self) -> str:
        """Return the ending of the names of its findings, such as ``0_2``."""
        return f"{self.low:g}_{self.high:g}"


def steps_of(results: Results) -> list[Step]:
    """Return the steps between neighbouring levels of the main grid, from the lowest up."""
    return [Step(low, high) for low, high in pairwise(results.levels)]


def runs_over(results: Results, period: str) -> pd.DataFrame:
    """Return every measure of every run over a period, and what is needed to count persons and initiatives.

    Parameters
    ----------
    results
        Of the sweep.
    period
        Of :mod:`cohesie_sim.outcomes.periods`.

    Returns
    -------
    DataFrame
        Index of runs (hypothesis, scenario, variant, level, replicate); measures, adults and initiatives of week 0 per
        10,000 residents; initiatives that exist at the end of the horizon, as a share of those of week 0.
    """
    weekly = results.weekly
    runs = measure_runs(weekly[in_period(weekly, period)], results.initiatives, results.volunteers)
    scale = 10_000 / weekly.groupby(RUN, observed=True)["residents"].first()
    split = results.splits
    # a split of one phase covers every adult once
    one = split[(split["split"] == split["split"].iloc[0]) & (split["phase"] == split["phase"].iloc[0])]
    adults = one.groupby(RUN, observed=True)["adults"].sum()
    lives = established(lives_from_start(results.initiatives)).groupby(RUN, observed=True).size()
    extra = {ADULTS: adults * scale, INITIATIVES: lives * scale, EXISTING: existing_at_end(weekly) / lives}
    return runs.assign(**{name: values.reindex(runs.index) for name, values in extra.items()})


def existing_at_end(weekly: pd.DataFrame) -> pd.Series[float]:
    """Return how many initiatives exist in the last 13 weeks of the horizon, on average, help groups left out.

    Parameters
    ----------
    weekly
        As stored.

    Returns
    -------
    Series
        Index of runs. Those that survived and those that began since; whoever counts survivors only, forgets that a
        new one may begin where another ended.
    """
    last = weekly[weekly["week"] > weekly.groupby(RUN, observed=True)["week"].transform("max") - _LAST_WEEKS]
    lasting = last["running"].astype("float64") - last["running_help_group"]
    return lasting.groupby([last[name] for name in RUN], observed=True).mean()


def pick(runs: pd.DataFrame, measure: str, level: float, hypothesis: str, scenario: str = MAIN) -> pd.Series[float]:
    """Return what one condition came to.

    Parameters
    ----------
    runs
        From :func:`runs_over`.
    measure
        One of its columns.
    level, hypothesis, scenario
        The condition.

    Returns
    -------
    Series
        Index replicate; empty when it was not run.
    """
    place = dict(zip(RUN, (hypothesis, scenario, AS_IS, level), strict=False))
    index = runs.index
    keep = pd.Series(data=True, index=index)
    for name, value in place.items():
        keep &= index.get_level_values(name) == value
    return runs.loc[keep, measure].droplevel(list(place)).astype("float64")
