"""The municipality: crisis mode, silos, decisions with a delay, and extra hours on a signal.

Urgency is the larger of the felt threat and the closure of meetings. In crisis mode organisations look beyond their own
walls; fatigue with the crisis and the pull of the silos work against it:

    target      = silo + (1 - silo) * urgency * (1 - fatigue) * crisis_mode + brokered * mean link
    cooperation' = cooperation + speed * (target - cooperation)
    fatigue'    = fatigue + tire * urgency * (1 - fatigue) - recover * (1 - urgency) * fatigue

That cooperation rises and falls back (claim C20) is in these two equations: what emerges is how far and when, not the
direction. Signals from the field are the isolated or needy residents among those whom workers come across on their
rounds (claim C22); visits to people who are known already bring no news. Signals and encounters are remembered over
weeks. When signals exceed by far what is usual among as many encounters,

    dossier > threshold * usual * met + least,

the municipality decides on extra hours (claim C18), after

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
    threshold: Annotated[float, Parameter("remembered signals, relative to what is usual among as many encounters, that lead to a request", "factor", 1.05, 3.0, "uncertainty", assumed("a fifth more than usual is noticed"))] = 1.2
    least: Annotated[float, Parameter("signals a week beyond that, below which nobody asks for hours", "persons/week", 0.2, 5.0, "uncertainty", assumed("one more person a week; keeps chance from raising the alarm in a small neighbourhood"))] = 1.0
    memory: Annotated[float, Parameter("weight of earlier weeks in remembered signals and encounters", "share", 0.5, 0.95, "uncertainty", assumed("about a month"))] = 0.8
    usual_memory: Annotated[float, Parameter("weight of earlier weeks in the usual share of signals among encounters", "share", 0.96, 0.995, "uncertainty", assumed("about half a year to a few years"))] = 0.97
    usual_start: Annotated[float, Parameter("usual share of signals among encounters at the start", "share", 0.1, 1.0, "constant", assumed("high, so that the burn-in starts without alarm"))] = 0.3
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
def next_dossier(remembered: float, persons: float, p: MunicipalityParameters) -> float:
    """Return the signals, or the encounters, remembered after this week.

    Parameters
    ----------
    remembered
        Persons per week, remembered so far.
    persons
        Persons this week.
    p
        Parameters of the process.

    Returns
    -------
    float
        Persons per week.
    """
    return p.memory * remembered + (1.0 - p.memory) * persons


@rule
def next_usual(usual: float, dossier: float, met: float, p: MunicipalityParameters) -> float:
    """Return the usual share of signals among encounters after this week.

    Parameters
    ----------
    usual
        Share that was usual so far, 0 to 1.
    dossier, met
        Remembered signals and encounters, persons per week.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1; what was usual stays so as long as nobody is met.
    """
    return p.usual_memory * usual + (1.0 - p.usual_memory) * (dossier / met) if met > 0.0 else usual


@rule
def is_alarming(dossier: float, met: float, usual: float, p: MunicipalityParameters) -> bool:
    """Return whether remembered signals exceed by far what is usual among as many encounters.

    Parameters
    ----------
    dossier, met
        Remembered signals and encounters, persons per week.
    usual
        Usual share of signals among encounters, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    bool
        Never without signals.
    """
    return dossier > p.threshold * usual * met + p.least


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
