"""How much of a prediction's variance comes from hypothesis, parameters, luck, and what lies outside the model.

Worlds of one draw differ by luck only; draws under one hypothesis differ by parameters and by what luck is left in the
mean of a draw; the means of hypotheses differ by the hypothesis and by which draws happened to fall to it. Each
variance is estimated by the method of moments: what is observed at a level, less what the levels below put into it, and
not below zero. The three hypotheses are all there are, not a sample of many: what lies between them is the variance of
three fixed numbers. What a parameter does under one hypothesis only counts as parameters.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cohesie_sim.rules.hypothesis import HYPOTHESES

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Sources(NamedTuple):
    """Variances that add up, or their shares.

    Attributes
    ----------
    hypothesis
        Between the means of the hypotheses.
    parameters
        Between draws under one hypothesis.
    luck
        Between worlds of one draw.
    outside
        Of what happens outside the model.
    """

    hypothesis: float
    parameters: float
    luck: float
    outside: float

    def shares(self) -> Sources:
        """Return shares that add up to 1; without any variance all of it is outside."""
        total = sum(self)
        return Sources(*(value / total for value in self)) if total > 0 else self._replace(outside=1.0)


def hypothesis_of(draw: Ints) -> Ints:
    """Return the place in ``HYPOTHESES`` of what draws live under: they take turns, as in a plan of worlds."""
    return np.asarray(draw % len(HYPOTHESES))


def divide(latent: Floats, draw: Ints, outside: float | Floats) -> Sources:
    """Divide the variance of a prediction.

    Parameters
    ----------
    latent
        What each world says, shape (worlds,); NaN where it says nothing.
    draw
        Number of the draw of each world, shape (worlds,).
    outside
        Standard deviation of what happens outside the model; one number or shape (worlds,).

    Returns
    -------
    Sources
        Variances.
    """
    says = np.isfinite(latent)
    numbers, group = np.unique(draw[says], return_inverse=True)
    size = np.bincount(group)
    means = np.bincount(group, latent[says]) / size
    degrees = len(group) - len(size)
    luck = float(((latent[says] - means[group]) ** 2).sum() / degrees) if degrees else 0.0
    hypothesis, between = _between(means, hypothesis_of(numbers))
    parameters = max(between - luck * float((1 / size).mean()), 0.0)
    return Sources(hypothesis, parameters, luck, float(np.mean(np.square(outside))))


def _between(means: Floats, hypothesis: Ints) -> tuple[float, float]:
    """Return the variance between hypotheses, and that of the means of draws under one hypothesis.

    Without two draws under one hypothesis the two cannot be told apart: then all of it counts as that of draws.
    """
    _, side = np.unique(hypothesis, return_inverse=True)
    number = np.bincount(side)
    middle = (np.bincount(side, means) / number)[side]
    degrees = len(means) - len(number)
    if not degrees:
        return 0.0, float(means.var(ddof=1)) if len(means) > 1 else 0.0
    within = float(((means - middle) ** 2).sum() / degrees)
    by_chance = (len(number) - 1) * within / len(means)  # which draws fell to which hypothesis
    return max(float(((middle - means.mean()) ** 2).mean()) - by_chance, 0.0), within
