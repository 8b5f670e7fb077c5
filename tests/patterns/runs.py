"""Runs shared by the tests of patterns: each is simulated once per session, by the process that asks first."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from cohesie_sim import load_scenario, simulate

# Thresholds hold for any seed; another one is tried with COHESIE_PATTERN_SEED=7 pytest -m pattern.
SEED = int(os.environ.get("COHESIE_PATTERN_SEED", "2020"))
REPLICATES = 24
_KEPT = ["replicate", "resident", "age", "social", "emotional", "worker_contacts", "weeks_isolated"]
_PATIENCE = 600.0  # seconds to wait for another process that compiles and simulates


class Frames(NamedTuple):
    """What the tests need of a simulation; residents with a few columns only."""

    weekly: pd.DataFrame
    initiatives: pd.DataFrame
    volunteers: pd.DataFrame
    residents: pd.DataFrame


class Runs:
    """Simulations by scenario and changes, kept on disk in a folder that all test processes share."""

    def __init__(self, folder: Path, seed: int = SEED) -> None:
        self.folder = folder
        self.seed = seed
        self._known: dict[str, Frames] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def __call__(self, name: str, changes: Mapping[str, object] | None = None, replicates: int = REPLICATES) -> Frames:
        """Return the frames of a scenario with changes."""
        scenario = load_scenario(name).with_changes(changes or {})
        key = f"{scenario.content_hash()[:16]}-{replicates}"
        if key not in self._known:
            self._known[key] = _once(self.folder / f"{key}.pickle", lambda: self._simulated(name, changes, replicates))
        return self._known[key]

    def _simulated(self, name: str, changes: Mapping[str, object] | None, replicates: int) -> Frames:
        simulation = simulate(load_scenario(name).with_changes(changes or {}), replicates, self.seed)
        return Frames(
            simulation.weekly, simulation.initiatives, simulation.volunteers, simulation.residents[_KEPT].copy()
        )


def _once(path: Path, make: Callable[[], Frames]) -> Frames:
    """Return what a file holds; the first process to ask makes it, the others wait."""
    lock = path.with_suffix(".lock")
    waited_until = time.monotonic() + _PATIENCE
    while not path.exists():
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            if time.monotonic() > waited_until:
                raise TimeoutError(f"{lock} is still there after {_PATIENCE:.0f} s") from None
            time.sleep(0.1)
            continue
        try:
            if not path.exists():
                half = path.with_suffix(".half")
                half.write_bytes(pickle.dumps(make()))
                half.replace(path)
        finally:
            lock.unlink()
    frames: Frames = pickle.loads(path.read_bytes())  # noqa: S301 - written by this session
    return frames
