"""Equity measures against numbers worked out by hand."""

from __future__ import annotations

from math import isnan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.outcomes.equity import concentration_index, corrected_index, gap, over_phases, pooled

RUN: dict[str, object] = {
    "hypothesis": "article",
    "scenario": "s",
    "variant": "v",
    "fte_per_10000": 0.0,
    "replicate": 0,
}


def test_an_even_burden_has_index_zero() -> None:
    assert concentration_index([0.2, 0.2, 0.2], [10, 50, 40]) == pytest.approx(0)
    assert corrected_index([0.2, 0.2, 0.2], [10, 50, 40]) == pytest.approx(0)


def test_two_halves_of_which_the_poor_carry_all() -> None:
    # f = 1/2, 1/2; m = 0.1; R = 1/4, 3/4: C = 2/0.1 * (1/2 * 0.2 * 1/4) - 1 = -0.5; E = 4 * 0.1 * -0.5
    assert concentration_index([0.2, 0.0], [5, 5]) == pytest.approx(-0.5)
    assert concentration_index([0.0, 0.2], [5, 5]) == pytest.approx(0.5)
    assert corrected_index([0.2, 0.0], [5, 5]) == pytest.approx(-0.2)


def test_three_groups_of_different_size() -> None:
    # f = .2, .3, .5; y = .5, .3, .1; m = .1 + .09 + .05 = .24; R = .1, .35, .75
    # sum f y R = .01 + .0315 + .0375 = .079; C = 2 * .079 / .24 - 1 = -0.341667
    assert concentration_index([0.5, 0.3, 0.1], [20, 30, 50]) == pytest.approx(-0.3416667)
    assert corrected_index([0.5, 0.3, 0.1], [20, 30, 50]) == pytest.approx(4 * 0.24 * -0.3416667)


def test_one_person_in_a_hundred_who_carries_all_comes_near_the_limit() -> None:
    assert concentration_index([1.0, *[0.0] * 99], np.ones(100)) == pytest.approx(-0.99)


def test_halving_every_burden_halves_the_corrected_index_only() -> None:
    people = [20, 30, 50]
    assert concentration_index([0.25, 0.15, 0.05], people) == pytest.approx(
        concentration_index([0.5, 0.3, 0.1], people)
    )
    assert 2 * corrected_index([0.25, 0.15, 0.05], people) == pytest.approx(corrected_index([0.5, 0.3, 0.1], people))


def test_an_empty_group_does_not_count_and_no_burden_has_no_index() -> None:
    assert concentration_index([0.2, np.nan, 0.0], [5, 0, 5]) == pytest.approx(-0.5)
    assert corrected_index([0.2, np.nan, 0.0], [5, 0, 5]) == pytest.approx(-0.2)
    assert isnan(concentration_index([0.0, 0.0], [5, 5]))
    assert isnan(corrected_index([np.nan], [0]))


@given(st.lists(st.tuples(st.floats(0.01, 1), st.integers(1, 1000)), min_size=1, max_size=12))
def test_the_index_stays_within_its_bounds_and_turns_round_with_the_order(groups: list[tuple[float, int]]) -> None:
    burden, people = zip(*groups, strict=True)
    index = concentration_index(burden, people)
    assert -1 < index < 1
    assert concentration_index(burden[::-1], people[::-1]) == pytest.approx(-index, abs=1e-9)


def _splits() -> pd.DataFrame:
    rows = [
        ("before", "means", "struggles", 10, 0.9),
        ("first", "means", "struggles", 10, 0.2),
        ("second", "means", "struggles", 10, 0.5),
        ("first", "means", "makes ends meet", 30, 0.1),
        ("second", "means", "makes ends meet", 30, 0.1),
        ("first", "age", "0-14", 0, np.nan),
    ]
    frame = pd.DataFrame(rows, columns=["phase", "split", "group", "adults", "isolated"])
    return pd.concat([frame, pd.DataFrame([RUN] * len(frame))], axis=1)


def test_phases_count_for_their_weeks() -> None:
    groups = over_phases(_splits(), ["isolated"], {"first": 2, "second": 1}).set_index("group")
    assert groups.loc["struggles", "isolated"] == pytest.approx((2 * 0.2 + 0.5) / 3)
    assert groups.loc["struggles", "adults"] == 10
    assert groups.loc["makes ends meet", "isolated"] == pytest.approx(0.1)


def test_groups_count_for_their_adults_and_the_gap_is_with_the_rest() -> None:
    groups = over_phases(_splits(), ["isolated"], {"first": 2, "second": 1})
    means = groups[groups["split"] == "means"]
    assert pooled(means, "isolated", ["replicate"]).tolist() == pytest.approx([(10 * 0.3 + 30 * 0.1) / 40])
    assert gap(groups, "isolated", "means", ["replicate"]).tolist() == pytest.approx([0.2])
    assert pooled(groups[groups["split"] == "age"], "isolated", ["replicate"]).empty
