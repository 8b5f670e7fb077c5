"""Counts and lists of the members of each site."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cohesie_sim.compiling import kernel
from cohesie_sim.engine import resident, site
from cohesie_sim.engine.columns import Ints, Residents, Sites
from cohesie_sim.rules.volunteering import BOARD_MEMBER, VOLUNTEER


class Members(NamedTuple):
    """Participants and volunteers of each site, in order of their index.

    ``first`` (M+1) delimits in ``who`` the members of each site; members are participants and volunteers together.
    """

    first: Ints
    who: Ints


@kernel
def count_members(r: Residents, sites: Sites) -> None:
    """Count volunteers, board members and participants of every site, and average the volunteers' strain.

    Parameters
    ----------
    r
        Residents.
    sites
        Initiatives; four columns are overwritten.
    """
    sites.state[site.VOLUNTEERS, :] = 0
    sites.state[site.BOARD, :] = 0
    sites.state[site.PARTICIPANTS, :] = 0
    sites.level[site.STRAIN, :] = 0.0
    for i in range(r.state.shape[1]):
        s = r.state[resident.INITIATIVE, i]
        if s >= 0:
            sites.state[site.VOLUNTEERS, s] += 1
            sites.level[site.STRAIN, s] += r.level[resident.STRAIN, i]
            if r.state[resident.ROLE, i] == BOARD_MEMBER:
                sites.state[site.BOARD, s] += 1
        s = r.state[resident.PARTICIPATES, i]
        if s >= 0:
            sites.state[site.PARTICIPANTS, s] += 1
    for s in range(sites.state.shape[1]):
        if sites.state[site.VOLUNTEERS, s] > 0:
            sites.level[site.STRAIN, s] /= sites.state[site.VOLUNTEERS, s]


@kernel
def list_members(r: Residents, members: Members) -> None:
    """List the participants and volunteers of every site, in order of their index.

    Parameters
    ----------
    r
        Residents.
    members
        Overwritten.
    """
    first, who = members
    participates, initiative, role = (
        r.state[resident.PARTICIPATES],
        r.state[resident.INITIATIVE],
        r.state[resident.ROLE],
    )
    first[:] = 0
    site_of = np.empty(len(role), np.int32)
    for i in range(len(role)):
        s = participates[i]
        if s < 0 and (role[i] == VOLUNTEER or role[i] == BOARD_MEMBER):
            s = initiative[i]
        site_of[i] = s
        if s >= 0:
            first[s + 1] += 1
    for s in range(1, len(first)):
        first[s] += first[s - 1]
    place = first.copy()
    for i in range(len(role)):
        s = site_of[i]
        if s >= 0:
            who[place[s]] = i
            place[s] += 1
