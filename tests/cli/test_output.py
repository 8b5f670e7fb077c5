"""Standard output that cannot be written, the version, and starting as a module."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pandas as pd
import pytest

import cohesie_sim
from cohesie_sim.errors import did_you_mean
from tests.cli.conftest import Cohesie

Program = tuple[list[str], dict[str, str]]
FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("words", [["scenarios"], ["parameters", "--json"], ["--help"], ["--version"]])
def test_a_full_disk_is_one_line_and_exit_code_2(words: list[str], program: Program) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            [*program[0], *words], env=program[1], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "standard output: cannot be written (no space left on device).\n"


@pytest.mark.slow
@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is always full")
def test_results_are_saved_before_they_are_printed(program: Program, short: tuple[str, ...], tmp_path: Path) -> None:
    words = ["run", "no_corona", *short, "--out", str(tmp_path)]
    with FULL.open("w") as full:
        done = subprocess.run(
            [*program[0], *words], env=program[1], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "standard output: cannot be written (no space left on device)."
    assert "Traceback" not in done.stderr
    assert len(pd.read_parquet(tmp_path / "weekly.parquet")) == 12


def test_a_reader_that_has_seen_enough_is_no_error(program: Program) -> None:
    with subprocess.Popen(
        [*program[0], "parameters", "--json"], env=program[1], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_the_version_is_that_of_the_project(cohesie: Cohesie) -> None:
    declared = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert cohesie_sim.__version__ == declared["project"]["version"]
    assert cohesie("--version") == (0, f"cohesie {cohesie_sim.__version__}\n", "")


def test_a_word_that_begins_a_valid_one_is_near() -> None:
    assert did_you_mean("fte", ["changes", "fte_per_10000", "phases"]) == " Did you mean 'fte_per_10000'?"
    assert did_you_mean("f", ["fte_per_10000"]) == ""
