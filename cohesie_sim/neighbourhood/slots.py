"""Initiative slots: the sites where an initiative can exist, spread over the neighbourhood."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from cohesie_sim.compiling import kernel
from cohesie_sim.declaration import Parameter, assumed
from cohesie_sim.neighbourhood.columns import Floats, Ints, SlotKind, Slots, Space
from cohesie_sim.neighbourhood.drawing import Luck, Purpose
from cohesie_sim.neighbourhood.places import spread_out
from cohesie_sim.randomness import Stream, uniform_pair

NEAREST = 4
"""Slots that a cell looks at."""


class SlotParameters(NamedTuple):
    """Parameters of initiative slots: residents per slot of each kind."""

    huiskamer: Annotated[
        float,
        Parameter(
            "residents per slot of a huiskamer",
            "persons",
            1500.0,
            5000.0,
            "uncertainty",
            assumed("5 to 7 huiskamers per small municipality (local press); its population is not given"),
        ),
    ] = 2500.0
    coffee_club: Annotated[
        float,
        Parameter(
            "residents per slot of a coffee club",
            "persons",
            400.0,
            1600.0,
            "uncertainty",
            assumed("small and informal, so more of them"),
        ),
    ] = 800.0
    restaurant: Annotated[
        float,
        Parameter(
            "residents per slot of a neighbourhood restaurant",
            "persons",
            2500.0,
            10000.0,
            "uncertainty",
            assumed("needs a kitchen and many volunteers, so fewer"),
        ),
    ] = 4000.0
    walking_group: Annotated[
        float,
        Parameter(
            "residents per slot of a walking group",
            "persons",
            600.0,
            2500.0,
            "uncertainty",
            assumed("needs no room, so more than huiskamers"),
        ),
    ] = 1200.0
    help_group: Annotated[
        float,
        Parameter(
            "residents per slot of a spontaneous help group",
            "persons",
            2000.0,
            10000.0,
            "uncertainty",
            assumed("one per part of a neighbourhood"),
        ),
    ] = 4000.0


def make_slots(residents: int, space: Space, luck: Luck, p: SlotParameters) -> Slots:
    """Place the slots of every kind and find the nearest of each cell.

    Parameters
    ----------
    residents
        How many live in the neighbourhood.
    space
        The grid.
    luck
        Draws.
    p
        Parameters of slots.

    Returns
    -------
    Slots
        At least one of each kind, sorted by kind and then by cell.
    """
    spacing = {
        SlotKind.HUISKAMER: p.huiskamer,
        SlotKind.COFFEE_CLUB: p.coffee_club,
        SlotKind.RESTAURANT: p.restaurant,
        SlotKind.WALKING_GROUP: p.walking_group,
        SlotKind.HELP_GROUP: p.help_group,
    }
    counts = [max(1, round(residents / spacing[kind])) for kind in SlotKind]
    kind = np.repeat(np.arange(len(counts), dtype=np.int32), counts)

    def draw(purpose: Purpose) -> Floats:
        return luck.uniforms(Stream.SLOT, purpose, kind.size)

    cells = space.cell_row.size
    by_kind = np.split(draw(Purpose.SLOT_PLACE), np.cumsum(counts)[:-1])
    cell = np.concatenate([spread_out(cells, uniforms) for uniforms in by_kind]).astype(np.int32)
    near = np.full((cells, NEAREST), -1, dtype=np.int32)
    visited = np.flatnonzero(kind != SlotKind.HELP_GROUP).astype(np.int32)
    _find_nearest(space.cell_row, space.cell_col, cell, visited, luck.pair_key(Stream.SLOT), near)
    return Slots(kind, cell, draw(Purpose.FLEXIBILITY), draw(Purpose.BRIDGING), near)


@kernel
def _find_nearest(row: Ints, col: Ints, slot_cell: Ints, slots: Ints, key: int, near: Ints) -> None:
    """Fill the nearest slots of every cell: Chebyshev distance plus a hash below one, which decides between equals."""
    rank = np.empty(near.shape[1])
    for cell in range(near.shape[0]):
        rank[:] = np.inf
        for slot in slots:
            there = slot_cell[slot]
            distance = max(abs(row[cell] - row[there]), abs(col[cell] - col[there]))
            candidate = distance + uniform_pair(key, cell, slot)
            place = near.shape[1]
            while place > 0 and candidate < rank[place - 1]:
                place -= 1
            for later in range(near.shape[1] - 1, place, -1):
                rank[later] = rank[later - 1]
                near[cell, later] = near[cell, later - 1]
            if place < near.shape[1]:
                rank[place] = candidate
                near[cell, place] = slot
