"""One distribution of hypotheses, parameters, luck and what happens outside the model."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit, logit
from scipy.stats import norm

from cohesie_sim.predictions.foretold import Foretold, growth, limited, percent, plain, points, ratio, shift, together


def test_one_world_without_errors_is_a_point() -> None:
    one = Foretold(np.array([logit(0.2)]), 0.0, percent, np.array([0]))
    assert one.quantiles(0.05, 0.5, 0.95) == pytest.approx([20, 20, 20])


def test_the_error_outside_is_normal_on_the_scale() -> None:
    one = Foretold(np.array([logit(0.4)]), 0.3, percent, np.array([0]))
    expected = [100 * expit(logit(0.4) + 0.3 * norm.ppf(q)) for q in (0.05, 0.5, 0.95)]
    assert one.quantiles(0.05, 0.5, 0.95) == pytest.approx(expected, rel=2e-3)


def test_worlds_without_errors_give_their_own_quantiles() -> None:
    five = Foretold(np.log([1.0, 2.0, 3.0, 4.0, 5.0]), 0.0, ratio, np.arange(5))
    assert five.quantiles(0.5) == pytest.approx([3.0])
    np.testing.assert_allclose(five.central(), [1, 2, 3, 4, 5])


def test_each_world_may_have_its_own_error() -> None:
    two = Foretold(np.array([0.0, 10.0]), np.array([0.0, 1.0]), plain, np.arange(2))
    low, high = two.quantiles(0.25, 0.75)
    assert low == 0.0
    assert high == pytest.approx(10.0, abs=0.01)


def test_medians_are_those_of_each_hypothesis() -> None:
    # draws 0 to 5 take turns: 1 and 3 under the first, 10 and a silent world under the second, 6 and 8 under the third
    latent = np.array([1.0, 10.0, 6.0, 3.0, np.nan, 8.0])
    assert Foretold(latent, 0.0, plain, np.arange(6)).medians() == [2.0, 10.0, 7.0]
    first, second, third = Foretold(latent[:1], 0.5, plain, np.array([0])).medians()
    assert first == pytest.approx(1.0)
    assert np.isnan([second, third]).all()


def test_medians_are_in_the_published_unit_of_each_world() -> None:
    before = np.array(
        [0.1, 0.2, 0.3]
    )  # one world under each hypothesis, the same change of log odds from its own level
    change = Foretold(np.full(3, 0.5), 0.0, points(before), np.arange(3)).medians()
    assert change == pytest.approx([100 * (expit(logit(share) + 0.5) - share) for share in before])


def test_shares_stay_possible() -> None:
    np.testing.assert_allclose(limited(np.array([-0.2, 0.3, 1.4])), [0, 30, 100])


def test_changes_of_log_odds_in_points() -> None:
    change = points(0.1)(np.array([[logit(0.12) - logit(0.1), 0.0]]))
    np.testing.assert_allclose(change, [[2.0, 0.0]], atol=1e-9)
    np.testing.assert_allclose(points(np.array([0.1, 0.2]))(np.zeros((2, 1))), [[0.0], [0.0]], atol=1e-12)


def test_changes_of_shares_and_levels() -> None:
    np.testing.assert_allclose(shift(np.array([0.4]), np.array([0.5])), [-logit(0.4)])
    assert np.isfinite(shift(np.array([0.0]), np.array([1.0]))).all()
    np.testing.assert_allclose(growth(np.array([2.0]), np.array([1.0])), [np.log(0.5)])


def test_independent_errors_add_up_as_squares() -> None:
    np.testing.assert_allclose(together(3.0, np.array([4.0, 0.0])), [5.0, 3.0])
