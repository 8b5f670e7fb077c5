"""The tables of what goes in, made from the code: scenarios, measures, real neighbourhoods, and the keys of files."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from datetime import date
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from cohesie_sim.neighbourhood import NeighbourhoodSpec, load_neighbourhood, neighbourhood_names
from cohesie_sim.neighbourhood.spec import marked_values
from cohesie_sim.report.odd_tables import table
from cohesie_sim.scenarios import load_scenario, scenario_names
from cohesie_sim.scenarios.schema import Settings
from cohesie_sim.scenarios.tables import CHANNELS, read_measures


def scenarios() -> str:
    """Return the shipped scenarios with the keys in which each differs from its base."""
    loaded = [load_scenario(name) for name in scenario_names()]
    rows = ((f"`{s.name}`", s.description, ", ".join(f"`{key}`" for key in _told(s.declared))) for s in loaded)
    return table(("scenario", "what it says", "keys it declares"), rows)


def _told(declared: Iterable[str]) -> list[str]:
    return [key for key in declared if key not in {"title", "title_nl", "description", "base"}]


def measures() -> str:
    """Return the dated measures as levels per channel."""
    read = read_measures()
    days = (date.fromordinal(int(day)) for day in read.days)
    rows = ((day, *(float(level) for level in levels)) for day, levels in zip(days, read.levels, strict=True))
    return table(("from", *(name.replace("_", " ") for name in CHANNELS)), rows)


def presets() -> str:
    """Return the real neighbourhoods with their main numbers and what is doubtful about them."""
    head = ("preset", "inhabitants", "households", "living alone %", "65+ %", "strained %", "lonely %", "doubtful")
    rows = []
    for name in neighbourhood_names():
        spec = load_neighbourhood(name)
        ages = spec.ages.counts()
        doubtful = [f"`{path}`" for path, value in marked_values(spec) if value.doubtful]
        numbers = (spec.inhabitants.value, spec.households.value, spec.single_share.value)
        old = round(100 * ages[-1] / sum(ages), 1)
        adults = (spec.adults.strained.value, spec.adults.lonely.value)
        rows.append((f"`{name}`", *numbers, old, *adults, ", ".join(doubtful) or "-"))
    return table(head, rows)


def scenario_keys() -> str:
    """Return every key of a scenario file with its default and what is allowed."""
    return table(("key", "default", "allowed"), _setting_rows(Settings, ""))


def _setting_rows(part: type[BaseModel], prefix: str) -> Iterable[tuple[str, str, str]]:
    for name, field in part.model_fields.items():
        inner = _inner(field.annotation)
        key = prefix + (field.alias or name)
        if inner is None or prefix == "support.":
            shown = "required" if field.is_required() else _default(field.default)
            yield f"`{key}`", shown, field.description or ""
        else:
            listed = get_origin(field.annotation) is tuple
            yield from _setting_rows(inner, f"{key}{'[]' if listed else ''}.")


def _default(value: object) -> str:
    return "" if value in {None, ""} else str(value).lower() if isinstance(value, bool) else str(value)


def _inner(annotation: Any) -> type[BaseModel] | None:
    """Return the table that an annotation holds, if any."""
    if inspect.isclass(annotation) and not get_args(annotation):
        return annotation if issubclass(annotation, BaseModel) else None
    if get_origin(annotation) in {tuple, Union, UnionType}:
        return next((inner for inner in map(_inner, get_args(annotation)) if inner), None)
    return None


def neighbourhood_keys() -> str:
    """Return every key of a neighbourhood file with what it holds."""
    return table(("key", "holds"), _spec_rows(NeighbourhoodSpec, ""))


def _spec_rows(part: type[BaseModel], prefix: str) -> Iterable[tuple[str, str]]:
    for name, field in part.model_fields.items():
        inner = _inner(field.annotation)
        if inner is None:
            continue
        if "source" in inner.model_fields:
            own = [key for key in inner.model_fields if key not in {"source", "doubtful", "reason"}]
            held = (inspect.getdoc(inner) or "").split("\n")[0]
            yield f"`{prefix}{name}`", f"{held} Keys: {', '.join(f'`{key}`' for key in own)}, `source`"
        else:
            yield from _spec_rows(inner, f"{prefix}{name}.")
