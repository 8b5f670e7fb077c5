"""An agent-based simulation of social cohesion in a Dutch neighbourhood under lockdowns."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cohesie_sim.engine.simulate import simulate
    from cohesie_sim.errors import ConfigurationError
    from cohesie_sim.model import NeighbourhoodModel
    from cohesie_sim.scenarios import Scenario, load_scenario, scenario_names

    __version__: str

__all__ = [
    "ConfigurationError",
    "NeighbourhoodModel",
    "Scenario",
    "__version__",
    "load_scenario",
    "scenario_names",
    "simulate",
]

# public names are imported when they are first used: a list of scenarios needs neither numba nor Mesa
_HOMES = {
    "ConfigurationError": "cohesie_sim.errors",
    "NeighbourhoodModel": "cohesie_sim.model",
    "Scenario": "cohesie_sim.scenarios",
    "load_scenario": "cohesie_sim.scenarios",
    "scenario_names": "cohesie_sim.scenarios",
    "simulate": "cohesie_sim.engine.simulate",
}


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slower than all else in this file

    try:
        return version("cohesie-sim")
    except PackageNotFoundError:
        return "not installed"  # run from the source tree


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return _version()
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
