"""The bank: simulations of the compiled engine all over the prior, from which everything else is learned.

Each has parameters and luck of its own. The bank is the costly part of a calibration; it is kept as it comes, and a
larger bank goes on where a smaller one ended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cohesie_sim.calibration.kept import kept_in_order
from cohesie_sim.calibration.problem import Problem

Floats = npt.NDArray[np.float64]


class Bank(NamedTuple):
    """Simulations, those left out in which something was not there to be surveyed.

    Attributes
    ----------
    luck
        Of each, shape (worlds,).
    draws
        The parameters of each.
    found
        What is true in each, on the right side of a bound as good as the bound; shape (worlds, targets).
    """

    luck: npt.NDArray[np.int64]
    draws: list[Mapping[str, float]]
    found: Floats


def world(problem: Problem, luck: int) -> dict[str, float]:
    """Return what is true in one world of the bank.

    Parameters
    ----------
    problem
        What is calibrated.
    luck
        Of its parameters and of everything else.

    Returns
    -------
    dict
        Value per target.
    """
    found = problem.simulate(problem.from_prior(luck), luck)
    return {target.name: float(found[target.name]) for target in problem.targets}


def luck_of(seed: int, k: int) -> int:
    """Return the luck of a world of the bank."""
    return int(np.random.default_rng([seed, k]).integers(0, 2**31 - 1))


def fill_bank(
    problem: Problem,
    worlds: tuple[int, ...],
    seed: int,
    executor: Executor,
    path: Path,
    show: Callable[[int], None],
) -> tuple[Bank, ...]:
    """Simulate the worlds of the bank that are not there yet.

    Parameters
    ----------
    problem
        What is calibrated.
    worlds
        How many, part by part.
    seed
        Of the bank.
    executor
        Runs simulations.
    path
        Where they are kept, one per line.
    show
        Called with the number of worlds that are there.

    Returns
    -------
    tuple of Bank
        One per part; the same whatever the number of workers.
    """
    lucks = [luck_of(seed, k) for k in range(sum(worlds))]
    found = kept_in_order([(world, problem, luck) for luck in lucks], path, executor, show)
    ends = np.cumsum((0, *worlds))
    return tuple(as_bank(problem, lucks[low:high], found[low:high]) for low, high in pairwise(ends))


def as_bank(problem: Problem, lucks: Sequence[int], found: Sequence[Mapping[str, float]]) -> Bank:
    """Return simulations as a bank.

    Parameters
    ----------
    problem
        What is calibrated.
    lucks, found
        Luck and truth of each world.

    Returns
    -------
    Bank
        Without worlds in which something does not exist.
    """
    table = np.array([[target.seen(one[target.name]) for target in problem.targets] for one in found])
    keep = np.isfinite(table).all(axis=1)
    kept = [luck for luck, there in zip(lucks, keep, strict=True) if there]
    return Bank(np.array(kept, np.int64), [problem.from_prior(luck) for luck in kept], table[keep])
