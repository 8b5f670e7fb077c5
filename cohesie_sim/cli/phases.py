"""The phases of a scenario: before, during, between and after its lockdowns."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import NamedTuple

from cohesie_sim.scenarios import Scenario


class Phase(NamedTuple):
    """Some consecutive weeks of the horizon.

    Attributes
    ----------
    name
        Such as "before", "first lockdown", "after first lockdown"; the year where there is no lockdown.
    begin, end
        First week, and first week after.
    """

    name: str
    begin: int
    end: int


def phases_of(scenario: Scenario) -> list[Phase]:
    """Return the phases of a scenario's horizon.

    Parameters
    ----------
    scenario
        Any scenario; without a lockdown its years are its phases.

    Returns
    -------
    list of Phase
        In order, without gaps. A week belongs to a lockdown when most of its days do.
    """
    mondays = scenario.mondays()
    lockdowns = scenario.lockdowns()
    if not lockdowns:
        years = [(year, len(list(weeks))) for year, weeks in groupby(mondays, key=lambda monday: monday.year)]
        ends = [sum(weeks for _, weeks in years[: k + 1]) for k in range(len(years))]
        return [Phase(str(year), end - weeks, end) for (year, weeks), end in zip(years, ends, strict=True)]

    def week(day: date) -> int:
        return round((day - mondays[0]).days / 7)

    edges = [(0, "before")]
    for first, after, name in lockdowns:
        edges += [(week(first), name), (week(after), f"after {name}")]
    ends = [begin for begin, _ in edges[1:]] + [len(mondays)]
    return [Phase(name, begin, end) for (begin, name), end in zip(edges, ends, strict=True) if begin < end]
