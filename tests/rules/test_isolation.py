"""Objective isolation and being known."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohesie_sim.rules.isolation import (
    IsolationParameters,
    faded_familiarity,
    grown_familiarity,
    is_isolated,
    is_known,
    next_frequency,
)

P = IsolationParameters(
    memory=0.25, weekly=0.9, gain=0.35, by_phone=0.4, fade=0.02, known=0.3, initiative_weeks=13, professional_weeks=26
)
ANY = st.from_type(IsolationParameters)
SHARE = st.floats(0, 1)
FREQUENCY = st.floats(0, 50)
WEEKS = st.integers(0, 500)
LONG_AGO = 10_000


def test_a_week_counts_for_a_quarter() -> None:
    assert next_frequency(1.0, 3, P) == pytest.approx(1.5)  # 1 + 0.25 * (3 - 1)


@pytest.mark.parametrize(
    ("family", "friends", "neighbours", "isolated"),
    [(0.89, 0.89, 0.89, True), (0.9, 0.0, 0.0, False), (0.0, 0.9, 0.0, False), (0.0, 0.0, 0.9, False)],
)
def test_one_weekly_contact_is_enough(family: float, friends: float, neighbours: float, isolated: bool) -> None:
    assert is_isolated(family, friends, neighbours, P) is isolated


def test_familiarity_fades_and_grows() -> None:
    assert faded_familiarity(0.5, P) == pytest.approx(0.49)  # 0.5 * (1 - 0.02)
    assert grown_familiarity(0.2, True, P) == pytest.approx(0.48)  # 0.2 + 0.35 * (1 - 0.2)
    assert grown_familiarity(0.2, False, P) == pytest.approx(0.312)  # 0.2 + 0.4 * 0.35 * (1 - 0.2)


def test_one_meeting_makes_known_and_one_call_does_not() -> None:
    p = IsolationParameters()
    assert grown_familiarity(0.0, True, p) >= p.known > grown_familiarity(0.0, False, p)


@pytest.mark.parametrize(
    ("familiarity", "initiative", "professional", "known"),
    [
        (0.3, LONG_AGO, LONG_AGO, True),
        (0.29, LONG_AGO, LONG_AGO, False),
        (0.0, 12, LONG_AGO, True),
        (0.0, 13, LONG_AGO, False),
        (0.0, LONG_AGO, 25, True),
        (0.0, LONG_AGO, 26, False),
    ],
)
def test_each_of_three_can_know_a_resident(familiarity: float, initiative: int, professional: int, known: bool) -> None:
    assert is_known(familiarity, initiative, professional, P) is known


@given(p=ANY, frequency=FREQUENCY, contacts=st.integers(0, 50))
def test_the_remembered_frequency_lies_between_what_was_and_what_is(
    p: IsolationParameters, frequency: float, contacts: int
) -> None:
    after = next_frequency(frequency, contacts, p)
    assert min(frequency, contacts) - 1e-12 <= after <= max(frequency, contacts) + 1e-12
    assert after >= 0.0


@settings(max_examples=25)  # long ones
@given(p=ANY, frequency=FREQUENCY, contacts=st.integers(0, 20))
def test_a_steady_rhythm_is_remembered_as_it_is(p: IsolationParameters, frequency: float, contacts: int) -> None:
    for _ in range(400):  # the slowest memory keeps 90 % a week: 0.9 ** 400 = 5e-19
        frequency = next_frequency(frequency, contacts, p)
    assert frequency == pytest.approx(contacts, abs=1e-9)


@given(p=ANY)
def test_contact_every_week_is_weekly_contact(p: IsolationParameters) -> None:
    assert not is_isolated(next_frequency(1.0, 1, p), 0.0, 0.0, p)


@given(p=ANY, frequencies=st.tuples(FREQUENCY, FREQUENCY, FREQUENCY), more=FREQUENCY, which=st.integers(0, 2))
def test_more_contact_never_isolates(
    p: IsolationParameters, frequencies: tuple[float, float, float], more: float, which: int
) -> None:
    richer = list(frequencies)
    richer[which] += more
    assert is_isolated(*frequencies, p) or not is_isolated(richer[0], richer[1], richer[2], p)


@given(p=ANY, familiarity=SHARE, in_person=st.booleans())
def test_familiarity_stays_a_share_grows_with_contact_and_fades_without(
    p: IsolationParameters, familiarity: float, in_person: bool
) -> None:
    grown = grown_familiarity(familiarity, in_person, p)
    assert 0.0 <= faded_familiarity(familiarity, p) <= familiarity <= grown <= 1.0


@given(p=ANY, familiarity=SHARE)
def test_a_call_adds_the_declared_part_of_what_a_meeting_adds(p: IsolationParameters, familiarity: float) -> None:
    met, called = (grown_familiarity(familiarity, in_person, p) - familiarity for in_person in (True, False))
    assert called == pytest.approx(p.by_phone * met, abs=1e-12)
    assert called <= met


@settings(max_examples=25)  # long ones
@given(p=ANY, familiarity=SHARE)
def test_familiarity_without_contact_decays_to_nothing(p: IsolationParameters, familiarity: float) -> None:
    for _ in range(3000):  # the slowest keeps 99.5 % a week: 0.995 ** 3000 = 3e-7
        familiarity = faded_familiarity(familiarity, p)
    assert familiarity < 1e-6


@given(p=ANY, familiarity=st.tuples(SHARE, SHARE).map(sorted), initiative=WEEKS, professional=WEEKS, later=WEEKS)
def test_who_is_known_stays_known_when_familiarity_is_higher_or_the_contact_more_recent(
    p: IsolationParameters, familiarity: list[float], initiative: int, professional: int, later: int
) -> None:
    known = is_known(familiarity[0], initiative + later, professional + later, p)
    assert not known or is_known(familiarity[1], initiative, professional, p)
