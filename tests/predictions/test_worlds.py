"""Worlds of a plan: the same whatever the number of threads, kept when finished, and complete in the table."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit, logit

from cohesie_sim.calibration.mix import WEIGHTS
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.posterior.draws import Draw
from cohesie_sim.predictions import Plan, Worlds, make_table, making, run_worlds, world_table
from cohesie_sim.predictions.quantities import QUANTITIES
from cohesie_sim.rules.hypothesis import HYPOTHESES
from tests.predictions.conftest import Make, steady

DRAWS: tuple[Draw, ...] = ({"parameters.loneliness.worry": 0.2}, {"parameters.loneliness.worry": 0.6}, {})


def test_two_worlds_share_a_draw_and_draws_take_turns_in_hypotheses() -> None:
    plan = Plan(DRAWS, 100)
    assert plan.worlds == 6
    assert [plan.draw_of(world) for world in range(6)] == [0, 0, 1, 1, 2, 2]
    assert [plan.scenario(world).hypothesis for world in (0, 1, 2, 4)] == [tuple(HYPOTHESES)[k] for k in (0, 0, 1, 2)]
    assert plan.scenario(1).parameters.loneliness.worry == 0.2
    assert plan.scenario(2).parameters.loneliness.worry == 0.6
    assert plan.scenario(0).residents == 100


def test_every_world_has_a_file_of_its_own_that_names_its_content() -> None:
    names = {
        plan.file_of(world) for plan in (Plan(DRAWS, 100), Plan(DRAWS, 200), Plan(DRAWS, 100, 2)) for world in range(6)
    }
    assert len(names) == 18
    assert Plan(DRAWS, 100).file_of(3) == Plan(DRAWS[:2], 100).file_of(3)  # more draws keep what is there


def test_a_plan_without_draws_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="at least one draw"):
        Plan(())
    with pytest.raises(ConfigurationError, match="seed"):
        Plan(DRAWS, 100, -1)


def _fake(_: Plan, world: int) -> dict[str, dict[str, float]]:
    return {preset: {**steady(), "lonely autumn_2020": 0.4 + world / 100} for preset in WEIGHTS}


def test_only_what_is_missing_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []

    def live(plan: Plan, world: int) -> dict[str, dict[str, float]]:
        done.append(world)
        return _fake(plan, world)

    monkeypatch.setattr(Plan, "live", live)
    plan = Plan(DRAWS, 100)
    first = run_worlds(plan, tmp_path, jobs=2)
    assert sorted(done) == list(range(6))
    (tmp_path / "raw" / plan.file_of(4)).unlink()
    done.clear()
    again = run_worlds(plan, tmp_path, jobs=1)
    assert done == [4]
    assert again.found == first.found
    np.testing.assert_array_equal(again.draw, [0, 0, 1, 1, 2, 2])
    assert again.of("heerlen", "lonely autumn_2020") == pytest.approx(0.4 + np.arange(6) / 100)


def test_an_interruption_keeps_what_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def live(plan: Plan, world: int) -> dict[str, dict[str, float]]:
        if world == 3:
            raise KeyboardInterrupt
        return _fake(plan, world)

    monkeypatch.setattr(Plan, "live", live)
    plan = Plan(DRAWS, 100)
    with pytest.raises(KeyboardInterrupt):
        run_worlds(plan, tmp_path, jobs=1)
    there = {path.name for path in (tmp_path / "raw").glob("world-*.json")}
    assert {plan.file_of(world) for world in range(3)} <= there
    assert plan.file_of(3) not in there


def test_a_damaged_world_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Plan, "live", _fake)
    plan = Plan(DRAWS[:1], 100)
    run_worlds(plan, tmp_path, jobs=1)
    path = tmp_path / "raw" / plan.file_of(1)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(ConfigurationError, match=f"{plan.file_of(1)}: cannot be read .* Remove this file"):
        run_worlds(plan, tmp_path, jobs=1)


def test_the_table_is_complete_and_says_why_something_is_missing(make_worlds: Make) -> None:
    table = make_table(make_worlds({}, {"lonely autumn_2020": 0.45}, worlds_per_draw=2), "abc")
    assert list(dict.fromkeys(table["id"])) == [f"P{k:02d}" for k in range(1, 26)]
    assert all(table[name].str.len().gt(0).all() for name in ("quantity", "definition", "unit", "how", "limits"))
    assert set(table["commit"]) == {"abc"}
    assert (table["draws"].unique().tolist(), table["worlds"].unique().tolist()) == ([1], [2])
    silent = table[table["median"].isna()]
    assert [*zip(silent["id"], silent["part"], strict=True)] == [("P10", ""), ("P24", "single_parent")]
    assert set(silent["how"]) == {"cannot express"}
    assert silent["limits"].str.contains("In nearly every simulated|single parents company").all()
    said = table[table["median"].notna()]
    ordered = said[["low90", "model_low90", "median", "model_high90", "high90"]].to_numpy()
    assert (ordered[:, 0] <= ordered[:, 2]).all()
    assert (ordered[:, 2] <= ordered[:, 4]).all()
    sources = [f"from_{name}" for name in ("hypothesis", "parameters", "luck", "outside")]
    np.testing.assert_allclose(said[sources].sum(axis=1), 1.0)
    assert silent[[*sources, "median_article"]].isna().all(axis=None)


def test_the_table_has_a_median_under_each_hypothesis(make_worlds: Make) -> None:
    shares = (0.4, 0.45, 0.5, 0.4, 0.45, 0.5)  # draws take turns: 43.4 % and two steps up
    table = make_table(make_worlds(*({"lonely autumn_2020": share} for share in shares)), "abc").set_index("id")
    medians = [table.loc["P13", f"median_{name}"] for name in HYPOTHESES]
    expected = [100 * expit(logit(0.434) + logit(share) - logit(0.4)) for share in shares[:3]]
    assert medians == pytest.approx(expected)
    row = table.loc["P13"]
    # log odds of the shares: -0.4055, -0.2007 and 0; their variance 0.0274 against 0.157 squared, 0.0246
    assert row["from_hypothesis"] == pytest.approx(0.0274 / (0.0274 + 0.0246), abs=0.002)
    assert row["from_parameters"] == row["from_luck"] == 0.0


def test_each_world_stands_in_a_table_of_its_own(make_worlds: Make) -> None:
    table = world_table(make_worlds({}, {}, worlds_per_draw=2))
    assert table["draw"].tolist() == [0, 0]
    assert table["P13"].tolist() == pytest.approx([43.4, 43.4])
    assert "P10" not in table
    assert "P20 heerlen" in table


@pytest.mark.slow
def test_real_worlds_are_finite_and_do_not_depend_on_the_number_of_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = {"id": "abc", "package_changed_since": True}  # somebody may commit between the two runs
    monkeypatch.setattr(making, "current_commit", lambda: commit)
    plan = Plan(DRAWS[:2], 300)
    for jobs in (1, 2):
        making.make_predictions(plan, tmp_path / str(jobs), jobs)
    files = sorted(path.name for path in (tmp_path / "1").iterdir() if path.is_file())
    assert "README.md" in files
    for name in files:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes(), name
    stored = {path.name: json.loads(path.read_bytes()) for path in (tmp_path / "1" / "raw").glob("world-*.json")}
    assert len(stored) == 4
    assert all(np.isfinite(value) for world in stored.values() for place in world.values() for value in place.values())
    table = pd.read_csv(tmp_path / "1" / "predictions.csv", keep_default_na=False, na_values=[""])
    assert len(table) == len(QUANTITIES)
    assert set(table["commit"]) == {"abc with later changes"}
    shares = table[(table["unit"] == "%") & table["median"].notna()]
    assert shares["low90"].ge(0).all()
    assert shares["high90"].le(100).all()


def test_readings_that_are_stored_come_back_the_same() -> None:
    found = [{preset: steady() for preset in WEIGHTS}]
    assert Worlds(json.loads(json.dumps(found)), np.array([0])).mix("lonely before") == pytest.approx([0.4])
