"""Deliveries: volunteers bring meals to as many as they can, and luck decides when they are short."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from cohesie_sim.engine import channel, resident
from cohesie_sim.engine.columns import Residents, contact_columns
from cohesie_sim.engine.meetings import _deliver, _lucky_ones
from cohesie_sim.engine.packing import packed
from cohesie_sim.outcomes.columns import DELIVERIES
from cohesie_sim.randomness import Stream, uniform, week_keys
from cohesie_sim.rules.volunteering import VOLUNTEER
from tests.engine.small import P, bonds, residents, tallies, traits

Contacts = npt.NDArray[np.integer[Any]]
KEYS = week_keys(1, 0, 3)
N, WEEK = 60, 3
EACH = 5  # meals that one volunteer brings
FEW = P._replace(participation=P.participation._replace(deliveries=EACH))


def _group(hosts: int) -> Residents:
    """Return a restaurant at site 0 with some volunteers, who come first, and the others on its list."""
    people = residents(N)
    people.code[resident.ROLE, :hosts] = VOLUNTEER
    people.state[resident.INITIATIVE, :hosts] = 0
    people.state[resident.PARTICIPATES, hosts:] = 0
    people.state[resident.SEEN_BY_INITIATIVE] = -1
    return people


def _week(r: Residents, meal: float = 0.5) -> tuple[Contacts, int, float]:
    """Let the volunteers deliver, and return the contacts, the deliveries and their tally."""
    c, row = contact_columns(N), tallies()
    p = packed(FEW._replace(needs=P.needs._replace(meal=meal)))
    group = np.arange(N, dtype=np.int32)
    delivered = _deliver(r, c, bonds(N, 8), traits(N), group, WEEK, p, KEYS, row)
    return c, int(delivered), float(row[DELIVERIES])


def _served(r: Residents) -> list[int]:
    return np.flatnonzero(r.code[resident.CAME]).tolist()


def _luck(i: int) -> float:
    return uniform(int(KEYS[Stream.SEAT_RANK]), i)


@pytest.mark.parametrize("hosts", [1, 2, 7, 9])
def test_the_luckiest_get_a_meal_as_many_as_the_volunteers_can_bring(hosts: int) -> None:
    r = _group(hosts)
    c, delivered, tallied = _week(r)
    assert delivered == tallied == hosts * EACH < N - hosts
    assert _served(r) == sorted(sorted(range(hosts, N), key=_luck)[:delivered])
    assert c[channel.INITIATIVE_OUTDOORS, hosts:].tolist() == r.code[resident.CAME, hosts:].tolist()
    assert c[channel.INITIATIVE_OUTDOORS, :hosts].sum() == delivered
    assert c.sum() == 2 * delivered


@pytest.mark.parametrize("hosts", [10, 20])
def test_with_volunteers_enough_everybody_on_the_list_gets_a_meal(hosts: int) -> None:
    r = _group(hosts)
    _, delivered, tallied = _week(r)
    assert delivered == tallied == N - hosts
    assert _served(r) == list(range(hosts, N))


def test_without_volunteers_nobody_gets_a_meal_and_nobody_is_seen() -> None:
    r = _group(0)
    c, delivered, tallied = _week(r)
    assert (delivered, tallied, c.sum()) == (0, 0.0, 0)
    assert _served(r) == []
    assert (r.state[resident.SEEN_BY_INITIATIVE] == -1).all()


def test_the_initiative_sees_its_volunteers_and_those_who_got_a_meal_and_nobody_else() -> None:
    r = _group(4)
    _week(r)
    seen = np.flatnonzero(r.state[resident.SEEN_BY_INITIATIVE] == WEEK).tolist()
    assert seen == [0, 1, 2, 3, *_served(r)]


@pytest.mark.parametrize("meal", [0.0, 0.5, 1.0])
def test_a_meal_meets_a_need_by_luck(meal: float) -> None:
    r = _group(4)
    r.state[resident.NEED_WEEKS, ::2] = 3
    _week(r, meal)
    met = [i for i in _served(r) if i % 2 == 0 and uniform(int(KEYS[Stream.MEAL]), i) < meal]
    assert np.flatnonzero(r.code[resident.WAS_HELPED]).tolist() == met
    expected = [0 if i % 2 or i in met else 3 for i in range(N)]
    assert r.state[resident.NEED_WEEKS].tolist() == expected


def test_one_place_more_adds_one_and_moves_nobody() -> None:
    people = np.arange(7, 40, dtype=np.int32)
    chosen = [_lucky_ones(people, places, KEYS).tolist() for places in range(len(people) + 3)]
    for places, (fewer, more) in enumerate(pairwise(chosen)):
        assert len(fewer) == min(places, len(people))
        assert set(fewer) <= set(more)
        assert fewer == sorted(fewer)
    assert chosen[-1] == people.tolist()
