"""Running a design: in threads or on any executor, resumable, in parts, and with the same result whatever the order.

Runs that share a synthetic neighbourhood go to one thread, in chunks. Finished runs are written in shards: when there
are ``SHARD_RUNS`` of them or half a minute has passed, and on Ctrl-C. A run that fails leaves its cause; the rest goes
on.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Executor, ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from threading import Event
from typing import Final, NamedTuple

from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.basket import Basket, gather, save_rest
from cohesie_sim.experiment.chunks import Chunk, failed_record, make_chunks
from cohesie_sim.experiment.cluster import ClusterExecutor
from cohesie_sim.experiment.commit import current_commit
from cohesie_sim.experiment.design import Design
from cohesie_sim.experiment.extract import extract
from cohesie_sim.experiment.grids import Run
from cohesie_sim.experiment.parts import part_of
from cohesie_sim.experiment.preparing import prepare
from cohesie_sim.experiment.progress import reporter, say
from cohesie_sim.experiment.shards import FOLDER, Record, outcomes
from cohesie_sim.scenarios.arguments import check_whole_number

SHARD_RUNS: Final = 200


class Finished(NamedTuple):
    """What running a design came to.

    Attributes
    ----------
    runs
        Number of runs in the design.
    resumed
        Runs that were there from an earlier start, of the part that was asked for.
    failed
        Runs that failed now; after the part that completes a design, those that failed in any part.
    seconds
        Wall time of this start.
    commit
        Of the code when the runs began; see :func:`~cohesie_sim.experiment.commit.current_commit`.
    missing
        Runs of other parts that are not there yet.
    """

    runs: int
    resumed: int
    failed: int
    seconds: float
    commit: dict[str, str | bool] | None
    missing: int = 0


def run_design(
    design: Design,
    folder: Path,
    jobs: int | None = None,
    executor: Executor | None = None,
    shard_runs: int = SHARD_RUNS,
    *,
    resume: bool = False,
    shard: tuple[int, int] | None = None,
) -> Finished:
    """Do the runs of a design, or of a part of it, that are not there yet.

    Parameters
    ----------
    design
        Which runs.
    folder
        Of the results; runs are kept in its folder ``raw``.
    jobs
        Number of threads; by default one per core. The result does not depend on it.
    executor
        Runs the chunks instead of our own threads, for instance a process pool or a cluster's; it stays open.
    shard_runs
        Number of finished runs that are written together; a process that is killed loses fewer than that.
    resume
        Refuse when there is nothing to go on with, or it belongs to another design or version of the code. Without it,
        runs that match are used; nothing is ever removed.
    shard
        Part, from 1, and number of parts; parts may run at the same time in one folder, which must hold nothing else.

    Returns
    -------
    Finished
        How many runs, resumed and failed.

    Raises
    ------
    ConfigurationError
        When the design, ``jobs``, ``shard`` or the folder is not usable, or the executor gives up.
    KeyboardInterrupt
        On Ctrl-C, after what is finished has been saved.
    """
    if jobs is not None:
        check_whole_number("jobs", jobs)
    begun, commit = time.monotonic(), current_commit()
    runs = design.runs()
    part = runs if shard is None else part_of(runs, shard)
    raw = folder / FOLDER
    ready = prepare(raw, design, resume=resume, parts=shard is not None)
    if ready.others:
        say(f"{raw}: also holds {ready.others} shards of other designs or versions of the code; they stay there.")
    wanted = {run.run_id for run in part}
    missing = [run for run in ready.missing if run.run_id in wanted]
    resumed = len(part) - len(missing)
    label = design.name if shard is None else f"{design.name}, part {shard[0]} of {shard[1]}"
    if resumed:
        say(f"{label}: {resumed} of {len(part)} runs are there from an earlier start.")
    basket = Basket(raw, shard_runs)
    if missing:
        _run(missing, basket, jobs, executor, (label, len(part), resumed))
    finished = Finished(len(runs), resumed, basket.failed, time.monotonic() - begun, commit)
    return finished if shard is None else _with_other_parts(finished, label, raw, runs)


def _run(
    missing: Sequence[Run], basket: Basket, jobs: int | None, executor: Executor | None, told: tuple[str, int, int]
) -> None:
    """Run what is missing in our own threads or on an executor; ``told`` is what the progress shows."""
    label, _, already = told
    far = executor if isinstance(executor, ClusterExecutor) else None
    workers = jobs or (far.workers if far else os.cpu_count()) or 1
    stop = Event()
    with ExitStack() as stack:
        bar = stack.enter_context(reporter(*told))
        work: Callable[[Chunk], list[Record]] = run_chunk
        if executor is None:
            executor = stack.enter_context(ThreadPoolExecutor(workers))
            work = partial(run_chunk, stopped=stop.is_set)
        chunks = make_chunks(missing, workers, far.least_seconds if far else 0.0)
        pending = {executor.submit(work, chunk): chunk for chunk in chunks}
        try:
            gather(pending, basket, lambda: bar.show(already + basket.count))
        except BaseException as error:
            stop.set()
            save_rest(pending, basket)
            saved = "finished runs are saved, the same command goes on from here"
            if isinstance(error, KeyboardInterrupt):
                say(f"{label}: interrupted; {saved}.")
            if isinstance(error, CancelledError):
                raise ConfigurationError(
                    f"{label}: the work was cancelled from outside, perhaps because the cluster stopped; {saved}."
                ) from None
            raise


def _with_other_parts(finished: Finished, label: str, raw: Path, runs: Sequence[Run]) -> Finished:
    """Return how the whole design stands after one of its parts, and say what to do next."""
    there = outcomes(raw)
    missing = sum(run.run_id not in there for run in runs)
    if missing:
        say(
            f"{label}: done; {missing} of {len(runs)} runs belong to other parts and are not in {raw} yet. When all "
            "parts are done, the same command without --shard stores the results; parts that ran in other folders are "
            "merged first (--merge)."
        )
        return finished._replace(missing=missing)
    return finished._replace(failed=sum(not there[run.run_id] for run in runs))


def run_chunk(chunk: Chunk, stopped: Callable[[], bool] | None = None) -> list[Record]:
    """Run some runs one after the other.

    Parameters
    ----------
    chunk
        Runs, best of one neighbourhood.
    stopped
        Tells that no further run should begin.

    Returns
    -------
    list of Record
        One per run that was begun; a run that failed has its cause and no tables.
    """
    records: list[Record] = []
    for run in chunk:
        if stopped is not None and stopped():
            break
        try:
            raw = run_replicate(run.cell.scenario, run.seed, run.replicate)
            tables = extract(raw, run.cell.scenario, residents=run.cell.keep_residents)
            records.append(Record(run.run_id, tables))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the cause of one failed run among many
            records.append(failed_record(run, error))
    return records
