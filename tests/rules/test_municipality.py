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
    silo=0.3,
    brokered=0.1,
    speed=0.25,
    tire=0.04,
    recover=0.02,
    slow=13.0,
    threshold=1.2,
    least=1.0,
    memory=0.8,
    usual_memory=0.97,
)
ANY = st.from_type(MunicipalityParameters)
SHARE = st.floats(0, 1)
ORDERED = st.tuples(SHARE, SHARE).map(sorted)
SWITCH = st.sampled_from([0.0, 1.0])
PERSONS = st.floats(0, 100)


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
    assert next_usual(0.2, 3.0, 10.0, P) == pytest.approx(0.203)  # 0.97 * 0.2 + 0.03 * 3 / 10


@pytest.mark.parametrize(
    ("dossier", "met", "usual", "alarming"),
    [
        (3.39, 10.0, 0.2, False),  # 1.2 * 0.2 * 10 + 1 = 3.4
        (3.41, 10.0, 0.2, True),
        (3.41, 20.0, 0.2, False),  # as many among twice as many encounters: 1.2 * 0.2 * 20 + 1 = 5.8
        (5.81, 20.0, 0.2, True),
        (1.0, 10.0, 0.0, False),  # where trouble is unheard of, more than one person a week
        (1.01, 10.0, 0.0, True),
        (0.0, 0.0, 0.0, False),
    ],
)
def test_signals_alarm_when_they_exceed_the_usual_share_by_a_fifth_and_by_one_person(
    dossier: float, met: float, usual: float, alarming: bool
) -> None:
    assert is_alarming(dossier, met, usual, P) is alarming


def test_trouble_that_doubles_among_as_many_encounters_is_noticed_within_weeks() -> None:
    # encounters 20; after one week 0.8 * 4 + 0.2 * 8 = 4.8 signals and a usual share of 0.97 * 0.2 + 0.03 * 0.24
    # = 0.2012: 1.2 * 0.2012 * 20 + 1 = 5.8288; after two 5.44 and 0.203324: 5.879776; after three 5.952 and 0.206152:
    # 5.947658
    dossier, usual, alarms = 4.0, 0.2, []
    for _ in range(3):
        dossier = next_dossier(dossier, 8.0, P)
        usual = next_usual(usual, dossier, 20.0, P)
        alarms.append(is_alarming(dossier, 20.0, usual, P))
    assert usual == pytest.approx(0.206152, abs=1e-6)
    assert alarms == [False, False, True]


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


@given(p=ANY, remembered=PERSONS, persons=PERSONS)
def test_what_is_remembered_lies_between_the_old_and_the_new(
    p: MunicipalityParameters, remembered: float, persons: float
) -> None:
    after = next_dossier(remembered, persons, p)
    assert min(remembered, persons) - 1e-9 <= after <= max(remembered, persons) + 1e-9


@given(p=ANY, usual=SHARE, share=SHARE, met=st.floats(0.001, 100))
def test_the_usual_share_moves_towards_the_share_of_now_and_more_slowly_than_memory(
    p: MunicipalityParameters, usual: float, share: float, met: float
) -> None:
    after = next_usual(usual, share * met, met, p)
    assert min(usual, share) - 1e-9 <= after <= max(usual, share) + 1e-9
    assert abs(after - usual) <= abs(next_dossier(usual, share, p) - usual) + 1e-9


@given(p=ANY, usual=SHARE)
def test_what_was_usual_stays_so_while_nobody_is_met(p: MunicipalityParameters, usual: float) -> None:
    assert next_usual(usual, 0.0, 0.0, p) == usual


def _alarms(p: MunicipalityParameters, share: float, encounters: list[float], usual: float) -> list[bool]:
    """Return in which weeks there is alarm when a share of all encounters is trouble, after weeks without any."""
    dossier = met = 0.0
    alarms = []
    for persons in encounters:
        dossier, met = next_dossier(dossier, share * persons, p), next_dossier(met, persons, p)
        usual = next_usual(usual, dossier, met, p)
        alarms.append(is_alarming(dossier, met, usual, p))
    return alarms


@settings(max_examples=50)  # long ones
@given(p=ANY, share=SHARE, encounters=st.lists(PERSONS, min_size=1, max_size=60), more=st.floats(0, 1))
def test_where_trouble_has_always_been_as_common_or_more_there_is_no_alarm(
    p: MunicipalityParameters, share: float, encounters: list[float], more: float
) -> None:
    usual = share + more * (1.0 - share)
    assert not any(_alarms(p, share, encounters, usual))


@settings(max_examples=50)  # long ones
@given(p=ANY, share=SHARE, persons=PERSONS, factor=st.floats(0, 10), weeks=st.integers(1, 60))
def test_a_step_in_funding_raises_no_alarm_since_it_multiplies_encounters_and_signals_alike(
    p: MunicipalityParameters, share: float, persons: float, factor: float, weeks: int
) -> None:
    for step in (2.0, factor):
        assert not any(_alarms(p, share, [persons] * weeks + [step * persons] * weeks, share))


@given(p=ANY, dossier=PERSONS, met=PERSONS, usual=SHARE, more=PERSONS)
def test_more_signals_never_silence_an_alarm_and_more_encounters_never_raise_one(
    p: MunicipalityParameters, dossier: float, met: float, usual: float, more: float
) -> None:
    alarm = is_alarming(dossier, met, usual, p)
    assert is_alarming(dossier + more, met, usual, p) or not alarm
    assert alarm or not is_alarming(dossier, met + more, usual, p)


@given(p=ANY, met=PERSONS, usual=SHARE)
def test_without_signals_there_is_no_alarm(p: MunicipalityParameters, met: float, usual: float) -> None:
    assert not is_alarming(0.0, met, usual, p)
    assert not is_alarming(p.least, met, usual, p)
