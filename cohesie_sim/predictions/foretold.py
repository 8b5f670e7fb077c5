"""A predicted quantity: what each world says, and what may happen outside the model, as one distribution.

Every world gives a value on a scale on which errors add up (log odds of a share, logarithm of a ratio, or the value
itself). Around it lies a normal distribution of what the model leaves out. The prediction is the mixture of these
distributions over the worlds, each equally likely; it is computed on a grid of the normal's quantiles, so that no
random number is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit
from scipy.stats import norm

from cohesie_sim.predictions.sources import Sources, divide, hypothesis_of
from cohesie_sim.rules.hypothesis import HYPOTHESES

Floats = npt.NDArray[np.float64]
COVERAGE: Final = 0.9
_GRID: Final = 1000  # quantiles per world
_LEAST: Final = 0.001
_ERRORS: Final = norm.ppf((np.arange(_GRID) + 0.5) / _GRID)


@dataclass(frozen=True)
class Foretold:
    """One quantity in every world.

    Parameters
    ----------
    latent
        What each world says, on the scale on which errors add up, shape (worlds,); NaN where it says nothing.
    outside
        Standard deviation of what happens outside the model, on that scale; one number or shape (worlds,).
    shown
        From the scale, shape (worlds, n), to the unit that is published.
    draw
        Number of the draw of each world, shape (worlds,).
    """

    latent: Floats
    outside: float | Floats
    shown: Callable[[Floats], Floats]
    draw: npt.NDArray[np.int64]

    def quantiles(self, *shares: float) -> list[float]:
        """Return quantiles of the prediction, in the published unit.

        Parameters
        ----------
        shares
            Between 0 and 1.

        Returns
        -------
        list of float
            One per share.
        """
        return [float(q) for q in np.nanquantile(self._values(), shares)]

    def medians(self) -> list[float]:
        """Return the median under each of ``HYPOTHESES``; NaN where no world of it says anything."""
        values, under = self._values(), hypothesis_of(self.draw)
        found = [values[np.isfinite(self.latent) & (under == k)] for k in range(len(HYPOTHESES))]
        return [float(np.median(some)) if some.size else np.nan for some in found]

    def _values(self) -> Floats:
        """Return the quantiles of every world, in the published unit, shape (worlds, n)."""
        spread = np.broadcast_to(self.outside, self.latent.shape)[:, None] * _ERRORS
        return self.shown(self.latent[:, None] + spread)

    def central(self) -> Floats:
        """Return what each world says by itself, in the published unit, shape (worlds,)."""
        return self.shown(self.latent[:, None])[:, 0]

    def sources(self) -> Sources:
        """Return which shares of the variance come from hypothesis, parameters, luck, and outside the model."""
        return divide(self.latent, self.draw, self.outside).shares()


def percent(latent: Floats) -> Floats:
    """Return per cent from log odds."""
    return np.asarray(100 * expit(latent))


def limited(latent: Floats) -> Floats:
    """Return per cent from shares that errors may have taken beyond what is possible."""
    return np.asarray(100 * np.clip(latent, 0, 1))


def points(before: npt.ArrayLike) -> Callable[[Floats], Floats]:
    """Return what turns a change of log odds into percentage points.

    Parameters
    ----------
    before
        Share before the change, one number or shape (worlds,).

    Returns
    -------
    function
        From changes of log odds, shape (worlds, n), to percentage points.
    """
    share = np.atleast_1d(np.asarray(before, np.float64))[:, None]
    return lambda change: np.asarray(100 * (expit(logit(share) + change) - share))


def shift(before: Floats, after: Floats) -> Floats:
    """Return the change of a share as a difference of log odds; none at all counts as one in a thousand."""
    low, high = _LEAST, 1 - _LEAST
    return np.asarray(logit(np.clip(after, low, high)) - logit(np.clip(before, low, high)))


def growth(before: Floats, after: Floats) -> Floats:
    """Return the change of a level as the logarithm of the ratio; both must be positive."""
    return np.asarray(np.log(after) - np.log(before))


def together(*errors: float | Floats) -> Floats:
    """Return the standard deviation of the sum of independent errors."""
    return np.asarray(np.sqrt(sum(np.square(np.asarray(error, np.float64)) for error in errors)))


def plain(latent: Floats) -> Floats:
    """Return the value itself."""
    return latent


def ratio(latent: Floats) -> Floats:
    """Return a ratio or a level from its logarithm."""
    return np.asarray(np.exp(latent))
