"""Trust: whether a resident expects something good from the neighbourhood and its institutions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohesie_sim.rules.trust import TrustParameters, next_trust, usual_trust

P = TrustParameters(usual=0.6, strained=0.5, back=0.1, gain=0.1, by_phone=0.4, helped=0.2, harm=0.5, patience=4)
ANY = st.from_type(TrustParameters)
SHARE = st.floats(0, 1)
ORDERED = st.tuples(SHARE, SHARE).map(sorted)
WEEKS = st.integers(0, 60)
CONTACTS = st.integers(0, 5)
WEEK = st.tuples(CONTACTS, CONTACTS, st.booleans(), WEEKS, SHARE)
Week = tuple[int, int, bool, int, float]  # met, called, helped, weeks of a need, lasting


def test_usual_trust_depends_on_means() -> None:
    assert usual_trust(True, P) == 0.5
    assert usual_trust(False, P) == 0.6


@pytest.mark.parametrize(
    ("met", "called", "helped", "need_weeks", "expected"),
    [
        (0, 0, False, 4, 0.42),  # 0.4 + 0.1 * (0.6 - 0.4)
        (1, 0, False, 4, 0.478),  # + 0.1 * 0.58
        (3, 0, False, 4, 0.478),  # more than one counts as one
        (0, 1, False, 4, 0.4432),  # + 0.4 * 0.1 * 0.58
        (0, 3, False, 4, 0.4432),
        (1, 2, False, 4, 0.478),  # both together are a meeting
        (0, 0, True, 4, 0.536),  # 0.42 + 0.2 * 0.58
        (0, 0, False, 5, 0.21),  # 0.42 * (1 - 0.5)
        (1, 0, True, 5, 0.2912),  # 0.478 + 0.2 * 0.522 = 0.5824, and half of that
    ],
)
def test_what_a_week_does_to_trust(met: int, called: int, helped: bool, need_weeks: int, expected: float) -> None:
    assert next_trust(0.4, 0.6, met, called, helped, need_weeks, 1.0, P) == pytest.approx(expected)


@pytest.mark.parametrize(("met", "called", "expected"), [(1, 0, 0.449), (0, 1, 0.4316)])
def test_half_a_lasting_effect_is_half_the_gain(met: int, called: int, expected: float) -> None:
    # 0.42 + 0.5 * 0.1 * 0.58, and 0.4 of that gain by telephone
    assert next_trust(0.4, 0.6, met, called, False, 0, 0.5, P) == pytest.approx(expected)


@given(p=ANY, trust=SHARE, usual=SHARE, week=WEEK)
def test_trust_stays_a_share(p: TrustParameters, trust: float, usual: float, week: Week) -> None:
    assert 0.0 <= next_trust(trust, usual, *week, p) <= 1.0


@given(p=ANY, trust=ORDERED, usual=SHARE, week=WEEK)
def test_contact_and_help_never_lower_trust_and_an_unmet_need_never_raises_it(
    p: TrustParameters, trust: list[float], usual: float, week: Week
) -> None:
    met, called, helped, need_weeks, lasting = week
    now = next_trust(trust[0], usual, *week, p)
    assert next_trust(trust[1], usual, *week, p) >= now - 1e-15
    assert next_trust(trust[0], usual, met + 1, called, helped, need_weeks, lasting, p) >= now
    assert next_trust(trust[0], usual, met, called + 1, helped, need_weeks, lasting, p) >= now
    assert next_trust(trust[0], usual, met, called, True, need_weeks, lasting, p) >= now
    assert next_trust(trust[0], usual, met, called, helped, need_weeks + 1, lasting, p) <= now


@given(p=ANY, trust=SHARE, usual=SHARE, week=WEEK)
def test_a_meeting_outweighs_any_calls_and_calls_add_nothing_to_it(
    p: TrustParameters, trust: float, usual: float, week: Week
) -> None:
    _, called, helped, need_weeks, lasting = week
    meeting = next_trust(trust, usual, 1, 0, helped, need_weeks, lasting, p)
    assert next_trust(trust, usual, 0, called, helped, need_weeks, lasting, p) <= meeting
    assert next_trust(trust, usual, 1, called, helped, need_weeks, lasting, p) == meeting


@given(p=ANY, trust=SHARE, usual=SHARE, lasting=SHARE)
def test_a_call_gives_the_declared_part_of_what_a_meeting_gives(
    p: TrustParameters, trust: float, usual: float, lasting: float
) -> None:
    alone, met, called = (
        next_trust(trust, usual, *contacts, False, 0, lasting, p) for contacts in ((0, 0), (1, 0), (0, 1))
    )
    assert called - alone == pytest.approx(p.by_phone * (met - alone), abs=1e-12)


@settings(max_examples=25)  # long ones
@given(p=ANY, trust=SHARE, strained=st.booleans())
def test_left_alone_trust_returns_to_what_is_usual(p: TrustParameters, trust: float, strained: bool) -> None:
    usual = usual_trust(strained, p)
    for _ in range(8000):  # the slowest keeps 99.8 % of the distance a week: 0.998 ** 8000 = 1e-7
        trust = next_trust(trust, usual, 0, 0, False, 0, 1.0, p)
    assert trust == pytest.approx(usual, abs=1e-6)


@given(p=ANY, trust=SHARE, usual=SHARE, met=CONTACTS, called=CONTACTS)
def test_without_a_lasting_effect_a_contact_leaves_no_trace(
    p: TrustParameters, trust: float, usual: float, met: int, called: int
) -> None:
    alone = next_trust(trust, usual, 0, 0, False, 0, 0.0, p)
    assert next_trust(trust, usual, met, called, False, 0, 0.0, p) == alone


@given(p=ANY)
def test_trust_of_those_who_struggle_is_never_higher(p: TrustParameters) -> None:
    assert usual_trust(True, p) <= usual_trust(False, p)
