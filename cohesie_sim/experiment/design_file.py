"""A design in a TOML file: which runs answer a question of one's own, checked before anything runs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, Final

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.experiment.design import Design, Uncertainty
from cohesie_sim.experiment.grids import Grid, Variant
from cohesie_sim.experiment.phases import phase_codes
from cohesie_sim.outcomes.keys import AS_IS
from cohesie_sim.rules.hypothesis import HYPOTHESES
from cohesie_sim.scenarios import load_scenario
from cohesie_sim.scenarios.files import is_path, leaves, read_file
from cohesie_sim.scenarios.wording import explain, show_value

_WORD: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
_WORD_TEXT: Final = "a word of small letters, digits and underscores that begins with a letter"
_NUMBERS: Final = "a list of numbers from 0 to 100, such as [0, 4, 8]"
_TEXTS: Final = "a list of texts in quotation marks"


def _numbers(value: object) -> object:
    entries = value if isinstance(value, list | tuple) else [None]
    if all(isinstance(one, int | float) and not isinstance(one, bool) and 0 <= one <= 100 for one in entries):
        return tuple(entries)
    raise ValueError(_NUMBERS)


def _texts(value: object) -> object:
    if isinstance(value, list | tuple) and all(isinstance(one, str) and one for one in value):
        return tuple(value)
    raise ValueError(_TEXTS)


class _Table(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class VariantTable(_Table):
    """One way in which the scenarios of a grid are changed."""

    name: str = Field(min_length=1, max_length=60, description=_WORD_TEXT)
    changes: dict[str, Any] = Field(
        default_factory=dict, description="a table of a scenario's keys, such as {'support.corona_fund' = false}"
    )


class GridTable(_Table):
    """Conditions: every combination of levels, scenarios, variants and hypotheses."""

    levels: Annotated[tuple[float, ...], BeforeValidator(_numbers)] | None = Field(default=None, description=_NUMBERS)
    scenarios: Annotated[tuple[str, ...], BeforeValidator(_texts)] = Field(description=_TEXTS)
    hypotheses: Annotated[tuple[str, ...], BeforeValidator(_texts)] = Field(
        default=("article",), description=f"a list of {', '.join(HYPOTHESES)}"
    )
    variants: tuple[VariantTable, ...] = Field(
        default=(VariantTable(name=AS_IS),), strict=False, description="a list of tables with name and changes"
    )


class DesignTable(_Table):
    """Everything that a design says."""

    name: str = Field(min_length=1, max_length=60, description=_WORD_TEXT)
    question: str = Field(min_length=1, max_length=1000, description="a text of 1 to 1000 characters")
    question_nl: str = Field(default="", max_length=1000, description="a text of at most 1000 characters")
    replicates: int = Field(default=50, ge=1, le=1_000_000, description="a whole number from 1 to 1000000")
    seed: int = Field(default=1, ge=0, le=2**63 - 1, description=f"a whole number from 0 to {2**63 - 1}")
    neighbourhood: str | None = Field(
        default=None, min_length=1, description="the name of a preset or the path of a file"
    )
    residents: int | None = Field(default=None, ge=50, le=1_000_000, description="a whole number from 50 to 1000000")
    keep_residents: bool = Field(default=False, description="true or false")
    lives: int | None = Field(default=None, ge=50, le=1_000_000, description="a whole number from 50 to 1000000")
    uncertainty: Uncertainty = Field(default="none", description="'none' or 'posterior'")
    condensed: bool = Field(default=False, description="true or false")
    grids: tuple[GridTable, ...] = Field(
        strict=False, min_length=1, description="a list of tables with scenarios, levels, hypotheses and variants"
    )


def load_design(path: Path) -> Design:
    """Read and check a design file.

    Parameters
    ----------
    path
        A TOML file: name, question, question_nl, replicates, seed, neighbourhood, residents, uncertainty, and
        ``[[grids]]`` with levels, scenarios, hypotheses and ``[[grids.variants]]`` (name and changes). Paths in it
        start at its folder.

    Returns
    -------
    Design
        Whose conditions are all usable. A grid without levels has the one of its scenarios.

    Raises
    ------
    ConfigurationError
        When the file cannot be read, or a key or value is not allowed; the text says where, what, and what is.
    """
    label = str(path)
    try:
        content = tomllib.loads(read_file(path).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{label}: not UTF-8 text (byte {error.start + 1}).") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigurationError(f"{label}: not valid TOML: {error}.") from None
    design = make_design(content, path.parent, label)
    _check_words(design, label)
    _check(design, label)
    return design


def make_design(content: Mapping[str, Any], folder: Path, label: str) -> Design:
    """Return the design that a table describes.

    Parameters
    ----------
    content
        Nested tables, as in a design file.
    folder
        At which relative paths start.
    label
        Names the table in errors.

    Returns
    -------
    Design
        Its conditions are not tried yet.

    Raises
    ------
    ConfigurationError
        When a key or value is not allowed.
    """
    try:
        table = DesignTable.model_validate(content)
    except ValidationError as error:
        raise explain(error, DesignTable, lambda _: label) from None
    grids = tuple(_grid(grid, folder, f"{label}: grids[{k}]") for k, grid in enumerate(table.grids))
    known = {field.name for field in fields(Design)}
    given = {key: value for key, value in table if key in known}
    given["question_nl"] = table.question_nl or table.question
    given["neighbourhood"] = None if table.neighbourhood is None else _anchored(table.neighbourhood, folder)
    try:
        return Design(**{**given, "grids": grids})
    except ConfigurationError as error:
        raise ConfigurationError(f"{label}: {error}") from None


def _grid(table: GridTable, folder: Path, label: str) -> Grid:
    for k, name in enumerate(table.hypotheses):
        if name not in HYPOTHESES:
            hint = did_you_mean(name, HYPOTHESES)
            raise ConfigurationError(
                f"{label}.hypotheses[{k}] = {show_value(name)} is not allowed: {', '.join(HYPOTHESES)}.{hint}"
            )
    scenarios = tuple(_anchored(name, folder) for name in table.scenarios)
    own = []
    for k, name in enumerate(scenarios):
        try:
            own.append(load_scenario(name).settings.funding.fte_per_10000)
        except ConfigurationError as error:
            raise ConfigurationError(f"{label}.scenarios[{k}]: {error}") from None
    levels = table.levels
    if levels is None:
        levels = tuple(dict.fromkeys(own))
        if len(levels) > 1:
            found = ", ".join(f"{level:g}" for level in levels)
            raise ConfigurationError(f"{label}.levels is missing: the scenarios have different ones ({found} fte).")
    variants = tuple(Variant(one.name, _changes(one.changes, folder)) for one in table.variants)
    return Grid(levels, scenarios, table.hypotheses, variants)


def _changes(table: Mapping[str, Any], folder: Path) -> dict[str, object]:
    """Return changes by dotted key, whether the file wrote them so or as nested tables."""
    flat: dict[str, object] = leaves(table)
    if isinstance(place := flat.get("neighbourhood"), str):
        flat["neighbourhood"] = _anchored(place, folder)
    return flat


def _anchored(text: str, folder: Path) -> str:
    return str((folder / text).absolute()) if is_path(text) else text


def _check_words(design: Design, label: str) -> None:
    """Refuse names that results could not carry."""
    named = {"name": design.name}
    for k, grid in enumerate(design.grids):
        named |= {f"grids[{k}].variants[{j}].name": variant.name for j, variant in enumerate(grid.variants)}
        for j, variant in enumerate(grid.variants):
            if variant.name == AS_IS and variant.changes:
                raise ConfigurationError(
                    f"{label}: grids[{k}].variants[{j}].name = '{AS_IS}' is not allowed: it is for a variant without "
                    "changes."
                )
    for key, word in named.items():
        if not _WORD.fullmatch(word):
            raise ConfigurationError(f"{label}: {key} = {show_value(word)} is not allowed: {_WORD_TEXT}.")


def _check(design: Design, label: str) -> None:
    try:
        cells = design.cells()
    except ConfigurationError as error:
        raise ConfigurationError(_prefixed(label, str(error).splitlines())) from None
    early = [cell.scenario_name for cell in cells if not np.any(phase_codes(cell.scenario) > 0)]
    if early:
        raise ConfigurationError(
            f"{label}: scenario '{early[0]}' ends before the first lockdown, so there is no period to summarise: "
            "choose more calendar.weeks or a later calendar.start."
        )


def _prefixed(label: str, lines: Sequence[str]) -> str:
    return "\n".join(f"{label}: {line}" for line in lines)
