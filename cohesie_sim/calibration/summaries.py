"""Learned summary statistics of a block: one per parameter (semi-automatic ABC).

They are the predictions of a regression of the block's parameters on its targets, and the targets' squares, in the bank
(Fearnhead & Prangle 2012, J. R. Stat. Soc. B 74). A parameter about which the targets say nothing is predicted by its
prior mean whatever is observed, and so has no say in a distance between summaries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from cohesie_sim.calibration.bank import Bank
from cohesie_sim.calibration.problem import Problem
from cohesie_sim.calibration.unknowns import Block
from cohesie_sim.extras import optional_library

Floats = npt.NDArray[np.float64]
_FAR: Final = 8.0  # standard deviations of the bank beyond which a target is cut: squares of more would rule
_PENALTIES: Final = np.logspace(-1, 4, 16)


@dataclass(frozen=True)
class Summaries:
    """Learned summary statistics of one block.

    Attributes
    ----------
    centre, scale
        Of the block's targets in the bank, shape (targets,).
    weights
        Shape (parameters, 2 * targets): of the standardised targets and of their squares; a statistic is the predicted
        parameter in standard deviations of its prior, up to a constant.
    """

    centre: Floats
    scale: Floats
    weights: Floats

    def __call__(self, column: Floats) -> Floats:
        """Return the statistics of an observation of shape (..., targets)."""
        return np.asarray(_features(column, self.centre, self.scale) @ self.weights.T)


def _features(columns: Floats, centre: Floats, scale: Floats) -> Floats:
    standardised = np.clip((columns - centre) / scale, -_FAR, _FAR)
    return np.concatenate([standardised, standardised**2], axis=-1)


def learn_summaries(problem: Problem, block: Block, bank: Bank) -> Summaries:
    """Learn the summaries of a block from a bank.

    Parameters
    ----------
    problem, block
        What is fitted.
    bank
        Of simulations.

    Returns
    -------
    Summaries
        One per parameter of the block.
    """
    linear = optional_library("sklearn.linear_model", "calibration", "scikit-learn")
    names = [target.name for target in problem.targets]
    told = (
        problem.with_errors(dict(zip(names, found, strict=True)), int(luck))
        for found, luck in zip(bank.found, bank.luck, strict=True)
    )
    narrowed = problem.narrowed(block)
    columns = np.array([narrowed.column(one) for one in told])
    centre, spread = columns.mean(axis=0), columns.std(axis=0)
    scale = np.where(spread > 0, spread, 1.0)
    features = _features(columns, centre, scale)
    weights = []
    for unknown in block.fitted:
        middle, width = (unknown.low + unknown.high) / 2, (unknown.high - unknown.low) / np.sqrt(12)
        values = np.array([(draw[unknown.key] - middle) / width for draw in bank.draws])
        weights.append(linear.RidgeCV(alphas=_PENALTIES).fit(features, values).coef_)
    return Summaries(centre, scale, np.array(weights))
