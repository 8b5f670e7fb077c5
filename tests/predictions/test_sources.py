"""The variance of a prediction, divided between hypothesis, parameters, luck and what lies outside the model."""

from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.posterior.draws import Draw
from cohesie_sim.predictions import Plan
from cohesie_sim.predictions.sources import Floats, Sources, divide, hypothesis_of
from cohesie_sim.rules.hypothesis import HYPOTHESES

TWO_EACH = np.repeat(np.arange(6), 2)  # six draws of two worlds: two draws under each hypothesis


def _worlds(*means: float, luck: float = 0.0) -> Floats:
    """Return two worlds per draw, as far above its mean as below."""
    return np.asarray(np.repeat(means, 2) + np.tile([-luck, luck], len(means)), np.float64)


def test_variance_is_divided_by_hand() -> None:
    # under the hypotheses: draws 1 and 3, 5 and 7, 9 and 11; worlds 0.5 below and above the mean of their draw
    latent = _worlds(1, 5, 9, 3, 7, 11, luck=0.5)
    # within draws: twelve squares of 0.25 over 12 - 6 degrees of freedom, luck 0.5
    # between draws: six squares of 1 over 6 - 3 degrees of freedom, 2, of which luck in a mean of two worlds is 0.25
    # between hypotheses: means 2, 6 and 10 have variance 32 / 3, of which chance gives (3 - 1) * 2 / 6 = 2 / 3
    found = divide(latent, TWO_EACH, np.sqrt(0.75))
    assert found == pytest.approx((10.0, 1.75, 0.5, 0.75))
    assert found.shares() == pytest.approx((10 / 13, 1.75 / 13, 0.5 / 13, 0.75 / 13))


def test_parameters_alone_are_no_effect_of_the_hypothesis() -> None:
    found = divide(_worlds(1, 1, 1, 3, 3, 3), TWO_EACH, 0.0)
    assert found == pytest.approx((0.0, 2.0, 0.0, 0.0))
    # means 2, 2.5 and 3 have variance 1 / 6; chance gives (3 - 1) * 24 / 3 / 6 = 8 / 3, more than that: not below zero
    assert divide(_worlds(0.0, 4.5, 1.0, 4.0, 0.5, 5.0), TWO_EACH, 0.0).hypothesis == 0.0


def test_the_hypothesis_alone_is_no_effect_of_parameters() -> None:
    assert divide(_worlds(1, 2, 6, 1, 2, 6), TWO_EACH, 0.0) == pytest.approx((14 / 3, 0.0, 0.0, 0.0))


def test_luck_alone_is_no_effect_of_parameters() -> None:
    assert divide(_worlds(2, 2, 2, 2, 2, 2, luck=1.0), TWO_EACH, 0.0).shares() == (0.0, 0.0, 1.0, 0.0)


def test_one_draw_per_hypothesis_cannot_tell_them_apart() -> None:
    # draws 0 and 1 with worlds (1, 3) and (5, 7): luck 2, means 2 and 6 with variance 8, of which 2 / 2 is luck
    found = divide(np.array([1.0, 3.0, 5.0, 7.0]), np.array([0, 0, 1, 1]), 1.0)
    assert found == pytest.approx((0.0, 7.0, 2.0, 1.0))


def test_silent_worlds_do_not_count() -> None:
    latent = np.append(_worlds(1, 5, 9, 3, 7, 11, luck=0.5), [np.nan, np.nan])
    assert divide(latent, np.append(TWO_EACH, [6, 6]), np.sqrt(0.75)) == pytest.approx((10.0, 1.75, 0.5, 0.75))


def test_without_any_spread_nothing_is_divided() -> None:
    assert divide(np.array([1.0]), np.array([0]), 0.0).shares() == (0.0, 0.0, 0.0, 1.0)


def test_estimates_are_right_on_average() -> None:
    rng, draw = np.random.default_rng(1), np.repeat(np.arange(30), 2)
    true = Sources(8 / 3, 1.0, 0.25, 0.0)  # hypotheses at -2, 0 and 2
    fixed = 2.0 * (hypothesis_of(draw) - 1)
    found = [divide(fixed + rng.normal(0, 1.0, 30)[draw] + rng.normal(0, 0.5, 60), draw, 0.0) for _ in range(2000)]
    assert np.mean(found, axis=0) == pytest.approx(true, abs=0.03)


def test_hypotheses_are_those_of_the_plan() -> None:
    draws: tuple[Draw, ...] = ({}, {}, {}, {})
    plan = Plan(draws, 100)
    under = hypothesis_of(np.array([plan.draw_of(world) for world in range(plan.worlds)]))
    assert [tuple(HYPOTHESES)[k] for k in under] == [plan.scenario(world).hypothesis for world in range(plan.worlds)]
