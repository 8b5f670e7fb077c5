"""`cohesie report RESULTS --out page.html` writes one whole page, or says what is wrong and writes nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Cohesie = Callable[..., tuple[int, str, str]]
SHIPPED = Path(__file__).parents[2] / "results"
KEPT = ("manifest.json", "curves.parquet", "groups.parquet", "kernels.csv")


@pytest.fixture
def results(tmp_path: Path) -> Path:
    folder = tmp_path / "results" / "policy_space"
    folder.mkdir(parents=True)
    for name in KEPT:
        shutil.copy(SHIPPED / "policy_space" / name, folder)
    return folder


def refused(cohesie: Cohesie, results: Path, out: Path) -> str:
    code, told, err = cohesie("report", str(results), "--out", str(out))
    assert (code, told) == (2, "")
    assert not out.exists()
    return err


@pytest.mark.slow
def test_the_page_is_made_from_the_stored_tables_alone(cohesie: Cohesie, results: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    code, told, _ = cohesie("report", str(results), "--out", str(out))
    assert code == 0
    assert "MB; opens in any current browser" in told
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert '"headlines":[]' in page  # no study lies beside it
    assert sorted(path.name for path in results.iterdir()) == sorted(KEPT)


def test_a_page_is_a_html_file(cohesie: Cohesie, results: Path, tmp_path: Path) -> None:
    assert "a name that ends in .html" in refused(cohesie, results, tmp_path / "page.pdf")


def test_a_folder_that_is_missing_is_named(cohesie: Cohesie, tmp_path: Path) -> None:
    assert "there is no such file" in refused(cohesie, tmp_path / "nothing", tmp_path / "page.html")


def test_a_folder_of_another_kind_is_refused(cohesie: Cohesie, tmp_path: Path) -> None:
    assert "results/policy_space" in refused(cohesie, SHIPPED / "nearness", tmp_path / "page.html")


def test_results_of_an_older_version_are_refused(cohesie: Cohesie, results: Path, tmp_path: Path) -> None:
    path = results / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    del manifest["cost_eur_per_fte_year_assumed"]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    err = refused(cohesie, results, tmp_path / "page.html")
    assert "has no 'cost_eur_per_fte_year_assumed'; an older version wrote it" in err


@pytest.mark.parametrize(("name", "problem"), [("curves.parquet", "cannot be read"), ("kernels.csv", "Make it again")])
def test_a_file_that_is_cut_off_is_named(
    cohesie: Cohesie, results: Path, tmp_path: Path, name: str, problem: str
) -> None:
    path = results / name
    path.write_bytes(path.read_bytes()[:2000])
    err = refused(cohesie, results, tmp_path / "page.html")
    assert name in err
    assert problem in err


def test_a_table_that_was_changed_is_refused(cohesie: Cohesie, results: Path, tmp_path: Path) -> None:
    shutil.copy(results / "groups.parquet", results / "curves.parquet")
    assert "was changed after it was made" in refused(cohesie, results, tmp_path / "page.html")


def test_a_page_that_cannot_be_written_leaves_what_was_there(cohesie: Cohesie, results: Path, tmp_path: Path) -> None:
    out = tmp_path / "no_such_folder" / "page.html"
    assert "cannot be written" in refused(cohesie, results, out)
