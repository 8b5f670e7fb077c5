"""Adaptation: the mode in which an initiative runs, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cohesie_sim.kinds import DELIVERY, INDOOR, ONLINE, OUTDOOR, PAUSED, Kind
from cohesie_sim.rules.adaptation import (
    AdaptationParameters,
    adapt_chance,
    chosen_mode,
    least_openness,
    mode_openness,
    seats_now,
)

P = AdaptationParameters(least_open=0.25, stretch=0.8, advice_open=0.2, autonomous=0.1, supported=0.2, steered=0.04)
CLUB = Kind(home=INDOOR, second=OUTDOOR, third=ONLINE)
WALKERS = Kind(home=OUTDOOR, second=OUTDOOR, third=OUTDOOR)
ANY = st.from_type(AdaptationParameters)
KIND = st.from_type(Kind)
SHARE = st.floats(0, 1)
LUCK = st.floats(0, 1, exclude_max=True)
AUTONOMY = st.floats(0, 2)  # the hypothesis may double it


@pytest.mark.parametrize(
    ("mode", "advice", "expected"),
    [
        (INDOOR, 0.0, 0.1),
        (INDOOR, 1.0, 0.28),  # 0.1 + 0.2 * 0.9
        (OUTDOOR, 1.0, 0.4),  # 0.5 * 0.8
        (DELIVERY, 0.0, 1.0),
        (ONLINE, 0.0, 1.0),
        (PAUSED, 1.0, 0.0),
    ],
)
def test_what_each_mode_allows(mode: int, advice: float, expected: float) -> None:
    assert mode_openness(mode, 0.1, 0.5, 0.8, advice, P) == pytest.approx(expected)


def test_chance_of_change_adds_flexibility_support_and_steering() -> None:
    assert adapt_chance(0.02, 0.5, 0.25, 1.0, P) == pytest.approx(0.16)  # 0.02 + 0.1 * 0.5 + 0.2 * 0.25 + 0.04 * 1


@pytest.mark.parametrize(
    ("flexibility", "autonomy", "least"),
    [
        (0.5, 1.0, 0.25),
        (1.0, 1.0, 0.15),  # 0.25 * (1 - 0.8 * 0.5)
        (0.0, 1.0, 0.35),  # 0.25 * (1 + 0.8 * 0.5)
        (0.75, 2.0, 0.15),  # twice as far from the middle
        (1.0, 2.0, 0.05),  # 0.25 * (1 - 0.8)
        (0.0, 0.0, 0.25),
        (1.0, 3.0, 0.025),  # a tenth of the limit at least
    ],
)
def test_flexible_initiatives_go_on_with_fewer_seats(flexibility: float, autonomy: float, least: float) -> None:
    assert least_openness(flexibility, autonomy, P) == pytest.approx(least)


@pytest.mark.parametrize(
    ("mode", "open_modes", "u", "expected"),
    [
        (INDOOR, (0.25, 1.0, 1.0), 0.9, INDOOR),  # home is just possible: it stays there
        (PAUSED, (1.0, 1.0, 1.0), 0.4, INDOOR),  # and resumes there
        (PAUSED, (1.0, 1.0, 1.0), 0.5, PAUSED),  # unless luck says: not yet
        (OUTDOOR, (1.0, 1.0, 1.0), 0.4, INDOOR),
        (OUTDOOR, (1.0, 1.0, 1.0), 0.5, OUTDOOR),
        (INDOOR, (0.24, 0.25, 1.0), 0.4, OUTDOOR),  # home is impossible: the second mode
        (INDOOR, (0.24, 1.0, 1.0), 0.5, PAUSED),
        (INDOOR, (0.24, 0.24, 0.25), 0.4, ONLINE),  # or the third
        (INDOOR, (0.24, 0.24, 0.24), 0.0, PAUSED),
        (OUTDOOR, (0.24, 0.25, 1.0), 0.9, OUTDOOR),  # it keeps the way it found
        (ONLINE, (0.24, 1.0, 1.0), 0.4, ONLINE),
        (ONLINE, (0.24, 0.24, 0.25), 0.9, ONLINE),
        (OUTDOOR, (0.24, 0.24, 1.0), 0.4, ONLINE),  # while that is possible
        (OUTDOOR, (0.24, 0.24, 1.0), 0.5, PAUSED),
    ],
)
def test_the_mode_that_is_chosen(mode: int, open_modes: tuple[float, float, float], u: float, expected: int) -> None:
    assert chosen_mode(mode, CLUB, *open_modes, u, 0.5, 0.25) == expected


def test_who_has_no_other_way_pauses() -> None:
    assert chosen_mode(OUTDOOR, WALKERS, 0.24, 0.24, 0.24, 0.0, 1.0, 0.25) == PAUSED


@pytest.mark.parametrize(("least", "expected"), [(0.15, INDOOR), (0.25, PAUSED)])
def test_what_is_too_little_for_one_is_enough_for_another(least: float, expected: int) -> None:
    assert chosen_mode(INDOOR, CLUB, 0.2, 0.2, 0.2, 0.9, 0.5, least) == expected


@pytest.mark.parametrize(
    ("mode", "share", "seats"),
    [(INDOOR, 0.5, 35), (INDOOR, 0.51, 35), (INDOOR, 0.1, 24), (DELIVERY, 1.0, 70), (PAUSED, 1.0, 0)],
)
def test_seats_of_a_huiskamer(mode: int, share: float, seats: int) -> None:
    # 70 seats and 24 small: 70 * 0.51 = 35.7 is 35; 70 * 0.1 = 7 is below 24
    assert seats_now(Kind(seats=70, small=24), mode, share) == seats


@given(
    p=ANY,
    mode=st.integers(INDOOR, PAUSED),
    inside=SHARE,
    outside=SHARE,
    comfort=SHARE,
    advice=st.sampled_from([0.0, 1.0]),
)
def test_openness_of_a_mode_is_a_share(
    p: AdaptationParameters, mode: int, inside: float, outside: float, comfort: float, advice: float
) -> None:
    assert 0.0 <= mode_openness(mode, inside, outside, comfort, advice, p) <= 1.0
    assert mode_openness(mode, inside, outside, comfort, 0.0, p) <= mode_openness(
        mode, inside, outside, comfort, 1.0, p
    )


@given(
    p=ANY,
    resuming=st.booleans(),
    flexibility=st.tuples(st.floats(0, 2), st.floats(0, 2)).map(sorted),  # the hypothesis may double it
    support=st.tuples(SHARE, SHARE).map(sorted),
    steering=st.sampled_from([0.0, 1.0]),
)
def test_more_flexibility_or_support_never_lowers_the_chance_of_a_change(
    p: AdaptationParameters, resuming: bool, flexibility: list[float], support: list[float], steering: float
) -> None:
    base = p.resume if resuming else p.adapt
    little, much = (adapt_chance(base, f, s, steering, p) for f, s in zip(flexibility, support, strict=True))
    assert 0.0 <= base <= little <= much <= 1.0
    assert adapt_chance(base, flexibility[0], support[0], 0.0, p) <= little


@given(p=ANY, flexibility=st.tuples(SHARE, SHARE).map(sorted), autonomy=AUTONOMY)
def test_more_flexibility_never_raises_the_limit_and_what_is_wholly_open_is_possible_for_everybody(
    p: AdaptationParameters, flexibility: list[float], autonomy: float
) -> None:
    stiff, supple = (least_openness(f, autonomy, p) for f in flexibility)
    assert 0.0 < supple <= stiff <= 1.0
    assert least_openness(0.5, autonomy, p) == p.least_open


@given(p=ANY, flexibility=SHARE, autonomy=st.tuples(AUTONOMY, AUTONOMY).map(sorted))
def test_autonomy_sets_the_limits_of_initiatives_apart_and_does_not_lift_all(
    p: AdaptationParameters, flexibility: float, autonomy: list[float]
) -> None:
    close, apart = (least_openness(flexibility, a, p) for a in autonomy)
    assert abs(close - p.least_open) <= abs(apart - p.least_open) + 1e-12
    assert (flexibility - 0.5) * (apart - p.least_open) <= 0.0


Week = tuple[Kind, int, dict[int, float], float]


@st.composite
def _week(draw: st.DrawFn) -> Week:
    """Draw a kind, a mode it can have been in, the openness of all modes, and the least that is enough."""
    p, kind = draw(ANY), draw(KIND)
    inside, outside, comfort, advice = draw(SHARE), draw(SHARE), draw(SHARE), draw(st.sampled_from([0.0, 1.0]))
    openness = {mode: mode_openness(mode, inside, outside, comfort, advice, p) for mode in range(PAUSED + 1)}
    least = least_openness(draw(SHARE), draw(AUTONOMY), p)
    return kind, draw(st.sampled_from([kind.home, kind.second, kind.third, PAUSED])), openness, least


def _choose(week: Week, u: float, chance: float) -> tuple[int, bool]:
    kind, mode, openness, least = week
    chosen = chosen_mode(mode, kind, openness[kind.home], openness[kind.second], openness[kind.third], u, chance, least)
    return chosen, chosen == PAUSED or openness[chosen] >= least


@example(
    week=(CLUB, OUTDOOR, {INDOOR: 1.0, OUTDOOR: 0.1, DELIVERY: 1.0, ONLINE: 1.0, PAUSED: 0.0}, 0.25), u=0.9, chance=0.5
)
@given(week=_week(), u=LUCK, chance=SHARE)
def test_an_impossible_mode_is_never_chosen(week: Week, u: float, chance: float) -> None:
    assert _choose(week, u, chance)[1]


@given(week=_week(), u=LUCK, chance=SHARE)
def test_a_mode_that_is_new_or_replaces_an_impossible_home_is_possible(week: Week, u: float, chance: float) -> None:
    kind, mode, openness, least = week
    chosen, possible = _choose(week, u, chance)
    assert chosen in {kind.home, kind.second, kind.third, PAUSED}
    if chosen != mode or openness[kind.home] < least:
        assert possible


@given(week=_week(), u=LUCK)
def test_with_a_certain_chance_nobody_pauses_who_has_a_way(week: Week, u: float) -> None:
    kind, _, openness, least = week
    ways = [openness[mode] >= least for mode in (kind.home, kind.second, kind.third)]
    assert (_choose(week, u, 1.0)[0] == PAUSED) == (not any(ways))


@given(kind=KIND, mode=st.integers(INDOOR, ONLINE), shares=st.tuples(SHARE, SHARE).map(sorted))
def test_seats_never_fall_when_more_is_open_and_never_exceed_the_usual_number(
    kind: Kind, mode: int, shares: list[float]
) -> None:
    assume(kind.small <= kind.seats)  # true of every kind, though their ranges overlap
    few, many = (seats_now(kind, mode, share) for share in shares)
    assert kind.small <= few <= many <= kind.seats
    assert seats_now(kind, PAUSED, shares[1]) == 0
