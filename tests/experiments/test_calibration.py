"""The script of the calibration at a tiny size: every step, gone on with, and the same again."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from cohesie_sim.calibration.unknowns import drawn, fitted
from cohesie_sim.cli import calibrating
from cohesie_sim.cli.calibrating import run_calibration
from cohesie_sim.posterior import read_draws

SIZE = ["--worlds", "52", "--cases", "1", "--particles", "20", "--generations", "1", "--draws", "3", "--jobs", "2"]


@pytest.mark.slow
def test_a_tiny_calibration_writes_tables_pictures_and_pages_and_goes_on_from_what_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_calibration("", "", [*SIZE, "--out", str(tmp_path)]) == 0
    tables = {name: (tmp_path / f"{name}.csv").read_bytes() for name in ("posterior", "fit", "recovery", "predictive")}
    assert list(pd.read_csv(tmp_path / "posterior.csv")) == [unknown.key for unknown in (*fitted(), *drawn())]
    assert len(read_draws(tmp_path / "posterior.csv")) == 3
    for page in ("README.md", "LEESMIJ.md"):
        assert "posterior.csv" in (tmp_path / page).read_text(encoding="utf-8")
    capsys.readouterr()
    assert run_calibration("", "", [*SIZE, "--out", str(tmp_path)]) == 0
    assert "bank: 53 of 53 runs, done in 0 s" in capsys.readouterr().err
    assert {name: (tmp_path / f"{name}.csv").read_bytes() for name in tables} == tables
    adopted = tmp_path / "adopted.csv"
    monkeypatch.setattr(calibrating, "ADOPTED", adopted)
    assert run_calibration("", "", ["--adopt", "--out", str(tmp_path)]) == 0
    assert adopted.read_bytes() == tables["posterior"]


def test_draws_that_are_not_there_are_not_adopted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_calibration("", "", ["--adopt", "--out", str(tmp_path)]) == 2
    assert "no draws of parameters there" in capsys.readouterr().err


def test_a_number_below_one_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run_calibration("", "", ["--worlds", "0"])
    assert "0 is not allowed: a whole number from 1" in capsys.readouterr().err
