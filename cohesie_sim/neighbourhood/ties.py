"""Ties between neighbours at the start.

Two residents of different households, both old enough, have a tie with a chance in proportion to how alike they are
and to the neighbourliness of both, drawn by the pair. Three scales (same stairwell, same cell, adjacent cells) are set
so that the mean number of ties of each distance is the declared one, before rows that are too full are cut:

    chance   = min(1, scale(distance) * similarity * neighbourliness_i * neighbourliness_j)
    affinity = affinity(distance) * similarity
    similarity = age_scale / (age_scale + age gap) * (unlike household) * (unlike means)

A row keeps at most ``STARTING_TIES`` ties, the strongest affinities. Invariants: a tie is stored once, in the row of
its lower index; partners ascend; nobody has a tie within the household.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cohesie_sim.compiling import kernel, rule
from cohesie_sim.neighbourhood.affinity import TieSynthesisParameters, similarity
from cohesie_sim.neighbourhood.columns import STARTING_TIES, TIE_SLOTS, Flags, Floats, Ints, Space, TieKind, Ties
from cohesie_sim.neighbourhood.drawing import Luck
from cohesie_sim.randomness import Stream, uniform_pair

STAIRWELL, CELL, ADJACENT = 0, 1, 2


class Neighbours(NamedTuple):
    """What ties depend on; columns of length n, residents sorted by cell. Neighbourliness is 0 for the too young."""

    cell: Ints
    stairwell: Ints
    household: Ints
    age: Ints
    with_children: Flags
    strained: Flags
    neighbourliness: Floats


def make_ties(people: Neighbours, space: Space, luck: Luck, p: TieSynthesisParameters) -> Ties:
    """Draw all ties.

    Parameters
    ----------
    people
        What ties depend on.
    space
        The grid.
    luck
        Draws.
    p
        Parameters of ties.

    Returns
    -------
    Ties
        Rows of length ``TIE_SLOTS``.
    """
    n = people.age.size
    ahead = _ahead(space)
    eligible = np.count_nonzero(people.neighbourliness)
    wanted = np.array([p.stairwell_degree, p.cell_degree, p.adjacent_degree]) * eligible / 2
    weights = np.zeros(3)
    _add_weights(people, ahead, p, weights)
    scale = np.divide(wanted, weights, out=np.zeros(3), where=weights > 0)
    ties = Ties(
        np.zeros(n, dtype=np.int32),
        np.full((n, TIE_SLOTS), -1, dtype=np.int32),
        np.zeros((n, TIE_SLOTS)),
        np.full((n, TIE_SLOTS), TieKind.NEIGHBOUR, dtype=np.int8),
    )
    _draw(people, ahead, p, scale, luck.pair_key(Stream.TIE), ties)
    return ties


def _ahead(space: Space) -> Ints:
    """Return per cell the resident ranges of itself, of the next cell in its row and of the up to three below it."""
    cells, cols = space.cell_row.size, space.cols
    cell = np.arange(cells)
    step = np.where(space.cell_row % 2 == 0, 1, -1)
    next_in_row = (space.cell_col + step >= 0) & (space.cell_col + step < cols)
    forward = np.where(space.cell_row % 2 == 0, cols - 1 - space.cell_col, space.cell_col)
    below = (space.cell_row + 1) * cols + forward  # the cell right below: the path turns and comes back
    low = np.maximum(below - 1, (space.cell_row + 1) * cols)
    high = np.minimum(below + 2, (space.cell_row + 2) * cols)
    bounds = np.stack([cell, cell + 1, cell + 1, cell + 1 + next_in_row, low, high], axis=1)
    return np.asarray(space.cell_start[np.minimum(bounds, cells)])


@rule
def _weight(i: int, j: int, people: Neighbours, p: TieSynthesisParameters) -> tuple[float, float]:
    """Return similarity, and its product with both neighbourlinesses; zero for people who cannot have a tie."""
    both = people.neighbourliness[i] * people.neighbourliness[j]
    if both == 0.0 or people.household[i] == people.household[j]:
        return 0.0, 0.0
    alike = similarity(
        people.age[i] - people.age[j],
        people.with_children[i] == people.with_children[j],
        people.strained[i] == people.strained[j],
        p,
    )
    return alike, alike * both


@rule
def _distance(i: int, j: int, people: Neighbours) -> int:
    if people.stairwell[i] == people.stairwell[j]:
        return STAIRWELL
    return CELL if people.cell[i] == people.cell[j] else ADJACENT


@kernel
def _add_weights(people: Neighbours, ahead: Ints, p: TieSynthesisParameters, weights: Floats) -> None:
    for i in range(people.age.size):
        if people.neighbourliness[i] == 0.0:
            continue
        for part in range(3):
            bounds = ahead[people.cell[i], 2 * part : 2 * part + 2]
            for j in range(max(bounds[0], i + 1), bounds[1]):
                weights[_distance(i, j, people)] += _weight(i, j, people, p)[1]


@kernel
def _draw(people: Neighbours, ahead: Ints, p: TieSynthesisParameters, scale: Floats, key: int, ties: Ties) -> None:
    near = (p.stairwell_affinity, p.cell_affinity, p.adjacent_affinity)
    for i in range(people.age.size):
        if people.neighbourliness[i] == 0.0:
            continue
        for part in range(3):
            bounds = ahead[people.cell[i], 2 * part : 2 * part + 2]
            for j in range(max(bounds[0], i + 1), bounds[1]):
                alike, weight = _weight(i, j, people, p)
                distance = _distance(i, j, people)
                if uniform_pair(key, i, j) < scale[distance] * weight:
                    _keep(i, j, near[distance] * alike, ties)


@rule
def _keep(i: int, j: int, affinity: float, ties: Ties) -> None:
    """Append a tie to row i; a full row gives up its weakest when the new one is stronger."""
    used = ties.count[i]
    if used == STARTING_TIES:
        weakest = np.argmin(ties.affinity[i, :used])
        if ties.affinity[i, weakest] >= affinity:
            return
        used -= 1
        for slot in range(weakest, used):
            ties.partner[i, slot] = ties.partner[i, slot + 1]
            ties.affinity[i, slot] = ties.affinity[i, slot + 1]
    ties.partner[i, used] = j
    ties.affinity[i, used] = affinity
    ties.count[i] = used + 1
