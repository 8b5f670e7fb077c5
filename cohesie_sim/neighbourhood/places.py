"""The grid: households fill stairwells, stairwells fill cells, and some cells have a square, a field or a bus stop."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from cohesie_sim.declaration import Parameter, assumed
from cohesie_sim.neighbourhood.columns import Flags, Floats, Ints, SlotKind, Slots, Space
from cohesie_sim.neighbourhood.drawing import Indices, Luck, Purpose
from cohesie_sim.randomness import Stream


class PlaceParameters(NamedTuple):
    """Parameters of the grid and its places."""

    cell_residents: Annotated[
        float, Parameter("residents per cell", "persons", 30.0, 100.0, "constant", assumed("an address block"))
    ] = 50.0
    stairwell_dwellings: Annotated[
        float,
        Parameter(
            "dwellings per stairwell at the reference density",
            "dwellings",
            6.0,
            12.0,
            "uncertainty",
            assumed("a Dutch porch serves six to ten dwellings"),
        ),
    ] = 8.0
    reference_density: Annotated[
        float,
        Parameter(
            "density at which stairwells have their usual size",
            "1/km2",
            4000.0,
            12000.0,
            "constant",
            assumed("middle of the presets from The Hague"),
        ),
    ] = 8000.0
    density_power: Annotated[
        float,
        Parameter(
            "exponent of density in the size of stairwells",
            "1",
            0.0,
            0.5,
            "uncertainty",
            assumed("denser neighbourhoods build higher; weak"),
        ),
    ] = 0.25
    square: Annotated[
        float,
        Parameter("residents per square", "persons", 1000.0, 4000.0, "uncertainty", assumed("one within a short walk")),
    ] = 2000.0
    field: Annotated[
        float,
        Parameter(
            "residents per playing field", "persons", 1000.0, 5000.0, "uncertainty", assumed("one per primary school")
        ),
    ] = 2500.0
    bus_stop: Annotated[
        float,
        Parameter(
            "residents per bus stop", "persons", 500.0, 2000.0, "uncertainty", assumed("a few hundred metres apart")
        ),
    ] = 1000.0


class Addresses(NamedTuple):
    """Where residents live; columns of length n."""

    cell: Ints
    stairwell: Ints


def lay_out(household: Ints, density: float, luck: Luck, p: PlaceParameters) -> tuple[Addresses, Space]:
    """Put households, in their order, into stairwells and cells, and choose the cells with places.

    Parameters
    ----------
    household
        Of every resident, ascending, shape (n,).
    density
        Inhabitants per km2.
    luck
        Draws.
    p
        Parameters of places.

    Returns
    -------
    tuple
        Addresses of the residents, and the grid; every cell and stairwell is inhabited.
    """
    residents, households = household.size, int(household[-1]) + 1
    cells = max(1, round(residents / p.cell_residents))
    dwellings = p.stairwell_dwellings * (density / p.reference_density) ** p.density_power
    stairwells = min(households, max(cells, round(households / dwellings)))
    stairwell = household.astype(np.int64) * stairwells // households
    cell_of_stairwell = np.arange(stairwells) * cells // stairwells
    cell = cell_of_stairwell[stairwell]
    cols = int(np.ceil(np.sqrt(cells)))
    row, along = np.divmod(np.arange(cells), cols)
    space = Space(
        rows=int(row[-1]) + 1,
        cols=cols,
        cell_start=_starts(cell, cells),
        stairwell_start=_starts(stairwell, stairwells),
        cell_stairwell=_starts(cell_of_stairwell, cells),
        cell_row=row.astype(np.int32),
        cell_col=np.where(row % 2 == 0, along, cols - 1 - along).astype(np.int32),
        has_square=_flagged(residents / p.square, cells, luck, Purpose.SQUARE),
        has_field=_flagged(residents / p.field, cells, luck, Purpose.FIELD),
        has_bus_stop=_flagged(residents / p.bus_stop, cells, luck, Purpose.BUS_STOP),
    )
    return Addresses(cell.astype(np.int32), stairwell.astype(np.int32)), space


def places(space: Space, slots: Slots) -> list[tuple[str, int]]:
    """Name the places of a neighbourhood, for drawing.

    Parameters
    ----------
    space, slots
        The grid and the initiative slots.

    Returns
    -------
    list of tuple
        Kind of place (``square``, ``field``, ``bus_stop``, ``community_centre``, ``restaurant``) and its cell.
    """
    by_kind = [
        ("square", np.flatnonzero(space.has_square)),
        ("field", np.flatnonzero(space.has_field)),
        ("bus_stop", np.flatnonzero(space.has_bus_stop)),
        ("community_centre", slots.cell[slots.kind == SlotKind.HUISKAMER]),
        ("restaurant", slots.cell[slots.kind == SlotKind.RESTAURANT]),
    ]
    return [(name, int(cell)) for name, cells in by_kind for cell in cells]


def spread_out(cells: int, uniforms: Floats) -> Indices:
    """Return cells that lie spread over the neighbourhood: one at random in each of equal runs of cells.

    Parameters
    ----------
    cells
        How many cells there are.
    uniforms
        One draw per cell to choose, shape (k,).

    Returns
    -------
    array of int64, shape (k,)
        Ascending; distinct while k is at most `cells`.
    """
    edges = np.arange(uniforms.size + 1) * cells // max(uniforms.size, 1)
    return np.minimum(edges[:-1] + (uniforms * np.diff(edges)).astype(np.int64), cells - 1)


def _starts(ascending: Indices, count: int) -> Ints:
    return np.searchsorted(ascending, np.arange(count + 1)).astype(np.int32)


def _flagged(wanted: float, cells: int, luck: Luck, purpose: Purpose) -> Flags:
    count = min(max(1, round(wanted)), cells)
    flags = np.zeros(cells, dtype=np.bool_)
    flags[spread_out(cells, luck.uniforms(Stream.PLACE, purpose, count))] = True
    return flags
