"""Periods of the surveys, in weeks from Monday 6 January 2020."""

from __future__ import annotations

from typing import Final

BEFORE: Final = slice(0, 9)  # 6 January to 8 March 2020; the first measures are of 12 March
FIRST_QUARTER: Final = slice(0, 12)  # to 29 March
SPRING: Final = slice(12, 25)  # 30 March to 28 June 2020, the second quarter
APRIL: Final = slice(12, 17)  # 30 March to 3 May
LOCKDOWN: Final = slice(10, 25)  # 16 March to 28 June
FIRST_WAVE: Final = slice(10, 17)  # 16 March to 3 May: when helpers signed up
JUNE: Final = slice(21, 25)  # 1 to 28 June
YEAR: Final = 52
HALF_YEAR: Final = 26
MONTH: Final = 4


def length(weeks: slice) -> int:
    """Return the number of weeks of a period."""
    return int(weeks.stop - weeks.start)
