"""Spontaneous help: signing up, waiting, being matched, helping, and leaving."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.rules.spontaneous_help import (
    SpontaneousHelpParameters,
    coordination,
    matched_leave_chance,
    next_idle_memory,
    sign_up_chance,
    spare_time,
    waiting_leave_chance,
)

P = SpontaneousHelpParameters(
    base=0.01,
    calm_days=0.02,
    wary=0.6,
    idle=0.8,
    forget=0.01,
    busy=0.3,
    impatience=0.035,
    weariest=0.3,
    turnover=0.04,
    called_back=0.1,
    hold=0.5,
    by_group=0.3,
    full_hours=0.1,
)
ANY = st.from_type(SpontaneousHelpParameters)
SHARE = st.floats(0, 1)
ORDERED = st.tuples(SHARE, SHARE).map(sorted)


@pytest.mark.parametrize(("works", "time"), [(True, 0.65), (False, 1.0)])
def test_closed_work_gives_spare_time(works: bool, time: float) -> None:
    assert spare_time(works, 0.5, P) == pytest.approx(time)  # 0.3 + 0.7 * 0.5


def test_signing_up_multiplies_appeal_time_trust_courage_and_hope() -> None:
    # appeal 0.02 + 0.5 * 0.6 = 0.32; 0.01 * 0.32 * 0.5 * 0.5 * (1 - 0.6 * 0.5) * (1 - 0.8 * 0.5)
    assert sign_up_chance(0.5, 0.4, 0.5, 0.5, 0.5, 0.5, P) == pytest.approx(0.000336)


@pytest.mark.parametrize(("weeks", "chance"), [(0, 0.0), (3, 0.105), (8, 0.28), (9, 0.3), (100, 0.3)])
def test_waiting_wears_out_but_some_stay_on_the_list(weeks: int, chance: float) -> None:
    assert waiting_leave_chance(weeks, P) == pytest.approx(chance)  # 0.035 * weeks, at most 0.3


@pytest.mark.parametrize(
    ("works", "chance"),
    [
        (True, 0.088),  # (0.04 * 1.5 + 0.1 * 0.5) * (1 - 0.5 * 0.4) = 0.11 * 0.8
        (False, 0.048),  # 0.06 * 0.8
    ],
)
def test_work_calls_helpers_back_and_coordination_holds_them(works: bool, chance: float) -> None:
    assert matched_leave_chance(works, 0.5, 0.5, 0.4, P) == pytest.approx(chance)


@pytest.mark.parametrize(
    ("group", "given_time", "share"),
    [(True, 0.5, 0.8), (False, 0.5, 0.5), (True, 0.0, 0.3), (False, 0.0, 0.0), (True, 0.9, 1.0), (False, 1.0, 1.0)],
)
def test_a_group_and_the_time_of_workers_coordinate(group: bool, given_time: float, share: float) -> None:
    assert coordination(group, given_time, P) == pytest.approx(share)  # 0.3 + the time given, at most 1


def test_idle_waiting_is_forgotten_slowly() -> None:
    assert next_idle_memory(0.5, P) == pytest.approx(0.495)  # 0.5 * 0.99


@given(p=ANY, felt=ORDERED, habituation=ORDERED, time=ORDERED, trust=ORDERED, fear=ORDERED, memory=ORDERED)
def test_signing_up_is_a_probability_with_a_direction_in_every_argument(
    p: SpontaneousHelpParameters,
    felt: list[float],
    habituation: list[float],
    time: list[float],
    trust: list[float],
    fear: list[float],
    memory: list[float],
) -> None:
    best = [felt[1], habituation[0], time[1], trust[1], fear[0], memory[0]]
    worse = [felt[0], habituation[1], time[0], trust[0], fear[1], memory[1]]
    chance: Callable[..., float] = sign_up_chance
    most = chance(*best, p)
    assert 0.0 <= most <= 1.0
    for which in range(len(best)):
        one_worse = [*best[:which], worse[which], *best[which + 1 :]]
        assert 0.0 <= chance(*one_worse, p) <= most


@given(p=ANY, works=st.booleans(), closed=ORDERED)
def test_spare_time_is_a_share_that_closing_work_never_lowers(
    p: SpontaneousHelpParameters, works: bool, closed: list[float]
) -> None:
    little, much = (spare_time(works, c, p) for c in closed)
    assert 0.0 <= little <= much + 1e-15 <= 1.0 + 2e-15
    assert spare_time(False, closed[0], p) >= little - 1e-15


@given(p=ANY, weeks=st.integers(0, 500))
def test_the_chance_of_giving_up_grows_with_each_idle_week_up_to_a_limit_below_certainty(
    p: SpontaneousHelpParameters, weeks: int
) -> None:
    chance = waiting_leave_chance(weeks, p)
    assert 0.0 <= chance <= waiting_leave_chance(weeks + 1, p) <= p.weariest < 1.0
    assert chance == p.weariest or chance < waiting_leave_chance(weeks + 1, p)


@given(p=ANY, works=st.booleans(), open_work=ORDERED, fear=ORDERED, coordinated=ORDERED)
def test_leaving_is_a_probability_that_work_and_fear_raise_and_coordination_lowers(
    p: SpontaneousHelpParameters,
    works: bool,
    open_work: list[float],
    fear: list[float],
    coordinated: list[float],
) -> None:
    least = matched_leave_chance(works, open_work[0], fear[0], coordinated[1], p)
    assert least >= 0.0
    for more in (
        matched_leave_chance(works, open_work[1], fear[0], coordinated[1], p),
        matched_leave_chance(works, open_work[0], fear[1], coordinated[1], p),
        matched_leave_chance(works, open_work[0], fear[0], coordinated[0], p),
        matched_leave_chance(True, open_work[0], fear[0], coordinated[1], p),
    ):
        assert least <= more <= 1.0


@given(p=ANY, times=ORDERED)
def test_coordination_is_a_share_that_time_and_a_group_raise(p: SpontaneousHelpParameters, times: list[float]) -> None:
    alone, more = (coordination(False, time, p) for time in times)
    assert 0.0 <= alone <= more <= coordination(True, times[1], p) <= 1.0
    assert alone == times[0]
    assert coordination(True, 0.0, p) == p.by_group


@given(p=ANY, memory=SHARE)
def test_the_memory_of_idle_waiting_never_grows(p: SpontaneousHelpParameters, memory: float) -> None:
    assert 0.0 <= next_idle_memory(memory, p) <= memory
