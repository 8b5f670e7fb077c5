"""Phases of a crisis: the same calendar for a scenario without measures."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from cohesie_sim import load_scenario
from cohesie_sim.experiment.phases import phase_codes
from cohesie_sim.outcomes.periods import PHASES


def _weeks(scenario: str) -> dict[str, tuple[date, int]]:
    """Return first Monday and number of weeks of each phase."""
    loaded = load_scenario(scenario)
    codes, mondays = phase_codes(loaded), loaded.mondays()
    return {
        PHASES[code]: (mondays[int(np.argmax(codes == code))], int((codes == code).sum())) for code in np.unique(codes)
    }


def test_the_dutch_phases_begin_in_the_weeks_of_their_measures() -> None:
    assert _weeks("nl_2020_2022") == {
        "before": (date(2020, 1, 6), 10),
        "first_lockdown": (date(2020, 3, 16), 11),  # 15 March to 1 June
        "between_lockdowns": (date(2020, 6, 1), 28),
        "second_lockdown": (date(2020, 12, 14), 19),  # 15 December to 28 April
        "late_measures": (date(2021, 4, 26), 44),
        "after": (date(2022, 2, 28), 44),
    }


def test_without_corona_the_same_weeks_are_compared() -> None:
    assert _weeks("no_corona") == _weeks("nl_2020_2022")


def test_the_long_winter_is_twice_as_long_and_moves_what_follows() -> None:
    long, plain = _weeks("long_winter"), _weeks("nl_2020_2022")
    assert long["second_lockdown"][1] in {2 * plain["second_lockdown"][1], 2 * plain["second_lockdown"][1] + 1}
    assert long["late_measures"][1] in {44, 43, 45}
    assert long["before"] == plain["before"]


@pytest.mark.parametrize("scenario", ["first_lockdown_only", "next_pandemic", "hold_after"])
def test_phases_follow_each_other(scenario: str) -> None:
    codes = phase_codes(load_scenario(scenario))
    assert (np.diff(codes) >= 0).all()
    assert codes[0] == PHASES.index("before")
    assert codes[-1] == PHASES.index("after")


def test_a_short_horizon_has_the_phases_it_reaches() -> None:
    codes = phase_codes(load_scenario("nl_2020_2022").with_changes({"calendar.weeks": 15}))
    assert codes.tolist() == [0] * 10 + [1] * 5
