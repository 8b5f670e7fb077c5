"""The data dictionary has a row for every column of every stored table, and none for anything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from cohesie_sim.experiment import Design, run_design, store_results
from cohesie_sim.experiment.dictionary import COLUMNS, make_dictionary, words
from cohesie_sim.experiment.extract import SPLIT, WEEKLY
from cohesie_sim.experiment.store import write_csv
from cohesie_sim.outcomes.columns import NEIGHBOURHOOD_TALLIES
from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.outcomes.measures import MEASURES
from cohesie_sim.outcomes.weekly import RESIDENT_OUTCOMES
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.findings_file import FILE, to_frame
from cohesie_sim.report.robustness import Robustness

DERIVED = {"running", "active", "mean_energy", "mean_tie_strength", "cohesion_index"}


@pytest.fixture
def folder(design: Design, tmp_path: Path) -> Path:
    """Return a folder with every table that an experiment can store."""
    made = tmp_path / "made"
    store_results(design, made, run_design(design, made, jobs=1))
    over_draws = Robustness(2, 0.5, 0.0, 0.2, 0.5, "hypothesis")
    finding = Finding("f", "null", "share", Interval(0.1, 0.0, 0.2, 3), difference=True, robust=over_draws)
    write_csv(made / FILE, to_frame([finding], {"f": "a"}, {"f": "b"}))
    columns = ["hypothesis", "scenario", "variant", "fte_per_10000", "replicate", "cause"]
    write_csv(made / "errors.csv", pd.DataFrame([["null", "s", "v", 1.0, 0, "why"]], columns=columns))
    return made


def tables(folder: Path) -> dict[str, list[str]]:
    """Return the columns of every table, as a reader finds them."""
    frames = {path.name: pd.read_parquet(path) for path in folder.glob("*.parquet")}
    frames |= {path.name: pd.read_csv(path) for path in folder.glob("*.csv")}
    return {name: [str(column) for column in frame.columns] for name, frame in frames.items()}


def rows_of(dictionary: pd.DataFrame) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return type, unit, labels and definition by file and column."""
    return {(row[0], row[1]): tuple(row[2:]) for row in dictionary.astype(str).to_numpy().tolist()}


def test_every_column_has_a_row_with_unit_labels_and_definition_and_no_row_is_orphaned(folder: Path) -> None:
    stored = tables(folder)
    assert {"weekly.parquet", "splits.parquet", "initiatives.parquet", "volunteers.parquet"} <= set(stored)
    assert {"summary.csv", "findings.csv", "errors.csv"} <= set(stored)
    made = make_dictionary(folder, sorted(stored))
    found = made[~made["column"].str.contains("=")]
    expected = {(name, column) for name, columns in stored.items() for column in columns}
    expected |= {("dictionary.csv", column) for column in COLUMNS}
    assert set(zip(found["file"], found["column"], strict=True)) == expected
    assert not found.duplicated(["file", "column"]).any()
    for column in ("type", "unit", "english", "dutch", "definition"):
        empty = made[made[column] == ""]
        assert empty.empty, f"{column} of {list(zip(empty['file'], empty['column'], strict=True))}"


def test_every_value_of_outcome_is_explained(folder: Path) -> None:
    rows = {column: words for (_, column), words in rows_of(make_dictionary(folder, ["summary.csv"])).items()}
    for outcome in pd.read_csv(folder / "summary.csv")["outcome"].unique():
        assert all(rows[f"outcome={outcome}"])
    assert [column for column in rows if "=" in column] == [f"outcome={measure.name}" for measure in MEASURES]


@pytest.mark.parametrize(
    ("file", "column", "row"),
    [
        ("weekly.parquet", "isolated", ("number", "share", "Isolated adults", "Geïsoleerde volwassenen")),
        ("weekly.parquet", "sign_ups", ("number", "persons", "Sign-ups of spontaneous helpers", "Aanmeldingen van")),
        ("weekly.parquet", "date", ("date", "date", "Monday", "Maandag")),
        ("weekly.parquet", "hypothesis", ("text", "name", "Hypothesis", "Hypothese")),
        ("weekly.parquet", "replicate", ("whole number", "number", "Replicate", "Herhaling")),
        ("initiatives.parquet", "censored", ("yes/no", "yes/no", "Goes on", "Gaat door")),
        ("summary.csv", "distinguishable", ("yes/no", "yes/no", "Distinguishable", "Te onderscheiden")),
        ("findings.csv", "english", ("text", "text", "In English", "In het Engels")),
    ],
)
def test_a_row_says_what_the_column_is(folder: Path, file: str, column: str, row: tuple[str, ...]) -> None:
    found = rows_of(make_dictionary(folder, sorted(tables(folder))))[file, column]
    assert found[:3] == row[:3]
    assert found[3].startswith(row[3])


def test_words_of_the_week_are_those_of_its_outcomes() -> None:
    residents = {outcome.name for outcome in RESIDENT_OUTCOMES}
    own = {"week", "date", "phase", "residents"}
    assert set(words()["weekly.parquet"]) == own | residents | set(NEIGHBOURHOOD_TALLIES) | DERIVED
    assert set(WEEKLY) | set(SPLIT) <= set(words()["weekly.parquet"])


def test_no_words_are_left_over(folder: Path) -> None:
    """Words of tables with fixed columns; the tables of single residents are kept by few designs."""
    stored = tables(folder)
    for name in ("initiatives.parquet", "volunteers.parquet", "summary.csv", "findings.csv", "errors.csv"):
        assert set(words()[name]) <= set(stored[name])
        assert set(stored[name]) <= set(words()[name]) | set(words()["keys"])


def test_a_table_that_nobody_described_has_empty_cells(tmp_path: Path) -> None:
    write_csv(tmp_path / "own.csv", pd.DataFrame({"x": [1.5], "replicate": [0]}))
    rows = rows_of(make_dictionary(tmp_path, ["own.csv", "a.png"]))
    assert rows["own.csv", "x"] == ("number", "", "", "", "")
    assert rows["own.csv", "replicate"][2] == "Replicate"
    assert {file for file, _ in rows} == {"own.csv", "dictionary.csv"}


@pytest.mark.slow
def test_tables_of_single_residents_are_described_as_well(make_design: Callable[..., Design], tmp_path: Path) -> None:
    design = make_design(replicates=1, keep_residents=True, lives=60)
    made = tmp_path / "made"
    store_results(design, made, run_design(design, made, jobs=1))
    stored = tables(made)
    rows = rows_of(make_dictionary(made, ["residents.parquet", "lives.parquet"]))
    for name in ("residents.parquet", "lives.parquet"):
        assert {column for file, column in rows if file == name} == set(stored[name])
        assert set(stored[name]) <= set(words()[name]) | set(words()["keys"])
        assert set(words()[name]) <= set(stored[name])
    assert all(all(row) for row in rows.values())
