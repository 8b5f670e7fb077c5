"""Practical needs: groceries, a fridge to fill, a form, medicine, a connection to the internet.

A practical need that the household cannot meet arises for an adult with a weekly chance that is higher for vulnerable
residents, for those who struggle to make ends meet, for those who live alone and for those who no longer dare to go out:

    chance = base * (1 + v * vulnerable) * (1 + s * strained) * (1 + a * alone) * (1 + f * fear)

An open need is met by the resident's own contacts with ``chance = own + per_contact * contacts`` (at most ``most``), by
a matched helper, perhaps by a meal delivery, or by a community worker (claim C07). A worker's practical help gives a resident
without digital access a chance of getting online (shared wifi).

Evidence: in the first wave a third of those needing help were short of it while 35 % of the helpers' capacity went
unused (RSM/NLvoorelkaar 2020). Wrong if needs did not concentrate among isolated residents. Limits: one need at a time;
money problems are not modelled. Invariants: chances lie in [0, 1]; more contacts never make an open need last longer.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed


class NeedsParameters(NamedTuple):
    """Parameters of the process *needs*."""

    base: Annotated[
        float, Parameter("weekly chance of a need the household cannot meet", "probability", 0.001, 0.02, "uncertainty", assumed("once in a few years for somebody without handicaps"))
    ] = 0.004
    vulnerable: Annotated[
        float, Parameter("extra chance for vulnerable residents", "factor", 0.0, 6.0, "uncertainty", assumed("handicaps make dependent"))
    ] = 3.0
    strained: Annotated[
        float, Parameter("extra chance for those who struggle to make ends meet", "factor", 0.0, 3.0, "uncertainty", assumed("services cannot be bought"))
    ] = 1.0
    alone: Annotated[
        float, Parameter("extra chance for those who live alone", "factor", 0.0, 3.0, "uncertainty", assumed("nobody else in the house"))
    ] = 1.0
    afraid: Annotated[
        float, Parameter("extra chance at full fear", "factor", 0.0, 10.0, "uncertainty", assumed("those who do not go out need somebody who does"))
    ] = 5.0
    own: Annotated[
        float, Parameter("weekly chance that an open need resolves by itself", "probability", 0.0, 0.3, "uncertainty", assumed("some needs pass"))
    ] = 0.05
    per_contact: Annotated[
        float, Parameter("chance added by each contact with family, friends or neighbours", "probability/contact", 0.0, 0.3, "uncertainty", assumed("most help comes from one's own circle"))
    ] = 0.08
    most: Annotated[
        float, Parameter("largest weekly chance that the own circle helps", "probability", 0.3, 1.0, "uncertainty", assumed("even large circles are busy"))
    ] = 0.7
    meal: Annotated[
        float, Parameter("chance that a meal delivery meets an open need", "probability", 0.0, 1.0, "uncertainty", assumed("groceries and a word at the door, not a form or the internet"))
    ] = 0.5
    get_online: Annotated[
        float, Parameter("chance that a worker's practical help gets a resident online", "probability", 0.0, 0.5, "uncertainty", assumed("shared wifi and a hand, claim C07"))
    ] = 0.2


@rule
def need_chance(vulnerable: bool, strained: bool, alone: bool, fear: float, p: NeedsParameters) -> float:
    """Return the weekly chance that a practical need arises.

    Parameters
    ----------
    vulnerable, strained, alone
        Traits of the resident.
    fear
        0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability, at most one.
    """
    chance = p.base * (1.0 + p.afraid * fear)
    if vulnerable:
        chance = chance * (1.0 + p.vulnerable)
    if strained:
        chance = chance * (1.0 + p.strained)
    if alone:
        chance = chance * (1.0 + p.alone)
    return min(chance, 1.0)


@rule
def own_help_chance(contacts: int, p: NeedsParameters) -> float:
    """Return the weekly chance that a resident's own circle meets an open need.

    Parameters
    ----------
    contacts
        Contacts this week with family, friends and neighbours, any channel.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability.
    """
    return min(p.own + p.per_contact * contacts, p.most)
