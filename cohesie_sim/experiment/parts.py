"""Parts of a design for job arrays: which runs a part has, and bringing folders of parts together."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.belonging import FILE, check_belonging, read_belonging, write_belonging
from cohesie_sim.experiment.grids import Run
from cohesie_sim.experiment.shards import FOLDER, building, whole_shards
from cohesie_sim.experiment.store import make_folder, write_bytes

_ALLOWED = "part i of n as i/n, for instance 2/8: whole numbers, i from 1 to n"


def parse_shard(text: str) -> tuple[int, int]:
    """Read which part of how many is meant.

    Parameters
    ----------
    text
        Such as ``2/8``, the second of eight.

    Returns
    -------
    tuple of int
        Part and number of parts.

    Raises
    ------
    ConfigurationError
        When it is something else.
    """
    match = re.fullmatch(r"(\d{1,9})/(\d{1,9})", text.strip(), flags=re.ASCII)
    if match is None:
        raise ConfigurationError(f"shard = {text!r} is not allowed: {_ALLOWED}.")
    shard = (int(match[1]), int(match[2]))
    _check(shard, text)
    return shard


def part_of(runs: Sequence[Run], shard: tuple[int, int]) -> list[Run]:
    """Return the runs of one part; all parts together are all runs, each once.

    Parameters
    ----------
    runs
        Of the design, those that share a neighbourhood next to one another.
    shard
        Part, from 1, and number of parts.

    Returns
    -------
    list of Run
        Neighbouring runs, as many as in any other part or one more or less; none when there are more parts than runs.

    Raises
    ------
    ConfigurationError
        When there is no such part.
    """
    _check(shard, "/".join(str(number) for number in shard))
    part, parts = shard
    return list(runs[len(runs) * (part - 1) // parts : len(runs) * part // parts])


def merge_raw(sources: Sequence[Path], folder: Path) -> int:
    """Bring the finished runs of several folders together in one, each shard whole or not at all.

    Parameters
    ----------
    sources
        Folders of results of the same design and version of the code; they stay as they are.
    folder
        Of the results; made when it does not exist, may hold runs of the same design already.

    Returns
    -------
    int
        Number of shards that were not there yet.

    Raises
    ------
    ConfigurationError
        When a source holds no runs, or runs of another design or version of the code, or something cannot be read or
        written. Nothing is copied then.
    """
    if not sources:
        raise ConfigurationError("nothing to merge: name the folders of the parts.")
    found = [(source / FOLDER, _required(source / FOLDER)) for source in sources]
    raw = folder / FOLDER
    first = found[0][1]
    for place, there in [*found, (raw, read_belonging(raw) or first)]:
        check_belonging(place, there, first, f"Merge only what belongs with {found[0][0]}.")
    shards = [shard for place, _ in found for shard, _ in whole_shards(place)]
    make_folder(raw)
    write_bytes(raw / ".gitignore", b"*\n")
    write_belonging(raw, first)
    missing = [shard for shard in shards if not (raw / shard.name).exists()]
    for shard in missing:
        with building(raw / shard.name) as copy:
            shutil.copytree(shard, copy, dirs_exist_ok=True)  # with its time: the latest cause of a failure is told
    return len(missing)


def _required(raw: Path) -> dict[str, Any]:
    belongs = read_belonging(raw)
    if belongs is None:
        raise ConfigurationError(
            f"{raw}: no runs to merge: it holds no {FILE}. Name the folders of results of the parts."
        )
    return belongs


def _check(shard: tuple[int, int], text: str) -> None:
    part, parts = shard
    if not 1 <= part <= parts:
        raise ConfigurationError(f"shard = {text!r} is not allowed: {_ALLOWED}.")
