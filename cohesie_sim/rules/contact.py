"""Contact with family, friends, work or school, and in public places.

A resident keeps a personal rhythm with family and with friends: ``usual`` contacts a week of any channel, a share of
them remote. Measures and fear take away meetings; part of what is lost is replaced by calls:

    met    = usual * (1 - remote) * openness * (1 - wariness * fear)
    called = usual * remote + substitution * (usual * (1 - remote) - met)

Contacts at work, at school and in public places are face to face only. The number in a week is ``floor(rate + u)`` with
a uniform u: unbiased, and regular as habits are, so that "weekly or more" means a rate of at least one. Meetings and
calls of one rhythm share their u: together they are as regular as each.

Evidence: contacts outside the household fell from 14.9 (IQR 4-20) to 3.5 (0-4) a day in April 2020 (Backer et al.
2021), while any-channel contact with family, friends and neighbours hardly fell in 2020 (CBS). Meeting friends weekly
in person fell from 35 to 15 % (Fryslân panel). Wrong if any-channel contact fell with meetings. Limits: household
members are not counted; calls are as good as meetings for frequency, not for intimacy (see loneliness). Invariants:
rates are never negative; meetings plus calls never exceed the usual rate; more closed never means more meetings.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed, calibrated


class ContactParameters(NamedTuple):
    """Parameters of the process *contact*."""

    remote_share: Annotated[
        float,
        Parameter("share of usual contacts with family and friends that is remote", "share", 0.2, 0.85, "uncertainty", calibrated("35 % meet friends weekly in person (FSP 2020) while 76 % are in touch weekly (CBS 2020)")),
    ] = 0.735
    wariness: Annotated[
        float,
        Parameter("share of meetings that full fear takes away", "share", 0.2, 0.9, "uncertainty", calibrated("face-to-face contacts to a quarter in April 2020 (Backer et al. 2021)")),
    ] = 0.681
    substitution_online: Annotated[
        float,
        Parameter("share of lost meetings replaced by calls, with digital access", "share", 0.7, 1.0, "uncertainty", calibrated("any-channel contact hardly fell in 2020 (CBS)")),
    ] = 0.86
    substitution_offline: Annotated[
        float,
        Parameter("share of lost meetings replaced by calls, without digital access", "share", 0.4, 1.0, "uncertainty", assumed("the telephone remains")),
    ] = 0.75


@rule
def meeting_rate(usual: float, open_share: float, fear: float, p: ContactParameters) -> float:
    """Return the rate of meetings with family or friends.

    Parameters
    ----------
    usual
        Usual contacts of any channel, per week.
    open_share
        Openness of home visits, 0 to 1.
    fear
        The resident's fear, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        Meetings per week.
    """
    return usual * (1.0 - p.remote_share) * open_share * (1.0 - p.wariness * fear)


@rule
def call_rate(usual: float, met: float, online: bool, p: ContactParameters) -> float:
    """Return the rate of remote contacts with family or friends.

    Parameters
    ----------
    usual
        Usual contacts of any channel, per week.
    met
        This week's rate of meetings, per week.
    online
        Whether the resident has digital access.
    p
        Parameters of the process.

    Returns
    -------
    float
        Remote contacts per week.
    """
    substitution = p.substitution_online if online else p.substitution_offline
    return usual * p.remote_share + substitution * (usual * (1.0 - p.remote_share) - met)


@rule
def outside_rate(usual: float, open_share: float, fear: float, p: ContactParameters) -> float:
    """Return the rate of face-to-face contacts at work, at school or in public places.

    Parameters
    ----------
    usual
        Usual contacts, per week.
    open_share
        Openness of the channel, 0 to 1.
    fear
        The resident's fear, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        Contacts per week.
    """
    return usual * open_share * (1.0 - p.wariness * fear)


@rule
def contact_count(rate: float, u: float) -> int:
    """Return the number of contacts in a week, by stochastic rounding.

    Parameters
    ----------
    rate
        Expected number, not negative.
    u
        Uniform on [0, 1).

    Returns
    -------
    int
        ``floor(rate + u)``; its mean is the rate.
    """
    return int(rate + u)


@rule
def meetings_and_calls(met: float, called: float, u: float) -> tuple[int, int]:
    """Return the numbers of meetings and of calls in a week, of which the sum is as regular as each.

    Parameters
    ----------
    met, called
        Expected numbers, not negative.
    u
        Uniform on [0, 1).

    Returns
    -------
    tuple of int
        ``floor(met + u)``, and what is missing to ``floor(met + called + u)``; their means are the rates.
    """
    meetings = int(met + u)
    return meetings, int(met + called + u) - meetings
