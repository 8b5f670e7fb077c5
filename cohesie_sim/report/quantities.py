"""How a number is written with its unit: as a level or as a difference, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping
from math import isinf, isnan
from typing import Final, NamedTuple

from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.report.words import Language, choose, number


class Quantity(NamedTuple):
    """How a unit is shown: factor, decimals, and its name in English and Dutch, of levels and of differences."""

    factor: float
    decimals: int
    english: str
    dutch: str
    english_difference: str = ""
    dutch_difference: str = ""

    def text(self, language: Language, *, difference: bool) -> str:
        """Return the name of the unit."""
        if difference and self.english_difference:
            return choose(language, self.english_difference, self.dutch_difference)
        return choose(language, self.english, self.dutch)


UNITS: Final[Mapping[str, Quantity]] = {
    "share": Quantity(100, 2, "%", "%", "percentage points", "procentpunt"),
    "per 1,000 residents": Quantity(1, 1, "per 1,000 residents", "per 1.000 inwoners"),
    "number": Quantity(1, 1, "", ""),
    "small number": Quantity(1, 2, "", ""),
    "count": Quantity(1, 0, "", ""),
    "per day": Quantity(1, 2, "a day", "per dag"),
    "per week": Quantity(1, 2, "a week", "per week"),
    "per year": Quantity(1, 1, "a year", "per jaar"),
    "0-1": Quantity(1, 3, "on a scale of 0 to 1", "op een schaal van 0 tot 1"),
    "index": Quantity(1, 3, "on a scale of −1 to 1", "op een schaal van −1 tot 1"),
    "sd": Quantity(1, 4, "standard deviations", "standaarddeviatie"),
    "weeks": Quantity(1, 1, "weeks", "weken"),
    "ratio": Quantity(1, 2, "times", "keer"),
    "fte": Quantity(1, 1, "fte per 10,000 residents", "fte per 10.000 inwoners"),
    "EUR": Quantity(1, 0, "euros", "euro"),
    "resident-weeks": Quantity(1, 1, "weeks per 100 adults and year", "weken per 100 volwassenen per jaar"),
}


_MORE_DECIMALS: Final = 3  # at most, so that the end of an interval without zero is not written as zero
_UNSURE: Final = ("not distinguishable", "niet te onderscheiden")
_UNSURE_AMOUNT: Final = ("an amount not distinguishable from zero", "een verschil dat niet van nul te onderscheiden is")
_NONE: Final = ("no difference in any neighbourhood", "in geen enkele buurt verschil")
_NO_AMOUNT: Final = ("nothing (no difference in any neighbourhood)", "niets (in geen enkele buurt verschil)")


def value_text(value: float, unit: str, language: Language, *, difference: bool, more: int = 0) -> str:
    """Return a number in its unit, without the unit's name.

    Parameters
    ----------
    value
        Infinite when it is more than was tried.
    unit
        One of ``UNITS``.
    language
        ``en`` or ``nl``.
    difference
        Whether it is a difference, which has its sign.
    more
        Decimals beyond those of the unit.

    Returns
    -------
    str
        The number.
    """
    if isinf(value):
        return choose(language, "more than was tried", "meer dan is geprobeerd")
    if unit == "EUR":
        value = float(f"{value:.3g}")  # more digits would look surer than the assumed cost of an fte is
    quantity = UNITS[unit]
    return number(quantity.factor * value, quantity.decimals + more, language, sign=difference)


def interval_text(interval: Interval, unit: str, language: Language, *, difference: bool, amount: bool = False) -> str:
    """Return a number with its unit and interval.

    Parameters
    ----------
    interval
        Mean and ends; without ends, why there are none is said. Without a mean although there are replicates, it is a
        ratio over an effect that is not distinguishable from zero.
    unit
        One of ``UNITS``.
    language
        ``en`` or ``nl``.
    difference
        Whether it is a difference.
    amount
        Whether it follows "changes by"; otherwise it stands by itself.

    Returns
    -------
    str
        Such as ``+1.20 percentage points (+0.90 to +1.50)`` or ``not distinguishable (+0.10 percentage points, −0.20 to
        +0.40)``.
    """
    if isnan(interval.mean) and interval.replicates:  # a ratio over an effect that may be zero
        return choose(language, "no figure: the effect is not distinguishable", "geen getal: niet te onderscheiden")
    if isnan(interval.mean):
        return choose(language, "nothing to compare", "niets te vergelijken")
    more = more_decimals(interval, unit)
    mean, low, high = (
        value_text(value, unit, language, difference=difference, more=more)
        for value in (interval.mean, interval.low, interval.high)
    )
    named = f"{mean} {UNITS[unit].text(language, difference=difference)}".rstrip()
    if isinf(interval.mean):
        named = choose(language, "none of those tried", "geen van wat is geprobeerd")
    if isinf(interval.low):
        return named
    if difference and interval.mean == 0 and isnan(interval.low) and interval.replicates > 1:
        return choose(language, *(_NO_AMOUNT if amount else _NONE))
    if isnan(interval.low):
        return f"{named} ({_why_no_ends(interval, language)})"
    ends = f"{low} {choose(language, 'to', 'tot')} {high}"
    if difference and not interval.distinguishable:
        return f"{choose(language, *(_UNSURE_AMOUNT if amount else _UNSURE))} ({named}, {ends})"
    return f"{named} ({ends})"


def more_decimals(interval: Interval, unit: str) -> int:
    """Return how many decimals more keep the ends of an interval that does not hold zero from looking like zero."""
    quantity = UNITS[unit]
    nearest = quantity.factor * min(abs(interval.low), abs(interval.high))
    if not interval.distinguishable or isinf(nearest) or not nearest:
        return 0
    extra = range(_MORE_DECIMALS + 1)
    return next((more for more in extra if round(nearest, quantity.decimals + more)), _MORE_DECIMALS)


def _why_no_ends(interval: Interval, language: Language) -> str:
    if interval.replicates > 1:
        return choose(language, "the same in every neighbourhood", "in elke buurt hetzelfde")
    return choose(language, "one neighbourhood gives no interval", "één buurt geeft geen interval")
