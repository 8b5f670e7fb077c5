"""Columns of a few residents, made by hand."""

from __future__ import annotations

import numpy as np

from cohesie_sim.engine import resident, site, trait
from cohesie_sim.engine.columns import Bonds, Residents, Sites, Traits
from cohesie_sim.engine.packing import packed
from cohesie_sim.parameters import Parameters

P = Parameters()
PACKED = packed(P)  # what kernels receive for the whole table


def residents(n: int) -> Residents:
    """Return uncommitted residents who take part in nothing and are online."""
    state = np.zeros((len(resident.STATES), n), np.int32)
    for row in (resident.INITIATIVE, resident.PARTICIPATES, resident.CLIENT):
        state[row] = -1
    state[resident.ONLINE] = True
    return Residents(np.zeros((len(resident.LEVELS), n)), state)


def traits(n: int) -> Traits:
    """Return adults of forty, each in a household of their own, all in one cell."""
    code = np.zeros((len(trait.CODES), n), np.int32)
    code[trait.AGE] = 40
    code[trait.HOUSEHOLD] = np.arange(n)
    return Traits(np.zeros((len(trait.NUMBERS), n)), code)


def sites(m: int) -> Sites:
    """Return running initiatives without members."""
    state = np.zeros((len(site.STATES), m), np.int32)
    state[site.RUNNING] = True
    return Sites(np.zeros((len(site.LEVELS), m)), state)


def bonds(n: int, room: int) -> Bonds:
    """Return no ties, with room for some per resident."""
    empty = np.full((n, room), -1, np.int32)
    return Bonds(np.zeros(n, np.int32), empty, np.zeros((n, room)), np.zeros((n, room), np.int8), np.zeros((n, room)))
