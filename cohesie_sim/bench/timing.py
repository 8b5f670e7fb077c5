"""Timing some work several times."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, NamedTuple

import numpy as np


class Lap(NamedTuple):
    """How long some work took once, in seconds: by the clock, and of the processor's time.

    The two agree on an idle machine; on a busy one the clock also counts the work of others.
    """

    clock: float
    processor: float


@dataclass(frozen=True)
class Timing:
    """The same run, timed several times.

    Parameters
    ----------
    residents, weeks
        Size of the run; the weeks include the burn-in.
    laps
        One per repetition.
    """

    residents: int
    weeks: int
    laps: tuple[Lap, ...]

    @property
    def seconds(self) -> float:
        """Median of the processor's time."""
        return median(lap.processor for lap in self.laps)

    @property
    def ns_per_resident_week(self) -> float:
        """Median of the processor's time, in nanoseconds per resident and week."""
        return 1e9 * self.seconds / (self.residents * self.weeks)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON.

        Returns
        -------
        dict
            Seconds of every repetition, and the median of the processor's time per resident-week.
        """
        return {
            "residents": self.residents,
            "weeks": self.weeks,
            "clock_seconds": [lap.clock for lap in self.laps],
            "processor_seconds": [lap.processor for lap in self.laps],
            "ns_per_resident_week": self.ns_per_resident_week,
        }


def time_lap(work: Callable[[], object]) -> Lap:
    """Return how long some work takes.

    Parameters
    ----------
    work
        Called once, with the garbage of earlier work already collected; it runs on one thread.

    Returns
    -------
    Lap
        Seconds.
    """
    gc.collect()
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Lap(time.perf_counter() - clock, time.process_time() - processor)


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
