"""What draws neighbours together: how alike two residents are, and how neighbourly each is."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed, calibrated
from cohesie_sim.neighbourhood.columns import Floats, Ints
from cohesie_sim.neighbourhood.drawing import Luck, Purpose
from cohesie_sim.randomness import Stream


class TieSynthesisParameters(NamedTuple):
    """Parameters of ties between neighbours at the start."""

    stairwell_degree: Annotated[
        float,
        Parameter(
            "mean ties with residents of the same stairwell",
            "ties",
            2.0,
            5.0,
            "uncertainty",
            assumed("eight before full rows are cut leave five to six, mostly this near"),
        ),
    ] = 3.8
    cell_degree: Annotated[
        float,
        Parameter(
            "mean ties elsewhere in the same cell",
            "ties",
            1.0,
            4.0,
            "uncertainty",
            assumed("eight before full rows are cut leave five to six, mostly this near"),
        ),
    ] = 2.6
    adjacent_degree: Annotated[
        float,
        Parameter(
            "mean ties in adjacent cells",
            "ties",
            0.5,
            3.0,
            "uncertainty",
            assumed("eight before full rows are cut leave five to six, some this far"),
        ),
    ] = 1.6
    stairwell_affinity: Annotated[
        float,
        Parameter(
            "affinity of two residents who are alike, same stairwell",
            "1",
            0.8,
            1.0,
            "constant",
            assumed("by definition the nearest"),
        ),
    ] = 1.0
    cell_affinity: Annotated[
        float,
        Parameter(
            "the same, elsewhere in the same cell",
            "1",
            0.5,
            1.0,
            "uncertainty",
            assumed("met on the street, not at the door"),
        ),
    ] = 0.8
    adjacent_affinity: Annotated[
        float, Parameter("the same, in adjacent cells", "1", 0.3, 1.0, "uncertainty", assumed("met on purpose"))
    ] = 0.6
    age_scale: Annotated[
        float,
        Parameter(
            "age difference at which similarity is half",
            "years",
            20.0,
            80.0,
            "uncertainty",
            assumed("neighbours of a generation apart still know each other"),
        ),
    ] = 40.0
    unlike_household: Annotated[
        float,
        Parameter(
            "similarity when only one of two has children at home",
            "1",
            0.5,
            1.0,
            "uncertainty",
            assumed("children bring parents together"),
        ),
    ] = 0.8
    unlike_means: Annotated[
        float,
        Parameter(
            "similarity when only one of two has strained means",
            "1",
            0.5,
            1.0,
            "uncertainty",
            assumed("weak within a stairwell, where rents are alike"),
        ),
    ] = 0.85
    spread: Annotated[
        float,
        Parameter(
            "spread of the log of neighbourliness",
            "1",
            0.2,
            1.0,
            "uncertainty",
            calibrated("55 % have weekly contact with neighbours, 15 % never (CBS 2020); the latter is missed"),
        ),
    ] = 0.933
    sociability: Annotated[
        float,
        Parameter(
            "correlation of neighbourliness with a resident's sociability",
            "1",
            0.0,
            0.8,
            "uncertainty",
            calibrated("few contacts 5.0 % (CBS 84994NED) although 55 % have weekly contact with neighbours"),
        ),
    ] = 0.542
    youngest: Annotated[
        int,
        Parameter(
            "age from which a resident has ties of their own",
            "years",
            10,
            16,
            "constant",
            assumed("younger children meet neighbours with their parents"),
        ),
    ] = 12


@rule
def similarity(age_gap: float, alike_household: bool, alike_means: bool, p: TieSynthesisParameters) -> float:
    """Return how alike two residents are.

    Parameters
    ----------
    age_gap
        Difference in age, years.
    alike_household
        Whether both or neither have children at home.
    alike_means
        Whether both or neither have strained means.
    p
        Parameters of ties.

    Returns
    -------
    float
        In (0, 1].
    """
    alike = p.age_scale / (p.age_scale + abs(age_gap))
    if not alike_household:
        alike = alike * p.unlike_household
    if not alike_means:
        alike = alike * p.unlike_means
    return alike


def neighbourliness(age: Ints, sociability: Floats, luck: Luck, p: TieSynthesisParameters) -> Floats:
    """Return the factor of a resident in the chance of ties.

    Parameters
    ----------
    age, sociability
        Years, and normal scores of the factor behind family and friends rates; shape (n,).
    luck
        Draws.
    p
        Parameters of ties.

    Returns
    -------
    array of shape (n,)
        Lognormal around 1; 0 below the youngest age with own ties.
    """
    own = luck.normals(Stream.TRAIT, Purpose.NEIGHBOURLINESS, age.size)
    latent = p.sociability * sociability + np.sqrt(1 - p.sociability**2) * own
    return np.where(age >= p.youngest, np.exp(p.spread * latent), 0.0)
