"""Predictions of volunteering: P03 to P07.

The model knows who volunteers week after week; it has nobody who does so once or twice a year. Its own share of twelve
months is therefore hardly larger than that of four weeks and does not fall in a lockdown, while the survey finds 49
against 29 %. The share of twelve months is derived from the model's four-week shares instead, with the spread of habits
that the survey itself implies: people differ in how often they volunteer by a gamma distribution, so that the share who
do so within w weeks is

    1 - (1 + w * scale * activity) ** -shape

where ``scale`` and ``shape`` give the survey's shares of four weeks and of a year before the measures, and ``activity``
is what every four weeks since then leave of the usual, the same for all habits: 1 before, and later such that four
weeks give the model's share.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit, logit

from cohesie_sim.predictions.calendar import BLOCK, PERIODS
from cohesie_sim.predictions.evidence import Floats, evidence, sampling
from cohesie_sim.predictions.foretold import Foretold, percent, shift, together
from cohesie_sim.predictions.reading import block_name
from cohesie_sim.predictions.worlds import Worlds

_YEAR = 52
_BLOCKS = _YEAR // BLOCK


def _four_weeks(worlds: Worlds, reading: str) -> Floats:
    """Return a four-week share on the logit scale, laid on the level of the first quarter of 2020."""
    change = shift(worlds.mix("volunteered 2020q1"), worlds.mix(reading))
    return np.asarray(logit(evidence()["volunteered_2020q1"]) + change)


def four_weeks(period: str, quarters: float, worlds: Worlds) -> Foretold:
    """Return P03, P04 or P05: who volunteered within four weeks.

    Parameters
    ----------
    period
        Over which interviews are spread.
    quarters
        How many quarters that are.
    worlds
        Finished worlds.

    Returns
    -------
    Foretold
        In per cent.
    """
    latent = _four_weeks(worlds, f"volunteered {period}")
    outside = together(evidence()["error_odds_fitted"], sampling(expit(latent), quarters))
    return Foretold(latent, outside, percent, worlds.draw)


def twelve_months(year: str, worlds: Worlds) -> Foretold:
    """Return P06 or P07: who volunteered within twelve months, interviews being spread over a year.

    Parameters
    ----------
    year
        ``2021`` or ``2022``.
    worlds
        Finished worlds.

    Returns
    -------
    Foretold
        In per cent.
    """
    blocks = range(PERIODS[year].stop // BLOCK)
    shares = np.array([expit(_four_weeks(worlds, block_name(k))) for k in blocks])
    usual = expit(_four_weeks(worlds, "volunteered before"))
    asked = [k for k in blocks if BLOCK * k + BLOCK - 1 >= PERIODS[year].start]
    yearly = [
        np.mean([share_of_year(shares[: k + 1, world], float(usual[world])) for k in asked])
        for world in range(len(usual))
    ]
    latent = np.asarray(logit(yearly), np.float64)
    outside = together(evidence()["error_odds_unfitted"], sampling(expit(latent), quarters=4))
    return Foretold(latent, outside, percent, worlds.draw)


def share_of_year(shares: Floats, usual: float) -> float:
    """Return who volunteered within the last 52 weeks.

    Parameters
    ----------
    shares
        Who volunteered in each block of four weeks since January 2020, the last one last; before it all was usual.
    usual
        The usual share of four weeks.

    Returns
    -------
    float
        Share of adults.
    """
    scale, shape = habits(usual)
    activity = ((1 - shares[-_BLOCKS:]) ** (-1 / shape) - 1) / (BLOCK * scale)
    total = activity.sum() + _BLOCKS - len(activity)
    return float(1 - (1 + BLOCK * scale * total) ** -shape)


def habits(usual: float) -> tuple[float, float]:
    """Return how habits are spread: what gives the usual share of four weeks, and the survey's share of a year.

    Parameters
    ----------
    usual
        Share of four weeks, between the share of a year over 13 and that share.

    Returns
    -------
    tuple of float
        Scale, in times a week, and shape of the gamma distribution.
    """
    wanted = np.log1p(-evidence()["volunteered_year"]) / np.log1p(-usual)
    log_scale = brentq(lambda x: np.log1p(_YEAR * np.exp(x)) / np.log1p(BLOCK * np.exp(x)) - wanted, -12, 40)
    scale = float(np.exp(log_scale))
    return scale, float(-np.log1p(-usual) / np.log1p(BLOCK * scale))


QUANTITIES = {
    "P03": partial(four_weeks, "2020q4", 1),
    "P04": partial(four_weeks, "2021", 4),
    "P05": partial(four_weeks, "2021q4", 1),
    "P06": partial(twelve_months, "2021"),
    "P07": partial(twelve_months, "2022"),
}
