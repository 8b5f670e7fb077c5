"""The stored tables of the sensitivity study; their columns are described in :mod:`cohesie_sim.sensitivity`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd

from cohesie_sim.errors import ConfigurationError

_TABLES: Final = (
    "factors",
    "morris",
    "ends",
    "one_at_a_time",
    "sobol",
    "emulator",
    "convergence",
    "replicates",
    "decisions",
    "evppi",
    "cases",
    "box",
    "box_path",
    "box_facts",
)
SHOWN: Final = ("isolated_12_0", "surviving_12_0", "isolated_halved", "lonely_4_0")
"""The effects that have a panel in every picture."""


class Stored(NamedTuple):
    """All tables of one folder, and what was run."""

    manifest: dict[str, Any]
    factors: pd.DataFrame
    morris: pd.DataFrame
    ends: pd.DataFrame
    one_at_a_time: pd.DataFrame
    sobol: pd.DataFrame
    emulator: pd.DataFrame
    convergence: pd.DataFrame
    replicates: pd.DataFrame
    decisions: pd.DataFrame
    evppi: pd.DataFrame
    cases: pd.DataFrame
    box: pd.DataFrame
    box_path: pd.DataFrame
    box_facts: pd.DataFrame

    @property
    def sizes(self) -> dict[str, int]:
        """How much was run."""
        sizes: dict[str, int] = self.manifest["sizes"]
        return sizes

    @property
    def leading(self) -> list[str]:
        """The parameters that went on to the further methods, the most influential first."""
        return list(self.factors.dropna(subset="rank").sort_values("rank")["parameter"])


def read_sensitivity(folder: Path) -> Stored:
    """Read what the sensitivity study stored.

    Parameters
    ----------
    folder
        Of the results.

    Returns
    -------
    Stored
        All tables.

    Raises
    ------
    ConfigurationError
        When a file is missing or cannot be read.
    """
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return Stored(manifest, *(_read(folder / f"{name}.csv") for name in _TABLES))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{folder}: the tables of a sensitivity study are not there ({error}).") from None


def _read(path: Path) -> pd.DataFrame:
    # a hypothesis is called null, which is no missing value
    return pd.read_csv(path, keep_default_na=False, na_values=[""])
