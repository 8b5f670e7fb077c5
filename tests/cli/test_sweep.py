"""``cohesie sweep``: a design of one's own, from the file to the page."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.experiment import runner
from tests.cli.conftest import Cohesie

SCENARIO = 'base = "nl_2020_2022"\ntitle = "Short"\n[calendar]\nweeks = 16\nburn_in_weeks = 2\n'
HEAD = 'name = "mine"\nquestion = "What?"\nquestion_nl = "Wat?"\nreplicates = 2\nresidents = 80\n'
FUND = """
[[grids]]
scenarios = ["short.toml"]
levels = [{levels}]
[[grids.variants]]
name = "with_fund"
[[grids.variants]]
name = "without_fund"
changes = {{ "support.corona_fund" = false }}
"""
PLAIN = '\n[[grids]]\nscenarios = ["short.toml"]\nlevels = [{levels}]\nhypotheses = ["null", "article"]\n'
TABLES = {"weekly.parquet", "splits.parquet", "initiatives.parquet", "volunteers.parquet", "summary.csv"}
PAGES = {"README.md", "LEESMIJ.md", "manifest.json", "dictionary.csv", "ro-crate-metadata.json"}


@pytest.fixture
def design(tmp_path: Path) -> Path:
    """Return the path of a small design file with two variants."""
    (tmp_path / "short.toml").write_text(SCENARIO, encoding="utf-8")
    path = tmp_path / "design.toml"
    path.write_text(HEAD + FUND.format(levels="4"), encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("grids", "told", "picture"),
    [
        (FUND.format(levels="4"), "without fund instead of with fund (4 fte)", "contrasts_short.en.png"),
        (FUND.format(levels="0, 4"), "with fund, 4 fte instead of 0 fte", "contrasts_short.nl.png"),
        (PLAIN.format(levels="4"), "nothing to compare", ""),
        (PLAIN.format(levels="0, 4"), "4 instead of 0 fte per 10,000 residents", "hypotheses_short.nl.svg"),
    ],
    ids=["variants", "levels and variants", "one condition", "levels"],
)
def test_a_design_of_any_form_gets_tables_pages_and_an_answer(
    cohesie: Cohesie, design: Path, tmp_path: Path, grids: str, told: str, picture: str
) -> None:
    design.write_text(HEAD + grids, encoding="utf-8")
    out = tmp_path / "out"
    answer = cohesie("sweep", str(design), "--out", str(out), "--jobs", "1")
    assert answer.code == 0, answer.err
    assert told in answer.out
    assert "not prediction" in answer.out
    names = {path.name for path in out.iterdir()}
    assert TABLES | PAGES | ({picture} if picture else set()) <= names
    assert "Wat?" in (out / "LEESMIJ.md").read_text(encoding="utf-8")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["design"]["name"] == "mine"
    assert list(manifest["design"]["files"]) == ["scenarios/short.toml"]
    assert set(manifest["files"]) == names - {"manifest.json", "ro-crate-metadata.json", "raw"}


@pytest.mark.slow
def test_results_go_below_the_current_folder_and_options_overrule_the_file(
    cohesie: Cohesie, design: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    assert design.parent == tmp_path
    monkeypatch.chdir(here)
    assert cohesie("sweep", "../design.toml", "--replicates", "1", "--residents", "60").code == 0
    weekly = pd.read_parquet(here / "results" / "mine" / "weekly.parquet")
    assert (weekly["replicate"].nunique(), weekly["residents"].iloc[0]) == (1, 60)
    assert "results/NAME" in cohesie("sweep", "--help").out


@pytest.mark.slow
def test_started_again_it_goes_on(
    cohesie: Cohesie, design: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert cohesie("sweep", str(design), "--out", str(out)).code == 0
    summary = (out / "summary.csv").read_bytes()

    def never(*_: object) -> None:
        raise AssertionError("something was run")

    monkeypatch.setattr(runner, "run_replicate", never)
    assert cohesie("sweep", str(design), "--out", str(out)).code == 0
    assert (out / "summary.csv").read_bytes() == summary


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        (("sweep",), ("cohesie sweep", "DESIGN", "missing")),
        (("sweep", "lost.toml"), ("lost.toml", "no such file")),
        (("sweep", "design.toml", "--replicates", "0"), ("--replicates", "0", "from 1")),
        (("sweep", "design.toml", "--shard", "3"), ("shard = '3'", "2/8")),
        (("sweep", "design.toml", "--out", ""), ("--out = '' is not allowed",)),
        (("sweep", "design.toml", "--ressume"), ("--ressume", "Did you mean '--resume'?")),
    ],
)
def test_what_cannot_be_run_is_refused(
    cohesie: Cohesie, design: Path, words: tuple[str, ...], pieces: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(design.parent)
    answer = cohesie(*words)
    assert (answer.code, answer.out) == (2, "")
    for piece in pieces:
        assert piece in answer.err
    assert not (design.parent / "results").exists()


def test_a_typo_in_the_design_is_told_with_its_place(cohesie: Cohesie, design: Path) -> None:
    design.write_text(HEAD + FUND.format(levels="4").replace("changes", "change"), encoding="utf-8")
    answer = cohesie("sweep", str(design))
    assert answer.code == 2
    assert "unknown key 'grids[0].variants[1].change'" in answer.err
    assert "Did you mean 'changes'?" in answer.err


def test_the_name_of_a_shipped_experiment_is_taken(cohesie: Cohesie, design: Path) -> None:
    design.write_text(HEAD.replace("mine", "funding_sweep") + FUND.format(levels="4"), encoding="utf-8")
    answer = cohesie("sweep", str(design))
    assert answer.code == 2
    assert "name = 'funding_sweep' is not allowed" in answer.err


def test_an_interruption_keeps_what_was_finished(
    cohesie: Cohesie, design: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = run_replicate
    done: list[object] = []

    def stop(*arguments: object) -> object:
        if done:
            raise KeyboardInterrupt
        done.append(arguments)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(runner, "run_replicate", stop)
    answer = cohesie("sweep", str(design), "--out", str(tmp_path / "out"), "--jobs", "1")
    assert answer.code == 130
    assert "the same command goes on from here" in answer.err
