"""Running the worlds of a plan in threads: resumable, and with the same result whatever the number of threads."""

from __future__ import annotations

import json
import os
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Final

import numpy as np

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.progress import reporter, say
from cohesie_sim.experiment.store import make_folder, write_bytes, write_json
from cohesie_sim.predictions.worlds import Plan, World, Worlds
from cohesie_sim.scenarios.arguments import check_whole_number

RAW: Final = "raw"
_NAME: Final = "predictions"
_LOOK_EVERY: Final = 1.0  # seconds between two looks at Ctrl-C


def run_worlds(plan: Plan, folder: Path, jobs: int | None = None) -> Worlds:
    """Do the worlds of a plan that are not there yet, and return all of them.

    Parameters
    ----------
    plan
        Which worlds.
    folder
        Of the results; finished worlds are kept in its folder ``raw``.
    jobs
        Number of threads; by default one per core. The result does not depend on it.

    Returns
    -------
    Worlds
        In the order of the plan.

    Raises
    ------
    ConfigurationError
        When ``jobs`` or the folder is not usable, or a stored world cannot be read.
    KeyboardInterrupt
        On Ctrl-C; every world that is finished has been saved.
    """
    if jobs is not None:
        check_whole_number("jobs", jobs)
    files = [folder / RAW / plan.file_of(world) for world in range(plan.worlds)]
    make_folder(folder / RAW)
    write_bytes(folder / RAW / ".gitignore", b"*\n")
    missing = [world for world, path in enumerate(files) if not path.exists()]
    if len(missing) < plan.worlds:
        say(f"{_NAME}: {plan.worlds - len(missing)} of {plan.worlds} worlds are there from an earlier start.")
    if missing:
        _run(plan, files, missing, jobs or os.cpu_count() or 1)
    return Worlds([_read(path) for path in files], np.array([plan.draw_of(world) for world in range(plan.worlds)]))


def _run(plan: Plan, files: list[Path], missing: list[int], jobs: int) -> None:
    def save(world: int) -> None:
        write_json(files[world], plan.live(world))

    already = plan.worlds - len(missing)
    with reporter(_NAME, plan.worlds, already) as bar, ThreadPoolExecutor(jobs) as pool:
        pending: set[Future[None]] = {pool.submit(save, world) for world in missing}
        try:
            while pending:
                done, pending = wait(pending, timeout=_LOOK_EVERY, return_when=FIRST_COMPLETED)
                for future in done:
                    future.result()
                bar.show(plan.worlds - len(pending))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            say(f"{_NAME}: stopped; finished worlds are saved, the same command goes on from here.")
            raise


def _read(path: Path) -> World:
    try:
        world: World = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}). Remove this file and start again.") from None
    return world
