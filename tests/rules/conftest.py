"""How hypothesis draws a record of parameters: every parameter anywhere within its declared range."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from cohesie_sim.declaration import Declared, declarations
from cohesie_sim.kinds import Kind, KindsParameters
from cohesie_sim.parameters import Parameters
from cohesie_sim.rules.formats import Format


def _within(row: Declared) -> st.SearchStrategy[Any]:
    low, high = row.declaration.low, row.declaration.high
    if row.kind is int:
        return st.integers(int(low), int(high))
    return st.floats(low, high)


def _records(record: type[Any]) -> st.SearchStrategy[Any]:
    default = record()
    rows = {row.name: row for row in declarations(default)}
    fields = {
        name: _within(rows[name]) if name in rows else st.from_type(type(getattr(default, name)))
        for name in record._fields
    }
    return st.builds(record, **fields)


# Tests then ask for ``st.from_type(FearParameters)``.
for _record in (Kind, Format, KindsParameters, *map(type, Parameters())):
    st.register_type_strategy(_record, _records(_record))
