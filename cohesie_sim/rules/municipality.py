"""The municipality: crisis mode, silos, decisions with a delay, and extra hours on a signal.

Urgency is the larger of the felt threat and the closure of meetings. In crisis mode organisations look beyond their own
walls; fatigue with the crisis and the pull of the silos work against it:

    target      = silo + (1 - silo) * urgency * (1 - fatigue) * crisis_mode + brokered * mean link
    cooperation' = cooperation + speed * (target - cooperation)
    fatigue'    = fatigue + tire * urgency * (1 - fatigue) - recover * (1 - urgency) * fatigue

Whether silos "came back in full" (claim C20) follows from fatigue and is not scheduled. Signals from the field
(isolated or needy residents whom workers come across, claim C22) are remembered over weeks, and compared with what is usual;
when they exceed the usual by far the municipality decides on extra hours (claim C18), after

    delay = slow * (1 - cooperation), at least one week.

Evidence: the article (C17-C20); sizes are assumed. Wrong if decisions in spring 2020 were not faster than a year later.
Limits: one municipality, no budget constraint on extra hours. Invariants: cooperation and fatigue lie in [0, 1]; better
cooperation never lengthens a delay.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed


class MunicipalityParameters(NamedTuple):
    """Parameters of the process *municipality*."""

    silo: Annotated[float, Parameter("cooperation in normal times", "1", 0.1, 0.6, "uncertainty", assumed("organisations mostly keep to themselves"))] = 0.3
    brokered: Annotated[float, Parameter("cooperation added by full links between workers and professionals", "1", 0.0, 0.4, "uncertainty", assumed("brokers connect silos (claim C19)"))] = 0.15
    speed: Annotated[float, Parameter("speed of cooperation", "1/week", 0.05, 0.6, "uncertainty", assumed("weeks"))] = 0.25
    tire: Annotated[float, Parameter("fatigue gained in a week of full urgency", "1/week", 0.0, 0.15, "uncertainty", assumed("half within a few months"))] = 0.04
    recover: Annotated[float, Parameter("share of fatigue lost in a week without urgency", "1/week", 0.0, 0.1, "uncertainty", assumed("about a year"))] = 0.02
    slow: Annotated[float, Parameter("decision delay without cooperation", "weeks", 4.0, 52.0, "uncertainty", assumed("a round of meetings"))] = 20.0
    threshold: Annotated[float, Parameter("remembered signals, relative to the usual number, that lead to a request", "factor", 1.05, 3.0, "uncertainty", assumed("a fifth more than usual is noticed"))] = 1.2
    memory: Annotated[float, Parameter("weight of earlier weeks in remembered signals", "share", 0.5, 0.95, "uncertainty", assumed("about a month"))] = 0.8
    usual_memory: Annotated[float, Parameter("weight of earlier weeks in the usual number of signals", "share", 0.96, 0.995, "uncertainty", assumed("about half a year to a few years"))] = 0.97
    usual_start: Annotated[float, Parameter("usual signals per 1,000 residents and week at the start", "signals", 1.0, 50.0, "constant", assumed("high, so that the burn-in starts without alarm"))] = 10.0
    extra: Annotated[float, Parameter("extra hours granted, relative to the hours bought", "share", 0.0, 1.0, "lever", assumed("a quarter (claim C18)"))] = 0.25
    extra_weeks: Annotated[int, Parameter("weeks for which extra hours are granted", "weeks", 4, 52, "lever", assumed("a quarter of a year"))] = 13
    for_youth: Annotated[float, Parameter("share of extra hours meant for youth work", "share", 0.0, 1.0, "uncertainty", assumed("youth work is the article's example (claims C05, C18)"))] = 0.6


@rule
def urgency(felt: float, closed_indoor: float) -> float:
    """Return how urgent the crisis is for organisations.

    Parameters
    ----------
    felt
        Felt threat, 0 to 1.
    closed_indoor
        Share of indoor meetings closed, 0 to 1.

    Returns
    -------
    float
        0 to 1.
    """
    return max(felt, closed_indoor)


@rule
def next_cooperation(
    cooperation: float, urgent: float, fatigue: float, crisis_mode: float, mean_link: float, p: MunicipalityParameters
) -> float:
    """Return the cooperation between organisations after this week.

    Parameters
    ----------
    cooperation, fatigue
        Current levels, 0 to 1.
    urgent
        From :func:`urgency`.
    crisis_mode
        1 when organisations switch to crisis mode, else 0.
    mean_link
        Mean link between workers and professionals, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    target = p.silo + (1.0 - p.silo) * urgent * (1.0 - fatigue) * crisis_mode + p.brokered * mean_link
    return cooperation + p.speed * (min(target, 1.0) - cooperation)


@rule
def next_fatigue(fatigue: float, urgent: float, p: MunicipalityParameters) -> float:
    """Return the organisations' fatigue with the crisis after this week.

    Parameters
    ----------
    fatigue
        0 to 1.
    urgent
        From :func:`urgency`.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    return fatigue + p.tire * urgent * (1.0 - fatigue) - p.recover * (1.0 - urgent) * fatigue


@rule
def next_dossier(dossier: float, signals_per_1000: float, p: MunicipalityParameters) -> float:
    """Return the signals remembered after this week.

    Parameters
    ----------
    dossier
        Signals per 1,000 residents and week, remembered so far.
    signals_per_1000
        New signals per 1,000 residents this week.
    p
        Parameters of the process.

    Returns
    -------
    float
        Signals per 1,000 residents.
    """
    return p.memory * dossier + (1.0 - p.memory) * signals_per_1000


@rule
def next_usual(usual: float, signals_per_1000: float, p: MunicipalityParameters) -> float:
    """Return the usual number of signals after this week.

    Parameters
    ----------
    usual
        Signals per 1,000 residents and week that were usual so far.
    signals_per_1000
        New signals per 1,000 residents this week.
    p
        Parameters of the process.

    Returns
    -------
    float
        Signals per 1,000 residents and week.
    """
    return p.usual_memory * usual + (1.0 - p.usual_memory) * signals_per_1000


@rule
def is_alarming(dossier: float, usual: float, p: MunicipalityParameters) -> bool:
    """Return whether remembered signals exceed the usual by far.

    Parameters
    ----------
    dossier, usual
        From :func:`next_dossier` and :func:`next_usual`.
    p
        Parameters of the process.

    Returns
    -------
    bool
        Never without signals.
    """
    return dossier > p.threshold * usual


@rule
def decision_delay(cooperation: float, p: MunicipalityParameters) -> int:
    """Return how long the municipality takes to decide on extra hours.

    Parameters
    ----------
    cooperation
        0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    int
        Weeks, at least one.
    """
    return max(int(p.slow * (1.0 - cooperation) + 0.5), 1)
