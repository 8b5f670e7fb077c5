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


@given(first=st.floats(0, 10), factors=st.tuples(*[st.floats(0, 10)] * 3))
def test_a_factor_is_relative_to_the_level_of_the_scenario(first: float, factors: tuple[float, ...]) -> None:
    names = ("before", "during", "after")
    short, long = (
        BASE.with_changes({"funding.fte_per_10000": first, **{f"funding.phases.{n}": v for n, v in given.items()}})
        for given in (
            {name: {"factor": factor} for name, factor in zip(names, factors, strict=True)},
            {name: factor * first for name, factor in zip(names, factors, strict=True)},
        )
    )
    assert np.array_equal(short.weekly_inputs().fte_per_10000, long.weekly_inputs().fte_per_10000)


@pytest.mark.parametrize("fte", [0.0, 3.0, 12.0])
@pytest.mark.parametrize(("name", "factor"), [("cut_after", 0.5), ("hold_after", 1.0), ("grow_after", 1.5)])
def test_the_title_of_a_funding_path_is_true_at_every_level(name: str, factor: float, fte: float) -> None:
    scenario = load_scenario(name).with_changes({"funding.fte_per_10000": fte})
    values = scenario.weekly_inputs().fte_per_10000
    after = scenario.burn_in_weeks + scenario.mondays().index(date(2022, 2, 28))
    assert (values[:after] == fte).all()
    assert (values[after:] == factor * fte).all()


def test_a_level_of_its_own_takes_the_place_of_a_factor_and_the_other_way_round() -> None:
    own = load_scenario("cut_after").with_changes({"funding.phases.after": 3})
    assert own.weekly_inputs().fte_per_10000[-1] == 3
    again = own.with_changes({"funding.phases.after.factor": 2})
    assert again.weekly_inputs().fte_per_10000[-1] == 8


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"funding.phases.after": {"factor": -1}}, r"funding.phases.after.factor = -1 is not allowed: a number from 0"),
        ({"funding.phases.after": {"factr": 1}}, r"unknown key 'funding.phases.after.factr'. Allowed: factor. Did you"),
        ({"funding.phases.after": {}}, r"funding.phases.after.factor is missing: a number from 0 to 100"),
        ({"funding.phases.after": "half"}, r"funding.phases.after = 'half' is not allowed: .*or \{factor = a number"),
        ({"funding.phases.after": 101}, r"funding.phases.after = 101 is not allowed: a number from 0 to 100, or"),
        ({"funding.phases.after": {"factor": 26}}, r"funding: a factor makes 104 fte of 4: at most 100 is allowed"),
    ],
)
def test_a_level_that_is_neither_is_refused(changes: dict[str, object], text: str) -> None:
    with pytest.raises(ConfigurationError, match=text):
        BASE.with_changes(changes)


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
