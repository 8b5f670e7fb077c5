"""How long initiatives last: Kaplan-Meier curves with intervals over independent cases (ODD element 4, observation).

Time runs in weeks from the start of the horizon (week 0). Only those count that existed before week 0 and had not ended
by then; what outlasts the horizon is censored there. Initiatives of one neighbourhood share its luck, and those of one
draw of parameters these as well, so a life is no independent case: the variance is that between cases, by Taylor
linearisation of the product-limit estimator (Williams 1995), and the interval Student's t over cases, as for every
other number. Limits: with few cases, and near shares of 0 and 1, such an interval is only about right.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import t as student

from cohesie_sim.kinds import HELP_GROUP, KIND_NAMES
from cohesie_sim.outcomes.intervals import CONFIDENCE

Floats = npt.NDArray[np.float64]

ALL_KINDS = "all"
_ROUNDING = 1e-9  # a smaller error is none


class Curve(NamedTuple):
    """A Kaplan-Meier curve, one value per week from 0 to the horizon; every array has shape (horizon + 1,).

    Attributes
    ----------
    week
        Weeks since the start.
    share
        Estimated share that has lasted longer than that.
    low, high
        95 % interval; NaN where cases do not differ, and with a single case.
    at_risk
        How many are still observed and going at the beginning of that week.
    """

    week: Floats
    share: Floats
    low: Floats
    high: Floats
    at_risk: npt.NDArray[np.int64]


def survival_curve(weeks: npt.ArrayLike, ended: npt.ArrayLike, case: npt.ArrayLike, horizon: int) -> Curve:
    """Return the Kaplan-Meier curve of a set of lives.

    Parameters
    ----------
    weeks
        How long each life was observed, in whole weeks from 0 to the horizon; shape (lives,).
    ended
        Whether it ended then (True) or was censored (False); shape (lives,).
    case
        Lives with the same label are not independent of each other; shape (lives,).
    horizon
        Last week of the curve.

    Returns
    -------
    Curve
        Estimate, interval and numbers at risk.

    Raises
    ------
    ValueError
        When there are no lives.
    """
    lasted, cases = np.asarray(weeks, dtype=np.int64), np.unique(np.asarray(case), return_inverse=True)[1]
    if not lasted.size:
        raise ValueError("a survival curve needs at least one life")
    observed, ends = np.zeros((2, int(cases.max()) + 1, horizon + 1), np.int64)
    np.add.at(observed, (cases, lasted), 1)
    np.add.at(ends, (cases, lasted), np.asarray(ended, dtype=bool))
    at_risk = observed[:, ::-1].cumsum(axis=1)[:, ::-1]  # of every case: those observed that week or later
    share, half = _product_limit(at_risk, ends)
    low, high = np.clip(share - half, 0, 1), np.clip(share + half, 0, 1)  # NaN stays
    return Curve(np.arange(horizon + 1, dtype=np.float64), share, low, high, at_risk.sum(axis=0))


def _product_limit(at_risk: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Return the estimate and half the width of its interval, from numbers per case and week."""
    every, ended = at_risk.sum(axis=0), ends.sum(axis=0)
    hazard = np.divide(ended, every, out=np.zeros(len(every)), where=every > 0)
    share = np.cumprod(1 - hazard)
    left = every - ended
    # how a case moves the logarithm of the estimate
    moved = np.divide(ends - at_risk * hazard, left, out=np.zeros(ends.shape), where=left > 0).cumsum(axis=1)
    cases = len(ends)
    if cases < 2:
        return share, np.full(share.shape, np.nan)
    error = share * np.sqrt(cases / (cases - 1) * np.square(moved).sum(axis=0))
    error[error < _ROUNDING] = np.nan
    return share, student.ppf((1 + CONFIDENCE) / 2, cases - 1) * error


def lives_from_start(histories: pd.DataFrame) -> pd.DataFrame:
    """Return the histories of those that existed at the start of the horizon.

    Parameters
    ----------
    histories
        With columns start and end (weeks) and censored.

    Returns
    -------
    DataFrame
        The same columns, and ``weeks``: observed weeks since week 0. Founded before week 0, and not ended before it.
    """
    kept = histories[(histories["start"] < 0) & (histories["end"] >= 0)]
    return kept.assign(weeks=kept["end"])


def established(lives: pd.DataFrame) -> pd.DataFrame:
    """Return the lives of lasting initiatives: those of help groups, which come and go with a crisis, left out.

    Parameters
    ----------
    lives
        With column kind.

    Returns
    -------
    DataFrame
        The same columns.
    """
    return lives[lives["kind"] != KIND_NAMES[HELP_GROUP]]


def initiative_survival(initiatives: pd.DataFrame, horizon: int) -> dict[str, Curve]:
    """Return the survival of initiatives per kind.

    Parameters
    ----------
    initiatives
        Histories of one condition; columns kind, start, end, censored, and ``case``: what is independent of the others.
    horizon
        Length of the runs in weeks.

    Returns
    -------
    dict
        Kind, and ``ALL_KINDS`` for all but help groups, to a curve; kinds that do not exist at week 0 are left out.
    """
    lives = lives_from_start(initiatives)
    groups = {str(kind): group for kind, group in lives.groupby("kind", observed=True)}
    if len(together := established(lives)):
        groups[ALL_KINDS] = together
    return {
        kind: survival_curve(group["weeks"], ~group["censored"], group["case"], horizon)
        for kind, group in groups.items()
    }
