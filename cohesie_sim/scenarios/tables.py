"""The two tables behind the shock: dated Dutch measures as levels per channel, and hospital patients.

Both are files in ``data/`` whose comment lines give the source of every row and say how the levels were read.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Days = NDArray[np.int64]

CHANNELS: Final = ("visits", "work", "public", "indoor_groups", "outdoor_groups", "home_advice")
_DATA: Final = Path(__file__).parent / "data"


class Measures(NamedTuple):
    """Levels of restriction from dated days on.

    Attributes
    ----------
    days
        Ordinal of the first day of each row, ascending, shape (rows,).
    levels
        0 (open) to 1 (closed) per row and channel, in the order of ``CHANNELS``, shape (rows, 6).
    stringency
        OxCGRT stringency index after each step, 0 to 100, shape (rows,); a cross-check, never an input.
    """

    days: Days
    levels: Floats
    stringency: Floats


class Threat(NamedTuple):
    """Hospital patients as a share of their peak on dated days.

    Attributes
    ----------
    days
        Ordinals, ascending, shape (rows,).
    level
        0 to 1, shape (rows,).
    """

    days: Days
    level: Floats


def _rows(name: str) -> list[dict[str, str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _ordinals(rows: list[dict[str, str]]) -> Days:
    return np.array([date.fromisoformat(row["date"]).toordinal() for row in rows], dtype=np.int64)


@cache
def read_measures() -> Measures:
    """Return the dated measures of 2020-2022.

    Returns
    -------
    Measures
        Treat as read-only: it is shared.
    """
    rows = _rows("measures_nl.csv")
    levels = np.array([[float(row[channel]) for channel in CHANNELS] for row in rows])
    return Measures(_ordinals(rows), levels, np.array([float(row["stringency_after"]) for row in rows]))


@cache
def read_threat() -> Threat:
    """Return the threat level: hospital patients divided by their highest number.

    Returns
    -------
    Threat
        Treat as read-only: it is shared.
    """
    rows = _rows("hospital_nl.csv")
    patients = np.array([float(row["patients"]) for row in rows])
    return Threat(_ordinals(rows), patients / patients.max())


def series_span() -> tuple[date, date]:
    """Return the first and the last dated day of the shock series.

    Returns
    -------
    tuple of date
        The first hospital row and the last one.
    """
    days = read_threat().days
    return date.fromordinal(int(days[0])), date.fromordinal(int(days[-1]))
