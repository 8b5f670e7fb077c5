"""Intervals against values worked out by hand, and against what 95 % means."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.outcomes.intervals import mean_interval, paired_difference

T_2 = 4.302652729911275  # 97.5 % point of Student's t with two degrees of freedom, from a printed table: 4.303


def test_the_interval_is_students() -> None:
    interval = mean_interval([1.0, 2.0, 3.0])
    assert interval.mean == 2.0
    assert interval.replicates == 3
    assert interval.high - 2.0 == pytest.approx(T_2 / math.sqrt(3), rel=1e-9)
    assert 2.0 - interval.low == pytest.approx(T_2 / math.sqrt(3), rel=1e-9)


def test_differences_are_taken_within_replicates() -> None:
    # The replicates differ much more from each other than the levels do.
    gap = paired_difference([11.0, 101.0, 1002.0], [10.0, 100.0, 1000.0])
    assert gap.mean == pytest.approx(4 / 3)
    assert gap.high - gap.mean == pytest.approx(T_2 * math.sqrt(1 / 3) / math.sqrt(3), rel=1e-9)


@pytest.mark.parametrize(
    ("values", "sure"),
    [([1.0, 2.0, 3.0], False), ([10.0, 10.5, 11.0], True), ([-10.0, -10.5, -11.0], True), ([0.0, 0.0, 0.0], False)],
)
def test_distinguishable_means_that_the_interval_does_not_hold_zero(values: list[float], sure: bool) -> None:
    assert paired_difference(values, [0.0, 0.0, 0.0]).distinguishable is sure


def test_one_replicate_has_a_mean_and_no_interval() -> None:
    interval = mean_interval([5.0])
    assert interval.mean == 5.0
    assert math.isnan(interval.low)
    assert not interval.distinguishable


@pytest.mark.parametrize("difference", [-0.25, 0.25, 0.1, 3.0])
@pytest.mark.parametrize("replicates", [1, 2, 5])
def test_a_difference_that_does_not_vary_has_no_interval_and_is_no_finding(difference: float, replicates: int) -> None:
    reference = np.linspace(0.3, 0.9, replicates)  # 0.3 + 0.1 - 0.3 is not quite 0.1: that is no variation either
    gap = paired_difference(reference + difference, reference)
    assert gap.mean == pytest.approx(difference)
    assert (math.isnan(gap.low), math.isnan(gap.high)) == (True, True)
    assert not gap.distinguishable


def test_a_difference_of_zero_in_every_replicate_is_exactly_that() -> None:
    reference = np.linspace(0.3, 0.9, 5)
    gap = paired_difference(reference + 0.1 - 0.1, reference)
    assert (gap.mean, gap.distinguishable, gap.replicates) == (0.0, False, 5)
    assert math.isnan(gap.low)


def test_an_interval_is_cut_to_what_is_possible_and_none_stays_none() -> None:
    assert mean_interval([0.0, 0.1]).within(0.0, 1.0).low == 0.0
    assert mean_interval([0.9, 1.0]).within(0.0, 1.0).high == 1.0
    assert math.isnan(mean_interval([0.5]).within(0.0, 1.0).low)
    assert math.isnan(mean_interval([0.5]).within(0.0, 1.0).high)


def test_no_replicate_has_nothing() -> None:
    interval = mean_interval([])
    assert math.isnan(interval.mean)
    assert interval.replicates == 0


def test_missing_values_leave_out_their_pair() -> None:
    gap = paired_difference([1.0, np.nan, 3.0, 4.0], [0.0, 0.0, np.nan, 1.0])
    assert gap.replicates == 2
    assert gap.mean == 2.0


def test_unequal_lengths_cannot_be_paired() -> None:
    with pytest.raises(ValueError, match="3 values cannot be paired with 2"):
        paired_difference([1, 2, 3], [1, 2])


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=20), st.integers(-1000, 1000))
def test_what_both_share_within_a_replicate_does_not_matter(values: list[int], common: int) -> None:
    plain = paired_difference(values, [0.0] * len(values))
    shifted = paired_difference([v + common for v in values], [common] * len(values))
    np.testing.assert_allclose(shifted[:3], plain[:3], atol=1e-6)


def test_the_interval_holds_the_truth_in_95_of_100_cases() -> None:
    draws = np.random.default_rng(20).normal(3.0, 2.0, (4000, 8))
    intervals = [mean_interval(row) for row in draws]
    held = np.mean([i.low <= 3.0 <= i.high for i in intervals])
    assert abs(held - 0.95) < 4 * math.sqrt(0.95 * 0.05 / 4000)  # four standard errors
