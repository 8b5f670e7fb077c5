"""Reading the draws, and laying one under a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pandas as pd

from cohesie_sim.declaration import declarations
from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.scenarios import Scenario
from cohesie_sim.scenarios.overrides import PARTS

FILE: Final = Path(__file__).with_name("posterior.csv")

WORLDS_PER_DRAW: Final = 2
"""Replicates that share a draw: with two, luck can be told apart from what the parameters do."""

Draw = Mapping[str, float]


def read_draws(path: Path) -> tuple[Draw, ...]:
    """Read draws of parameters.

    Parameters
    ----------
    path
        A CSV file with one column per parameter (its dotted key) and one row per draw.

    Returns
    -------
    tuple of mapping
        Value per dotted key, ready for :meth:`~cohesie_sim.scenarios.Scenario.with_changes`.

    Raises
    ------
    ConfigurationError
        When the file cannot be read, is empty, or names no parameter.
    """
    try:
        frame = pd.read_csv(path)
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: no draws of parameters there ({error}).") from None
    kinds = {row.name: row.kind for part, record in PARTS.items() for row in declarations(record, f"{part}.")}
    for name in frame.columns:
        if name not in kinds:
            hint = did_you_mean(name, kinds)
            raise ConfigurationError(f"{path}: column {name!r} is no parameter of the model.{hint}")
    if frame.empty or frame.isna().to_numpy().any():
        raise ConfigurationError(f"{path}: every draw needs a value for every parameter, and there must be one draw.")
    names = [str(name) for name in frame.columns]
    rows = frame.itertuples(index=False, name=None)
    return tuple({name: kinds[name](value) for name, value in zip(names, row, strict=True)} for row in rows)


@cache
def posterior_draws() -> tuple[Draw, ...]:
    """Return the draws that come with the package.

    Returns
    -------
    tuple of mapping
        As :func:`read_draws`.

    Raises
    ------
    ConfigurationError
        When the file is damaged.
    """
    return read_draws(FILE)


def draw_of(replicate: int, draws: int) -> int:
    """Return which draw a replicate lives with: the first two share the first one, and so on.

    Parameters
    ----------
    replicate
        Number of the replicate, from 0.
    draws
        How many draws there are; after the last one the first comes again.

    Returns
    -------
    int
        Number of the draw, from 0.
    """
    return replicate // WORLDS_PER_DRAW % draws


def lay_under(scenario: Scenario, draw: Draw) -> Scenario:
    """Return a scenario with the parameters of a draw, except for those that it sets itself.

    Parameters
    ----------
    scenario
        With or without parameter values of its own.
    draw
        Value per dotted key.

    Returns
    -------
    Scenario
        With the same name.

    Raises
    ------
    ConfigurationError
        When a value lies outside its declared range.
    """
    own = {name for name, _ in scenario.overrides}
    return scenario.with_changes({name: value for name, value in draw.items() if name not in own})
