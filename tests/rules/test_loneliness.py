"""Social and emotional loneliness, kept apart."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cohesie_sim.rules.loneliness import (
    LonelinessParameters,
    item_score,
    lost_share,
    next_emotional,
    next_social,
    satisfaction,
)

P = LonelinessParameters(
    concern=1.0,
    enough=2.0,
    loss=0.2,
    worry=0.4,
    need=0.1,
    distrust=0.3,
    together=0.5,
    speed_social=0.1,
    speed_emotional=0.5,
)
ANY = st.from_type(LonelinessParameters)
SHARE = st.floats(0, 1)
LATENT = st.floats(-4, 4)
CONTACTS = st.floats(0, 100)
ITEMS = st.sampled_from([5, 6])


def test_enough_contacts_satisfy_by_half() -> None:
    assert satisfaction(2.0, P) == 0.5


def test_social_loneliness_moves_towards_what_contact_leaves_to_wish_for() -> None:
    # target 0.4 + 1 * (6 / 8 - 2 / 4) = 0.65; 0.2 + 0.1 * (0.65 - 0.2)
    assert next_social(0.2, 0.4, 6.0, 2.0, P) == pytest.approx(0.245)


@pytest.mark.parametrize(
    ("unmet", "alone", "expected"),
    [
        (False, True, 0.23),  # pain 0.2 * 0.5 + 0.4 * 0.25 + 0.3 * 0.2 = 0.26; 0.1 + 0.5 * 0.26
        (True, True, 0.28),  # pain 0.36
        (True, False, 0.19),  # half of it with somebody at home
    ],
)
def test_emotional_loneliness_moves_towards_loss_worry_distrust_and_need(
    unmet: bool, alone: bool, expected: float
) -> None:
    assert next_emotional(0.1, 0.1, 0.5, 0.25, unmet, 0.2, alone, P) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("usual", "now", "lost"),
    [(4.0, 1.0, 0.75), (4.0, 4.0, 0.0), (4.0, 5.0, 0.0), (0.0, 0.0, 0.0), (4.0, 0.0, 1.0), (0.5, 0.125, 0.75)],
)
def test_what_is_lost_is_a_share_of_what_was_usual(usual: float, now: float, lost: float) -> None:
    assert lost_share(usual, now) == lost


@pytest.mark.parametrize(
    ("latent", "score"), [(-3.0, 0), (0.24, 0), (0.25, 1), (0.34, 1), (0.36, 2), (0.64, 4), (0.66, 5), (9.0, 5)]
)
def test_a_score_counts_the_thresholds_that_are_passed(latent: float, score: int) -> None:
    # thresholds 0.25, 0.35, 0.45, 0.55, 0.65
    assert item_score(latent, 0.25, 0.1, 5) == score


@given(p=ANY, contacts=st.tuples(CONTACTS, CONTACTS).map(sorted))
def test_satisfaction_is_a_concave_share(p: LonelinessParameters, contacts: list[float]) -> None:
    little, much = (satisfaction(c, p) for c in contacts)
    assert 0.0 <= little <= much + 1e-15 <= 1.0
    assert satisfaction(sum(contacts) / 2, p) >= (little + much) / 2 - 1e-15


@given(p=ANY, latent=st.tuples(LATENT, LATENT).map(sorted), items=ITEMS, social=st.booleans())
def test_scores_stay_in_range_and_never_fall_when_the_latent_state_rises(
    p: LonelinessParameters, latent: list[float], items: int, social: bool
) -> None:
    first = p.social_first if social else p.emotional_first
    low, high = (item_score(value, first, p.spacing, items) for value in latent)
    assert 0 <= low <= high <= items


@given(p=ANY, latent=LATENT, items=ITEMS)
def test_a_score_is_the_number_of_thresholds_reached(p: LonelinessParameters, latent: float, items: int) -> None:
    thresholds = [p.social_first + k * p.spacing for k in range(items)]
    assume(all(abs(latent - threshold) > 1e-9 for threshold in thresholds))
    assert item_score(latent, p.social_first, p.spacing, items) == sum(latent > threshold for threshold in thresholds)


@given(p=ANY, social=LATENT, setpoint=LATENT, usual=CONTACTS, contacts=st.tuples(CONTACTS, CONTACTS).map(sorted))
def test_more_contact_never_raises_social_loneliness(
    p: LonelinessParameters, social: float, setpoint: float, usual: float, contacts: list[float]
) -> None:
    fewer, more = (next_social(social, setpoint, usual, c, p) for c in contacts)
    assert more <= fewer + 1e-12


@given(p=ANY, setpoint=LATENT, usual=CONTACTS, alone=st.booleans())
def test_in_normal_times_nobody_gets_lonelier(
    p: LonelinessParameters, setpoint: float, usual: float, alone: bool
) -> None:
    assert next_social(setpoint, setpoint, usual, usual, p) == pytest.approx(setpoint)
    assert next_emotional(setpoint, setpoint, 0.0, 0.0, False, 0.0, alone, p) == pytest.approx(setpoint)


@given(
    p=ANY,
    latent=st.tuples(LATENT, LATENT),
    lost=st.tuples(SHARE, SHARE).map(sorted),
    fear=st.tuples(SHARE, SHARE).map(sorted),
    distrust=st.tuples(SHARE, SHARE).map(sorted),
    alone=st.booleans(),
)
def test_more_loss_worry_distrust_or_need_never_lowers_emotional_loneliness(
    p: LonelinessParameters,
    latent: tuple[float, float],
    lost: list[float],
    fear: list[float],
    distrust: list[float],
    alone: bool,
) -> None:
    calm = next_emotional(*latent, lost[0], fear[0], False, distrust[0], alone, p)
    hurt = next_emotional(*latent, lost[1], fear[1], True, distrust[1], alone, p)
    assert calm <= hurt + 1e-12
    assert next_emotional(*latent, lost[1], fear[1], True, distrust[1], False, p) <= hurt + 1e-12


@given(usual=CONTACTS, now=st.tuples(CONTACTS, CONTACTS).map(sorted))
def test_less_is_never_less_lost(usual: float, now: list[float]) -> None:
    assert 0.0 <= lost_share(usual, now[1]) <= lost_share(usual, now[0]) <= 1.0


@given(p=ANY, social=LATENT, setpoint=LATENT, usual=CONTACTS, contacts=CONTACTS)
def test_a_week_moves_social_loneliness_by_at_most_its_speed(
    p: LonelinessParameters, social: float, setpoint: float, usual: float, contacts: float
) -> None:
    step = abs(next_social(social, setpoint, usual, contacts, p) - social)
    assert step <= p.speed_social * (abs(setpoint - social) + p.concern) + 1e-12
