"""Where two tables or texts first differ, and by how much."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from math import isnan
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from cohesie_sim.errors import ConfigurationError

CLOSE: Final = 1e-5
_ROUNDING: Final = 1.001  # tables have six digits: 1.00000 and 1.00001 differ by just that
_NOTHING: Final = 1e-9  # numbers this small are rubbish of arithmetic
_KEYS: Final = (
    "outcome",
    "finding",
    "period",
    "hypothesis",
    "scenario",
    "variant",
    "fte_per_10000",
    "replicate",
    "week",
    "phase",
    "split",
    "group",
    "slot",
    "resident",
    "file",
    "column",
)
_LONGEST: Final = 60

Row = Sequence[str]


class Gap(NamedTuple):
    """One cell that differs."""

    row: int
    column: int
    there: str
    here: str


def first_difference(there: Path, here: Path) -> str:
    """Return in words where two files of one name first differ.

    Parameters
    ----------
    there, here
        A CSV or Parquet table, or a text.

    Returns
    -------
    str
        Row, column, both values and by how much they differ; empty when all numbers agree within ``CLOSE`` of their
        size and everything else is equal.

    Raises
    ------
    ConfigurationError
        When a file cannot be read.
    """
    if there.suffix == ".parquet":
        return _first_value(_frame(there), _frame(here))
    if there.suffix != ".csv":
        return _first_line(_text(there), _text(here))
    (head, *rows), (new_head, *new_rows) = (
        list(csv.reader(io.StringIO(_text(path)))) or [[]] for path in (there, here)
    )
    if told := _shapes((head, len(rows)), (new_head, len(new_rows))):
        return told
    gaps = list(_gaps(rows, new_rows))
    return _told(gaps[0], head, rows[gaps[0].row], len(gaps)) if gaps else ""


def _shapes(there: tuple[list[str], int], here: tuple[list[str], int]) -> str:
    (head, rows), (new_head, new_rows) = there, here
    if head != new_head:
        odd = [name for name in (*head, *new_head) if (name in head) != (name in new_head)]
        return f"columns differ: {', '.join(odd) or 'in another order'}"
    return "" if rows == new_rows else f"{_count(rows, 'row')} there, {new_rows} here"


def _first_value(old: pd.DataFrame, new: pd.DataFrame) -> str:
    names = [str(name) for name in old.columns]
    if told := _shapes((names, len(old)), ([str(name) for name in new.columns], len(new))):
        return told
    apart = np.column_stack([_apart(old[name], new[name]) for name in names])
    if not apart.any():
        return ""
    row, column = (int(k) for k in np.argwhere(apart)[0])
    gap = Gap(row, column, *(str(frame.iloc[row, column]) for frame in (old, new)))
    return _told(gap, names, [str(value) for value in old.iloc[row]], int(apart.sum()))


def _apart(old: pd.Series[Any], new: pd.Series[Any]) -> npt.NDArray[np.bool_]:
    if all(pd.api.types.is_float_dtype(column) for column in (old, new)):
        here, there = (column.to_numpy(dtype=np.float64) for column in (new, old))
        return np.asarray(~np.isclose(here, there, rtol=CLOSE * _ROUNDING, atol=_NOTHING, equal_nan=True))
    return np.asarray(old.astype(str).to_numpy() != new.astype(str).to_numpy())


def _frame(path: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}).") from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}).") from None


def _gaps(rows: Sequence[Row], new_rows: Sequence[Row]) -> Iterator[Gap]:
    for k, (row, new) in enumerate(zip(rows, new_rows, strict=False)):
        if row == new:
            continue
        for j in range(max(len(row), len(new))):
            there, here = (cells[j] if j < len(cells) else "" for cells in (row, new))
            if there != here and not _close(there, here):
                yield Gap(k, j, there, here)


def _close(there: str, here: str) -> bool:
    try:
        old, new = float(there), float(here)
    except ValueError:
        return False
    if isnan(old) or isnan(new):
        return isnan(old) and isnan(new)
    return abs(old - new) <= CLOSE * _ROUNDING * max(abs(old), abs(new)) + _NOTHING


def _told(gap: Gap, head: Row, row: Row, count: int) -> str:
    named = [row[j] for j, name in enumerate(head) if name in _KEYS and j != gap.column and j < len(row)]
    place = f"row {gap.row + 1}" + (f" ({', '.join(named)})" if named else "")
    column = head[gap.column] if gap.column < len(head) else f"column {gap.column + 1}"
    values = f"{_shown(gap.there)} there, {_shown(gap.here)} here{_by(gap)}"
    return f"{place}, {column}: {values}; {_count(count, 'cell')} in all"


def _by(gap: Gap) -> str:
    try:
        old, new = float(gap.there), float(gap.here)
    except ValueError:
        return ""
    return f" ({new - old:+.3g}, {100 * (new - old) / old:+.3g} %)" if old else f" ({new - old:+.3g})"


def _first_line(there: str, here: str) -> str:
    old, new = there.splitlines(), here.splitlines()
    for k, (line, other) in enumerate(zip(old, new, strict=False), 1):
        if line != other:
            at = next((j for j, pair in enumerate(zip(line, other, strict=False)) if pair[0] != pair[1]), 0)
            start = max(0, at - _LONGEST // 3)
            return f"line {k}: {_shown(line[start:])} there, {_shown(other[start:])} here"
    return "" if len(old) == len(new) else f"{_count(len(old), 'line')} there, {len(new)} here"


def _shown(text: str) -> str:
    if not text:
        return "nothing"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
