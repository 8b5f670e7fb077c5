"""Bytes per resident of the compiled engine's state."""

from __future__ import annotations

from typing import Any

import numpy as np

from cohesie_sim.engine.columns import (
    bond_columns,
    contact_columns,
    resident_columns,
    site_columns,
    town_columns,
    trait_columns,
)
from cohesie_sim.engine.simulate import neighbourhood_of
from cohesie_sim.engine.sites import Members
from cohesie_sim.engine.week import World
from cohesie_sim.scenarios import Scenario
from cohesie_sim.start import starting_state


def state_bytes(scenario: Scenario) -> int:
    """Return the size of everything that a run keeps about a neighbourhood from week to week.

    Parameters
    ----------
    scenario
        Its neighbourhood and number of residents.

    Returns
    -------
    int
        Bytes of all arrays of the engine's :class:`~cohesie_sim.engine.week.World`.
    """
    p = scenario.parameters
    place = neighbourhood_of(scenario.neighbourhood, scenario.residents, 1, 0)
    start = starting_state(place, p, 1, 0)
    n, m = len(place.traits.age), len(place.slots.kind)
    world = World(
        trait_columns(place.traits),
        place.space,
        place.slots,
        resident_columns(place.traits, start, p),
        contact_columns(n),
        bond_columns(place.ties, start),
        site_columns(place.slots, start, p),
        town_columns(p),
        Members(np.zeros(m + 1, np.int32), np.zeros(n, np.int32)),
    )
    return _bytes(world)


def _bytes(part: Any) -> int:
    if isinstance(part, np.ndarray):
        return part.nbytes
    return sum(_bytes(inner) for inner in part) if isinstance(part, tuple) else 0
