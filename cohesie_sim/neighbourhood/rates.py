"""Usual contacts per week: with family and friends by any channel, at work or school and in public face to face.

Family and friends rates are lognormal. Two shares fix each: weekly or more (a rate of at least 1) and daily (at least
7). They share a factor, a resident's *sociability*, so that about 9 % have neither weekly. Work and public rates are
lognormal too, with means and spreads that reproduce contacts outside the household before corona.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np
from scipy.special import ndtri

from cohesie_sim.declaration import Parameter, assumed, calibrated, cited
from cohesie_sim.neighbourhood.columns import Floats, Ints, Occupation
from cohesie_sim.neighbourhood.drawing import Luck, Purpose, normal_scores
from cohesie_sim.randomness import Stream

DAILY = 7.0
"""Contacts per week that a survey calls daily."""


class RateParameters(NamedTuple):
    """Parameters of usual contacts per week."""

    family_weekly: Annotated[
        float,
        Parameter(
            "share with contact with family once a week or more",
            "share",
            0.8,
            0.86,
            "constant",
            cited("CBS 2020", "weekly or more, any channel: family 83 %"),
        ),
    ] = 0.83
    family_daily: Annotated[
        float,
        Parameter(
            "share with daily contact with family",
            "share",
            0.3,
            0.36,
            "constant",
            cited("CBS 2020", "daily, any channel: family 33 %"),
        ),
    ] = 0.33
    friends_weekly: Annotated[
        float,
        Parameter(
            "share with contact with friends once a week or more",
            "share",
            0.73,
            0.79,
            "constant",
            cited("CBS 2020", "weekly or more, any channel: friends 76 %"),
        ),
    ] = 0.76
    friends_daily: Annotated[
        float,
        Parameter(
            "share with daily contact with friends",
            "share",
            0.27,
            0.33,
            "constant",
            cited("CBS 2020", "daily, any channel: friends 30 %"),
        ),
    ] = 0.3
    sociability: Annotated[
        float,
        Parameter(
            "correlation of each log rate with a resident's sociability",
            "1",
            0.5,
            0.85,
            "uncertainty",
            calibrated("few contacts 5.0 % (CBS 84994NED)"),
        ),
    ] = 0.723
    work_mean: Annotated[
        float,
        Parameter(
            "mean face-to-face contacts at work or school, of those who have either",
            "1/week",
            80.0,
            150.0,
            "uncertainty",
            calibrated("14.9 face-to-face contacts a day outside the household before corona (Backer et al. 2021)"),
        ),
    ] = 114.0
    work_spread: Annotated[
        float,
        Parameter(
            "spread of the log of these",
            "1",
            0.4,
            1.2,
            "uncertainty",
            calibrated("interquartile range 4-20 of these contacts (Backer et al. 2021)"),
        ),
    ] = 0.789
    public_mean: Annotated[
        float,
        Parameter(
            "mean face-to-face contacts in shops, transport and clubs",
            "1/week",
            15.0,
            45.0,
            "uncertainty",
            assumed("about three a day; with work it makes the total of Backer et al. 2021"),
        ),
    ] = 22.0
    public_spread: Annotated[
        float,
        Parameter(
            "spread of the log of these",
            "1",
            0.4,
            1.2,
            "uncertainty",
            assumed("wide, like that at work; quartiles of 4 and 20 a day (Backer et al. 2021) leave both open"),
        ),
    ] = 1.0


class Rates(NamedTuple):
    """Usual contacts per week, and the normal scores of the factor behind them; columns of length n."""

    sociability: Floats
    family: Floats
    friends: Floats
    work: Floats
    public: Floats


def lognormal_from_shares(weekly: float, daily: float) -> tuple[float, float]:
    """Return the lognormal with given shares of at least 1 and at least 7 contacts per week.

    Parameters
    ----------
    weekly, daily
        Shares, ``1 > weekly > daily > 0``.

    Returns
    -------
    tuple of float
        Mean and standard deviation of the log rate.
    """
    at_one, at_seven = float(ndtri(1 - weekly)), float(ndtri(1 - daily))
    sd = np.log(DAILY) / (at_seven - at_one)
    return -at_one * sd, sd


def assign_rates(occupation: Ints, luck: Luck, p: RateParameters) -> Rates:
    """Assign usual contacts per week.

    Parameters
    ----------
    occupation
        Members of :class:`~cohesie_sim.neighbourhood.columns.Occupation`, shape (n,).
    luck
        Draws.
    p
        Parameters of rates.

    Returns
    -------
    Rates
        Columns of length n.
    """
    n = occupation.size

    def normals(purpose: Purpose) -> Floats:
        return luck.normals(Stream.TRAIT, purpose, n)

    sociability = normals(Purpose.SOCIABILITY)
    own = np.sqrt(1 - p.sociability**2)

    def personal(purpose: Purpose, weekly: float, daily: float) -> Floats:
        mean, sd = lognormal_from_shares(weekly, daily)
        return np.exp(mean + sd * normal_scores(p.sociability * sociability + own * normals(purpose)))

    return Rates(
        sociability,
        personal(Purpose.FAMILY, p.family_weekly, p.family_daily),
        personal(Purpose.FRIENDS, p.friends_weekly, p.friends_daily),
        _with_mean(p.work_mean, p.work_spread, normals(Purpose.WORK)) * (occupation != Occupation.NONE),
        _with_mean(p.public_mean, p.public_spread, normals(Purpose.PUBLIC)),
    )


def _with_mean(mean: float, spread: float, normals: Floats) -> Floats:
    return mean * np.exp(spread * normals - spread**2 / 2)
