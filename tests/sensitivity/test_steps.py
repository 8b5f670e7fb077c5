from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from cohesie_sim.sensitivity.factors import all_factors, choose_factors
from cohesie_sim.sensitivity.one_at_a_time import BETWEEN, DEFAULT, ENDS, base_points, changes_along, steps, swings
from cohesie_sim.sensitivity.space import HYPOTHESIS, Space, fill_space, hypothesis_at, leading, space_points

FACTORS = choose_factors(["parameters.fear.rise", "parameters.fear.fall"], all_factors())


def test_distant_base_points_lie_in_opposite_halves_of_every_range() -> None:
    bases = base_points(FACTORS, 1)
    assert list(bases) == [DEFAULT, "self_reliance", "here", "there"]
    for factor in FACTORS:
        middle = (factor.low + factor.high) / 2
        below = [float(str(bases[base][factor.name])) < middle for base in ("here", "there")]
        assert sorted(below) == [False, True]


def test_one_parameter_moves_at_a_time() -> None:
    bases = base_points(FACTORS, 1)
    made = steps(bases, FACTORS)
    assert len(made) == len(bases) * (1 + len(FACTORS) * len(BETWEEN))
    for step in made:
        moved = {key for key, value in step.point.changes.items() if bases[step.base].get(key) != value}
        assert moved <= {step.parameter}
        assert step.point.world == 0


def outcomes(values: npt.ArrayLike) -> pd.DataFrame:
    worlds = np.asarray(values, dtype=float)
    index = pd.MultiIndex.from_product([range(len(worlds)), range(worlds.shape[1])], names=["point", "replicate"])
    return pd.DataFrame({"isolated_12_0": worlds.ravel()}, index=index)


def test_changes_are_taken_within_worlds_from_their_own_base() -> None:
    made = steps({"one": {}, "two": {}}, FACTORS[:1], ENDS)
    table = changes_along(made, outcomes([[1, 9], [2, 10], [1, 9], [5, 5], [5, 5], [3, 2]]))
    assert table["change"].tolist() == [0, 1, 0, 0, 0, -2.5]
    assert table["mean"].tolist() == [5, 6, 5, 5, 5, 2.5]


def test_a_swing_goes_from_one_end_to_the_other() -> None:
    table = swings(steps({DEFAULT: {}}, FACTORS, ENDS), outcomes([[0, 0], [1, 1], [3, 5], [2, 2], [2, 2]]))
    assert table["parameter"].tolist() == [factor.name for factor in FACTORS]
    assert table["size"].tolist() == [3, 0]
    assert table["noise"].tolist() == pytest.approx([np.sqrt(2 / np.pi) * np.sqrt(2) / np.sqrt(2), 0])


def test_leading_counts_what_is_above_noise_and_screenings_alike() -> None:
    def screening(*sizes: float) -> pd.DataFrame:
        rows = [(name, "isolated_12_0", size, 1.0) for name, size in zip("abc", sizes, strict=True)]
        return pd.DataFrame(rows, columns=["parameter", "outcome", "size", "noise"])

    assert leading([screening(11, 1, 5)], 2) == ["a", "c"]
    # b: 10/10 of the second; a: 10/10 of the first; c: 4/10 + 9/10
    assert leading([screening(11, 0.5, 5), screening(0.5, 11, 10)], 3) == ["c", "a", "b"]


def test_points_fill_the_space_evenly_with_worlds_of_their_own() -> None:
    space = Space(tuple(FACTORS))
    shares = fill_space(space, 30, 1)
    for column in shares.T:
        assert sorted((column * 30).astype(int)) == list(range(30))
    points = space_points(space, shares, 2)
    assert [point.world for point in points] == list(range(0, 60, 2))
    counts = pd.Series([point.changes[HYPOTHESIS] for point in points]).value_counts()
    assert counts.tolist() == [10, 10, 10]
    assert np.array_equal(shares, fill_space(space, 30, 1))
    assert not np.array_equal(shares, fill_space(space, 30, 2))


def test_points_lie_on_the_scale_of_each_unknown_and_an_emulator_sees_them_there() -> None:
    wide = FACTORS[0]._replace(low=0.001, high=0.1, ratios=True)
    space = Space((wide, FACTORS[1]._replace(low=0.0, high=1.0)))
    shares = np.array([[0.5, 0.5, 0.0], [0.75, 0.1, 0.99]])
    points = space_points(space, shares, 2)
    assert [point.changes[wide.name] for point in points] == pytest.approx([0.01, 10**-1.5])
    assert [point.changes[FACTORS[1].name] for point in points] == pytest.approx([0.5, 0.1])
    assert space.inputs(shares).tolist() == [pytest.approx(row) for row in ([0.5, 0.5, 1, 0, 0], [0.75, 0.1, 0, 0, 1])]
    # base points of the lines stay in opposite halves of the range itself
    values = [float(str(base_points(space.factors, 1)[base][wide.name])) for base in ("here", "there")]
    assert sorted(value < 0.0505 for value in values) == [False, True]


def test_an_emulator_sees_values_that_are_run_and_one_hypothesis() -> None:
    space = Space(tuple(FACTORS))
    inputs = space.inputs(np.array([[0.0, 1.0, 0.99], [0.5, 0.25, 0.0]]))
    assert inputs.tolist() == [pytest.approx(row) for row in ([0, 1, 0, 0, 1], [0.5, 0.25, 1, 0, 0])]
    assert hypothesis_at(1.0) == "null"
