"""Viability of initiatives: money, energy, founding, and an ending that has a cause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.kinds import FEW_VOLUNTEERS, LOST_HEART, MISHAP, NO_BOARD, NO_MONEY, NO_PARTICIPANTS, RUNNING, Kind
from cohesie_sim.rules.viability import (
    ViabilityParameters,
    attendance_ratio,
    despair_hazard,
    ending,
    found_chance,
    next_energy,
    next_reserve,
    next_support,
)

P = ViabilityParameters(
    rest=0.2,
    meeting=0.4,
    energy_supported=0.1,
    energy_autonomous=0.2,
    overload=0.3,
    speed=0.1,
    critical=0.5,
    despair=0.2,
    mishap=0.01,
    grace=12,
    fixed_cost=0.6,
    subsidy=0.4,
    takings=1.05,
    reserve=26.0,
    found=0.01,
    found_supported=0.02,
    found_formal=0.4,
    support_hours=2.0,
    support_memory=0.2,
)
HALF_FORMAL = Kind(formal=0.5)
ANY = st.from_type(ViabilityParameters)
KIND = st.from_type(Kind)
SHARE = st.floats(0, 1)
ORDERED = st.tuples(SHARE, SHARE).map(sorted)
AUTONOMY = st.tuples(st.floats(0, 2), st.floats(0, 2)).map(sorted)  # the hypothesis may double it
LUCK = st.floats(0, 1, exclude_max=True)
SWITCH = st.sampled_from([0.0, 1.0])


@pytest.mark.parametrize(
    ("attended", "room", "ratio"), [(7, 28, 0.5), (14, 28, 1.0), (28, 28, 1.0), (0, 0, 1.0), (0, 1, 0.0)]
)
def test_half_a_room_is_well_attended(attended: int, room: int, ratio: float) -> None:
    assert attendance_ratio(attended, Kind(room=room)) == ratio


def test_energy_moves_towards_what_feeds_it() -> None:
    # target 0.2 + 0.4 * 0.5 + 0.1 * 0.5 + 0.2 * 0.5 - 0.3 * 0.5 = 0.4; 0.6 + 0.1 * (0.4 - 0.6)
    assert next_energy(0.6, 0.5, 0.5, 0.5, 0.5, P) == pytest.approx(0.58)


def test_a_target_beyond_the_ends_counts_as_the_end() -> None:
    assert next_energy(1.0, 1.0, 1.0, 2.0, 0.0, P._replace(rest=0.5)) == 1.0  # 0.5 + 0.4 + 0.1 + 0.4
    assert next_energy(0.0, 0.0, 0.0, 0.0, 1.0, P._replace(rest=0.0)) == 0.0  # 0 - 0.3


@pytest.mark.parametrize(
    ("paused", "attendance", "fund", "expected"),
    [
        (True, 0.0, 0.0, 9.9),  # half of (0.4 - 0.6)
        (True, 0.0, 1.0, 10.0),  # made up for
        (False, 0.5, 0.0, 9.9625),  # half of (0.4 + 0.65 * 0.5 - (0.6 + 0.4 * 0.5))
        (False, 1.0, 0.0, 10.025),  # half of (1.05 - 1)
        (False, 1.0, 1.0, 10.025),  # a fund takes nothing away
    ],
)
def test_money_of_a_half_formal_initiative(paused: bool, attendance: float, fund: float, expected: float) -> None:
    assert next_reserve(10.0, HALF_FORMAL, paused, attendance, fund, P) == pytest.approx(expected)


@pytest.mark.parametrize(("hours", "expected"), [(0.0, 0.4), (1.0, 0.5), (2.0, 0.6), (8.0, 0.6)])
def test_support_remembers_the_hours_of_weeks_past(hours: float, expected: float) -> None:
    assert next_support(0.5, hours, P) == pytest.approx(expected)  # 0.5 + 0.2 * (hours / 2 - 0.5), at most 2 hours


@pytest.mark.parametrize(("energy", "hazard"), [(0.3, 0.04), (0.5, 0.0), (0.9, 0.0), (0.0, 0.1)])
def test_despair_begins_below_the_critical_energy(energy: float, hazard: float) -> None:
    assert despair_hazard(energy, P) == pytest.approx(hazard)  # 0.2 * (0.5 - energy)


@pytest.mark.parametrize(("formal", "chance"), [(False, 0.01), (True, 0.004)])
def test_foundations_need_openness_and_gain_from_support(formal: bool, chance: float) -> None:
    assert found_chance(formal, 0.5, 0.5, P) == pytest.approx(chance)  # (0.01 + 0.02 * 0.5) * 0.5


@pytest.mark.parametrize(
    ("weeks", "u", "cause"),
    [
        ((13, 0, 0, 0), 0.9, FEW_VOLUNTEERS),
        ((0, 13, 0, 0), 0.9, NO_BOARD),
        ((0, 0, 13, 0), 0.9, NO_PARTICIPANTS),
        ((0, 0, 0, 13), 0.9, NO_MONEY),
        ((13, 13, 13, 13), 0.0, FEW_VOLUNTEERS),  # the first cause counts
        ((12, 12, 12, 12), 0.9, RUNNING),  # borne for twelve weeks
        ((0, 0, 0, 0), 0.039, LOST_HEART),
        ((0, 0, 0, 0), 0.041, MISHAP),
        ((0, 0, 0, 0), 0.051, RUNNING),
    ],
)
def test_an_ending_has_a_cause(weeks: tuple[int, int, int, int], u: float, cause: int) -> None:
    assert ending(*weeks, 0.04, u, P) == cause


@given(attended=st.tuples(st.integers(0, 300), st.integers(0, 300)).map(sorted), kind=KIND)
def test_attendance_is_a_share_that_visitors_raise(attended: list[int], kind: Kind) -> None:
    assert 0.0 <= attendance_ratio(attended[0], kind) <= attendance_ratio(attended[1], kind) <= 1.0


@given(p=ANY, energy=SHARE, attendance=ORDERED, support=ORDERED, autonomy=AUTONOMY, strain=ORDERED)
def test_energy_is_a_share_that_strain_lowers_and_everything_else_raises(
    p: ViabilityParameters,
    energy: float,
    attendance: list[float],
    support: list[float],
    autonomy: list[float],
    strain: list[float],
) -> None:
    least = next_energy(energy, attendance[0], support[0], autonomy[0], strain[1], p)
    assert least >= 0.0
    for more in (
        next_energy(energy, attendance[1], support[0], autonomy[0], strain[1], p),
        next_energy(energy, attendance[0], support[1], autonomy[0], strain[1], p),
        next_energy(energy, attendance[0], support[0], autonomy[1], strain[1], p),
        next_energy(energy, attendance[0], support[0], autonomy[0], strain[0], p),
    ):
        assert least <= more <= 1.0


@given(p=ANY, kind=KIND, reserve=st.floats(-100, 100), paused=st.booleans(), attendance=ORDERED)
def test_money_never_exceeds_the_largest_reserve_and_a_fund_makes_up_losses(
    p: ViabilityParameters, kind: Kind, reserve: float, paused: bool, attendance: list[float]
) -> None:
    reserve = min(reserve, p.reserve)
    alone, funded = (next_reserve(reserve, kind, paused, attendance[0], fund, p) for fund in (0.0, 1.0))
    assert alone <= funded <= p.reserve
    assert funded >= reserve


@given(p=ANY, kind=KIND, reserve=st.floats(-100, 100), attendance=SHARE, fund=SWITCH)
def test_without_running_costs_there_is_nothing_to_lose(
    p: ViabilityParameters, kind: Kind, reserve: float, attendance: float, fund: float
) -> None:
    reserve = min(reserve, p.reserve)
    assert next_reserve(reserve, kind._replace(formal=0.0), False, attendance, fund, p) == reserve


@given(p=ANY, support=SHARE, hours=st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted))
def test_support_is_a_share_that_hours_raise(p: ViabilityParameters, support: float, hours: list[float]) -> None:
    assert 0.0 <= next_support(support, hours[0], p) <= next_support(support, hours[1], p) <= 1.0
    assert next_support(support, 0.0, p) <= support


@given(p=ANY, energy=ORDERED)
def test_despair_is_a_probability_that_energy_lowers(p: ViabilityParameters, energy: list[float]) -> None:
    assert 0.0 <= despair_hazard(energy[1], p) <= despair_hazard(energy[0], p) <= 1.0


@given(p=ANY, support=ORDERED, open_home=ORDERED)
def test_founding_is_a_probability_that_support_and_openness_raise(
    p: ViabilityParameters, support: list[float], open_home: list[float]
) -> None:
    for formal in (False, True):
        least = found_chance(formal, support[0], open_home[0], p)
        assert 0.0 <= least <= found_chance(formal, support[1], open_home[0], p) <= 1.0
        assert least <= found_chance(formal, support[0], open_home[1], p)
    assert found_chance(True, support[1], open_home[1], p) <= found_chance(False, support[1], open_home[1], p)


@given(p=ANY, share=SHARE, u=LUCK, weeks=st.tuples(*[st.integers(0, 2)] * 4))
def test_without_shortage_and_with_high_energy_an_initiative_ends_by_mishap_only(
    p: ViabilityParameters, share: float, u: float, weeks: tuple[int, int, int, int]
) -> None:
    energy = min(p.critical + share * (1.0 - p.critical), 1.0)
    cause = ending(*weeks, despair_hazard(energy, p), u, p)  # every shortage is borne for two weeks at least
    assert cause == (MISHAP if u < p.mishap else RUNNING)


@given(p=ANY, hazard=SHARE, u=LUCK, weeks=st.tuples(*[st.integers(0, 60)] * 4))
def test_a_shortage_ends_an_initiative_exactly_when_it_has_lasted_too_long(
    p: ViabilityParameters, hazard: float, u: float, weeks: tuple[int, int, int, int]
) -> None:
    cause = ending(*weeks, hazard, u, p)
    shortages = (FEW_VOLUNTEERS, NO_BOARD, NO_PARTICIPANTS, NO_MONEY)
    assert (cause in shortages) == (max(weeks) > p.grace)
    if cause in shortages:
        assert weeks[shortages.index(cause)] > p.grace
