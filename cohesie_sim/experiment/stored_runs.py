"""Runs of one condition as they were stored: by ``cohesie run --out``, or as part of an experiment."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from pydantic import ValidationError

from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.experiment.phases import phase_codes
from cohesie_sim.outcomes.periods import PHASES
from cohesie_sim.scenarios import Scenario
from cohesie_sim.scenarios.overrides import PARTS
from cohesie_sim.scenarios.schema import Settings

_PARTS: Final = ("scenario", "variant", "fte_per_10000", "hypothesis")
_SYNTAX: Final = "FOLDER:SCENARIO/VARIANT/FTE/HYPOTHESIS"
_TRAITS: Final = ["replicate", "resident", "age", "cell", "household"]


@dataclass(frozen=True)
class StoredRuns:
    """Runs of one condition.

    Attributes
    ----------
    label
        As the user named them.
    neighbourhood, residents, seed
        Whose world.
    weekly
        One row per replicate and week: ``replicate``, ``week``, ``date`` and outcomes.
    phases
        Position in ``PHASES`` of every week.
    people
        What residents are like, one row per resident; None where it is not kept.
    """

    label: str
    neighbourhood: str
    residents: int
    seed: int
    weekly: pd.DataFrame
    phases: npt.NDArray[np.int8]
    people: pd.DataFrame | None

    @property
    def replicates(self) -> list[int]:
        """Numbers of the replicates, ascending."""
        return sorted(int(one) for one in self.weekly["replicate"].unique())

    @property
    def horizon(self) -> tuple[str, int]:
        """First day and number of weeks."""
        return str(self.weekly["date"].min())[:10], len(self.phases)


def read_runs(named: str) -> StoredRuns:
    """Read the runs of one condition.

    Parameters
    ----------
    named
        A folder of ``cohesie run --out``, or of an experiment, then with the condition after a colon:
        ``FOLDER:SCENARIO/VARIANT/FTE/HYPOTHESIS``. What has only one value may be left out from the end.

    Returns
    -------
    StoredRuns
        At least one run.

    Raises
    ------
    ConfigurationError
        When a file is missing or damaged, or the words name no condition or several.
    """
    path, _, condition = (named, "", "") if Path(named).is_dir() else named.rpartition(":")
    folder = Path(path or named)
    manifest, weekly = _manifest(folder), _table(folder / "weekly.parquet")
    try:
        if "content_hash" in manifest:
            if condition:
                raise ConfigurationError(f"{named}: {folder} holds one condition: leave out what follows the colon.")
            return _of_run(named, folder, manifest, weekly)
        return _of_experiment(named, manifest, weekly, condition)
    except (KeyError, TypeError, ValidationError) as error:
        raise ConfigurationError(f"{folder / 'manifest.json'}: damaged ({error!r}). Run it again.") from None


def _manifest(folder: Path) -> Mapping[str, Any]:
    path = folder / "manifest.json"
    try:
        content = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        raise ConfigurationError(
            f"{path}: there is no such file. Allowed: a folder that cohesie run --out or an experiment has written."
        ) from None
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}). Run it again.") from None
    if not isinstance(content, dict):
        raise ConfigurationError(f"{path}: damaged, no table. Run it again.")
    return content


def _table(path: Path, columns: list[str] | None = None) -> pd.DataFrame:
    try:
        return pd.read_parquet(path, columns=columns)
    except (OSError, ValueError) as error:
        reason = "no such file" if isinstance(error, FileNotFoundError) else error
        raise ConfigurationError(f"{path}: cannot be read ({reason}). Run it again.") from None


def _of_run(named: str, folder: Path, manifest: Mapping[str, Any], weekly: pd.DataFrame) -> StoredRuns:
    words = {"name", *PARTS}
    settings = Settings.model_validate({k: v for k, v in manifest["settings"].items() if k not in words})
    phases = phase_codes(Scenario(str(manifest["scenario"]), settings, (), ()))
    path = folder / "residents.parquet"
    people = _table(path, _TRAITS) if path.exists() else None
    place = Path(str(manifest["neighbourhood"])).stem
    return StoredRuns(named, place, int(manifest["residents"]), int(manifest["seed"]), weekly, phases, people)


def _of_experiment(named: str, manifest: Mapping[str, Any], weekly: pd.DataFrame, condition: str) -> StoredRuns:
    rows = _chosen(named, weekly, condition.split("/") if condition else [])
    weeks = rows.drop_duplicates("week").sort_values("week")
    phases = np.array([PHASES.index(phase) for phase in weeks["phase"]], np.int8)
    place = _place(manifest, str(rows["scenario"].iloc[0]), str(rows["variant"].iloc[0]))
    return StoredRuns(named, place, int(rows["residents"].iloc[0]), int(manifest["seed"]), rows, phases, None)


def _place(manifest: Mapping[str, Any], scenario: str, variant: str) -> str:
    """Return the neighbourhood of a condition: a variant's own, or that of the scenario."""
    own = [grid["variants"].get(variant, {}).get("neighbourhood") for grid in manifest["grids"]]
    settings = manifest["scenarios"][scenario]["settings_at_lowest_level"]
    return Path(str(next(filter(None, own), settings["neighbourhood"]))).stem


def _chosen(named: str, weekly: pd.DataFrame, words: Sequence[str]) -> pd.DataFrame:
    if len(words) > len(_PARTS):
        raise ConfigurationError(f"{named}: has {len(words)} parts after the colon; allowed: {_SYNTAX}.")
    rows = weekly
    for part, word in zip(_PARTS, [*words, *[""] * len(_PARTS)], strict=False):
        values = [_shown(value) for value in rows[part].drop_duplicates()]
        if not word and len(values) > 1:
            raise ConfigurationError(f"{named}: which {part}? {', '.join(values)}. Write {_SYNTAX}.")
        if word and _number(word) not in values:
            hint = did_you_mean(word, values)
            raise ConfigurationError(f"{named}: there is no {part} '{word}'. Allowed: {', '.join(values)}.{hint}")
        if word:
            rows = rows[[_shown(value) == _number(word) for value in rows[part]]]
    return rows


def _number(word: str) -> str:
    """Return a number as it is shown, ``4.0`` as ``4``; anything else as it is."""
    try:
        return _shown(float(word))
    except ValueError:
        return word


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
