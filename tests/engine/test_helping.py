"""Helpers over the columns: as many matches as workers' time allows, and why helpers leave."""

from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.engine import resident, site
from cohesie_sim.engine.columns import Residents, contact_columns
from cohesie_sim.engine.helping import _leave, help_spontaneously
from cohesie_sim.engine.packing import packed
from cohesie_sim.engine.records import NO_TIME, UNUSED, empty_records
from cohesie_sim.engine.sites import empty_members, take_stock
from cohesie_sim.engine.volunteers import volunteer
from cohesie_sim.kinds import COFFEE_CLUB, HELP_GROUP
from cohesie_sim.outcomes.columns import HELPERS_LEFT_UNUSED, HELPERS_LEFT_USED, MATCHES, VOLUNTEERS_RECRUITED
from cohesie_sim.randomness import week_keys
from cohesie_sim.rules.hypothesis import HYPOTHESES
from cohesie_sim.rules.volunteering import MATCHED_HELPER, UNCOMMITTED, VOLUNTEER, WAITING_HELPER
from tests.engine.small import QUIET, P, residents, sites, slots, space, tallies, traits

KEYS = week_keys(1, 0, 3)
N, WEEK = 30, 9
NOW = QUIET._replace(week=WEEK)
# nobody signs up, leaves or parts
STEADY = P.spontaneous_help._replace(base=0.0, impatience=0.0, turnover=0.0, done=0.0, group_matches=0.0)


def _helpers(waiting: int, matched: int) -> Residents:
    """Return waiting and matched helpers, the first of all, and clients in need behind them."""
    people = residents(N)
    people.code[resident.ROLE, :waiting] = WAITING_HELPER
    helping = np.arange(waiting, waiting + matched)
    people.code[resident.ROLE, helping] = MATCHED_HELPER
    people.code[resident.WAS_MATCHED, helping] = True
    people.state[resident.CLIENT, helping] = N - 1 - np.arange(matched)
    people.code[resident.HAS_HELPER, N - 1 - np.arange(matched)] = True
    people.state[resident.INITIATIVE, : waiting + matched] = 0
    people.state[resident.NEED_WEEKS, waiting + matched :] = 2
    return people


@pytest.mark.parametrize(("share", "matches"), [(0.0, 0), (0.5, 4), (1.0, 8)])
def test_workers_match_the_share_of_the_waiting_for_whom_they_have_time(share: float, matches: int) -> None:
    r, group, row = _helpers(waiting=8, matched=3), sites(1), tallies()
    take_stock(r, group, empty_members(N, 1))
    group.state[site.RUNNING] = False
    asked = 8 * P.community_work.match_hours + 3 * P.spontaneous_help.full_hours
    p = packed(P._replace(spontaneous_help=STEADY))
    people, where, records = traits(N), slots([HELP_GROUP]), empty_records(N, 1)
    c = contact_columns(N)
    help_spontaneously(people, r, c, space(N), where, group, share * asked, NOW, p, KEYS, records, row)
    assert row[MATCHES] == matches
    assert (r.code[resident.ROLE] == WAITING_HELPER).sum() == 8 - matches


@pytest.mark.parametrize("used", [False, True])
@pytest.mark.parametrize(("waits", "cause", "memory"), [(True, UNUSED, 1.0), (False, NO_TIME, 0.0)])
def test_why_a_helper_leaves_follows_from_what_the_helper_does_now_and_not_from_before(
    used: bool, waits: bool, cause: int, memory: float
) -> None:
    r = _helpers(waiting=1, matched=0) if waits else _helpers(waiting=0, matched=1)
    r.code[resident.WAS_MATCHED, 0] = used
    records, row = empty_records(N, 1), tallies()
    sure = P.spontaneous_help._replace(impatience=1.0, weariest=1.0, turnover=1.0)
    _leave(traits(N), r, np.zeros(1, np.int32), 0.0, NOW, sure, KEYS, records, row)
    assert records.commitments[0, 5:].tolist() == [cause, used]
    assert r.level[resident.IDLE_MEMORY, 0] == memory
    assert r.code[resident.ROLE, 0] == UNCOMMITTED
    assert not r.code[resident.HAS_HELPER].any()
    assert (row[HELPERS_LEFT_UNUSED], row[HELPERS_LEFT_USED]) == (waits, not waits)


def test_only_who_came_is_recruited_and_not_whom_a_helper_visited() -> None:
    r, club, members, row = residents(4), sites(1), empty_members(4, 1), tallies()
    r.state[resident.PARTICIPATES] = 0
    r.state[resident.SEEN_BY_INITIATIVE] = WEEK  # by a helper, in case of those who did not come
    r.code[resident.CAME] = [True, False, True, False]
    take_stock(r, club, members)
    sure = P._replace(volunteering=P.volunteering._replace(recruit=1.0))
    where, box, records = slots([COFFEE_CLUB]), packed(sure), empty_records(4, 1)
    busy = members.busy[: members.first[-1]]
    volunteer(traits(4), r, where, club, busy, NOW, HYPOTHESES["article"], box, KEYS, records, row)
    assert r.code[resident.ROLE].tolist() == [VOLUNTEER, UNCOMMITTED, VOLUNTEER, UNCOMMITTED]
    assert r.state[resident.PARTICIPATES].tolist() == [-1, 0, -1, 0]
    assert row[VOLUNTEERS_RECRUITED] == 2
