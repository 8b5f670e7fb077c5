"""What the scripts of experiments share: options, parts, merging, exit codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cohesie_sim.cli import study
from cohesie_sim.cli.study import How, run_script, run_study
from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.experiment import Design, Grid, runner

SHORT = 'base = "nl_2020_2022"\ntitle = "Short"\n[calendar]\nweeks = 60\nburn_in_weeks = 4\n'
TABLES = ("weekly", "initiatives", "volunteers", "splits")


@pytest.fixture
def make(tmp_path: Path) -> Any:
    (tmp_path / "short.toml").write_text(SHORT, encoding="utf-8")

    def design(replicates: int = 2, residents: int = 80) -> Design:
        grid = Grid((0.0, 8.0), (str(tmp_path / "short.toml"),))
        return Design("own", "What?", "Wat?", (grid,), replicates, residents=residents)

    return design


def _script(make: Any, monkeypatch: pytest.MonkeyPatch, script: Path, *options: str) -> int:
    monkeypatch.setattr(sys, "argv", [str(script), *options])
    return run_script(make, "What?", str(script))


@pytest.mark.slow
def test_a_script_puts_its_results_beside_its_folder(
    make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "project" / "experiments" / "own.py"
    assert _script(make, monkeypatch, script, "--jobs", "1") == 0
    out = tmp_path / "project" / "results" / "own"
    assert {"summary.csv", "manifest.json", "README.md", "LEESMIJ.md"} <= {path.name for path in out.iterdir()}
    told = capsys.readouterr().out
    assert "not prediction" in told
    assert str(out) in told


@pytest.mark.slow
def test_parts_in_folders_of_their_own_merge_into_the_whole(make: Any, tmp_path: Path) -> None:
    assert run_study(make(), tmp_path / "whole", How(jobs=1)) == 0
    for k in (1, 2):
        assert run_study(make(), tmp_path / f"part{k}", How(jobs=1, shard=(k, 2))) == 0
        assert not (tmp_path / f"part{k}" / "summary.csv").exists()
    merged = tmp_path / "merged"
    parts = tuple(str(tmp_path / f"part{k}") for k in (1, 2))
    assert run_study(make(), merged, How(merge=parts, resume=True)) == 0
    for name in (*(f"{table}.parquet" for table in TABLES), "summary.csv", "README.md"):
        assert (merged / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), name


@pytest.mark.slow
def test_when_a_run_fails_the_rest_is_kept_and_the_exit_code_is_3(
    make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fragile(scenario: Any, seed: int, replicate: int) -> Any:
        if replicate == 1:
            raise MemoryError("too many neighbours")
        return run_replicate(scenario, seed, replicate)

    monkeypatch.setattr(runner, "run_replicate", fragile)
    assert run_study(make(), tmp_path / "out") == 3
    assert "2 runs failed: see" in capsys.readouterr().err
    assert pd.read_csv(tmp_path / "out" / "errors.csv")["cause"].tolist() == ["MemoryError: too many neighbours"] * 2
    assert (tmp_path / "out" / "README.md").exists()


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (("--replicates", "0"), "replicates = 0 is not allowed"),
        (("--residents", "10"), "residents = 10 is not allowed"),
        (("--jobs", "0"), "jobs = 0 is not allowed"),
        (("--shard", "3/2"), "3/2"),
        (("--shard", "x"), "x"),
        (("--resume",), "nothing to resume"),
        (("--resume", "--dry-run"), "nothing to resume"),
        (("--merge", "nowhere"), "nowhere"),
    ],
)
def test_bad_options_are_one_line_and_exit_code_2(
    options: tuple[str, ...],
    text: str,
    make: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _script(make, monkeypatch, tmp_path / "x" / "own.py", "--out", str(tmp_path / "out"), *options) == 2
    said = capsys.readouterr().err
    assert text in said
    assert len(said.splitlines()) <= 3
    assert not (tmp_path / "out" / "summary.csv").exists()


def test_a_dry_run_tells_its_size_and_leaves_nothing(
    make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _script(make, monkeypatch, tmp_path / "x" / "own.py", "--out", str(tmp_path / "out"), "--dry-run") == 0
    assert "4 runs" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_an_interruption_is_exit_code_130(make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(study, "run_design", interrupted)
    assert _script(make, monkeypatch, tmp_path / "x" / "own.py", "--out", str(tmp_path / "out")) == 130


def test_an_empty_folder_name_is_refused(
    make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        _script(make, monkeypatch, tmp_path / "own.py", "--out", "")
    assert stopped.value.code == 2
    assert "--out = '' is not allowed" in capsys.readouterr().err


def test_results_of_something_else_are_not_overwritten(
    make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.json").write_text('{"name": "another"}', encoding="utf-8")
    assert _script(make, monkeypatch, tmp_path / "x" / "own.py", "--out", str(out)) == 2
    assert "holds results of another" in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == ["manifest.json"]
    (out / "manifest.json").write_text("{", encoding="utf-8")
    assert _script(make, monkeypatch, tmp_path / "x" / "own.py", "--out", str(out)) == 2
    assert "cannot be read" in capsys.readouterr().err
