"""Following residents in the Mesa model: the same lives as in the compiled engine, and every contact has one source."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from cohesie_sim import load_scenario
from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.experiment import Design, Grid, run_design, store_results
from cohesie_sim.experiment.replay import CHANNELS, lives_of
from cohesie_sim.outcomes.result import RawResult
from cohesie_sim.scenarios import Scenario

NEIGHBOURLY = CHANNELS[2:]


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    changes = {"residents": 200, "funding.fte_per_10000": 12.0, "calendar.weeks": 60, "calendar.burn_in_weeks": 60}
    more_bonds = {"parameters.ties.bond": 0.2}  # so that acquaintances made at formats, which are few, occur
    return load_scenario("nl_2020_2022").with_changes({**changes, **more_bonds})


@pytest.fixture(scope="module")
def lives(scenario: Scenario) -> pd.DataFrame:
    return lives_of(scenario, seed=3, replicate=1)


@pytest.fixture(scope="module")
def raw(scenario: Scenario) -> RawResult:
    return run_replicate(scenario, 3, 1)


def _column(raw: RawResult, name: str) -> npt.NDArray[np.float64]:
    return np.asarray(raw.residents[name], np.float64)


def test_every_adult_has_a_row_per_week(lives: pd.DataFrame, raw: RawResult) -> None:
    adults = np.flatnonzero(np.asarray(raw.traits["age"], np.int64) >= 18)
    assert sorted(lives["resident"].unique()) == adults.tolist()
    assert len(lives) == 60 * len(adults)
    assert lives.groupby("resident")["week"].apply(list).map(lambda weeks: weeks == list(range(60))).all()


@pytest.mark.parametrize(
    ("column", "total"),
    [
        ("isolated", "weeks_isolated"),
        ("out_of_sight", "weeks_out_of_sight"),
        ("lonely", "weeks_lonely"),
        ("talks", "worker_contacts"),
    ],
)
def test_lives_add_up_to_the_totals_of_the_compiled_engine(
    lives: pd.DataFrame, raw: RawResult, column: str, total: str
) -> None:
    sums = lives.groupby("resident")[column].sum()
    assert sums.sum() > 0
    assert (sums.to_numpy() == raw.residents[total][sums.index]).all()


def test_channels_add_up_to_what_the_resident_remembers(lives: pd.DataFrame, raw: RawResult) -> None:
    last = lives[lives["week"] == 59].set_index("resident")
    for name in ("family", "friends"):
        np.testing.assert_allclose(last[f"usual_{name}"], _column(raw, name)[last.index], rtol=1e-6)
    neighbours = last[[f"usual_{name}" for name in NEIGHBOURLY]].sum(axis=1)
    np.testing.assert_allclose(neighbours, _column(raw, "neighbours")[last.index], rtol=1e-5, atol=1e-6)


def test_every_way_of_meeting_occurs_and_none_is_negative(lives: pd.DataFrame) -> None:
    weeks = lives[[f"week_{name}" for name in CHANNELS]]
    assert (weeks >= 0).all(axis=None)
    occurs = weeks.sum() > 0
    for name in ("format", "format_tie", "initiative", "initiative_tie"):
        assert occurs[f"week_{name}"], name


def test_without_workers_nobody_meets_at_a_format(scenario: Scenario) -> None:
    without = lives_of(scenario.with_changes({"funding.fte_per_10000": 0.0, "calendar.weeks": 20}), seed=3)
    assert without[["week_format", "week_format_tie", "talks"]].to_numpy().sum() == 0
    assert without["week_initiative"].sum() > 0


@pytest.mark.slow
def test_a_design_can_keep_residents_and_lives(tmp_path: Path) -> None:
    design = Design(
        "pairs",
        "What differs?",
        "Wat verschilt?",
        (Grid((0, 20), ("nl_2020_2022",)),),
        replicates=2,
        seed=3,
        residents=150,
        keep_residents=True,
        lives=100,
    )
    store_results(design, tmp_path, run_design(design, tmp_path, 1))
    kept, weekly, lives = (pd.read_parquet(tmp_path / f"{name}.parquet") for name in ("residents", "weekly", "lives"))
    assert (kept["age"] >= 18).all()
    shares = weekly.groupby(["fte_per_10000", "replicate"])["isolated"].mean()
    means = kept.groupby(["fte_per_10000", "replicate"])["weeks_isolated"].mean() / 156
    np.testing.assert_allclose(means, shares, rtol=1e-5)
    runs = kept.groupby(["fte_per_10000", "replicate"])["resident"].apply(list)
    assert runs[0.0, 1] == runs[20.0, 1]  # the same residents in both conditions
    assert lives.groupby(["fte_per_10000", "replicate"]).ngroups == 4

    plain = Design("pairs", "What differs?", "Wat verschilt?", design.grids, replicates=2, seed=3, residents=150)
    assert {run.run_id for run in plain.runs()}.isdisjoint(run.run_id for run in design.runs())
