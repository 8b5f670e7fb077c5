"""A scenario: a dated diff on top of a base, checked as a whole.

For instance ``load_scenario("nl_2020_2022").with_changes({"funding.fte_per_10000": 6})``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, reduce
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.neighbourhood.parameters import SynthesisParameters
from cohesie_sim.parameters import Parameters
from cohesie_sim.scenarios.files import is_path, label_of, leaves, merge, nest, read_chain, read_file, scenario_names
from cohesie_sim.scenarios.inputs import WeeklyInputs, compute_inputs, find_lockdowns
from cohesie_sim.scenarios.overrides import PARTS, Override, apply_overrides, check_overrides, plain_record
from cohesie_sim.scenarios.schema import Hypothesis, Settings
from cohesie_sim.scenarios.wording import Place, explain, show_value

_WORDS = ("name", "title", "title_nl", "description")  # change nothing in a run
_OUR_PLACE = "changes"


@dataclass(frozen=True)
class Scenario:
    """What happens to a neighbourhood and what is done for it.

    Attributes
    ----------
    name
        Name of the file without its ending.
    settings
        Everything the scenario says, apart from its parameters; checked.
    overrides
        The scenario's own parameter values, by dotted name (``parameters.fear.rise``, ``population.ties.base``).
    declared
        The dotted keys that the scenario itself declares (the rest comes from its base), in alphabetical order.
    """

    name: str
    settings: Settings
    overrides: tuple[Override, ...]
    declared: tuple[str, ...]

    @property
    def title(self) -> str:
        """Title in English."""
        return self.settings.title

    @property
    def title_nl(self) -> str:
        """Title in Dutch; the English one when there is none."""
        return self.settings.title_nl or self.settings.title

    @property
    def description(self) -> str:
        """What the scenario is about, in a few sentences."""
        return self.settings.description

    @property
    def hypothesis(self) -> Hypothesis:
        """Which explanation the model runs under."""
        return self.settings.hypothesis

    @property
    def neighbourhood(self) -> str:
        """Name of a preset, or the absolute path of a neighbourhood file."""
        return self.settings.neighbourhood

    @property
    def residents(self) -> int:
        """Number of residents."""
        return self.settings.residents

    @property
    def weeks(self) -> int:
        """Number of weeks of the horizon."""
        return self.settings.calendar.weeks

    @property
    def burn_in_weeks(self) -> int:
        """Number of weeks before the horizon."""
        return self.settings.calendar.burn_in_weeks

    @cached_property
    def parameters(self) -> Parameters:
        """The default parameters of the week with the scenario's own values laid over them."""
        record: Parameters = apply_overrides("parameters", self.overrides)
        return record

    @cached_property
    def population(self) -> SynthesisParameters:
        """The default parameters of the synthetic population with the scenario's own values laid over them."""
        record: SynthesisParameters = apply_overrides("population", self.overrides)
        return record

    def with_changes(self, changes: Mapping[str, object]) -> Scenario:
        """Return this scenario with some keys changed.

        Parameters
        ----------
        changes
            Value per dotted key, such as ``{"funding.phases.after": 2, "parameters.fear.rise": 0.3}``. Dates may be ISO
            texts; ``None`` takes an optional key away; a relative path of a neighbourhood starts at the current folder.

        Returns
        -------
        Scenario
            With the same name; the changed keys count as declared.

        Raises
        ------
        ConfigurationError
            When these are no changes, a key is unknown, or a value has the wrong type or lies outside its range.
        """
        _check_changes(changes)
        if "base" in changes:
            raise ConfigurationError(f"{_OUR_PLACE}: 'base' cannot be changed: load that scenario instead.")
        diff = nest(changes)
        settings = self.settings.model_dump(by_alias=True, exclude_unset=True)
        table = merge(merge(settings, nest(dict(self.overrides))), _anchor(diff, Path.cwd()))
        return _build(self.name, table, {*self.declared, *leaves(diff)}, lambda _: _OUR_PLACE)

    def weekly_inputs(self) -> WeeklyInputs:
        """Return measures, threat, season, funding and support per week.

        Returns
        -------
        WeeklyInputs
            Arrays of shape (burn_in_weeks + weeks,).
        """
        return compute_inputs(self.settings)

    def mondays(self) -> list[date]:
        """Return the first day of every week of the horizon (without the burn-in).

        Returns
        -------
        list of date
            Mondays, one a week.
        """
        return [self.settings.calendar.start + timedelta(weeks=week) for week in range(self.weeks)]

    def lockdowns(self) -> list[tuple[date, date, str]]:
        """Return the periods to shade in figures.

        Returns
        -------
        list of (date, date, str)
            First day, first day after, and English name of each period in which indoor meetings are closed to at least
            0.9.
        """
        return find_lockdowns(self.settings.shock, self.settings.calendar)

    def to_dict(self) -> dict[str, Any]:
        """Return the whole scenario, defaults and every parameter included.

        Returns
        -------
        dict
            Plain values that JSON can hold; dates are ISO texts.
        """
        settings = self.settings.model_dump(mode="json", by_alias=True)
        parameters, population = plain_record(self.parameters), plain_record(self.population)
        return {"name": self.name, **settings, "parameters": parameters, "population": population}

    def content_hash(self) -> str:
        """Return a fingerprint of everything that can change a run.

        Returns
        -------
        str
            64 hexadecimal digits, the same for every Python version and machine. Name, titles and description do not
            count; of a neighbourhood file its content counts, not its path.

        Raises
        ------
        ConfigurationError
            When the neighbourhood file can no longer be read.
        """
        content = {key: value for key, value in self.to_dict().items() if key not in _WORDS}
        if is_path(self.neighbourhood):
            content["neighbourhood"] = "sha256 " + hashlib.sha256(read_file(Path(self.neighbourhood))).hexdigest()
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()


def load_scenario(name_or_path: str | Path) -> Scenario:
    """Read and check a scenario.

    Parameters
    ----------
    name_or_path
        Name of a shipped scenario (:func:`scenario_names`) or path of a TOML file.

    Returns
    -------
    Scenario
        The file's keys laid over those of its base.

    Raises
    ------
    ConfigurationError
        When a file cannot be read, or holds a key or value that is not allowed; the text says what is.
    """
    if not isinstance(name_or_path, str | Path):
        known = ", ".join(scenario_names())
        raise ConfigurationError(
            f"scenario = {show_value(name_or_path)} is not allowed: {known}, or the path of a file."
        )
    layers = read_chain(name_or_path)
    tables = [_anchor(layer.table, layer.path.parent) for layer in reversed(layers)]
    table: dict[str, Any] = reduce(merge, tables, {})
    return _build(layers[0].path.stem, table, set(leaves(layers[0].table)), lambda path: label_of(layers, path))


def _build(name: str, table: Mapping[str, Any], declared: set[str], place: Place) -> Scenario:
    overrides = tuple(pair for part in PARTS for pair in check_overrides(part, table.get(part, {}), place))
    rest = {key: value for key, value in table.items() if key not in PARTS}
    try:
        settings = Settings.model_validate(rest)
    except ValidationError as error:
        raise explain(error, Settings, place, also=("base", *PARTS)) from None
    if is_path(settings.neighbourhood):
        try:
            read_file(Path(settings.neighbourhood))
        except ConfigurationError as error:
            raise ConfigurationError(f"{place(['neighbourhood'])}: neighbourhood: {error}") from None
    return Scenario(name, settings, overrides, tuple(sorted(declared)))


def _anchor(table: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Return the table with a relative path of a neighbourhood made absolute."""
    place = table.get("neighbourhood")
    if isinstance(place, str) and is_path(place):
        return {**table, "neighbourhood": str((folder / place).absolute())}
    return dict(table)


def _check_changes(changes: object) -> None:
    if not isinstance(changes, Mapping) or not all(isinstance(key, str) for key in changes):
        allowed = "a value per dotted key, such as {'residents': 400}"
        raise ConfigurationError(f"{_OUR_PLACE} = {show_value(changes)} is not allowed: {allowed}.")
