"""Members of the sites: counted and listed as a plain loop would."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.engine import resident, site
from cohesie_sim.engine.columns import Residents
from cohesie_sim.engine.sites import empty_members, take_stock
from cohesie_sim.rules.volunteering import BOARD_MEMBER, MATCHED_HELPER, UNCOMMITTED, VOLUNTEER, WAITING_HELPER
from tests.engine.small import residents, sites

SITES = 4
SITE = st.integers(0, SITES - 1)
# (role, site committed to, site taken part in, strain); only helpers can take part as well, and they feel no strain
PERSON = st.one_of(
    st.tuples(st.just(UNCOMMITTED), st.just(-1), st.integers(-1, SITES - 1), st.just(0.0)),
    st.tuples(st.sampled_from([VOLUNTEER, BOARD_MEMBER]), SITE, st.just(-1), st.floats(0, 1)),
    st.tuples(st.sampled_from([WAITING_HELPER, MATCHED_HELPER]), SITE, st.integers(-1, SITES - 1), st.just(0.0)),
)
People = list[tuple[int, int, int, float]]


def _people(people: People) -> Residents:
    r = residents(len(people))
    for i, (role, initiative, participates, strain) in enumerate(people):
        r.code[resident.ROLE, i] = role
        r.state[resident.INITIATIVE, i] = initiative
        r.state[resident.PARTICIPATES, i] = participates
        r.level[resident.STRAIN, i] = strain
    return r


@given(st.lists(PERSON, min_size=1, max_size=30))
def test_counts_are_those_of_a_plain_loop(people: People) -> None:
    r, counted = _people(people), sites(SITES)
    counted.state[site.VOLUNTEERS] = 99  # of last week
    take_stock(r, counted, empty_members(len(people), SITES))
    for s in range(SITES):
        committed = [strain for _, initiative, _, strain in people if initiative == s]
        board = sum(role == BOARD_MEMBER and initiative == s for role, initiative, _, _ in people)
        assert counted.state[site.VOLUNTEERS, s] == len(committed)
        waiting = sum(role == WAITING_HELPER and initiative == s for role, initiative, _, _ in people)
        assert counted.state[site.BOARD, s] == board
        assert counted.state[site.WAITING, s] == waiting
        assert counted.state[site.PARTICIPANTS, s] == sum(taken == s for _, _, taken, _ in people)
        assert counted.level[site.STRAIN, s] == pytest.approx(np.mean(committed) if committed else 0.0)


@given(st.lists(PERSON, min_size=1, max_size=30))
def test_members_are_participants_and_volunteers_in_order_of_index_and_helpers_are_not(people: People) -> None:
    r = _people(people)
    members = empty_members(len(people), SITES)
    for column in members:
        column[:] = 7  # of last week
    take_stock(r, sites(SITES), members)
    busy = []
    for s in range(SITES):
        expected = [
            i
            for i, (role, initiative, taken, _) in enumerate(people)
            if taken == s or (taken < 0 and initiative == s and role in (VOLUNTEER, BOARD_MEMBER))
        ]
        assert members.who[members.first[s] : members.first[s + 1]].tolist() == expected
        busy += expected
    assert members.busy[: members.first[-1]].tolist() == sorted(busy)
