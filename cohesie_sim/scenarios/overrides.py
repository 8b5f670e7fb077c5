"""A scenario's own parameter values: checked against the declarations, laid over the defaults."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from typing import Any

from cohesie_sim.declaration import Declared
from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.parameters import Parameters, parameter_table
from cohesie_sim.scenarios.files import leaves
from cohesie_sim.scenarios.wording import Place, show_value

Override = tuple[str, float]
_KINDS = {bool: "true or false", int: "a whole number", float: "a number"}


def check_overrides(table: object, place: Place) -> tuple[Override, ...]:
    """Check the ``[parameters]`` table of a scenario.

    Parameters
    ----------
    table
        Nested tables of values.
    place
        Names the file for a key's path.

    Returns
    -------
    tuple of (str, float)
        Dotted name and value, in the declared type, in alphabetical order.

    Raises
    ------
    ConfigurationError
        When a name is unknown, or a value has the wrong type or lies outside its declared range.
    """
    if not isinstance(table, dict):
        label = place(["parameters"])
        raise ConfigurationError(f"{label}: parameters = {show_value(table)} is not allowed: nested tables of values.")
    declared = _declared()
    flat = leaves(table)
    for name, value in flat.items():
        problem = _problem(name, value, declared)
        if problem:
            raise ConfigurationError(f"{place(['parameters', *name.split('.')])}: {problem}")
    return tuple(sorted((name, declared[name].kind(value)) for name, value in flat.items() if name in declared))


@cache
def _declared() -> dict[str, Declared]:
    return {row.name: row for row in parameter_table()}


def _innermost(name: str, declared: Iterable[str]) -> tuple[str, list[str]]:
    """Return the innermost table of a dotted name that exists, and its keys."""
    prefix = f"{name}."
    while not any(known.startswith(prefix) for known in declared):
        outer = prefix.removesuffix(".").rpartition(".")[0]
        prefix = f"{outer}." if outer else ""
    keys = dict.fromkeys(known.removeprefix(prefix).split(".")[0] for known in declared if known.startswith(prefix))
    return f"parameters.{prefix}".removesuffix("."), list(keys)


def _problem(name: str, value: object, declared: dict[str, Declared]) -> str | None:
    row = declared.get(name)
    if row is None:
        table, keys = _innermost(name, declared)
        if table == f"parameters.{name}":
            return (
                None if value == {} else f"{table} = {show_value(value)} is not allowed: a table of {', '.join(keys)}."
            )
        hint = did_you_mean(name, declared).replace("'", "'parameters.", 1)
        return f"unknown key 'parameters.{name}'. Allowed in '{table}': {', '.join(keys)}.{hint}"
    low, high = row.declaration.low, row.declaration.high
    fits = isinstance(value, int | float) and isinstance(value, bool) == (row.kind is bool)
    fits = fits and not (row.kind is int and isinstance(value, float))
    if fits and isinstance(value, int | float) and math.isfinite(value) and low <= value <= high:
        return None
    allowed = _KINDS[row.kind] + ("" if row.kind is bool else f" from {low:g} to {high:g}")
    return f"parameters.{name} = {show_value(value)} is not allowed: {allowed}."


def apply_overrides(overrides: Iterable[Override]) -> Parameters:
    """Return the default parameters with some values replaced.

    Parameters
    ----------
    overrides
        From :func:`check_overrides`.

    Returns
    -------
    cohesie_sim.parameters.Parameters
        A new record.
    """
    parameters = Parameters()
    for name, value in overrides:
        parameters = _replace(parameters, name.split("."), value)
    return parameters


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
