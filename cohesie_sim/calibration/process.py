"""The whole calibration, step by step: pilot, fit, recovery; each step goes on where it was interrupted."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from cohesie_sim.calibration.fit import Distance, Effort, Fit, equal_draws, fingerprint, fit
from cohesie_sim.calibration.pilot import Summaries, learn, run_pilot
from cohesie_sim.calibration.problem import Problem, Wanted
from cohesie_sim.calibration.recovery import recover
from cohesie_sim.calibration.sampler import Told
from cohesie_sim.calibration.targets import fitted_targets
from cohesie_sim.calibration.unknowns import drawn, fitted
from cohesie_sim.calibration.worlds import survey_worlds
from cohesie_sim.experiment.cluster import cluster_executor
from cohesie_sim.experiment.progress import reporter, say
from cohesie_sim.experiment.store import make_folder

SEED: Final = 20200601
DRAWS: Final = 200
"""Draws that are shipped."""

_SECONDS_BETWEEN_LINES: Final = 5.0
_FIRST: Final = 0.5  # quantile of the pilot's distances: the largest distance of the first generation


def real_problem() -> Problem:
    """Return the problem of calibrating this model to Dutch surveys up to June 2020."""
    targets = tuple(Wanted(target.id, target.value, target.sd, target.sense) for target in fitted_targets())
    return Problem(fitted(), drawn(), targets, survey_worlds)


@contextmanager
def processes(jobs: int | None, scheduler: str = "") -> Iterator[Executor]:
    """Start the processes that simulate, here or on a Dask cluster.

    Parameters
    ----------
    jobs
        How many; one per core by default.
    scheduler
        Address of a cluster, whose workers must have one thread each; empty for this machine.

    Yields
    ------
    Executor
        For the steps of the calibration.
    """
    if scheduler:
        with cluster_executor(scheduler) as far:
            yield far
        return
    pool = ProcessPoolExecutor(jobs or os.cpu_count(), mp_context=multiprocessing.get_context("spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def prepare(problem: Problem, points: int, folder: Path, executor: Executor) -> tuple[Summaries, float]:
    """Run the pilot and learn from it.

    Parameters
    ----------
    problem
        What is calibrated.
    points
        Simulations of the pilot.
    folder
        Of unfinished work.
    executor
        Runs simulations.

    Returns
    -------
    tuple
        Summary statistics, and the largest distance of the first generation.
    """
    make_folder(folder)
    path = folder / f"pilot_{_name(problem)}.jsonl"
    with reporter("pilot", points, 0) as bar:
        pilot = run_pilot(problem, points, SEED, executor, path, bar.show)
    summaries = learn(problem, pilot)
    distance = Distance(problem, summaries)
    distances = [distance(point["found"], problem.observed()) for point in pilot]
    return summaries, float(np.quantile(distances, _FIRST))


def _name(problem: Problem) -> str:
    nothing = np.zeros(0)
    return fingerprint(problem, {}, Summaries(nothing, nothing, nothing, nothing), Effort(), SEED)


def calibrate(
    problem: Problem, start: tuple[Summaries, float], effort: Effort, folder: Path, executor: Executor
) -> tuple[Fit, pd.DataFrame]:
    """Fit the unknown parameters to what the surveys found.

    Parameters
    ----------
    problem, start, effort, folder, executor
        As for :func:`~cohesie_sim.calibration.fit.fit`.

    Returns
    -------
    tuple
        The fit, and equally weighted draws.
    """
    found = fit(problem, problem.observed(), start, folder, effort, SEED, executor, _told("fit", effort))
    return found, equal_draws(found, problem, DRAWS, SEED)


def check_recovery(
    problem: Problem, start: tuple[Summaries, float], effort: Effort, cases: int, folder: Path, executor: Executor
) -> pd.DataFrame:
    """Fit simulated observations of which the parameters are known.

    Parameters
    ----------
    problem, start, effort, folder, executor
        As for :func:`~cohesie_sim.calibration.fit.fit`.
    cases
        How many.

    Returns
    -------
    DataFrame
        See :func:`~cohesie_sim.calibration.recovery.recover`.
    """
    told = _told("recovery", effort)
    rows = []
    for k, rows_of_case in enumerate(
        recover(problem, start, folder, effort, range(cases), SEED, executor, told), start=1
    ):
        held = (rows_of_case["covered90"] == "yes").mean()
        say(f"recovery: case {k} of {cases}: intervals of 90 % hold {held:.0%} of the parameters")
        rows.append(rows_of_case)
    return pd.concat(rows, ignore_index=True)


def _told(name: str, effort: Effort) -> Told:
    """Return what tells a person every few seconds how far a fit is."""
    last = [0.0]

    def told(generation: int, accepted: int, evaluated: int) -> None:
        now = time.monotonic()
        if now - last[0] < _SECONDS_BETWEEN_LINES and accepted < effort.particles:
            return
        last[0] = now
        say(
            f"{name}: generation {generation + 1} of at most {effort.generations}: {accepted} of "
            f"{effort.particles} particles after {evaluated} simulations"
        )

    return told
