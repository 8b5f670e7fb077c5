"""Whom workers visit and help, and who is matched to whom, when there is time for a few only."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from cohesie_sim.engine import resident
from cohesie_sim.engine.columns import Residents
from cohesie_sim.engine.fieldwork import _to_help, _to_visit
from cohesie_sim.engine.helping import _match, count_helpers
from cohesie_sim.outcomes.columns import MATCHES, NEIGHBOURHOOD_TALLIES
from cohesie_sim.randomness import Stream, uniform, week_keys
from cohesie_sim.rules.volunteering import MATCHED_HELPER, WAITING_HELPER
from tests.engine.small import PACKED, P, residents

KEYS = week_keys(1, 0, 3)
N = 20


def _luck(stream: Stream) -> Callable[[int], float]:
    return lambda i: uniform(int(KEYS[stream]), i)


@pytest.fixture
def r() -> Residents:
    """Everybody known, isolated, and in need for one or two weeks."""
    people = residents(N)
    people.level[resident.FAMILIARITY] = 1.0
    people.state[resident.ISOLATED] = True
    people.state[resident.NEED_WEEKS] = 1 + np.arange(N) % 2
    return people


@pytest.mark.parametrize("count", [0, 3, 100])
def test_workers_visit_known_isolated_residents_of_their_patch_in_the_order_of_luck(r: Residents, count: int) -> None:
    r.level[resident.FAMILIARITY, 6] = 0.0
    r.state[resident.ISOLATED, 7] = False
    able = [i for i in range(5, 15) if i not in {6, 7}]
    expected = sorted(able, key=_luck(Stream.VISIT_RANK))[:count]
    assert _to_visit(r, 5, 15, count, PACKED, KEYS).tolist() == expected


def test_workers_help_the_longest_open_needs_first_then_by_luck(r: Residents) -> None:
    r.state[resident.HAS_HELPER, 9] = True
    r.state[resident.NEED_WEEKS, 10] = 0
    able = [i for i in range(5, 15) if i not in {9, 10}]
    luck = _luck(Stream.PRACTICAL_RANK)
    expected = sorted(able, key=lambda i: (-r.state[resident.NEED_WEEKS, i], luck(i)))
    assert _to_help(r, 5, 15, 100, PACKED, KEYS).tolist() == expected
    assert _to_help(r, 5, 15, 2, PACKED, KEYS).tolist() == expected[:2]


def test_helpers_in_the_order_of_luck_meet_the_longest_open_needs(r: Residents) -> None:
    helpers = [2, 4, 8, 12]
    r.state[resident.ROLE, helpers] = WAITING_HELPER
    row = np.zeros(len(NEIGHBOURHOOD_TALLIES))
    _match(r, 0, N, 0, False, len(helpers), 3.0, P.spontaneous_help, KEYS, row)
    needy = [i for i in range(N) if i not in helpers]
    luck = _luck(Stream.CLIENT_RANK)
    clients = sorted(needy, key=lambda i: (-r.state[resident.NEED_WEEKS, i], luck(i)))
    first = sorted(helpers, key=_luck(Stream.MATCH_RANK))[:3]
    assert [int(r.state[resident.CLIENT, i]) for i in first] == clients[:3]
    assert np.flatnonzero(r.state[resident.ROLE] == MATCHED_HELPER).tolist() == sorted(first)
    assert np.flatnonzero(r.state[resident.HAS_HELPER]).tolist() == sorted(clients[:3])
    assert row[MATCHES] == 3
    assert count_helpers(r, 0, N) == (1, 3)


def test_nobody_is_matched_without_group_and_workers(r: Residents) -> None:
    r.state[resident.ROLE, :5] = WAITING_HELPER
    before = r.state.copy()
    _match(r, 0, N, 0, False, 5, 0.0, P.spontaneous_help, KEYS, np.zeros(len(NEIGHBOURHOOD_TALLIES)))
    assert np.array_equal(r.state, before)
