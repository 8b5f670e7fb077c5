"""Running a design: in threads or on any executor, resumable, and with the same result whatever the order.

Runs that share a synthetic neighbourhood go to one thread, in chunks. Finished runs are written in shards: when there
are ``SHARD_RUNS`` of them or ``SHARD_SECONDS`` have passed, and on Ctrl-C. A run that fails leaves its cause; the
rest goes on.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from functools import partial
from itertools import groupby
from pathlib import Path
from threading import Event
from typing import Final, NamedTuple

from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.experiment.commit import current_commit
from cohesie_sim.experiment.design import Design
from cohesie_sim.experiment.extract import extract
from cohesie_sim.experiment.grids import Run
from cohesie_sim.experiment.interrupts import uninterrupted
from cohesie_sim.experiment.progress import reporter, say
from cohesie_sim.experiment.shards import FOLDER, Record, prepare, write_shard
from cohesie_sim.scenarios.arguments import check_whole_number

SHARD_RUNS: Final = 200
SHARD_SECONDS: Final = 30.0
_CHUNKS_PER_JOB: Final = 4  # so that nobody waits long for the last chunk
_LOOK_EVERY: Final = 1.0  # seconds between two looks at the clock and at Ctrl-C

Chunk = tuple[Run, ...]


class Finished(NamedTuple):
    """What running a design came to.

    Attributes
    ----------
    runs
        Number of runs in the design.
    resumed
        Runs that were there from an earlier start.
    failed
        Runs that failed now.
    seconds
        Wall time of this start.
    commit
        Of the code when the runs began; see :func:`~cohesie_sim.experiment.commit.current_commit`.
    """

    runs: int
    resumed: int
    failed: int
    seconds: float
    commit: dict[str, str | bool] | None


def run_design(
    design: Design,
    folder: Path,
    jobs: int | None = None,
    executor: Executor | None = None,
    shard_runs: int = SHARD_RUNS,
) -> Finished:
    """Do the runs of a design that are not there yet.

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

    Returns
    -------
    Finished
        How many runs, resumed and failed.

    Raises
    ------
    ConfigurationError
        When the design, ``jobs`` or the folder is not usable.
    KeyboardInterrupt
        On Ctrl-C, after what is finished has been saved.
    """
    if jobs is not None:
        check_whole_number("jobs", jobs)
    begun, commit = time.monotonic(), current_commit()
    runs = design.runs()
    raw = folder / FOLDER
    found = prepare(raw, {run.run_id for run in runs})
    if found.discarded:
        say(f"{raw}: discarded {found.discarded} shards of another design or version of the code.")
    if found.finished:
        say(f"{design.name}: {len(found.finished)} of {len(runs)} runs are there from an earlier start.")
    missing = [run for run in runs if run.run_id not in found.finished]
    workers = jobs or os.cpu_count() or 1
    basket = _Basket(raw, shard_runs)
    stop = Event()
    with ExitStack() as stack:
        bar = stack.enter_context(reporter(design.name, len(runs), len(found.finished)))
        work: Callable[[Chunk], list[Record]] = run_chunk
        if executor is None:
            executor = stack.enter_context(ThreadPoolExecutor(workers))
            work = partial(run_chunk, stopped=stop.is_set)
        pending = {executor.submit(work, chunk) for chunk in _chunks(missing, workers)}
        try:
            _gather(pending, basket, lambda: bar.show(len(found.finished) + basket.count))
        except BaseException as error:
            stop.set()
            begun_ones = {future for future in pending if not future.cancel()}
            if isinstance(error, KeyboardInterrupt):
                _save_rest(begun_ones, basket)
                say(f"{design.name}: interrupted; finished runs are saved, the same command goes on from here.")
            raise
    return Finished(len(runs), len(found.finished), basket.failed, time.monotonic() - begun, commit)


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
            records.append(Record(run.run_id, extract(raw, run.cell.scenario)))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the cause of one failed run among many
            cause = f"{type(error).__name__}: {error}"
            records.append(Record(run.run_id, None, cause))
    return records


def _chunks(runs: Sequence[Run], workers: int) -> Iterable[Chunk]:
    most = max(1, -(-len(runs) // (_CHUNKS_PER_JOB * workers)))
    for _, group in groupby(runs, key=lambda run: run.replicate):
        same = tuple(group)
        for k in range(0, len(same), most):
            yield same[k : k + most]


class _Basket:
    """Finished runs on their way to disk."""

    def __init__(self, raw: Path, shard_runs: int) -> None:
        self.count = self.failed = 0
        self._raw, self._shard_runs = raw, shard_runs
        self._records: list[Record] = []
        self._written = time.monotonic()

    def put(self, records: Sequence[Record]) -> None:
        """Take finished runs in, and write a shard when it is time."""
        self.count += len(records)
        self.failed += sum(record.tables is None for record in records)
        self._records.extend(records)
        if len(self._records) >= self._shard_runs or time.monotonic() - self._written > SHARD_SECONDS:
            self.empty()

    def empty(self) -> None:
        """Write what is here."""
        if self._records:
            write_shard(self._raw, self._records)
        self._records = []
        self._written = time.monotonic()


def _gather(pending: set[Future[list[Record]]], basket: _Basket, show: Callable[[], None]) -> None:
    """Put the records of chunks into the basket as they finish; what stays in ``pending`` is not there yet."""
    while pending:
        for future in wait(pending, timeout=_LOOK_EVERY, return_when=FIRST_COMPLETED).done:
            basket.put(future.result())
            pending.discard(future)
        show()
    basket.empty()


def _save_rest(pending: set[Future[list[Record]]], basket: _Basket) -> None:
    """Save what is finished after an interruption; the run that each thread is in comes to its end."""
    with uninterrupted():
        basket.empty()  # before the wait, which somebody in a hurry may interrupt as well
    done = wait(pending).done
    with uninterrupted():
        for future in done:
            if future.exception() is None:
                basket.put(future.result())
        basket.empty()
