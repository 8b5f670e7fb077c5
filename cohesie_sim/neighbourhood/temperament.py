"""The temperament of residents: how strongly threat turns into fear, and how much they like to meet outdoors."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np
from scipy.special import expit

from cohesie_sim.declaration import Parameter, assumed
from cohesie_sim.neighbourhood.columns import Flags, Floats, Ints
from cohesie_sim.neighbourhood.drawing import Luck, Purpose
from cohesie_sim.randomness import Stream


class TemperamentParameters(NamedTuple):
    """Parameters of residents' temperament."""

    susceptibility_base: Annotated[
        float,
        Parameter(
            "log odds of susceptibility to fear at age 40, not vulnerable",
            "1",
            -1.5,
            0.5,
            "uncertainty",
            assumed("about a third of the way"),
        ),
    ] = -0.6
    susceptibility_decade: Annotated[
        float,
        Parameter(
            "rise of these log odds per ten years of age",
            "1",
            0.0,
            0.6,
            "uncertainty",
            assumed("the risk was known to rise with age"),
        ),
    ] = 0.25
    susceptibility_vulnerable: Annotated[
        float,
        Parameter(
            "rise of these log odds when vulnerable",
            "1",
            0.0,
            2.0,
            "uncertainty",
            assumed("the vulnerable were told to be careful"),
        ),
    ] = 0.8
    susceptibility_spread: Annotated[
        float,
        Parameter(
            "spread of these log odds between residents",
            "1",
            0.3,
            1.5,
            "uncertainty",
            assumed("people of one age differ as much as two age bands"),
        ),
    ] = 0.8
    outdoor_low: Annotated[
        float,
        Parameter(
            "lowest usual share of neighbour contacts outdoors",
            "share",
            0.0,
            0.4,
            "uncertainty",
            assumed("some always ask you in"),
        ),
    ] = 0.2
    outdoor_high: Annotated[
        float,
        Parameter(
            "highest usual share of neighbour contacts outdoors",
            "share",
            0.6,
            1.0,
            "uncertainty",
            assumed("some never do"),
        ),
    ] = 0.8


def susceptibility(age: Ints, vulnerable: Flags, luck: Luck, p: TemperamentParameters) -> Floats:
    """Return how strongly threat turns into fear.

    Parameters
    ----------
    age, vulnerable
        Columns of length n.
    luck
        Draws.
    p
        Parameters of temperament.

    Returns
    -------
    array of shape (n,)
        Between 0 and 1; logistic in age, vulnerability and a normal draw.
    """
    noise = luck.normals(Stream.TRAIT, Purpose.SUSCEPTIBILITY, age.size)
    log_odds = p.susceptibility_base + p.susceptibility_decade * (age - 40) / 10
    log_odds = log_odds + p.susceptibility_vulnerable * vulnerable + p.susceptibility_spread * noise
    return np.asarray(expit(log_odds))


def outdoor_preference(residents: int, luck: Luck, p: TemperamentParameters) -> Floats:
    """Return the usual share of neighbour contacts that happens outdoors.

    Parameters
    ----------
    residents
        How many.
    luck
        Draws.
    p
        Parameters of temperament.

    Returns
    -------
    array of shape (residents,)
        Uniform between the declared ends.
    """
    u = luck.uniforms(Stream.TRAIT, Purpose.OUTDOORS, residents)
    return p.outdoor_low + (p.outdoor_high - p.outdoor_low) * u
