"""Running points: every point under the same conditions and in the same worlds, resumable, whatever the order.

Points are run in parts of a few seconds. A part that is done is written whole or not at all, under a name made of all
that decides it (code, points, conditions, worlds); asked for again, it is read. Results do not depend on the number of
threads.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from threading import Event
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.design import code_version
from cohesie_sim.experiment.extract import Tables, decode, extract
from cohesie_sim.experiment.progress import reporter
from cohesie_sim.experiment.store import make_folder, write_bytes, write_parquet
from cohesie_sim.outcomes.keys import RUN
from cohesie_sim.outcomes.measures import MEASURES
from cohesie_sim.scenarios import Scenario, load_scenario
from cohesie_sim.scenarios.arguments import check_whole_number
from cohesie_sim.sensitivity.effects import CONDITIONS, Condition, measure

NEIGHBOURHOOD: Final = "heerlen"
SEED: Final = 1
_RUNS_PER_PART: Final = 120
_READ: Final = ("weekly", "initiatives", "volunteers")
# of the weekly table only what measures need: the rest would take longer to copy than to compute
_WEEKLY: Final = ("week", "residents", *sorted({measure.column for measure in MEASURES if measure.column}))


class Point(NamedTuple):
    """One place in the space of what is unknown.

    Attributes
    ----------
    changes
        Of a scenario, by dotted key.
    world
        Number of the first replicate: points with the same one share residents and luck.
    """

    changes: Mapping[str, object]
    world: int = 0


@dataclass(frozen=True)
class Batch:
    """Points that are run alike.

    Parameters
    ----------
    name
        In messages and file names.
    points
        Where to run.
    replicates
        Worlds per point.
    residents
        Size of the neighbourhood.
    conditions
        By name; all of them are run at every point.
    seed, neighbourhood
        Whose worlds.
    """

    name: str
    points: Sequence[Point]
    replicates: int
    residents: int
    conditions: Mapping[str, Condition] = field(default_factory=lambda: CONDITIONS)
    seed: int = SEED
    neighbourhood: str = NEIGHBOURHOOD


def run_batch(batch: Batch, folder: Path, jobs: int | None = None, executor: Executor | None = None) -> pd.DataFrame:
    """Do the runs of a batch that are not there yet, and return all of them.

    Parameters
    ----------
    batch
        What to run.
    folder
        Where parts are kept; made when it does not exist, and hidden from git.
    jobs
        Threads; by default one per core.
    executor
        Runs the parts instead of our own threads, for instance a cluster's.

    Returns
    -------
    DataFrame
        Columns point (position in ``batch.points``), condition, replicate and the measures.

    Raises
    ------
    ConfigurationError
        When a number or a change is not allowed, or the folder cannot be written to.
    KeyboardInterrupt
        On Ctrl-C; finished parts are kept.
    """
    for name, number in (("replicates", batch.replicates), ("jobs", 1 if jobs is None else jobs)):
        check_whole_number(name, number, f"{batch.name}: ")
    make_folder(folder)
    write_bytes(folder / ".gitignore", b"*\n")
    parts = {folder / f"{batch.name}-{_fingerprint(part)}.parquet": part for part in _parts(batch)}
    missing = {path: part for path, part in parts.items() if not path.exists()}
    if missing:
        _run_missing(batch.name, parts, missing, jobs, executor)
    frames = [_read(path) for path in parts]
    starts = np.cumsum([0, *(len(part.points) for part in parts.values())])
    moved = [frame.assign(point=frame["point"] + start) for frame, start in zip(frames, starts, strict=False)]
    return pd.concat(moved, ignore_index=True)


def _parts(batch: Batch) -> Iterator[Batch]:
    size = max(1, _RUNS_PER_PART // (len(batch.conditions) * batch.replicates))
    for first in range(0, len(batch.points), size):
        yield Batch(**{**vars(batch), "points": tuple(batch.points[first : first + size])})


def _runs(parts: Iterator[Batch] | Sequence[Batch]) -> int:
    return sum(len(part.points) * len(part.conditions) * part.replicates for part in parts)


def _fingerprint(part: Batch) -> str:
    content = {**vars(part), "conditions": {name: asdict(c) for name, c in part.conditions.items()}}
    text = json.dumps([code_version(), content], sort_keys=True, default=dict)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _run_missing(
    name: str, parts: Mapping[Path, Batch], missing: Mapping[Path, Batch], jobs: int | None, executor: Executor | None
) -> None:
    total, to_do = _runs(list(parts.values())), _runs(list(missing.values()))
    stop, done = Event(), total - to_do
    with ExitStack() as stack:
        bar = stack.enter_context(reporter(name, total, done))
        work: Callable[[Batch], pd.DataFrame | None] = run_part
        if executor is None:
            executor = stack.enter_context(ThreadPoolExecutor(jobs or os.cpu_count()))
            work = _Stoppable(stop)
        pending: dict[Future[pd.DataFrame | None], Path] = {executor.submit(work, p): f for f, p in missing.items()}
        try:
            for future in as_completed(pending):
                frame = future.result()
                if frame is not None:
                    write_parquet(pending[future], frame)
                done += _runs([missing[pending[future]]])
                bar.show(done)
        except BaseException:
            stop.set()
            for future in pending:
                future.cancel()
            raise


class _Stoppable:
    """Runs a part unless it was told to stop."""

    def __init__(self, stop: Event) -> None:
        self._stop = stop

    def __call__(self, part: Batch) -> pd.DataFrame | None:
        return run_part(part, self._stop.is_set)


def run_part(part: Batch, stopped: Callable[[], bool] = lambda: False) -> pd.DataFrame | None:
    """Run some points one after the other.

    Parameters
    ----------
    part
        Which.
    stopped
        Tells that no further run should begin.

    Returns
    -------
    DataFrame or None
        As :func:`run_batch`; None when it was stopped.

    Raises
    ------
    ConfigurationError
        When a point is not allowed; the text names it.
    """
    kept: dict[str, list[pd.DataFrame]] = {table: [] for table in _READ}
    for k, point in enumerate(part.points):
        for name, condition in part.conditions.items():
            scenario = _scenario(part, point, condition)
            for replicate in range(point.world, point.world + part.replicates):
                if stopped():
                    return None
                tables = extract(run_replicate(scenario, part.seed, replicate), scenario)
                key = (scenario.hypothesis, name, str(k), condition.fte, replicate)
                for table, frame in _frames(tables, key):
                    kept[table].append(frame)
    measured = measure(*(pd.concat(kept[table], ignore_index=True) for table in _READ)).reset_index()
    measured = measured.rename(columns={"scenario": "condition"}).assign(point=measured["variant"].astype(int))
    return measured.drop(columns=["hypothesis", "variant", "fte_per_10000"])


def _frames(tables: Tables, key: tuple[object, ...]) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the tables of a run with the columns that name it: the point as variant, the condition as scenario."""
    kept = {**tables, "weekly": {name: tables["weekly"][name] for name in _WEEKLY}}
    for table in _READ:
        yield table, pd.DataFrame({**dict(zip(RUN, key, strict=True)), **decode(table, kept[table])})


def _scenario(part: Batch, point: Point, condition: Condition) -> Scenario:
    own = {"neighbourhood": part.neighbourhood, "residents": part.residents, "funding.fte_per_10000": condition.fte}
    try:
        return _base(condition.scenario).with_changes({**own, **condition.changes, **point.changes})
    except ConfigurationError as error:
        raise ConfigurationError(f"{part.name}: {error}") from None


_base: Final = cache(load_scenario)


def _read(path: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}). Remove it and start again.") from None
