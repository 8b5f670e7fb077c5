"""Paired differences between two stored conditions: worked out by hand."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from cohesie_sim import ConfigurationError
from cohesie_sim.experiment.pairing import check_pair, compare_runs
from cohesie_sim.experiment.stored_runs import StoredRuns
from cohesie_sim.outcomes.measures import BY_NAME

PHASES = np.array([0, 0, 1], np.int8)  # before, before, first lockdown


def runs(label: str, values: list[list[float]], **changes: object) -> StoredRuns:
    """Return stored runs with the share of isolated adults per replicate and week."""
    week = np.tile(np.arange(3), len(values))
    weekly = pd.DataFrame(
        {
            "replicate": np.repeat(np.arange(len(values)), 3),
            "week": week,
            "date": pd.Timestamp("2020-01-06") + pd.to_timedelta(7 * week, "D"),
            "isolated": np.array(values, np.float32).ravel(),
        }
    )
    made = StoredRuns(label, "heerlen", 400, 1, weekly, PHASES, pd.DataFrame({"age": [3, 40]}))
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


A = runs("a", [[0.125, 0.25, 0.5], [0.25, 0.5, 0.25]])


def test_differences_are_taken_within_replicates_over_the_weeks_of_a_phase() -> None:
    other = runs("b", [[0.25, 0.25, 0.5], [0.5, 0.75, 0.25]])
    before, lockdown = compare_runs(A, other, [BY_NAME["isolated"]])
    assert (before["phase"], before["from"], before["weeks"]) == ("before", "2020-01-06", 2)
    assert (lockdown["phase"], lockdown["from"], lockdown["weeks"]) == ("first_lockdown", "2020-01-20", 1)
    found = before["outcomes"]["isolated"]
    # replicates differ by 1/16 and 1/4: mean 5/32, standard error 3/32, t(0.975, 1) = 12.706
    assert (found["a"], found["b"], found["difference"]) == (0.28125, 0.4375, 0.15625)
    assert (found["low"], found["high"]) == (-1.0, 1.0)  # from -1.03 to 1.35, cut to what shares can differ by
    assert found["verdict"] == "not distinguishable"
    assert lockdown["outcomes"]["isolated"]["verdict"] == "no difference"
    assert lockdown["outcomes"]["isolated"]["low"] is None


def test_a_small_but_steady_difference_is_told_with_its_direction() -> None:
    values = [[k / 8, k / 8, k / 8] for k in range(1, 5)]
    lower = [[x - 1 / 64 - k / 4096 for x in row] for k, row in enumerate(values)]
    first, second = runs("a", values), runs("b", lower)
    for one, other, verdict in ((first, second, "lower"), (second, first, "higher")):
        for phase in compare_runs(one, other, [BY_NAME["isolated"]]):
            found = phase["outcomes"]["isolated"]
            assert found["verdict"] == verdict
            assert found["low"] < found["difference"] < found["high"]


def test_one_replicate_has_a_difference_and_no_verdict_on_it() -> None:
    one, other = runs("a", [[0.5, 0.5, 0.5]]), runs("b", [[0.25, 0.25, 0.5]])
    before, lockdown = compare_runs(one, other, [BY_NAME["isolated"]])
    assert (before["outcomes"]["isolated"]["verdict"], before["outcomes"]["isolated"]["low"]) == ("no interval", None)
    assert lockdown["outcomes"]["isolated"]["verdict"] == "no difference"


def test_pairs_go_by_the_number_of_the_replicate_and_not_by_the_order_of_rows() -> None:
    other = runs("b", [[0.25, 0.25, 0.5], [0.5, 0.75, 0.25]])
    shuffled = dataclasses.replace(other, weekly=other.weekly.iloc[::-1])
    assert compare_runs(A, shuffled, [BY_NAME["isolated"]]) == compare_runs(A, other, [BY_NAME["isolated"]])


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"neighbourhood": "moerwijk"}, "neighbourhood heerlen and moerwijk"),
        ({"residents": 300}, "residents 400 and 300"),
        ({"seed": 2}, "seed 1 and 2"),
        ({"phases": PHASES[:2]}, "weeks 3 and 2"),
        ({"weekly": A.weekly.assign(replicate=A.weekly["replicate"] * 2)}, "replicates 0 to 1 and 0, 2"),
        ({"weekly": A.weekly.assign(date=pd.Timestamp("2021-01-04"))}, "first week 2020-01-06 and 2021-01-04"),
        ({"people": pd.DataFrame({"age": [3, 41]})}, "the residents themselves"),
    ],
)
def test_what_is_no_pair_is_refused_with_what_differs(changes: dict[str, object], told: str) -> None:
    other = dataclasses.replace(A, label="b", **changes)  # type: ignore[arg-type]
    with pytest.raises(ConfigurationError, match="a and b cannot be paired") as refusal:
        check_pair(A, other)
    assert told in str(refusal.value)
    check_pair(A, dataclasses.replace(A, label="b", people=None))


def test_everything_that_differs_is_told_at_once() -> None:
    with pytest.raises(ConfigurationError, match=r"residents 400 and 50; seed 1 and 9\. Give both the same"):
        check_pair(A, dataclasses.replace(A, residents=50, seed=9))
