"""How a difference between two levels is told: with its interval, or with why there is none."""

from __future__ import annotations

from math import isnan
from typing import Any

from cohesie_sim.outcomes.measures import BY_NAME
from cohesie_sim.report.words import Language, choose, number, shown, unit_text


def signed(name: str, value: float, language: Language) -> str:
    """Return a difference with its sign, in the unit in which figures show the measure."""
    decimals = 3 if BY_NAME[name].unit == "0-1" else 2
    return number(shown(name, float(value)), decimals, language, sign=True)


def is_sure(row: Any) -> bool:
    """Tell whether a row of ``summary.csv`` is distinguishable from no difference."""
    return bool(row["distinguishable"] == "yes")


def is_nothing(row: Any) -> bool:
    """Tell whether a difference is zero in each of several replicates."""
    return bool(row["difference"] == 0 and isnan(row["difference_low"]) and row["replicates"] > 1)


def verdict(row: Any, language: Language) -> str:
    """Return what to say of a difference that is not sure."""
    if is_nothing(row):
        return choose(language, "no difference", "geen verschil")
    return choose(language, "not distinguishable", "niet te onderscheiden")


def ends_text(name: str, row: Any, language: Language) -> str:
    """Return both ends of the interval of a difference, which must have one."""
    low, high = (signed(name, row[f"difference_{end}"], language) for end in ("low", "high"))
    return f"{low} {choose(language, 'to', 'tot')} {high}"


def interval_text(name: str, row: Any, language: Language) -> str:
    """Return a difference with its unit and its interval.

    Parameters
    ----------
    name
        Of the measure.
    row
        Of ``summary.csv``, by column.
    language
        ``en`` or ``nl``.

    Returns
    -------
    str
        Such as ``−1.01 percentage points, −1.05 to −0.97``; instead of an interval, why there is none.
    """
    if isnan(row["difference"]):
        return choose(language, "there was nothing to compare", "er was niets te vergelijken")
    gap = f"{signed(name, row['difference'], language)} {unit_text(name, language, difference=True)}"
    if not isnan(row["difference_low"]):
        return f"{gap}, {ends_text(name, row, language)}"
    if row["replicates"] > 1:
        return f"{gap} {choose(language, 'in every neighbourhood', 'in elke buurt')}"
    return f"{gap}; {choose(language, 'one neighbourhood gives no interval', 'één buurt geeft geen interval')}"
