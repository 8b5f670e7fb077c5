"""What decides: the hypothesis, or the parameter, that explains most of the spread of a finding; or nothing alone.

How much each explains, as a share of the sum of squares over draws and hypotheses: the hypothesis, what lies between
the means of the hypotheses; a parameter, its squared rank correlation with the effects within each hypothesis (weighted
by their spread there) times the rest. Among many parameters one always seems to explain something. So none is named
unless it explains more than the best of them does when the draws' parameters are shuffled (Westfall & Young 1993), and
the hypothesis not unless its means differ more than with the hypotheses shuffled within draws.

Limits: a rank correlation sees what rises or falls throughout, not a best value in the middle nor two parameters that
only act together. Of parameters that go together in the draws only one is named.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import rankdata

FALSE_NAME: Final = 0.05
"""Chance that something is named where neither the hypothesis nor any parameter matters; half of it for each test."""
HYPOTHESIS: Final = "hypothesis"
UNEXPLAINED: Final = "unexplained"
_SHUFFLES: Final = 999
_SEED: Final = 0  # of the shuffles; the same table always gives the same answer

Floats = npt.NDArray[np.float64]


def what_decides(means: pd.DataFrame, effects: pd.DataFrame, parameters: pd.DataFrame) -> str:
    """Return what explains most of the spread of a finding.

    Parameters
    ----------
    means
        Mean over the worlds of each draw: one row per draw, one column per hypothesis, without NaN.
    effects
        The same without luck: :func:`cohesie_sim.report.robustness.spread_of`.
    parameters
        One row per draw, in the same order; one column per dotted key.

    Returns
    -------
    str
        ``hypothesis``, a dotted key, ``unexplained`` when none explains more than chance does, or empty when there is
        no spread to explain.
    """
    left = effects.to_numpy(np.float64)
    total = float(((left - left.mean()) ** 2).sum())
    if len(left) < 2 or total <= 1e-18 * float((left**2).sum()):
        return ""
    of_hypothesis = float(_between(left)) / total
    ranks, weights = _ranks(means.to_numpy(np.float64)), left.var(axis=0)
    explained, sure = {UNEXPLAINED: 0.0}, FALSE_NAME / 2
    if left.shape[1] > 1 and _chance_hypothesis(means.to_numpy(np.float64)) <= sure:
        explained[HYPOTHESIS] = of_hypothesis
    if weights.sum() > 0 and not parameters.empty:
        columns = _ranks(parameters.to_numpy(np.float64))
        found = _squared(ranks, columns, weights)
        if _chance_parameter(ranks, columns, weights) <= sure:
            explained[str(parameters.columns[int(found.argmax())])] = (1 - of_hypothesis) * float(found.max())
    return max(explained, key=lambda name: explained[name])


def _between(table: Floats) -> Floats:
    """Return the sum of squares between the means of the columns; shape (..., draws, hypotheses) to (...)."""
    means = table.mean(axis=-2)
    squares: Floats = table.shape[-2] * ((means - means.mean(axis=-1, keepdims=True)) ** 2).sum(axis=-1)
    return squares


def _chance_hypothesis(means: Floats) -> float:
    """Return how often hypotheses that are shuffled within each draw lie as far apart."""
    shuffled = np.random.default_rng(_SEED).permuted(np.tile(means, (_SHUFFLES, 1, 1)), axis=2)
    return _chance(_between(shuffled), float(_between(means)))


def _chance_parameter(ranks: Floats, columns: Floats, weights: Floats) -> float:
    """Return how often the best parameter of shuffled draws explains as much as the best one does."""
    order = np.random.default_rng(_SEED).permuted(np.tile(np.arange(len(ranks)), (_SHUFFLES, 1)), axis=1)
    return _chance(
        _squared(ranks[order], columns, weights).max(axis=-1), float(_squared(ranks, columns, weights).max())
    )


def _chance(shuffled: Floats, seen: float) -> float:
    as_far = int((shuffled >= seen * (1 - 1e-12)).sum())
    return (1 + as_far) / (1 + len(shuffled))


def _ranks(table: Floats) -> Floats:
    """Return ranks per column with mean 0 and sum of squares 1; zeros for a column that does not vary."""
    ranks = rankdata(table, axis=0)
    centred: Floats = ranks - ranks.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    return centred / np.where(length > 0, length, 1.0)


def _squared(ranks: Floats, columns: Floats, weights: Floats) -> Floats:
    """Return squared rank correlations with every parameter, over hypotheses; shape (..., parameters)."""
    correlations = np.swapaxes(ranks, -1, -2) @ columns
    squared: Floats = np.tensordot(correlations**2, weights / weights.sum(), axes=([-2], [0]))
    return squared
