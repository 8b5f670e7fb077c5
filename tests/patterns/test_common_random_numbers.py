"""Luck belongs to the resident: scenarios are the same, resident by resident, until their inputs differ.

Exact comparisons; there is no false alarm.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pandas.testing import assert_frame_equal

from cohesie_sim import Scenario, load_scenario, simulate

pytestmark = [pytest.mark.pattern, pytest.mark.slow]

SMALL: dict[str, Any] = {"residents": 1000, "calendar.burn_in_weeks": 20}


def _first_difference(one: Scenario, other: Scenario, leaving_out: set[str]) -> int:
    """Return the first week of the horizon in which any input differs."""
    inputs = one.weekly_inputs()._asdict(), other.weekly_inputs()._asdict()
    differ = [inputs[0][name] != inputs[1][name] for name in inputs[0] if name not in leaving_out]
    return int(np.argmax(np.any(differ, axis=0))) - one.burn_in_weeks


def _assert_the_same_until(one: Scenario, other: Scenario, week: int) -> None:
    first, second = (simulate(scenario, 2, seed=5) for scenario in (one, other))
    before = first.weekly["week"] < week
    assert_frame_equal(first.weekly[before], second.weekly[before], check_exact=True)
    assert not first.weekly.equals(second.weekly)
    cut = [simulate(scenario.with_changes({"calendar.weeks": week}), 2, seed=5) for scenario in (one, other)]
    for frame in ("residents", "volunteers", "initiatives", "splits"):
        assert_frame_equal(getattr(cut[0], frame), getattr(cut[1], frame), check_exact=True)


def test_two_levels_of_funding_are_the_same_until_funding_differs() -> None:
    cut, grow = (
        load_scenario(name).with_changes({**SMALL, "calendar.weeks": 130}) for name in ("cut_after", "grow_after")
    )
    week = _first_difference(cut, grow, set())
    assert week == 112  # 28 February 2022
    _assert_the_same_until(cut, grow, week)


def test_the_years_2020_2022_are_the_same_as_no_corona_until_the_first_news() -> None:
    """Crisis mode is a readiness, which differs from the start and does nothing without urgency."""
    lived, none = (
        load_scenario(name).with_changes({**SMALL, "calendar.weeks": 20}) for name in ("nl_2020_2022", "no_corona")
    )
    week = _first_difference(lived, none, {"crisis_mode"})
    assert 0 < week < 10  # before the week of the first measures, 9 March 2020, comes news from the hospitals
    _assert_the_same_until(lived, none, week)
