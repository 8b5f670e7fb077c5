"""How sure a mean over replicates is, and whether two funding levels can be told apart.

Intervals are 95 % intervals of the mean by Student's t over replicates: mean ± t(0.975, n - 1) · s / sqrt(n). A
difference is taken within each replicate, between runs that share residents and luck (common random numbers), and
gets its interval from those differences. It is *distinguishable* when its interval does not hold zero. Limits: the
interval covers the luck of the model only, not whether the model is right.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import t as student

CONFIDENCE = 0.95
METHOD = "Student's t over replicates, 95 %"


class Interval(NamedTuple):
    """A mean over replicates with its 95 % interval; the ends are NaN for fewer than two replicates."""

    mean: float
    low: float
    high: float
    replicates: int

    @property
    def distinguishable(self) -> bool:
        """Whether the interval exists and does not hold zero."""
        return self.low > 0 or self.high < 0


def mean_interval(values: npt.ArrayLike) -> Interval:
    """Return the mean over replicates and its 95 % interval by Student's t.

    Parameters
    ----------
    values
        One value per replicate, shape (replicates,); NaN counts as missing.

    Returns
    -------
    Interval
        All NaN when there are no values.
    """
    given = np.asarray(values, dtype=np.float64)
    given = given[~np.isnan(given)]
    n = len(given)
    if n == 0:
        return Interval(np.nan, np.nan, np.nan, 0)
    mean = float(given.mean())
    if n == 1:
        return Interval(mean, np.nan, np.nan, 1)
    half = float(student.ppf(0.5 + CONFIDENCE / 2, n - 1) * given.std(ddof=1) / np.sqrt(n))
    return Interval(mean, mean - half, mean + half, n)


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
    return mean_interval(first - second)
