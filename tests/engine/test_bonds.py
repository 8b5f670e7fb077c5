"""Ties made and lost over the columns."""

from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.engine import channel, trait
from cohesie_sim.engine.bonds import _forget, count_neighbour_contact, meet
from cohesie_sim.engine.columns import Bonds, contact_columns
from cohesie_sim.outcomes.columns import NEIGHBOURHOOD_TALLIES, NEW_TIES
from cohesie_sim.randomness import Stream, uniform_pair, week_keys
from cohesie_sim.rules.ties import ACTIVITY_TIE, INDOORS, NEIGHBOUR_TIE, OUTDOORS, REMOTE, TiesParameters
from tests.engine.small import bonds, traits

KEYS = week_keys(1, 0, 3)
ALWAYS = TiesParameters(bond=1.0)


def _met(ties: Bonds, contact: int = INDOORS, lasting: float = 1.0, one_household: bool = False) -> float:
    """Let residents 0 and 1 meet, and return how many ties were made."""
    people, row = traits(4), np.zeros(len(NEIGHBOURHOOD_TALLIES))
    if one_household:
        people.address[trait.HOUSEHOLD] = 0
    meet(ties, people, 0, 1, contact, lasting, ALWAYS, KEYS, row)
    return float(row[NEW_TIES])


def test_two_who_meet_at_an_activity_may_form_a_tie() -> None:
    ties = bonds(4, 3)
    assert _met(ties) == 1
    assert (ties.used[0], ties.partner[0, 0], ties.kind[0, 0]) == (1, 1, ACTIVITY_TIE)
    assert ties.strength[0, 0] == ALWAYS.start


def test_a_remote_meeting_forms_a_tie_half_as_often() -> None:
    key = int(KEYS[Stream.BOND])
    pairs = [(i, j) for i in range(30) for j in range(i + 1, 30)]
    ties, people, row = bonds(30, 30), traits(30), np.zeros(len(NEIGHBOURHOOD_TALLIES))
    for i, j in pairs:
        meet(ties, people, i, j, REMOTE, 1.0, ALWAYS, KEYS, row)
    assert row[NEW_TIES] == sum(uniform_pair(key, i, j) < 0.5 for i, j in pairs)
    assert 0 < row[NEW_TIES] < len(pairs)


def test_no_tie_in_one_household_without_room_or_when_nothing_lasts() -> None:
    full = bonds(4, 1)
    full.used[0], full.partner[0, 0] = 1, 3
    assert _met(full) == 0
    assert _met(bonds(4, 3), one_household=True) == 0
    assert _met(bonds(4, 3), lasting=0.0) == 0


@pytest.mark.parametrize(("contact", "share"), [(INDOORS, 1.0), (OUTDOORS, 1.0), (REMOTE, 0.5)])
def test_a_tie_that_exists_grows_stronger_instead(contact: int, share: float) -> None:
    ties = bonds(4, 3)
    ties.used[0], ties.partner[0, 0], ties.strength[0, 0] = 1, 1, 0.4
    assert _met(ties, contact) == 0
    assert ties.used[0] == 1
    assert ties.strength[0, 0] == pytest.approx(0.4 + share * ALWAYS.gain * 0.6)


def test_forgotten_ties_leave_the_others_in_their_order() -> None:
    ties = bonds(1, 6)
    ties.used[0] = 5
    ties.partner[0, :5] = [11, 12, 13, 14, 15]
    ties.kind[0, :5] = [ACTIVITY_TIE, NEIGHBOUR_TIE, ACTIVITY_TIE, ACTIVITY_TIE, NEIGHBOUR_TIE]
    ties.strength[0, :5] = [0.0, 0.0, 0.5, 0.0, 0.6]
    ties.affinity[0, :5] = [0.125, 0.25, 0.375, 0.5, 0.625]
    _forget(ties, 0, ALWAYS)
    assert ties.used[0] == 3
    assert ties.partner[0].tolist() == [12, 13, 15, -1, -1, -1]
    assert ties.strength[0, :3].tolist() == [0.0, 0.5, 0.6]
    assert ties.affinity[0, :3].tolist() == [0.25, 0.375, 0.625]
    assert ties.kind[0, :3].tolist() == [NEIGHBOUR_TIE, ACTIVITY_TIE, NEIGHBOUR_TIE]


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        (OUTDOORS, channel.NEIGHBOURS_OUTDOORS),
        (INDOORS, channel.NEIGHBOURS_INDOORS),
        (REMOTE, channel.NEIGHBOURS_REMOTE),
    ],
)
def test_a_contact_counts_for_both_and_once(contact: int, line: int) -> None:
    c = contact_columns(3)
    count_neighbour_contact(c, 0, 2, contact)
    assert c[line].tolist() == [1, 0, 1]
    assert c.sum() == 2
