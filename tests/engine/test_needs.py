"""Needs over the columns: whose arise, and what a worker's practical help does about them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.engine import channel, resident, trait
from cohesie_sim.engine.columns import contact_columns
from cohesie_sim.engine.fieldwork import _help
from cohesie_sim.engine.helping import arise_needs
from cohesie_sim.engine.packing import packed
from cohesie_sim.outcomes.columns import PRACTICAL_HELP
from cohesie_sim.randomness import Stream, uniform, week_keys
from cohesie_sim.rules.needs import NeedsParameters, need_chance, own_help_chance
from cohesie_sim.start import ADULT
from tests.engine.small import PACKED, P, residents, tallies, traits

KEYS = week_keys(1, 0, 3)
ALWAYS = P.needs._replace(base=1.0)
FLAG = st.booleans()
PERSON = st.tuples(st.integers(0, 90), FLAG, FLAG, FLAG, st.floats(0, 1), st.integers(0, 4), st.integers(0, 9))
Person = tuple[int, bool, bool, bool, float, int, int]  # age, three traits, fear, weeks of a need, calls of the family


def test_minors_get_no_need_of_their_own_and_everybody_else_may() -> None:
    people, r = traits(4), residents(4)
    people.code[trait.AGE] = [5, 17, 18, 80]
    arise_needs(people, r, contact_columns(4), ALWAYS, KEYS)
    assert r.state[resident.NEED_WEEKS].tolist() == [0, 0, 1, 1]


@given(st.lists(PERSON, min_size=1, max_size=30), st.sampled_from([P.needs, P.needs._replace(base=0.02)]))
def test_needs_arise_and_are_met_as_in_a_plain_loop(people: list[Person], p: NeedsParameters) -> None:
    fixed, r, c = traits(len(people)), residents(len(people)), contact_columns(len(people))
    expected = []
    for i, (age, vulnerable, strained, alone, fear, weeks, calls) in enumerate(people):
        fixed.code[[trait.AGE, trait.VULNERABLE, trait.STRAINED, trait.LIVES_ALONE], i] = (
            age,
            vulnerable,
            strained,
            alone,
        )
        r.level[resident.FEAR, i], r.state[resident.NEED_WEEKS, i], c[channel.FAMILY_CALLED, i] = fear, weeks, calls
        if weeks > 0:
            met = uniform(int(KEYS[Stream.NEED_RESOLVED]), i) < own_help_chance(calls, p)
            expected.append(0 if met else weeks + 1)
        else:
            luck = uniform(int(KEYS[Stream.NEED]), i)
            expected.append(int(age >= ADULT and luck < need_chance(vulnerable, strained, alone, fear, p)))
    arise_needs(fixed, r, c, p, KEYS)
    assert r.state[resident.NEED_WEEKS].tolist() == expected


def test_of_all_contacts_only_the_own_circle_helps() -> None:
    n = len(channel.CHANNELS)
    people, r, c = traits(n), residents(n), contact_columns(n)
    r.state[resident.NEED_WEEKS] = 2
    np.fill_diagonal(c, 1)  # one contact each, of another channel
    sure = P.needs._replace(own=0.0, per_contact=1.0, most=1.0)
    arise_needs(people, r, c, sure, KEYS)
    helped = {channel.CHANNELS[i] for i in range(n) if r.state[resident.NEED_WEEKS, i] == 0}
    assert helped == {name for name in channel.CHANNELS if name.startswith(("family", "friends", "neighbours"))}


@pytest.mark.parametrize(("lasting", "online"), [(0.0, False), (1.0, True)])
def test_help_meets_the_need_and_gets_nobody_online_when_nothing_lasts(lasting: float, online: bool) -> None:
    n, row = 50, tallies()
    r = residents(n)
    r.code[resident.ONLINE] = False
    r.state[resident.NEED_WEEKS] = 3
    p = packed(P._replace(needs=P.needs._replace(get_online=1.0)))
    for i in range(n):
        _help(r, i, lasting, p, KEYS, row)
    assert (r.code[resident.ONLINE] == online).all()
    assert (r.state[resident.NEED_WEEKS] == 0).all()
    assert r.code[resident.WAS_HELPED].all()
    assert row[PRACTICAL_HELP] == n


def test_nobody_who_is_online_is_cut_off_by_help() -> None:
    r = residents(1)
    _help(r, 0, 0.0, PACKED, KEYS, tallies())
    assert r.code[resident.ONLINE, 0]
