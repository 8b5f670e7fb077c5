"""An emulator of the surveys: what they would find for parameters that were not simulated, in no time.

Every target is a polynomial of the second degree in all unknowns, fitted to the bank by ridge regression; a target
whose values span orders of magnitude is so on the scale of ratios. What the polynomial leaves, in one world of the bank
for all targets together, is its luck: an emulated survey adds the leftovers of a world that luck chooses. So replicate
noise, and its correlation between targets, is part of every emulated observation. How much of each target the
parameters explain in worlds that were left out is reported.

Limits: leftovers are as large everywhere as in the bank as a whole; what bends more than a parabola is smoothed. The
posterior predictive is therefore made with the engine itself, never with the emulator.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from cohesie_sim.calibration.bank import Bank
from cohesie_sim.calibration.problem import Problem
from cohesie_sim.calibration.unknowns import Unknown
from cohesie_sim.extras import optional_library

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
_PENALTIES: Final = np.logspace(-1, 5, 13)
_FOLDS: Final = 5
_ORDERS: Final = 10.0  # largest relative to median value of a target that is emulated on the scale of ratios
_LEFTOVERS: Final = 3  # beside the luck of a world: the stream that chooses leftovers


@dataclass(frozen=True)
class Emulator:
    """Surveys as a function of parameters and luck.

    Attributes
    ----------
    problem
        What is calibrated.
    weights, constant
        Shapes (features, targets) and (targets,).
    leftovers
        What the polynomials leave, shape (worlds, targets).
    logs
        Which targets are on the scale of ratios, shape (targets,).
    explained
        Share of the variance of each target in worlds that were left out, shape (targets,); NaN where all worlds are
        alike, for instance on the right side of a bound.
    """

    problem: Problem
    weights: Floats
    constant: Floats
    leftovers: Floats
    logs: Flags
    explained: Floats

    def __call__(self, values: Mapping[str, float], luck: int) -> dict[str, float]:
        """Return what is true in an emulated world.

        Parameters
        ----------
        values
            Of all unknowns.
        luck
            Of the world.

        Returns
        -------
        dict
            Value per target.
        """
        chosen = np.random.default_rng([luck, _LEFTOVERS]).integers(len(self.leftovers))
        found = _features(_scaled(self.problem.unknowns, values)) @ self.weights + self.constant
        found = found + self.leftovers[chosen]
        found = np.where(self.logs, np.exp(np.where(self.logs, found, 0.0)), found)
        return {target.name: float(one) for target, one in zip(self.problem.targets, found, strict=True)}


def learn(problem: Problem, bank: Bank) -> Emulator:
    """Fit the emulator to a bank.

    Parameters
    ----------
    problem
        What is calibrated.
    bank
        Of simulations.

    Returns
    -------
    Emulator
        With its error.
    """
    linear = optional_library("sklearn.linear_model", "calibration", "scikit-learn")
    selection = optional_library("sklearn.model_selection", "calibration", "scikit-learn")
    inputs = np.array([_features(_scaled(problem.unknowns, values)) for values in bank.draws])
    logs = (bank.found.min(axis=0) > 0) & (bank.found.max(axis=0) > _ORDERS * np.median(bank.found, axis=0))
    outputs = np.where(logs, np.log(np.where(logs, bank.found, 1.0)), bank.found)
    model = linear.RidgeCV(alphas=_PENALTIES, alpha_per_target=True).fit(inputs, outputs)
    left_out = selection.cross_val_predict(linear.Ridge(alpha=model.alpha_), inputs, outputs, cv=_FOLDS)
    variance = outputs.var(axis=0)
    error = ((outputs - left_out) ** 2).mean(axis=0)
    explained = 1 - error / np.where(variance > 0, variance, np.nan)
    # those of worlds that were left out: a polynomial is nearer to what it was fitted to
    return Emulator(problem, model.coef_.T, model.intercept_, outputs - left_out, logs, explained)


def _scaled(unknowns: tuple[Unknown, ...], values: Mapping[str, float]) -> Floats:
    """Return parameters between -1 and 1, shape (unknowns,)."""
    low, high, wide = _ends(unknowns)
    place = np.array([values[unknown.key] for unknown in unknowns])
    place[wide] = np.log(place[wide])
    return 2 * (place - low) / (high - low) - 1


@cache
def _ends(unknowns: tuple[Unknown, ...]) -> tuple[Floats, Floats, Flags]:
    """Return both ends of every range, as logarithms where it is wide, and which are."""
    wide = np.array([unknown.wide for unknown in unknowns])
    ends = np.array([(unknown.low, unknown.high) for unknown in unknowns])
    ends[wide] = np.log(ends[wide])
    return ends[:, 0], ends[:, 1], wide


@cache
def _pairs(number: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    return np.triu_indices(number)


def _features(place: Floats) -> Floats:
    """Return parameters, and every product of two of them."""
    first, second = _pairs(len(place))
    return np.concatenate([place, place[first] * place[second]])
