"""The pilot: simulations from the prior, from which few summary statistics are learned.

Forty targets are too many for a distance. The pilot regresses every fitted parameter on the targets (ridge regression
with squares); the predictions, one per parameter, are the summary statistics (semi-automatic ABC: Fearnhead & Prangle
2012, J. R. Stat. Soc. B 74). A parameter about which the targets say nothing is predicted by its prior mean whatever is
observed, and so has no say in the distance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from cohesie_sim.calibration.kept import kept_in_order
from cohesie_sim.calibration.problem import Problem, some_luck
from cohesie_sim.extras import optional_library

Floats = npt.NDArray[np.float64]
_FOLDS: Final = 10
_PENALTIES: Final = np.logspace(-1, 4, 16)
_FAR: Final = 8.0  # standard deviations of the pilot beyond which a target is cut: squares of more would rule


@dataclass(frozen=True)
class Summaries:
    """Learned summary statistics.

    Attributes
    ----------
    centre, scale
        Of the targets in the pilot, shape (targets,).
    weights
        Shape (parameters, 2 * targets): of the standardised targets and of their squares; a statistic is the predicted
        parameter in standard deviations of its prior, up to a constant.
    explained
        Cross-validated share of the variance of each parameter in the pilot that the targets explain, shape
        (parameters,); 0 when they say nothing.
    """

    centre: Floats
    scale: Floats
    weights: Floats
    explained: Floats

    def __call__(self, column: Floats) -> Floats:
        """Return the statistics of an observation.

        Parameters
        ----------
        column
            From :meth:`~cohesie_sim.calibration.problem.Problem.column`, shape (..., targets).

        Returns
        -------
        ndarray
            Shape (..., parameters).
        """
        return np.asarray(_features(column, self.centre, self.scale) @ self.weights.T)


def _features(columns: Floats, centre: Floats, scale: Floats) -> Floats:
    standardised = np.clip((columns - centre) / scale, -_FAR, _FAR)
    return np.concatenate([standardised, standardised**2], axis=-1)


def pilot_point(problem: Problem, seed: int, k: int) -> dict[str, dict[str, float]]:
    """Return the k-th simulation of the pilot.

    Parameters
    ----------
    problem
        What is calibrated.
    seed, k
        Whose luck.

    Returns
    -------
    dict
        ``values`` of the fitted parameters, and what was ``found``; the same for the same arguments.
    """
    rng = np.random.default_rng([seed, k])
    values = problem.from_prior(rng)
    return {"values": values, "found": problem.observe(values, some_luck(rng))}


def run_pilot(
    problem: Problem, points: int, seed: int, executor: Executor, path: Path, show: Callable[[int], None]
) -> list[dict[str, dict[str, float]]]:
    """Run the pilot, or what is missing of it.

    Parameters
    ----------
    problem
        What is calibrated.
    points
        Number of simulations.
    seed
        Of the pilot.
    executor
        Runs simulations.
    path
        Where they are kept, one per line; a line that is cut off is done again.
    show
        Called with the number of simulations that are there.

    Returns
    -------
    list of dict
        As :func:`pilot_point`.
    """
    calls = [(pilot_point, problem, seed, k) for k in range(points)]
    return kept_in_order(calls, path, executor, show)


def learn(problem: Problem, pilot: Sequence[Mapping[str, Mapping[str, float]]]) -> Summaries:
    """Learn summary statistics from the pilot.

    Parameters
    ----------
    problem
        What is calibrated.
    pilot
        Parameters and observations; those in which something was not there to be surveyed are left out.

    Returns
    -------
    Summaries
        One statistic per fitted parameter.
    """
    linear = optional_library("sklearn.linear_model", "calibration", "scikit-learn")
    selection = optional_library("sklearn.model_selection", "calibration", "scikit-learn")
    columns = np.array([problem.column(point["found"]) for point in pilot])
    keep = np.isfinite(columns).all(axis=1)
    columns = columns[keep]
    centre, spread = columns.mean(axis=0), columns.std(axis=0)
    scale = np.where(spread > 0, spread, 1.0)
    features = _features(columns, centre, scale)
    middle = np.array([(unknown.low + unknown.high) / 2 for unknown in problem.fitted])
    width = np.array([(unknown.high - unknown.low) / np.sqrt(12) for unknown in problem.fitted])
    values = np.array([[point["values"][unknown.key] for unknown in problem.fitted] for point in pilot])[keep]
    standardised = (values - middle) / width
    weights, explained = [], []
    for column in standardised.T:
        model = linear.RidgeCV(alphas=_PENALTIES)
        predicted = selection.cross_val_predict(model, features, column, cv=_FOLDS)
        explained.append(max(0.0, 1 - float(np.mean((column - predicted) ** 2) / np.var(column))))
        weights.append(model.fit(features, column).coef_)
    return Summaries(centre, scale, np.array(weights), np.array(explained))
