"""What the command line does not understand or allow: one to three lines, exit code 2, nothing done."""

from __future__ import annotations

from pathlib import Path

import pytest

from cohesie_sim.neighbourhood.reading import PRESETS
from tests.cli.conftest import Cohesie

RUN = ("run", "nl_2020_2022")
REFUSALS = [
    (("rn",), ("cohesie", "'rn'", "verify", "Did you mean 'run'?")),
    (("--jsn",), ("--jsn", "--help")),
    (("run",), ("cohesie run", "SCENARIO", "missing")),
    (("run", "nl_2020_2020"), ("'nl_2020_2020'", "no_corona", "Did you mean 'nl_2020_2022'?")),
    ((*RUN, "extra"), ("cohesie run", "extra", "--help")),
    ((*RUN, "--residents"), ("--residents", "argument")),
    ((*RUN, "--replicate", "3"), ("cohesie run", "--replicate", "--jobs", "Did you mean '--replicates'?")),
    ((*RUN, "--replicates", "0"), ("--replicates", "0", "whole number from 1")),
    ((*RUN, "--replicates", "few"), ("--replicates", "few", "whole number from 1")),
    ((*RUN, "--seed", "-1"), ("--seed", "-1", "from 0")),
    ((*RUN, "--jobs", "0"), ("--jobs", "0", "from 1")),
    ((*RUN, "--residents", "0"), ("--residents", "= 0", "from 50 to")),
    ((*RUN, "--residents", "many"), ("--residents", "'many'", "whole number")),
    ((*RUN, "--fte", "-1"), ("--fte", "funding.fte_per_10000 = -1", "from 0 to 100")),
    ((*RUN, "--fte", "nan"), ("--fte", "nan", "from 0 to 100")),
    ((*RUN, "--hypothesis", "articel"), ("--hypothesis", "'articel'", "self_reliance", "Did you mean 'article'?")),
    ((*RUN, "--neighbourhood", "herlen"), ("'herlen'", "moerwijk", "Did you mean 'heerlen'?")),
    ((*RUN, "--engine", "mese"), ("--engine", "'mese'", "compiled or mesa", "Did you mean 'mesa'?")),
    ((*RUN, "--set", "residents"), ("--set residents", "KEY=VALUE")),
    ((*RUN, "--set", "fear.rise=0.3"), ("--set", "'fear.rise'", "Did you mean 'parameters.fear.rise'?")),
    ((*RUN, "--set", "parameters.fear.ris=0.3"), ("--set", "half_threat", "Did you mean 'parameters.fear.rise'?")),
    ((*RUN, "--set", "parameters.fear.rise=3"), ("--set", "parameters.fear.rise = 3", "from 0.2 to 0.9")),
    ((*RUN, "--set", "calendar.start=2020-01-07"), ("--set", "2020-01-07", "Monday", "2020-01-06")),
    ((*RUN, "--set", "funding.fte=6"), ("--set", "'funding.fte'", "Did you mean 'fte_per_10000'?")),
    ((*RUN, "--out", ""), ("cohesie run", "--out = '' is not allowed: a path")),
    (("bench", "--json", ""), ("cohesie bench", "--json = '' is not allowed: a path")),
    (("compare", "only_one"), ("cohesie compare", "B", "missing")),
    (("compare", "nowhere", "nowhere"), ("nowhere/manifest.json", "no such file", "cohesie run --out")),
    (("reproduce",), ("cohesie reproduce", "RESULTS", "missing")),
    (("reproduce", "nowhere"), ("nowhere/manifest.json", "no such file", "cohesie sweep")),
    (("sweep", "nowhere.toml"), ("nowhere.toml", "no such file")),
    (("swep",), ("'swep'", "Did you mean 'sweep'?")),
    (("verify", "nl_2020_2022", "--all"), ("cohesie verify", "nl_2020_2022", "--all")),
    (("verify", "--residents", "3"), ("--residents", "= 3", "from 50")),
    (("verify", "--replicates", "0"), ("--replicates", "0", "from 1")),
    (("parameters", "feer"), ("'feer'", "Did you mean 'fear'?")),
    (("parameters", "--jason"), ("cohesie parameters", "--jason", "Did you mean '--json'?")),
]


def assert_refused(cohesie: Cohesie, words: tuple[str, ...], pieces: tuple[str, ...]) -> None:
    answer = cohesie(*words)
    assert (answer.code, answer.out) == (2, "")
    assert 1 <= answer.err.count("\n") <= 3, answer.err
    for piece in pieces:
        assert piece in answer.err


@pytest.mark.parametrize(("words", "pieces"), REFUSALS, ids=[" ".join(words) for words, _ in REFUSALS])
def test_a_refusal_names_place_value_what_is_allowed_and_the_nearest_word(
    cohesie: Cohesie, words: tuple[str, ...], pieces: tuple[str, ...]
) -> None:
    assert_refused(cohesie, words, pieces)


def test_scenario_files_that_cannot_be_read(cohesie: Cohesie, tmp_path: Path) -> None:
    large, broken, binary = tmp_path / "large.toml", tmp_path / "broken.toml", tmp_path / "binary.toml"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    broken.write_text("title = [")
    binary.write_bytes(b"\xff\xfe")
    (tmp_path / "folder.toml").mkdir()
    for name, reason in (
        ("large", "100.0 MB is too large"),
        ("broken", "not valid TOML"),
        ("binary", "not UTF-8"),
        ("folder", "a folder"),
        ("absent", "no such file"),
    ):
        path = str(tmp_path / f"{name}.toml")
        assert_refused(cohesie, ("run", path), (path, reason))


def test_a_neighbourhood_file_that_cannot_be_read(cohesie: Cohesie, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    assert_refused(cohesie, (*RUN, "--neighbourhood", str(path)), ("--neighbourhood", str(path)))
    assert_refused(cohesie, (*RUN, "--neighbourhood", str(tmp_path)), (str(tmp_path), "a folder; allowed: a TOML file"))
    path.write_text((PRESETS / "heerlen.toml").read_text().replace("density =", "densty ="))
    assert_refused(cohesie, (*RUN, "--neighbourhood", str(path)), (str(path), "densty", "Did you mean 'density'?"))


@pytest.mark.parametrize("words", [(*RUN, "--out"), ("bench", "--json")])
def test_a_folder_that_cannot_be_written_is_found_out_before_anything_runs(
    cohesie: Cohesie, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("something was run")

    monkeypatch.setattr("cohesie_sim.cli.running.run_replicate", never)
    monkeypatch.setattr("cohesie_sim.cli.benching.measure", never)
    file = tmp_path / "a_file"
    file.write_text("kept")
    assert_refused(cohesie, (*words, str(file / "below")), (str(file), "cannot be written"))
    assert_refused(cohesie, ("bench", "--json", str(tmp_path)), (str(tmp_path), "a folder"))
    assert "--out" not in cohesie(*words, str(file / "below")).err  # bench has no such option
    assert file.read_text() == "kept"
    assert list(tmp_path.iterdir()) == [file]
