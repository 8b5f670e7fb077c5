from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cohesie_sim.sensitivity.boxes import fails, find_box, inside
from cohesie_sim.sensitivity.deciding import _columns
from cohesie_sim.sensitivity.evppi import value_of_knowing
from cohesie_sim.sensitivity.factors import Factor
from cohesie_sim.sensitivity.runs import Point
from cohesie_sim.sensitivity.space import HYPOTHESIS, Space
from cohesie_sim.sensitivity.worth import WEEKS, compare_levels, worth


def test_worth_by_hand() -> None:
    # 12 fte: 1.2 fte per 1,000 at 90,000 a year; one point of severe loneliness is 8 of 800 adults
    years = WEEKS / 52.1775
    cost, adults = 1.2 * 90_000 * years, 800
    lonely = 0.01 * adults * years * 9_718 * 1.15
    apart = 0.02 * adults * WEEKS * 50
    found = worth(12.0, np.array([-0.02, 0.0]), np.array([-0.01, 0.0]), 0.8, 50.0)
    np.testing.assert_allclose(found, [lonely + apart - cost, -cost])


def test_dearer_workers_are_worth_less() -> None:
    low, high = (worth(4.0, np.zeros(1), np.zeros(1), 0.8, 0.0, share)[0] for share in (0.0, 1.0))
    assert low / high == pytest.approx(70_000 / 110_000)


def test_levels_are_compared_with_the_best_at_the_same_points() -> None:
    # best less others: 1 everywhere; 2, -5, 6, -1; 12, 11, 11, 10. t(0.975, 3) = 3.1824
    best, close, wild, far = [2, 4, 6, 8], [1, 3, 5, 7], [0, 9, 0, 9], [-10, -7, -5, -2]
    found = compare_levels(np.array([close, wild, best, far], dtype=float).T, [0, 2, 4, 8]).set_index("fte_per_10000")
    assert found["best"].to_dict() == {0: "no", 2: "no", 4: "yes", 8: "no"}
    assert found["worth"].tolist() == [4, 4.5, 5, -6]
    assert found["behind"].tolist() == [1, 0.5, 0, 11]
    assert found["behind_low"][2] == pytest.approx(0.5 - 3.1824 * np.sqrt(65 / 3 / 4), abs=1e-3)
    assert found["behind_high"][2] == pytest.approx(0.5 + 3.1824 * np.sqrt(65 / 3 / 4), abs=1e-3)
    assert found["behind_low"][8] == pytest.approx(11 - 3.1824 * np.sqrt(2 / 3 / 4), abs=1e-3)
    assert found.loc[[0, 4], "behind_low"].isna().all()  # the same everywhere says nothing about luck
    assert "best_at" not in found


def test_unknowns_are_told_on_the_scale_of_the_space() -> None:
    factor = Factor("parameters.a", 0.001, 0.1, 0.01, False, "assumed", "", origin="drawn", ratios=True)
    points = [Point({"parameters.a": value, HYPOTHESIS: "null"}) for value in (0.001, 0.01, 0.1)]
    columns = _columns(Space((factor,)), points)
    assert columns["parameters.a"] == pytest.approx([0, 0.5, 1])
    assert columns[HYPOTHESIS].tolist() == [[0, 0, 1]] * 3


def test_value_of_knowing_by_hand() -> None:
    # two decisions, nothing or x, with x uniform from -1 to 1: E max(x, 0) - max(E x, 0) = 1/4
    rng = np.random.default_rng(1)
    x, other = rng.uniform(-1, 1, 4000), rng.random(4000)
    benefits = np.column_stack([np.zeros(4000), x + rng.normal(size=4000)])
    found = value_of_knowing({"x": x, "other": other}, benefits, 1).set_index("parameter")
    assert found["evppi"]["x"] == pytest.approx(0.25, abs=0.03)
    assert found["evppi"]["x"] > found["by_chance"]["x"]
    assert found["evppi"]["other"] <= found["by_chance"]["other"] * 1.5
    assert 0 < found["standard_error"]["x"] < 0.05
    assert found.index[0] == "x"


def test_classes_are_known_by_their_means() -> None:
    which = np.repeat(np.eye(3), 100, axis=0)
    benefits = np.column_stack([np.zeros(300), which @ np.array([3.0, 0.0, -3.0])])
    found = value_of_knowing({"hypothesis": which}, benefits, 1)
    assert found["evppi"][0] == pytest.approx(1.0)  # a third of 3, and nothing without knowing


def test_no_knowledge_is_worth_something_when_the_choice_is_clear() -> None:
    x = np.random.default_rng(2).random(200)
    benefits = np.column_stack([np.zeros(200), 5 + x])
    assert value_of_knowing({"x": x}, benefits, 1)["evppi"][0] == pytest.approx(0)


def test_funding_fails_when_it_neither_reaches_nor_saves() -> None:
    isolated = [-0.01, -0.001, -0.001, 0.002]
    surviving = [0.0, 0.1, 0.0, -0.2]
    assert fails(isolated, surviving).tolist() == [False, False, True, True]


def space(size: int = 900) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    which = np.array(["article", "self_reliance", "null"], dtype=object)[rng.integers(0, 3, size)]
    return pd.DataFrame({"a": rng.random(size), "n": rng.integers(0, 4, size), "hypothesis": which})


def test_a_box_that_is_there_is_found() -> None:
    unknowns = space()
    failed = ((unknowns["a"] < 0.4) & (unknowns["hypothesis"] == "null")).to_numpy()
    box = find_box(unknowns, failed, np.arange(len(unknowns)))
    assert box is not None
    assert box.good
    assert set(box.limits) == {"a", "hypothesis"}
    assert box.limits["hypothesis"] == ("null",)
    assert box.limits["a"][1] == pytest.approx(0.4, abs=0.05)
    assert box.facts["unseen_density"] > 0.9
    assert box.path["told"].sum() == 1


def test_no_box_is_good_when_failure_is_luck() -> None:
    unknowns = space()
    failed = np.random.default_rng(4).random(len(unknowns)) < 0.5
    box = find_box(unknowns, failed, np.arange(len(unknowns)))
    assert box is not None
    assert not box.good
    points = np.arange(len(unknowns))
    assert find_box(unknowns, np.ones(len(unknowns), dtype=bool), points) is None
    assert find_box(unknowns, np.zeros(len(unknowns), dtype=bool), points) is None


def test_inside_means_within_all_limits() -> None:
    unknowns = pd.DataFrame({"a": [0.1, 0.5, 0.5], "hypothesis": ["null", "null", "article"]})
    assert inside({"a": (0.4, 0.6), "hypothesis": ("null",)}, unknowns).tolist() == [False, True, False]
    assert inside({}, unknowns).all()


def test_cases_of_one_point_are_seen_together_or_not_at_all() -> None:
    # the third time fails always; dealt out row by row, it would never be seen
    unknowns = pd.DataFrame({"a": np.tile(np.linspace(0, 1, 60), 3), "times": np.repeat(["x", "y", "z"], 60)})
    unknowns = unknowns.sort_values("a", kind="stable", ignore_index=True)
    box = find_box(unknowns, (unknowns["times"] == "z").to_numpy(), np.repeat(np.arange(60), 3))
    assert box is not None
    assert (box.facts["seen_points"], box.facts["unseen_points"]) == (120, 60)
    assert (box.facts["seen_failures"], box.facts["unseen_failures"]) == (40, 20)
    assert box.limits == {"times": ("z",)}
    assert box.good
