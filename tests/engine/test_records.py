"""Histories: what is written when somebody leaves, and that tables grow without losing a row."""

from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.engine import resident, site
from cohesie_sim.engine.records import (
    QUIT,
    STILL_COMMITTED,
    UNUSED,
    empty_records,
    is_helper,
    record_ending,
    record_leaving,
    with_room,
)
from cohesie_sim.rules.volunteering import BOARD_MEMBER, MATCHED_HELPER, UNCOMMITTED, VOLUNTEER, WAITING_HELPER
from tests.engine.small import residents, sites


def test_leaving_is_recorded_and_makes_uncommitted() -> None:
    r, records = residents(3), empty_records(3, 1)
    r.code[resident.ROLE, 1], r.state[resident.INITIATIVE, 1], r.state[resident.SINCE, 1] = VOLUNTEER, 4, -7
    record_leaving(records, r, 1, 12, QUIT)
    assert records.used.tolist() == [1, 0]
    assert records.commitments[0].tolist() == [1, 4, VOLUNTEER, -7, 12, QUIT, 0]
    assert (r.code[resident.ROLE, 1], r.state[resident.INITIATIVE, 1]) == (UNCOMMITTED, -1)


def test_a_helper_who_leaves_sets_the_client_free_and_forgets_having_been_matched() -> None:
    r, records = residents(3), empty_records(3, 1)
    r.code[resident.ROLE, 0], r.state[resident.CLIENT, 0] = MATCHED_HELPER, 2
    r.code[resident.HAS_HELPER, 2] = r.code[resident.WAS_MATCHED, 0] = True
    record_leaving(records, r, 0, 5, UNUSED)
    assert records.commitments[0, 6] == 1
    assert not r.code[resident.HAS_HELPER, 2]
    assert not r.code[resident.WAS_MATCHED, 0]
    assert r.state[resident.CLIENT, 0] == -1


def test_who_is_still_committed_at_the_end_stays_as_is() -> None:
    r, records = residents(2), empty_records(2, 1)
    r.code[resident.ROLE, 0], r.state[resident.INITIATIVE, 0], r.state[resident.CLIENT, 0] = MATCHED_HELPER, 1, 1
    r.code[resident.HAS_HELPER, 1] = True
    before = r.state.copy()
    record_leaving(records, r, 0, 9, STILL_COMMITTED)
    assert np.array_equal(r.state, before)


def test_tables_grow_before_they_are_full_and_keep_their_rows() -> None:
    r, all_sites, records = residents(3), sites(2), empty_records(3, 2)
    expected_leaving, expected_ending = [], []
    for week in range(20):
        records = with_room(records, 3, 2)
        assert len(records.commitments) - records.used[0] >= 3
        assert len(records.lives) - records.used[1] >= 2
        for i in range(3):
            r.state[resident.SINCE, i] = 100 * week + i
            record_leaving(records, r, i, week, QUIT)
            expected_leaving.append([i, 100 * week + i, week])
        for s in range(2):
            all_sites.state[site.STARTED, s] = 10 * week + s
            record_ending(records, all_sites, s, week, 3)
            expected_ending.append([s, 10 * week + s, week, 3])
    assert records.used.tolist() == [60, 40]
    assert records.commitments[:60, [0, 3, 4]].tolist() == expected_leaving
    assert records.lives[:40].tolist() == expected_ending


def test_a_table_with_room_is_left_alone() -> None:
    records = empty_records(3, 2)
    assert np.shares_memory(with_room(records, 3, 2).commitments, records.commitments)


@pytest.mark.parametrize(
    ("role", "helper"),
    [(UNCOMMITTED, False), (VOLUNTEER, False), (BOARD_MEMBER, False), (WAITING_HELPER, True), (MATCHED_HELPER, True)],
)
def test_only_waiting_and_matched_helpers_are_helpers(role: int, helper: bool) -> None:
    assert is_helper(role) == helper
