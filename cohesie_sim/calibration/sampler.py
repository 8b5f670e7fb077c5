"""The sampler of pyABC that we use: proposals are evaluated anywhere and taken in their order.

Every proposal has luck of its own (seed, generation, number), so the population does not depend on the number of
workers. Evaluated proposals are kept in a file as they come: a process that is killed goes on from there.
"""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Generator
from concurrent.futures import Executor
from contextlib import closing
from itertools import count
from math import inf
from pathlib import Path
from typing import Any, Final

import cloudpickle
import numpy as np
from pyabc.sampler import Sampler

from cohesie_sim.calibration.in_order import in_order

_LARGEST: Final = 2**32
Told = Callable[[int, int, int], None]


class OrderedSampler(Sampler):  # type: ignore[misc]
    """Evaluates proposals on an executor.

    Parameters
    ----------
    executor
        Its workers are processes, since pyABC draws from numpy's global generator.
    seed
        Of the fit.
    folder
        Where evaluated proposals of each generation are kept.
    told
        Called with generation, accepted and evaluated proposals.
    """

    def __init__(self, executor: Executor, seed: int, folder: Path, told: Told) -> None:
        super().__init__()
        self._executor, self._seed, self._folder, self._told = executor, seed, folder, told

    def sample_until_n_accepted(
        self,
        n: int,
        simulate_one: Callable[[], Any],
        t: int,
        *,
        max_eval: float = inf,
        all_accepted: bool = False,  # noqa: ARG002 - pyABC's signature
        ana_vars: object = None,  # noqa: ARG002 - same
    ) -> Any:
        """Return a population.

        Parameters
        ----------
        n
            Particles that must be accepted.
        simulate_one
            Proposes, simulates and compares.
        t
            Generation.
        max_eval
            Evaluations after which is given up.
        all_accepted, ana_vars
            Not used.

        Returns
        -------
        pyabc.sampler.Sample
            The first ``n`` accepted proposals in their order, whoever evaluated them.
        """
        sample = self._create_empty_sample()
        evaluated = 0
        with closing(self._particles(cloudpickle.dumps(simulate_one), t)) as particles:
            for particle in particles:
                sample.append(particle)
                evaluated += 1
                self._told(t, sample.n_accepted, evaluated)
                if sample.n_accepted == n or evaluated >= max_eval:
                    break
        sample.ok = sample.n_accepted == n
        self.nr_evaluations_ = evaluated
        return sample

    def _particles(self, work: bytes, t: int) -> Generator[Any, None, None]:
        path = self._folder / f"generation_{t}.pickle"
        there = _read(path)
        yield from there
        calls = ((_evaluate, work, self._seed, t, k) for k in count(len(there)))
        with path.open("ab") as file, closing(in_order(self._executor, calls)) as coming:
            for particle in coming:
                file.write(cloudpickle.dumps(particle))
                file.flush()
                yield particle


def _evaluate(work: bytes, seed: int, t: int, k: int) -> Any:
    """Evaluate one proposal with its own luck; pyABC draws from the global generators."""
    state = np.random.SeedSequence((seed, t, k)).generate_state(4)
    np.random.seed(state)  # noqa: NPY002 - pyABC's generator
    random.seed(int(state[0]) * _LARGEST + int(state[1]))
    return cloudpickle.loads(work)()


def _read(path: Path) -> list[Any]:
    """Return the proposals that are whole, and cut off what is not."""
    found: list[Any] = []
    if not path.exists():
        return found
    with path.open("r+b") as file:
        end = 0
        while True:
            try:
                found.append(pickle.load(file))  # noqa: S301 - our own file
            except (EOFError, pickle.UnpicklingError, AttributeError, ValueError, IndexError):
                file.truncate(end)
                return found
            end = file.tell()
