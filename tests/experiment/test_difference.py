"""Where two files first differ, and by how much: worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from cohesie_sim import ConfigurationError
from cohesie_sim.experiment.difference import first_difference

CSV = "outcome,hypothesis,mean,note\nisolated,article,0.05,\nlonely,null,0.4,x\n"


def write(folder: Path, name: str, there: str, here: str) -> tuple[Path, Path]:
    """Write two texts of one name."""
    paths = []
    for side, text in (("there", there), ("here", here)):
        (folder / side).mkdir(exist_ok=True)
        paths.append(folder / side / name)
        paths[-1].write_text(text, encoding="utf-8")
    return paths[0], paths[1]


@pytest.mark.parametrize(
    ("here", "told"),
    [
        (CSV, ""),
        (CSV.replace("0.4", "0.400004"), ""),  # exactly 1e-5 of its size
        (
            CSV.replace("0.4", "0.40001"),
            "row 2 (lonely, null), mean: 0.4 there, 0.40001 here (+1e-05, +0.0025 %); 1 cell",
        ),
        (CSV.replace("0.4", "0.5"), "row 2 (lonely, null), mean: 0.4 there, 0.5 here (+0.1, +25 %); 1 cell in all"),
        (CSV.replace("0.05", ""), "row 1 (isolated, article), mean: 0.05 there, nothing here; 1 cell in all"),
        (CSV.replace("null", "article"), "row 2 (lonely), hypothesis: null there, article here; 1 cell in all"),
        (CSV.replace("0.05", "0.06").replace("0.4", "0.3"), "0.05 there, 0.06 here (+0.01, +20 %); 2 cells in all"),
        (CSV.replace("lonely,null,0.4,x\n", ""), "2 rows there, 1 here"),
        (CSV.replace("mean", "median"), "columns differ: mean, median"),
        (CSV.replace("outcome,hypothesis", "hypothesis,outcome"), "columns differ: in another order"),
    ],
)
def test_tables_of_text_are_compared_as_numbers(tmp_path: Path, here: str, told: str) -> None:
    found = first_difference(*write(tmp_path, "summary.csv", CSV, here))
    assert found == told if not told else told in found


def test_noise_around_zero_is_no_difference(tmp_path: Path) -> None:
    assert first_difference(*write(tmp_path, "a.csv", "x\n1e-17\n", "x\n-3e-12\n")) == ""
    assert "0 there, 1e-07 here (+1e-07); 1 cell" in first_difference(*write(tmp_path, "a.csv", "x\n0\n", "x\n1e-07\n"))


@pytest.mark.parametrize(
    ("here", "told"),
    [
        ("a\nb\n", ""),
        ("a\nc\n", "line 2: b there, c here"),
        ("a\n", "2 lines there, 1 here"),
        (f"a\nb{'x' * 200}\n", "line 2: b there, bx"),
    ],
)
def test_texts_are_compared_line_by_line(tmp_path: Path, here: str, told: str) -> None:
    found = first_difference(*write(tmp_path, "README.md", "a\nb\n", here))
    assert found == told if not told else found.startswith(told)
    assert len(found) < 120


def test_a_long_line_is_shown_where_it_differs(tmp_path: Path) -> None:
    long = "x" * 300
    assert "9 there" in first_difference(*write(tmp_path, "a.md", f"{long}9", f"{long}8"))


def test_tables_of_parquet_name_run_and_week(tmp_path: Path) -> None:
    there = pd.DataFrame(
        {
            "hypothesis": pd.Categorical(["null", "null"]),
            "replicate": [0, 1],
            "week": [3, 3],
            "isolated": pd.array([0.5, 0.25], dtype="float32"),
            "count": [1, 2],
        }
    )
    for name, changes, told in (
        ("same", {}, ""),
        ("close", {"isolated": [0.5, 0.250001]}, ""),
        ("apart", {"isolated": [0.5, 0.375]}, "row 2 (null, 1, 3), isolated: 0.25 there, 0.375 here (+0.125, +50 %)"),
        ("count", {"count": [1, 3]}, "row 2 (null, 1, 3), count: 2 there, 3 here (+1, +50 %); 1 cell in all"),
    ):
        there.to_parquet(tmp_path / f"{name}.there.parquet")
        there.assign(**changes).to_parquet(tmp_path / f"{name}.here.parquet")
        found = first_difference(tmp_path / f"{name}.there.parquet", tmp_path / f"{name}.here.parquet")
        assert found.startswith(told) if told else found == ""


def test_a_table_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    there, here = write(tmp_path, "a.parquet", "no parquet", "no parquet")
    with pytest.raises(ConfigurationError, match=r"there/a.parquet: cannot be read"):
        first_difference(there, here)
