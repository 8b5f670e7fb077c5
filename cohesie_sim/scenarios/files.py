"""Reading scenario files, and the files they build on, without trusting any of them."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.scenarios.wording import show_value

MAX_BYTES: Final = 1_000_000
_LONGEST_PATH: Final = 500
_PRESETS: Final = Path(__file__).parent / "presets"


class Layer(NamedTuple):
    """One file of a chain of diffs: where it is, how errors call it, and its keys (without ``base``)."""

    path: Path
    label: str
    table: dict[str, Any]


def scenario_names() -> list[str]:
    """Return the names of the shipped scenarios.

    Returns
    -------
    list of str
        In alphabetical order.
    """
    return sorted(path.stem for path in _PRESETS.glob("*.toml"))


def is_path(text: str) -> bool:
    """Tell whether a text means a file and not the name of something shipped.

    Parameters
    ----------
    text
        As a user wrote it.

    Returns
    -------
    bool
        True when it holds a folder separator or ends in ``.toml``.
    """
    return "/" in text or os.sep in text or text.endswith(".toml")


def read_file(path: Path) -> bytes:
    """Return the content of a file that must be small.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    bytes
        At most ``MAX_BYTES``.

    Raises
    ------
    ConfigurationError
        When it is missing, unreadable, a folder or larger than 1 MB; a large file is refused unread.
    """
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES:
            return path.read_bytes()
    except FileNotFoundError:
        raise ConfigurationError(f"{path}: there is no such file.") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        reason = getattr(error, "strerror", None) or error
        text = str(path) if len(str(path)) <= _LONGEST_PATH and str(path).isprintable() else show_value(str(path))
        raise ConfigurationError(f"{text}: cannot be read ({reason}).") from None
    if stat.S_ISREG(status.st_mode):
        raise ConfigurationError(f"{path}: {status.st_size / 1e6:.1f} MB is too large: at most 1 MB is allowed.")
    kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no ordinary file"
    raise ConfigurationError(f"{path}: this is {kind}; allowed: a TOML file.")


def read_chain(name_or_path: str | Path) -> list[Layer]:
    """Read a scenario file and every file it builds on.

    Parameters
    ----------
    name_or_path
        Name of a shipped scenario or path of a file.

    Returns
    -------
    list of Layer
        The file itself first, the root last.

    Raises
    ------
    ConfigurationError
        When a file cannot be read or is not TOML, or when the bases go round in a circle.
    """
    layers: list[Layer] = []
    path = name_or_path if isinstance(name_or_path, Path) else _locate(name_or_path, Path(), "")
    while True:
        if any(layer.path.resolve() == path.resolve() for layer in layers):
            circle = " -> ".join([*(layer.label for layer in layers), _label(path)])
            raise ConfigurationError(f"{layers[0].label}: base goes round in a circle: {circle}.")
        table = _read_table(path, f"{layers[-1].label}: base: " if layers else "")
        base = table.pop("base", None)
        layers.append(Layer(path, _label(path), table))
        if base is None:
            return layers
        if not isinstance(base, str):
            allowed = "a name of a shipped scenario or a path"
            raise ConfigurationError(f"{_label(path)}: base = {show_value(base)} is not allowed: {allowed}.")
        path = _locate(base, path.parent, f"{_label(path)}: base: ")


def merge(base: Mapping[str, Any], diff: Mapping[str, Any]) -> dict[str, Any]:
    """Lay the keys of a diff over a base; tables are merged key by key, everything else is replaced.

    Parameters
    ----------
    base, diff
        Nested tables; neither is changed.

    Returns
    -------
    dict
        A new nested table.
    """
    merged = dict(base)
    for key, value in diff.items():
        below = merged.get(key)
        merged[key] = merge(below if isinstance(below, dict) else {}, value) if isinstance(value, dict) else value
    return merged


def leaves(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Flatten nested tables.

    Parameters
    ----------
    table
        Nested tables; lists and empty tables count as values.
    prefix
        Put in front of every key.

    Returns
    -------
    dict
        Value per dotted key.
    """
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict) and value:
            flat |= leaves(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = value
    return flat


def nest(flat: Mapping[str, object]) -> dict[str, Any]:
    """Return nested tables from dotted keys: the opposite of :func:`leaves`.

    Parameters
    ----------
    flat
        Value per dotted key; numpy's scalars become Python's.

    Returns
    -------
    dict
        Nested tables.
    """
    nested: dict[str, Any] = {}
    for dotted, value in flat.items():
        inner: Any = value.item() if isinstance(value, np.generic) else value
        for part in reversed(dotted.split(".")):
            inner = {part: inner}
        nested = merge(nested, inner)
    return nested


def label_of(layers: Sequence[Layer], path: Sequence[str | int]) -> str:
    """Return the name of the file that a value comes from.

    Parameters
    ----------
    layers
        From :func:`read_chain`.
    path
        Keys from the outside in.

    Returns
    -------
    str
        The file nearest to the scenario that holds the key; the scenario's own when none does.
    """
    return next((layer.label for layer in layers if _holds(layer.table, path)), layers[0].label)


def _holds(table: object, path: Sequence[str | int]) -> bool:
    for part in path:
        if isinstance(table, dict) and part in table:
            table = table[part]
        else:
            return isinstance(table, list)  # a list is replaced whole, so it comes from one file
    return True


def _label(path: Path) -> str:
    return path.name if path.parent == _PRESETS else str(path)


def _locate(name: str, folder: Path, place: str) -> Path:
    if is_path(name):
        return folder / name
    if name in scenario_names():
        return _PRESETS / f"{name}.toml"
    known = ", ".join(scenario_names())
    raise ConfigurationError(
        f"{place}there is no scenario {show_value(name)}. Allowed: {known}, or the path of a .toml file."
        + did_you_mean(name, scenario_names())
    )


def _read_table(path: Path, place: str) -> dict[str, Any]:
    try:
        content = read_file(path)
    except ConfigurationError as error:
        raise ConfigurationError(f"{place}{error}") from None
    try:
        return tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: not UTF-8 text (byte {error.start + 1}).") from None
    except (ValueError, RecursionError) as error:  # ValueError: also what tomllib passes on, such as endless numbers
        raise ConfigurationError(f"{path}: not valid TOML: {error}.") from None
