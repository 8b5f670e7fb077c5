"""Whom workers visit and help, and who is matched to whom, when there is time for a few only."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from cohesie_sim.engine import resident
from cohesie_sim.engine.columns import Residents
from cohesie_sim.engine.fieldwork import _to_help, _to_visit
from cohesie_sim.engine.helping import _clients, _match
from cohesie_sim.outcomes.columns import MATCHES, NEIGHBOURHOOD_TALLIES
from cohesie_sim.randomness import Stream, uniform, week_keys
from cohesie_sim.rules.volunteering import MATCHED_HELPER, WAITING_HELPER
from tests.engine.small import PACKED, residents

KEYS = week_keys(1, 0, 3)
N = 20


def _luck(stream: Stream) -> Callable[[int], float]:
    return lambda i: uniform(int(KEYS[stream]), i)


@pytest.fixture
def r() -> Residents:
    """Everybody known, isolated, and in need for one or two weeks."""
    people = residents(N)
    people.level[resident.FAMILIARITY] = 1.0
    people.code[resident.ISOLATED] = True
    people.state[resident.NEED_WEEKS] = 1 + np.arange(N) % 2
    return people


@pytest.mark.parametrize("count", [0, 3, 100])
def test_workers_visit_known_isolated_residents_of_their_patch_in_the_order_of_luck(r: Residents, count: int) -> None:
    r.level[resident.FAMILIARITY, 6] = 0.0
    r.code[resident.ISOLATED, 7] = False
    able = [i for i in range(5, 15) if i not in {6, 7}]
    expected = sorted(able, key=_luck(Stream.VISIT_RANK))[:count]
    assert _to_visit(r, 5, 15, count, PACKED, KEYS).tolist() == expected


def test_workers_help_the_longest_open_needs_first_then_by_luck(r: Residents) -> None:
    r.code[resident.HAS_HELPER, 9] = True
    r.state[resident.NEED_WEEKS, 10] = 0
    able = [i for i in range(5, 15) if i not in {9, 10}]
    luck = _luck(Stream.PRACTICAL_RANK)
    expected = sorted(able, key=lambda i: (-r.state[resident.NEED_WEEKS, i], luck(i)))
    assert _to_help(r, 5, 15, 100, PACKED, KEYS).tolist() == expected
    assert _to_help(r, 5, 15, 2, PACKED, KEYS).tolist() == expected[:2]


def test_helpers_in_the_order_of_luck_meet_the_longest_open_needs(r: Residents) -> None:
    helpers = [2, 4, 8, 12]
    r.code[resident.ROLE, helpers] = WAITING_HELPER
    row = np.zeros(len(NEIGHBOURHOOD_TALLIES))
    _match(r, np.array(helpers, np.int32), _clients(r, 0, N), 3, KEYS, row)
    needy = [i for i in range(N) if i not in helpers]
    luck = _luck(Stream.CLIENT_RANK)
    clients = sorted(needy, key=lambda i: (-r.state[resident.NEED_WEEKS, i], luck(i)))
    first = sorted(helpers, key=_luck(Stream.MATCH_RANK))[:3]
    assert [int(r.state[resident.CLIENT, i]) for i in first] == clients[:3]
    assert np.flatnonzero(r.code[resident.ROLE] == MATCHED_HELPER).tolist() == sorted(first)
    assert np.flatnonzero(r.code[resident.HAS_HELPER]).tolist() == sorted(clients[:3])
    assert row[MATCHES] == 3
    assert np.flatnonzero(r.code[resident.ROLE] == WAITING_HELPER).tolist() == sorted(set(helpers) - set(first))


def test_nobody_is_matched_when_nobody_is_in_need(r: Residents) -> None:
    r.code[resident.ROLE, :5] = WAITING_HELPER
    r.state[resident.NEED_WEEKS] = 0
    before = r.state.copy()
    waiting = np.arange(5, dtype=np.int32)
    _match(r, waiting, _clients(r, 0, N), 5, KEYS, np.zeros(len(NEIGHBOURHOOD_TALLIES)))
    assert np.array_equal(r.state, before)


def test_clients_are_those_in_need_whom_nobody_helps_and_who_do_not_wait_to_help(r: Residents) -> None:
    r.code[resident.ROLE, 3] = WAITING_HELPER
    r.code[resident.ROLE, 4] = MATCHED_HELPER
    r.code[resident.HAS_HELPER, 6] = True
    r.state[resident.NEED_WEEKS, 7] = 0
    assert _clients(r, 2, 9).tolist() == [2, 4, 5, 8]
