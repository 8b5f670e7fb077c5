"""A scenario's own parameter values: checked against the declarations, laid over the defaults.

The table ``parameters`` holds those of the week, the table ``population`` those of the synthetic population.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from cohesie_sim.declaration import Declared, declarations
from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.neighbourhood.parameters import SynthesisParameters
from cohesie_sim.parameters import Parameters
from cohesie_sim.scenarios.files import leaves
from cohesie_sim.scenarios.wording import Place, show_value

Override = tuple[str, float]
PARTS: Final = {"parameters": Parameters(), "population": SynthesisParameters()}
"""The records with the default values, by the table of a scenario that changes them."""

_KINDS: Final = {bool: "true or false", int: "a whole number", float: "a number"}


def check_overrides(part: str, table: object, place: Place) -> tuple[Override, ...]:
    """Check a table of parameter values of a scenario.

    Parameters
    ----------
    part
        Name of the table: a key of ``PARTS``.
    table
        Nested tables of values.
    place
        Names the file for a key's path.

    Returns
    -------
    tuple of (str, float)
        Dotted name, that of the table first, and value in the declared type; in alphabetical order.

    Raises
    ------
    ConfigurationError
        When a name is unknown, or a value has the wrong type or lies outside its declared range.
    """
    if not isinstance(table, dict):
        label = place([part])
        raise ConfigurationError(f"{label}: {part} = {show_value(table)} is not allowed: nested tables of values.")
    declared = _declared(part)
    flat = leaves(table)
    for name, value in flat.items():
        problem = _problem(part, name, value, declared)
        if problem:
            raise ConfigurationError(f"{place([part, *name.split('.')])}: {problem}")
    known = ((name, value) for name, value in flat.items() if name in declared)
    return tuple(sorted((f"{part}.{name}", declared[name].kind(value)) for name, value in known))


@cache
def _declared(part: str) -> dict[str, Declared]:
    return {row.name: row for row in declarations(PARTS[part])}


def _innermost(part: str, name: str, declared: Iterable[str]) -> tuple[str, list[str]]:
    """Return the innermost table of a dotted name that exists, and its keys."""
    prefix = f"{name}."
    while not any(known.startswith(prefix) for known in declared):
        outer = prefix.removesuffix(".").rpartition(".")[0]
        prefix = f"{outer}." if outer else ""
    keys = dict.fromkeys(known.removeprefix(prefix).split(".")[0] for known in declared if known.startswith(prefix))
    return f"{part}.{prefix}".removesuffix("."), list(keys)


def _problem(part: str, name: str, value: object, declared: dict[str, Declared]) -> str | None:
    row = declared.get(name)
    if row is None:
        table, keys = _innermost(part, name, declared)
        if table == f"{part}.{name}":
            return (
                None if value == {} else f"{table} = {show_value(value)} is not allowed: a table of {', '.join(keys)}."
            )
        hint = did_you_mean(name, declared).replace("'", f"'{part}.", 1)
        return f"unknown key '{part}.{name}'. Allowed in '{table}': {', '.join(keys)}.{hint}"
    low, high = row.declaration.low, row.declaration.high
    fits = isinstance(value, int | float) and isinstance(value, bool) == (row.kind is bool)
    fits = fits and not (row.kind is int and isinstance(value, float))
    if fits and isinstance(value, int | float) and math.isfinite(value) and low <= value <= high:
        return None
    allowed = _KINDS[row.kind] + ("" if row.kind is bool else f" from {low:g} to {high:g}")
    return f"{part}.{name} = {show_value(value)} is not allowed: {allowed}."


def apply_overrides(part: str, overrides: Iterable[Override]) -> Any:
    """Return the default parameters with some values replaced.

    Parameters
    ----------
    part
        Which of them: a key of ``PARTS``.
    overrides
        From :func:`check_overrides`; those of other parts are left out.

    Returns
    -------
    Parameters or SynthesisParameters
        A new record.
    """
    record = PARTS[part]
    for name, value in overrides:
        head, _, path = name.partition(".")
        if head == part:
            record = _replace(record, path.split("."), value)
    return record


def _replace(record: Any, path: list[str], value: float) -> Any:
    head, *rest = path
    return record._replace(**{head: _replace(getattr(record, head), rest, value) if rest else value})


def plain_record(record: Any) -> dict[str, Any]:
    """Return a record of parameters as nested dictionaries.

    Parameters
    ----------
    record
        A NamedTuple of scalars and further NamedTuples.

    Returns
    -------
    dict
        In order of declaration.
    """
    values = record._asdict().items()
    return {name: plain_record(value) if hasattr(value, "_asdict") else value for name, value in values}
