"""Reading the tables of a calibration: figures and pages see nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from cohesie_sim.errors import ConfigurationError

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "targets": ("id", "group", "english", "dutch", "value", "unit", "sense", "sd", "use"),
    "predictive": (
        "id",
        "draws",
        "missing",
        "median",
        "low90",
        "high90",
        "low90_survey",
        "high90_survey",
        "misfit",
        "met",
    ),
    "prior_predictive": ("id", "median", "met"),
    "posterior": (),
    "priors": ("parameter", "low", "high", "role", "block"),
    "recovery": ("case", "parameter", "truth", "median", "covered50", "covered90", "effective"),
    "fit": ("block", "generation", "epsilon", "evaluations", "acceptance", "particles", "effective"),
    "emulator": ("id", "explained"),
}


@dataclass(frozen=True)
class Calibration:
    """The stored tables of a calibration.

    Attributes
    ----------
    targets
        One row per target: what it is, and what surveys of the calibrated model find.
    posterior
        One row per draw, one column per parameter.
    priors
        One row per parameter, with its range and whether it was fitted or drawn along.
    recovery
        One row per case and parameter.
    generations
        One row per block and generation of the fit.
    emulator
        One row per fitted target: what the emulator explains.
    prior_predictive
        One row per fitted target: what surveys find when parameters lie anywhere in their ranges.
    """

    targets: pd.DataFrame
    posterior: pd.DataFrame
    priors: pd.DataFrame
    recovery: pd.DataFrame
    generations: pd.DataFrame
    emulator: pd.DataFrame
    prior_predictive: pd.DataFrame

    @property
    def fitted(self) -> pd.DataFrame:
        """The priors of the parameters that were fitted."""
        return self.priors[self.priors["role"] == "fitted"].reset_index(drop=True)

    @property
    def draws(self) -> int:
        """How many worlds were surveyed."""
        return int(self.targets["draws"].max())


def read_calibration(folder: Path) -> Calibration:
    """Read the tables of a calibration.

    Parameters
    ----------
    folder
        ``results/calibration`` or another one.

    Returns
    -------
    Calibration
        With the targets and what the model makes of them in one table.

    Raises
    ------
    ConfigurationError
        When a table is missing, lacks a column, or the two tables of targets do not have the same targets.
    """
    tables = {name: _read(folder / f"{name}.csv", columns) for name, columns in _COLUMNS.items()}
    targets, predictive = tables["targets"], tables["predictive"]
    if targets["id"].tolist() != predictive["id"].tolist():
        raise ConfigurationError(f"{folder}: targets.csv and predictive.csv are not about the same targets; make both.")
    absent = set(tables["priors"]["parameter"]) - set(tables["posterior"])
    if absent:
        raise ConfigurationError(f"{folder}: posterior.csv has no column {', '.join(sorted(absent))} of priors.csv.")
    shared = [name for name in ("observed", "sd") if name in predictive]
    joined = targets.merge(predictive.drop(columns=shared), on="id")
    others = ("posterior", "priors", "recovery", "fit", "emulator", "prior_predictive")
    return Calibration(joined, *(tables[name] for name in others))


def _read(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    try:
        table = pd.read_csv(path)
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}). Run the calibration first.") from None
    for name in columns:
        if name not in table:
            raise ConfigurationError(f"{path}: column {name} is missing; there are {', '.join(map(str, table))}.")
    return table
