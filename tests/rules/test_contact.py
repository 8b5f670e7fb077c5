"""Contact with family, friends, work or school, and in public places."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohesie_sim.rules.contact import (
    ContactParameters,
    call_rate,
    contact_count,
    meeting_rate,
    meetings_and_calls,
    outside_rate,
)

P = ContactParameters(remote_share=0.4, wariness=0.5, substitution_online=0.9, substitution_offline=0.5)
ANY = st.from_type(ContactParameters)
SHARE = st.floats(0, 1)
RATE = st.floats(0, 50)
ORDERED = st.tuples(SHARE, SHARE).map(sorted)
LUCK = st.floats(0, 1, exclude_max=True)


def test_meetings_in_a_half_open_week_of_some_fear() -> None:
    # 10 * (1 - 0.4) * 0.5 * (1 - 0.5 * 0.4) = 10 * 0.6 * 0.5 * 0.8
    assert meeting_rate(10.0, 0.5, 0.4, P) == pytest.approx(2.4)


@pytest.mark.parametrize(("online", "calls"), [(True, 7.24), (False, 5.8)])
def test_calls_replace_part_of_the_lost_meetings(online: bool, calls: float) -> None:
    # 10 * 0.4 + s * (6 - 2.4) with s = 0.9 online and 0.5 offline
    assert call_rate(10.0, 2.4, online, P) == pytest.approx(calls)


def test_contacts_outside_are_face_to_face_only() -> None:
    assert outside_rate(20.0, 0.25, 0.5, P) == pytest.approx(3.75)  # 20 * 0.25 * (1 - 0.5 * 0.5)


@pytest.mark.parametrize(
    ("rate", "u", "count"),
    [(2.3, 0.69, 2), (2.3, 0.71, 3), (0.0, 0.999, 0), (1.0, 0.0, 1), (1.0, 0.999, 1), (0.4, 0.7, 1)],
)
def test_a_count_is_the_rate_plus_luck_rounded_down(rate: float, u: float, count: int) -> None:
    assert contact_count(rate, u) == count


@pytest.mark.parametrize(
    ("u", "both"),
    [
        (0.0, (0, 1)),  # 0.6 and 1.0 rounded down
        (0.39, (0, 1)),
        (0.41, (1, 0)),  # the meeting comes about, and no call is missing
        (0.999, (1, 0)),
    ],
)
def test_a_week_of_weekly_contact_has_either_the_meeting_or_the_call(u: float, both: tuple[int, int]) -> None:
    assert meetings_and_calls(0.6, 0.4, u) == both


@pytest.mark.parametrize(("u", "both"), [(0.0, (1, 2)), (0.25, (1, 3)), (0.5, (2, 2)), (0.999, (2, 2))])
def test_calls_are_what_is_missing_to_the_sum(u: float, both: tuple[int, int]) -> None:
    assert meetings_and_calls(1.5, 2.25, u) == both  # meetings from u = 0.5 on are 2; the sum from u = 0.25 on is 4


@given(met=RATE, called=RATE, u=LUCK)
def test_calls_are_never_negative_and_the_sum_is_as_regular_as_each(met: float, called: float, u: float) -> None:
    meetings, calls = meetings_and_calls(met, called, u)
    assert meetings == contact_count(met, u)
    assert calls >= 0
    assert math.floor(met + called) <= meetings + calls <= math.floor(met + called) + 1
    assert abs(meetings - met) <= 1.0
    assert abs(meetings + calls - (met + called)) <= 1.0


@settings(max_examples=25)  # long ones
@given(met=st.floats(0, 20), called=st.floats(0, 20))
def test_the_mean_numbers_of_meetings_and_calls_are_their_rates(met: float, called: float) -> None:
    n = 500  # evenly spaced draws: each mean is off by at most one draw, and calls are a difference of two
    weeks = [meetings_and_calls(met, called, (k + 0.5) / n) for k in range(n)]
    assert sum(meetings for meetings, _ in weeks) / n == pytest.approx(met, abs=1 / n)
    assert sum(calls for _, calls in weeks) / n == pytest.approx(called, abs=2 / n)


@given(p=ANY, usual=st.floats(1.0, 20), open_share=SHARE, fear=SHARE, online=st.booleans(), u=LUCK)
def test_whoever_calls_for_every_lost_meeting_keeps_the_usual_number_to_within_one(
    p: ContactParameters, usual: float, open_share: float, fear: float, online: bool, u: float
) -> None:
    p = p._replace(substitution_online=1.0, substitution_offline=1.0)
    met = meeting_rate(usual, open_share, fear, p)
    week = meetings_and_calls(met, call_rate(usual, met, online, p), u)
    assert abs(sum(week) - usual) <= 1.0 + 1e-9


@settings(max_examples=25)  # long ones
@given(rate=st.floats(0, 20))
def test_the_mean_count_is_the_rate(rate: float) -> None:
    n = 500  # evenly spaced draws: the mean is off by at most one draw
    counts = [contact_count(rate, (k + 0.5) / n) for k in range(n)]
    assert sum(counts) / n == pytest.approx(rate, abs=1 / n)
    assert max(counts) - min(counts) <= 1


@given(rate=st.floats(1, 50), u=LUCK)
def test_a_rate_of_one_means_contact_every_week(rate: float, u: float) -> None:
    assert contact_count(rate, u) >= 1


@given(p=ANY, usual=RATE, open_share=SHARE, fear=SHARE, online=st.booleans())
def test_rates_are_never_negative_and_never_exceed_what_is_usual(
    p: ContactParameters, usual: float, open_share: float, fear: float, online: bool
) -> None:
    met = meeting_rate(usual, open_share, fear, p)
    called = call_rate(usual, met, online, p)
    assert met >= 0.0
    assert called >= usual * p.remote_share - 1e-12
    assert met + called <= usual * (1 + 1e-12)
    assert 0.0 <= outside_rate(usual, open_share, fear, p) <= usual


@given(p=ANY, usual=RATE, online=st.booleans())
def test_in_normal_times_everything_is_as_usual(p: ContactParameters, usual: float, online: bool) -> None:
    met = meeting_rate(usual, 1.0, 0.0, p)
    assert met + call_rate(usual, met, online, p) == pytest.approx(usual)
    assert outside_rate(usual, 1.0, 0.0, p) == usual


@given(p=ANY, usual=RATE, open_share=ORDERED, fear=ORDERED)
def test_more_closed_or_more_fear_never_means_more_meetings(
    p: ContactParameters, usual: float, open_share: list[float], fear: list[float]
) -> None:
    for rate in (meeting_rate, outside_rate):
        assert rate(usual, open_share[0], fear[0], p) <= rate(usual, open_share[1], fear[0], p)
        assert rate(usual, open_share[0], fear[1], p) <= rate(usual, open_share[0], fear[0], p)


@given(p=ANY, usual=RATE, open_share=ORDERED, fear=SHARE, online=st.booleans())
def test_calls_never_make_up_for_more_than_was_lost(
    p: ContactParameters, usual: float, open_share: list[float], fear: float, online: bool
) -> None:
    fewer, more = (meeting_rate(usual, share, fear, p) for share in open_share)
    calls, fewer_calls = call_rate(usual, fewer, online, p), call_rate(usual, more, online, p)
    assert -1e-12 <= calls - fewer_calls <= more - fewer + 1e-12
