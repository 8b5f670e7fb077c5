"""What predictions are laid on, and how much may happen for reasons outside the model.

The model says how a share changes; the level comes from the last survey up to June 2020. What happens between
surveys for other reasons is a spread around the model's answer: for loneliness the change from 2012 to 2016, a single
one, taken as one standard deviation of what four years may bring; for the rest, what ``data/evidence.csv`` assumes and
why. An error has the scale on which it is added: ``error_ratio_...`` is a logarithm and belongs to levels and ratios,
``error_odds_...`` a difference of log odds and belongs to shares.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from cohesie_sim.calibration.mix import WAVE_DRIFT

Floats = npt.NDArray[np.float64]
_DATA: Final = Path(__file__).parent / "data"
_WAVE_YEARS: Final = 4


def _rows(name: str) -> list[dict[str, str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def evidence() -> Mapping[str, float]:
    """Return the numbers of ``data/evidence.csv``.

    Returns
    -------
    mapping
        Name to value; percentages as shares between 0 and 1.
    """
    rows = _rows("evidence.csv")
    return MappingProxyType({row["name"]: float(row["value"]) / (100 if row["unit"] == "%" else 1) for row in rows})


@cache
def districts() -> Floats:
    """Return the share of lonely adults in Dutch districts in 2016, a hundred groups of equal size.

    Returns
    -------
    ndarray
        Ascending, shape (100,).
    """
    return np.array([float(row["lonely"]) for row in _rows("districts_2016.csv")]) / 100


def drift(share: str, years: float) -> float:
    """Return how far a share of lonely people may move for reasons outside the model.

    Parameters
    ----------
    share
        One of ``WAVE_DRIFT``.
    years
        Between the surveys.

    Returns
    -------
    float
        Standard deviation on the logit scale; it grows with the square root of time, as that of a random walk.
    """
    return WAVE_DRIFT[share] * float(np.sqrt(years / _WAVE_YEARS))


def sampling(share: npt.ArrayLike, quarters: float = 1.0, part: npt.ArrayLike = 1.0) -> Floats:
    """Return the sampling error of a share, as large as in a survey of the statistical office.

    The published interval of one share tells how many independent answers a quarter is worth.

    Parameters
    ----------
    share
        Between 0 and 1, shape (...).
    quarters
        How many quarters of the survey are put together.
    part
        Share of those who answer that is asked about, between 0 and 1, one number or shape (...).

    Returns
    -------
    ndarray
        Standard deviation on the logit scale, shape (...).
    """
    p = np.asarray(share, np.float64)
    answers = answers_per_quarter() * quarters * np.asarray(part, np.float64)
    return np.asarray(1 / np.sqrt(answers * p * (1 - p)))


def answers_per_quarter() -> float:
    """Return how many independent answers a quarter of the statistical office's survey is worth."""
    known = evidence()
    p, width = known["few_contacts"], known["few_contacts_high"] - known["few_contacts_low"]
    return p * (1 - p) * (2 * float(norm.ppf(0.975)) / width) ** 2
