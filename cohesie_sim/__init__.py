"""An agent-based simulation of social cohesion in a Dutch neighbourhood under lockdowns."""

from cohesie_sim.engine.simulate import simulate
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.scenarios import Scenario, load_scenario, scenario_names

__all__ = ["ConfigurationError", "Scenario", "load_scenario", "scenario_names", "simulate"]
