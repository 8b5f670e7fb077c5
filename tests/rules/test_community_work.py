"""The community worker's week: hours, tasks by known need, presence, discretion and movement."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.rules.community_work import (
    CommunityWorkParameters,
    Hours,
    allocate,
    cell_score,
    hours_bought,
    hours_for_residents,
    is_young,
    presence,
    street_chance,
    support_weight,
    workers_needed,
)

P = CommunityWorkParameters(week=36.0, overhead=0.3, yields=0.4, discretion=0.6, street=0.2, explore=2.0, seen=0.06)
ANY = st.from_type(CommunityWorkParameters)
SHARE = st.floats(0, 1)
HOURS = st.floats(0, 500)
DEMANDS = st.tuples(HOURS, HOURS, HOURS, HOURS, HOURS)
PRESSED = st.floats(0, 5000)


def test_two_fte_for_ten_thousand_are_one_week_for_five_thousand() -> None:
    assert hours_bought(2.0, 5000, P) == pytest.approx(36.0)  # 2 * 5000 / 10000 * 36


@pytest.mark.parametrize(
    ("demand", "expected"),
    [
        (0.0, 28.0),  # 40 * (1 - 0.3)
        (20.0, 30.4),  # pressure 0.5: 40 * (1 - 0.3 * (1 - 0.4 * 0.5))
        (40.0, 32.8),  # pressure 1: 40 * (1 - 0.3 * 0.6)
        (4000.0, 32.8),
    ],
)
def test_overhead_gives_way_to_pressing_needs(demand: float, expected: float) -> None:
    assert hours_for_residents(40.0, demand, P) == pytest.approx(expected)


def test_without_funding_there_are_no_hours() -> None:
    assert hours_for_residents(0.0, 10.0, P) == 0.0


def test_when_more_is_asked_for_than_there_is_every_task_gets_the_same_share() -> None:
    # 30 * 0.8 = 24 hours for a demand of 48: half of everything, and 6 for the street
    assert allocate(30.0, 20.0, 10.0, 6.0, 4.0, 8.0, P) == pytest.approx(Hours(6.0, 10.0, 5.0, 3.0, 2.0, 4.0))


def test_what_nobody_asks_for_goes_to_the_street() -> None:
    assert allocate(30.0, 5.0, 4.0, 1.0, 1.0, 1.0, P) == pytest.approx(Hours(18.0, 5.0, 4.0, 1.0, 1.0, 1.0))
    assert allocate(30.0, 0.0, 0.5, 0.0, 0.0, 0.0, P) == pytest.approx(Hours(29.5, 0.0, 0.5, 0.0, 0.0, 0.0))
    assert allocate(30.0, 0.0, 0.0, 0.0, 0.0, 0.0, P) == Hours(30.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(("empty", "paused", "weight"), [(True, False, 1.0), (False, True, 1.0), (False, False, 0.25)])
def test_what_is_empty_paused_or_tired_asks_for_support(empty: bool, paused: bool, weight: float) -> None:
    assert support_weight(empty, paused, 0.75) == weight


@pytest.mark.parametrize(
    ("hours", "workers"), [(0.0, 0), (0.5, 1), (36.0, 1), (36.0 * (1 + 1e-12), 1), (36.1, 2), (72.0, 2)]
)
def test_workers_fill_the_hours(hours: float, workers: int) -> None:
    assert workers_needed(hours, P) == workers


def test_presence_is_what_discretion_leaves_of_the_advice() -> None:
    assert presence(0.5, P) == pytest.approx(0.8)  # 1 - 0.5 * (1 - 0.6)


def test_a_cell_draws_by_known_need_and_curiosity() -> None:
    assert cell_score(4, 0.25, P) == pytest.approx(4.5)  # 4 + 2 * 0.25


def test_fewer_are_met_in_the_street_when_it_is_cold() -> None:
    assert street_chance(0.75, P) == pytest.approx(0.045)  # 0.06 * 0.75


@pytest.mark.parametrize(("age", "young"), [(0, False), (11, False), (12, True), (24, True), (25, False), (80, False)])
def test_youth_work_is_for_those_from_twelve_to_below_twenty_five(age: int, young: bool) -> None:
    assert is_young(age, P._replace(young_from=12, young_until=25)) is young


@given(p=ANY, hours=HOURS, demands=st.tuples(PRESSED, PRESSED).map(sorted))
def test_pressing_needs_only_add_hours_for_residents_and_never_more_than_are_bought(
    p: CommunityWorkParameters, hours: float, demands: list[float]
) -> None:
    calm, pressed = (hours_for_residents(hours, demand, p) for demand in demands)
    assert hours * (1 - p.overhead) - 1e-9 <= calm <= pressed + 1e-9 <= hours + 2e-9


@given(p=ANY, hours=HOURS, demands=DEMANDS)
def test_allocated_hours_add_up_and_no_task_gets_more_than_it_asks_for(
    p: CommunityWorkParameters, hours: float, demands: tuple[float, float, float, float, float]
) -> None:
    given_hours = allocate(hours, *demands, p)
    assert sum(given_hours) == pytest.approx(hours, abs=1e-9)
    assert given_hours.street >= p.street * hours - 1e-9
    for received, asked in zip(given_hours[1:], demands, strict=True):
        assert 0.0 <= received <= asked


@given(p=ANY, hours=HOURS)
def test_nobody_exceeds_a_full_week_and_one_worker_fewer_would_not_do(p: CommunityWorkParameters, hours: float) -> None:
    workers = workers_needed(hours, p)
    assert hours <= workers * p.week + 1e-6
    assert workers == 0 or hours > (workers - 1) * p.week


@given(p=ANY, advice=st.tuples(SHARE, SHARE).map(sorted), discretion=st.tuples(SHARE, SHARE).map(sorted))
def test_presence_is_a_share_that_advice_lowers_and_discretion_raises(
    p: CommunityWorkParameters, advice: list[float], discretion: list[float]
) -> None:
    cautious, free = (p._replace(discretion=d) for d in discretion)
    assert 0.0 <= presence(advice[1], cautious) <= presence(advice[0], cautious) <= 1.0
    assert presence(advice[1], cautious) <= presence(advice[1], free) <= 1.0
    assert presence(0.0, p) == 1.0


@given(p=ANY, comfort=SHARE)
def test_chance_of_meeting_in_the_street_is_a_probability(p: CommunityWorkParameters, comfort: float) -> None:
    assert 0.0 <= street_chance(comfort, p) <= 1.0


@given(p=ANY, needs=st.integers(0, 100), u=st.floats(0, 1, exclude_max=True))
def test_curiosity_never_outweighs_more_than_the_declared_number_of_needs(
    p: CommunityWorkParameters, needs: int, u: float
) -> None:
    assert needs <= cell_score(needs, u, p) <= needs + p.explore


@given(p=ANY)
def test_youth_is_one_run_of_years(p: CommunityWorkParameters) -> None:
    assert [age for age in range(120) if is_young(age, p)] == list(range(p.young_from, p.young_until))


@given(energy=SHARE)
def test_nobody_asks_for_more_support_than_an_empty_site(energy: float) -> None:
    assert 0.0 <= support_weight(False, False, energy) <= support_weight(True, False, energy) == 1.0
