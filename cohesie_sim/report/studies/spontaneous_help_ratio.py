"""A ratio of two means over the same replicates, with Fieller's interval.

A mean of ratios per replicate is pulled up by replicates whose denominator happens to be small. The ratio of means is
not. Its interval follows Fieller (1954): a ratio ``R`` lies in it when the mean of ``above - R * below``, paired within
replicates, is not distinguishable from zero by Student's t. With means ``a`` and ``b``, variances and covariance ``s``,
and ``q = t(0.975, n - 1)**2 / n``, the ends solve

    (b**2 - q * s_bb) * R**2 - 2 * (a * b - q * s_ab) * R + (a**2 - q * s_aa) = 0.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import t as student

from cohesie_sim.outcomes.intervals import CONFIDENCE, Interval
from cohesie_sim.report.findings import Finding, Worlds

_ROUNDING = 1e-9  # of the size of the values: what differs by less differs by the computer's arithmetic only


def ratio(name: str, hypothesis: str, above: pd.Series[float], below: pd.Series[float]) -> Finding:
    """Return a ratio of two means as a finding.

    Parameters
    ----------
    name, hypothesis
        As in :class:`~cohesie_sim.report.findings.Finding`.
    above, below
        As in :func:`ratio_of_means`.

    Returns
    -------
    Finding
        A level. What a replicate says about the ratio ``R`` is ``R + (above - R * below) / mean(below)``, whose mean is
        ``R`` (linearised).
    """
    both = pd.concat([above, below], axis=1, join="inner").dropna()
    top, bottom = both.iloc[:, 0], both.iloc[:, 1]
    interval = ratio_of_means(top, bottom)
    effects = interval.mean + (top - interval.mean * bottom) / bottom.mean()
    return Finding(
        name, hypothesis, "ratio", interval, difference=False, worlds=Worlds((top, bottom), ratio_of_means, effects)
    )


def ratio_of_means(above: pd.Series[float], below: pd.Series[float]) -> Interval:
    """Return the ratio of two means over replicates and its 95 % interval.

    Parameters
    ----------
    above, below
        Index replicate; a replicate that is missing in one of them is left out.

    Returns
    -------
    Interval
        Of ``mean(above) / mean(below)``. All NaN where the mean below cannot be told from zero, since the interval has
        no ends then; without ends for a single replicate, or when the ratio is the same in all of them.
    """
    both = pd.concat([above, below], axis=1, join="inner").dropna().to_numpy(np.float64)
    n = len(both)
    if n == 0 or both[:, 1].mean() == 0:
        return Interval(np.nan, np.nan, np.nan, n)
    a, b = (float(mean) for mean in both.mean(axis=0))
    left = both[:, 0] - a / b * both[:, 1]
    if np.ptp(left) <= _ROUNDING * np.abs(both).max():
        return Interval(a / b, np.nan, np.nan, n)
    q = float(student.ppf(0.5 + CONFIDENCE / 2, n - 1)) ** 2 / n
    (s_aa, s_ab), (_, s_bb) = np.cov(both, rowvar=False)
    square, middle, constant = b**2 - q * s_bb, a * b - q * s_ab, a**2 - q * s_aa
    if square <= 0:
        return Interval(np.nan, np.nan, np.nan, n)
    half = np.sqrt(middle**2 - square * constant)
    return Interval(a / b, float((middle - half) / square), float((middle + half) / square), n)
