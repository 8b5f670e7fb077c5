"""The spread of loneliness among Dutch adults, in points of the scale: what turns points into standard deviations."""

from __future__ import annotations

from math import sqrt
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri
from scipy.stats import norm

from cohesie_sim.neighbourhood.setpoints import SetpointParameters
from cohesie_sim.rules.loneliness import LonelinessParameters

SOCIAL_ITEMS, EMOTIONAL_ITEMS = 5, 6
_PEOPLE: Final = 20_000  # quantiles of social loneliness, one for each of so many imagined adults


def national_sd() -> float:
    """Return the standard deviation of the loneliness score (0-11) among adults of the whole country.

    By the model's own measurement: the two latent states are standard normal in the country as a whole, with the
    declared correlation, and every item is answered above a threshold of its own.

    Returns
    -------
    float
        Points of the scale.
    """
    scale, correlation = LonelinessParameters(), SetpointParameters().correlation
    social = ndtri((np.arange(_PEOPLE) + 0.5) / _PEOPLE)
    social_score = (social[:, None] >= _thresholds(scale.social_first, scale.spacing, SOCIAL_ITEMS)).sum(axis=1)
    emotional = _thresholds(scale.emotional_first, scale.spacing, EMOTIONAL_ITEMS)
    # given the social side, the emotional one is normal: probability of each item, and of each pair of items
    answered = norm.sf((emotional - correlation * social[:, None]) / sqrt(1 - correlation**2))
    mean = answered.sum(axis=1)
    square = (answered * (2 * np.arange(EMOTIONAL_ITEMS) + 1)).sum(axis=1)
    total, total_square = social_score + mean, social_score**2 + 2 * social_score * mean + square
    return float(np.sqrt(total_square.mean() - total.mean() ** 2))


def _thresholds(first: float, spacing: float, items: int) -> npt.NDArray[np.float64]:
    return np.asarray(first + spacing * np.arange(items), dtype=np.float64)
