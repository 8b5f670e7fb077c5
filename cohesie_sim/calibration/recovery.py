"""The recovery test: whether the method finds parameters that are known, as often as it says it does.

Parameters are drawn from the prior, a world is simulated and surveyed with errors, and the fit is made to that survey
as if it were the real one. When the method is right, intervals of 90 % hold the truth in 90 % of the cases, whatever
the parameter (Talts et al. 2018, arXiv 1804.06788; Prangle et al. 2014, Statistics and Computing 24).
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from cohesie_sim.calibration.fit import Effort, Fit, fit
from cohesie_sim.calibration.pilot import Summaries
from cohesie_sim.calibration.problem import Problem, some_luck
from cohesie_sim.calibration.sampler import Told

Floats = npt.NDArray[np.float64]
LEVELS: Final = (50, 90)
_TRUTHS: Final = 10_000  # beside the seed: the stream of the truths, far from those of the pilot


def recover(
    problem: Problem,
    start: tuple[Summaries, float],
    folder: Path,
    effort: Effort,
    cases: range,
    seed: int,
    executor: Executor,
    told: Told,
) -> Iterator[pd.DataFrame]:
    """Fit simulated observations of which the parameters are known.

    Parameters
    ----------
    problem, start, folder, effort, seed, executor, told
        As for :func:`~cohesie_sim.calibration.fit.fit`.
    cases
        Numbers of the cases; each has its own truth.

    Yields
    ------
    DataFrame
        Of each case, one row per parameter: case, parameter, truth, median, low and high of both intervals, and
        whether each holds the truth.
    """
    for case in cases:
        rng = np.random.default_rng([seed, _TRUTHS + case])
        truth = problem.from_prior(rng)
        observed = problem.observe(truth, some_luck(rng))
        found = fit(problem, observed, start, folder, effort, seed + case, executor, told)
        yield pd.DataFrame([_row(case, key, value, found) for key, value in truth.items()])


def _row(case: int, key: str, truth: float, found: Fit) -> dict[str, object]:
    values = found.particles[key].to_numpy(dtype=np.float64)
    row: dict[str, object] = {"case": case, "parameter": key, "truth": truth}
    row["median"] = weighted_quantiles(values, found.weights, [0.5])[0]
    for level in LEVELS:
        tail = (1 - level / 100) / 2
        low, high = weighted_quantiles(values, found.weights, [tail, 1 - tail])
        row |= {f"low{level}": low, f"high{level}": high, f"covered{level}": "yes" if low <= truth <= high else "no"}
    return row


def weighted_quantiles(values: Floats, weights: Floats, at: list[float]) -> Floats:
    """Return quantiles of weighted values, interpolated between the middles of their weights.

    Parameters
    ----------
    values, weights
        Shape (n,).
    at
        Shares, ascending.

    Returns
    -------
    ndarray
        Shape (len(at),).
    """
    order = np.argsort(values, kind="stable")
    held = np.cumsum(weights[order])
    middles = (held - weights[order] / 2) / held[-1]
    return np.interp(at, middles, values[order])
