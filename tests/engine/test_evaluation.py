"""The week's end: what is remembered, who is isolated, and the sums over adults, as a plain loop has them."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohesie_sim.engine import channel, resident, trait
from cohesie_sim.engine.columns import Residents, Traits, contact_columns
from cohesie_sim.engine.evaluation import remember, tally_adults, trust
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.outcomes.columns import GROUPS, RESIDENT_TALLIES
from cohesie_sim.outcomes.definitions import is_lonely, is_severely_lonely, is_subscale_lonely
from cohesie_sim.rules.isolation import is_known, next_frequency
from cohesie_sim.rules.loneliness import item_score
from cohesie_sim.rules.trust import next_trust, usual_trust
from cohesie_sim.start import ADULT
from tests.engine.small import PACKED, QUIET, P, residents, traits

WEEK = 40
SHARE = st.floats(0, 1)
LATENT = st.floats(-1.5, 3)
# near what counts as weekly contact, and elsewhere
FREQUENCY = st.one_of(st.floats(0, 3), st.sampled_from([P.isolation.weekly, math.nextafter(P.isolation.weekly, 0)]))
SEEN = st.integers(0, WEEK)
LEVELS = {
    resident.SOCIAL: LATENT,
    resident.EMOTIONAL: LATENT,
    resident.FAMILY: FREQUENCY,
    resident.FRIENDS: FREQUENCY,
    resident.NEIGHBOURS: FREQUENCY,
    resident.FAMILIARITY: st.one_of(SHARE, st.just(P.isolation.known)),
    resident.FEAR: SHARE,
    resident.TRUST: SHARE,
}
STATES = {
    resident.NEED_WEEKS: st.integers(0, 3),
    resident.SEEN_BY_INITIATIVE: SEEN,
    resident.SEEN_BY_PROFESSIONAL: SEEN,
    resident.VOLUNTEERED: SEEN,
}
AGE = st.one_of(st.integers(0, 95), st.sampled_from([ADULT - 1, ADULT]))
PERSON = st.tuples(
    AGE, st.integers(0, GROUPS - 1), st.booleans(), st.tuples(*LEVELS.values()), st.tuples(*STATES.values())
)
Person = tuple[int, int, bool, tuple[float, ...], tuple[int, ...]]
Sums = npt.NDArray[np.float64]


def _columns(people: list[Person]) -> tuple[Traits, Residents]:
    fixed, r = traits(len(people)), residents(len(people))
    for i, (age, group, isolated, levels, states) in enumerate(people):
        fixed.code[trait.AGE, i], fixed.code[trait.GROUP, i] = age, group
        r.level[list(LEVELS), i] = levels
        r.state[list(STATES), i] = states
        r.code[resident.ISOLATED, i] = isolated
    return fixed, r


def _adult(r: Residents, i: int) -> dict[int, float]:
    """Return what an adult adds to the sums, by the public definitions."""
    level, state = r.level[:, i], r.state[:, i]
    q, weekly = P.loneliness, P.isolation.weekly
    social = item_score(level[resident.SOCIAL], q.social_first, q.spacing, 5)
    emotional = item_score(level[resident.EMOTIONAL], q.emotional_first, q.spacing, 6)
    isolated, familiarity = bool(r.code[resident.ISOLATED, i]), level[resident.FAMILIARITY]
    by_initiative, by_professional = WEEK - state[[resident.SEEN_BY_INITIATIVE, resident.SEEN_BY_PROFESSIONAL]]
    return {
        tally.ADULTS: 1,
        tally.ISOLATED: isolated,
        tally.OUT_OF_SIGHT: isolated and not is_known(familiarity, by_initiative, by_professional, P.isolation),
        tally.LONELY: is_lonely(social + emotional),
        tally.SEVERELY_LONELY: is_severely_lonely(social + emotional),
        tally.SOCIALLY_LONELY: is_subscale_lonely(social),
        tally.EMOTIONALLY_LONELY: is_subscale_lonely(emotional),
        tally.LONELINESS_SCORE: social + emotional,
        tally.VOLUNTEERED: WEEK - int(state[resident.VOLUNTEERED]) < P.volunteering.four_weeks,
        tally.WEEKLY_NEIGHBOURS: level[resident.NEIGHBOURS] >= weekly,
        tally.WEEKLY_FAMILY: level[resident.FAMILY] >= weekly,
        tally.WEEKLY_FRIENDS: level[resident.FRIENDS] >= weekly,
        tally.KNOWN_BY_WORKER: familiarity >= P.isolation.known,
        tally.NEED_OPEN: state[resident.NEED_WEEKS] > 0,
        tally.FEAR: level[resident.FEAR],
        tally.TRUST: level[resident.TRUST],
    }


@given(st.lists(PERSON, min_size=1, max_size=20))
def test_sums_over_adults_are_those_of_a_plain_loop_and_minors_add_nothing(people: list[Person]) -> None:
    fixed, r = _columns(people)
    sums = np.zeros((GROUPS, len(RESIDENT_TALLIES)))
    tally_adults(fixed, r, QUIET._replace(week=WEEK), PACKED, sums)
    expected = np.zeros_like(sums)
    totals: Counter[tuple[int, int]] = Counter()
    for i, (age, group, *_) in enumerate(people):
        if age < ADULT:
            continue
        own = _adult(r, i)
        for column, amount in own.items():
            expected[group, column] += amount
        for state, column in (
            (resident.WEEKS_ISOLATED, tally.ISOLATED),
            (resident.WEEKS_OUT_OF_SIGHT, tally.OUT_OF_SIGHT),
            (resident.WEEKS_LONELY, tally.LONELY),
            (resident.WEEKS_IN_NEED, tally.NEED_OPEN),
        ):
            totals[state, i] = int(own[column])
    np.testing.assert_array_equal(sums, expected)
    for state in (
        resident.WEEKS_ISOLATED,
        resident.WEEKS_OUT_OF_SIGHT,
        resident.WEEKS_LONELY,
        resident.WEEKS_IN_NEED,
    ):
        assert r.total[state].tolist() == [totals[state, i] for i in range(len(people))]


CONTACTS = st.lists(st.integers(0, 3), min_size=len(channel.CHANNELS), max_size=len(channel.CHANNELS))


@settings(max_examples=50)  # long ones
@given(st.lists(st.tuples(PERSON, CONTACTS), min_size=1, max_size=10))
def test_what_is_remembered_is_what_the_rules_say_and_minors_are_never_isolated(
    week: list[tuple[Person, list[int]]],
) -> None:
    fixed, r = _columns([person for person, _ in week])
    before, c = r.level.copy(), contact_columns(len(week))
    for i, (_, contacts) in enumerate(week):
        c[:, i] = contacts
    remember(fixed, r, c, P.isolation)
    for i, ((age, *_), contacts) in enumerate(week):
        met = dict(zip(channel.CHANNELS, contacts, strict=True))
        family = met["family_met"] + met["family_called"]
        friends = met["friends_met"] + met["friends_called"]
        others = met["volunteer"] + sum(
            count for name, count in met.items() if name.startswith(("neighbours_", "initiative_"))
        )
        expected = {
            resident.FAMILY: family,
            resident.FRIENDS: friends,
            resident.NEIGHBOURS: others,
            resident.MEETINGS: met["family_met"] + met["friends_met"],
        }
        for row, contacts_of_kind in expected.items():
            assert r.level[row, i] == next_frequency(before[row, i], contacts_of_kind, P.isolation)
        circles = r.level[[resident.FAMILY, resident.FRIENDS, resident.NEIGHBOURS], i]
        assert r.code[resident.ISOLATED, i] == (age >= ADULT and (circles < P.isolation.weekly).all())


def test_whoever_has_no_contact_is_isolated_from_eighteen_on() -> None:
    fixed, r = traits(3), residents(3)
    fixed.code[trait.AGE] = [8, 17, 18]
    r.code[resident.ISOLATED] = True
    remember(fixed, r, contact_columns(3), P.isolation)
    assert r.code[resident.ISOLATED].tolist() == [0, 0, 1]


@pytest.mark.parametrize("lasting", [0.0, 1.0])
def test_meetings_and_calls_reach_trust_as_such(lasting: float) -> None:
    weeks = [(0, 0), (1, 0), (0, 1), (2, 3)]
    fixed, r, c = traits(4), residents(4), contact_columns(4)
    r.level[resident.TRUST] = 0.4
    c[[channel.WORKER_MET, channel.WORKER_CALLED]] = np.transpose(weeks)
    trust(fixed, r, c, lasting, P.trust)
    usual = usual_trust(False, P.trust)
    expected = [next_trust(0.4, usual, met, called, False, 0, lasting, P.trust) for met, called in weeks]
    assert r.level[resident.TRUST].tolist() == expected
