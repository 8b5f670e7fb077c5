"""What can be chosen, and the conditions that were run, as numbers for an emulator.

Levels of funding are on the scale of square roots: the first fte does more than the tenth. A choice of one among
several is as many columns as there are, of which one is 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from cohesie_sim.errors import ConfigurationError

Floats = npt.NDArray[np.float64]
LEVELS: Final = ("before", "during", "after")
CHOICES: Final = ("scenario", "neighbourhood", "hypothesis")
SUPPORT: Final = ("corona_fund", "health_advice", "steering_group")
FACTORS: Final = (*LEVELS, *CHOICES, *SUPPORT)


class Space(NamedTuple):
    """The conditions of a design, and what they span.

    Attributes
    ----------
    conditions
        Index variant; columns ``FACTORS``: levels in fte per 10,000 residents, choices by name, support as 0 or 1.
    most
        The highest level.
    options
        Per choice, its names in the order of the design.
    """

    conditions: pd.DataFrame
    most: float
    options: Mapping[str, tuple[str, ...]]

    def columns(self, factors: Sequence[str]) -> list[str]:
        """Return the factor behind each column of :meth:`encode`."""
        return [factor for factor in factors for _ in self.options.get(factor, ("",))]

    def encode(self, settings: pd.DataFrame, factors: Sequence[str]) -> Floats:
        """Return settings as numbers.

        Parameters
        ----------
        settings
            With a column per factor.
        factors
            Which of them.

        Returns
        -------
        ndarray
            Shape (settings, columns), each number from 0 to 1 inside the space.
        """
        columns = []
        for factor in factors:
            values = settings[factor].to_numpy()
            if factor in LEVELS:
                columns.append(np.sqrt(values.astype(np.float64) / self.most))
            elif factor in self.options:
                columns += [(values == option).astype(np.float64) for option in self.options[factor]]
            else:
                columns.append(values.astype(np.float64))
        return np.column_stack(columns)


def read_space(manifest: Mapping[str, Any]) -> Space:
    """Return the space of a design.

    Parameters
    ----------
    manifest
        Of its results.

    Returns
    -------
    Space
        Conditions in the order of the design.

    Raises
    ------
    ConfigurationError
        When a condition has no name of its own, or all levels of funding are zero.
    """
    rows = [_condition(grid, manifest) for grid in manifest["grids"]]
    conditions = pd.DataFrame(rows).set_index("variant")
    twice = conditions.index[conditions.index.duplicated()]
    if len(twice):
        raise ConfigurationError(f"variant {twice[0]!r} is there twice: each condition needs a name of its own.")
    most = float(conditions[list(LEVELS)].to_numpy().max())
    if most == 0:
        raise ConfigurationError("no condition has any funding: there is nothing between which to choose.")
    options = {choice: tuple(dict.fromkeys(conditions[choice])) for choice in CHOICES}
    return Space(conditions, most, options)


def _condition(grid: Mapping[str, Any], manifest: Mapping[str, Any]) -> dict[str, Any]:
    lists = [grid[name] for name in ("levels_fte_per_10000", "scenarios", "hypotheses", "variants")]
    if any(len(one) != 1 for one in lists):
        raise ConfigurationError("a grid of more than one condition: give each condition a grid and a name of its own.")
    (level,), (scenario,), (hypothesis,), variants = lists
    ((variant, changes),) = variants.items()
    crisis = manifest["scenarios"][scenario]["settings_at_lowest_level"]["shock"]["series"] != "none"
    return {
        "variant": variant,
        "before": float(level),
        **{phase: float(changes.get(f"funding.phases.{phase}", level)) for phase in LEVELS[1:]},
        "scenario": scenario,
        "neighbourhood": changes.get("neighbourhood", manifest["neighbourhood"]),
        "hypothesis": hypothesis,
        **{name: float(crisis and changes.get(f"support.{name}", True)) for name in SUPPORT},
    }
