"""The study of the rescue package: the design, and everything it writes at a tiny size."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image

from cohesie_sim.cli.study import run_study
from cohesie_sim.report.studies.rescue_package_shares import PLAYERS, coalitions, condition_of
from cohesie_sim.report.study_words import StudyWords
from experiments import rescue_package


def test_the_design_is_a_full_factorial_under_every_hypothesis() -> None:
    design = rescue_package.design()
    assert len(design.runs()) == 40 * (16 * 3 + 3 + 2 + 2)
    assert (design.residents, design.neighbourhood, design.seed) == (4000, "heerlen", 1)
    for hypothesis in ("article", "self_reliance", "null"):
        names = {
            cell.variant for cell in design.cells() if cell.hypothesis == hypothesis and "nl" in cell.scenario_name
        }
        assert {condition_of(there).variant for there in coalitions()} <= names


def test_a_combination_has_what_its_name_says_and_nothing_else() -> None:
    cells = {c.variant: c.scenario for c in rescue_package.design().cells() if c.scenario_name == "nl_2020_2022"}
    switches = {"fund": "corona_fund", "advice": "health_advice", "steering": "steering_group"}
    for there in coalitions():
        settings = cells[condition_of(there).variant].settings
        on = {name for name, key in switches.items() if getattr(settings.support, key)}
        steps = settings.funding.steps()
        before, during, after = (
            [fte for begin, fte in steps if begin <= day.toordinal()][-1]
            for day in (date(2020, 3, 9), date(2020, 3, 16), date(2022, 2, 28))
        )
        assert (before, after) == (4, 4)
        assert during == (4 if "workers" in there else 0)
        assert on | ({"workers"} if during else set()) == there


@pytest.mark.slow
def test_a_tiny_study_writes_pictures_pages_and_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_study(rescue_package.design(2, 200), tmp_path) == 0
    assert "huiskamers" in capsys.readouterr().out
    found = pd.read_csv(tmp_path / "findings.csv", keep_default_na=False)
    assert set(found["finding"]) == set(StudyWords("rescue_package", "en").clauses)
    assert not found.duplicated(["finding", "hypothesis"]).any()
    means = found.set_index(["hypothesis", "finding"])["mean"].pipe(pd.to_numeric, errors="coerce")
    for hypothesis in ("article", "self_reliance", "null"):
        for what in ("huiskamers", "initiatives"):  # so small a neighbourhood may have no huiskamer
            shares = sum(means[hypothesis, f"{what}_{player}"] for player in PLAYERS)
            assert shares == pytest.approx(means[hypothesis, f"{what}_all"], abs=1e-5, nan_ok=True)
            lived, unhelped = means[hypothesis, f"{what}_lived"], means[hypothesis, f"{what}_unhelped"]
            assert means[hypothesis, f"{what}_all"] == pytest.approx(lived - unhelped, abs=1e-5, nan_ok=True)
    for name in ("shares_huiskamers", "shares_initiatives", "effects", "effects_quits"):
        for language in ("en", "nl"):
            picture = Image.open(io.BytesIO((tmp_path / f"{name}.{language}.png").read_bytes()))
            assert picture.info["Title"] == StudyWords("rescue_package", language).figure(name)["title"]
            assert "200" in picture.info["N"]

    weekly = pd.read_parquet(tmp_path / "weekly.parquet")
    names = [condition_of(there).variant for there in coalitions()]
    early = weekly[weekly["variant"].isin(names) & (weekly["scenario"] == "nl_2020_2022") & (weekly["week"] < 10)]
    numbers = early.groupby(["hypothesis", "replicate", "week"])["participants"].agg(["min", "max"])
    assert (numbers["min"] == numbers["max"]).all()
