"""Social and emotional loneliness, kept apart, on the De Jong Gierveld 0-11 scale.

Each adult has two latent states in units of their national standard deviation. They move slowly towards a personal
setpoint (fixed by the synthetic population so that the neighbourhood's 2016 level is met) plus what the week brings:

    social target    = setpoint + concern * (satisfaction(usual contact) - satisfaction(contact now))
    emotional target = setpoint + alone * (loss * lost intimacy + worry * fear + need * unmet + distrust * lost trust)

with ``satisfaction(x) = x / (x + enough)`` (concave: four or five good relations are enough), contact of any channel
for the social and meetings only for the emotional side. Not living alone protects against the emotional side. A latent
state becomes a score by counting equally spaced item thresholds: 0-5 social, 0-6 emotional, 0-11 in total.

Evidence: emotional loneliness rose in 2020 and social loneliness hardly; less contact did not by itself explain the
rise, loss, worry and distrust did (van Tilburg 2020; SCP; RIVM). Contact interventions change loneliness by about 0.2
standard deviations in those reached (Siette 2017: 0.18, -0.00 to 0.36). Wrong if social loneliness rose more than
emotional loneliness. Limits: setpoints do not change; items are equally spaced. Invariants: scores stay in range and
never fall when the latent state rises; more contact never raises the social target.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed, calibrated

_NATIONAL = "shares of 2016: social 30.9, emotional 23.0, lonely 43.4, severe 10.1 % (GGD/CBS/RIVM)"


class LonelinessParameters(NamedTuple):
    """Parameters of the process *loneliness*."""

    social_first: Annotated[
        float, Parameter("latent social loneliness at the first item", "sd", -0.5, 1.0, "constant", calibrated(_NATIONAL))
    ] = 0.252
    emotional_first: Annotated[
        float, Parameter("latent emotional loneliness at the first item", "sd", -0.5, 1.0, "constant", calibrated(_NATIONAL))
    ] = 0.491
    spacing: Annotated[
        float, Parameter("distance between successive items", "sd", 0.05, 0.5, "constant", calibrated(_NATIONAL))
    ] = 0.12
    concern: Annotated[
        float,
        Parameter("effect of satisfaction with contact on social loneliness", "sd", 0.0, 2.0, "uncertainty", calibrated("social loneliness hardly changed in 2020 (SCP, RIVM)")),
    ] = 1.23
    enough: Annotated[
        float,
        Parameter("contacts a week at which satisfaction is half", "1/week", 1.0, 6.0, "uncertainty", assumed("four or five good relations are enough (De Jong Gierveld & van Tilburg)")),
    ] = 2.0
    loss: Annotated[
        float,
        Parameter("effect of losing all meetings with family and friends on emotional loneliness", "sd", 0.0, 1.0, "uncertainty", calibrated("emotional loneliness rose in 2020 (SCP, RIVM), which it does at any value")),
    ] = 0.208
    worry: Annotated[
        float,
        Parameter("effect of full fear on emotional loneliness", "sd", 0.0, 1.0, "uncertainty", calibrated("emotional loneliness rose in 2020 (SCP, RIVM), which it does at any value")),
    ] = 0.495
    need: Annotated[
        float,
        Parameter("effect of an unmet practical need on emotional loneliness", "sd", 0.0, 0.36, "uncertainty", assumed("small; no more than befriending at the upper end of its interval (SMD 0.18, -0.00 to 0.36, Siette 2017)")),
    ] = 0.1
    distrust: Annotated[
        float,
        Parameter("effect of losing all trust on emotional loneliness", "sd", 0.0, 0.36, "uncertainty", assumed("distrust mattered (van Tilburg 2020); no more than befriending (SMD 0.18, -0.00 to 0.36, Siette 2017)")),
    ] = 0.18
    together: Annotated[
        float,
        Parameter("share of these effects left for those who do not live alone", "share", 0.3, 1.0, "uncertainty", assumed("a partner protects (LASA); size assumed")),
    ] = 0.6
    speed_social: Annotated[
        float, Parameter("speed of social loneliness", "1/week", 0.02, 0.3, "uncertainty", assumed("months"))
    ] = 0.06
    speed_emotional: Annotated[
        float, Parameter("speed of emotional loneliness", "1/week", 0.05, 0.5, "uncertainty", assumed("weeks to months"))
    ] = 0.12


@rule
def satisfaction(contacts: float, p: LonelinessParameters) -> float:
    """Return the satisfaction with an amount of contact.

    Parameters
    ----------
    contacts
        Contacts per week with family, friends, neighbours and in initiatives, any channel.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1, concave.
    """
    return contacts / (contacts + p.enough)


@rule
def next_social(social: float, setpoint: float, usual: float, contacts: float, p: LonelinessParameters) -> float:
    """Return latent social loneliness after this week.

    Parameters
    ----------
    social, setpoint
        Current and usual latent state, in sd.
    usual, contacts
        Usual and remembered contacts per week, any channel.
    p
        Parameters of the process.

    Returns
    -------
    float
        In sd.
    """
    target = setpoint + p.concern * (satisfaction(usual, p) - satisfaction(contacts, p))
    return social + p.speed_social * (target - social)


@rule
def next_emotional(
    emotional: float,
    setpoint: float,
    lost_intimacy: float,
    fear: float,
    unmet: bool,
    lost_trust: float,
    lives_alone: bool,
    p: LonelinessParameters,
) -> float:
    """Return latent emotional loneliness after this week.

    Parameters
    ----------
    emotional, setpoint
        Current and usual latent state, in sd.
    lost_intimacy
        Share of the usual meetings with family and friends that is missing, at most 1.
    fear
        0 to 1.
    unmet
        Whether a practical need is open.
    lost_trust
        Usual minus current trust.
    lives_alone
        Whether nobody else lives in the household.
    p
        Parameters of the process.

    Returns
    -------
    float
        In sd.
    """
    pain = p.loss * lost_intimacy + p.worry * fear + p.distrust * lost_trust
    if unmet:
        pain = pain + p.need
    if not lives_alone:
        pain = pain * p.together
    return emotional + p.speed_emotional * (setpoint + pain - emotional)


@rule
def lost_share(usual: float, now: float) -> float:
    """Return the share of something usual that is missing now.

    Parameters
    ----------
    usual, now
        Amounts of the same unit, not negative.

    Returns
    -------
    float
        0 (nothing is missing, or nothing was usual) to 1.
    """
    return max(1.0 - now / usual, 0.0) if usual > 0.0 else 0.0


@rule
def item_score(latent: float, first: float, spacing: float, items: int) -> int:
    """Return how many items of a subscale are answered as lonely.

    Parameters
    ----------
    latent
        Latent state, in sd.
    first, spacing
        Threshold of the first item and distance between items, in sd.
    items
        Number of items: 5 social, 6 emotional.

    Returns
    -------
    int
        0 to ``items``.
    """
    # written without branches, which luck would make unpredictable for the processor
    return min(int(max(latent - first + spacing, 0.0) / spacing), items)
