"""Viability of initiatives: money, energy, founding, and an ending that has a cause.

Money comes from visitors and a small subsidy; part of the cost goes on whatever happens, and whoever meets online pays
nothing. A corona fund makes up losses. Energy (remaining enthusiasm) moves towards

    rest + meeting * attendance + supported * support + autonomous * autonomy - overload * strain

where ``support`` carries the hypothesis' support multiplier, and ``autonomy``, the mean of flexibility and bridging ties
less one half, its autonomy multiplier: a hypothesis sets apart the independent from the dependent and does not lift all.
An initiative ends when volunteers, board, participants or money have been short for too long, when it loses heart (a
hazard that grows as energy falls below a critical level), or by ordinary mishap; the cause is recorded. An empty site
may see a new foundation, more easily when workers help (kick-start).

Evidence: support against self-reliance is contested (the article; Spit 2021), hence the hypotheses; a buurtkamer in
Kerkrade gets EUR 250 a year (local press). Sizes are assumed. Wrong if endings did not cluster after long closures.
Limits: no mergers, no change of kind. Invariants: energy stays in [0, 1]; an initiative without shortage and with high
energy ends by mishap only.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed
from cohesie_sim.kinds import (
    FEW_VOLUNTEERS,
    LOST_HEART,
    MISHAP,
    NO_BOARD,
    NO_MONEY,
    NO_PARTICIPANTS,
    ONLINE,
    PAUSED,
    RUNNING,
    Kind,
)


class ViabilityParameters(NamedTuple):
    """Parameters of the process *viability*."""

    fresh: Annotated[float, Parameter("energy of a new initiative", "1", 0.5, 1.0, "uncertainty", assumed("beginnings are lively"))] = 0.75
    takings: Annotated[float, Parameter("income at full attendance, relative to full cost", "factor", 1.0, 1.3, "uncertainty", assumed("a small surplus in normal times"))] = 1.15
    full_house: Annotated[float, Parameter("share of the room whose use counts as full attendance", "share", 0.2, 1.0, "uncertainty", assumed("half of those on the list come in a week"))] = 0.5
    first_reserve: Annotated[float, Parameter("reserve of a new initiative, relative to the largest", "share", 0.0, 1.0, "uncertainty", assumed("half"))] = 0.5
    rest: Annotated[float, Parameter("energy that needs nothing", "1", 0.0, 0.5, "uncertainty", assumed("attachment, and means of one's own"))] = 0.3
    meeting: Annotated[float, Parameter("energy from full attendance", "1", 0.2, 0.8, "uncertainty", assumed("people come, so it is worth it"))] = 0.45
    energy_supported: Annotated[float, Parameter("energy from full support", "1", 0.0, 0.4, "uncertainty", assumed("direction from the article; switched off in two hypotheses"))] = 0.12
    energy_autonomous: Annotated[float, Parameter("energy of full instead of no flexibility and bridging ties", "1", 0.0, 0.4, "uncertainty", assumed("direction from Spit 2021"))] = 0.2
    overload: Annotated[float, Parameter("energy lost at full mean strain", "1", 0.0, 0.6, "uncertainty", assumed("tired groups lose heart"))] = 0.3
    speed: Annotated[float, Parameter("speed of energy", "1/week", 0.02, 0.2, "uncertainty", assumed("months"))] = 0.05
    critical: Annotated[float, Parameter("energy below which an initiative may lose heart", "1", 0.2, 0.6, "uncertainty", assumed("below half"))] = 0.5
    despair: Annotated[float, Parameter("weekly hazard per unit of energy below the critical level", "probability", 0.02, 0.5, "uncertainty", assumed("a year of closure endangers a group"))] = 0.12
    mishap: Annotated[float, Parameter("weekly hazard of ordinary mishap", "probability", 0.0, 0.005, "uncertainty", assumed("about 2 % a year"))] = 0.0004
    grace: Annotated[int, Parameter("weeks a shortage is borne", "weeks", 2, 26, "uncertainty", assumed("a quarter of a year"))] = 12
    least_participants: Annotated[int, Parameter("participants below which it cannot go on", "persons", 1, 10, "uncertainty", assumed("a table"))] = 3
    fixed_cost: Annotated[float, Parameter("share of weekly cost that goes on without visitors", "share", 0.5, 1.0, "uncertainty", assumed("rent and insurance"))] = 0.6
    subsidy: Annotated[float, Parameter("share of weekly cost covered whatever happens", "share", 0.0, 0.5, "uncertainty", assumed("small yearly subsidies, e.g. EUR 250 in Kerkrade (local press); most income comes from visitors"))] = 0.15
    reserve: Annotated[float, Parameter("largest reserve", "weeks of cost", 4.0, 104.0, "uncertainty", assumed("a quarter of a year; residents' initiatives hold little"))] = 13.0
    found: Annotated[float, Parameter("weekly chance of a new foundation at an empty site, by itself", "probability", 0.0, 0.1, "uncertainty", assumed("about two in three a year"))] = 0.02
    found_supported: Annotated[float, Parameter("weekly chance added by full support (kick-start)", "probability", 0.0, 0.2, "uncertainty", assumed("claim C16"))] = 0.02
    found_formal: Annotated[float, Parameter("chance of founding a formal initiative relative to an informal one", "factor", 0.0, 1.0, "uncertainty", assumed("a board and a room are needed"))] = 0.5
    support_hours: Annotated[float, Parameter("worker hours a week that are full support", "hours/week", 0.5, 8.0, "uncertainty", assumed("half a day"))] = 4.0
    support_memory: Annotated[float, Parameter("weight of this week's hours in support", "1/week", 0.1, 1.0, "uncertainty", assumed("support works over a month"))] = 0.2


@rule
def attendance_ratio(attended: int, kind: Kind, p: ViabilityParameters) -> float:
    """Return how well attended an initiative is.

    Parameters
    ----------
    attended
        Visitors or deliveries this week.
    kind
        From :func:`cohesie_sim.kinds.kind_of`.
    p
        Parameters of the process.

    Returns
    -------
    float
        1 when the house is full, or when there is none to fill.
    """
    return min(attended / (p.full_house * kind.room), 1.0) if kind.room > 0 else 1.0


@rule
def next_energy(
    energy: float, attendance: float, support: float, autonomy: float, strain: float, p: ViabilityParameters
) -> float:
    """Return an initiative's energy after this week.

    Parameters
    ----------
    energy
        0 to 1.
    attendance
        Visitors or deliveries relative to the usual number, 0 to 1.
    support, autonomy
        Support by workers, 0 to 1, and mean of flexibility and bridging less one half, each times the hypothesis.
    strain
        Mean strain of the volunteers, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    target = p.rest + p.meeting * attendance + p.energy_supported * support + p.energy_autonomous * autonomy
    target = min(max(target - p.overload * strain, 0.0), 1.0)
    return energy + p.speed * (target - energy)


@rule
def weekly_balance(kind: Kind, mode: int, attendance: float, p: ViabilityParameters) -> float:
    """Return what a week adds to an initiative's money before any fund.

    Parameters
    ----------
    kind
        From :func:`kind_of`.
    mode
        Of this week; whoever is online pays nothing.
    attendance
        Visitors or deliveries relative to the usual number, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        Weeks of full running cost; negative is a loss.
    """
    paying = 0.0 if mode in (ONLINE, PAUSED) else attendance
    cost = p.fixed_cost + (1.0 - p.fixed_cost) * paying
    return kind.formal * (p.subsidy + (p.takings - p.subsidy) * paying - cost)


@rule
def next_reserve(reserve: float, balance: float, fund: float, p: ViabilityParameters) -> float:
    """Return an initiative's money after this week.

    Parameters
    ----------
    reserve
        Weeks of full running cost.
    balance
        From :func:`weekly_balance`.
    fund
        1 when a corona fund makes up losses, else 0.
    p
        Parameters of the process.

    Returns
    -------
    float
        Weeks of full running cost, at most the largest reserve; negative is debt.
    """
    if fund > 0.0 and balance < 0.0:
        balance = balance * (1.0 - fund)
    return min(reserve + balance, p.reserve)


@rule
def next_support(support: float, hours: float, p: ViabilityParameters) -> float:
    """Return the support that an initiative enjoys.

    Parameters
    ----------
    support
        0 to 1.
    hours
        Worker hours this week.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    return support + p.support_memory * (min(hours / p.support_hours, 1.0) - support)


@rule
def despair_hazard(energy: float, p: ViabilityParameters) -> float:
    """Return the weekly hazard of losing heart.

    Parameters
    ----------
    energy
        0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability.
    """
    return p.despair * max(p.critical - energy, 0.0)


@rule
def found_chance(formal: bool, support: float, open_home: float, p: ViabilityParameters) -> float:
    """Return the weekly chance of a foundation at an empty site.

    Parameters
    ----------
    formal
        Whether the kind needs a board.
    support
        Support that workers give to foundations, 0 to 1, times the hypothesis.
    open_home
        Openness of the kind's home mode, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability.
    """
    chance = (p.found + p.found_supported * support) * open_home
    return chance * p.found_formal if formal else chance


@rule
def ending(
    short_volunteers: int,
    short_board: int,
    short_participants: int,
    short_money: int,
    hazard: float,
    u: float,
    p: ViabilityParameters,
) -> int:
    """Return why an initiative ends this week, if it does.

    Parameters
    ----------
    short_volunteers, short_board, short_participants, short_money
        Weeks for which each has been short.
    hazard
        From :func:`despair_hazard`.
    u
        Uniform on [0, 1).
    p
        Parameters of the process.

    Returns
    -------
    int
        A cause, or ``RUNNING``.
    """
    if short_volunteers > p.grace:
        return FEW_VOLUNTEERS
    if short_board > p.grace:
        return NO_BOARD
    if short_participants > p.grace:
        return NO_PARTICIPANTS
    if short_money > p.grace:
        return NO_MONEY
    if u < hazard:
        return LOST_HEART
    if u < hazard + p.mishap:
        return MISHAP
    return RUNNING
