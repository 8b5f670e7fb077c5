"""Where a conclusion stands, and whether every headline is a comparison that the experiment makes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from PIL import Image

from cohesie_sim.cli.study import run_study
from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.results import read_results
from cohesie_sim.report.studies.rival_hypotheses import (
    CONTRASTS,
    COUNTS,
    GIVEN,
    HEADLINES,
    MEASURES,
    better,
    findings,
    pictures,
)
from cohesie_sim.report.studies.rival_hypotheses_table import verdict
from cohesie_sim.report.study_words import StudyWords
from experiments.rival_hypotheses import design

HYPOTHESES = ("article", "self_reliance", "null")
NAMES = [f"{contrast}_{measure}" for contrast, measures in HEADLINES.items() for measure in measures]


@pytest.mark.parametrize(
    ("signs", "where"),
    [
        ((1, 1, 1), "all"),
        ((-1, -1, -1), "all"),
        ((0, 0, 0), "none"),
        ((-1, 0, 0), "article"),
        ((1, 1, 0), "some"),
        ((0, 0, 1), "some"),
        ((1, -1, 1), "some"),
    ],
)
def test_a_conclusion_stands_where_it_is_sure_and_points_one_way(signs: tuple[int, ...], where: str) -> None:
    group = {
        hypothesis: Finding("x", hypothesis, "share", Interval(sign, sign - 0.5, sign + 0.5, 9), difference=True)
        for hypothesis, sign in zip(HYPOTHESES, signs, strict=True)
    }
    assert verdict(group) == where


def test_the_design_runs_what_the_headlines_compare_under_every_hypothesis() -> None:
    made = design()
    assert all(grid.hypotheses == HYPOTHESES for grid in made.grids)
    there = {(cell.scenario_name, cell.variant, cell.fte_per_10000) for cell in made.cells()}
    assert len(there) == 12
    assert len(made.runs()) == 12 * 3 * 40
    asked = [condition for contrast in CONTRASTS.values() for condition in contrast[:2]]
    for condition in asked:
        assert [c for c in there if c[:2] == condition[:2] and condition.fte in {None, c[2]}]
    used = {(c.scenario, c.variant) for c in asked}
    assert used == {cell[:2] for cell in there}


def test_funding_after_reopening_is_halved_and_stopped() -> None:
    paths = {
        cell.variant: cell.scenario.settings.funding.steps()
        for cell in design().cells()
        if cell.scenario_name == "hold_after"
    }
    assert {name: steps[-1][1] for name, steps in paths.items()} == {"as_is": 4.0, "halved": 2.0, "stop": 0.0}
    assert {steps[1][1] for steps in paths.values()} == {4.0}  # during the crisis


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_headline_has_its_words(language: str) -> None:
    words = StudyWords("rival_hypotheses", "en" if language == "en" else "nl")
    assert list(words.clauses) == NAMES
    assert set(GIVEN) <= set(NAMES)
    assert len({words.label(name) for name in NAMES}) == len(NAMES)
    # whoever reads a given direction is told so beside it
    said = ("definition", "written in a rule") if language == "en" else ("definitie", "staat in een regel")
    assert {name for name, clause in words.clauses.items() if any(text in clause for text in said)} == set(GIVEN)
    assert {"out_newly_known", "formats_outdoors"} <= GIVEN


def test_it_is_known_of_every_headline_whether_more_is_better() -> None:
    assert {measure for measures in HEADLINES.values() for measure in measures} == {*MEASURES, *COUNTS}
    assert better("full_isolated") == better("stop_out_of_sight") == better("matching_need") == -1
    assert better("full_surviving") == better("brokerage_referred_via_worker") == better("out_newly_known") == 1
    assert better("formats_outdoors") == 0


@pytest.mark.slow
def test_a_small_study_writes_the_table_and_its_findings(tmp_path: Path) -> None:
    assert run_study(design(2, 150), tmp_path) == 0
    found = pd.read_csv(tmp_path / "findings.csv", keep_default_na=False)
    assert found["finding"].drop_duplicates().tolist() == NAMES
    assert set(found["hypothesis"]) == set(HYPOTHESES)
    assert set(found["kind"]) == {"difference"}
    for language in ("en", "nl"):
        with Image.open(tmp_path / f"what_stands.{language}.png") as picture:
            assert "150" in str(picture.info["N"])
        assert (tmp_path / f"effects_initiatives.{language}.svg").exists()
    results = read_results(tmp_path)
    counted = results.weekly[
        (results.weekly["hypothesis"] == "article") & results.weekly["date"].between("2020-03-16", "2022-02-27")
    ]
    yearly = 52 * 1000 * counted.groupby(["variant", "replicate"])["newly_known"].mean() / 150
    gap = float((yearly["out"] - yearly["at_home"]).mean())
    row = found[(found["finding"] == "out_newly_known") & (found["hypothesis"] == "article")]
    assert float(row["mean"].iloc[0]) == pytest.approx(gap, rel=1e-3)
    words = StudyWords("rival_hypotheses", "nl")
    (table, *_) = pictures(results, findings(results), words, "nl")
    told = [text.get_text() for text in table.figure.axes[0].texts]
    assert "artikel" in told
    assert sum(words.label(name) in told for name in NAMES) == len(NAMES)
