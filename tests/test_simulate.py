"""``simulate`` as its users see it: frames, their shapes and columns, and refusals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from cohesie_sim import load_scenario, simulate
from cohesie_sim.kinds import CAUSE_NAMES, KIND_NAMES
from cohesie_sim.outcomes.columns import NEIGHBOURHOOD_TALLIES
from cohesie_sim.outcomes.frames import LEAVING_NAMES, ROLE_NAMES, SPLITS, Simulation
from cohesie_sim.outcomes.weekly import RESIDENT_OUTCOMES

WEEKS, RESIDENTS, REPLICATES = 30, 600, 3
SCENARIO = load_scenario("nl_2020_2022").with_changes(
    {"residents": RESIDENTS, "calendar.weeks": WEEKS, "calendar.burn_in_weeks": 8}
)


@pytest.fixture(scope="module")
def simulation() -> Simulation:
    return simulate(SCENARIO, REPLICATES, seed=4)


def test_weekly_has_every_outcome_per_replicate_and_week(simulation: Simulation) -> None:
    weekly = simulation.weekly
    assert len(weekly) == REPLICATES * WEEKS
    assert list(weekly.columns[:3]) == ["replicate", "week", "date"]
    outcomes = {outcome.name for outcome in RESIDENT_OUTCOMES} | set(NEIGHBOURHOOD_TALLIES)
    assert set(weekly.columns[3:]) == outcomes | {
        *("running", "active", "mean_energy", "mean_tie_strength", "cohesion_index")
    }
    assert not weekly.duplicated(["replicate", "week"]).any()
    one = weekly[weekly["replicate"] == 0]
    assert one["week"].tolist() == list(range(WEEKS))
    assert one["date"].dt.date.tolist() == SCENARIO.mondays()


def test_shares_lie_between_zero_and_one_and_nothing_is_missing(simulation: Simulation) -> None:
    weekly = simulation.weekly
    for outcome in RESIDENT_OUTCOMES:
        values = weekly[outcome.name]
        assert values.notna().all(), outcome.name
        assert (values >= 0).all(), outcome.name
        if outcome.unit == "share":
            assert (values <= 1).all(), outcome.name


def test_splits_add_up_to_the_whole(simulation: Simulation) -> None:
    splits = simulation.splits
    assert len(splits) == REPLICATES * WEEKS * sum(map(len, SPLITS.values()))
    whole = simulation.weekly.set_index(["replicate", "week"])
    for name, groups in SPLITS.items():
        part = splits[splits["split"] == name]
        assert set(part["group"]) == set(groups)
        weighted = (part["lonely"].fillna(0.0) * part["adults"]).groupby([part["replicate"], part["week"]])
        adults = part["adults"].groupby([part["replicate"], part["week"]])
        assert np.allclose(weighted.sum() / adults.sum(), whole["lonely"])
        residents = part["residents"].groupby([part["replicate"], part["week"]]).sum()
        assert (residents == RESIDENTS).all()


def test_initiatives_start_before_they_end_and_are_censored_or_have_a_cause(simulation: Simulation) -> None:
    lives = simulation.initiatives
    assert list(lives.columns) == ["replicate", "slot", "kind", "start", "end", "cause", "censored"]
    assert set(lives["kind"]) <= set(KIND_NAMES)
    assert set(lives["cause"]) <= set(CAUSE_NAMES)
    assert (lives["start"] <= lives["end"]).all()
    assert ((lives["cause"] == "running") == lives["censored"]).all()
    assert (lives.loc[lives["censored"], "end"] == WEEKS).all()


def test_volunteers_start_before_they_leave_and_are_censored_or_have_a_cause(simulation: Simulation) -> None:
    people = simulation.volunteers
    assert list(people.columns) == [
        *("replicate", "resident", "slot", "kind", "role", "start", "end", "cause", "matched", "censored")
    ]
    assert set(people["role"]) <= set(ROLE_NAMES) - {"uncommitted"}
    assert set(people["cause"]) <= set(LEAVING_NAMES)
    assert (people["start"] <= people["end"]).all()
    assert ((people["cause"] == "still_committed") == people["censored"]).all()
    assert not people.loc[people["role"].isin(["volunteer", "board_member"]), "matched"].any()


def test_the_last_week_and_the_histories_tell_the_same_story(simulation: Simulation) -> None:
    last = simulation.weekly[simulation.weekly["week"] == WEEKS - 1].set_index("replicate")
    lives = simulation.initiatives
    assert (lives[lives["censored"]].groupby("replicate").size() == last["running"]).all()
    people = simulation.volunteers[simulation.volunteers["censored"]]
    established = people[people["role"].isin(["volunteer", "board_member"])].groupby("replicate").size()
    assert (established == last["volunteers"]).all()


def test_residents_have_traits_a_final_state_and_totals(simulation: Simulation) -> None:
    residents = simulation.residents
    assert len(residents) == REPLICATES * RESIDENTS
    assert {"age", "lives_alone", "online", "online_now", "fear", "isolated", "weeks_isolated"} <= set(
        residents.columns
    )
    assert residents["weeks_isolated"].between(0, WEEKS).all()
    assert (residents["weeks_out_of_sight"] <= residents["weeks_isolated"]).all()
    adults = residents[residents["age"] >= 18]
    weekly = simulation.weekly
    total = (weekly["isolated"] * len(adults[adults["replicate"] == 0])).groupby(weekly["replicate"]).sum()
    assert adults.groupby("replicate")["weeks_isolated"].sum()[0] == pytest.approx(total[0])


def test_the_same_seed_gives_the_same_run_and_another_seed_another(simulation: Simulation) -> None:
    assert_frame_equal(simulate(SCENARIO, REPLICATES, seed=4).weekly, simulation.weekly, check_exact=True)
    assert not simulate(SCENARIO, REPLICATES, seed=5).weekly.equals(simulation.weekly)


def test_replicates_differ_from_one_another(simulation: Simulation) -> None:
    first, second = (
        simulation.weekly[simulation.weekly["replicate"] == k].drop(columns="replicate").reset_index(drop=True)
        for k in (0, 1)
    )
    assert isinstance(first, pd.DataFrame)
    assert not first.equals(second)


@pytest.mark.parametrize(
    ("replicates", "jobs", "message"),
    [
        (0, None, "replicates = 0 is not allowed: a whole number from 1."),
        (-2, None, "replicates = -2 is not allowed: a whole number from 1."),
        (1, 0, "jobs = 0 is not allowed: a whole number from 1."),
        (1, -1, "jobs = -1 is not allowed: a whole number from 1."),
    ],
)
def test_too_few_replicates_or_jobs_are_refused_before_anything_runs(
    replicates: int, jobs: int | None, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        simulate(SCENARIO, replicates, jobs=jobs)
