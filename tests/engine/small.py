"""Columns of a few residents, made by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import resident, site, trait
from cohesie_sim.engine.columns import Bonds, Residents, Sites, Traits
from cohesie_sim.engine.packing import packed
from cohesie_sim.neighbourhood.columns import Slots, Space
from cohesie_sim.outcomes.columns import NEIGHBOURHOOD_TALLIES
from cohesie_sim.parameters import Parameters

P = Parameters()
PACKED = packed(P)  # what kernels receive for the whole table
QUIET = Conditions(0, *[0.0] * (len(Conditions._fields) - 1))  # every level at zero


def tallies() -> npt.NDArray[np.float64]:
    """Return the tallies of a week in which nothing has happened yet."""
    return np.zeros(len(NEIGHBOURHOOD_TALLIES))


def residents(n: int) -> Residents:
    """Return uncommitted residents who take part in nothing and are online."""
    state, code = np.zeros((len(resident.STATES), n), np.int32), np.zeros((len(resident.CODES), n), np.int8)
    for row in (resident.INITIATIVE, resident.PARTICIPATES, resident.CLIENT):
        state[row] = -1
    code[resident.ONLINE] = True
    return Residents(np.zeros((len(resident.LEVELS), n)), state, code, np.zeros((len(resident.TOTALS), n), np.int16))


def traits(n: int) -> Traits:
    """Return adults of forty, each in a household of their own, all in one cell."""
    code = np.zeros((len(trait.CODES), n), np.int8)
    code[trait.AGE] = 40
    address = np.zeros((len(trait.ADDRESSES), n), np.int32)
    address[trait.HOUSEHOLD] = np.arange(n)
    return Traits(np.zeros((len(trait.NUMBERS), n), np.float32), code, address)


def sites(m: int) -> Sites:
    """Return running initiatives without members."""
    state = np.zeros((len(site.STATES), m), np.int32)
    state[site.RUNNING] = True
    return Sites(np.zeros((len(site.LEVELS), m)), state)


def bonds(n: int, room: int) -> Bonds:
    """Return no ties, with room for some per resident."""
    empty = np.full((n, room), -1, np.int32)
    return Bonds(
        np.zeros(n, np.int32), empty, np.zeros((n, room), np.float32), np.zeros((n, room), np.int8), np.zeros((n, room))
    )


def space(n: int) -> Space:
    """Return one cell, in which everybody lives, without outdoor places."""
    start, none = np.array([0, n], np.int32), np.zeros(1, np.bool_)
    cell = np.zeros(1, np.int32)
    return Space(1, 1, start, start, np.array([0, 1], np.int32), cell, cell, none, none, none)


def slots(kinds: Sequence[int]) -> Slots:
    """Return sites of some kinds, middling in every respect, which nobody has nearby."""
    middling = np.full(len(kinds), 0.5)
    cell, near = np.zeros(len(kinds), np.int32), np.full((1, 4), -1, np.int32)
    return Slots(np.array(kinds, np.int32), cell, middling, middling, near)
