"""How sure a mean over replicates is, and whether two funding levels can be told apart.

Intervals are 95 % intervals of the mean by Student's t over replicates: mean ± t(0.975, n - 1) · s / sqrt(n). A
difference is taken within each replicate, between runs that share residents and luck (common random numbers), and
gets its interval from those differences. It is *distinguishable* when its interval does not hold zero.

Luck is judged by how much replicates differ. A single replicate, or replicates that give the same value to the last
digits that count, say nothing about it: there is a mean, no interval, and nothing to distinguish. That is careful on
purpose: five neighbourhoods that each lose the same quarter of their initiatives may do so because four of them is all
they have. A difference of zero in every replicate is no difference.

Limits: the interval covers the luck of the model only, not whether the model is right.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import binomtest
from scipy.stats import t as student

CONFIDENCE = 0.95
METHOD = "Student's t over replicates, 95 %"
METHOD_OVER_DRAWS = "Student's t over draws of the parameters, each the mean of its replicates, 95 %"
_ROUNDING = 1e-9  # of the size of the values: what differs by less differs by the computer's arithmetic only


class Interval(NamedTuple):
    """A mean over replicates with its 95 % interval; the ends are NaN when replicates do not differ or are too few."""

    mean: float
    low: float
    high: float
    replicates: int

    @property
    def distinguishable(self) -> bool:
        """Whether the interval exists and does not hold zero."""
        return self.low > 0 or self.high < 0

    def within(self, low: float, high: float) -> Interval:
        """Return the interval cut to what is possible, for instance a share to 0 and 1."""
        return self._replace(low=max(self.low, low), high=min(self.high, high))  # NaN comes first and stays


def mean_interval(values: npt.ArrayLike) -> Interval:
    """Return the mean over replicates and its 95 % interval by Student's t.

    Parameters
    ----------
    values
        One value per replicate, shape (replicates,); NaN counts as missing.

    Returns
    -------
    Interval
        All NaN when there are no values; without ends for a single value or equal ones.
    """
    given = np.asarray(values, dtype=np.float64)
    return _interval(given, np.abs(given))


def paired_difference(values: npt.ArrayLike, reference: npt.ArrayLike) -> Interval:
    """Return the mean difference within replicates and its 95 % interval.

    Parameters
    ----------
    values, reference
        One value per replicate, in the same order of replicates; shape (replicates,). A pair with NaN is left out.

    Returns
    -------
    Interval
        Of ``values - reference``.

    Raises
    ------
    ValueError
        When the two differ in length, and so cannot be paired.
    """
    first, second = np.asarray(values, dtype=np.float64), np.asarray(reference, dtype=np.float64)
    if first.shape != second.shape:
        raise ValueError(f"{first.size} values cannot be paired with {second.size}")
    return _interval(first - second, np.maximum(np.abs(first), np.abs(second)))


def share_interval(happened: int, of: int) -> Interval:
    """Return the share of replicates in which something happened, with Wilson's 95 % interval.

    Parameters
    ----------
    happened, of
        In how many of how many, at least one.

    Returns
    -------
    Interval
        Within 0 and 1.
    """
    ends = binomtest(happened, of).proportion_ci(CONFIDENCE, method="wilson")
    return Interval(happened / of, float(ends.low), float(ends.high), of)


def _interval(values: npt.NDArray[np.float64], sizes: npt.NDArray[np.float64]) -> Interval:
    """Return the interval of values that were computed from numbers of these sizes."""
    given = values[~np.isnan(values)]
    n = len(given)
    if n == 0:
        return Interval(np.nan, np.nan, np.nan, 0)
    noise = _ROUNDING * float(np.nanmax(sizes))
    given = np.where(np.abs(given) <= noise, 0.0, given)
    mean = float(given.mean())
    if np.ptp(given) <= noise:
        return Interval(mean, np.nan, np.nan, n)
    half = float(student.ppf(0.5 + CONFIDENCE / 2, n - 1) * given.std(ddof=1) / np.sqrt(n))
    return Interval(mean, mean - half, mean + half, n)
