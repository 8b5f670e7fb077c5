"""Checking what a run is called with from Python, before anything is built; both engines refuse in the same words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.scenarios.files import scenario_names
from cohesie_sim.scenarios.scenario import Scenario
from cohesie_sim.scenarios.wording import show_value

_LARGEST: Final = 2**63 - 1  # luck is made of signed 64-bit numbers
_LOWEST: Final[Mapping[str, int]] = {"seed": 0, "rng": 0, "replicate": 0, "replicates": 1, "jobs": 1}


def check_run(
    scenario: object, numbers: Mapping[str, object], classes: Mapping[str, tuple[object, type]] | None = None
) -> None:
    """Check the arguments of a run.

    Parameters
    ----------
    scenario
        Must be a :class:`~cohesie_sim.scenarios.Scenario`.
    numbers
        Value by name: ``seed``, ``rng``, ``replicate``, ``replicates`` or ``jobs``; each must be a whole number.
    classes
        By name what was given and the class that it must be, or be derived from.

    Raises
    ------
    ConfigurationError
        When something is not allowed; the text names it and says what is.
    """
    if not isinstance(scenario, Scenario):
        loadable = isinstance(scenario, str) and scenario in scenario_names()
        example = f"load_scenario({(scenario if loadable else 'nl_2020_2022')!r})"
        raise ConfigurationError(
            f"scenario = {show_value(scenario)} is not allowed: a Scenario, for instance {example}."
        )
    for name, value in numbers.items():
        check_whole_number(name, value)
    for name, (given, base) in (classes or {}).items():
        if not (isinstance(given, type) and issubclass(given, base)):
            allowed = f"{base.__name__} or a subclass of it"
            raise ConfigurationError(f"{name} = {show_value(given)} is not allowed: {allowed}.")


def check_whole_number(name: str, value: object, place: str = "") -> None:
    """Check a whole number.

    Parameters
    ----------
    name
        One of those of :func:`check_run`.
    value
        What was given.
    place
        Put in front of the text of the error.

    Raises
    ------
    ConfigurationError
        When it is no whole number or out of range.
    """
    low = _LOWEST[name]
    number = int(value) if isinstance(value, int | np.integer) and not isinstance(value, bool) else low - 1
    if not low <= number <= _LARGEST:
        upper = f" to {_LARGEST}" if low == 0 else ""
        raise ConfigurationError(
            f"{place}{name} = {show_value(value)} is not allowed: a whole number from {low}{upper}."
        )
