"""The list of shipped scenarios."""

from __future__ import annotations

from cohesie_sim.cli.screen import print_json, print_table
from cohesie_sim.scenarios import load_scenario, scenario_names


def list_scenarios(*, as_json: bool) -> None:
    """Print the shipped scenarios.

    Parameters
    ----------
    as_json
        JSON instead of a table.
    """
    loaded = [load_scenario(name) for name in scenario_names()]
    if as_json:
        keys = ("name", "title", "title_nl", "description", "hypothesis", "neighbourhood", "residents", "weeks")
        print_json([{key: getattr(scenario, key) for key in keys} for scenario in loaded])
        return
    rows = [(scenario.name, scenario.title, scenario.description) for scenario in loaded]
    print_table("Scenarios", ("name", "title", "what happens"), rows)
