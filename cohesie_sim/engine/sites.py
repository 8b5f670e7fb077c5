"""Who belongs to which site, and how many they are."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cohesie_sim.compiling import kernel
from cohesie_sim.engine import resident, site
from cohesie_sim.engine.columns import Ints, Residents, Sites
from cohesie_sim.engine.records import is_helper
from cohesie_sim.rules.volunteering import BOARD_MEMBER, WAITING_HELPER


class Members(NamedTuple):
    """Participants and volunteers when stock was last taken; spontaneous helpers are counted but not listed.

    ``first`` (M+1) delimits in ``who`` the members of each site, participants and volunteers together, in order of
    their index; ``busy`` holds the same residents in order of their index, whatever their site.
    """

    first: Ints
    who: Ints
    busy: Ints


def empty_members(residents: int, sites: int) -> Members:
    """Return room for the members of all sites."""
    return Members(np.zeros(sites + 1, np.int32), np.zeros(residents, np.int32), np.zeros(residents, np.int32))


@kernel
def take_stock(r: Residents, sites: Sites, members: Members) -> None:
    """List the members of every site, count them, and average the volunteers' strain.

    Parameters
    ----------
    r
        Residents.
    sites
        Initiatives; their counts and mean strain are overwritten.
    members
        Overwritten.
    """
    for counter in (site.VOLUNTEERS, site.WAITING, site.BOARD, site.PARTICIPANTS):
        sites.state[counter, :] = 0
    sites.level[site.STRAIN, :] = 0.0
    _list_members(r, sites, members)
    first, who, _ = members
    participates, roles, strains = r.state[resident.PARTICIPATES], r.code[resident.ROLE], r.level[resident.STRAIN]
    for s in range(len(first) - 1):
        for q in range(first[s], first[s + 1]):
            i = who[q]
            if participates[i] == s:
                sites.state[site.PARTICIPANTS, s] += 1
            else:
                sites.state[site.VOLUNTEERS, s] += 1
                sites.state[site.BOARD, s] += roles[i] == BOARD_MEMBER
                sites.level[site.STRAIN, s] += strains[i]
        if sites.state[site.VOLUNTEERS, s] > 0:
            sites.level[site.STRAIN, s] /= sites.state[site.VOLUNTEERS, s]


@kernel
def _list_members(r: Residents, sites: Sites, members: Members) -> None:
    """List members by site, and count the helpers of every help group."""
    first, who, busy = members
    participates, initiatives, roles = (
        r.state[resident.PARTICIPATES],
        r.state[resident.INITIATIVE],
        r.code[resident.ROLE],
    )
    committed = 0
    for i in range(len(roles)):
        busy[committed] = i
        committed += (participates[i] & initiatives[i]) >= 0  # -1 and -1 for most; no branch, which would be a guess
    first[:] = 0
    n = 0
    for q in range(committed):
        i = busy[q]
        s = participates[i]
        if is_helper(roles[i]):
            sites.state[site.VOLUNTEERS, initiatives[i]] += 1
            sites.state[site.WAITING, initiatives[i]] += roles[i] == WAITING_HELPER
        elif s < 0:
            s = initiatives[i]
        if s >= 0:
            busy[n] = i
            n += 1
            first[s + 1] += 1
    for s in range(1, len(first)):
        first[s] += first[s - 1]
    place = first.copy()
    for q in range(n):
        i = busy[q]
        s = max(participates[i], -1)
        if s < 0:
            s = initiatives[i]
        who[place[s]] = i
        place[s] += 1
