from __future__ import annotations

import json
import math
from collections.abc import Hashable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cohesie_sim.calibration.bank import luck_of
from cohesie_sim.calibration.goodness import judge, predict
from cohesie_sim.calibration.tables import priors_table, targets_table
from cohesie_sim.calibration.targets import Target, load_targets
from tests.calibration.test_targets import target
from tests.calibration.toys import PROBLEM

DRAWS = tuple({"a": float(k)} for k in range(6))


def surveyed(changes: Mapping[str, float], luck: int) -> dict[str, float]:
    return {"some": changes["a"], "luck": float(luck)}


def ignored(_: int) -> None:
    pass


def test_every_draw_lives_in_a_world_of_its_own(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        found = predict(surveyed, DRAWS, 7, pool, tmp_path, ignored)
    assert found["some"].tolist() == [0, 1, 2, 3, 4, 5]
    assert found["luck"].tolist() == [luck_of(7, k) for k in range(6)]
    assert found["luck"].nunique() == 6


def test_the_number_of_workers_does_not_matter(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(3) as three:
        first = predict(surveyed, DRAWS, 7, one, tmp_path / "one", ignored)
        second = predict(surveyed, DRAWS, 7, three, tmp_path / "three", ignored)
    pd.testing.assert_frame_equal(first, second)


def test_what_was_done_is_not_done_again_and_half_a_line_is(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        whole = predict(surveyed, DRAWS, 7, pool, tmp_path, ignored)
        (path,) = tmp_path.glob("predictive_*.jsonl")
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        marked = json.dumps({"some": 99.0, "luck": 0.0}) + "\n"
        path.write_text(marked + lines[1] + lines[2][:5], encoding="utf-8")  # killed within the third line
        told: list[int] = []
        again = predict(surveyed, DRAWS, 7, pool, tmp_path, told.append)
    assert told == [2, 3, 4, 5, 6]
    assert again["some"].tolist() == [99, *whole["some"][1:]]


def test_other_draws_begin_anew(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        predict(surveyed, DRAWS, 7, pool, tmp_path, ignored)
        told: list[int] = []
        predict(surveyed, DRAWS[:3], 7, pool, tmp_path, told.append)
    assert told[0] == 0


def judged(values: list[float], wanted: Target) -> Mapping[Hashable, object]:
    return judge(pd.DataFrame({"some": values}), [wanted]).iloc[0].to_dict()


def test_intervals_and_misfit_by_hand() -> None:
    row = judged([float(k) for k in range(101)], target(value=50.0))  # 0 to 100
    assert (row["low90"], row["median"], row["high90"]) == pytest.approx((5, 50, 95))
    assert row["misfit"] == 0
    assert row["met"] == "yes"


def test_the_interval_of_a_survey_holds_the_uncertainty_of_the_target() -> None:
    row = judged([10.0, 10.0], target())  # no spread: only the target's standard deviation of 5
    assert row["low90_survey"] == pytest.approx(10 - 5 * 1.645, abs=0.1)
    assert row["high90_survey"] == pytest.approx(10 + 5 * 1.645, abs=0.1)


def test_a_misfit_is_in_standard_deviations_of_target_and_worlds_together() -> None:
    values = [28.0, 52.0]  # median 40, standard deviation 12
    row = judged(values, target(value=14.0))  # 5 and 12 make 13
    assert row["misfit"] == pytest.approx(2)


@pytest.mark.parametrize(
    ("sense", "value", "met"),
    [
        ("equal", 17.0, "yes"),
        ("equal", 20.0, "no"),  # 10 + 8.2
        ("equal", 1.0, "no"),
        ("at_most", 20.0, "yes"),
        ("at_most", 1.0, "no"),
        ("at_least", 1.0, "yes"),
        ("at_least", 20.0, "no"),
    ],
)
def test_a_target_is_met_within_the_interval_or_on_the_right_side(sense: str, value: float, met: str) -> None:
    assert judged([10.0, 10.0], target(value=value, sense=sense))["met"] == met


def test_what_does_not_exist_is_counted_and_left_out() -> None:
    row = judged([10.0, math.nan, 10.0], target())
    assert (row["draws"], row["missing"], row["median"]) == (3, 1, 10)
    row = judged([math.nan, math.nan], target())
    assert (row["met"], row["misfit"]) == ("no", math.inf)


def test_a_right_model_is_met_in_about_nine_of_ten_surveys() -> None:
    rng = np.random.default_rng(1)
    worlds = rng.normal(50, 4, 400)
    hits = [judged(worlds.tolist(), target(value=value))["met"] for value in rng.normal(50, math.hypot(4, 5), 400)]
    assert 0.85 < hits.count("yes") / 400 < 0.95  # standard error 0.015


def test_tables_hold_every_target_and_every_unknown() -> None:
    table = targets_table(load_targets())
    assert table["id"].tolist() == [one.id for one in load_targets()]
    assert not table.isna().to_numpy().any()
    priors = priors_table(PROBLEM)
    assert priors["role"].tolist() == ["fitted", "fitted", "drawn"]
    assert priors["block"].tolist() == ["first", "second", ""]
