"""The community worker's week: hours, tasks by known need, presence, discretion and movement.

Funding buys hours: ``fte per 10,000 residents * residents / 10,000 * week``. Part of the week goes to the organisation;
when residents' needs that the workers know of press, that part gives way (claim C21):

    for residents = hours * (1 - overhead * (1 - yields * pressure)),   pressure = min(1, demand / hours)

A fixed share is kept for being present in the street; the rest is divided over visits, practical help, support of
initiatives, matching helpers, and brokerage in proportion to demand times weight, never more than is asked for; what
remains goes to the street as well. Demand counts only what the workers know of.

When working from home is advised, a worker goes out as far as discretion allows: ``presence = 1 - advice * (1 -
discretion)``; the remaining share of visits becomes telephone calls, and the hours for the street and for practical
help that are spent at home are lost to residents. A worker spends the street hours in the cells with most known need,
and sometimes elsewhere: ``score = known need in the cell + explore * u``. Hours that the municipality
granted for youth work go to young people except for the share that discretion stretches to others (claim C05).

Evidence: the tasks are the article's (C05-C07, C18, C19, C21, C22). Fte per inhabitant, caseload and time per task were
not found and are assumed. Wrong if more hours did not reach more residents. Limits: a worker's skill is constant.
Invariants: allocated hours add up to the hours available; no task gets more than is asked for, except the street.
"""

from __future__ import annotations

import math
from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed


class CommunityWorkParameters(NamedTuple):
    """Parameters of the process *community work*."""

    week: Annotated[float, Parameter("hours in a working week", "hours/week/fte", 32.0, 40.0, "constant", assumed("a full-time week in the Dutch social-work sector is 36 hours"))] = 36.0
    overhead: Annotated[float, Parameter("share of hours that the organisation takes", "share", 0.1, 0.5, "uncertainty", assumed("meetings, reports, leave"))] = 0.3
    yields: Annotated[float, Parameter("share of overhead that gives way to pressing needs", "share", 0.0, 0.8, "lever", assumed("residents' interests outweigh the organisation's (claim C21)"))] = 0.4
    discretion: Annotated[float, Parameter("share of outdoor work that continues when working from home is advised", "share", 0.0, 1.0, "lever", assumed("nearness first (claim C05)"))] = 0.7
    street: Annotated[float, Parameter("share of hours kept for being present in the street", "share", 0.0, 0.8, "lever", assumed("three tenths"))] = 0.3
    visit_hours: Annotated[float, Parameter("time for a visit at the front door", "hours", 0.25, 2.0, "uncertainty", assumed("a talk and the way"))] = 0.75
    practical_hours: Annotated[float, Parameter("time for practical help", "hours", 0.25, 4.0, "uncertainty", assumed("an errand"))] = 1.0
    support_hours: Annotated[float, Parameter("time asked for by an initiative that needs support", "hours/week", 0.5, 8.0, "uncertainty", assumed("half a day"))] = 4.0
    match_hours: Annotated[float, Parameter("time to match a helper", "hours", 0.1, 2.0, "uncertainty", assumed("two calls"))] = 0.5
    brokerage_share: Annotated[float, Parameter("share of hours asked for by brokerage", "share", 0.0, 0.3, "uncertainty", assumed("meetings with partners"))] = 0.1
    cell_hours: Annotated[float, Parameter("time spent in one cell", "hours", 0.5, 4.0, "uncertainty", assumed("a round of the block, or a format"))] = 1.5
    explore: Annotated[float, Parameter("known needs that curiosity outweighs", "needs", 0.0, 10.0, "uncertainty", assumed("workers also go where they know nobody"))] = 3.0
    seen: Annotated[float, Parameter("chance that a resident of the cell is met in the street", "probability", 0.01, 0.2, "uncertainty", assumed("three of fifty residents"))] = 0.06
    format_share: Annotated[float, Parameter("share of rounds that include a format", "share", 0.05, 0.6, "uncertainty", assumed("one in four"))] = 0.25
    young_from: Annotated[int, Parameter("age from which youth work reaches residents", "years", 6, 16, "constant", assumed("secondary school"))] = 12
    young_until: Annotated[int, Parameter("age at which youth work ends", "years", 18, 30, "constant", assumed("young adults included"))] = 25
    visit_rate: Annotated[float, Parameter("visits a week asked for by a known isolated resident", "share", 0.08, 0.5, "uncertainty", assumed("every known isolated resident is visited about every month; between every quarter and every other week"))] = 0.25


class Hours(NamedTuple):
    """Hours per task in one week."""

    street: float
    visits: float
    practical: float
    support: float
    matching: float
    brokerage: float


@rule
def hours_bought(fte_per_10000: float, residents: int, p: CommunityWorkParameters) -> float:
    """Return the hours that funding buys.

    Parameters
    ----------
    fte_per_10000
        Full-time equivalents per 10,000 residents.
    residents
        Residents of the neighbourhood.
    p
        Parameters of the process.

    Returns
    -------
    float
        Hours per week.
    """
    return fte_per_10000 * residents / 10000.0 * p.week


@rule
def hours_for_residents(hours: float, demand: float, p: CommunityWorkParameters) -> float:
    """Return the hours left for residents after the organisation took its part.

    Parameters
    ----------
    hours
        Hours bought, per week.
    demand
        Hours that known needs ask for, per week.
    p
        Parameters of the process.

    Returns
    -------
    float
        Hours per week.
    """
    if hours <= 0.0:
        return 0.0
    pressure = min(demand / hours, 1.0)
    return hours * (1.0 - p.overhead * (1.0 - p.yields * pressure))


@rule
def allocate(
    hours: float,
    visits: float,
    practical: float,
    support: float,
    matching: float,
    brokerage: float,
    p: CommunityWorkParameters,
) -> Hours:
    """Return the hours per task.

    Parameters
    ----------
    hours
        From :func:`hours_for_residents`.
    visits, practical, support, matching, brokerage
        Hours asked for, per week.
    p
        Parameters of the process.

    Returns
    -------
    Hours
        Adding up to ``hours``.
    """
    demand = visits + practical + support + matching + brokerage
    divisible = hours * (1.0 - p.street)
    share = min(divisible / demand, 1.0) if demand > 0.0 else 0.0
    return Hours(
        hours - share * demand,
        share * visits,
        share * practical,
        share * support,
        share * matching,
        share * brokerage,
    )


@rule
def support_weight(empty: bool, paused: bool, energy: float) -> float:
    """Return how strongly an initiative, or an empty site, asks for support.

    Parameters
    ----------
    empty
        Whether there is no initiative at the site.
    paused
        Whether the initiative is paused.
    energy
        Energy of the initiative, 0 to 1.

    Returns
    -------
    float
        0 for full energy, 1 where everything is still to be done.
    """
    if empty or paused:
        return 1.0
    return 1.0 - energy


@rule
def workers_needed(hours: float, p: CommunityWorkParameters) -> int:
    """Return how many workers fill a number of hours.

    Parameters
    ----------
    hours
        Hours per week.
    p
        Parameters of the process.

    Returns
    -------
    int
        The smallest number of people none of whom exceeds a full week.
    """
    return math.ceil(hours / p.week - 1e-9)


@rule
def presence(home_advice: float, p: CommunityWorkParameters) -> float:
    """Return the share of outdoor work that takes place.

    Parameters
    ----------
    home_advice
        Strength of the advice to work from home, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    return 1.0 - home_advice * (1.0 - p.discretion)


@rule
def cell_score(known_needs: int, u: float, p: CommunityWorkParameters) -> float:
    """Return how strongly a cell draws a worker.

    Parameters
    ----------
    known_needs
        Residents of the cell whom workers know and who are isolated or have an open need.
    u
        Uniform on [0, 1).
    p
        Parameters of the process.

    Returns
    -------
    float
        Score; cells of highest score are visited.
    """
    return known_needs + p.explore * u


@rule
def street_chance(comfort: float, p: CommunityWorkParameters) -> float:
    """Return the chance that a worker meets a resident of a visited cell in the street.

    Parameters
    ----------
    comfort
        Outdoor comfort of the season, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability.
    """
    return p.seen * comfort


@rule
def is_young(age: int, p: CommunityWorkParameters) -> bool:
    """Return whether hours granted for youth work are meant for a resident.

    Parameters
    ----------
    age
        In years.
    p
        Parameters of the process.

    Returns
    -------
    bool
        True from the first age to below the second.
    """
    return p.young_from <= age < p.young_until
