"""Approximate Bayesian computation by sequential Monte Carlo, with pyABC (Schälte et al. 2022, JOSS 7)."""

from __future__ import annotations

import hashlib
import json
import logging
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyabc

from cohesie_sim.calibration.pilot import Summaries
from cohesie_sim.calibration.problem import LUCK, Problem, some_luck
from cohesie_sim.calibration.sampler import OrderedSampler, Told
from cohesie_sim.calibration.unknowns import draw_along
from cohesie_sim.calibration.version import survey_version
from cohesie_sim.experiment.store import make_folder

logging.getLogger("ABC").setLevel(logging.WARNING)  # what it tells is for developers; our own progress says the rest

Floats = npt.NDArray[np.float64]
_QUANTILE: Final = 0.5
"""Of the distances of a generation: the next one's largest distance."""


class Effort(NamedTuple):
    """How much is simulated.

    Attributes
    ----------
    particles
        In each generation.
    generations
        At most.
    least_acceptance
        Share of accepted proposals below which no further generation begins.
    """

    particles: int = 250
    generations: int = 8
    least_acceptance: float = 0.06


class Generation(NamedTuple):
    """One generation of a fit: its largest distance, evaluations and particles."""

    epsilon: float
    evaluations: int
    particles: int


class Fit(NamedTuple):
    """What is left of the prior.

    Attributes
    ----------
    particles
        One row per particle of the last generation: the fitted parameters, and the luck of its world.
    weights
        Sum to 1, shape (particles,).
    generations
        In order.
    """

    particles: pd.DataFrame
    weights: Floats
    generations: list[Generation]


@dataclass(frozen=True)
class _Model:
    """The simulator in the form that pyABC calls."""

    problem: Problem

    def __call__(self, values: dict[str, float]) -> dict[str, float]:
        return self.problem.observe(dict(values), some_luck(np.random.mtrand._rand))  # noqa: SLF001 - pyABC's generator


@dataclass(frozen=True)
class Distance:
    """Distance between learned summaries of two observations; infinite when one of them has something missing.

    Attributes
    ----------
    problem, summaries
        What is calibrated, and what the pilot learned.
    """

    problem: Problem
    summaries: Summaries

    def __call__(self, one: dict[str, float], other: dict[str, float]) -> float:
        """Return the distance, in standard deviations of the prior."""
        columns = np.array([self.problem.column(one), self.problem.column(other)])
        if not np.isfinite(columns).all():
            return float("inf")
        first, second = self.summaries(columns)
        return float(np.linalg.norm(first - second))


def fit(
    problem: Problem,
    observed: dict[str, float],
    start: tuple[Summaries, float],
    folder: Path,
    effort: Effort,
    seed: int,
    executor: Executor,
    told: Told,
) -> Fit:
    """Fit the unknown parameters to an observation; a fit that was interrupted goes on.

    Parameters
    ----------
    problem
        What is calibrated.
    observed
        From :meth:`~cohesie_sim.calibration.problem.Problem.observed`, or simulated.
    start
        What the pilot learned, and the largest distance of the first generation.
    folder
        Where the fit keeps what it has; a fit of something else has another place in it.
    effort
        How much is simulated.
    seed
        Of the fit.
    executor
        Runs simulations; its workers are processes.
    told
        Called with generation, accepted and evaluated proposals.

    Returns
    -------
    Fit
        The same for the same arguments, whatever the number of workers.
    """
    summaries, first = start
    place = folder / fingerprint(problem, observed, summaries, effort, seed)
    make_folder(place)
    np.random.seed(seed)  # noqa: NPY002 - pyABC's generator
    priors = {unknown.key: pyabc.RV("uniform", unknown.low, unknown.high - unknown.low) for unknown in problem.fitted}
    database = place / "fit.db"
    resumed = database.exists()  # then the first distance follows from the last generation that is there
    smc = pyabc.ABCSMC(
        _Model(problem),
        pyabc.Distribution(priors),
        Distance(problem, summaries),
        population_size=effort.particles,
        eps=pyabc.QuantileEpsilon(initial_epsilon="from_sample" if resumed else first, alpha=_QUANTILE),
        sampler=OrderedSampler(executor, seed, place, told),
    )
    address = f"sqlite:///{database}"
    history = smc.load(address, 1, observed) if resumed else smc.new(address, observed)
    done = history.n_populations
    if done < effort.generations and not _is_slow(history, effort):
        history = smc.run(max_nr_populations=effort.generations - done, min_acceptance_rate=effort.least_acceptance)
    return _result(history, problem)


def _is_slow(history: Any, effort: Effort) -> bool:
    if history.n_populations == 0:
        return False
    evaluations = int(history.get_all_populations()["samples"].iloc[-1])
    return effort.particles / evaluations < effort.least_acceptance


def _result(history: Any, problem: Problem) -> Fit:
    particles = history.get_population().particles
    names = [unknown.key for unknown in problem.fitted]
    values = pd.DataFrame([[one.parameter[name] for name in names] for one in particles], columns=names)
    values[LUCK] = [int(one.sum_stat[LUCK]) for one in particles]
    weights = np.array([one.weight for one in particles])
    table = history.get_all_populations()
    table = table[table["t"] >= 0]
    generations = [
        Generation(float(row["epsilon"]), int(row["samples"]), int(history.get_nr_particles_per_population()[row["t"]]))
        for _, row in table.iterrows()
    ]
    return Fit(values, weights / weights.sum(), generations)


def fingerprint(problem: Problem, observed: dict[str, float], summaries: Summaries, effort: Effort, seed: int) -> str:
    """Return a name for a fit that changes with everything that decides it.

    Parameters
    ----------
    problem, observed, summaries, effort, seed
        As for :func:`fit`.

    Returns
    -------
    str
        Sixteen hexadecimal digits.
    """
    content = {
        "surveys": survey_version(),
        "fitted": problem.fitted,
        "drawn": problem.drawn,
        "targets": problem.targets,
        "observed": observed,
        "particles": effort.particles,  # more generations go on where fewer ended
        "seed": seed,
    }
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode())
    for part in (summaries.centre, summaries.scale, summaries.weights):
        digest.update(np.ascontiguousarray(part).tobytes())
    return digest.hexdigest()[:16]


def equal_draws(found: Fit, problem: Problem, draws: int, seed: int) -> pd.DataFrame:
    """Return equally weighted draws of the posterior, the drawn parameters included.

    Parameters
    ----------
    found
        Of :func:`fit`.
    problem
        What was calibrated.
    draws
        How many.
    seed
        Of the draws.

    Returns
    -------
    DataFrame
        One column per dotted key; systematic resampling, in an order that luck decides.
    """
    rng = np.random.default_rng(seed)
    places = (np.arange(draws) + rng.uniform()) / draws
    chosen = np.searchsorted(np.cumsum(found.weights), places * found.weights.sum())
    rows = found.particles.iloc[rng.permutation(np.minimum(chosen, len(found.particles) - 1))]
    along = pd.DataFrame([draw_along(problem.drawn, int(luck)) for luck in rows[LUCK]])
    return pd.concat([rows.drop(columns=LUCK).reset_index(drop=True), along], axis=1)
