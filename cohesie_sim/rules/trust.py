"""Trust: whether a resident expects something good from the neighbourhood and its institutions.

    trust' = trust + return * (usual - trust) + gain * (1 - trust) * (met or was called by a worker) * lasting
                   + helped * (1 - trust) * (was helped) - harm * trust * (need unmet for weeks)

with the terms one after the other, each on what the one before has left. The usual level is the same for all but lower
for those who struggle to make ends meet. Under the hypothesis ``null`` a worker's contact leaves no trace
(``lasting`` = 0).

Evidence: distrust explained part of the rise in emotional loneliness (van Tilburg 2020); that workers' presence raises
trust is the article's claim C08, so the gain is assumed and switchable. Wrong if trust did not differ between residents
who met workers and those who did not. Limits: one kind of trust. Invariant: trust stays in [0, 1].
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed


class TrustParameters(NamedTuple):
    """Parameters of the process *trust*."""

    usual: Annotated[
        float, Parameter("usual trust", "1", 0.5, 0.8, "uncertainty", assumed("a little above the middle of the scale"))
    ] = 0.6
    strained: Annotated[
        float, Parameter("usual trust of those who struggle to make ends meet", "1", 0.2, 0.5, "uncertainty", assumed("lower than of others"))
    ] = 0.5
    back: Annotated[
        float, Parameter("speed at which trust returns to the usual level", "1/week", 0.002, 0.05, "uncertainty", assumed("within about a year"))
    ] = 0.02
    gain: Annotated[
        float, Parameter("share of missing trust that a contact with a worker gives", "1/contact", 0.0, 0.1, "uncertainty", assumed("small, claim C08"))
    ] = 0.03
    by_phone: Annotated[
        float, Parameter("trust from a telephone call by a worker, relative to a meeting", "share", 0.0, 1.0, "uncertainty", assumed("half: nearness counts (claim C05)"))
    ] = 0.5
    helped: Annotated[
        float, Parameter("share of missing trust that practical help gives", "1/event", 0.0, 0.2, "uncertainty", assumed("more than a talk"))
    ] = 0.05
    harm: Annotated[
        float, Parameter("share of trust lost in a week with an old unmet need", "1/week", 0.0, 0.1, "uncertainty", assumed("being left alone hurts"))
    ] = 0.02
    patience: Annotated[
        int, Parameter("weeks an open need is borne without loss of trust", "weeks", 0, 12, "uncertainty", assumed("a month"))
    ] = 4


@rule
def usual_trust(strained: bool, p: TrustParameters) -> float:
    """Return a resident's usual trust.

    Parameters
    ----------
    strained
        Whether the resident struggles to make ends meet.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    return p.strained if strained else p.usual


@rule
def next_trust(
    trust: float,
    usual: float,
    met: int,
    called: int,
    helped: bool,
    need_weeks: int,
    lasting: float,
    p: TrustParameters,
) -> float:
    """Return a resident's trust after this week.

    Parameters
    ----------
    trust, usual
        Current and usual trust, 0 to 1.
    met, called
        Meetings with and calls by community workers this week; all together count as one contact, of the better kind.
    helped
        Whether somebody from outside the own circle met a need this week.
    need_weeks
        Weeks that a practical need has been open.
    lasting
        Multiplier of the hypothesis.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    trust = trust + p.back * (usual - trust)
    gain = lasting * p.gain
    if met > 0:
        trust = trust + gain * (1.0 - trust)
    elif called > 0:
        trust = trust + p.by_phone * gain * (1.0 - trust)
    if helped:
        trust = trust + p.helped * (1.0 - trust)
    if need_weeks > p.patience:
        trust = trust - p.harm * trust
    return trust
