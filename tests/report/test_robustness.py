"""Shares of draws against values worked out by hand: luck lowers no share, a real split does."""

from __future__ import annotations

from math import inf, isnan, nan, sqrt

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student

from cohesie_sim.report.robustness import THRESHOLD, Spread, by_draw, range_of, share_between, spread_of


def draws_of(*numbers: int) -> pd.DataFrame:
    """Return the draws of replicates 0, 1, 2, ..."""
    return pd.DataFrame({"draw": list(numbers)}, index=pd.RangeIndex(len(numbers), name="replicate"))


def pairs(count: int) -> pd.DataFrame:
    """Return so many draws of two worlds each."""
    return draws_of(*(replicate // 2 for replicate in range(2 * count)))


def test_worlds_of_a_draw_count_once() -> None:
    values = pd.Series([1.0, 3.0, 5.0, 9.0, 4.0])
    assert by_draw(values, draws_of(0, 0, 1, 1, 2)).tolist() == [2.0, 7.0, 4.0]
    assert by_draw(pd.Series([1.0, 0.0, 1.0]), draws_of(7, 7, 9)).to_dict() == {7: 0.5, 9: 1.0}
    table = by_draw(pd.DataFrame({"week 1": [0.0, 4.0], "week 2": [1.0, 1.0]}), draws_of(0, 0))
    assert table.to_numpy().tolist() == [[2.0, 1.0]]
    assert by_draw(values, None) is values


def test_a_replicate_that_failed_leaves_its_draw_to_the_other() -> None:
    assert by_draw(pd.Series([1.0, 5.0], index=[1, 2]), pairs(2)).to_dict() == {0: 1.0, 1: 5.0}


def test_luck_is_taken_from_the_spread_between_draws() -> None:
    """Means 2, 6, 10: variance 16. Within draws 2 each, so luck is 1 of it; 15 are left."""
    spread = spread_of(pd.Series([1.0, 3.0, 5.0, 7.0, 9.0, 11.0]), pairs(3))
    kept = sqrt(15 / 16)
    assert spread.effects.tolist() == pytest.approx([6 - 4 * kept, 6.0, 6 + 4 * kept])
    assert spread.effects.var(ddof=1) == pytest.approx(15.0)  # the estimated spread of the true effects
    assert spread.error == pytest.approx(4 / sqrt(3))


def test_draws_that_differ_no_more_than_worlds_do_have_one_effect() -> None:
    spread = spread_of(pd.Series([0.0, 4.0, 1.0, 5.0, 2.0, 6.0]), pairs(3))  # means 2, 3, 4; within 8
    assert spread.effects.tolist() == pytest.approx([3.0] * 3)
    assert spread.error == pytest.approx(1 / sqrt(3))


def test_with_one_world_per_draw_all_spread_counts() -> None:
    values = pd.Series([1.0, 2.0, 6.0])
    assert spread_of(values, draws_of(0, 1, 2)).effects.tolist() == pytest.approx(values.tolist())


def test_draws_of_unequal_size_are_weighed() -> None:
    """Variance within: (2 + 0) / 2 spare worlds = 1; mean of 1 / m is (1/2 + 1 + 1/2) / 3; means 1, 5, 9."""
    values = pd.Series([0.0, 2.0, 5.0, 9.0, 9.0])
    spread = spread_of(values, draws_of(0, 0, 1, 2, 2))
    kept = sqrt((16 - 2 / 3) / 16)
    assert spread.effects.tolist() == pytest.approx([5 - 4 * kept, 5.0, 5 + 4 * kept])


def test_a_share_counts_draws_and_how_sure_their_mean_is() -> None:
    effects = pd.Series([-1.0, 1.0, 2.0, 4.0])
    assert share_between(Spread(effects, 0.0), 0.0, inf) == 0.75
    assert share_between(Spread(effects, 0.0), -1.5, 1.5) == 0.5
    expected = np.mean([student.cdf(effect / 0.5, 3) for effect in effects])
    assert share_between(Spread(effects, 0.5), 0.0, inf) == pytest.approx(expected)
    assert share_between(Spread(effects, 0.5), -inf, 0.0) == pytest.approx(1 - expected)
    assert isnan(share_between(Spread(pd.Series(dtype=float), 0.0), 0.0, inf))


@pytest.mark.parametrize(("value", "share"), [(0.0, 0.0), (0.3, 1.0)])
def test_what_never_differs_has_all_or_nothing(value: float, share: float) -> None:
    spread = spread_of(pd.Series([value] * 6), pairs(3))
    assert (spread.error, spread.effects.tolist()) == (0.0, [value] * 3)
    assert share_between(spread, 0.0, inf) == share


def test_missing_numbers_do_not_count() -> None:
    spread = spread_of(pd.Series([1.0, nan, 3.0, 5.0, nan, nan]), pairs(3))
    assert spread.effects.index.tolist() == [0, 1]
    assert len(spread_of(pd.Series([nan, 1.0]), pairs(1)).effects) == 1
    assert spread_of(pd.Series([nan, nan]), pairs(1)).effects.empty


def test_nine_in_ten_lie_in_the_range() -> None:
    effects = pd.Series(np.arange(101.0))
    assert range_of(Spread(effects, 0.0), effects) == (5.0, 95.0)


def test_where_draws_cannot_be_told_apart_the_range_is_as_wide_as_their_mean_is_unsure() -> None:
    low, high = range_of(Spread(pd.Series([2.0] * 21), 0.5), pd.Series([0.0, 4.0]))
    assert high - 2.0 == pytest.approx(0.5 * 1.7247, abs=0.02)  # Student's t with 20 degrees of freedom, 95 %
    assert 2.0 - low == pytest.approx(high - 2.0)


def test_no_setting_lies_further_than_the_furthest_world() -> None:
    values = pd.Series([0.0] * 20 + [1.0] * 20)
    assert range_of(Spread(pd.Series([0.5] * 20), 0.5), values) == (0.0, 1.0)


def _shares(effect: float, between: float, draws: int = 20, times: int = 400) -> np.ndarray:
    """Return shares of draws above zero; luck has standard deviation 1 in each of two worlds."""
    rng = np.random.default_rng(20201125)
    given = pairs(draws)
    found = []
    for _ in range(times):
        true = effect + between * rng.normal(size=draws)
        values = np.repeat(true, 2) + rng.normal(size=2 * draws)
        found.append(share_between(spread_of(pd.Series(values), given), 0.0, inf))
    return np.array(found)


def test_luck_alone_does_not_lower_the_share() -> None:
    """An effect of eight standard errors, the same in all draws: at most 2 % of findings lose their wording."""
    shares = _shares(8 / sqrt(40), 0.0)
    assert shares.mean() > 0.99
    assert (shares < THRESHOLD).mean() <= 0.02


@pytest.mark.parametrize(("effect", "true"), [(1.2816, 0.9), (0.5244, 0.7), (0.0, 0.5)])
def test_on_average_the_share_is_the_true_one(effect: float, true: float) -> None:
    """Effects differ between draws by one standard deviation; the mean of 400 shares is sure to 0.01."""
    assert _shares(effect, 1.0).mean() == pytest.approx(true, abs=0.025)
