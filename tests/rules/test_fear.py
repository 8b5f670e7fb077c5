"""Fear of infection and habituation to the threat."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohesie_sim.rules.fear import FearParameters, felt_threat, next_fear, next_habituation

P = FearParameters(half_threat=0.25, rise=0.5, fall=0.2, learn=0.04, forget=0.01)
ANY = st.from_type(FearParameters)
SHARE = st.floats(0, 1)


def test_a_quarter_of_the_peak_is_felt_as_five_eighths() -> None:
    assert felt_threat(0.25, P) == pytest.approx(0.625)  # 0.25 * 1.25 / (0.25 + 0.25)


def test_fear_rises_at_the_speed_of_rising() -> None:
    # target 0.8 * 1 * (1 - 0.5) = 0.4; 0.2 + 0.5 * (0.4 - 0.2)
    assert next_fear(0.2, 0.5, 0.8, 1.0, P) == pytest.approx(0.3)


def test_fear_falls_at_the_speed_of_falling() -> None:
    # target 0.4 again; 0.9 + 0.2 * (0.4 - 0.9)
    assert next_fear(0.9, 0.5, 0.8, 1.0, P) == pytest.approx(0.8)


def test_habituation_grows_with_what_is_felt_and_wears_off_with_what_is_not() -> None:
    # 0.5 + 0.04 * 0.75 * 0.5 - 0.01 * 0.25 * 0.5 = 0.5 + 0.015 - 0.00125
    assert next_habituation(0.5, 0.75, P) == pytest.approx(0.51375)


@given(p=ANY, threats=st.tuples(SHARE, SHARE).map(sorted))
def test_felt_threat_is_concave_and_never_falls_when_the_threat_rises(p: FearParameters, threats: list[float]) -> None:
    low, high = threats
    assert 0.0 <= felt_threat(low, p) <= felt_threat(high, p) + 1e-15
    assert felt_threat((low + high) / 2, p) >= (felt_threat(low, p) + felt_threat(high, p)) / 2 - 1e-15
    assert felt_threat(0.0, p) == 0.0
    assert felt_threat(1.0, p) == 1.0


@given(p=ANY, fear=SHARE, habituation=SHARE, susceptibility=SHARE, felt=SHARE)
def test_fear_and_habituation_stay_shares(
    p: FearParameters, fear: float, habituation: float, susceptibility: float, felt: float
) -> None:
    assert 0.0 <= next_fear(fear, habituation, susceptibility, felt, p) <= 1.0
    assert 0.0 <= next_habituation(habituation, felt, p) <= 1.0


@given(p=ANY, fear=SHARE, habituations=st.tuples(SHARE, SHARE).map(sorted), susceptibility=SHARE, felt=SHARE)
def test_who_is_used_to_the_threat_is_never_more_afraid(
    p: FearParameters, fear: float, habituations: list[float], susceptibility: float, felt: float
) -> None:
    fresh, used = (next_fear(fear, h, susceptibility, felt, p) for h in habituations)
    assert used <= fresh + 1e-15


@settings(max_examples=25)  # long ones
@given(p=ANY, fear=SHARE, habituation=SHARE, susceptibility=SHARE)
def test_without_threat_fear_decays_to_zero(
    p: FearParameters, fear: float, habituation: float, susceptibility: float
) -> None:
    for _ in range(400):  # the slowest fear keeps 95 % a week: 0.95 ** 400 = 1.2e-9
        fear = next_fear(fear, habituation, susceptibility, 0.0, p)
    assert fear < 1e-8


@given(p=ANY, habituation=st.floats(1e-6, 1))
def test_without_threat_habituation_decays(p: FearParameters, habituation: float) -> None:
    assert next_habituation(habituation, 0.0, p) < habituation


@given(p=ANY)
def test_fear_grows_faster_than_it_fades(p: FearParameters) -> None:
    grown = next_fear(0.0, 0.0, 1.0, 1.0, p)
    faded = 1.0 - next_fear(1.0, 0.0, 1.0, 0.0, p)
    assert grown >= faded


@given(p=ANY)
def test_more_than_half_of_the_alarm_is_felt_at_the_half_threat(p: FearParameters) -> None:
    assert felt_threat(p.half_threat, p) == pytest.approx((1 + p.half_threat) / 2)
