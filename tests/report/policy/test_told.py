"""A small design that fills a space: run, stored and reported, in both languages; what is missing is named."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from cohesie_sim.cli.study import run_study
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.report.policy.told import read_emulated, report_policy_space
from experiments.policy_space import design


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("policy") / "policy_space"
    assert run_study(replace(design(2, 200, points=8, pairs=8), uncertainty="posterior"), out) == 0
    return out


@pytest.mark.slow
def test_the_report_says_how_far_the_emulator_can_be_trusted(folder: Path) -> None:
    table = pd.read_csv(folder / "emulator.csv")
    assert list(table["part"].unique()) == ["before", "during", "after", "groups_second_lockdown", "groups_after"]
    assert (table["conditions"] == 16).all()
    assert table.loc[table["part"] == "after", "pairs"].eq(8).all()
    before = table.loc[table["part"] == "before", "pairs"]
    assert (before < 8).all()  # a pair that differs only in what comes later is alike until then
    english, dutch = ((folder / name).read_text(encoding="utf-8") for name in ("README.md", "LEESMIJ.md"))
    assert "fitted to 26 conditions" in english
    assert "| Isolated adults | after reopening |" in english
    assert "aangepast aan 26 condities" in dutch
    assert {path.name for path in folder.glob("trial.*")} == {
        "trial.en.png",
        "trial.en.svg",
        "trial.nl.png",
        "trial.nl.svg",
    }
    held = json.loads((folder / "manifest.json").read_text())
    assert {"curves.parquet", "groups.parquet", "emulator.csv", "README.md"} <= set(held["files"])


@pytest.mark.slow
def test_the_report_is_the_same_again(folder: Path) -> None:
    files, answers = report_policy_space(folder)
    assert files["emulator.csv"] == (folder / "emulator.csv").read_bytes()
    assert answers[0].startswith("Intervals of 90 % of the emulator hold")


@pytest.mark.slow
def test_what_comes_later_does_not_change_what_was_before(folder: Path) -> None:
    found = read_emulated(folder)
    for piece, part in zip(found.pieces, found.parts, strict=True):
        if piece.part == "before":
            assert part.inputs.shape[1] == len(found.space.columns(("before", "neighbourhood", "hypothesis")))


def test_results_that_are_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no complete results of a design that fills a space"):
        read_emulated(tmp_path)
