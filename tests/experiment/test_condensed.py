"""Condensed results are means of the full ones, by hand; what is missing is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment import Design, Grid, Variant, run_design, store_results
from cohesie_sim.experiment.condensed import CONDENSED, condense
from cohesie_sim.experiment.seal import seal_results

Make = Callable[..., Design]


@pytest.fixture
def grids(make_design: Make) -> tuple[Grid, ...]:
    scenario = make_design().grids[0].scenarios[:1]
    return tuple(Grid((level,), scenario, variants=(Variant(f"p{level:.0f}"),)) for level in (0.0, 8.0))


def test_condensed_tables_are_means_over_the_worlds_of_a_draw(
    make_design: Make, grids: tuple[Grid, ...], tmp_path: Path
) -> None:
    full = make_design(grids=grids, replicates=4, uncertainty="posterior")
    store_results(full, tmp_path / "full", run_design(full, tmp_path / "full", 1))
    design = make_design(grids=grids, replicates=4, uncertainty="posterior", condensed=True)
    out = tmp_path / "condensed"
    store_results(design, out, run_design(design, out, 1))
    seal_results(design, out, [])

    weekly, splits = (pd.read_parquet(tmp_path / "full" / f"{name}.parquet") for name in ("weekly", "splits"))
    curves, groups = (pd.read_parquet(out / f"{name}.parquet") for name in CONDENSED)
    assert sorted(curves["month"].unique()) == [0, 1, 2, 3, 4, 5]  # of 24 weeks
    assert sorted(curves["case"].unique()) == [0, 1]  # four worlds of two draws
    rows = weekly[(weekly["variant"] == "p8") & weekly["replicate"].isin([2, 3]) & weekly["week"].between(4, 7)]
    (row,) = curves[(curves["variant"] == "p8") & (curves["case"] == 1) & (curves["month"] == 1)].to_dict("records")
    assert row["isolated"] == pytest.approx(rows["isolated"].mean(), rel=1e-5)
    assert row["huiskamers"] == pytest.approx(10_000 * rows["running_huiskamer"].mean() / 80, rel=1e-5)
    lasting = rows["running"] - rows["running_help_group"]
    assert row["initiatives"] == pytest.approx(10_000 * lasting.mean() / 80, rel=1e-5)

    lives = pd.read_parquet(tmp_path / "full" / "initiatives.parquet")
    old = lives[(lives["variant"] == "p8") & lives["replicate"].isin([2, 3]) & (lives["kind"] != "help_group")]
    old = old[(old["start"] < 0) & (old["end"] >= 0)]
    still = [((old["end"] > week) | old["censored"]).sum() for week in range(4, 8)]
    assert still[0] > 0
    assert row["surviving"] == pytest.approx(10_000 * sum(still) / 4 / 2 / 80, rel=1e-5)

    place = {"variant": "p0", "phase": "before", "split": "living", "group": "alone"}
    chosen = splits.loc[(splits[list(place)] == pd.Series(place)).all(axis=1) & (splits["replicate"] < 2), "isolated"]
    told = groups.loc[(groups[list(place)] == pd.Series(place)).all(axis=1) & (groups["case"] == 0), "isolated"]
    assert told.tolist() == pytest.approx([chosen.mean()], rel=1e-5)
    assert (groups["adults"] > 0).all()

    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["condensed"] is True
    assert {"curves.parquet", "groups.parquet", "draws.csv"} <= set(manifest["files"])
    assert not (out / "weekly.parquet").exists()


def test_conditions_that_could_not_be_told_apart_are_refused_before_they_run(
    make_design: Make, grids: tuple[Grid, ...]
) -> None:
    with pytest.raises(ConfigurationError, match="condensed = true asks for grids of one condition each"):
        make_design(condensed=True)
    with pytest.raises(ConfigurationError, match="variants = 'p0' is there twice"):
        make_design(grids=(grids[0], grids[0]), condensed=True)


def test_runs_that_are_missing_are_told(make_design: Make, grids: tuple[Grid, ...], tmp_path: Path) -> None:
    few = make_design(grids=grids, replicates=2, condensed=True)
    run_design(few, tmp_path, 1)
    more = make_design(grids=(*grids, Grid((4.0,), grids[0].scenarios, variants=(Variant("p4"),))), replicates=2)
    with pytest.raises(ConfigurationError, match="runs are missing"):
        condense(tmp_path / "raw", more)
