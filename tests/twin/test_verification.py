"""Verification finds a difference and says where it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cohesie_sim import Scenario, load_scenario
from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.model import Initiative, Municipality, Resident
from cohesie_sim.outcomes.columns import FEAR, LONELY
from cohesie_sim.outcomes.result import RawResult
from cohesie_sim.verification import TOLERANCE, compare, verify

pytestmark = pytest.mark.twin

LOCKDOWN_WEEK = 11


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario("nl_2020_2022").with_changes({"calendar.weeks": 16, "calendar.burn_in_weeks": 4})


@pytest.fixture(scope="module")
def result(scenario: Scenario) -> RawResult:
    return run_replicate(scenario.with_changes({"residents": 120}))


class Fearless(Resident):
    """Resident 77 loses all fear in one week of the lockdown."""

    def feel(self) -> None:
        super().feel()
        if self.index == 77 and self.model.now.week == LOCKDOWN_WEEK:
            self.fear = 0.0


class Indoors(Resident):
    """Resident 5 forgets the habit of meeting outdoors, a level that no tally shows."""

    def form_habit(self) -> None:
        super().form_habit()
        if self.index == 5 and self.model.now.week == 3:
            self.outdoor_habit = 0.0


class Forgetful(Municipality):
    def govern(self) -> None:
        super().govern()
        if self.model.now.week == LOCKDOWN_WEEK:
            self.fatigue = 0.0


class Generous(Initiative):
    def carry_on_or_end(self) -> None:
        super().carry_on_or_end()
        if self.slot == 0:
            self.started = 2


def test_verify_names_week_resident_and_quantity(scenario: Scenario) -> None:
    difference = verify(scenario, residents=120, resident_class=Fearless)
    assert difference is not None
    assert difference[:4] == (0, LOCKDOWN_WEEK, "resident 77", "fear")
    assert difference.model == 0.0 < difference.compiled
    assert str(difference).startswith(f"replicate 0, week {LOCKDOWN_WEEK}, resident 77: fear is 0.")


def test_verify_finds_the_week_of_a_difference_that_no_tally_shows_at_once(scenario: Scenario) -> None:
    difference = verify(scenario, residents=120, resident_class=Indoors)
    assert difference is not None
    assert difference[:4] == (0, 3, "resident 5", "outdoor_habit")


def test_verify_names_the_tally_when_no_resident_is_concerned(scenario: Scenario) -> None:
    difference = verify(scenario, residents=120, municipality_class=Forgetful)
    assert difference is not None
    assert difference.entity == "neighbourhood"
    assert (difference.week, difference.quantity) == (LOCKDOWN_WEEK + 1, "cooperation")


def test_verify_finds_a_difference_in_the_histories(scenario: Scenario) -> None:
    difference = verify(scenario, residents=120, initiative_class=Generous)
    assert difference is not None
    assert difference.entity.startswith("life of an initiative")
    assert difference.quantity == "start"
    assert difference.model == 2


def test_verify_looks_at_every_replicate(scenario: Scenario) -> None:
    class OnlyInTheSecond(Fearless):
        def feel(self) -> None:
            super().feel() if self.model.replicate == 1 else Resident.feel(self)

    difference = verify(scenario, residents=120, replicates=2, resident_class=OnlyInTheSecond)
    assert difference is not None
    assert difference.replicate == 1


def test_verify_refuses_to_verify_nothing(scenario: Scenario) -> None:
    with pytest.raises(ValueError, match="replicates = 0 is not allowed"):
        verify(scenario, replicates=0)


def test_compare_takes_the_first_week(result: RawResult) -> None:
    sums = result.sums.copy()
    sums[9, 0, LONELY] += 1
    sums[4, 39, FEAR] += 1e-9
    difference = compare(result, replace(result, sums=sums))
    assert difference is not None
    assert difference[1:4] == (4, "residents 65+, alone, struggles, online", "fear")


@pytest.mark.parametrize(("off", "found"), [(0.5, False), (2.0, True)])
def test_compare_allows_the_tolerance_and_no_more(result: RawResult, off: float, found: bool) -> None:
    strength = result.tie_strength.copy()
    strength[7] += off * TOLERANCE
    assert (compare(result, replace(result, tie_strength=strength)) is not None) == found


def test_compare_does_not_take_nan_for_agreement(result: RawResult) -> None:
    rows = result.rows.copy()
    rows[0, 0] = np.nan
    assert compare(result, replace(result, rows=rows)) is not None


def test_compare_names_a_tie_that_only_one_engine_has(result: RawResult) -> None:
    low, high, _ = result.ties[0].tolist()
    difference = compare(result, replace(result, ties=result.ties[1:], tie_strength=result.tie_strength[1:]))
    assert difference is not None
    assert difference.entity == f"tie with low {low}, high {high}, kind 0"
    assert np.isnan(difference.model)


def test_compare_notices_a_missing_commitment(result: RawResult) -> None:
    difference = compare(result, replace(result, commitments=result.commitments[:-1]))
    assert difference is not None
    assert difference[2:4] == ("commitment", "number")
    assert difference.compiled == difference.model + 1


def test_compare_forgives_only_the_weeks_of_commitments_that_are_over(result: RawResult) -> None:
    free = int(np.flatnonzero(result.residents["role"] == 0)[0])
    held = int(np.flatnonzero(result.residents["role"] == 1)[0])
    since = np.array(result.residents["since"])
    since[free] += 1
    assert compare(result, replace(result, residents={**result.residents, "since": since})) is None
    since[held] += 1
    difference = compare(result, replace(result, residents={**result.residents, "since": since}))
    assert difference is not None
    assert difference[2:4] == (f"resident {held}", "since")
