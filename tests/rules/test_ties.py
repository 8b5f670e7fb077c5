"""Ties: contact between neighbours and co-participants, strength, and the habit of meeting outdoors."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cohesie_sim.rules.ties import (
    ACTIVITY_TIE,
    INDOORS,
    MEAN_COMFORT,
    NEIGHBOUR_TIE,
    NO_CONTACT,
    OUTDOORS,
    REMOTE,
    TiesParameters,
    is_dissolved,
    kind_of_contact,
    next_outdoor_habit,
    strengthened,
    tie_chances,
    usual_chance,
    usual_strength,
    weakened,
)

P = TiesParameters(
    base=0.8,
    latent=0.5,
    wary_in=0.8,
    wary_out=0.2,
    substitution=0.5,
    gain=0.04,
    remote=0.25,
    decay=0.02,
    floor=0.1,
    dissolve=0.05,
    habit_learn=0.1,
    habit_return=0.2,
)
ANY = st.from_type(TiesParameters)
SHARE = st.floats(0, 1)
ORDERED = st.tuples(SHARE, SHARE).map(sorted)
KIND = st.sampled_from([NEIGHBOUR_TIE, ACTIVITY_TIE])
WEEK = st.tuples(SHARE, SHARE, KIND, SHARE, SHARE, SHARE, SHARE, SHARE)
Week = tuple[float, float, int, float, float, float, float, float]


@pytest.mark.parametrize(
    ("kind", "out", "inside", "remote"),
    [
        # wish 0.8 * 0.5 * (0.5 + 0.5 * 0.6) = 0.32
        # out 0.32 * 0.5 * 0.8 * 0.5 * (1 - 0.2 * 0.5); in 0.32 * 0.5 * 0.25 * (1 - 0.8 * 0.5)
        # remote 0.5 * (0.32 * (0.5 * 0.8 + 0.5) - 0.0576 - 0.024)
        (NEIGHBOUR_TIE, 0.0576, 0.024, 0.1032),
        (ACTIVITY_TIE, 0.0432, 0.018, 0.0774),  # wish 0.8 * 0.5 * 0.6 = 0.24, three quarters of it
    ],
)
def test_chances_over_a_tie_in_a_half_closed_week(kind: int, out: float, inside: float, remote: float) -> None:
    assert tie_chances(0.5, 0.6, kind, 0.5, 0.5, 0.25, 0.5, 0.8, P) == pytest.approx((out, inside, remote))


@pytest.mark.parametrize(
    ("u", "contact"),
    [
        (0.0, OUTDOORS),
        (0.24, OUTDOORS),
        (0.25, INDOORS),
        (0.74, INDOORS),
        (0.75, REMOTE),
        (0.874, REMOTE),
        (0.875, NO_CONTACT),
    ],
)
def test_luck_falls_into_one_of_four_ranges(u: float, contact: int) -> None:
    assert kind_of_contact((0.25, 0.5, 0.125), u) == contact


@pytest.mark.parametrize(("contact", "strength"), [(REMOTE, 0.505), (INDOORS, 0.52), (OUTDOORS, 0.52)])
def test_a_call_strengthens_by_a_part_of_what_a_meeting_does(contact: int, strength: float) -> None:
    assert strengthened(0.5, contact, P) == pytest.approx(strength)  # 0.5 + 0.04 * 0.5, a quarter of that for a call


@pytest.mark.parametrize(("kind", "strength"), [(NEIGHBOUR_TIE, 0.492), (ACTIVITY_TIE, 0.49)])
def test_silence_wears_a_tie_down_to_its_floor(kind: int, strength: float) -> None:
    assert weakened(0.5, kind, P) == pytest.approx(strength)  # 0.5 - 0.02 * (0.5 - floor)


@pytest.mark.parametrize(
    ("strength", "kind", "gone"),
    [(0.04, ACTIVITY_TIE, True), (0.05, ACTIVITY_TIE, False), (0.04, NEIGHBOUR_TIE, False)],
)
def test_only_a_weak_activity_tie_dissolves(strength: float, kind: int, gone: bool) -> None:
    assert is_dissolved(strength, kind, P) is gone


@pytest.mark.parametrize(
    ("outdoors", "indoors", "habit"),
    [
        (0, 0, 0.52),  # 0.6 + 0.2 * (0.2 - 0.6)
        (3, 1, 0.543),  # 0.52 + 0.1 * (0.75 - 0.52)
        (1, 0, 0.568),  # 0.52 + 0.1 * (1 - 0.52)
        (0, 2, 0.468),  # 0.52 - 0.1 * 0.52
    ],
)
def test_the_habit_follows_what_people_do_and_what_they_like(outdoors: int, indoors: int, habit: float) -> None:
    assert next_outdoor_habit(0.6, 0.2, outdoors, indoors, P) == pytest.approx(habit)


def test_the_usual_state_of_a_tie() -> None:
    # chance 0.8 * 0.25 * (0.5 + 0.5 * 0.2815) * (1 - 0.5 * 0.25) = 0.2 * 0.6407 * 0.875
    # strength (0.04 * 0.1121 + 0.02 * 0.8879 * 0.1) / (0.04 * 0.1121 + 0.02 * 0.8879) = 0.006260 / 0.02224
    assert usual_chance(0.25, 0.5, P) == pytest.approx(0.1121, abs=1e-4)
    assert usual_strength(0.25, 0.5, P) == pytest.approx(0.2815, abs=1e-4)


def test_the_starting_tie_is_not_a_dissolved_one() -> None:
    p = TiesParameters()
    assert not is_dissolved(p.start, ACTIVITY_TIE, p)


@given(p=ANY, week=WEEK)
def test_chances_are_probabilities_that_add_up_to_at_most_one(p: TiesParameters, week: Week) -> None:
    chances = tie_chances(*week, p)
    assert min(chances) >= -1e-15
    assert sum(chances) <= 1.0 + 1e-15


@given(p=ANY, week=WEEK, u=st.floats(0, 1, exclude_max=True))
def test_every_kind_of_contact_has_its_chance(p: TiesParameters, week: Week, u: float) -> None:
    chances = tie_chances(*week, p)
    edges = (0.0, chances[0], chances[0] + chances[1], sum(chances))
    assume(all(abs(u - edge) > 1e-12 for edge in edges[1:]))
    passed = sum(u >= edge for edge in edges)
    assert kind_of_contact(chances, u) == (OUTDOORS, INDOORS, REMOTE, NO_CONTACT)[passed - 1]


@given(p=ANY, affinity=SHARE, strength=SHARE, kind=KIND, habit=SHARE, comfort=SHARE)
def test_the_weather_alone_is_not_made_up_for_by_calls(
    p: TiesParameters, affinity: float, strength: float, kind: int, habit: float, comfort: float
) -> None:
    assert tie_chances(affinity, strength, kind, habit, 0.0, 1.0, 1.0, comfort, p)[2] == pytest.approx(0.0, abs=1e-15)


@given(p=ANY, week=WEEK, fear=ORDERED, open_in=ORDERED, open_out=ORDERED)
def test_fear_and_closure_take_meetings_and_leave_calls(
    p: TiesParameters, week: Week, fear: list[float], open_in: list[float], open_out: list[float]
) -> None:
    affinity, strength, kind, habit, *_, comfort = week
    free = tie_chances(affinity, strength, kind, habit, fear[0], open_in[1], open_out[1], comfort, p)
    for bound in (
        tie_chances(affinity, strength, kind, habit, fear[1], open_in[1], open_out[1], comfort, p),
        tie_chances(affinity, strength, kind, habit, fear[0], open_in[0], open_out[1], comfort, p),
        tie_chances(affinity, strength, kind, habit, fear[0], open_in[1], open_out[0], comfort, p),
    ):
        assert bound[0] <= free[0]
        assert bound[1] <= free[1]
        assert bound[2] >= free[2] - 1e-15
        assert sum(bound) <= sum(free) + 1e-15


@given(p=ANY, week=WEEK, strength=ORDERED)
def test_stronger_ties_and_neighbours_are_in_touch_more_often(
    p: TiesParameters, week: Week, strength: list[float]
) -> None:
    affinity, _, kind, habit, fear, open_in, open_out, comfort = week
    weak, strong = (sum(tie_chances(affinity, s, kind, habit, fear, open_in, open_out, comfort, p)) for s in strength)
    assert weak <= strong + 1e-15
    neighbours = sum(tie_chances(affinity, strength[0], NEIGHBOUR_TIE, habit, fear, open_in, open_out, comfort, p))
    assert weak <= neighbours + 1e-15


@given(p=ANY, kind=KIND, share=SHARE, contact=st.sampled_from([REMOTE, INDOORS, OUTDOORS]))
def test_strength_stays_between_floor_and_one(p: TiesParameters, kind: int, share: float, contact: int) -> None:
    floor = p.floor if kind == NEIGHBOUR_TIE else 0.0
    strength = floor + share * (1.0 - floor)
    assert floor - 1e-15 <= weakened(strength, kind, p) <= strength <= strengthened(strength, contact, p) <= 1.0
    gained, called = (strengthened(strength, way, p) - strength for way in (INDOORS, REMOTE))
    assert called == pytest.approx(p.remote * gained, abs=1e-12)


@settings(max_examples=25)  # long ones
@given(p=ANY, kind=KIND, strength=SHARE)
def test_a_silent_tie_decays_to_its_floor(p: TiesParameters, kind: int, strength: float) -> None:
    for _ in range(6000):  # the slowest keeps 99.8 % of what is above the floor: 0.998 ** 6000 = 6e-6
        strength = weakened(strength, kind, p)
    assert strength == pytest.approx(p.floor if kind == NEIGHBOUR_TIE else 0.0, abs=1e-5)


@given(p=ANY, habit=SHARE, preference=SHARE, outdoors=st.integers(0, 9), indoors=st.integers(0, 9))
def test_the_habit_stays_a_share_and_outdoor_meetings_never_lower_it(
    p: TiesParameters, habit: float, preference: float, outdoors: int, indoors: int
) -> None:
    after = next_outdoor_habit(habit, preference, outdoors, indoors, p)
    assert 0.0 <= after <= 1.0
    if outdoors + indoors > 0:
        assert after <= next_outdoor_habit(habit, preference, outdoors + 1, indoors, p) + 1e-15


@given(p=ANY, affinity=SHARE, preference=SHARE)
def test_at_the_usual_strength_gains_and_losses_balance(p: TiesParameters, affinity: float, preference: float) -> None:
    chance, strength = usual_chance(affinity, preference, p), usual_strength(affinity, preference, p)
    gain = strengthened(strength, INDOORS, p) - strength
    loss = strength - weakened(strength, NEIGHBOUR_TIE, p)
    assert chance * gain == pytest.approx((1.0 - chance) * loss, abs=1e-12)
    assert p.floor - 1e-12 <= strength <= 1.0
    assert 0.0 <= chance <= 1.0


@given(p=ANY, affinity=SHARE, preference=SHARE)
def test_the_usual_chance_is_that_of_an_open_year_at_the_usual_strength(
    p: TiesParameters, affinity: float, preference: float
) -> None:
    # Three rounds of iteration: off by at most 0.04 anywhere within the ranges.
    strength = usual_strength(affinity, preference, p)
    week = tie_chances(affinity, strength, NEIGHBOUR_TIE, preference, 0.0, 1.0, 1.0, MEAN_COMFORT, p)
    assert usual_chance(affinity, preference, p) == pytest.approx(sum(week), abs=0.04)
