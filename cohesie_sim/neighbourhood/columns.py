"""What a synthetic neighbourhood consists of: columns of residents, ties, places and initiative slots.

The records are named tuples of arrays so that they travel into compiled kernels as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Bytes = NDArray[np.int8]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

TIE_SLOTS = 8
"""Room for ties per resident; what the start leaves free is for ties that shared activities add."""

STARTING_TIES = 6
"""At most this many of a resident's tie slots are used at the start."""


class Occupation(IntEnum):
    """What a resident does by day."""

    NONE = 0
    WORK = 1
    SCHOOL = 2


class TieKind(IntEnum):
    """Where a tie comes from."""

    NEIGHBOUR = 0


class SlotKind(IntEnum):
    """Kind of initiative that can exist at a slot."""

    HUISKAMER = 0
    COFFEE_CLUB = 1
    RESTAURANT = 2
    WALKING_GROUP = 3
    HELP_GROUP = 4


class Traits(NamedTuple):
    """What stays the same about residents; every column has length n.

    Residents are sorted by cell, stairwell and household; members of a household are contiguous. ``family_rate`` and
    ``friends_rate`` are usual contacts per week by any channel with family outside the household and with friends;
    ``work_rate`` and ``public_rate`` are face-to-face contacts per week at work or school and in shops, transport and
    clubs. ``susceptibility`` (0-1) says how strongly threat turns into fear, ``social_setpoint`` and
    ``emotional_setpoint`` are latent usual loneliness (standard deviations), ``outdoor_preference`` is the usual share
    of neighbour contacts outdoors, ``occupation`` a member of :class:`Occupation`, and ``group`` is
    ``age_band * 8 + lives_alone * 4 + strained * 2 + online`` with age bands 0-14, 15-24, 25-44, 45-64, 65+.
    """

    cell: Ints
    stairwell: Ints
    household: Ints
    household_size: Ints
    age: Ints
    lives_alone: Flags
    vulnerable: Flags
    strained: Flags
    online: Flags
    occupation: Ints
    family_rate: Floats
    friends_rate: Floats
    work_rate: Floats
    public_rate: Floats
    susceptibility: Floats
    social_setpoint: Floats
    emotional_setpoint: Floats
    volunteers_elsewhere: Flags
    outdoor_preference: Floats
    group: Ints


class Ties(NamedTuple):
    """Ties between residents of different households, each stored once, in the row of its lower index.

    ``count`` (n) is the number of used slots of a row; ``partner`` (n, TIE_SLOTS) ascends within them and is -1 beyond;
    ``affinity`` (n, TIE_SLOTS) is in (0, 1] for used slots; ``kind`` is a member of :class:`TieKind`.
    """

    count: Ints  # type: ignore[assignment]  # a column, not tuple.count, which nobody calls on a record
    partner: Ints
    affinity: Floats
    kind: Bytes


class Space(NamedTuple):
    """The grid of C cells with S stairwells, and its outdoor places.

    ``cell_start`` (C+1) and ``stairwell_start`` (S+1) delimit residents, ``cell_stairwell`` (C+1) stairwells. Cells are
    numbered along the rows, to and fro, so that consecutive cells touch; the last row may be incomplete.
    """

    rows: int
    cols: int
    cell_start: Ints
    stairwell_start: Ints
    cell_stairwell: Ints
    cell_row: Ints
    cell_col: Ints
    has_square: Flags
    has_field: Flags
    has_bus_stop: Flags


class Slots(NamedTuple):
    """Sites where an initiative can exist, sorted by kind; columns have length M.

    ``flexibility`` and ``bridging`` (0-1) are the slot's own; ``near`` (C, 4) holds the nearest slots of each cell,
    help groups excluded, nearest first and -1 where there are fewer. The cell of a huiskamer is a community centre.
    """

    kind: Ints
    cell: Ints
    flexibility: Floats
    bridging: Floats
    near: Ints


@dataclass(frozen=True)
class Neighbourhood:
    """A synthetic neighbourhood as it stands before the first week.

    Parameters
    ----------
    name
        Name of the specification it was built from.
    traits, ties, space, slots
        Columns of residents, ties between them, the grid, and the sites of initiatives.
    """

    name: str
    traits: Traits
    ties: Ties
    space: Space
    slots: Slots
