"""The phases of a crisis, and the periods over which results are told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from cohesie_sim.errors import did_you_mean
from cohesie_sim.outcomes.keys import CONDITION

PHASES: Final = ("before", "first_lockdown", "between_lockdowns", "second_lockdown", "late_measures", "after")
PERIODS: Final[Mapping[str, tuple[str, ...]]] = {
    "from_first_lockdown": ("first_lockdown", "between_lockdowns", "second_lockdown", "late_measures", "after"),
    "lockdowns": ("first_lockdown", "second_lockdown"),
    "after": ("after",),
}
LAST_YEAR: Final = "last_year"  # the last 52 weeks of the horizon, whatever happens in them


def in_period(weekly: pd.DataFrame, period: str) -> pd.Series[bool]:
    """Tell which weeks belong to a period.

    Parameters
    ----------
    weekly
        As stored.
    period
        One of ``PERIODS``, a phase, or ``LAST_YEAR``.

    Returns
    -------
    Series
        One truth value per row.

    Raises
    ------
    ValueError
        When there is no such period.
    """
    if period == LAST_YEAR:
        last = weekly.groupby(CONDITION, observed=True)["week"].transform("max")
        return weekly["week"] > last - 52
    known = {**{phase: (phase,) for phase in PHASES}, **PERIODS}
    if period not in known:
        names = [*known, LAST_YEAR]
        raise ValueError(f"period = {period!r} is not allowed: {', '.join(names)}.{did_you_mean(period, names)}")
    return weekly["phase"].isin(known[period])
