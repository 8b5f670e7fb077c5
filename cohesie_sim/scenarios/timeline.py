"""Moving and stretching the shock in time: which day of the recorded series a calendar day takes.

The series is moved by whole weeks and cut into pieces; inside a stretched piece ``factor`` calendar days take one day
of the series.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from cohesie_sim.scenarios.schema import Shock
from cohesie_sim.scenarios.tables import Days, Floats


class Timeline(NamedTuple):
    """Pieces of the series, in order; each begins at a whole day on both sides.

    Attributes
    ----------
    calendar
        First calendar day (ordinal) of each piece but the first, shape (pieces - 1,).
    anchor
        A calendar day of each piece, shape (pieces,).
    series
        The day of the series that the anchor takes, shape (pieces,).
    factor
        Calendar days per day of the series, at least 1, shape (pieces,).
    """

    calendar: Days
    anchor: Days
    series: Days
    factor: Floats


def build_timeline(shock: Shock) -> Timeline:
    """Return the timeline of a scenario's shock.

    Parameters
    ----------
    shock
        Its stretches are dates of the series; ``shift_weeks`` moves everything.

    Returns
    -------
    Timeline
        A stretched piece lasts ``factor`` times as long, to the nearest whole day.
    """
    moved = 7 * shock.shift_weeks
    anchors, series, factors = [moved], [0], [1.0]
    for stretch in shock.stretch:
        begin, end = stretch.from_.toordinal(), stretch.to.toordinal()
        length = round((end - begin) * stretch.factor)
        anchors += [begin + moved, begin + moved + length]
        series += [begin, end]
        factors += [length / (end - begin), 1.0]
        moved += length - (end - begin)
    return Timeline(np.array(anchors[1:], dtype=np.int64), np.array(anchors), np.array(series), np.array(factors))


def series_day(timeline: Timeline, days: Days) -> Floats:
    """Return the day of the series that each calendar day takes.

    Parameters
    ----------
    timeline
        From :func:`build_timeline`.
    days
        Calendar days (ordinals), shape (days,).

    Returns
    -------
    ndarray
        Days of the series (ordinals, with a fraction inside a stretch), shape (days,).
    """
    piece = np.searchsorted(timeline.calendar, days, side="right")
    inside = (days - timeline.anchor[piece]) / timeline.factor[piece]
    # Rounding keeps a day that falls on a step of the measures on the right side of it.
    return np.asarray(np.round(timeline.series[piece] + inside, 6), dtype=np.float64)


def calendar_day(timeline: Timeline, day: int) -> int:
    """Return the first calendar day that takes a day of the series, or a later one.

    Parameters
    ----------
    timeline
        From :func:`build_timeline`.
    day
        Day of the series (ordinal).

    Returns
    -------
    int
        Calendar day (ordinal).
    """
    piece = int(np.searchsorted(timeline.series[1:], day, side="right"))
    inside = (day - int(timeline.series[piece])) * float(timeline.factor[piece])
    return int(timeline.anchor[piece]) + math.ceil(round(inside, 6))
