"""Kaplan-Meier against values worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.outcomes.survival import ALL_KINDS, initiative_survival, lives_from_start, retention, survival_curve

Z = 1.959963984540054  # 97.5 % point of the normal distribution


def test_the_curve_is_the_product_of_the_shares_that_survive_each_end() -> None:
    # Five lives: ends at 2, 3 and 5; censored at 3 and 8.
    curve = survival_curve([2, 3, 3, 5, 8], [True, True, False, True, False], horizon=8)
    after_2, after_3, after_5 = 4 / 5, 4 / 5 * 3 / 4, 4 / 5 * 3 / 4 * 1 / 2
    expected = [1, 1, after_2, after_3, after_3, after_5, after_5, after_5, after_5]
    np.testing.assert_allclose(curve.share, expected, rtol=1e-12)
    assert curve.at_risk.tolist() == [5, 5, 5, 4, 2, 2, 1, 1, 1]
    assert curve.week.tolist() == list(range(9))


def test_the_interval_is_log_log_with_greenwoods_variance() -> None:
    curve = survival_curve([2, 3, 3, 5, 8], [True, True, False, True, False], horizon=8)
    share = 4 / 5 * 3 / 4
    greenwood = 1 / (5 * 4) + 1 / (4 * 3)
    half = Z * math.sqrt(greenwood) / abs(math.log(share))
    assert curve.low[3] == pytest.approx(share ** math.exp(half), rel=1e-9)
    assert curve.high[3] == pytest.approx(share ** math.exp(-half), rel=1e-9)


def test_before_the_first_end_there_is_no_interval() -> None:
    curve = survival_curve([2, 3], [True, False], horizon=3)
    assert np.isnan(curve.low[:2]).all()
    assert np.isnan(curve.high[:2]).all()
    assert not np.isnan(curve.low[2])


def test_without_any_end_everything_survives_without_an_interval() -> None:
    curve = survival_curve([4, 4], [False, False], horizon=4)
    assert curve.share.tolist() == [1.0] * 5
    assert np.isnan([curve.low, curve.high]).all()


def test_when_everything_ends_nothing_is_left() -> None:
    curve = survival_curve([1, 2], [True, True], horizon=3)
    assert curve.share.tolist() == [1.0, 0.5, 0.0, 0.0]
    assert np.isnan(curve.low[2:]).all()
    assert curve.at_risk.tolist() == [2, 2, 1, 0]


def test_no_lives_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one life"):
        survival_curve([], [], horizon=3)


@given(st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=40))
def test_a_curve_never_rises_and_lies_in_its_interval(lives: list[tuple[int, bool]]) -> None:
    curve = survival_curve([weeks for weeks, _ in lives], [ended for _, ended in lives], horizon=20)
    assert (np.diff(curve.share) <= 0).all()
    assert ((curve.share >= 0) & (curve.share <= 1)).all()
    known = ~np.isnan(curve.low)
    assert (curve.low[known] <= curve.share[known]).all()
    assert (curve.high[known] >= curve.share[known]).all()


def _histories() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kind": ["huiskamer", "huiskamer", "coffee_club", "coffee_club", "coffee_club"],
            "start": [-100, -1, -5, 0, -9],
            "end": [10, 20, -1, 20, 0],
            "censored": [False, True, False, True, False],
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


def test_retention_counts_every_volunteer_of_a_row() -> None:
    counted = pd.DataFrame({"weeks": [4, 20], "censored": [False, True], "count": [3, 9]})
    curve = retention(counted, horizon=20)
    assert curve.at_risk[0] == 12
    assert curve.share[3:5].tolist() == [1.0, 0.75]
