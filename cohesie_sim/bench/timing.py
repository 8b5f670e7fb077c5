"""Timing some work several times."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Timing:
    """Seconds that the same run took, several times.

    Parameters
    ----------
    residents, weeks
        Size of the run; the weeks include the burn-in.
    seconds
        One value per repetition.
    """

    residents: int
    weeks: int
    seconds: tuple[float, ...]

    @property
    def ns_per_resident_week(self) -> float:
        """Median time, in nanoseconds per resident and week."""
        return 1e9 * median(self.seconds) / (self.residents * self.weeks)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON.

        Returns
        -------
        dict
            Every repetition, and the median in nanoseconds per resident-week.
        """
        return {
            "residents": self.residents,
            "weeks": self.weeks,
            "seconds": list(self.seconds),
            "ns_per_resident_week": self.ns_per_resident_week,
        }


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long some work takes.

    Parameters
    ----------
    work
        Called once, with the garbage of earlier work already collected.

    Returns
    -------
    float
        Wall-clock seconds.
    """
    gc.collect()
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def growth_exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """Return the exponent with which time grows with size.

    Parameters
    ----------
    sizes, seconds
        At least two different sizes, and the time each took.

    Returns
    -------
    float
        Slope of the least-squares line through the logarithms; 1 is proportional.
    """
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])
