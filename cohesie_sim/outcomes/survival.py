"""How long initiatives and volunteers last: Kaplan-Meier curves (ODD element 4, observation).

Time runs in weeks from the start of the horizon (week 0). Of initiatives and volunteers only those count that existed
before week 0 and had not ended by then; what outlasts the horizon is censored there. The estimator and its pointwise
intervals (log-log, which stay between 0 and 1) are those of :func:`scipy.stats.ecdf`. Limits: the intervals treat lives
as independent; initiatives of one neighbourhood share its luck, so intervals over pooled replicates are a little
narrow.
"""

from __future__ import annotations

import warnings
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import CensoredData, ecdf

from cohesie_sim.kinds import HELP_GROUP, KIND_NAMES

Floats = npt.NDArray[np.float64]

CONFIDENCE = 0.95
ALL_KINDS = "all"


class Curve(NamedTuple):
    """A Kaplan-Meier curve, one value per week from 0 to the horizon; every array has shape (horizon + 1,).

    Attributes
    ----------
    week
        Weeks since the start.
    share
        Estimated share that has lasted longer than that.
    low, high
        95 % interval; NaN as long as nothing has ended and when nothing is left, where log-log intervals do not exist.
    at_risk
        How many are still observed and going at the beginning of that week.
    """

    week: Floats
    share: Floats
    low: Floats
    high: Floats
    at_risk: npt.NDArray[np.int64]


def survival_curve(weeks: npt.ArrayLike, ended: npt.ArrayLike, horizon: int) -> Curve:
    """Return the Kaplan-Meier curve of a set of lives.

    Parameters
    ----------
    weeks
        How long each life was observed, in weeks, at least 0; shape (lives,).
    ended
        Whether it ended then (True) or was censored (False); shape (lives,).
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
    lasted = np.asarray(weeks, dtype=np.float64)
    has_ended = np.asarray(ended, dtype=bool)
    if not lasted.size:
        raise ValueError("a survival curve needs at least one life")
    week = np.arange(horizon + 1, dtype=np.float64)
    at_risk = (lasted[None, :] >= week[:, None]).sum(axis=1)
    if not has_ended.any():
        nothing = np.full(week.shape, np.nan)
        return Curve(week, np.ones(week.shape), nothing, nothing.copy(), at_risk)
    survival = ecdf(CensoredData(uncensored=lasted[has_ended], right=lasted[~has_ended])).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # scipy warns where the interval does not exist: NaN here
        # its bounds are step functions; versions of SciPy's stubs differ about their type
        interval: Any = survival.confidence_interval(confidence_level=CONFIDENCE, method="log-log")
        low, high = interval.low.evaluate(week), interval.high.evaluate(week)
    share = np.asarray(survival.evaluate(week), dtype=np.float64)
    exists = (share > 0) & (share < 1)
    return Curve(week, share, np.where(exists, low, np.nan), np.where(exists, high, np.nan), at_risk)


def lives_from_start(histories: pd.DataFrame) -> pd.DataFrame:
    """Return the histories of those that existed at the start of the horizon.

    Parameters
    ----------
    histories
        With columns start and end (weeks) and censored; of initiatives or volunteers.

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
        Histories of one condition, all replicates pooled; columns kind, start, end and censored.
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
    return {kind: survival_curve(group["weeks"], ~group["censored"], horizon) for kind, group in groups.items()}


def retention(volunteers: pd.DataFrame, horizon: int) -> Curve:
    """Return the retention of volunteers, whatever the cause of leaving (the end of their initiative included).

    Parameters
    ----------
    volunteers
        Counted lives: columns weeks (observed), censored and count.
    horizon
        Last week of the curve.

    Returns
    -------
    Curve
        Share of volunteers still committed.

    Raises
    ------
    ValueError
        When there are no volunteers.
    """
    lives = volunteers.loc[volunteers.index.repeat(volunteers["count"])]
    return survival_curve(lives["weeks"], ~lives["censored"], horizon)
