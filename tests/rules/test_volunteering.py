"""Established volunteering: workload, strain, quitting, recruiting, and volunteering elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.rules.volunteering import (
    VolunteeringParameters,
    elsewhere_chance,
    next_strain,
    quit_chance,
    recruit_chance,
)

P = VolunteeringParameters(
    usual_hours=4.0,
    load=0.6,
    board_load=1.5,
    fear=0.5,
    advice=0.4,
    gone=0.4,
    idle=0.2,
    relief=0.4,
    speed=0.1,
    turnover=0.003,
    burn=0.03,
    recruit=0.03,
    elsewhere=0.5,
    elsewhere_closed=0.8,
    elsewhere_wary=0.5,
)
ANY = st.from_type(VolunteeringParameters)
SHARE = st.floats(0, 1)
ORDERED = st.tuples(SHARE, SHARE).map(sorted)
HOURS = st.floats(0, 80)
SWITCH = st.sampled_from([0.0, 1.0])


@pytest.mark.parametrize(
    ("board", "paused", "expected"),
    [
        # load 0.6 * (6 / 4 - 1) * (1 - 0.4 * 0.5) = 0.24; fear 0.5 * 0.4 * 0.5 * 0.6 = 0.06; gone 0.4 * 0.25 = 0.1
        (False, False, 0.22),  # 0.2 + 0.1 * (0.4 - 0.2)
        (True, False, 0.232),  # load 0.36, target 0.52
        (False, True, 0.24),  # and 0.2 for being idle, target 0.6
    ],
)
def test_strain_moves_towards_load_fear_loss_and_idleness(board: bool, paused: bool, expected: float) -> None:
    assert next_strain(0.2, 6.0, board, 0.4, 0.5, 1.0, 0.25, paused, 0.5, P) == pytest.approx(expected)


def test_the_usual_hours_are_no_strain() -> None:
    assert next_strain(0.5, 4.0, True, 0.0, 1.0, 0.0, 0.0, False, 0.0, P) == pytest.approx(0.45)  # 0.5 - 0.1 * 0.5


def test_strain_is_never_more_than_full() -> None:
    # a load of 0.6 * 19 counts as 1; 0.5 + 0.1 * 0.5
    assert next_strain(0.5, 80.0, True, 1.0, 1.0, 0.0, 1.0, True, 0.0, P) == pytest.approx(0.55)


def test_quitting_grows_with_the_square_of_strain() -> None:
    assert quit_chance(0.5, P) == pytest.approx(0.0105)  # 0.003 + 0.03 * 0.25
    assert quit_chance(1.0, P) == pytest.approx(0.033)  # 0.003 + 0.03


def test_vacancies_support_and_bridging_recruit() -> None:
    assert recruit_chance(0.5, 0.2, 0.5, 0.25, P) == pytest.approx(0.021)  # 0.03 * 0.5 * 0.8 * 1.75


def test_volunteering_elsewhere_needs_open_rooms_and_courage() -> None:
    assert elsewhere_chance(0.5, 0.4, P) == pytest.approx(0.24)  # 0.5 * (1 - 0.8 * 0.5) * (1 - 0.5 * 0.4)


@given(
    p=ANY,
    strain=SHARE,
    hours=st.tuples(HOURS, HOURS).map(sorted),
    board=st.booleans(),
    fear=ORDERED,
    exposure=ORDERED,
    advice=SWITCH,
    missing=ORDERED,
    paused=st.booleans(),
    support=ORDERED,
)
def test_strain_is_a_share_that_every_burden_raises_and_advice_and_support_lower(
    p: VolunteeringParameters,
    strain: float,
    hours: list[float],
    board: bool,
    fear: list[float],
    exposure: list[float],
    advice: float,
    missing: list[float],
    paused: bool,
    support: list[float],
) -> None:
    light = (hours[0], board, fear[0], exposure[0], advice, missing[0], paused, support[1])
    heavy = (hours[1], True, fear[1], exposure[1], 0.0, missing[1], True, support[0])
    after: Callable[..., float] = next_strain
    least = after(strain, *light, p)
    assert 0.0 <= least <= 1.0
    for which, burden in enumerate(heavy):
        more = after(strain, *light[:which], burden, *light[which + 1 :], p)
        assert least <= more + 1e-15 <= 1.0 + 1e-15


@given(p=ANY, strain=SHARE, hours=HOURS, board=st.booleans(), missing=SHARE, support=ORDERED)
def test_more_support_never_raises_the_chance_of_quitting(
    p: VolunteeringParameters, strain: float, hours: float, board: bool, missing: float, support: list[float]
) -> None:
    alone, supported = (
        quit_chance(next_strain(strain, hours, board, 0.5, 1.0, 0.0, missing, False, s, p), p) for s in support
    )
    assert 0.0 <= supported <= alone + 1e-15 <= 1.0


@given(p=ANY, strain=ORDERED)
def test_quitting_is_a_probability_that_grows_with_strain(p: VolunteeringParameters, strain: list[float]) -> None:
    assert p.turnover <= quit_chance(strain[0], p) <= quit_chance(strain[1], p) <= 1.0


@given(p=ANY, vacant=ORDERED, fear=ORDERED, support=ORDERED, bridging=st.tuples(st.floats(0, 2), SHARE).map(sorted))
def test_recruiting_is_a_probability_with_a_direction_in_every_argument(
    p: VolunteeringParameters, vacant: list[float], fear: list[float], support: list[float], bridging: list[float]
) -> None:
    least = recruit_chance(vacant[0], fear[1], support[0], bridging[0], p)
    assert least >= 0.0
    for more in (
        recruit_chance(vacant[1], fear[1], support[0], bridging[0], p),
        recruit_chance(vacant[0], fear[0], support[0], bridging[0], p),
        recruit_chance(vacant[0], fear[1], support[1], bridging[0], p),
        recruit_chance(vacant[0], fear[1], support[0], bridging[1], p),
    ):
        assert least <= more <= 1.0
    assert recruit_chance(0.0, fear[0], support[1], bridging[1], p) == 0.0


@given(p=ANY, closed=ORDERED, fear=ORDERED)
def test_volunteering_elsewhere_is_a_probability_that_closure_and_fear_lower(
    p: VolunteeringParameters, closed: list[float], fear: list[float]
) -> None:
    least = elsewhere_chance(closed[1], fear[1], p)
    assert 0.0 <= least <= elsewhere_chance(closed[0], fear[1], p) <= elsewhere_chance(closed[0], fear[0], p) <= 1.0
