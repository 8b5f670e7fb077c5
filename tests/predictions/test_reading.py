"""Readings of runs made by hand, and of small real ones."""

from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.kinds import COFFEE_CLUB, HELP_GROUP, HUISKAMER, MODE_NAMES
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.outcomes.columns import GROUPS, NEIGHBOURHOOD_TALLIES, RESIDENT_TALLIES
from cohesie_sim.outcomes.result import RawResult
from cohesie_sim.predictions.calendar import INTERVIEWS, PERIODS, WEEKS
from cohesie_sim.predictions.reading import block_name, interview, interview_all, read_tallies
from cohesie_sim.rules.loneliness import LonelinessParameters
from cohesie_sim.scenarios import load_scenario

P = LonelinessParameters()
PAUSED = tally.MODE_FIRST + MODE_NAMES.index("paused")


def _raw(**changes: object) -> RawResult:
    """Return a run of a hundred residents, eighty of them adult, in which nothing happens."""
    sums = np.zeros((WEEKS, GROUPS, len(RESIDENT_TALLIES)))
    sums[:, 3, tally.RESIDENTS], sums[:, 3, tally.ADULTS] = 60, 50
    sums[:, 9, tally.RESIDENTS], sums[:, 9, tally.ADULTS] = 40, 30
    given: dict[str, object] = {
        "replicate": 0,
        "sums": sums,
        "rows": np.zeros((WEEKS, len(NEIGHBOURHOOD_TALLIES))),
        "commitments": np.zeros((0, 7), np.int32),
        "lives": np.zeros((0, 4), np.int32),
        "residents": {},
        "traits": {},
        "ties": np.zeros((0, 3), np.int32),
        "tie_strength": np.zeros(0),
        "slot_kinds": np.array([HUISKAMER, HUISKAMER, COFFEE_CLUB, HELP_GROUP, HELP_GROUP], np.int32),
    }
    return RawResult(**{**given, **changes})  # type: ignore[arg-type]


def test_shares_are_of_adults_over_all_groups_and_weeks() -> None:
    raw = _raw()
    weeks = PERIODS["autumn_2020"]
    raw.sums[weeks, 3, tally.LONELY], raw.sums[weeks, 9, tally.LONELY] = 10, 10
    raw.sums[weeks.start, 3, tally.LONELY] = 10 + 80 * 0.13
    found = read_tallies(raw)
    assert found["lonely before"] == 0.0
    assert found["lonely autumn_2020"] == pytest.approx(20 / 80 + 0.13 / (weeks.stop - weeks.start))


def test_contacts_are_face_to_face_per_resident_and_day() -> None:
    raw = _raw()
    weeks = PERIODS["june_2020"]
    raw.sums[weeks, 3, tally.FAMILY_MET], raw.sums[weeks, 9, tally.WORK] = 700, 1400
    raw.sums[weeks, 9, tally.FAMILY_CALLED] = 999  # not face to face
    assert read_tallies(raw)["contacts june_2020"] == pytest.approx(2100 / 100 / 7)


def test_sign_ups_are_per_resident_and_week() -> None:
    raw = _raw()
    raw.rows[PERIODS["first_wave"].start, tally.SIGN_UPS] = 9
    weeks = PERIODS["first_wave"].stop - PERIODS["first_wave"].start
    assert read_tallies(raw)["sign_ups first_wave"] == pytest.approx(9 / 100 / weeks)


def test_blocks_of_four_weeks_end_with_2022() -> None:
    raw = _raw()
    raw.sums[7, 3, tally.VOLUNTEERED] = 8
    found = read_tallies(raw)
    assert (found[block_name(0)], found[block_name(1)], found[block_name(2)]) == (0.0, 0.1, 0.0)
    last = max(int(name.split()[-1]) for name in found if "block" in name)
    assert PERIODS["2022"].stop - 4 <= 4 * last + 3 < PERIODS["2022"].stop


def test_initiatives_stop_by_ending_or_by_pausing() -> None:
    # two huiskamers and a club from before; a help group does not count; the second huiskamer ends in July 2020
    lives = np.array([[0, -99, WEEKS, 0], [1, -99, 28, 1], [2, -5, WEEKS, 0], [3, -99, WEEKS, 0]], np.int32)
    raw = _raw(lives=lives)
    autumn = PERIODS["autumn_2020"]
    raw.rows[autumn, tally.RUNNING_FIRST + HUISKAMER] = raw.rows[autumn, tally.RUNNING_FIRST + COFFEE_CLUB] = 1
    raw.rows[autumn, tally.RUNNING_FIRST + HELP_GROUP] = 1
    raw.rows[autumn, tally.ACTIVE_FIRST + HUISKAMER] = 1
    raw.rows[autumn, PAUSED] = 1  # the club
    found = read_tallies(raw)
    assert found["initiatives"] == 3
    assert found["initiatives stopped"] == pytest.approx(2)  # one ended; of two that go on, half is paused
    assert found["huiskamers"] == 2
    assert found["huiskamers closed"] == pytest.approx(1)  # the one that ended


def test_what_is_founded_later_or_ended_before_is_not_counted() -> None:
    lives = np.array([[0, -99, 3, 1], [1, 12, WEEKS, 0]], np.int32)
    found = read_tallies(_raw(lives=lives))
    assert (found["initiatives"], found["huiskamers"], found["huiskamers closed"]) == (0, 0, 0)


def test_help_groups_of_march_2020() -> None:
    march = PERIODS["march_2020"]
    lives = [[3, march.start, WEEKS, 0], [4, march.stop - 1, march.stop + 40, 1], [3, march.stop, WEEKS, 0]]
    found = read_tallies(_raw(lives=np.array([*lives, [4, march.start - 1, WEEKS, 0], [2, march.start, WEEKS, 0]])))
    assert (found["groups"], found["groups lasting"]) == (2, 1)


def test_an_interview_by_hand() -> None:
    # single of 80 (severe), couple of 70 and 66 (one lonely), parent of 40 (severe) with a child of 10
    very, somewhat, not_at_all = 3.0, 0.252 + 2.5 * 0.12, -3.0
    traits = {"age": np.array([80, 70, 66, 40, 10]), "household": np.array([0, 1, 1, 2, 2])}
    social = np.array([very, somewhat, not_at_all, very, very])
    emotional = np.array([very, not_at_all, not_at_all, very, very])
    found = interview(_raw(traits=traits, residents={"social": social, "emotional": emotional}), P)
    assert found["single"] == found["single severe"] == 0.25
    assert (found["couple"], found["couple severe"]) == (0.5, 0.0)
    assert (found["65"], found["65 lonely"]) == (0.75, 0.5)
    assert (found["75"], found["75 lonely"]) == (0.25, 0.25)


def test_interviews_see_the_trajectory_of_the_long_run() -> None:
    scenario = load_scenario("nl_2020_2022").with_changes({"residents": 150, "calendar.burn_in_weeks": 8})
    found = interview_all(scenario, 3, 0)
    long = run_replicate(scenario.with_changes({"calendar.weeks": 100}), 3, 0)
    age = np.asarray(long.traits["age"])
    for name, week in INTERVIEWS.items():
        sums = long.sums[week].reshape(5, 8, -1).sum(axis=1)  # by age band, the last 65 and over
        assert found[f"65 lonely {name}"] == pytest.approx(sums[4, tally.LONELY] / (age >= 18).sum())
