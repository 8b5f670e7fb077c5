"""The municipality: crisis mode, silos, decisions with a delay, and extra hours on a signal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.rules.municipality import (
    MunicipalityParameters,
    decision_delay,
    next_cooperation,
    next_dossier,
    next_fatigue,
    urgency,
)

P = MunicipalityParameters(silo=0.3, brokered=0.1, speed=0.25, tire=0.04, recover=0.02, slow=13.0, memory=0.9)
ANY = st.from_type(MunicipalityParameters)
SHARE = st.floats(0, 1)
ORDERED = st.tuples(SHARE, SHARE).map(sorted)
SWITCH = st.sampled_from([0.0, 1.0])


def test_urgency_is_the_larger_of_threat_and_closure() -> None:
    assert urgency(0.3, 0.8) == 0.8
    assert urgency(0.8, 0.3) == 0.8


@pytest.mark.parametrize(
    ("crisis_mode", "expected"),
    [
        (1.0, 0.3825),  # target 0.3 + 0.7 * 0.5 * 0.8 + 0.1 * 0.5 = 0.63; 0.3 + 0.25 * 0.33
        (0.0, 0.3125),  # target 0.35
    ],
)
def test_crisis_mode_makes_organisations_look_beyond_their_walls(crisis_mode: float, expected: float) -> None:
    assert next_cooperation(0.3, 0.5, 0.2, crisis_mode, 0.5, P) == pytest.approx(expected)


def test_cooperation_is_never_more_than_full() -> None:
    # the target 0.3 + 0.7 + 0.1 counts as 1; 0.6 + 0.25 * 0.4
    assert next_cooperation(0.6, 1.0, 0.0, 1.0, 1.0, P) == pytest.approx(0.7)


def test_fatigue_grows_while_it_is_urgent_and_recovers_while_it_is_not() -> None:
    # 0.5 + 0.04 * 0.75 * 0.5 - 0.02 * 0.25 * 0.5 = 0.5 + 0.015 - 0.0025
    assert next_fatigue(0.5, 0.75, P) == pytest.approx(0.5125)


def test_old_signals_count_for_less() -> None:
    assert next_dossier(4.0, 1.0, P) == pytest.approx(4.6)  # 0.9 * 4 + 1


@pytest.mark.parametrize(("cooperation", "weeks"), [(0.0, 13), (0.4, 8), (0.5, 7), (0.97, 1), (1.0, 1)])
def test_a_decision_takes_as_long_as_cooperation_lacks(cooperation: float, weeks: int) -> None:
    # 13 * (1 - 0.4) = 7.8 is 8 weeks, 6.5 is 7, 0.39 and 0 are one week
    assert decision_delay(cooperation, P) == weeks


@given(p=ANY, cooperation=SHARE, urgent=SHARE, fatigue=SHARE, crisis_mode=SWITCH, link=SHARE)
def test_cooperation_and_fatigue_stay_shares(
    p: MunicipalityParameters, cooperation: float, urgent: float, fatigue: float, crisis_mode: float, link: float
) -> None:
    assert 0.0 <= next_cooperation(cooperation, urgent, fatigue, crisis_mode, link, p) <= 1.0
    assert 0.0 <= next_fatigue(fatigue, urgent, p) <= 1.0


@given(p=ANY, cooperation=SHARE, urgent=ORDERED, fatigue=ORDERED, link=ORDERED)
def test_urgency_and_links_never_lower_cooperation_and_fatigue_never_raises_it(
    p: MunicipalityParameters, cooperation: float, urgent: list[float], fatigue: list[float], link: list[float]
) -> None:
    least = next_cooperation(cooperation, urgent[0], fatigue[1], 1.0, link[0], p)
    for more in (
        next_cooperation(cooperation, urgent[1], fatigue[1], 1.0, link[0], p),
        next_cooperation(cooperation, urgent[0], fatigue[0], 1.0, link[0], p),
        next_cooperation(cooperation, urgent[0], fatigue[1], 1.0, link[1], p),
    ):
        assert least <= more + 1e-12


@given(p=ANY, cooperation=SHARE, urgent=SHARE, fatigue=SHARE, link=SHARE)
def test_without_crisis_mode_urgency_changes_nothing(
    p: MunicipalityParameters, cooperation: float, urgent: float, fatigue: float, link: float
) -> None:
    calm = next_cooperation(cooperation, 0.0, fatigue, 0.0, link, p)
    assert next_cooperation(cooperation, urgent, fatigue, 0.0, link, p) == calm


@given(p=ANY, cooperation=SHARE)
def test_in_normal_times_the_silos_are_back(p: MunicipalityParameters, cooperation: float) -> None:
    for _ in range(400):  # the slowest keeps 95 % of the distance a week: 0.95 ** 400 = 1.2e-9
        cooperation = next_cooperation(cooperation, 0.0, 0.0, 1.0, 0.0, p)
    assert cooperation == pytest.approx(p.silo, abs=1e-8)


@given(p=ANY, cooperation=ORDERED)
def test_better_cooperation_never_lengthens_a_delay(p: MunicipalityParameters, cooperation: list[float]) -> None:
    slow, fast = (decision_delay(c, p) for c in cooperation)
    assert 1 <= fast <= slow <= p.slow + 0.5


@given(p=ANY, dossier=st.floats(0, 100), signals=st.floats(0, 100))
def test_signals_add_up_and_are_forgotten(p: MunicipalityParameters, dossier: float, signals: float) -> None:
    assert signals <= next_dossier(dossier, signals, p) <= dossier + signals
    for _ in range(2000):  # the longest memory keeps 99 % a week: 0.99 ** 2000 = 2e-9
        dossier = next_dossier(dossier, 0.0, p)
    assert dossier < 1e-6
