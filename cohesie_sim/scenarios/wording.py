"""Turning what pydantic finds wrong into one line that a user can act on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from cohesie_sim.errors import ConfigurationError, did_you_mean

Place = Callable[[Sequence[str | int]], str]
"""Names the file that holds a key, given the key's path."""

_MOST_LINES = 3
_TAGS = {
    "a switch",
    "a window",
    "a number",
    "a factor",
}  # pydantic names the branch of a union in its locations; it is no key
_MOST_CHARACTERS = 60


def show_value(value: object) -> str:
    """Return a value as a scenario file would write it, cut to a readable length.

    Parameters
    ----------
    value
        Anything a file or a caller may give.

    Returns
    -------
    str
        One line of at most 60 characters.
    """
    if isinstance(value, bool):
        return str(value).lower()
    text = value.isoformat() if isinstance(value, date) else repr(value)
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 3] + "..."


def explain(
    error: ValidationError, model: type[BaseModel], place: Place, also: Sequence[str] = ()
) -> ConfigurationError:
    """Return our own error for what pydantic found.

    Parameters
    ----------
    error
        From validating ``model``.
    model
        The outermost table.
    place
        Names the file for a key's path.
    also
        Top-level keys that are allowed although ``model`` does not know them.

    Returns
    -------
    ConfigurationError
        One line for each of the first three problems: place, key, value, what is allowed, nearest valid word.
    """
    problems = error.errors(include_url=False)[:_MOST_LINES]
    return ConfigurationError("\n".join(_line(problem, model, place, also) for problem in problems))


def _line(problem: Mapping[str, Any], model: type[BaseModel], place: Place, also: Sequence[str]) -> str:
    path, field, table = _walk(model, problem["loc"])
    label, key, value = place(path), _dotted(path), problem["input"]
    kind = problem["type"]
    if kind == "extra_forbidden":
        allowed = [*_fields(table), *(also if table is model else ())]
        return f"{label}: unknown key '{key}'. Allowed: {', '.join(allowed)}.{did_you_mean(str(path[-1]), allowed)}"
    if kind == "value_error":
        text = str(problem["ctx"]["error"])
        return f"{label}: {text}." if not key else _refuse(label, key, value, text)
    is_entry = bool(path) and isinstance(path[-1], int)
    allowed_text = field.description if field and not is_entry else "a table"
    if kind == "missing":
        return f"{label}: {key} is missing: {allowed_text}."
    hint = did_you_mean(str(value), _choices(field.annotation)) if field else ""
    return f"{label}: {key} = {show_value(value)} is not allowed: {allowed_text}.{hint}"


def _refuse(label: str, key: str, value: object, text: str) -> str:
    if isinstance(value, Mapping | BaseModel):  # a whole table is too long to repeat, and its text names the values
        return f"{label}: {key}: {text}."
    return f"{label}: {key} = {show_value(value)} is not allowed: {text}."


def _walk(
    model: type[BaseModel], loc: Sequence[str | int]
) -> tuple[list[str | int], FieldInfo | None, type[BaseModel]]:
    """Follow pydantic's location; return the key path, the last known field and the table that holds the last key."""
    path: list[str | int] = []
    field: FieldInfo | None = None
    table, inner = model, model
    for depth, part in enumerate(loc):
        known = _fields(inner) if not isinstance(part, int) else {}
        if isinstance(part, int) or (part not in known and depth == len(loc) - 1 and part not in _TAGS):
            path.append(part)
            table = inner
        elif part in known:
            path.append(part)
            table, field = inner, known[part]
            inner = _table_of(field.annotation) or inner
    return path, field, table


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _table_of(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_table_of(argument) for argument in get_args(annotation))
    return next((table for table in found if table), None)


def _choices(annotation: object) -> tuple[str, ...]:
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _dotted(path: Sequence[str | int]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
