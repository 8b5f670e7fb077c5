"""The municipality: crisis mode, silos, decisions with a delay, and extra hours on a signal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohesie_sim.rules.municipality import (
    MunicipalityParameters,
    decision_delay,
    is_alarming,
    next_cooperation,
    next_dossier,
    next_fatigue,
    next_usual,
    urgency,
)

P = MunicipalityParameters(
    silo=0.3, brokered=0.1, speed=0.25, tire=0.04, recover=0.02, slow=13.0, threshold=1.2, memory=0.8, usual_memory=0.97
)
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
    assert next_dossier(4.0, 1.0, P) == pytest.approx(3.4)  # 0.8 * 4 + 0.2 * 1
    assert next_usual(4.0, 1.0, P) == pytest.approx(3.91)  # 0.97 * 4 + 0.03 * 1


@pytest.mark.parametrize(("dossier", "usual", "alarming"), [(2.39, 2.0, False), (2.41, 2.0, True), (0.0, 0.0, False)])
def test_signals_alarm_when_they_exceed_the_usual_by_a_fifth(dossier: float, usual: float, alarming: bool) -> None:
    assert is_alarming(dossier, usual, P) is alarming


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


@settings(max_examples=25)  # long ones
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
def test_remembered_and_usual_signals_lie_between_the_old_and_the_new_and_the_usual_moves_less(
    p: MunicipalityParameters, dossier: float, signals: float
) -> None:
    low, high = sorted((dossier, signals))
    remembered, usual = next_dossier(dossier, signals, p), next_usual(dossier, signals, p)
    assert low - 1e-9 <= remembered <= high + 1e-9
    assert low - 1e-9 <= usual <= high + 1e-9
    assert abs(usual - dossier) <= abs(remembered - dossier) + 1e-9


@settings(max_examples=25)  # long ones
@given(p=ANY, weeks=st.integers(1, 300))
def test_what_has_always_been_so_never_alarms(p: MunicipalityParameters, weeks: int) -> None:
    dossier = usual = 3.0
    for _ in range(weeks):
        dossier, usual = next_dossier(dossier, 3.0, p), next_usual(usual, 3.0, p)
        assert not is_alarming(dossier, usual, p)


@given(p=ANY, usual=st.floats(0, 100))
def test_without_signals_there_is_no_alarm(p: MunicipalityParameters, usual: float) -> None:
    assert not is_alarming(0.0, usual, p)
