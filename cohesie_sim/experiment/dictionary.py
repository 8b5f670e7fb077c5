"""The data dictionary: what every column of every stored table is, with its unit, in English and Dutch.

The words stand in one place each: outcomes of residents in :mod:`cohesie_sim.outcomes.weekly`, measures in
:mod:`cohesie_sim.outcomes.measures`, everything else in ``outcomes/words.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd
import pyarrow.parquet as pq

from cohesie_sim import outcomes
from cohesie_sim.declaration import declarations
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.results import DRAWS
from cohesie_sim.outcomes.measures import BY_NAME, MEASURES
from cohesie_sim.outcomes.weekly import RESIDENT_OUTCOMES, Outcome
from cohesie_sim.scenarios.overrides import PARTS

FILE: Final = "dictionary.csv"
COLUMNS: Final = ("file", "column", "type", "unit", "english", "dutch", "definition")
_NAMES: Final = {"name", "text"}  # units of columns of text
_OF: Final = {
    "share": "fraction of adults (18 and over)",
    "score": "mean over adults (18 and over)",
    "1": "mean over adults (18 and over)",
    "1/week": "mean per resident of any age",
    "1/day": "mean per resident of any age",
}
_BETTER: Final = {1: "more is better", -1: "less is better", 0: "neither more nor less is better"}


class Word(NamedTuple):
    """What one column is: unit or range, label in English and Dutch, and meaning."""

    unit: str
    english: str
    dutch: str
    definition: str


@cache
def words() -> dict[str, dict[str, Word]]:
    """Return the words of every table.

    Returns
    -------
    dict
        By table (``keys`` for the columns that name a run) and column.
    """
    path = Path(outcomes.__path__[0]) / "words.toml"
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    tables = {table: {name: Word(*row) for name, row in rows.items()} for table, rows in read.items()}
    week = {**tables.pop("tallies"), **tables.pop("derived")}
    residents = {outcome.name: _outcome(outcome) for outcome in RESIDENT_OUTCOMES}
    tables["weekly.parquet"] = {**tables["weekly.parquet"], **residents, **week}
    for table in ("splits.parquet", "curves.parquet", "groups.parquet"):
        tables[table] = {**residents, **tables[table]}
    return tables


def _outcome(outcome: Outcome) -> Word:
    """Return the words of an outcome of residents: a short label where figures have one, and the long one."""
    measure = BY_NAME.get(outcome.name)
    labels = (measure.english, measure.dutch) if measure else (outcome.english, outcome.dutch)
    basis = "fraction of meetings" if outcome.name == "outdoor_share" else _OF[outcome.unit]
    return Word(outcome.unit, *labels, f"{outcome.english}; {basis}")


def make_dictionary(folder: Path, names: Iterable[str]) -> pd.DataFrame:
    """Return the dictionary of the tables of a folder.

    Parameters
    ----------
    folder
        Of the results.
    names
        Its files; those that are no tables are left out.

    Returns
    -------
    DataFrame
        Columns ``COLUMNS``: one row per column of each table, the dictionary's own included, and one per value of the
        column ``outcome``. A column without words has empty cells.

    Raises
    ------
    ConfigurationError
        When a table cannot be read.
    """
    own = pd.DataFrame(columns=list(COLUMNS), dtype=str)
    tables = {name: _types(folder / name) for name in names if name.endswith((".parquet", ".csv")) and name != FILE}
    rows = [row for name, kinds in {**tables, FILE: _kinds(own)}.items() for row in _rows(name, kinds)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _types(path: Path) -> dict[str, str]:
    """Return the type of every column of a stored table."""
    try:
        if path.suffix == ".csv":
            return _kinds(pd.read_csv(path, keep_default_na=False, na_values=[""]))
        return _kinds(pq.read_schema(path).empty_table().to_pandas())
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}).") from None


def _kinds(frame: pd.DataFrame) -> dict[str, str]:
    return {str(name): _kind(frame[name]) for name in frame.columns}


def _kind(column: pd.Series[float]) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "yes/no"
    if pd.api.types.is_integer_dtype(column):
        return "whole number"
    if pd.api.types.is_datetime64_any_dtype(column):
        return "date"
    return "number" if pd.api.types.is_float_dtype(column) else "text"


def _rows(name: str, kinds: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    known = {**words()["keys"], **words().get(name, {}), **(_parameters() if name == DRAWS else {})}
    for column, kind in kinds.items():
        word = known.get(column, Word("", "", "", ""))
        told = "text" if word.unit in _NAMES else "yes/no" if word.unit == "yes/no" else kind
        yield (name, column, told, *word)
        if (name, column) == ("summary.csv", "outcome"):
            for measure in MEASURES:
                text = f"{_of_measure(measure.column, measure.unit)}; {_BETTER[measure.better]}"
                yield (name, f"outcome={measure.name}", "number", measure.unit, measure.english, measure.dutch, text)


def _parameters() -> dict[str, Word]:
    """Return the words of every parameter by its dotted key; there are English ones only."""
    rows = [row for part, record in PARTS.items() for row in declarations(record, f"{part}.")]
    return {row.name: Word(row.declaration.unit, row.name, row.name, row.declaration.meaning) for row in rows}


def _of_measure(column: str, unit: str) -> str:
    if not column:
        return "share of those of week 0 that are still there at the end of the period"
    per = ", per 1,000 residents" if unit.startswith("per 1,000") else ""
    return f"mean of {column} of weekly.parquet over the weeks of the period{per}"
