"""In which share of the plausible settings a finding holds: luck taken apart from what the parameters do.

A design that runs over draws of parameters gives each draw two worlds of luck. With ``x[d]`` the mean over the worlds
of draw ``d``, ``m[d]`` their number, ``s2`` the variance of these means and ``v`` the mean variance within draws, the
variance of the true effects between draws is estimated by the method of moments:

    t2 = max(0, s2 - v * mean(1 / m))

Luck alone would make draws seem to disagree. So each mean is moved towards the mean of all, ``X``:

    X + sqrt(t2 / s2) * (x - X)

The spread of the effects is then the estimated spread of the true ones (Louis 1984). The usual factor, ``t2 / s2``,
makes the best guess of each single draw, but together such guesses agree too much, and a share counted from them
claims too much.

A share counts how many draws lie within bounds; each counts for the chance that it does so still when the mean of all
is moved by its own error (Student's t over draws). Thus a mean that may be zero gives no share near one. The range of
nine in ten counts that error in as well: where luck hides how draws differ, it is as wide as luck makes it.

Limits: few draws miss what is rare; with twenty, what happens in one setting of a hundred is not seen. A finding that
is only just distinguishable from luck may lose its share to luck: where twenty draws all agree, one finding in five of
four standard errors falls below the threshold, and one in thirty of six. With one world per draw luck cannot be told
apart and counts as disagreement, which is careful. Nothing is assumed about the shape of the spread between draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple, TypeVar

import numpy as np
import pandas as pd
from scipy.stats import t as student

THRESHOLD: Final = 0.9
"""Least share of settings times hypotheses under which a direction is told as such, otherwise as "depends on".

Nine in ten: of twenty draws at most two may say otherwise, and fewer than twenty draws cannot support a stricter bar.
With three hypotheses, one under which nothing is to be seen is enough to fall below it.
"""
RANGE: Final = (0.05, 0.95)  # nine in ten
_STEPS: Final = (np.arange(500) + 0.5) / 500  # of probability, at which the error of the mean is laid out

PerReplicate = TypeVar("PerReplicate", "pd.Series[float]", pd.DataFrame)


@dataclass(frozen=True)
class Robustness:
    """What becomes of a finding over draws of parameters, under one hypothesis.

    Attributes
    ----------
    draws
        How many there were.
    share
        Of them in which a difference has the direction that it has under the first hypothesis; NaN for a level.
    low, high
        Nine in ten of their effects lie between these, luck left out.
    met
        Share of draws that meet the criterion of the ledger that asks for this finding; NaN when none does.
    depends_on
        What explains most of the spread over draws and hypotheses (the same under every hypothesis): see
        :func:`cohesie_sim.report.deciding.what_decides`.
    """

    draws: int
    share: float
    low: float
    high: float
    met: float
    depends_on: str


class Spread(NamedTuple):
    """The effects of the draws, luck left out (index draw), and the error of their mean."""

    effects: pd.Series[float]
    error: float


def by_draw(values: PerReplicate, draws: pd.DataFrame | None) -> PerReplicate:
    """Return the mean over the worlds of each draw: worlds of one draw are not independent.

    Parameters
    ----------
    values
        Index replicate.
    draws
        Index replicate, with a column ``draw``; None when there are no draws.

    Returns
    -------
    Series or DataFrame
        Index draw, or unchanged without draws.
    """
    if draws is None or values.empty:
        return values
    return values.astype("float64").groupby(draws["draw"].reindex(values.index)).mean()


def spread_of(values: pd.Series[float], draws: pd.DataFrame) -> Spread:
    """Return the effects of the draws without luck.

    Parameters
    ----------
    values
        One effect per replicate (index replicate); NaN counts as missing.
    draws
        Index replicate, with a column ``draw``.

    Returns
    -------
    Spread
        Index draw.
    """
    given = values.dropna().astype("float64")
    worlds = given.groupby(draws["draw"].reindex(given.index))
    means, counts = worlds.mean(), worlds.count()
    if len(means) < 2:
        return Spread(means, 0.0)
    spare = int((counts - 1).sum())
    within = float(((counts - 1) * worlds.var(ddof=1).fillna(0.0)).sum()) / spare if spare else 0.0
    seen = float(means.var(ddof=1))
    between = max(0.0, seen - within * float((1 / counts).mean()))
    kept = np.sqrt(between / seen) if seen > 0 else 0.0
    return Spread(means.mean() + kept * (means - means.mean()), float(np.sqrt(seen / len(means))))


def share_between(spread: Spread, low: float, high: float) -> float:
    """Return the share of draws whose effect lies between two bounds.

    Parameters
    ----------
    spread
        Effects and the error of their mean.
    low, high
        Bounds, not included; may be infinite.

    Returns
    -------
    float
        From 0 to 1; NaN without draws.
    """
    effects, error = spread.effects.to_numpy(np.float64), spread.error
    if not len(effects):
        return float("nan")
    if error == 0:
        return float(np.mean((effects > low) & (effects < high)))
    above, below = (student.cdf((end - effects) / error, len(effects) - 1) for end in (high, low))
    return float(np.mean(above - below))


def range_of(spread: Spread, values: pd.Series[float]) -> tuple[float, float]:
    """Return between which effects nine in ten draws lie, the error of the mean of all counted in.

    Parameters
    ----------
    spread
        Effects and the error of their mean.
    values
        What they come from, one per replicate: a mean over worlds lies no further than the furthest of all worlds.

    Returns
    -------
    tuple of float
        Low and high end.
    """
    effects = spread.effects.to_numpy(np.float64)
    moved = spread.error * student.ppf(_STEPS, len(effects) - 1) if spread.error else np.zeros(1)
    low, high = np.clip(np.quantile(np.add.outer(effects, moved), RANGE), values.min(), values.max())
    return float(low), float(high)
