"""Members of the sites: counted and listed as a plain loop would."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.engine import resident, site
from cohesie_sim.engine.columns import Residents
from cohesie_sim.engine.sites import Members, count_members, list_members
from cohesie_sim.rules.volunteering import BOARD_MEMBER, MATCHED_HELPER, VOLUNTEER, WAITING_HELPER
from tests.engine.small import residents, sites

SITES = 4
# (role, site committed to, site taken part in, strain)
PERSON = st.tuples(
    st.sampled_from([VOLUNTEER, BOARD_MEMBER, WAITING_HELPER, MATCHED_HELPER]),
    st.integers(-1, SITES - 1),
    st.integers(-1, SITES - 1),
    st.floats(0, 1),
)
People = list[tuple[int, int, int, float]]


def _people(people: People) -> Residents:
    r = residents(len(people))
    for i, (role, initiative, participates, strain) in enumerate(people):
        r.state[resident.ROLE, i] = role if initiative >= 0 else 0
        r.state[resident.INITIATIVE, i] = initiative
        r.state[resident.PARTICIPATES, i] = participates
        r.level[resident.STRAIN, i] = strain
    return r


@given(st.lists(PERSON, min_size=1, max_size=30))
def test_counts_are_those_of_a_plain_loop(people: People) -> None:
    r, counted = _people(people), sites(SITES)
    counted.state[site.VOLUNTEERS] = 99  # of last week
    count_members(r, counted)
    for s in range(SITES):
        committed = [strain for _, initiative, _, strain in people if initiative == s]
        board = sum(role == BOARD_MEMBER and initiative == s for role, initiative, _, _ in people)
        assert counted.state[site.VOLUNTEERS, s] == len(committed)
        assert counted.state[site.BOARD, s] == board
        assert counted.state[site.PARTICIPANTS, s] == sum(taken == s for _, _, taken, _ in people)
        assert counted.level[site.STRAIN, s] == pytest.approx(np.mean(committed) if committed else 0.0)


@given(st.lists(PERSON, min_size=1, max_size=30))
def test_members_are_participants_and_volunteers_in_order_of_index_and_helpers_are_not(people: People) -> None:
    r = _people(people)
    members = Members(np.full(SITES + 1, 7, np.int32), np.full(len(people), 7, np.int32))
    list_members(r, members)
    for s in range(SITES):
        expected = [
            i
            for i, (role, initiative, taken, _) in enumerate(people)
            if taken == s or (taken < 0 and initiative == s and role in (VOLUNTEER, BOARD_MEMBER))
        ]
        assert members.who[members.first[s] : members.first[s + 1]].tolist() == expected
