"""Chunks: runs that go to one worker together, so that they share a synthetic neighbourhood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from cohesie_sim.experiment.grids import Run
from cohesie_sim.experiment.shards import Record
from cohesie_sim.scenarios import Scenario

CHUNKS_PER_JOB: Final = 4  # so that nobody waits long for the last chunk
_RESIDENT_WEEKS_PER_SECOND: Final = 1e7  # at the aim of 100 ns per resident and week

Chunk = tuple[Run, ...]


def make_chunks(runs: Sequence[Run], workers: int, least_seconds: float = 0.0) -> Iterator[Chunk]:
    """Divide runs over workers.

    Parameters
    ----------
    runs
        Those of one replicate next to one another.
    workers
        How many work at a time.
    least_seconds
        About how much work is worth the way to a worker; smaller groups travel together.

    Yields
    ------
    tuple of Run
        In the given order; of one replicate unless that is too little work.
    """
    most = max(1, -(-len(runs) // (CHUNKS_PER_JOB * workers)))
    waiting: list[Run] = []
    for _, group in groupby(runs, key=lambda run: run.replicate):
        for run in group:
            waiting.append(run)
            if len(waiting) >= most and seconds_of_work(waiting) >= least_seconds:
                yield tuple(waiting)
                waiting = []
        if waiting and seconds_of_work(waiting) >= least_seconds:
            yield tuple(waiting)
            waiting = []
    if waiting:
        yield tuple(waiting)


def failed_record(run: Run, error: BaseException) -> Record:
    """Return what is kept of a run that failed.

    Parameters
    ----------
    run
        Which.
    error
        What happened.

    Returns
    -------
    Record
        With the cause and no tables.
    """
    return Record(run.run_id, None, f"{type(error).__name__}: {error}")


def seconds_of_work(runs: Sequence[Run]) -> float:
    """Return roughly how long some runs take one after the other, good enough for dividing them.

    Parameters
    ----------
    runs
        Which.

    Returns
    -------
    float
        Seconds on a core of today.
    """
    return sum(resident_weeks(run.cell.scenario) for run in runs) / _RESIDENT_WEEKS_PER_SECOND


def resident_weeks(scenario: Scenario) -> int:
    """Return how much a run has to compute: residents times weeks, those of the burn-in included.

    Parameters
    ----------
    scenario
        That is run.

    Returns
    -------
    int
        Which the time of a run is proportional to.
    """
    return scenario.residents * (scenario.weeks + scenario.burn_in_weeks)
