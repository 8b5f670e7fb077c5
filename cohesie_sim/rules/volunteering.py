"""Established volunteering: workload, strain, quitting, boards, recruiting, and volunteering elsewhere.

Volunteers share the work of their initiative. Strain moves towards

    load * max(0, hours each / usual hours - 1) + fear * exposure + gone * (missing volunteers) + idle * (paused)

(at most 1; board members feel the load more; health-service advice takes away part of the exposure; workers' support
part of the load). The weekly chance of quitting is ``turnover + burn * strain**2``. Who remains carries more, so losses
feed on themselves; whether volunteers leave more and more (claim C03) is left to these feedbacks. An initiative short
of volunteers recruits among those who attend; volunteers step up when the board is short.

Volunteering elsewhere (clubs, schools, care) is a weekly activity that needs open rooms.

Evidence: 29 % volunteered in four weeks in 2020Q1 and 16 % in Q2; 3 % stopped for good because of corona; NL volunteers
give 4.0 h a week, 49 % volunteer in a year (CBS); nearly all huiskamer volunteers came back in June 2020 (ED); burn-out
makes helpers leave (Perach 2023). Yearly turnover in normal times was not found. Wrong if quitting did not rise with
age of the crisis in paused and understaffed initiatives. Limits: one commitment per resident in the neighbourhood.
Invariants: strain and chances lie in [0, 1]; more support never raises the chance of quitting.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed, calibrated, cited

UNCOMMITTED, VOLUNTEER, BOARD_MEMBER, WAITING_HELPER, MATCHED_HELPER = 0, 1, 2, 3, 4


class VolunteeringParameters(NamedTuple):
    """Parameters of the process *volunteering*."""

    usual_hours: Annotated[
        float, Parameter("hours a volunteer usually gives", "hours/week", 2.0, 6.0, "constant", cited("CBS volunteering", "4.0 h per week in the Netherlands"))
    ] = 4.0
    load: Annotated[
        float, Parameter("strain from twice the usual hours", "1", 0.2, 1.0, "uncertainty", assumed("overload is the main burden"))
    ] = 0.6
    board_load: Annotated[
        float, Parameter("load of a board member relative to a volunteer", "factor", 1.0, 2.5, "uncertainty", assumed("responsibility on top of work"))
    ] = 1.3
    fear: Annotated[
        float, Parameter("strain from full fear when fully exposed", "1", 0.0, 1.0, "uncertainty", assumed("own health was the reason to quit (claim C03)"))
    ] = 0.7
    advice: Annotated[
        float, Parameter("share of exposure that health-service advice takes away", "share", 0.0, 0.8, "uncertainty", assumed("safe working lowers risk and worry (claim C04)"))
    ] = 0.4
    gone: Annotated[
        float, Parameter("strain from having lost all fellow volunteers", "1", 0.0, 1.0, "uncertainty", assumed("remaining enthusiasm sinks (claim C03)"))
    ] = 0.4
    idle: Annotated[
        float, Parameter("strain from an initiative that is paused", "1", 0.0, 0.6, "uncertainty", assumed("volunteers drift away, but nearly all came back in June 2020 (ED)"))
    ] = 0.25
    relief: Annotated[
        float, Parameter("share of strain from load that full support takes away", "share", 0.0, 0.8, "uncertainty", assumed("a worker takes over tasks; hypothesis article"))
    ] = 0.3
    speed: Annotated[
        float, Parameter("speed at which strain follows circumstances", "1/week", 0.02, 0.3, "uncertainty", assumed("months"))
    ] = 0.08
    turnover: Annotated[
        float, Parameter("weekly chance of quitting without strain", "probability", 0.0005, 0.01, "uncertainty", assumed("about 14 % a year; yearly turnover was not found"))
    ] = 0.003
    burn: Annotated[
        float, Parameter("extra weekly chance of quitting at full strain", "probability", 0.005, 0.1, "uncertainty", calibrated("3 % of volunteers stopped for good because of corona (CBS), which tells it little"))
    ] = 0.053
    recruit: Annotated[
        float, Parameter("weekly chance that somebody who attends volunteers when all places are vacant", "probability", 0.005, 0.1, "uncertainty", assumed("keeps groups near their usual size in normal times"))
    ] = 0.03
    step_up: Annotated[
        float, Parameter("weekly chance that a volunteer joins a board that is short", "probability", 0.005, 0.2, "uncertainty", assumed("few are eager"))
    ] = 0.03
    elsewhere: Annotated[
        float, Parameter("weekly chance that a volunteer elsewhere is active", "probability", 0.2, 1.0, "uncertainty", calibrated("29 % volunteered within four weeks (CBS 2020Q1)"))
    ] = 0.564
    elsewhere_closed: Annotated[
        float, Parameter("share of volunteering elsewhere that closed rooms take away", "share", 0.4, 1.0, "uncertainty", calibrated("29 to 16 % volunteered within four weeks (CBS 2020Q1, 2020Q2)"))
    ] = 0.778
    elsewhere_wary: Annotated[
        float, Parameter("share of volunteering elsewhere that full fear takes away", "share", 0.2, 0.9, "uncertainty", assumed("as for meetings with family and friends"))
    ] = 0.5
    four_weeks: Annotated[
        int, Parameter("weeks within which somebody counts as a volunteer", "weeks", 4, 4, "constant", cited("CBS volunteering", "volunteered in the last four weeks"))
    ] = 4


@rule
def next_strain(
    strain: float,
    hours_each: float,
    board: bool,
    fear: float,
    exposure: float,
    advice: float,
    missing: float,
    paused: bool,
    support: float,
    p: VolunteeringParameters,
) -> float:
    """Return a volunteer's strain after this week.

    Parameters
    ----------
    strain, fear
        The volunteer's, 0 to 1.
    hours_each
        Hours of work per volunteer this week.
    board
        Whether the volunteer is a board member.
    exposure
        Exposure to others in the initiative's mode, 0 to 1.
    advice
        1 when the health service advises the initiative, else 0.
    missing
        Share of the usual number of volunteers that is missing, 0 to 1.
    paused
        Whether the initiative is paused.
    support
        Support by workers, 0 to 1, times the hypothesis.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    load = p.load * max(hours_each / p.usual_hours - 1.0, 0.0) * (1.0 - p.relief * support)
    if board:
        load = load * p.board_load
    target = load + p.fear * fear * exposure * (1.0 - p.advice * advice) + p.gone * missing
    if paused:
        target = target + p.idle
    return strain + p.speed * (min(target, 1.0) - strain)


@rule
def quit_chance(strain: float, p: VolunteeringParameters) -> float:
    """Return the weekly chance that a volunteer quits.

    Parameters
    ----------
    strain
        0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability.
    """
    return p.turnover + p.burn * strain * strain


@rule
def recruit_chance(vacant: float, fear: float, support: float, bridging: float, p: VolunteeringParameters) -> float:
    """Return the weekly chance that somebody who attended becomes a volunteer.

    Parameters
    ----------
    vacant
        Share of the initiative's volunteer places that is vacant, 0 to 1.
    fear
        The participant's fear, 0 to 1.
    support, bridging
        Support by workers and the initiative's bridging ties, 0 to 1, times the hypothesis.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability.
    """
    return min(p.recruit * vacant * (1.0 - fear) * (1.0 + support + bridging), 1.0)


@rule
def elsewhere_chance(closed_indoor: float, fear: float, p: VolunteeringParameters) -> float:
    """Return the weekly chance that a volunteer elsewhere is active.

    Parameters
    ----------
    closed_indoor
        Share of indoor meetings closed, 0 to 1.
    fear
        0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability.
    """
    return p.elsewhere * (1.0 - p.elsewhere_closed * closed_indoor) * (1.0 - p.elsewhere_wary * fear)
