"""Folders of results: nobody's are overwritten by something else."""

from __future__ import annotations

import json
from pathlib import Path

from cohesie_sim.errors import ConfigurationError


def check_same(folder: Path, key: str, value: str) -> None:
    """Refuse a folder that holds results of something else.

    Parameters
    ----------
    folder
        Where results are about to be written; need not exist.
    key, value
        What its manifest must say if there is one: ``name`` of an experiment, ``content_hash`` of a scenario.

    Raises
    ------
    ConfigurationError
        When the manifest says something else, or cannot be read.
    """
    path = folder / "manifest.json"
    if not path.exists():
        return
    try:
        manifest = json.loads(path.read_bytes())
        there = manifest.get("name") or f"scenario {manifest['scenario']}"
        same = manifest.get(key) == value
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}). Name another folder with --out.") from None
    if not same:
        raise ConfigurationError(
            f"{folder}: holds results of {there} with other settings. Name another folder with --out."
        )
