"""The script of the blind predictions: options, refusals, and scoring."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from cohesie_sim.errors import ConfigurationError
from experiments.predictions import plan

ROOT = Path(__file__).parents[2]


def _run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "experiments" / "predictions.py"), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def draws(tmp_path: Path) -> Path:
    """Return a file with three draws of one parameter."""
    path = tmp_path / "draws.csv"
    path.write_text("parameters.loneliness.worry\n0.2\n0.3\n0.5\n", encoding="utf-8")
    return path


def test_the_first_draws_are_taken(draws: Path) -> None:
    chosen = plan(2, 100, draws)
    assert [dict(draw) for draw in chosen.draws] == [
        {"parameters.loneliness.worry": 0.2},
        {"parameters.loneliness.worry": 0.3},
    ]
    assert chosen.residents == 100


@pytest.mark.parametrize("number", [0, 4])
def test_more_draws_than_there_are_is_refused(draws: Path, number: int) -> None:
    with pytest.raises(ConfigurationError, match=f"draws = {number} is not allowed: a whole number from 1 to 3"):
        plan(number, 100, draws)


def test_refusals_go_to_stderr_with_the_usual_code(draws: Path, tmp_path: Path) -> None:
    refused = _run("--posterior", str(draws), "--draws", "9", "--out", str(tmp_path / "out"))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "draws = 9 is not allowed" in refused.stderr
    assert not (tmp_path / "out").exists()


def test_made_up_observations_are_scored(tmp_path: Path) -> None:
    row = {"unit": "%", "median": 43.0, "low90": 40.0, "high90": 46.0, "model_low90": 42.0, "model_high90": 44.0}
    frame = pd.DataFrame([{"id": "P13", "part": "", **row, "commit": "abc"}])
    frame.to_csv(tmp_path / "predictions.csv", index=False)
    (tmp_path / "seen.csv").write_text("id,observed\nP13,47\n", encoding="utf-8")
    done = _run("--out", str(tmp_path), "--score", str(tmp_path / "seen.csv"))
    assert done.returncode == 0, done.stderr
    assert "0 of 1 observations lie inside their 90 % interval, 1 outside" in done.stdout
    stored = pd.read_csv(tmp_path / "scores.csv")
    assert stored.loc[0, "result"] == "above"
    assert stored.loc[0, "interval_score"] == pytest.approx(6 + 20 * 1)
