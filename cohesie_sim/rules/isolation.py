"""Objective isolation and being out of sight.

How often a resident is in touch with family, with friends and with neighbours is remembered over about a month:

    frequency' = frequency + memory * (contacts this week - frequency)

An adult is *isolated* when none of the three frequencies reaches weekly contact; minors are not judged, since the
statistic is not about them. Fellow participants and volunteers
of the neighbourhood count as neighbours; a community worker does not. An isolated resident whom no worker, no
initiative and no professional knows is *out of sight*. A worker's familiarity with a resident grows with every contact
and fades:

    familiarity' = (1 - fade) * familiarity,  then per week with a contact  + gain * (1 - familiarity)

where a telephone call gives only part of the gain.

Evidence: 5.0 % (4.3-5.7) of Dutch people have less than weekly contact with family, friends and neighbours (CBS
84994NED, 2021Q4). Wrong if isolation does not respond to restrictions on meeting among people without digital access.
Limits: quality of contact does not count here (see loneliness). Invariants: frequencies are not negative; familiarity
stays in [0, 1]; whoever is out of sight is isolated.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed


class IsolationParameters(NamedTuple):
    """Parameters of the process *isolation*."""

    memory: Annotated[
        float,
        Parameter("weight of this week in the remembered frequency", "1/week", 0.1, 0.5, "constant", assumed("survey questions ask about a typical month")),
    ] = 0.25
    weekly: Annotated[
        float,
        Parameter("remembered contacts a week that count as weekly contact", "1/week", 0.75, 1.0, "constant", assumed("less than weekly contact (CBS 84994NED); a little below one, because one missed week in a year is still weekly contact")),
    ] = 0.97
    gain: Annotated[
        float,
        Parameter("share of the remaining distance to full familiarity that one contact with a worker adds", "1/contact", 0.1, 0.8, "uncertainty", assumed("one talk and a worker knows you for a while, several and for months")),
    ] = 0.35
    by_phone: Annotated[
        float,
        Parameter("familiarity from a telephone call, relative to a meeting", "share", 0.0, 1.0, "uncertainty", assumed("half: nearness is what the article holds against working from home (claim C05)")),
    ] = 0.5
    fade: Annotated[
        float,
        Parameter("share of familiarity lost in a week without contact", "1/week", 0.005, 0.05, "uncertainty", assumed("a worker forgets, and workers change jobs, within about a year")),
    ] = 0.02
    known: Annotated[
        float,
        Parameter("familiarity from which a worker knows a resident", "1", 0.1, 0.6, "constant", assumed("one recent talk or several long ago")),
    ] = 0.3
    initiative_weeks: Annotated[
        int,
        Parameter("weeks for which an initiative remembers somebody it saw", "weeks", 4, 52, "constant", assumed("a quarter of a year")),
    ] = 13
    professional_weeks: Annotated[
        int,
        Parameter("weeks for which a professional remembers a client", "weeks", 4, 52, "constant", assumed("half a year")),
    ] = 26


@rule
def next_frequency(frequency: float, contacts: int, p: IsolationParameters) -> float:
    """Return the remembered contacts per week.

    Parameters
    ----------
    frequency
        Remembered contacts per week so far.
    contacts
        Contacts this week.
    p
        Parameters of the process.

    Returns
    -------
    float
        Contacts per week.
    """
    return frequency + p.memory * (contacts - frequency)


@rule
def is_isolated(family: float, friends: float, neighbours: float, p: IsolationParameters) -> bool:
    """Return whether a resident has less than weekly contact with family, friends and neighbours alike.

    Parameters
    ----------
    family, friends, neighbours
        Remembered contacts per week.
    p
        Parameters of the process.

    Returns
    -------
    bool
        True when none of the three reaches weekly contact.
    """
    return family < p.weekly and friends < p.weekly and neighbours < p.weekly


@rule
def faded_familiarity(familiarity: float, p: IsolationParameters) -> float:
    """Return a worker's familiarity with a resident at the start of a week.

    Parameters
    ----------
    familiarity
        0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    return familiarity * (1.0 - p.fade)


@rule
def grown_familiarity(familiarity: float, in_person: bool, p: IsolationParameters) -> float:
    """Return a worker's familiarity with a resident after a contact.

    Parameters
    ----------
    familiarity
        0 to 1.
    in_person
        Whether they met; otherwise the worker called.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    gain = p.gain if in_person else p.by_phone * p.gain
    return familiarity + gain * (1.0 - familiarity)


@rule
def is_known(
    familiarity: float, weeks_since_initiative: int, weeks_since_professional: int, p: IsolationParameters
) -> bool:
    """Return whether a worker, an initiative or a professional knows a resident.

    Parameters
    ----------
    familiarity
        Of the workers with the resident, 0 to 1.
    weeks_since_initiative, weeks_since_professional
        Weeks since an initiative or a professional last saw the resident.
    p
        Parameters of the process.

    Returns
    -------
    bool
        True when at least one of the three knows the resident.
    """
    return (
        familiarity >= p.known
        or weeks_since_initiative < p.initiative_weeks
        or weeks_since_professional < p.professional_weeks
    )
