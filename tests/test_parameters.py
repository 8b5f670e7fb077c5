"""Parameters: every one has a value in its range, a unit, a meaning and a source, and somebody reads it."""

from __future__ import annotations

import ast
import math
import pkgutil
from importlib import import_module
from pathlib import Path
from typing import Any, get_type_hints

import cohesie_sim
from cohesie_sim import rules
from cohesie_sim.parameters import Parameters, parameter_table

TABLE = parameter_table()


def test_names_are_unique() -> None:
    names = [row.name for row in TABLE]
    assert len(names) > 200
    assert len(set(names)) == len(names)


def test_every_default_lies_in_its_range() -> None:
    assert [r.name for r in TABLE if not r.declaration.low <= r.value <= r.declaration.high] == []


def test_every_range_is_finite_and_only_a_constant_has_no_width() -> None:
    for _, _, _, declaration in TABLE:
        assert math.isfinite(declaration.low)
        assert math.isfinite(declaration.high)
        assert declaration.low < declaration.high or declaration.role == "constant"


def test_meaning_unit_role_and_source_are_there() -> None:
    for _, _, _, declaration in TABLE:
        assert declaration.meaning.strip()
        assert declaration.unit.strip()
        assert declaration.role in {"lever", "uncertainty", "constant"}
        assert declaration.source.kind in {"cited", "calibrated", "assumed"}
        assert all(part.strip() for part in declaration.source.text.split(";"))


def test_shares_and_probabilities_range_within_zero_and_one() -> None:
    shares = [row for row in TABLE if row.declaration.unit in {"share", "probability"}]
    assert shares
    assert [r.name for r in shares if r.declaration.low < 0.0 or r.declaration.high > 1.0] == []


def test_whole_numbers_have_whole_ranges() -> None:
    whole = [row for row in TABLE if row.kind is int]
    assert whole
    ends = {row.name: (row.declaration.low, row.declaration.high) for row in whole}
    assert [name for name, both in ends.items() if not all(isinstance(end, int) for end in both)] == []


def _scalars(record: Any) -> list[tuple[type, type]]:
    """Return the annotated and the actual type of every scalar of a record."""
    pairs: list[tuple[type, type]] = []
    for name, annotated in get_type_hints(type(record)).items():
        value = getattr(record, name)
        pairs.extend(_scalars(value) if hasattr(value, "_fields") else [(annotated, type(value))])
    return pairs


def test_defaults_have_the_type_they_are_annotated_with() -> None:
    pairs = _scalars(Parameters())
    assert len(pairs) == len(TABLE)
    assert set(pairs) == {(int, int), (float, float)}


def test_every_rule_module_with_parameters_has_its_place() -> None:
    expected = {}
    for info in pkgutil.iter_modules(rules.__path__):
        module = import_module(f"{rules.__name__}.{info.name}")
        records = [v for n, v in vars(module).items() if n.endswith("Parameters") and v.__module__ == module.__name__]
        if records:
            (expected[info.name],) = records
    found = {name: type(record) for name, record in Parameters()._asdict().items() if name != "kinds"}
    assert found == expected


def test_every_parameter_is_read_somewhere() -> None:
    sources = Path(str(cohesie_sim.__file__)).parent.rglob("*.py")
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sources]
    read = {node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert {row.name for row in TABLE if row.name.rpartition(".")[2] not in read} == set()
