"""The whole calibration, step by step: bank, emulator, fit, recovery; what is costly goes on where it ended."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from cohesie_sim.calibration.bank import Bank, fill_bank
from cohesie_sim.calibration.emulator import Emulator, learn
from cohesie_sim.calibration.fit import Effort, Fit, fit
from cohesie_sim.calibration.problem import Problem, Wanted
from cohesie_sim.calibration.recovery import recover
from cohesie_sim.calibration.summaries import Summaries, learn_summaries
from cohesie_sim.calibration.targets import fitted_targets
from cohesie_sim.calibration.unknowns import blocks, drawn
from cohesie_sim.calibration.version import survey_version
from cohesie_sim.calibration.worlds import survey_worlds
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.cluster import cluster_executor
from cohesie_sim.experiment.progress import reporter, say
from cohesie_sim.experiment.store import make_folder

SEED: Final = 20200601
_FEWEST: Final = 50  # worlds of the bank to learn from


def real_problem() -> Problem:
    """Return the problem of calibrating this model to Dutch surveys up to June 2020."""
    targets = tuple(Wanted(target.id, target.value, target.sd, target.sense) for target in fitted_targets())
    return Problem(blocks(), drawn(), targets, survey_worlds)


@contextmanager
def processes(jobs: int | None, scheduler: str = "") -> Iterator[Executor]:
    """Start the processes that simulate, here or on a Dask cluster.

    Parameters
    ----------
    jobs
        How many; one per core by default.
    scheduler
        Address of a cluster; empty for this machine.

    Yields
    ------
    Executor
        For the steps of the calibration.
    """
    if scheduler:
        with cluster_executor(scheduler) as far:
            yield far
        return
    spawning = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs or os.cpu_count(), spawning, _leave_with, (os.getpid(),))
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _leave_with(parent: int) -> None:
    """Let this process end when its parent was killed: a pool's workers would wait for work for ever."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def gather_bank(problem: Problem, worlds: int, unseen: int, folder: Path, executor: Executor) -> tuple[Bank, Bank]:
    """Simulate the bank, or what is missing of it.

    Parameters
    ----------
    problem
        What is calibrated.
    worlds, unseen
        How many to learn from, and how many beyond them for the recovery test.
    folder
        Of unfinished work; a bank of another model, of other surveys or other unknowns has another file in it.
    executor
        Runs simulations.

    Returns
    -------
    tuple of Bank
        Those to learn from, and the others; the same whatever the number of workers.
    """
    make_folder(folder)
    path = folder / f"bank_{_fingerprint(problem)}.jsonl"
    already = min(worlds + unseen, path.read_bytes().count(b"\n") if path.exists() else 0)
    with reporter("bank", worlds + unseen, already) as bar:
        known, others = fill_bank(problem, (worlds, unseen), SEED, executor, path, bar.show)
    return known, others


class Learned(NamedTuple):
    """What was learned from the bank."""

    emulator: Emulator
    summaries: tuple[Summaries, ...]


def learn_from(problem: Problem, bank: Bank) -> Learned:
    """Learn emulator and summaries from a bank.

    Parameters
    ----------
    problem
        What is calibrated.
    bank
        Of simulations.

    Returns
    -------
    Learned
        For the fit and for the recovery test.

    Raises
    ------
    ConfigurationError
        When there are hardly any worlds to learn from.
    """
    if len(bank.luck) < _FEWEST:
        raise ConfigurationError(f"{len(bank.luck)} worlds of the bank can be used; at least {_FEWEST} are needed.")
    say("learning from the bank")
    return Learned(learn(problem, bank), tuple(learn_summaries(problem, block, bank) for block in problem.blocks))


def calibrate(learned: Learned, effort: Effort) -> Fit:
    """Fit the unknown parameters to what the surveys found.

    Parameters
    ----------
    learned
        From :func:`learn_from`.
    effort
        How much is emulated.

    Returns
    -------
    Fit
        Of all blocks.
    """
    observed = learned.emulator.problem.observed()
    return fit(learned.emulator, learned.summaries, observed, effort, SEED, _tell)


def _tell(block: str, generation: int, emulated: int) -> None:
    say(f"fit: {block}, generation {generation} after {emulated} emulated worlds")


def check_recovery(learned: Learned, unseen: Bank, effort: Effort, folder: Path, executor: Executor) -> pd.DataFrame:
    """Fit the surveys of worlds that nothing was learned from.

    Parameters
    ----------
    learned
        From :func:`learn_from`.
    unseen
        The worlds.
    effort
        Of each fit.
    folder
        Of unfinished work.
    executor
        Runs the cases.

    Returns
    -------
    DataFrame
        See :func:`~cohesie_sim.calibration.recovery.recover`.
    """
    with reporter("recovery", len(unseen.luck), 0) as bar:
        return recover(*learned, unseen, effort, SEED, executor, folder, bar.show)


def spread_draws(found: Fit, draws: int) -> pd.DataFrame:
    """Return some of the draws of a fit, evenly over their order, which is by luck.

    Parameters
    ----------
    found
        Of :func:`calibrate`.
    draws
        How many, at most as many as there are.

    Returns
    -------
    DataFrame
        One column per dotted key.
    """
    places = np.linspace(0, len(found.draws), draws, endpoint=False).astype(int)
    return pd.DataFrame([found.draws[place] for place in places])


def _fingerprint(problem: Problem) -> str:
    ranges = [(unknown.key, unknown.low, unknown.high) for unknown in problem.unknowns]
    content: list[Any] = [survey_version(), ranges, [target.name for target in problem.targets], SEED]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]
