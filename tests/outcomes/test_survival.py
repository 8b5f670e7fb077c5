"""Kaplan-Meier against values worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from cohesie_sim.outcomes.intervals import mean_interval
from cohesie_sim.outcomes.survival import ALL_KINDS, initiative_survival, lives_from_start, survival_curve


def test_the_curve_is_the_product_of_the_shares_that_survive_each_end() -> None:
    # Five lives: ends at 2, 3 and 5; censored at 3 and 8.
    curve = survival_curve([2, 3, 3, 5, 8], [True, True, False, True, False], [0, 0, 1, 1, 2], horizon=8)
    after_2, after_3, after_5 = 4 / 5, 4 / 5 * 3 / 4, 4 / 5 * 3 / 4 * 1 / 2
    expected = [1, 1, after_2, after_3, after_3, after_5, after_5, after_5, after_5]
    np.testing.assert_allclose(curve.share, expected, rtol=1e-12)
    assert curve.at_risk.tolist() == [5, 5, 5, 4, 2, 2, 1, 1, 1]
    assert curve.week.tolist() == list(range(9))


def test_cases_of_equal_size_without_censoring_give_the_interval_of_their_mean() -> None:
    # Three neighbourhoods of two: both, one and none are left after week 4.
    weeks, ended = [9, 9, 9, 4, 4, 4], [False, False, False, True, True, True]
    curve = survival_curve(weeks, ended, [0, 0, 1, 1, 2, 2], horizon=9)
    mean, low, high, _ = mean_interval([1.0, 0.5, 0.0])
    assert curve.share[4] == pytest.approx(mean)
    assert (curve.low[4], curve.high[4]) == pytest.approx((max(low, 0), min(high, 1)))
    four = survival_curve(weeks * 2, ended * 2, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5], horizon=9)
    assert (four.low[4], four.high[4]) == pytest.approx(mean_interval([1.0, 0.5, 0.0] * 2)[1:3])


def test_lives_of_one_case_are_not_independent() -> None:
    # Half of all lives end: in each neighbourhood one of two, or both in half of them.
    ended, alike, apart = [True, False] * 8, [k // 2 for k in range(16)], [k % 2 + 2 * (k // 4) for k in range(16)]
    together = survival_curve([5, 9] * 8, ended, apart, horizon=9)
    spread = survival_curve([5, 9] * 8, ended, alike, horizon=9)
    assert together.share.tolist() == spread.share.tolist()
    assert np.isnan(spread.low[5])  # every neighbourhood keeps exactly half
    assert together.low[5] == pytest.approx(mean_interval([0.0, 1.0] * 4).low)


def test_before_the_first_end_there_is_no_interval() -> None:
    curve = survival_curve([2, 3], [True, False], [0, 1], horizon=3)
    assert np.isnan(curve.low[:2]).all()
    assert np.isnan(curve.high[:2]).all()
    assert not np.isnan(curve.low[2])


def test_without_any_end_everything_survives_without_an_interval() -> None:
    curve = survival_curve([4, 4], [False, False], [0, 1], horizon=4)
    assert curve.share.tolist() == [1.0] * 5
    assert np.isnan([curve.low, curve.high]).all()


def test_when_everything_ends_nothing_is_left() -> None:
    curve = survival_curve([1, 2], [True, True], [0, 1], horizon=3)
    assert curve.share.tolist() == [1.0, 0.5, 0.0, 0.0]
    assert np.isnan(curve.low[2:]).all()
    assert curve.at_risk.tolist() == [2, 2, 1, 0]


def test_a_single_case_has_no_interval() -> None:
    assert np.isnan(survival_curve([1, 2], [True, False], [0, 0], horizon=3).low).all()


def test_no_lives_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one life"):
        survival_curve([], [], [], horizon=3)


@given(st.lists(st.tuples(st.integers(0, 20), st.booleans(), st.integers(0, 4)), min_size=1, max_size=40))
def test_a_curve_is_that_of_scipy_and_lies_in_its_interval(lives: list[tuple[int, bool, int]]) -> None:
    weeks, ended, case = (np.array(column) for column in zip(*lives, strict=True))
    curve = survival_curve(weeks, ended, case, horizon=20)
    if ended.any():
        scipys = ecdf(CensoredData(uncensored=weeks[ended], right=weeks[~ended])).sf
        np.testing.assert_allclose(curve.share, scipys.evaluate(curve.week), atol=1e-12)
    known = ~np.isnan(curve.low)
    assert (curve.low[known] <= curve.share[known]).all()
    assert (curve.high[known] >= curve.share[known]).all()


def test_the_interval_holds_the_true_share_as_often_as_it_says() -> None:
    # 25 neighbourhoods of eight initiatives, each with a risk of its own; 1,000 times. 95 % within 4 standard errors.
    rng = np.random.default_rng(1)
    chance = 0.4  # that an initiative is left: the mean over risks, of Beta(2, 3)
    held = 0
    for _ in range(1000):
        left = rng.random((25, 8)) < rng.beta(2, 3, (25, 1))
        curve = survival_curve(np.where(left, 9, 4).ravel(), ~left.ravel(), np.repeat(range(25), 8), horizon=9)
        held += bool(curve.low[4] <= chance <= curve.high[4])
    assert abs(held / 1000 - 0.95) < 4 * np.sqrt(0.95 * 0.05 / 1000)


def _histories() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kind": ["huiskamer", "huiskamer", "coffee_club", "coffee_club", "coffee_club"],
            "start": [-100, -1, -5, 0, -9],
            "end": [10, 20, -1, 20, 0],
            "censored": [False, True, False, True, False],
            "case": [0, 1, 0, 1, 0],
        }
    )


def test_only_those_that_existed_before_week_0_and_had_not_ended_count() -> None:
    # The third ended in the burn-in, the fourth began in week 0; the last ended in week 0 itself.
    lives = lives_from_start(_histories())
    assert lives["end"].tolist() == [10, 20, 0]
    assert lives["weeks"].tolist() == [10, 20, 0]


def test_kinds_have_their_own_curves_and_one_for_all() -> None:
    curves = initiative_survival(_histories(), horizon=20)
    assert set(curves) == {"huiskamer", "coffee_club", ALL_KINDS}
    assert curves["huiskamer"].share[9:11].tolist() == [1.0, 0.5]
    assert curves["coffee_club"].share[0] == 0.0
    assert curves[ALL_KINDS].at_risk[0] == 3
    assert curves[ALL_KINDS].share[20] == pytest.approx(1 / 3)


def test_help_groups_have_a_curve_and_do_not_count_among_the_others() -> None:
    histories = _histories()
    groups = histories.assign(kind="help_group", end=1, censored=False)
    curves = initiative_survival(pd.concat([histories, groups]), horizon=20)
    assert curves["help_group"].share[2] == 0.0
    assert curves[ALL_KINDS].at_risk[0] == 3


def test_a_kind_that_does_not_exist_at_week_0_has_no_curve() -> None:
    late = _histories().assign(start=5)
    assert initiative_survival(late, horizon=20) == {}
