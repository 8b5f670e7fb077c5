"""Viability of initiatives: money, energy, founding, and an ending that has a cause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.kinds import (
    DELIVERY,
    FEW_VOLUNTEERS,
    INDOOR,
    LOST_HEART,
    MISHAP,
    NO_BOARD,
    NO_MONEY,
    NO_PARTICIPANTS,
    ONLINE,
    OUTDOOR,
    PAUSED,
    RUNNING,
    Kind,
)
from cohesie_sim.rules.viability import (
    ViabilityParameters,
    attendance_ratio,
    despair_hazard,
    ending,
    found_chance,
    next_energy,
    next_reserve,
    next_support,
    weekly_balance,
)

P = ViabilityParameters(
    full_house=0.5,
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
# the mean of flexibility and bridging less one half, which the hypothesis may double
AUTONOMY = st.tuples(st.floats(-1, 1), st.floats(-1, 1)).map(sorted)
MODE = st.integers(INDOOR, PAUSED)
RESERVE = st.floats(-100, 100)
LUCK = st.floats(0, 1, exclude_max=True)
SWITCH = st.sampled_from([0.0, 1.0])


@pytest.mark.parametrize(
    ("attended", "room", "ratio"), [(7, 28, 0.5), (14, 28, 1.0), (28, 28, 1.0), (0, 0, 1.0), (0, 1, 0.0)]
)
def test_half_a_room_is_well_attended(attended: int, room: int, ratio: float) -> None:
    assert attendance_ratio(attended, Kind(room=room), P) == ratio


@pytest.mark.parametrize(("full_house", "ratio"), [(1.0, 0.25), (0.5, 0.5), (0.2, 1.0)])
def test_what_is_well_attended_depends_on_how_full_is_full(full_house: float, ratio: float) -> None:
    assert attendance_ratio(7, Kind(room=28), P._replace(full_house=full_house)) == ratio


def test_energy_moves_towards_what_feeds_it() -> None:
    # target 0.2 + 0.4 * 0.5 + 0.1 * 0.5 + 0.2 * 0.5 - 0.3 * 0.5 = 0.4; 0.6 + 0.1 * (0.4 - 0.6)
    assert next_energy(0.6, 0.5, 0.5, 0.5, 0.5, P) == pytest.approx(0.58)


@pytest.mark.parametrize(("autonomy", "energy"), [(-0.5, 0.56), (0.0, 0.57), (0.5, 0.58)])
def test_the_dependent_have_less_energy_and_the_independent_more_than_those_in_the_middle(
    autonomy: float, energy: float
) -> None:
    # target 0.2 + 0.4 * 0.5 + 0.1 * 0.5 - 0.3 * 0.5 = 0.3, less or more 0.2 * 0.5
    assert next_energy(0.6, 0.5, 0.5, autonomy, 0.5, P) == pytest.approx(energy)


def test_a_target_beyond_the_ends_counts_as_the_end() -> None:
    assert next_energy(1.0, 1.0, 1.0, 1.0, 0.0, P._replace(rest=0.5)) == 1.0  # 0.5 + 0.4 + 0.1 + 0.2
    assert next_energy(0.0, 0.0, 0.0, -1.0, 1.0, P._replace(rest=0.0)) == 0.0  # 0 - 0.2 - 0.3


@pytest.mark.parametrize(
    ("mode", "attendance", "fund", "expected"),
    [
        (PAUSED, 0.0, 0.0, 9.9),  # half of (0.4 - 0.6)
        (PAUSED, 0.0, 1.0, 10.0),  # made up for
        (PAUSED, 0.0, 0.5, 9.95),  # made up for in half
        (INDOOR, 0.0, 0.0, 9.9),  # an empty house loses as much
        (INDOOR, 0.5, 0.0, 9.9625),  # half of (0.4 + 0.65 * 0.5 - (0.6 + 0.4 * 0.5))
        (OUTDOOR, 0.5, 0.0, 9.9625),
        (DELIVERY, 0.5, 0.0, 9.9625),
        (ONLINE, 0.5, 0.0, 9.9),  # visitors, but none who pays
        (ONLINE, 1.0, 0.0, 9.9),
        (ONLINE, 1.0, 1.0, 10.0),
        (INDOOR, 0.5, 1.0, 10.0),
        (INDOOR, 1.0, 0.0, 10.025),  # half of (1.05 - 1)
        (INDOOR, 1.0, 1.0, 10.025),  # a fund takes nothing away
    ],
)
def test_money_of_a_half_formal_initiative(mode: int, attendance: float, fund: float, expected: float) -> None:
    assert next_reserve(10.0, weekly_balance(HALF_FORMAL, mode, attendance, P), fund, P) == pytest.approx(expected)


def test_the_reserve_of_a_formal_initiative_that_is_closed_runs_out_within_its_own_declared_weeks() -> None:
    # half a reserve of 13 weeks; 0.15 - 0.6 of the cost is lost every week: 6.5 / 0.45 = 14.4
    p, reserve, weeks = ViabilityParameters(), 6.5, 0
    while reserve >= 0.0:
        reserve, weeks = next_reserve(reserve, weekly_balance(Kind(formal=1.0), PAUSED, 0.0, p), 0.0, p), weeks + 1
    assert weeks == 15


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


@given(p=ANY, attended=st.tuples(st.integers(0, 300), st.integers(0, 300)).map(sorted), kind=KIND)
def test_attendance_is_a_share_that_visitors_raise(p: ViabilityParameters, attended: list[int], kind: Kind) -> None:
    assert 0.0 <= attendance_ratio(attended[0], kind, p) <= attendance_ratio(attended[1], kind, p) <= 1.0
    assert attendance_ratio(kind.room, kind, p) == 1.0


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


@given(p=ANY, kind=KIND, reserve=RESERVE, mode=MODE, attendance=SHARE)
def test_money_never_exceeds_the_largest_reserve_and_a_fund_makes_up_losses(
    p: ViabilityParameters, kind: Kind, reserve: float, mode: int, attendance: float
) -> None:
    reserve = min(reserve, p.reserve)
    balance = weekly_balance(kind, mode, attendance, p)
    alone, funded = (next_reserve(reserve, balance, fund, p) for fund in (0.0, 1.0))
    assert alone <= funded <= p.reserve
    assert funded == max(alone, reserve)


@given(p=ANY, kind=KIND, attendance=SHARE)
def test_online_visitors_bring_no_more_money_than_nobody(p: ViabilityParameters, kind: Kind, attendance: float) -> None:
    online = weekly_balance(kind, ONLINE, attendance, p)
    assert online == weekly_balance(kind, PAUSED, 0.0, p) == weekly_balance(kind, INDOOR, 0.0, p)


@given(p=ANY, kind=KIND, attendance=st.tuples(SHARE, SHARE).map(sorted))
def test_visitors_never_cost_more_than_they_bring(p: ViabilityParameters, kind: Kind, attendance: list[float]) -> None:
    few, many = (weekly_balance(kind, INDOOR, share, p) for share in attendance)
    assert many >= few - 1e-12


@given(p=ANY, kind=KIND, reserve=RESERVE, mode=st.sampled_from([INDOOR, OUTDOOR, DELIVERY]))
def test_a_full_house_loses_nothing(p: ViabilityParameters, kind: Kind, reserve: float, mode: int) -> None:
    reserve = min(reserve, p.reserve)
    assert next_reserve(reserve, weekly_balance(kind, mode, 1.0, p), 0.0, p) >= reserve - 1e-12


@given(p=ANY, kind=KIND, reserve=RESERVE, mode=MODE, attendance=SHARE, fund=SWITCH)
def test_without_running_costs_there_is_nothing_to_lose(
    p: ViabilityParameters, kind: Kind, reserve: float, mode: int, attendance: float, fund: float
) -> None:
    reserve = min(reserve, p.reserve)
    assert next_reserve(reserve, weekly_balance(kind._replace(formal=0.0), mode, attendance, p), fund, p) == reserve


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
