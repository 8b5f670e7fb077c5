"""Fear of infection and habituation to the threat.

The threat of a week is the number of COVID-19 patients in Dutch hospitals relative to its peak (input). People respond
concavely to it, ``felt = threat (1 + h) / (threat + h)``. A resident's fear moves towards

    target = susceptibility * felt * (1 - habituation)

faster upwards than downwards; habituation grows while a threat is felt and wears off in quiet times:

    habituation' = habituation + learn * felt * (1 - habituation) - forget * (1 - felt) * habituation

Evidence: fear was highest in the first wave although hospitals were as full in the second; direction only (SCP, RIVM),
so the speeds are assumed. Wrong if fear in the second wave was as high as in the first at the same threat. Limits: no
contagion of fear between residents, no vaccination. Invariants: fear and habituation stay in [0, 1]; without threat
both decay to zero.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed


class FearParameters(NamedTuple):
    """Parameters of the process *fear*."""

    half_threat: Annotated[
        float,
        Parameter(
            "threat at which just over half of the full alarm is felt",
            "share of peak",
            0.05,
            0.5,
            "uncertainty",
            assumed("alarm came within two weeks in March 2020, when beds were at a fifth of the peak"),
        ),
    ] = 0.15
    rise: Annotated[
        float,
        Parameter("speed at which fear grows", "1/week", 0.2, 0.9, "uncertainty", assumed("weeks, not months")),
    ] = 0.5
    fall: Annotated[
        float,
        Parameter("speed at which fear fades", "1/week", 0.05, 0.2, "uncertainty", assumed("slower than it grows")),
    ] = 0.2
    learn: Annotated[
        float,
        Parameter("habituation gained in a week of full alarm", "1/week", 0.0, 0.1, "uncertainty", assumed("half within a few months")),
    ] = 0.04
    forget: Annotated[
        float,
        Parameter("habituation lost in a quiet week", "1/week", 0.001, 0.05, "uncertainty", assumed("fades over about two years")),
    ] = 0.008


@rule
def felt_threat(threat: float, p: FearParameters) -> float:
    """Return how strongly a threat is felt.

    Parameters
    ----------
    threat
        Hospital patients as a share of their peak, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1; concave in the threat.
    """
    return threat * (1.0 + p.half_threat) / (threat + p.half_threat)


@rule
def next_fear(fear: float, habituation: float, susceptibility: float, felt: float, p: FearParameters) -> float:
    """Return a resident's fear of infection after this week.

    Parameters
    ----------
    fear, habituation, susceptibility
        The resident's, each 0 to 1.
    felt
        From :func:`felt_threat`.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    target = susceptibility * felt * (1.0 - habituation)
    speed = p.rise if target > fear else p.fall
    return fear + speed * (target - fear)


@rule
def next_habituation(habituation: float, felt: float, p: FearParameters) -> float:
    """Return a resident's habituation to the threat after this week.

    Parameters
    ----------
    habituation
        0 to 1.
    felt
        From :func:`felt_threat`.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    return habituation + p.learn * felt * (1.0 - habituation) - p.forget * (1.0 - felt) * habituation
