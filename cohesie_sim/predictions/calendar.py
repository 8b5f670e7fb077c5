"""The dates of the surveys that are predicted, in weeks from Monday 6 January 2020.

A week belongs to the period that holds its Thursday, its middle day, as for the phases of a crisis.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

START: Final = date(2020, 1, 6)
BLOCK: Final = 4  # weeks: volunteering is asked about the last four


def weeks_of(first: date, last: date) -> slice:
    """Return the weeks from :data:`START` on whose Thursday lies in a period.

    Parameters
    ----------
    first, last
        First and last day of the period.

    Returns
    -------
    slice
        Of weeks.
    """
    thursday = START + timedelta(days=3)
    return slice(max(-(-(first - thursday).days // 7), 0), (last - thursday).days // 7 + 1)


def week_of(day: date) -> int:
    """Return the week of a day."""
    return (day - START).days // 7


PERIODS: Final[Mapping[str, slice]] = MappingProxyType(
    {
        "before": slice(0, week_of(date(2020, 3, 2))),  # no patients and no measures in any of these weeks
        "2020q1": weeks_of(date(2020, 1, 1), date(2020, 3, 31)),
        "march_2020": weeks_of(date(2020, 3, 1), date(2020, 3, 31)),
        "first_wave": weeks_of(date(2020, 3, 1), date(2020, 4, 30)),
        "june_2020": weeks_of(date(2020, 6, 1), date(2020, 6, 30)),
        "april_to_september_2020": weeks_of(date(2020, 4, 1), date(2020, 9, 30)),
        "autumn_2020": weeks_of(date(2020, 9, 1), date(2020, 11, 30)),
        "october_november_2020": weeks_of(date(2020, 10, 1), date(2020, 11, 30)),
        "2020q4": weeks_of(date(2020, 10, 1), date(2020, 12, 31)),
        "2020": weeks_of(date(2020, 1, 1), date(2020, 12, 31)),
        "second_wave": weeks_of(date(2021, 1, 1), date(2021, 2, 28)),
        "2021": weeks_of(date(2021, 1, 1), date(2021, 12, 31)),
        "2021q4": weeks_of(date(2021, 10, 1), date(2021, 12, 31)),
        "january_2022": weeks_of(date(2022, 1, 1), date(2022, 1, 31)),
        "mid_march_2022": weeks_of(date(2022, 3, 7), date(2022, 3, 20)),
        "2022": weeks_of(date(2022, 1, 1), date(2022, 12, 31)),
        "autumn_2022": weeks_of(date(2022, 9, 1), date(2022, 11, 30)),
        "may_2023": weeks_of(date(2023, 5, 1), date(2023, 5, 31)),
    }
)
"""Periods over which weekly counts are averaged."""

WEEKS: Final = PERIODS["may_2023"].stop
"""Length of the run that all periods are read from."""

INTERVIEWS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "before": week_of(date(2020, 2, 24)),
        "first_lockdown": week_of(date(2020, 4, 23)),  # the middle: 15 March to 1 June 2020
        "second_lockdown": week_of(date(2021, 2, 20)),  # the middle: 15 December 2020 to 28 April 2021, and of 2021Q1
        "2021q2": week_of(date(2021, 5, 17)),
        "2021q3": week_of(date(2021, 8, 16)),
        "2021q4": week_of(date(2021, 11, 15)),
    }
)
"""Weeks at whose end residents are interviewed: a run of its own, of which the final state is what they tell."""

YEAR_2021: Final = ("second_lockdown", "2021q2", "2021q3", "2021q4")
"""The interviews that stand for the year 2021: one in the middle of each quarter."""

MONTHS_25: Final = 109  # weeks: 25/12 years
