"""An agent-based simulation of social cohesion in a Dutch neighbourhood under lockdowns."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cohesie_sim.engine.simulate import simulate
    from cohesie_sim.errors import ConfigurationError
    from cohesie_sim.model import NeighbourhoodModel
    from cohesie_sim.scenarios import Scenario, load_scenario, scenario_names

__all__ = ["ConfigurationError", "NeighbourhoodModel", "Scenario", "load_scenario", "scenario_names", "simulate"]

# public names are imported when they are first used: a list of scenarios needs neither numba nor Mesa
_HOMES = {
    "ConfigurationError": "cohesie_sim.errors",
    "NeighbourhoodModel": "cohesie_sim.model",
    "Scenario": "cohesie_sim.scenarios",
    "load_scenario": "cohesie_sim.scenarios",
    "scenario_names": "cohesie_sim.scenarios",
    "simulate": "cohesie_sim.engine.simulate",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
