"""The main job at a small size, from the options to the pictures."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from PIL import Image

from cohesie_sim.cli import study
from cohesie_sim.cli.study import run_script
from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.experiment import runner
from cohesie_sim.outcomes.measures import MEASURES
from cohesie_sim.report.study_words import StudyWords
from experiments import funding_sweep


def _sweep(monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    monkeypatch.setattr(sys, "argv", ["funding_sweep.py", *options])
    return run_script(funding_sweep.design, funding_sweep.__doc__, funding_sweep.__file__)


def test_the_full_design_is_what_the_question_asks_for() -> None:
    design = funding_sweep.design()
    main, rivals = design.grids
    assert main.levels == rivals.levels == (0, 2, 4, 6, 8, 12)
    assert main.scenarios == ("nl_2020_2022", "no_corona", "long_winter")
    assert main.hypotheses == ("article",)
    assert rivals.scenarios == ("nl_2020_2022",)
    assert rivals.hypotheses == ("self_reliance", "null")
    assert (design.replicates, design.residents, design.neighbourhood) == (60, 4000, "heerlen")
    assert len(design.runs()) == 60 * 6 * (3 + 2)


@pytest.mark.slow
def test_a_small_sweep_writes_everything_and_tells_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sweep"
    assert _sweep(monkeypatch, "--replicates", "2", "--residents", "120", "--out", str(out)) == 0
    told = capsys.readouterr().out
    assert "12 instead of 0 fte per 10,000 residents" in told
    assert "not prediction" in told
    assert str(out) in told
    assert "nan" not in told

    names = {path.name for path in out.iterdir()}
    tables = {"weekly.parquet", "initiatives.parquet", "splits.parquet", "volunteers.parquet", "summary.csv"}
    pages = {"manifest.json", "README.md", "LEESMIJ.md", "findings.csv"}
    figures = {"dose_response.en.png", "differences_long_winter.nl.svg", "hypotheses_nl_2020_2022.nl.png"}
    figures |= {"over_time_nl_2020_2022.en.png", "one_more_fte.nl.svg", "minimum_presence.en.png", "effects.en.png"}
    assert tables | pages | figures <= names
    assert not [name for name in names if name.endswith(".tmp")]

    summary = pd.read_csv(out / "summary.csv")
    assert len(summary) == len(MEASURES) * 3 * (3 + 2) * 6  # periods; scenarios and rivals; levels
    against = summary[summary["fte_per_10000"] > 0]
    assert set(against["distinguishable"]) <= {"yes", "no"}
    assert summary.loc[summary["fte_per_10000"] == 0, "distinguishable"].isna().all()
    weekly = pd.read_parquet(out / "weekly.parquet")
    assert len(weekly) == 2 * 30 * 156
    paid = weekly[weekly["scenario"] == "no_corona"].groupby("fte_per_10000")["hours_bought"].mean()
    assert paid.to_dict() == pytest.approx({level: level * 36 * 120 / 10_000 for level in (0, 2, 4, 6, 8, 12)})

    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["runs"], manifest["runs_failed"], manifest["residents"]) == (60, 0, 120)
    picture = Image.open(io.BytesIO((out / "dose_response.en.png").read_bytes()))
    assert str(picture.info["N"]).startswith("n = 2 simulated neighbourhoods of 120 residents")


@pytest.mark.slow
def test_the_findings_of_a_small_sweep_have_their_words_and_agree_with_the_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _sweep(monkeypatch, "--replicates", "2", "--residents", "120", "--out", str(tmp_path)) == 0
    found = pd.read_csv(tmp_path / "findings.csv", keep_default_na=False)
    for language in ("en", "nl"):
        words = StudyWords("funding_sweep", language)
        assert set(words.clauses) == set(found["finding"])
        assert set(words.told) <= set(words.clauses)
    means = dict(zip(zip(found["finding"], found["hypothesis"], strict=True), found["mean"], strict=True))
    summary = pd.read_csv(tmp_path / "summary.csv", keep_default_na=False)
    keys = ["period", "scenario", "outcome", "hypothesis", "fte_per_10000"]
    told = summary.set_index(keys)["difference"]
    for hypothesis in ("article", "self_reliance", "null"):
        whole = told["from_first_lockdown", "nl_2020_2022", "isolated", hypothesis, 12.0]
        assert float(means["isolated", hypothesis]) == pytest.approx(float(whole), rel=1e-4)
    late = told["after", "nl_2020_2022", "out_of_sight", "article", 12.0]
    assert float(means["out_of_sight_after", "article"]) == pytest.approx(float(late), rel=1e-4)
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "EUR 84,000 to 132,000 per 1,000 residents" in page
    assert "(over_time_nl_2020_2022.en.png)" in page
    assert "8 fte, neighbourhoods" not in page  # only what is told stands on the page


@pytest.mark.slow
def test_when_a_run_fails_the_rest_is_kept_and_the_exit_code_is_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fragile(scenario: Any, seed: int, replicate: int) -> Any:
        if replicate == 1 and scenario.name == "long_winter":
            raise MemoryError("too many neighbours")
        return run_replicate(scenario, seed, replicate)

    monkeypatch.setattr(runner, "run_replicate", fragile)
    options = ("--replicates", "2", "--residents", "60", "--out", str(tmp_path / "sweep"))
    assert _sweep(monkeypatch, *options) == 3
    assert "6 runs failed: see" in capsys.readouterr().err
    errors = pd.read_csv(tmp_path / "sweep" / "errors.csv")
    assert errors["cause"].tolist() == ["MemoryError: too many neighbours"] * 6
    assert (tmp_path / "sweep" / "README.md").exists()


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (("--replicates", "0"), "replicates = 0 is not allowed"),
        (("--residents", "10"), "residents = 10 is not allowed"),
        (("--residents", "0"), "residents = 0 is not allowed: a whole number from 50"),
        (("--jobs", "0"), "jobs = 0 is not allowed"),
    ],
)
def test_bad_options_are_one_line_and_exit_code_2(
    options: tuple[str, str],
    text: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _sweep(monkeypatch, *options, "--out", str(tmp_path / "sweep")) == 2
    said = capsys.readouterr().err
    assert text in said
    assert len(said.splitlines()) <= 3
    assert not (tmp_path / "sweep").exists()


def test_a_folder_that_cannot_be_written_is_exit_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    assert _sweep(monkeypatch, "--out", str(tmp_path / "taken")) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_an_interruption_is_exit_code_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(study, "run_design", interrupted)
    assert _sweep(monkeypatch, "--out", str(tmp_path / "sweep")) == 130


def test_an_empty_folder_name_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        _sweep(monkeypatch, "--out", "")
    assert stopped.value.code == 2
    assert "--out = '' is not allowed" in capsys.readouterr().err
