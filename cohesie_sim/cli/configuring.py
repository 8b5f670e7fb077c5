"""From the options of a command to a checked scenario."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.neighbourhood import load_neighbourhood
from cohesie_sim.parameters import parameter_table
from cohesie_sim.scenarios import Scenario, load_scenario

_KEYS = {
    "neighbourhood": "neighbourhood",
    "residents": "residents",
    "fte": "funding.fte_per_10000",
    "hypothesis": "hypothesis",
}
_TEXTS = ("neighbourhood", "hypothesis")


def configure(name: str, options: Mapping[str, str | None], changes: Sequence[str]) -> Scenario:
    """Return a scenario with the changes that the command line asks for.

    Parameters
    ----------
    name
        Of a shipped scenario, or the path of a file.
    options
        Word per short option (neighbourhood, residents, fte, hypothesis); None where it is not given.
    changes
        Words ``key=value``; they are laid over the options, all at once.

    Returns
    -------
    Scenario
        Checked, its neighbourhood included.

    Raises
    ------
    ConfigurationError
        When something is not allowed; the text names the option.
    """
    scenario = load_scenario(name)
    for option, word in options.items():
        if word is not None:
            value = word if option in _TEXTS else read_value(word)
            scenario = _change(scenario, f"--{option}", {_KEYS[option]: value})
    scenario = _change(scenario, "--set", dict(_assignment(change) for change in changes))
    load_neighbourhood(scenario.neighbourhood)
    return scenario


def read_value(word: str) -> object:
    """Return the value that a word means in a scenario file.

    Parameters
    ----------
    word
        Such as ``6``, ``true``, ``2020-03-16`` or ``"a text"``; what is no TOML value is a text.

    Returns
    -------
    object
        Number, switch, date, list, table or text.
    """
    try:
        table = tomllib.loads(f"value = {word}")
    except (ValueError, RecursionError):
        return word
    return table["value"] if len(table) == 1 else word


def _assignment(change: str) -> tuple[str, object]:
    key, sign, word = change.partition("=")
    if not sign or not key.strip():
        raise ConfigurationError(f"--set {change} is not allowed: KEY=VALUE, for instance funding.fte_per_10000=6.")
    name = key.strip()
    if name in {row.name for row in parameter_table()}:
        raise ConfigurationError(f"--set: unknown key '{name}'. Did you mean 'parameters.{name}'?")
    return name, read_value(word.strip())


def _change(scenario: Scenario, option: str, changes: Mapping[str, object]) -> Scenario:
    try:
        return scenario.with_changes(changes)
    except ConfigurationError as error:
        lines = (f"{option}: {line.removeprefix('changes: ')}" for line in str(error).splitlines())
        raise ConfigurationError("\n".join(lines)) from None
