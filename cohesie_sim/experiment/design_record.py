"""A design as plain values, with the content of the files it names: enough to run it again on another machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Final

import numpy as np

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.design import Design
from cohesie_sim.experiment.design_file import make_design
from cohesie_sim.experiment.grids import Grid, Variant
from cohesie_sim.experiment.store import make_folder, write_bytes
from cohesie_sim.scenarios import load_scenario
from cohesie_sim.scenarios.files import is_path, nest, read_file
from cohesie_sim.scenarios.overrides import PARTS

_LABEL: Final = "the recorded design"


def design_to_dict(design: Design) -> dict[str, Any]:
    """Return a design as plain values.

    Parameters
    ----------
    design
        Its scenarios and neighbourhoods may be files.

    Returns
    -------
    dict
        What a design file holds, and ``files``: the content of each scenario and neighbourhood file under a name of its
        own. No path of this machine. A scenario file is written out whole, its base included.

    Raises
    ------
    ConfigurationError
        When a file cannot be read.
    """
    files = _Files()
    content = {field.name: _plain(getattr(design, field.name)) for field in fields(design) if field.name != "grids"}
    if design.neighbourhood is not None:
        content["neighbourhood"] = files.place(design.neighbourhood)
    content["grids"] = [_grid(grid, files) for grid in design.grids]
    return {**content, "files": files.texts}


def design_from_dict(content: Mapping[str, Any], folder: Path) -> Design:
    """Return the design that plain values describe.

    Parameters
    ----------
    content
        From :func:`design_to_dict`.
    folder
        Where its files are written, when it has any; they must stay there while the design is used.

    Returns
    -------
    Design
        With the same runs: their ids are equal when the code is.

    Raises
    ------
    ConfigurationError
        When the values do not describe a design, or a file cannot be written.
    """
    table = dict(content)
    files = table.pop("files", {})
    if not isinstance(files, Mapping):
        raise ConfigurationError(f"{_LABEL}: files is no table.")
    for name, text in files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or path.suffix != ".toml" or not isinstance(text, str):
            raise ConfigurationError(f"{_LABEL}: {name!r} is no name of a TOML file with its text.")
        make_folder(folder / path.parent)
        write_bytes(folder / path, text.encode())
    return make_design(table, folder, _LABEL)


class _Files:
    """The files that a design names, under names without folders of this machine."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def scenario(self, name: str) -> str:
        """Return how the record calls a scenario, and keep its content when it is a file."""
        if not is_path(name):
            return name
        scenario = load_scenario(name)
        # parameters only where they are its own: those that are not may be drawn
        table = {key: value for key, value in scenario.to_dict().items() if key not in {"name", *PARTS}}
        table |= nest(dict(scenario.overrides))
        place = self.place(scenario.neighbourhood)
        table["neighbourhood"] = f"../{place}" if is_path(place) else place
        lines = [f"{json.dumps(key)} = {_toml(value)}" for key, value in table.items() if value is not None]
        return self._keep(f"scenarios/{scenario.name}.toml", "\n".join([*lines, ""]))

    def place(self, name: str) -> str:
        """Return how the record calls a neighbourhood, and keep its content when it is a file."""
        if not is_path(name):
            return name
        path = Path(name)
        return self._keep(f"neighbourhoods/{path.stem}.toml", read_file(path).decode("utf-8"))

    def _keep(self, wanted: str, text: str) -> str:
        """Keep a text under a name that no other text has."""
        folder, _, file = wanted.partition("/")
        names = [wanted, *(f"{folder}/{k}/{file}" for k in range(2, len(self.texts) + 3))]
        name = next(one for one in names if self.texts.get(one, text) == text)
        self.texts[name] = text
        return name


def _grid(grid: Grid, files: _Files) -> dict[str, Any]:
    return {
        "levels": [_plain(level) for level in grid.levels],
        "scenarios": [files.scenario(name) for name in grid.scenarios],
        "hypotheses": list(grid.hypotheses),
        "variants": [_variant(variant, files) for variant in grid.variants],
    }


def _variant(variant: Variant, files: _Files) -> dict[str, Any]:
    changes = {key: _plain(value) for key, value in variant.changes.items()}
    if isinstance(place := changes.get("neighbourhood"), str):
        changes["neighbourhood"] = files.place(place)
    return {"name": variant.name, "changes": changes}


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it; dates become ISO texts, which scenarios read."""
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _toml(value: Any) -> str:
    """Return a value of JSON as TOML writes it; the two differ in tables only, and TOML knows no null."""
    if isinstance(value, Mapping):
        inside = [f"{json.dumps(key)} = {_toml(one)}" for key, one in value.items() if one is not None]
        return f"{{{', '.join(inside)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
