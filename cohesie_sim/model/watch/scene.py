"""What is on the map in one week: who is where and in which state, as plain arrays that no later week changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from cohesie_sim.kinds import HUISKAMER
from cohesie_sim.kinds import PAUSED as MODE_PAUSED
from cohesie_sim.rules.isolation import is_known

if TYPE_CHECKING:
    from mesa.discrete_space import Cell

    from cohesie_sim.model.initiative import Initiative
    from cohesie_sim.model.model import NeighbourhoodModel
    from cohesie_sim.model.resident import Resident
    from cohesie_sim.model.space import Block

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]

CONNECTED, KNOWN, OUT_OF_SIGHT = 0, 1, 2
"""States of a resident: not isolated, isolated and known to somebody, isolated and known to nobody."""
OPEN, PAUSED, ABSENT = 0, 1, 2
"""States of the site of an initiative: it meets or delivers, it exists but lies still, there is none."""
FREE, MEASURES, LOCKDOWN = 0, 1, 2
"""Phases: no measures, some measures, a lockdown (initiatives cannot meet indoors)."""

# A block is a square of side 1: residents fill its lower part, initiatives and workers stand in the strip above them.
_LEFT, _WIDTH = 0.07, 0.86
_BOTTOM, _HEIGHT = 0.06, 0.64
_STRIP = 0.85
_FIRST_SITE, _SITE_GAP, _SITE_ROOM = 0.13, 0.19, 0.56
_FIRST_WORKER, _WORKER_GAP, _WORKER_ROOM = 0.89, 0.13, 0.26


class Mark(NamedTuple):
    """The site of an initiative on the map."""

    x: float
    y: float
    kind: int
    state: int


class Counts(NamedTuple):
    """What a reader would otherwise have to count; residents are adults, and ``open`` leaves out what lies still."""

    adults: int
    isolated: int
    out_of_sight: int
    existing: int
    open: int
    huiskamers: int
    open_huiskamers: int


@dataclass(frozen=True)
class Scene:
    """The map of one week.

    Attributes
    ----------
    week, monday
        Number of the week (negative before the horizon) and its first day.
    phase
        ``FREE``, ``MEASURES`` or ``LOCKDOWN``.
    rows, cols
        Of the grid.
    pitch
        Distance between two residents of a block, in sides of a block.
    blocks, residents, workers
        Positions, shape (number, 2): the lower left corner of every block, and where the others stand. Row 0 is on top.
    states
        Of the residents, ``CONNECTED`` to ``OUT_OF_SIGHT``; who is not isolated, children included, is connected.
    sites
        Of the initiatives.
    counts
        Of adults and initiatives.
    """

    week: int
    monday: date
    phase: int
    rows: int
    cols: int
    pitch: float
    blocks: Floats
    residents: Floats
    workers: Floats
    states: Codes
    sites: tuple[Mark, ...]
    counts: Counts


def scene_of(model: NeighbourhoodModel) -> Scene:
    """Return the map as the model is at this moment.

    Parameters
    ----------
    model
        Before or after any week.

    Returns
    -------
    Scene
        Holds nothing of the model itself.
    """
    rows, cols = model.grid.dimensions
    most = max(len(block.residents) for block in model.blocks)
    states = np.array([state_of(resident, model.now.week) for resident in model.residents], np.int8)
    sites = tuple(_marks(model.initiatives, rows))
    return Scene(
        model.now.week,
        monday_of(model),
        phase_of(model),
        rows,
        cols,
        _WIDTH / _columns(most),
        np.array([_corner(block, rows) for block in model.blocks]),
        np.array([place for block in model.blocks for place in _homes(block, most, rows)]),
        np.array(_stands(model, rows)).reshape(-1, 2),
        states,
        sites,
        _count(model.residents, states, sites),
    )


def state_of(resident: Resident, week: int) -> int:
    """Return the state in which the map shows a resident.

    Parameters
    ----------
    resident
        Of any age; children are never isolated.
    week
        The last week that was run.

    Returns
    -------
    int
        ``CONNECTED``, ``KNOWN`` or ``OUT_OF_SIGHT``.
    """
    if not resident.isolated:
        return CONNECTED
    since = week - resident.seen_by_initiative, week - resident.seen_by_professional
    return KNOWN if is_known(resident.familiarity, *since, resident.model.parameters.isolation) else OUT_OF_SIGHT


def site_state_of(site: Initiative) -> int:
    """Return the state in which the map shows the site of an initiative.

    Parameters
    ----------
    site
        Of any kind.

    Returns
    -------
    int
        ``OPEN``, ``PAUSED`` or ``ABSENT``.
    """
    if not site.running:
        return ABSENT
    return PAUSED if site.mode == MODE_PAUSED else OPEN


def monday_of(model: NeighbourhoodModel) -> date:
    """Return the first day of the model's current week."""
    return model.setting.settings.calendar.start + timedelta(weeks=model.now.week)


def phase_of(model: NeighbourhoodModel) -> int:
    """Return the phase of the model's current week; its Thursday, the middle day, decides about a lockdown.

    Parameters
    ----------
    model
        Before or after any week.

    Returns
    -------
    int
        ``FREE``, ``MEASURES`` or ``LOCKDOWN``.
    """
    thursday = monday_of(model) + timedelta(days=3)
    if any(begin <= thursday < end for begin, end, _ in model.setting.lockdowns()):
        return LOCKDOWN
    now = model.now
    openness = (now.open_visits, now.open_work, now.open_public, now.open_indoor, now.open_outdoor)
    return MEASURES if min(openness) < 1.0 else FREE  # advice to work at home outlasts the measures a little


def _columns(most: int) -> int:
    """Return how many residents stand beside one another in a block that has to hold ``most``."""
    return ceil(sqrt(most * _WIDTH / _HEIGHT))


def _corner(block: Cell, rows: int) -> tuple[float, float]:
    row, column = block.coordinate
    return float(column), float(rows - 1 - row)


def _homes(block: Block, most: int, rows: int) -> Iterable[tuple[float, float]]:
    """Yield where the residents of a block stand, in order of index, from the left to the right and downwards."""
    x, y = _corner(block, rows)
    columns = _columns(most)
    lines = ceil(most / columns)
    for k in range(len(block.residents)):
        line, column = divmod(k, columns)
        yield x + _LEFT + _WIDTH * (column + 0.5) / columns, y + _BOTTOM + _HEIGHT * (1 - (line + 0.5) / lines)


def _marks(initiatives: Iterable[Initiative], rows: int) -> Iterable[Mark]:
    """Yield the sites; those that share a block stand beside one another."""
    by_block: dict[Block, list[Initiative]] = {}
    for site in initiatives:
        by_block.setdefault(site.block, []).append(site)
    for block, sites in by_block.items():
        x, y = _corner(block, rows)
        for k, site in enumerate(sites):
            right = _FIRST_SITE + k * min(_SITE_GAP, _SITE_ROOM / len(sites))
            yield Mark(x + right, y + _STRIP, site.code, site_state_of(site))


def _stands(model: NeighbourhoodModel, rows: int) -> list[tuple[float, float]]:
    """Return where the workers stand: in the block that each went to last."""
    by_block: dict[Cell, int] = {}
    for worker in model.team.workers:
        if worker.cell is not None:  # in a hamlet there are fewer blocks than workers
            by_block[worker.cell] = by_block.get(worker.cell, 0) + 1
    places = []
    for block, count in by_block.items():
        x, y = _corner(block, rows)
        gap = min(_WORKER_GAP, _WORKER_ROOM / count)
        places += [(x + _FIRST_WORKER - k * gap, y + _STRIP) for k in range(count)]
    return places


def _count(residents: Sequence[Resident], states: Codes, sites: Sequence[Mark]) -> Counts:
    there = [site for site in sites if site.state != ABSENT]
    living_rooms = [site for site in there if site.kind == HUISKAMER]
    return Counts(
        sum(resident.is_adult for resident in residents),
        int((states != CONNECTED).sum()),
        int((states == OUT_OF_SIGHT).sum()),
        len(there),
        sum(site.state == OPEN for site in there),
        len(living_rooms),
        sum(site.state == OPEN for site in living_rooms),
    )
