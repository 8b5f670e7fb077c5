"""Reading a specification: a preset by name, or a user's TOML file by path, with errors that say what to change."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.neighbourhood.spec import NeighbourhoodSpec

PRESETS = Path(__file__).parent / "presets"
LARGEST_FILE = 1_000_000
"""Bytes; a specification is a few thousand."""

MOST_LINES = 3
"""Lines of an error text."""


def neighbourhood_names() -> list[str]:
    """List the presets.

    Returns
    -------
    list of str
        Names for :func:`load_neighbourhood`, sorted.
    """
    return sorted(path.stem for path in PRESETS.glob("*.toml"))


def load_neighbourhood(name_or_path: str | Path) -> NeighbourhoodSpec:
    """Read and check a specification.

    Parameters
    ----------
    name_or_path
        Name of a preset, or path to a TOML file: a :class:`~pathlib.Path`, or a text with ``/`` or ending in ``.toml``.

    Returns
    -------
    NeighbourhoodSpec
        Frozen and consistent.

    Raises
    ------
    ConfigurationError
        When there is no such preset or file, or something in it is not allowed.
    """
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or any(mark in text for mark in ("/", "\\")) or text.endswith(".toml"):
        return _read(Path(name_or_path))
    names = neighbourhood_names()
    if text not in names:
        hint = did_you_mean(text, names)
        raise ConfigurationError(
            f"neighbourhood '{text}' is unknown.{hint}\nAllowed: {', '.join(names)}, or a path to a TOML file."
        )
    return _read(PRESETS / f"{text}.toml")


def _read(path: Path) -> NeighbourhoodSpec:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not a usable path"
        raise ConfigurationError(f"{path}: cannot be read ({why}); allowed: a TOML file.") from None
    if len(content) > LARGEST_FILE:
        raise ConfigurationError(f"{path}: over {LARGEST_FILE / 1e6:g} MB; allowed: a TOML file of at most that size.")
    try:
        table = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        first_line = str(error).splitlines()[0]
        raise ConfigurationError(f"{path}: not TOML ({first_line}).") from None
    try:
        return NeighbourhoodSpec.model_validate(table)
    except ValidationError as error:
        raise ConfigurationError(_explain(path, error)) from None


def _explain(path: Path, error: ValidationError) -> str:
    problems = error.errors(include_url=False)
    lines = [f"{path}: {_problem(problem)}" for problem in problems]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{path}: and {len(lines) - MOST_LINES + 1} more problems"]
    return "\n".join(lines)


def _problem(problem: Any) -> str:  # a pydantic_core ErrorDetails
    place = [str(step) for step in problem["loc"]]
    key = ".".join(place)
    if problem["type"] == "extra_forbidden":
        allowed = _keys_at(place[:-1])
        return f"{key} is not a known key; allowed: {', '.join(allowed)}.{did_you_mean(place[-1], allowed)}"
    if problem["type"] == "missing":
        return f"{key} is missing; allowed: every key of a specification must be given"
    if problem["type"] == "value_error":
        return f"{key + ': ' if key else ''}{problem['ctx']['error']}"
    shown = repr(problem["input"])
    if len(shown) > 40:
        shown = shown[:37] + "..."
    allowed_value = problem["msg"].removeprefix("Input should be ").removeprefix("String should ")
    hint = did_you_mean(str(problem["input"]), re.findall(r"'(\w+)'", allowed_value))
    return f"{key} is {shown}; allowed: {allowed_value}.{hint}"


def _keys_at(place: list[str]) -> list[str]:
    part: Any = NeighbourhoodSpec
    for step in place:
        if step in part.model_fields:
            part = part.model_fields[step].annotation
        inner = [kind for kind in get_args(part) if isinstance(kind, type) and issubclass(kind, BaseModel)]
        part = inner[0] if inner else part
    return list(part.model_fields)
