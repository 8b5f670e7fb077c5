"""Taking part in an initiative: joining, attending, meeting others, leaving.

A resident who takes part in nothing joins an initiative nearby with a weekly chance

    base * (free if not at work or school) * trust * (1 - fear)

or on an invitation by a worker, or on referral. A participant attends with ``attend * (1 - wary * fear * exposure)`` as
far as seats reach (luck decides who gets one), meets a few of those present, and leaves with a small weekly chance.
Whoever is away from an initiative that is paused remains on its list. Delivery reaches
participants at home, as many as the volunteers can bring meals to; luck decides when they are short.

Evidence: few; numbers are chosen so that initiatives keep their usual size in normal times (assumed). Reaching people
by invitation is the article's claim (C08, C16). Wrong if invitations by workers did not bring isolated residents in.
Limits: one initiative per resident; residents under 12 do not join by themselves. Invariants: chances lie in [0, 1].
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed


class ParticipationParameters(NamedTuple):
    """Parameters of the process *participation*."""

    base: Annotated[
        float, Parameter("weekly chance of joining an initiative nearby at full trust", "probability", 0.0002, 0.01, "uncertainty", assumed("keeps initiatives near their usual size in normal times"))
    ] = 0.002
    free: Annotated[
        float, Parameter("chance of joining for those without work or school, relative to others", "factor", 1.0, 6.0, "uncertainty", assumed("activities are mostly in the daytime"))
    ] = 3.0
    invited: Annotated[
        float, Parameter("chance of joining on a personal invitation by a worker, at full trust", "probability", 0.0, 0.3, "uncertainty", assumed("one in ten; claims C08, C16"))
    ] = 0.1
    attend: Annotated[
        float, Parameter("weekly chance that a participant comes", "probability", 0.4, 1.0, "uncertainty", assumed("three weeks out of four"))
    ] = 0.75
    wary: Annotated[
        float, Parameter("share of attendance that full fear takes away indoors", "share", 0.2, 1.0, "uncertainty", assumed("as for indoor contacts with neighbours"))
    ] = 0.8
    outdoors: Annotated[
        float, Parameter("exposure outdoors or at the door relative to indoors", "share", 0.0, 0.6, "uncertainty", assumed("less than indoors"))
    ] = 0.3
    acquaintances: Annotated[
        float, Parameter("people met at one visit", "persons", 1.0, 8.0, "uncertainty", assumed("a table"))
    ] = 3.0
    leave: Annotated[
        float, Parameter("weekly chance of leaving an initiative", "probability", 0.002, 0.05, "uncertainty", assumed("about two years of participation"))
    ] = 0.01
    filled: Annotated[
        float, Parameter("share of the room that participants fill at the start", "share", 0.0, 1.0, "constant", assumed("forgotten by the end of the burn-in"))
    ] = 0.8
    deliveries: Annotated[
        int, Parameter("meals that one volunteer brings around in a week", "persons/week", 2, 30, "uncertainty", assumed("two rounds of a few addresses"))
    ] = 8
    youngest: Annotated[
        int, Parameter("age from which residents join by themselves", "years", 6, 18, "constant", assumed("secondary school"))
    ] = 12


@rule
def join_chance(busy: bool, trust: float, fear: float, p: ParticipationParameters) -> float:
    """Return the weekly chance that a resident joins an initiative without being asked.

    Parameters
    ----------
    busy
        Whether the resident is at work or school.
    trust, fear
        The resident's, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability.
    """
    chance = p.base * trust * (1.0 - fear)
    return chance if busy else chance * p.free


@rule
def invited_chance(trust: float, fear: float, lasting: float, p: ParticipationParameters) -> float:
    """Return the chance that a resident joins when a worker asks.

    Parameters
    ----------
    trust, fear
        The resident's, 0 to 1.
    lasting
        Multiplier of the hypothesis.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability.
    """
    return lasting * p.invited * trust * (1.0 - fear)


@rule
def exposure(mode: int, p: ParticipationParameters) -> float:
    """Return the exposure to others in a mode.

    Parameters
    ----------
    mode
        0 indoor, 1 outdoor, 2 delivery, 3 online, 4 paused.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    if mode == 0:
        return 1.0
    return p.outdoors if mode <= 2 else 0.0


@rule
def attend_chance(fear: float, exposed: float, p: ParticipationParameters) -> float:
    """Return the chance that a participant comes this week, if there is a seat.

    Parameters
    ----------
    fear
        0 to 1.
    exposed
        From :func:`exposure`.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability.
    """
    return p.attend * (1.0 - p.wary * fear * exposed)


@rule
def meet_chance(present: int, p: ParticipationParameters) -> float:
    """Return the chance that two of those present meet.

    Parameters
    ----------
    present
        Number of people present, at least two.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability; on average everybody meets ``p.acquaintances`` others, if there are that many.
    """
    return min(p.acquaintances / (present - 1), 1.0)
