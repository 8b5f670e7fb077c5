"""What is emulated: every outcome in three parts of the horizon, and groups of residents in two of its phases.

Only choices made before the end of a part can matter in it, and the emulator of the part sees no others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.report.policy.space import CHOICES, FACTORS, SUPPORT

Floats = npt.NDArray[np.float64]
BEFORE: Final = ("before", "neighbourhood", "hypothesis")
DURING: Final = ("before", "during", *CHOICES, *SUPPORT)
_KEYS: Final = (
    "variant",
    "case",
    "month",
    "phase",
    "split",
    "group",
    "adults",
)  # of the stored tables; others are outcomes
GROUPS: Final = "groups_"  # in front of the phase
_PHASES: Final = {"second_lockdown": DURING, "after": FACTORS}  # of which groups are told


class Piece(NamedTuple):
    """One thing to emulate.

    Attributes
    ----------
    outcome
        As in the stored tables.
    part
        ``before``, ``during`` or ``after``; with ``groups_`` and a phase for groups of residents.
    factors
        That can matter.
    found
        By the runs, shape (conditions, cases, outputs).
    outputs
        Months, or groups as ``split: group``.
    """

    outcome: str
    part: str
    factors: tuple[str, ...]
    found: Floats
    outputs: list[str]


def pieces(
    curves: pd.DataFrame, groups: pd.DataFrame, conditions: pd.DataFrame, manifest: Mapping[str, Any]
) -> list[Piece]:
    """Return everything that is emulated.

    Parameters
    ----------
    curves, groups
        Of the condensed results.
    conditions
        Index variant, in the order of the pieces' first axis.
    manifest
        Of the results.

    Returns
    -------
    list of Piece
        Curves first, each outcome in three parts; then groups.
    """
    found = []
    for outcome in _outcomes(curves):
        table = curves.pivot_table(index="variant", columns=["case", "month"], values=outcome, observed=True)
        values = _stacked(table, conditions, "month")
        for part, (months, factors) in parts(manifest, values.shape[-1]).items():
            found.append(Piece(outcome, part, factors, values[..., months], [str(m) for m in _numbers(months)]))
    named = groups.assign(name=groups["split"].astype(str) + ": " + groups["group"].astype(str))
    for phase, factors in _PHASES.items():
        rows = named[named["phase"] == phase]
        for outcome in _outcomes(groups):
            table = rows.pivot_table(index="variant", columns=["case", "name"], values=outcome, observed=True)
            names = sorted(rows["name"].unique())
            found.append(Piece(outcome, f"{GROUPS}{phase}", factors, _stacked(table, conditions, "name"), names))
    return found


def _outcomes(table: pd.DataFrame) -> list[str]:
    return [str(name) for name in table.columns if name not in _KEYS]


def _stacked(table: pd.DataFrame, conditions: pd.DataFrame, last: str) -> Floats:
    """Return a table of conditions by case and output as an array of three axes."""
    ordered = table.loc[conditions.index].sort_index(axis=1)
    outputs = ordered.columns.get_level_values(last).nunique()
    return ordered.to_numpy(dtype=np.float64).reshape(len(ordered), -1, outputs)


def parts(manifest: Mapping[str, Any], months: int) -> dict[str, tuple[slice, tuple[str, ...]]]:
    """Return the parts of the horizon.

    Parameters
    ----------
    manifest
        With the phases of every scenario.
    months
        Of the horizon.

    Returns
    -------
    dict
        Per part its months and the factors that can matter in them. The first month in which some scenario has another
        phase begins the next part.
    """
    scenarios = list(manifest["scenarios"].values())
    short = [
        name for name, one in manifest["scenarios"].items() if not {"first_lockdown", "after"} <= set(one["phases"])
    ]
    if short:
        raise ConfigurationError(
            f"scenario {short[0]} ends before reopening: its curves cannot be told in three parts."
        )
    month = -(-scenarios[0]["weeks"] // months)
    lockdown, after = (
        min(one["phases"][name][0] for one in scenarios) // month for name in ("first_lockdown", "after")
    )
    return {
        "before": (slice(0, lockdown), BEFORE),
        "during": (slice(lockdown, after), DURING),
        "after": (slice(after, months), FACTORS),
    }


def _numbers(months: slice) -> range:
    return range(months.start, months.stop)
