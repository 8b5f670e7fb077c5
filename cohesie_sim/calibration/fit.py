"""Approximate Bayesian computation by sequential Monte Carlo, with pyABC (Schälte et al. 2022, JOSS 7), block by block.

Forty targets and twenty parameters are too many for one distance: whatever the kernel, importance weights degenerate.
Targets that speak about other parameters are other data, so the posterior is updated block by block: a block's
parameters have their prior, all others are drawn from what is plausible after the blocks before it
(:mod:`cohesie_sim.calibration.plausible`), and a particle keeps the others it was accepted with. What is plausible
after the last block is the posterior of everything together.

Within a block the distance is one between learned summaries (:mod:`cohesie_sim.calibration.summaries`).

Limits: within one world the luck of two blocks is correlated, which is left out; so is what a block's targets say about
the parameters of a later block beyond the values that those keep.
"""

from __future__ import annotations

import logging
import math
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyabc
from pyabc.sampler import SingleCoreSampler

from cohesie_sim.calibration.emulator import Emulator
from cohesie_sim.calibration.plausible import Draw, plausible
from cohesie_sim.calibration.problem import Problem
from cohesie_sim.calibration.summaries import Summaries
from cohesie_sim.calibration.unknowns import Block

logging.getLogger("ABC").setLevel(logging.WARNING)  # what it tells is for developers; our own progress says the rest

Tell = Callable[[str, int, int], None]
Floats = npt.NDArray[np.float64]
_QUANTILE: Final = 0.5  # of the distances of a generation: the next one's largest distance
_SCATTER: Final = 2.0  # of proposals, of the covariance of the particles (Beaumont et al. 2009, Biometrika 96)
_DISTANCE: Final = "distance"
_LUCK: Final = "luck"
_OTHERS: Final = 4  # beside the luck of a world: the stream that chooses the other parameters
_LUCKS: Final = 2**31 - 1
_BATCH: Final = 500  # proposals at a time
_FRESH: Final = 20  # draws of the other parameters, per particle: hardly any is taken twice


class Effort(NamedTuple):
    """How much is emulated.

    Attributes
    ----------
    particles
        In each generation.
    generations
        At most.
    least_acceptance
        Share of accepted proposals below which no further generation begins.
    """

    particles: int = 600
    generations: int = 7
    least_acceptance: float = 0.03


class Generation(NamedTuple):
    """One generation of a block: its largest distance, evaluations, particles and effective sample size."""

    block: str
    generation: int
    epsilon: float
    evaluations: int
    particles: int
    effective: float


class Fit(NamedTuple):
    """What is left of the prior.

    Attributes
    ----------
    draws
        Equally weighted, every unknown in each, all different.
    generations
        Of every block, in order.
    """

    draws: list[Draw]
    generations: list[Generation]


@dataclass(frozen=True)
class _Model:
    """A block's emulated surveys in the form that pyABC calls, other parameters drawn from what is plausible so far.

    What it returns is the distance itself, and the luck: pyABC writes down whatever it is given, which takes longer
    than emulating it.

    Attributes
    ----------
    emulator
        Of the surveys.
    narrowed
        The problem with the targets of the block only.
    summaries
        Learned, of the block.
    aim
        Summaries of what was observed.
    others
        Draws of all other parameters.
    """

    emulator: Emulator
    narrowed: Problem
    summaries: Summaries
    aim: Floats
    others: Sequence[Draw]

    def together(self, values: Draw, luck: int) -> dict[str, float]:
        """Return a block's values with those of all other unknowns."""
        chosen = int(np.random.default_rng([luck, _OTHERS]).integers(len(self.others)))
        return {**self.others[chosen], **values}

    def __call__(self, values: dict[str, float]) -> dict[str, float]:
        luck = int(np.random.randint(0, _LUCKS))  # noqa: NPY002 - pyABC's generator
        found = self.emulator(self.together(dict(values), luck), luck)
        told = self.emulator.problem.with_errors(found, luck)
        return {_DISTANCE: self.distance(told), _LUCK: float(luck)}

    def distance(self, told: Mapping[str, float]) -> float:
        """Return the distance of learned summaries from those observed, in standard deviations of the prior."""
        return float(np.linalg.norm(self.summaries(self.narrowed.column(told)) - self.aim))


class _Box(pyabc.Distribution):  # type: ignore[misc]
    """Independent uniform priors; the density of the library looks at one parameter after the other, and took long."""

    def __init__(self, block: Block) -> None:
        self._ends = {unknown.key: (unknown.low, unknown.high) for unknown in block.fitted}
        self._density = 1.0 / math.prod(high - low for low, high in self._ends.values())
        super().__init__({key: pyabc.RV("uniform", low, high - low) for key, (low, high) in self._ends.items()})

    def pdf(self, x: Mapping[str, float]) -> float:
        inside = all(low <= x[key] <= high for key, (low, high) in self._ends.items())
        return self._density if inside else 0.0


class _Proposals(pyabc.MultivariateNormalTransition):  # type: ignore[misc]
    """Proposals around particles that luck chooses, many at a time, those outside the priors left out.

    They scatter twice as widely as the particles. With the library's own narrower ones a few far particles got nearly
    all the weight in some fits, and what was handed on from block to block wandered off.
    """

    def __init__(self, box: _Box) -> None:
        super().__init__(scaling=_SCATTER, bandwidth_selector=lambda *_: 1.0)
        self._box = box
        self._waiting: list[pyabc.Parameter] = []

    def fit(self, X: pd.DataFrame, w: Floats) -> None:  # noqa: N803 - the library's name
        super().fit(X, w)
        self._keys = list(X.columns)
        self._waiting = []

    def rvs_single(self) -> pyabc.Parameter:
        while not self._waiting:
            chosen = np.random.choice(len(self._X_arr), _BATCH, p=self.w)  # noqa: NPY002 - pyABC's generator
            steps = np.random.multivariate_normal(np.zeros(len(self.cov)), self.cov, _BATCH)  # noqa: NPY002
            rows = (self._X_arr[chosen] + steps).tolist()
            proposed = [dict(zip(self._keys, row, strict=True)) for row in rows]
            self._waiting = [pyabc.Parameter(one) for one in proposed if self._box.pdf(one) > 0]
        return self._waiting.pop()


def _given(one: Mapping[str, float], _: Mapping[str, float]) -> float:
    return one[_DISTANCE]


class _ToldSampler(SingleCoreSampler):  # type: ignore[misc]
    """The plain sampler of pyABC, which tells after each generation how many worlds it took."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        super().__init__()
        self._tell = tell

    def sample_until_n_accepted(self, n: int, simulate_one: Callable[[], Any], t: int, **others: Any) -> Any:
        sample = super().sample_until_n_accepted(n, simulate_one, t, **others)
        if t >= 0:  # the sample before is for the first largest distance
            self._tell(t + 1, self.nr_evaluations_)
        return sample


def fit(
    emulator: Emulator,
    summaries: Sequence[Summaries],
    observed: Mapping[str, float],
    effort: Effort,
    seed: int,
    tell: Tell,
) -> Fit:
    """Fit the unknown parameters to an observation.

    Parameters
    ----------
    emulator
        Of the surveys.
    summaries
        Of every block.
    observed
        From :meth:`~cohesie_sim.calibration.problem.Problem.observed`, or simulated.
    effort
        How much is emulated.
    seed
        Of the fit.
    tell
        Called after each generation with block, number of the generation, and worlds that were emulated in it.

    Returns
    -------
    Fit
        The same for the same arguments.
    """
    problem = emulator.problem
    draws: list[Draw] = [problem.from_prior(luck) for luck in _lucks(seed, _FRESH * effort.particles)]
    generations: list[Generation] = []
    for place, (block, learned) in enumerate(zip(problem.blocks, summaries, strict=True)):
        narrowed = problem.narrowed(block)
        model = _Model(emulator, narrowed, learned, learned(narrowed.column(observed)), draws)
        draws, told = _fit_block(block, model, effort, seed + place, tell)
        generations += told
    return Fit(draws[: effort.particles], generations)


def _lucks(seed: int, number: int) -> list[int]:
    return [int(luck) for luck in np.random.default_rng([seed]).integers(0, _LUCKS, number)]


def _fit_block(
    block: Block, model: _Model, effort: Effort, seed: int, tell: Tell
) -> tuple[list[Draw], list[Generation]]:
    np.random.seed(seed)  # noqa: NPY002 - pyABC's generator
    box = _Box(block)
    smc = pyabc.ABCSMC(
        model,
        box,
        _given,
        population_size=effort.particles,
        transitions=_Proposals(box),
        eps=pyabc.QuantileEpsilon(alpha=_QUANTILE),
        sampler=_ToldSampler(lambda generation, emulated: tell(block.name, generation, emulated)),
    )
    with tempfile.TemporaryDirectory() as folder:
        smc.new(f"sqlite:///{Path(folder) / 'fit.db'}", {_DISTANCE: 0.0, _LUCK: 0.0})
        history = smc.run(max_nr_populations=effort.generations, min_acceptance_rate=effort.least_acceptance)
        told = _generations(history, block)
        particles = history.get_population().particles
        weights = np.array([particle.weight for particle in particles])
        kept = [model.together(dict(one.parameter), int(one.sum_stat[_LUCK])) for one in particles]
    return plausible(kept, weights, _FRESH * effort.particles, seed), told


def _generations(history: Any, block: Block) -> list[Generation]:
    table = history.get_all_populations()
    found = []
    for _, row in table[table["t"] >= 0].iterrows():
        weights = history.get_distribution(0, int(row["t"]))[1]
        effective = float(np.sum(weights) ** 2 / np.sum(np.square(weights)))
        found.append(
            Generation(
                block.name,
                int(row["t"]) + 1,
                float(row["epsilon"]),
                int(row["samples"]),
                len(weights),
                effective,
            )
        )
    return found
