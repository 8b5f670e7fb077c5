"""Funding: levels, dated changes, phases, and random paths."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.scenarios import load_scenario

BASE = load_scenario("nl_2020_2022").with_changes({"calendar.weeks": 60, "calendar.burn_in_weeks": 4})
START = date(2020, 1, 6)

levels = st.floats(0, 100)
days = st.lists(st.integers(-100, 500).map(lambda n: START + timedelta(days=n)), unique=True, max_size=8).map(sorted)


def by_hand(path: list[tuple[date, float]], first: float) -> list[float]:
    """Weekly means in exact arithmetic, four weeks of burn-in at the level of the first day in front."""

    def level(day: date) -> float:
        return next((fte for since, fte in reversed(path) if since <= day), first)

    weeks = [sum(Fraction(level(START + timedelta(days=7 * week + day))) for day in range(7)) / 7 for week in range(60)]
    return [level(START)] * 4 + [float(week) for week in weeks]


@given(first=levels, path=days.flatmap(lambda ds: st.tuples(*(st.tuples(st.just(d), levels) for d in ds))))
def test_a_random_path_of_changes_gives_the_mean_level_of_every_week(
    first: float, path: tuple[tuple[date, float], ...]
) -> None:
    changes = [{"date": day, "fte_per_10000": fte} for day, fte in path]
    scenario = BASE.with_changes({"funding.fte_per_10000": first, "funding.changes": changes})
    computed = scenario.weekly_inputs().fte_per_10000
    np.testing.assert_allclose(computed, by_hand(list(path), first), rtol=1e-12, atol=1e-12)


@given(
    first=levels,
    before=st.none() | levels,
    during=st.none() | levels,
    after=st.none() | levels,
    gaps=st.tuples(st.integers(-50, 200), st.integers(1, 200)),
)
def test_phases_are_changes_in_short(
    first: float, before: float | None, during: float | None, after: float | None, gaps: tuple[int, int]
) -> None:
    from_day = START + timedelta(days=gaps[0])
    after_day = from_day + timedelta(days=gaps[1])
    given_levels = {"before": before, "during": during, "after": after}
    phases = {"during_from": from_day, "after_from": after_day, **given_levels}
    short = BASE.with_changes({"funding.fte_per_10000": first, "funding.phases": phases})
    filled = [first if level is None else level for level in given_levels.values()]
    changes = [{"date": from_day, "fte_per_10000": filled[1]}, {"date": after_day, "fte_per_10000": filled[2]}]
    long = BASE.with_changes({"funding.fte_per_10000": filled[0], "funding.changes": changes})
    assert np.array_equal(short.weekly_inputs().fte_per_10000, long.weekly_inputs().fte_per_10000)


@given(level=levels)
def test_a_level_without_changes_holds_to_the_last_bit(level: float) -> None:
    assert (BASE.with_changes({"funding.fte_per_10000": level}).weekly_inputs().fte_per_10000 == level).all()


def test_the_burn_in_has_the_level_before_the_crisis() -> None:
    scenario = BASE.with_changes({"funding.phases.before": 1, "funding.phases.during": 9})
    values = scenario.weekly_inputs().fte_per_10000
    assert (values[:14] == 1).all()  # 4 weeks of burn-in and 10 until 16 March 2020
    assert (values[14:] == 9).all()


@given(path=st.lists(st.integers(0, 30), min_size=2, max_size=6))
def test_dates_of_changes_must_ascend(path: list[int]) -> None:
    dates = [START + timedelta(days=n) for n in path]
    changes = [{"date": day, "fte_per_10000": 3} for day in dates]
    if dates == sorted(set(dates)):
        assert len(BASE.with_changes({"funding.changes": changes}).settings.funding.changes) == len(path)
        return
    with pytest.raises(ConfigurationError, match=r"funding: the dates of changes must be ascending: 2020-"):
        BASE.with_changes({"funding.changes": changes})
