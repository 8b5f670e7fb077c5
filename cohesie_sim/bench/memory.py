"""Bytes per resident of the compiled engine's state."""

from __future__ import annotations

from typing import Any

import numpy as np

from cohesie_sim.engine.simulate import neighbourhood_of
from cohesie_sim.engine.world import world_at_start
from cohesie_sim.scenarios import Scenario


def state_bytes(scenario: Scenario) -> int:
    """Return the size of everything that a run keeps about a neighbourhood from week to week.

    Parameters
    ----------
    scenario
        Its neighbourhood and number of residents.

    Returns
    -------
    int
        Bytes of all arrays of the engine's :class:`~cohesie_sim.engine.world.World`.
    """
    place = neighbourhood_of(scenario.neighbourhood, scenario.residents, scenario.population, 1, 0)
    return _bytes(world_at_start(place, scenario.parameters, 1, 0))


def _bytes(part: Any) -> int:
    if isinstance(part, np.ndarray):
        return part.nbytes
    return sum(_bytes(inner) for inner in part) if isinstance(part, tuple) else 0
