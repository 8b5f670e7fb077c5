"""Spontaneous help: signing up, waiting, being matched, helping, and leaving.

In a crisis people offer help. The weekly chance that an uncommitted adult signs up is

    base * (calm_days + felt * (1 - habituation)) * spare time * trust * (1 - wary * fear) * (1 - idle * memory of idleness)

The appeal is the *new* threat: habituation wears it down. Spare time is what work leaves: everybody without paid work
has it, workers have it in so far as their work is closed. A second wave may therefore draw fewer helpers, through
habituation, reopened work and the memory of having waited in vain; there is no factor for the wave itself (claim C13).

A helper waits until matched. Waiting wears out: the chance of leaving grows with each idle week, up to a limit, and
whoever gives up waiting remembers it. A matched helper leaves for lack of time when work calls back, from fear, or by
turnover; coordination by a group or by workers holds helpers. Matching is done by a help group on its own, slowly, and
by workers.

Evidence: sign-ups nine times normal, 84,000 volunteers, 28,000 matches, 35 % of capacity unused (RSM/NLvoorelkaar
2020); two thirds of 600,000 NHS responders without a task (RVS/NHS); activity of UK mutual aid -75 % by June (Drury &
Ntontis); missing coordination lowers motivation (KIT 2024). One worker counted 4 left of 300 (the article). Wrong if
most helpers who were never used came back in the second wave. Limits: one client per helper. Invariants: chances lie in
[0, 1]; more fear or more memory of idleness never raises the chance of signing up.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed, calibrated


class SpontaneousHelpParameters(NamedTuple):
    """Parameters of the process *spontaneous help*."""

    base: Annotated[
        float, Parameter("weekly chance of signing up at full appeal, time and trust", "probability", 0.001, 0.03, "uncertainty", assumed("a few per cent of adults in the first wave; 84,000 on one platform alone (RSM/NLvoorelkaar 2020)"))
    ] = 0.01
    calm_days: Annotated[
        float, Parameter("appeal in normal times", "share of full appeal", 0.0, 0.2, "uncertainty", calibrated("sign-ups nine times normal in the first wave (RSM/NLvoorelkaar 2020)"))
    ] = 0.142
    wary: Annotated[
        float, Parameter("share of sign-ups that full fear takes away", "share", 0.0, 1.0, "uncertainty", assumed("the frightened stay at home"))
    ] = 0.7
    idle: Annotated[
        float, Parameter("share of sign-ups that a fresh memory of idle waiting takes away", "share", 0.0, 1.0, "uncertainty", assumed("missing coordination lowers motivation (KIT 2024)"))
    ] = 0.8
    forget: Annotated[
        float, Parameter("share of the memory of idle waiting lost in a week", "1/week", 0.0, 0.05, "uncertainty", assumed("fades over about two years"))
    ] = 0.01
    busy: Annotated[
        float, Parameter("spare time of those at work, relative to those without", "share", 0.1, 1.0, "uncertainty", assumed("evenings and weekends"))
    ] = 0.3
    impatience: Annotated[
        float, Parameter("growth of the weekly chance of leaving per idle week", "probability/week", 0.005, 0.1, "uncertainty", assumed("half have left after about six idle weeks"))
    ] = 0.035
    weariest: Annotated[
        float, Parameter("largest weekly chance of giving up, however long the wait", "probability", 0.05, 0.5, "uncertainty", assumed("some stay on a list for years, so that C12 does not follow by arithmetic"))
    ] = 0.2
    turnover: Annotated[
        float, Parameter("weekly chance that a matched helper leaves", "probability", 0.005, 0.1, "uncertainty", calibrated("activity of mutual aid -75 % by June 2020 (Drury & Ntontis); missed: it falls too little"))
    ] = 0.0521
    called_back: Annotated[
        float, Parameter("extra weekly chance of leaving when work has fully reopened", "probability", 0.0, 0.2, "uncertainty", assumed("activity of UK mutual aid -75 % by June 2020 (Drury & Ntontis)"))
    ] = 0.08
    hold: Annotated[
        float, Parameter("share of leaving that full coordination prevents", "share", 0.0, 0.9, "uncertainty", assumed("alliances and responsibility keep helpers (Perach 2023)"))
    ] = 0.5
    by_group: Annotated[
        float, Parameter("coordination by the mere existence of a help group", "1", 0.0, 1.0, "uncertainty", assumed("a group gives some responsibility (Perach 2023)"))
    ] = 0.3
    full_hours: Annotated[
        float, Parameter("worker time that a matched helper asks for", "hours/week", 0.02, 1.0, "uncertainty", assumed("a call every other week"))
    ] = 0.1
    group_matches: Annotated[
        float, Parameter("matches a week that a help group makes by itself, per waiting helper", "1/week", 0.0, 0.1, "uncertainty", calibrated("28,000 matches of 84,000 volunteers (RSM/NLvoorelkaar 2020)"))
    ] = 0.0567
    done: Annotated[
        float, Parameter("weekly chance that helper and resident part once nothing is needed", "probability", 0.05, 0.8, "uncertainty", assumed("most help is a few errands, some becomes acquaintance"))
    ] = 0.3
    success: Annotated[
        float, Parameter("weekly chance that a matched helper meets an open need", "probability", 0.5, 1.0, "uncertainty", assumed("errands are done"))
    ] = 0.9
    found: Annotated[
        int, Parameter("waiting helpers from which a help group forms", "persons", 2, 10, "uncertainty", assumed("extra helpers work only above a minimum number (arXiv 2101.02250)"))
    ] = 4


@rule
def spare_time(works: bool, closed_work: float, p: SpontaneousHelpParameters) -> float:
    """Return the spare time of an adult, relative to somebody without paid work.

    Parameters
    ----------
    works
        Whether the adult has paid work.
    closed_work
        Share of work closed this week, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    return p.busy + (1.0 - p.busy) * closed_work if works else 1.0


@rule
def sign_up_chance(
    felt: float,
    habituation: float,
    time: float,
    trust: float,
    fear: float,
    idle_memory: float,
    p: SpontaneousHelpParameters,
) -> float:
    """Return the weekly chance that an uncommitted adult offers help.

    Parameters
    ----------
    felt
        Felt threat, 0 to 1.
    habituation, trust, fear, idle_memory
        The resident's, each 0 to 1.
    time
        From :func:`spare_time`.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability.
    """
    appeal = p.calm_days + felt * (1.0 - habituation)
    return p.base * appeal * time * trust * (1.0 - p.wary * fear) * (1.0 - p.idle * idle_memory)


@rule
def waiting_leave_chance(weeks: int, p: SpontaneousHelpParameters) -> float:
    """Return the weekly chance that a waiting helper gives up.

    Parameters
    ----------
    weeks
        Weeks waited so far.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability.
    """
    return min(p.impatience * weeks, p.weariest)


@rule
def matched_leave_chance(
    works: bool, open_work: float, fear: float, coordination: float, p: SpontaneousHelpParameters
) -> float:
    """Return the weekly chance that a matched helper leaves.

    Parameters
    ----------
    works
        Whether the helper has paid work.
    open_work
        Openness of work, 0 to 1.
    fear, coordination
        The helper's fear and the coordination by group and workers, each 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability.
    """
    chance = p.turnover * (1.0 + fear)
    if works:
        chance = chance + p.called_back * open_work
    return chance * (1.0 - p.hold * coordination)


@rule
def coordination(group: bool, given: float, p: SpontaneousHelpParameters) -> float:
    """Return how well the helpers of an area are coordinated.

    Parameters
    ----------
    group
        Whether a help group exists.
    given
        Share of the time asked for by helpers that workers give this week, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    own = p.by_group if group else 0.0
    return min(own + given, 1.0)


@rule
def next_idle_memory(memory: float, p: SpontaneousHelpParameters) -> float:
    """Return the memory of having waited in vain, a week later.

    Parameters
    ----------
    memory
        0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    return memory * (1.0 - p.forget)
