"""``cohesie reproduce``: the same results again, or where they differ."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cohesie_sim.cli import main, reproducing
from cohesie_sim.experiment import runner
from cohesie_sim.experiment.fingerprints import fingerprint_values
from tests.cli.conftest import Cohesie

pytestmark = pytest.mark.slow

DESIGN = """
name = "mine"
question = "What?"
replicates = 2
residents = 80
[[grids]]
scenarios = ["short.toml"]
hypotheses = ["article", "null"]
levels = [2]
[[grids.variants]]
name = "much"
[[grids.variants]]
name = "little"
changes = { "funding.phases.during" = { factor = 0.1 } }
"""
SCENARIO = 'base = "hold_after"\ntitle = "Short"\n[calendar]\nweeks = 14\nburn_in_weeks = 2\n'


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return results whose design file and scenario file are gone."""
    folder = tmp_path_factory.mktemp("original")
    (folder / "design.toml").write_text(DESIGN, encoding="utf-8")
    (folder / "short.toml").write_text(SCENARIO, encoding="utf-8")
    assert main(["sweep", str(folder / "design.toml"), "--out", str(folder / "results")]) == 0
    (folder / "design.toml").unlink()
    (folder / "short.toml").unlink()
    shutil.rmtree(folder / "results" / "raw")
    return folder / "results"


@pytest.fixture
def results(original: Path, tmp_path: Path) -> Path:
    """Return a copy of the results that may be changed."""
    return shutil.copytree(original, tmp_path / "results")


@pytest.fixture
def kept(original: Path, cohesie: Cohesie) -> Path:
    """Return the folder in which everything was made again, once for all tests."""
    folder = original.parent / "again"
    if not folder.exists():
        assert cohesie("reproduce", str(original), "--keep", str(folder)).code == 0
    return folder


def row_of(out: str, file: str) -> str:
    """Return the line of the table about a file."""
    return next(line for line in out.splitlines() if line.startswith(file))


def test_everything_comes_back_to_the_byte_from_the_manifest_alone(cohesie: Cohesie, original: Path) -> None:
    before = {path.name: path.read_bytes() for path in original.iterdir()}
    answer = cohesie("reproduce", str(original), "--jobs", "1")
    assert answer.code == 0, answer.out + answer.err
    names = ("weekly.parquet", "splits.parquet", "summary.csv", "README.md", "LEESMIJ.md", "dictionary.csv")
    for name in names:
        assert row_of(answer.out, name).split(maxsplit=1)[1] == "equal to the byte"
    assert row_of(answer.out, "4 pictures").endswith("equal to the byte")
    assert "All versions are the same." in answer.out
    assert "The same: all 8 files." in answer.out
    assert {path.name: path.read_bytes() for path in original.iterdir()} == before


def test_large_tables_need_not_be_there(cohesie: Cohesie, results: Path, kept: Path) -> None:
    for name in ("weekly.parquet", "splits.parquet"):
        (results / name).unlink()
    answer = cohesie("reproduce", str(results), "--keep", str(kept))
    assert answer.code == 0
    assert "by its fingerprint" in row_of(answer.out, "weekly.parquet")


def test_a_tampered_table_fails_and_its_first_cell_is_named(cohesie: Cohesie, results: Path, kept: Path) -> None:
    path = results / "summary.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    head, cells = lines[0].split(","), lines[3].split(",")
    mean = head.index("mean")
    told = cells[mean]
    cells[mean] = f"{float(told) + 0.25:g}"
    path.write_text("\n".join([*lines[:3], ",".join(cells), *lines[4:], ""]), encoding="utf-8")
    answer = cohesie("reproduce", str(results), "--keep", str(kept))
    assert answer.code == 4
    assert "differs" in row_of(answer.out, "summary.csv ")
    found = next(line for line in answer.out.splitlines() if line.startswith("summary.csv: "))
    assert "the stored file was changed after it was made; row 3 (out_of_sight, from_first_lockdown" in found
    assert f"mean: {cells[mean]} there, {told} here (-0.25" in found
    assert "NOT the same: 1 of 8 files differ." in answer.out


def test_a_change_too_small_to_matter_is_still_a_change(cohesie: Cohesie, results: Path, kept: Path) -> None:
    with (results / "LEESMIJ.md").open("a", encoding="utf-8") as page:
        page.write("\n")
    answer = cohesie("reproduce", str(results), "--keep", str(kept))
    assert answer.code == 4
    assert "LEESMIJ.md: the stored file was changed after it was made" in answer.out


def test_other_luck_gives_other_results(cohesie: Cohesie, results: Path) -> None:
    path = results / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["design"]["seed"] = 2
    path.write_text(json.dumps(manifest), encoding="utf-8")
    (results / "weekly.parquet").unlink()
    answer = cohesie("reproduce", str(results))
    assert answer.code == 4
    assert "weekly.parquet: by its fingerprint; the file itself is not here" in answer.out
    assert "splits.parquet: row 1 (article, short, much, 2.0, 0" in answer.out
    assert "changed after" not in answer.out


def test_tables_written_by_another_library_have_the_same_values(cohesie: Cohesie, results: Path, kept: Path) -> None:
    table = pd.read_parquet(results / "volunteers.parquet")
    table.to_parquet(results / "volunteers.parquet", compression="gzip", index=False)
    answer = cohesie("reproduce", str(results), "--keep", str(kept))
    assert answer.code == 0
    assert "equal values, in other bytes" in row_of(answer.out, "volunteers.parquet")


def test_numbers_that_differ_in_the_last_digit_are_almost_equal(cohesie: Cohesie, results: Path, kept: Path) -> None:
    """As if the results came from another platform: stored, fingerprinted, and made again here."""
    path, manifest_path = results / "summary.csv", results / "manifest.json"
    frame = pd.read_csv(path, keep_default_na=False, na_values=[""])
    frame["mean"] *= 1 + 4e-6
    path.write_text(frame.to_csv(index=False), encoding="utf-8")
    manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    manifest["files"]["summary.csv"] = {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    manifest["versions"]["numpy"] = "1.0"
    manifest["versions"]["matplotlib"] = "1.0"
    manifest_path.write_text(json.dumps(manifest), encoding="utf-8")
    answer = cohesie("reproduce", str(results), "--keep", str(kept))
    assert answer.code == 0
    assert row_of(answer.out, "summary.csv").endswith("equal within 1e-5")
    assert "Versions that differ: numpy 1.0 there, " in answer.out
    assert "not compared" in row_of(answer.out, "4 pictures")


def test_a_picture_is_told_but_does_not_fail(cohesie: Cohesie, results: Path, kept: Path) -> None:
    (results / "contrasts_short.en.png").write_bytes(b"other")
    answer = cohesie("reproduce", str(results), "--keep", str(kept))
    assert answer.code == 0
    assert "3 equal to the byte" in row_of(answer.out, "4 pictures")
    assert "first contrasts_short.en.png" in row_of(answer.out, "4 pictures")


def test_kept_runs_are_not_done_again(
    cohesie: Cohesie, results: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("something was run")

    monkeypatch.setattr(runner, "run_replicate", never)
    assert cohesie("reproduce", str(results), "--keep", str(kept)).code == 0


def test_a_report_made_again_is_sealed_again(cohesie: Cohesie, results: Path, kept: Path) -> None:
    with (results / "README.md").open("a", encoding="utf-8") as page:
        page.write("changed\n")
    (results / "contrasts_short.nl.png").unlink()
    answer = cohesie("report", str(results))
    assert answer.code == 0, answer.err
    assert "little instead of much" in answer.out
    assert cohesie("reproduce", str(results), "--keep", str(kept)).code == 0
    (results / "weekly.parquet").unlink()
    answer = cohesie("report", str(results))
    assert (answer.code, answer.out) == (2, "")
    assert "no complete results of an experiment there" in answer.err


@pytest.mark.slow
@pytest.mark.parametrize("name", ["summary.csv", "weekly.parquet"])
def test_no_report_is_made_of_tables_that_were_changed(cohesie: Cohesie, results: Path, name: str) -> None:
    before = (results / "manifest.json").read_bytes()
    if name == "summary.csv":
        text = (results / name).read_text(encoding="utf-8")
        (results / name).write_text(text.replace("0.", "0.9", 1), encoding="utf-8")
    else:
        table = pd.read_parquet(results / name)
        table.assign(isolated=table["isolated"] / 2).to_parquet(results / name)
    code, _, err = cohesie("report", str(results))
    assert code == 2
    assert f"{results / name}: was changed after it was made" in err
    assert (results / "manifest.json").read_bytes() == before


@pytest.mark.parametrize(
    ("change", "pieces"),
    [
        (None, ("manifest.json: there is no such file", "cohesie sweep")),
        ("{", ("manifest.json: damaged, not JSON",)),
        ("[]", ("holds no design and no files and no versions",)),
        ({"design": None}, ("holds no design: made by an older version",)),
        ({"files": None}, ("holds no files: made by an older version, or not finished",)),
        ({"files": []}, ("damaged: files is no table",)),
        ({"files": {"a.csv": {}}}, ("damaged: files.a.csv is no table",)),
        ({"design": {"name": "x"}}, ("the recorded design: question is missing",)),
        ({"content_hash": "0"}, ("of cohesie run, not of an experiment",)),
    ],
)
def test_a_manifest_that_cannot_be_used_is_refused(
    cohesie: Cohesie, results: Path, change: object, pieces: tuple[str, ...]
) -> None:
    path = results / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    if change is None:
        path.unlink()
    elif isinstance(change, dict):
        made = {**manifest, **change}
        path.write_text(json.dumps({key: value for key, value in made.items() if value is not None}), encoding="utf-8")
    else:
        path.write_text(str(change), encoding="utf-8")
    answer = cohesie("reproduce", str(results))
    assert (answer.code, answer.out) == (2, "")
    for piece in pieces:
        assert piece in answer.err


def test_results_are_not_made_over_themselves(cohesie: Cohesie, results: Path) -> None:
    answer = cohesie("reproduce", str(results), "--keep", str(results))
    assert answer.code == 2
    assert "these are the results themselves" in answer.err


def test_ctrl_c_ends_with_130(cohesie: Cohesie, results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reproducing, "run_design", stop)
    answer = cohesie("reproduce", str(results))
    assert (answer.code, answer.out) == (130, "")
    assert "Traceback" not in answer.err


def test_values_count_and_not_the_library() -> None:
    frame = pd.DataFrame({"a": ["x", "y"], "b": np.array([1, 2], np.int16), "c": np.array([0.5, np.nan], np.float32)})
    same = frame.astype({"a": "category", "b": "int64", "c": "float64"})
    assert fingerprint_values(frame) == fingerprint_values(same)
    for other in (
        frame.assign(b=[1, 3]),
        frame.assign(c=[0.5, 0.5]),
        frame.assign(a=["x", "z"]),
        frame[["b", "a", "c"]],
    ):
        assert fingerprint_values(other) != fingerprint_values(frame)
