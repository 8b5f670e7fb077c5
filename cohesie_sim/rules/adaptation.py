"""Adaptation: the mode in which an initiative runs, and the way back.

Every kind has a home mode and up to two others. When its home mode is possible an initiative returns to it; when not,
it may find another way, and is paused meanwhile. The weekly chance of either change is

    base + autonomous * flexibility + supported * support + steered * steering group

where ``support`` carries the hypothesis' support multiplier and ``flexibility`` its autonomy multiplier. A mode is
possible when enough of it is open for this initiative,

    openness >= least_open * max(1 - stretch * autonomy * (flexibility - 1/2), 1/10),

since flexible groups go on with fewer seats; health-service advice opens part of what is closed indoors, and the season
limits what is done outdoors.

Evidence: 10 % of volunteers moved online (CBS); the restaurant became meal delivery and coffee clubs proved
corona-proof (the article, C14, C15); flexibility protected initiatives, government support did not (Spit 2021). Sizes
are assumed. Wrong if initiatives with more flexible boards were not faster. Limits: one mode at a time. Invariants: an
impossible mode is never chosen; more flexibility or support never lowers the chance of a change.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed
from cohesie_sim.kinds import INDOOR, OUTDOOR, PAUSED, Kind


class AdaptationParameters(NamedTuple):
    """Parameters of the process *adaptation*."""

    least_open: Annotated[float, Parameter("openness below which a mode is not possible for an initiative of middling flexibility", "share", 0.05, 0.5, "uncertainty", assumed("with fewer than a quarter of the seats it is not worth the while"))] = 0.25
    stretch: Annotated[float, Parameter("share of that limit by which full instead of no flexibility lowers it", "share", 0.0, 0.9, "uncertainty", assumed("flexible groups go on with fewer seats; direction from Spit 2021"))] = 0.8
    advice_open: Annotated[float, Parameter("share of closed indoor activity that health-service advice makes possible", "share", 0.0, 0.5, "uncertainty", assumed("protocols for vulnerable groups (claim C04)"))] = 0.12
    adapt: Annotated[float, Parameter("weekly chance of finding another way, by itself", "probability", 0.0, 0.2, "uncertainty", assumed("a few a year"))] = 0.01
    autonomous: Annotated[float, Parameter("weekly chance added by full flexibility", "probability", 0.0, 0.5, "uncertainty", assumed("direction from Spit 2021"))] = 0.05
    supported: Annotated[float, Parameter("weekly chance added by full support", "probability", 0.0, 0.5, "uncertainty", assumed("direction from the article; switched off in two hypotheses"))] = 0.08
    steered: Annotated[float, Parameter("weekly chance added by a steering group", "probability", 0.0, 0.3, "uncertainty", assumed("claim C04"))] = 0.03
    resume: Annotated[float, Parameter("weekly chance of resuming, by itself", "probability", 0.02, 0.6, "uncertainty", assumed("a few weeks to reopen"))] = 0.15


@rule
def mode_openness(
    mode: int, open_in: float, open_out: float, comfort: float, advice: float, p: AdaptationParameters
) -> float:
    """Return which share of its activity a mode allows this week.

    Parameters
    ----------
    mode
        ``INDOOR`` to ``PAUSED``.
    open_in, open_out
        Openness of indoor and outdoor meetings, 0 to 1.
    comfort
        Outdoor comfort of the season, 0 to 1.
    advice
        1 when the health service advises, else 0.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    if mode == INDOOR:
        return open_in + p.advice_open * advice * (1.0 - open_in)
    if mode == OUTDOOR:
        return open_out * comfort
    return 0.0 if mode == PAUSED else 1.0


@rule
def adapt_chance(base: float, flexibility: float, support: float, steering: float, p: AdaptationParameters) -> float:
    """Return the weekly chance of changing to a possible mode.

    Parameters
    ----------
    base
        ``p.adapt`` for another way, ``p.resume`` for the way home.
    flexibility, support
        Of the initiative, 0 to 1, times the hypothesis.
    steering
        1 when a steering group works, else 0.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability.
    """
    return min(base + p.autonomous * flexibility + p.supported * support + p.steered * steering, 1.0)


@rule
def least_openness(flexibility: float, autonomy: float, p: AdaptationParameters) -> float:
    """Return the openness from which a mode is possible for an initiative.

    Parameters
    ----------
    flexibility
        Of the initiative, 0 to 1.
    autonomy
        Multiplier of the hypothesis.
    p
        Parameters of the process.

    Returns
    -------
    float
        Share, more than zero; ``p.least_open`` at middling flexibility.
    """
    return p.least_open * max(1.0 - p.stretch * autonomy * (flexibility - 0.5), 0.1)


@rule
def chosen_mode(
    mode: int,
    kind: Kind,
    open_home: float,
    open_second: float,
    open_third: float,
    u: float,
    chance: float,
    least: float,
) -> int:
    """Return the mode of an initiative this week.

    Parameters
    ----------
    mode
        Mode of last week.
    kind
        From :func:`kind_of`.
    open_home, open_second, open_third
        Openness of the kind's three modes.
    u
        Uniform on [0, 1).
    chance
        From :func:`adapt_chance`.
    least
        From :func:`least_openness`.

    Returns
    -------
    int
        A mode; ``PAUSED`` when nothing is possible or found.
    """
    second = mode == kind.second and open_second >= least
    third = mode == kind.third and open_third >= least
    if open_home >= least:
        if mode == kind.home or u < chance:
            return kind.home
        return mode if second or third else PAUSED
    if second or third:
        return mode
    if u < chance and kind.second != kind.home and open_second >= least:
        return kind.second
    if u < chance and kind.third != kind.home and open_third >= least:
        return kind.third
    return PAUSED


@rule
def seats_now(kind: Kind, mode: int, open_share: float) -> int:
    """Return how many visitors an initiative can take this week.

    Parameters
    ----------
    kind
        From :func:`kind_of`.
    mode
        Mode of this week.
    open_share
        From :func:`mode_openness`.

    Returns
    -------
    int
        Visitors; zero when paused.
    """
    if mode == PAUSED:
        return 0
    return max(int(kind.seats * open_share), kind.small)
