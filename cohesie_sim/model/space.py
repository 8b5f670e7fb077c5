"""The grid: every cell is an address block, with its residents, its outdoor places and the initiatives near it."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from mesa.discrete_space import Cell, OrthogonalMooreGrid

from cohesie_sim.neighbourhood import Space
from cohesie_sim.rules.formats import BUS_STOP, FIELD, SQUARE

if TYPE_CHECKING:
    from cohesie_sim.model.initiative import Initiative
    from cohesie_sim.model.resident import Resident


class Block(Cell):
    """An address block.

    Attributes
    ----------
    number
        Position in the walk to and fro along the rows; -1 where nobody lives.
    residents
        Who lives here, in order of index.
    near
        The nearest sites of initiatives, nearest first; None where there are fewer.
    places
        Which of ``SQUARE``, ``BUS_STOP`` and ``FIELD`` it has.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number = -1
        self.residents: list[Resident] = []
        self.near: list[Initiative | None] = []
        self.places: frozenset[int] = frozenset()


def build_grid(space: Space, random: Random) -> tuple[OrthogonalMooreGrid[Block], list[Block]]:
    """Return a Mesa grid of address blocks, not inhabited yet.

    Parameters
    ----------
    space
        Of the synthetic neighbourhood.
    random
        Of the Mesa model; no process of ours draws from it.

    Returns
    -------
    tuple
        The grid, indexed by (row, column), and its blocks in order of their number.
    """
    grid: OrthogonalMooreGrid[Block] = OrthogonalMooreGrid(
        (int(space.rows), int(space.cols)), torus=False, random=random, cell_klass=Block
    )
    blocks = []
    outdoors = ((SQUARE, space.has_square), (BUS_STOP, space.has_bus_stop), (FIELD, space.has_field))
    for number, (row, column) in enumerate(zip(space.cell_row.tolist(), space.cell_col.tolist(), strict=True)):
        block = grid[row, column]
        block.number = number
        block.places = frozenset(place for place, exists in outdoors if exists[number])
        blocks.append(block)
    return grid, blocks
