"""The twin test from the command line."""

from __future__ import annotations

from typing import get_args

from cohesie_sim.cli.configuring import configure
from cohesie_sim.cli.exits import CHECK_FAILED, FINE
from cohesie_sim.cli.screen import print_text
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.scenarios import scenario_names
from cohesie_sim.scenarios.schema import Hypothesis
from cohesie_sim.verification import verify


def verify_and_report(name: str | None, residents: str, replicates: int, seed: int, *, everything: bool) -> int:
    """Compare the engines under all three hypotheses, and say where they differ.

    Parameters
    ----------
    name
        Scenario; None for every shipped one.
    residents, replicates, seed
        What to run of each.
    everything
        Ask for every shipped scenario in so many words.

    Returns
    -------
    int
        0 when the engines agree, 4 when they do not.

    Raises
    ------
    ConfigurationError
        When both a scenario and all of them are asked for, or something is not allowed.
    """
    if name is not None and everything:
        raise ConfigurationError(f"cohesie verify: either a SCENARIO ({name}) or --all is allowed, not both.")
    names = scenario_names() if name is None else [name]
    scenarios = [configure(each, {"residents": residents}, []) for each in names]
    differences = 0
    for scenario in scenarios:
        for hypothesis in get_args(Hypothesis):
            asked = scenario.with_changes({"hypothesis": hypothesis})
            difference = verify(asked, scenario.residents, replicates, seed)
            differences += difference is not None
            verdict = f"the same, {scenario.weeks} weeks" if difference is None else f"different: {difference}"
            print_text(f"{scenario.name}, {hypothesis}: {verdict}")
    return CHECK_FAILED if differences else FINE
