"""How hypothesis draws a record of parameters: every parameter within its declared range, often at one of its ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from cohesie_sim.declaration import Declared, declarations
from cohesie_sim.kinds import Kind, KindsParameters
from cohesie_sim.parameters import Parameters
from cohesie_sim.rules.formats import Format


def _value(row: Declared, level: int) -> float:
    """Return the lower end for levels below 32, the upper end from 224 on, and a value between for the others."""
    low, high = row.declaration.low, row.declaration.high
    value = min(low + min(max((level - 32) / 192, 0.0), 1.0) * (high - low), high)
    return round(value) if row.kind is int else value


def _fill(default: Any, values: Iterator[float]) -> Any:
    """Return a record like ``default``, and like the records inside it, with other values."""
    return type(default)(*(_fill(v, values) if hasattr(v, "_fields") else next(values) for v in default))


def _records(record: type[Any]) -> st.SearchStrategy[Any]:
    default = record()
    rows = declarations(default)
    # One byte a parameter: a fraction of the time that one draw a parameter takes.
    levels = st.binary(min_size=len(rows), max_size=len(rows))
    return levels.map(lambda drawn: _fill(default, map(_value, rows, drawn)))


# Tests then ask for ``st.from_type(FearParameters)``.
for _record in (Kind, Format, KindsParameters, *map(type, Parameters())):
    st.register_type_strategy(_record, _records(_record))
