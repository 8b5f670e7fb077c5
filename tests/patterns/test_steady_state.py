"""Without corona nothing drifts: the burn-in ends in a steady state.

32 replicates; the first and the third year are compared within each replicate, so that the season cancels. Two
criteria, because a large sample finds any drift and a small one finds none:

* no drift beyond noise: a paired t per outcome, Bonferroni over all outcomes, false alarms 1 % for the family. Ties
  last for years and take years to settle, which 32 replicates find: they are left out, and held to half a per cent;
* no drift that matters: smaller than 2 % of the level, or than an absolute bound where 2 % would be within the noise
  (0.4 points for shares, 0.012 contacts a week, see also ``BOUNDS``). Each bound is at least four standard errors of
  the drift, so that a false alarm is rarer than one in a thousand per outcome.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cohesie_sim.outcomes.weekly import RESIDENT_OUTCOMES
from tests.patterns.measures import critical_t
from tests.patterns.runs import Runs

pytestmark = [pytest.mark.pattern, pytest.mark.slow]

REPLICATES = 32
SLOW = ("ties", "tie_strength", "dissolved_ties")
BOUNDS = {"running": 0.45, "active": 0.45, "participants": 20.0, "volunteers": 7.0}  # of 12, 12, 300 and 100
LEVELS = (
    *BOUNDS,
    *("cooperation", "mean_link", "ties", "tie_strength", "mean_tie_strength", "mean_energy", "cohesion_index"),
)
_BY_UNIT = {"share": 0.004, "1/week": 0.012}
LEAST = {outcome.name: _BY_UNIT.get(outcome.unit, 0.0) for outcome in RESIDENT_OUTCOMES} | BOUNDS


@pytest.fixture(scope="module")
def years(runs: Runs) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Means per replicate of the first and the third year."""
    weekly = runs("no_corona", replicates=REPLICATES).weekly
    years = (weekly[weekly["week"] // 52 == year] for year in (0, 2))
    first, third = (year.drop(columns=["week", "date"]).groupby("replicate").mean() for year in years)
    return first, third


def test_no_outcome_drifts_by_more_than_its_noise(years: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    drift = years[1] - years[0]
    drift = drift.loc[:, drift.std() > 0].drop(columns=[*SLOW])
    t = drift.mean() / (drift.std() / np.sqrt(REPLICATES))
    limit = critical_t(0.01, REPLICATES, len(t))
    assert len(t) > 60
    assert (t.abs() < limit).all(), t[t.abs() >= limit].to_dict()


@pytest.mark.parametrize("outcome", ["ties", "tie_strength"])
def test_ties_settle_to_half_a_per_cent(years: tuple[pd.DataFrame, pd.DataFrame], outcome: str) -> None:
    level, drift = years[0][outcome].mean(), (years[1][outcome] - years[0][outcome]).mean()
    assert abs(drift) < 0.005 * level


@pytest.mark.parametrize("outcome", [*(outcome.name for outcome in RESIDENT_OUTCOMES), *LEVELS])
def test_the_drift_of_an_outcome_is_too_small_to_matter(years: tuple[pd.DataFrame, pd.DataFrame], outcome: str) -> None:
    level, drift = years[0][outcome].mean(), (years[1][outcome] - years[0][outcome]).mean()
    assert abs(drift) <= max(0.02 * abs(level), LEAST.get(outcome, 0.0))
