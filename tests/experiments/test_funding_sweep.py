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

from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.experiment import runner
from cohesie_sim.outcomes.measures import MEASURES
from experiments import funding_sweep


def _sweep(monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    monkeypatch.setattr(sys, "argv", ["funding_sweep.py", *options])
    return funding_sweep.main()


def test_the_full_design_is_what_the_question_asks_for() -> None:
    design = funding_sweep.design()
    main, rivals = design.grids
    assert main.levels == (0, 2, 4, 6, 8, 12)
    assert main.scenarios == ("nl_2020_2022", "no_corona", "long_winter")
    assert main.hypotheses == ("article",)
    assert (rivals.levels, rivals.scenarios) == ((0, 12), ("nl_2020_2022",))
    assert rivals.hypotheses == ("self_reliance", "null")
    assert (design.replicates, design.residents, design.neighbourhood) == (50, 4000, "heerlen")
    assert len(design.runs()) == 900 + 200


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

    names = {path.name for path in out.iterdir()}
    tables = {"weekly.parquet", "initiatives.parquet", "splits.parquet", "volunteers.parquet", "summary.csv"}
    pages = {"manifest.json", "README.md", "LEESMIJ.md"}
    figures = {"dose_response.en.png", "differences_long_winter.nl.svg", "hypotheses_nl_2020_2022.nl.png"}
    assert tables | pages | figures <= names
    assert not [name for name in names if name.endswith(".tmp")]

    summary = pd.read_csv(out / "summary.csv")
    assert len(summary) == len(MEASURES) * 3 * (3 * 6 + 2 * 2)  # periods; scenarios and levels, hypotheses and levels
    against = summary[summary["fte_per_10000"] > 0]
    assert set(against["distinguishable"]) <= {"yes", "no"}
    assert summary.loc[summary["fte_per_10000"] == 0, "distinguishable"].isna().all()
    weekly = pd.read_parquet(out / "weekly.parquet")
    assert len(weekly) == (36 + 8) * 156
    paid = weekly[weekly["scenario"] == "no_corona"].groupby("fte_per_10000")["hours_bought"].mean()
    assert paid.to_dict() == pytest.approx({level: level * 36 * 120 / 10_000 for level in (0, 2, 4, 6, 8, 12)})

    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["runs"], manifest["runs_failed"], manifest["residents"]) == (44, 0, 120)
    picture = Image.open(io.BytesIO((out / "dose_response.en.png").read_bytes()))
    assert str(picture.info["N"]).startswith("n = 2 simulated neighbourhoods of 120 residents")


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
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(funding_sweep, "run_design", interrupted)
    assert _sweep(monkeypatch, "--out", str(tmp_path / "sweep")) == 130


def test_an_empty_folder_name_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        _sweep(monkeypatch, "--out", "")
    assert stopped.value.code == 2
    assert "--out = '' is not allowed" in capsys.readouterr().err
