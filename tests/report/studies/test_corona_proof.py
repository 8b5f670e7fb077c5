"""The study corona-proof: what is kept, who is in sight and paired differences, by hand, and a small run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from cohesie_sim.cli.study import run_study
from cohesie_sim.report.findings import by_name
from cohesie_sim.report.findings_file import read_findings
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies import corona_proof as study
from cohesie_sim.report.studies.corona_proof_weeks import out_of_sight_less
from cohesie_sim.report.study_words import StudyWords
from experiments.corona_proof import design

AS_IS: dict[str, Any] = {"hypothesis": "article", "scenario": "nl_2020_2022", "variant": "as_is", "fte_per_10000": 4.0}
COLUMNS = ["replicate", "date", "phase", "active_coffee_club", "isolated", "out_of_sight"]


def _results(weekly: pd.DataFrame, splits: pd.DataFrame | None = None) -> Results:
    empty = pd.DataFrame()
    return Results({}, weekly, empty, empty, empty if splits is None else splits, empty)


@pytest.fixture
def weekly() -> pd.DataFrame:
    rows = [
        (0, "2020-01-06", "before", 4, 0.06, 0.03),
        (0, "2020-12-14", "second_lockdown", 3, 0.08, 0.04),
        (0, "2020-12-21", "second_lockdown", 1, 0.08, 0.02),
        (1, "2020-01-06", "before", 0, 0.05, 0.02),
        (1, "2020-12-14", "second_lockdown", 2, 0.10, 0.01),
        (1, "2020-12-21", "second_lockdown", 2, 0.10, 0.03),
    ]
    as_is = pd.DataFrame(rows, columns=COLUMNS).assign(**AS_IS)
    closed = as_is.assign(variant="no_delivery", out_of_sight=as_is["out_of_sight"] + [0.01, 0.0, 0, 0, 0, 0.02])
    return pd.concat([as_is, closed], ignore_index=True)


def test_what_is_kept_is_relative_to_the_weeks_before(weekly: pd.DataFrame) -> None:
    got = study.kept(_results(weekly), study.AS_IS, "active_coffee_club")
    assert got.to_dict() == {0: 0.5}  # two of four; where there was none before, nothing can be kept


def test_in_sight_are_the_isolated_whom_somebody_knows(weekly: pd.DataFrame) -> None:
    assert study.in_sight(_results(weekly), study.AS_IS).to_dict() == pytest.approx({0: 1 - 3 / 8, 1: 1 - 2 / 10})


def test_differences_over_the_weeks_are_taken_within_a_replicate(weekly: pd.DataFrame) -> None:
    living = [(0, "alone", 100), (0, "with others", 200), (1, "alone", 50), (1, "with others", 50)]
    adults = pd.DataFrame(living, columns=["replicate", "group", "adults"]).assign(
        **AS_IS, split="living", phase="after"
    )
    age = adults.assign(split="age", adults=999)
    splits = pd.concat([adults, adults.assign(phase="before"), adults.assign(variant="no_delivery"), age])
    got = out_of_sight_less(_results(weekly, splits), study.variant("no_delivery"))
    persons = np.array([[-0.01 * 300, 0, 0], [0, 0, -0.02 * 100]])
    assert got.to_numpy() == pytest.approx(persons, abs=1e-9)


def test_a_group_is_that_of_the_second_lockdown() -> None:
    rows = [
        (0, "second_lockdown", "living", "alone", 0.2),
        (0, "second_lockdown", "living", "with others", 0.1),
        (0, "after", "living", "alone", 0.5),
        (1, "second_lockdown", "living", "alone", 0.4),
        (1, "second_lockdown", "age", "65+", 0.9),
    ]
    splits = pd.DataFrame(rows, columns=["replicate", "phase", "split", "group", "isolated"]).assign(**AS_IS)
    results = _results(pd.DataFrame(), splits)
    assert study.group_of(results, study.AS_IS, "isolated", "living", "alone").to_dict() == {0: 0.2, 1: 0.4}
    assert study.group_of(results, study.AS_IS, "isolated", "living", "alone", "null").empty


@pytest.mark.slow
def test_a_small_study_delivers_only_where_delivery_exists(tmp_path: Path) -> None:
    assert run_study(design(replicates=4, residents=500), tmp_path) == 0
    found = by_name(read_findings(tmp_path))
    assert set(found) == set(StudyWords("corona_proof", "en").clauses)
    for rival in ("self_reliance", "null"):  # support does nothing for initiatives there
        assert found["clubs_facilitated"][rival].interval.mean == 0
        assert found["unseen_facilitated"][rival].interval.mean == 0
    weekly = pd.read_parquet(tmp_path / "weekly.parquet")
    meals = weekly.groupby("variant")["deliveries"].sum()
    assert meals["no_delivery"] == 0 < meals["as_is"]
    for name in ("weeks", "effects", "effects_restaurant"):
        with Image.open(tmp_path / f"{name}.en.png") as picture:
            assert "n = 4" in str(picture.info["N"])
            assert picture.info["Band"]
