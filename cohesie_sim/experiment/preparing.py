"""Making the folder of the shards ready before runs begin: what is there, what may stay, and when to refuse."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Final, NamedTuple

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.belonging import FILE, belonging, check_belonging, read_belonging, write_belonging
from cohesie_sim.experiment.design import Design
from cohesie_sim.experiment.grids import Run
from cohesie_sim.experiment.shards import UNFINISHED, outcomes, whole_shards
from cohesie_sim.experiment.store import make_folder, write_bytes

_STALE_SECONDS: Final = 86_400.0  # an unfinished shard takes seconds: whoever began one a day ago is gone
_OTHER_FOLDER: Final = "Name another folder for the results, or remove this one."


class Ready(NamedTuple):
    """What an earlier start left.

    Attributes
    ----------
    missing
        Runs of the design that have no result yet, in its order; those that failed among them.
    others
        Number of shards of other designs or versions of the code; they stay, and do no harm.
    """

    missing: list[Run]
    others: int


def check_resumable(raw: Path, design: Design) -> None:
    """Refuse to go on with what is not there, or is something else.

    Parameters
    ----------
    raw
        Folder of the shards.
    design
        Which runs are asked for.

    Raises
    ------
    ConfigurationError
        With what differs, and what to do instead.
    """
    there = read_belonging(raw)
    if there is None:
        raise ConfigurationError(
            f"{raw}: nothing to resume: it holds no {FILE}, which a start leaves there. Start without resuming, or "
            "name the folder of the earlier start."
        )
    instead = "Ask for the same, or start without resuming: the runs that match are used, and the others stay as well."
    check_belonging(raw, there, belonging(design), instead)


def prepare(raw: Path, design: Design, *, resume: bool = False, parts: bool = False) -> Ready:
    """Make the folder of the shards ready.

    Parameters
    ----------
    raw
        Folder of the shards; made when it does not exist, and hidden from git.
    design
        Which runs.
    resume
        Refuse when there is nothing to go on with, or it is something else.
    parts
        Others may be writing into the folder: refuse when it holds something else.

    Returns
    -------
    Ready
        What is missing. Nothing that is finished is ever removed: whoever asks for it again finds it.

    Raises
    ------
    ConfigurationError
        When it refuses, or the folder cannot be written to.
    """
    here, there = belonging(design), read_belonging(raw)
    if resume:
        check_resumable(raw, design)
    elif parts and there is not None:
        check_belonging(raw, there, here, _OTHER_FOLDER)
    make_folder(raw)
    write_bytes(raw / ".gitignore", b"*\n")
    _remove_stale(raw)
    runs = design.runs()
    wanted = {run.run_id for run in runs}
    others = sum(not listed["run"].isin(wanted).any() for _, listed in whole_shards(raw))
    if here != there:
        write_belonging(raw, here)
    there_already = outcomes(raw)
    return Ready([run for run in runs if not there_already.get(run.run_id)], others)


def _remove_stale(raw: Path) -> None:
    """Remove what killed processes left; a younger one may be another process's, here or on another machine."""
    for unfinished in raw.glob(f"shard-*{UNFINISHED}"):
        try:
            age = time.time() - unfinished.stat().st_mtime
        except FileNotFoundError:  # finished in the meantime
            continue
        if age > _STALE_SECONDS:
            shutil.rmtree(unfinished, ignore_errors=True)
