"""Scenarios: dated diffs in TOML, and the weekly inputs they turn into."""

from cohesie_sim.scenarios.files import scenario_names
from cohesie_sim.scenarios.inputs import WeeklyInputs
from cohesie_sim.scenarios.scenario import Scenario, load_scenario

__all__ = ["Scenario", "WeeklyInputs", "load_scenario", "scenario_names"]
