"""Usual loneliness: two latent scores per resident that meet the neighbourhood's shares of 2016 exactly.

A standardised score of living alone, means, vulnerability and contact rates plus a residual orders the residents; their
ranks among 18-64 and among 65 and over (and among the young, who are given the share of 18-64) become normal scores,
shifted so that the share above three items of the subscale is the observed one:

    setpoint = normal score + three items - ndtri(1 - share)

The residuals of the two scores are correlated so that the scores are as correlated as declared. The shares of lonely
and severely lonely then follow. Limits: one correlation everywhere; wrong if those two shares are missed by much.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np
from scipy.special import ndtri

from cohesie_sim.declaration import Parameter, assumed, calibrated
from cohesie_sim.neighbourhood.columns import Flags, Floats, Ints
from cohesie_sim.neighbourhood.drawing import Luck, Purpose, normal_scores
from cohesie_sim.neighbourhood.situation import strata, stratum_counts
from cohesie_sim.neighbourhood.spec import ADULT, AdultShare, NeighbourhoodSpec
from cohesie_sim.randomness import Stream
from cohesie_sim.rules.loneliness import LonelinessParameters

LONELY_ITEMS = 3
"""Items of a subscale from which somebody counts as socially or emotionally lonely."""


class SetpointParameters(NamedTuple):
    """Parameters of usual loneliness."""

    correlation: Annotated[
        float,
        Parameter(
            "correlation of social and emotional loneliness",
            "1",
            0.2,
            0.6,
            "uncertainty",
            calibrated("lonely, severely lonely in 7 neighbourhoods given subscales (GGD/CBS/RIVM)"),
        ),
    ] = 0.356
    social_alone: Annotated[
        float,
        Parameter(
            "weight of living alone in social loneliness",
            "sd",
            0.0,
            0.4,
            "uncertainty",
            calibrated("strongly lonely by household 2019: single 14, couple 6, all 9 % (CBS)"),
        ),
    ] = 0.152
    social_strained: Annotated[
        float,
        Parameter(
            "weight of strained means in social loneliness",
            "sd",
            0.0,
            0.4,
            "uncertainty",
            assumed("means limit meeting; size assumed"),
        ),
    ] = 0.2
    social_vulnerable: Annotated[
        float,
        Parameter(
            "weight of vulnerability in social loneliness",
            "sd",
            0.0,
            0.4,
            "uncertainty",
            assumed("limitations limit meeting; size assumed"),
        ),
    ] = 0.15
    social_family: Annotated[
        float,
        Parameter(
            "weight of the family rate in social loneliness",
            "sd",
            -0.5,
            0.0,
            "uncertainty",
            assumed("social loneliness is a lack of relations; size assumed"),
        ),
    ] = -0.25
    social_friends: Annotated[
        float,
        Parameter(
            "weight of the friends rate in social loneliness",
            "sd",
            -0.5,
            0.0,
            "uncertainty",
            assumed("social loneliness is a lack of relations; size assumed"),
        ),
    ] = -0.3
    emotional_alone: Annotated[
        float,
        Parameter(
            "weight of living alone in emotional loneliness",
            "sd",
            0.0,
            0.5,
            "uncertainty",
            calibrated("strongly lonely by household 2019: single 14, couple 6, all 9 % (CBS)"),
        ),
    ] = 0.0988
    emotional_strained: Annotated[
        float,
        Parameter(
            "weight of strained means in emotional loneliness",
            "sd",
            0.0,
            0.4,
            "uncertainty",
            assumed("worry; size assumed"),
        ),
    ] = 0.25
    emotional_vulnerable: Annotated[
        float,
        Parameter(
            "weight of vulnerability in emotional loneliness",
            "sd",
            0.0,
            0.4,
            "uncertainty",
            assumed("loss; size assumed"),
        ),
    ] = 0.2
    emotional_family: Annotated[
        float,
        Parameter(
            "weight of the family rate in emotional loneliness",
            "sd",
            -0.3,
            0.0,
            "uncertainty",
            assumed("less than on social loneliness"),
        ),
    ] = -0.1
    emotional_friends: Annotated[
        float,
        Parameter(
            "weight of the friends rate in emotional loneliness",
            "sd",
            -0.3,
            0.0,
            "uncertainty",
            assumed("less than on social loneliness"),
        ),
    ] = -0.05


class Circumstances(NamedTuple):
    """What usual loneliness depends on; columns of length n."""

    lives_alone: Flags
    strained: Flags
    vulnerable: Flags
    family_rate: Floats
    friends_rate: Floats


def assign_setpoints(
    spec: NeighbourhoodSpec, age: Ints, circumstances: Circumstances, luck: Luck, p: SetpointParameters
) -> tuple[Floats, Floats]:
    """Assign usual social and emotional loneliness.

    Parameters
    ----------
    spec
        Marginals.
    age
        Years, shape (n,).
    circumstances
        What loneliness depends on.
    luck
        Draws.
    p
        Parameters of setpoints.

    Returns
    -------
    tuple of arrays of shape (n,)
        Social and emotional setpoint, in national standard deviations.
    """
    scale = LonelinessParameters()
    social, emotional = _latent_scores(circumstances, luck, p)
    items = (LONELY_ITEMS - 1) * scale.spacing
    return (
        _shifted(social, age, spec.adults.socially_lonely, scale.social_first + items),
        _shifted(emotional, age, spec.adults.emotionally_lonely, scale.emotional_first + items),
    )


def _latent_scores(c: Circumstances, luck: Luck, p: SetpointParameters) -> tuple[Floats, Floats]:
    causes = np.array(
        [
            _standardised(x)
            for x in (c.lives_alone, c.strained, c.vulnerable, np.log(c.family_rate), np.log(c.friends_rate))
        ]
    )
    social = causes.T @ (p.social_alone, p.social_strained, p.social_vulnerable, p.social_family, p.social_friends)
    emotional = causes.T @ (
        p.emotional_alone,
        p.emotional_strained,
        p.emotional_vulnerable,
        p.emotional_family,
        p.emotional_friends,
    )
    own_social, own_emotional = (np.sqrt(max(1 - float(score.var()), 0.0)) for score in (social, emotional))
    explained = float(np.mean(social * emotional))
    shared = (p.correlation - explained) / max(own_social * own_emotional, 1e-9)
    shared = min(max(shared, -1.0), 1.0)
    e_social, e_own = (
        luck.normals(Stream.TRAIT, purpose, social.size) for purpose in (Purpose.SOCIAL, Purpose.EMOTIONAL)
    )
    e_emotional = shared * e_social + np.sqrt(1 - shared**2) * e_own
    return social + own_social * e_social, emotional + own_emotional * e_emotional


def _standardised(column: Floats | Flags) -> Floats:
    spread = float(np.std(column))
    return (column - np.mean(column)) / (spread if spread > 0 else 1.0)


def _shifted(latent: Floats, age: Ints, share: AdultShare, threshold: float) -> Floats:
    setpoint = np.empty(latent.size)
    counts = stratum_counts(share, age)
    for stratum, count in zip(strata(age), counts, strict=True):
        setpoint[stratum] = normal_scores(latent[stratum]) + _shift(count, int(stratum.sum()), threshold)
    young = age < ADULT
    setpoint[young] = normal_scores(latent[young]) + _shift(counts[0], int(strata(age)[0].sum()), threshold)
    return setpoint


def _shift(count: int, size: int, threshold: float) -> float:
    """Return the shift with which `count` of `size` normal scores lie above the threshold."""
    nobody = 0.25 / max(size, 1)  # beyond the most extreme normal score, at half a place from the end
    above = min(max(count / max(size, 1), nobody), 1 - nobody)
    return threshold - float(ndtri(1 - above))
