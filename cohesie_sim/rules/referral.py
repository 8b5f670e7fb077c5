"""Referral and brokerage: professionals, their clients, and the paths by which a client reaches an initiative.

Residents see a social professional now and then, vulnerable residents more often. Who is seen is known for a while.
When a client is isolated and takes part in nothing, the professional may refer to an initiative (claim C02), directly
if cooperation is good, or over the network of the community workers if there is a link (claim C23):

    direct     = willing * cooperation
    via worker = (willing - direct) * link

Links between a kind of professional and the workers grow with hours of brokerage and fade without:

    link' = link + gain * hours per 1,000 residents * (1 - link) - fade * link

Six kinds of professional: general practice, wmo desk, home care, social casework, youth work, housing association.

Evidence: the article (C02, C19, C23); signposting lonely older people gave 0.45 loneliness-free years in five (McDaid &
Park 2021). Rates are assumed. Wrong if referrals did not depend on workers' networks. Limits: professionals' own
capacity is not modelled. Invariants: links lie in [0, 1]; the two paths add up to at most ``willing``.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed

PROFESSIONALS = ("general_practice", "wmo_desk", "home_care", "social_casework", "youth_work", "housing_association")
NO_REFERRAL, DIRECT, VIA_WORKER = 0, 1, 2


class ReferralParameters(NamedTuple):
    """Parameters of the process *referral*."""

    contact: Annotated[float, Parameter("weekly chance of seeing a social professional", "probability", 0.001, 0.03, "uncertainty", assumed("about every other year"))] = 0.01
    vulnerable: Annotated[float, Parameter("chance for vulnerable residents relative to others", "factor", 1.0, 10.0, "uncertainty", assumed("several times a year"))] = 5.0
    willing: Annotated[float, Parameter("chance that a professional thinks of referring an isolated client", "probability", 0.05, 0.8, "uncertainty", assumed("one in three"))] = 0.3
    gain: Annotated[float, Parameter("growth of a link per hour of brokerage and 1,000 residents", "1/hour", 0.005, 0.2, "uncertainty", assumed("a few hours a month keep a link alive"))] = 0.05
    fade: Annotated[float, Parameter("share of a link lost in a week", "1/week", 0.005, 0.1, "uncertainty", assumed("people change jobs"))] = 0.02
    accept: Annotated[float, Parameter("chance that a referred resident joins, at full trust", "probability", 0.1, 0.9, "uncertainty", assumed("half"))] = 0.5


@rule
def professional_chance(vulnerable: bool, p: ReferralParameters) -> float:
    """Return the weekly chance that a resident sees a social professional.

    Parameters
    ----------
    vulnerable
        Whether the resident is vulnerable.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability.
    """
    return p.contact * p.vulnerable if vulnerable else p.contact


@rule
def referral_path(cooperation: float, link: float, u: float, p: ReferralParameters) -> int:
    """Return whether and how a professional refers an isolated client.

    Parameters
    ----------
    cooperation
        Between organisations, 0 to 1.
    link
        Between this kind of professional and the community workers, 0 to 1; 0 without brokerage.
    u
        Uniform on [0, 1).
    p
        Parameters of the process.

    Returns
    -------
    int
        ``NO_REFERRAL``, ``DIRECT`` or ``VIA_WORKER``.
    """
    direct = p.willing * cooperation
    if u < direct:
        return DIRECT
    if u < direct + (p.willing - direct) * link:
        return VIA_WORKER
    return NO_REFERRAL


@rule
def next_link(link: float, hours_per_1000: float, p: ReferralParameters) -> float:
    """Return the link between a kind of professional and the workers after this week.

    Parameters
    ----------
    link
        0 to 1.
    hours_per_1000
        Hours of brokerage per 1,000 residents this week.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    return link + min(p.gain * hours_per_1000, 1.0) * (1.0 - link) - p.fade * link
