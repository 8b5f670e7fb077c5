"""What must not matter: the number of threads, and the size of the neighbourhood.

Threads are compared exactly. Sizes: 16 replicates of 2,000 and 8 of 8,000 residents, one year. Outcomes of residents'
own circles agree within noise (Bonferroni over them, false alarms 0.1 % for the family). Outcomes that hang on
initiatives or on the edge of the neighbourhood do not quite: sites are whole numbers (one huiskamer per 2,000 instead
of 2,500 residents), and a larger neighbourhood has less edge. For these a tolerance is stated instead.
"""

from __future__ import annotations

import numpy as np
import pytest
from pandas.testing import assert_frame_equal

from cohesie_sim import load_scenario, simulate
from tests.patterns.measures import critical_t, mean_of
from tests.patterns.runs import Runs

pytestmark = [pytest.mark.pattern, pytest.mark.slow]

OWN = (
    *("weekly_family", "weekly_friends", "face_to_face_per_day"),
    *("lonely", "severely_lonely", "socially_lonely", "emotionally_lonely"),
)
TOLERANCE = {
    "isolated": 0.010,  # standard error 0.0015
    "out_of_sight": 0.008,  # 0.0010
    "weekly_neighbours": 0.030,  # 0.004
    "volunteered": 0.015,  # 0.001
    "known_by_worker": 0.025,  # 0.003
    "need_open": 0.004,  # 0.0004
    "trust": 0.005,  # 0.0002
    "outdoor_share": 0.030,  # 0.003
    "own_circle": 0.5,  # 0.01
    "cohesion_index": 0.020,  # 0.002
}


def test_the_number_of_threads_does_not_matter() -> None:
    scenario = load_scenario("nl_2020_2022").with_changes(
        {"residents": 1000, "calendar.weeks": 60, "calendar.burn_in_weeks": 10}
    )
    one, *others = (simulate(scenario, 5, seed=3, jobs=jobs) for jobs in (1, 2, 5))
    for other in others:
        for frame in ("weekly", "splits", "initiatives", "volunteers", "residents"):
            assert_frame_equal(getattr(one, frame), getattr(other, frame), check_exact=True)
        for mine, its in zip(one.raws, other.raws, strict=True):
            assert mine.sums.tobytes() == its.sums.tobytes()
            assert mine.rows.tobytes() == its.rows.tobytes()
            assert mine.tie_strength.tobytes() == its.tie_strength.tobytes()


def test_the_number_of_replicates_does_not_change_a_replicate() -> None:
    scenario = load_scenario("no_corona").with_changes(
        {"residents": 500, "calendar.weeks": 20, "calendar.burn_in_weeks": 10}
    )
    few, many = (simulate(scenario, replicates, seed=3).weekly for replicates in (2, 4))
    assert_frame_equal(few, many[many["replicate"] < 2], check_exact=True)


def _small_and_large(runs: Runs, outcome: str) -> tuple[float, float]:
    """Return the difference of the means of a large and a small neighbourhood, and its standard error."""
    small = mean_of(runs("no_corona", {"residents": 2000, "calendar.weeks": 52}, 16), outcome)
    large = mean_of(runs("no_corona", {"residents": 8000, "calendar.weeks": 52}, 8), outcome)
    error = np.sqrt(small.var(ddof=1) / len(small) + large.var(ddof=1) / len(large))
    return float(large.mean() - small.mean()), float(error)


@pytest.mark.parametrize("outcome", OWN)
def test_residents_own_circles_and_feelings_do_not_depend_on_size(runs: Runs, outcome: str) -> None:
    difference, error = _small_and_large(runs, outcome)
    assert abs(difference) < critical_t(0.001, 8, len(OWN)) * error


@pytest.mark.parametrize("outcome", TOLERANCE)
def test_life_in_the_neighbourhood_hardly_depends_on_size(runs: Runs, outcome: str) -> None:
    difference, error = _small_and_large(runs, outcome)
    assert abs(difference) < TOLERANCE[outcome]
    assert TOLERANCE[outcome] > 3 * error  # or the tolerance would say nothing
