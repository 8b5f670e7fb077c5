"""The histories of a run: one row per commitment of a volunteer, one per life of an initiative."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cohesie_sim.compiling import kernel
from cohesie_sim.engine import resident, site
from cohesie_sim.engine.columns import Ints, Residents, Sites
from cohesie_sim.rules.volunteering import MATCHED_HELPER, UNCOMMITTED, WAITING_HELPER

Table = npt.NDArray[np.int32]

STILL_COMMITTED, QUIT, INITIATIVE_ENDED, UNUSED, NO_TIME = 0, 1, 2, 3, 4


class Records(NamedTuple):
    """Histories under construction.

    Attributes
    ----------
    commitments
        Rows (resident, slot, role, start, end, cause, matched), shape (room, 7).
    lives
        Rows (slot, start, end, cause), shape (room, 4).
    used
        Number of rows used in each, shape (2,).
    """

    commitments: Table
    lives: Table
    used: Ints


@kernel
def record_leaving(records: Records, r: Residents, i: int, week: int, cause: int) -> None:
    """Record that resident ``i`` leaves a commitment, and make the resident uncommitted."""
    k = records.used[0]
    row = records.commitments[k]
    row[0], row[1], row[2] = i, r.state[resident.INITIATIVE, i], r.code[resident.ROLE, i]
    row[3], row[4], row[5], row[6] = r.state[resident.SINCE, i], week, cause, r.code[resident.WAS_MATCHED, i]
    records.used[0] = k + 1
    if cause == STILL_COMMITTED:
        return
    if r.state[resident.CLIENT, i] >= 0:
        r.code[resident.HAS_HELPER, r.state[resident.CLIENT, i]] = False
        r.state[resident.CLIENT, i] = -1
    r.code[resident.ROLE, i] = UNCOMMITTED
    r.state[resident.INITIATIVE, i] = -1
    r.code[resident.WAS_MATCHED, i] = False


@kernel
def record_ending(records: Records, sites: Sites, s: int, week: int, cause: int) -> None:
    """Record the end, or at the end of the horizon the survival, of the initiative at a site."""
    k = records.used[1]
    row = records.lives[k]
    row[0], row[1], row[2], row[3] = s, sites.state[site.STARTED, s], week, cause
    records.used[1] = k + 1


@kernel
def with_room(records: Records, residents: int, sites: int) -> Records:
    """Return records with room for one more week, in which everybody leaves and every initiative ends."""
    commitments, lives = records.commitments, records.lives
    if len(commitments) - records.used[0] < residents:
        commitments = np.empty((2 * len(commitments), 7), np.int32)
        commitments[: records.used[0]] = records.commitments[: records.used[0]]
    if len(lives) - records.used[1] < sites:
        lives = np.empty((2 * len(lives), 4), np.int32)
        lives[: records.used[1]] = records.lives[: records.used[1]]
    return Records(commitments, lives, records.used)


@kernel
def empty_records(residents: int, sites: int) -> Records:
    """Return empty records with room for one week."""
    return Records(np.empty((2 * residents, 7), np.int32), np.empty((2 * sites, 4), np.int32), np.zeros(2, np.int32))


@kernel
def is_helper(role: int) -> bool:
    """Return whether a role is that of a spontaneous helper."""
    return role in (WAITING_HELPER, MATCHED_HELPER)
