"""The tables of the documents, made from the code: state variables, schedule, parameters, inputs, outcomes."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from cohesie_sim import model
from cohesie_sim.declaration import Declared, declarations
from cohesie_sim.engine import channel, columns, resident, site
from cohesie_sim.model.space import Block
from cohesie_sim.model.tie import Tie
from cohesie_sim.neighbourhood import (
    NeighbourhoodSpec,
    Slots,
    Space,
    SynthesisParameters,
    Traits,
    load_neighbourhood,
    neighbourhood_names,
)
from cohesie_sim.neighbourhood.spec import marked_values
from cohesie_sim.outcomes.columns import NEIGHBOURHOOD_TALLIES
from cohesie_sim.outcomes.frames import LEAVING_NAMES, ROLE_NAMES
from cohesie_sim.outcomes.result import COMMITMENT_FIELDS, LIFE_FIELDS
from cohesie_sim.outcomes.weekly import RESIDENT_OUTCOMES
from cohesie_sim.parameters import Parameters, parameter_table
from cohesie_sim.randomness import Stream
from cohesie_sim.report import tally_words, variables
from cohesie_sim.report.variables import Words
from cohesie_sim.rules.hypothesis import HYPOTHESES, Hypothesis
from cohesie_sim.scenarios import WeeklyInputs, load_scenario, scenario_names
from cohesie_sim.scenarios.schema import Settings
from cohesie_sim.scenarios.tables import CHANNELS, read_measures
from cohesie_sim.schedule import SCHEDULE

_ENTITIES = (
    model.Resident,
    model.Volunteer,
    model.CommunityWorker,
    model.Initiative,
    model.Municipality,
    Tie,
    Block,
)


def _cell(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value).replace("|", "\\|").replace("\n", " ")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown.

    Parameters
    ----------
    head
        Names of the columns.
    rows
        One value per column; floats in their shortest form.

    Returns
    -------
    str
        Lines without a closing newline.
    """
    lines = [head, ["---"] * len(head), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _words(names: Iterable[str], words: Words) -> str:
    return table(("name", "unit or range", "meaning"), ((f"`{name}`", *words[name]) for name in names))


def entities() -> str:
    """Return the entities with the classes of the Mesa model and what they say of themselves."""
    rows = []
    for entity in _ENTITIES:
        first = (inspect.getdoc(entity) or "").split("\n\n")[0].replace("\n", " ").split("; see")[0]
        rows.append((f"`{entity.__name__}`", f"`{entity.__module__}`", first.rstrip(".")))
    return table(("entity", "module", "what it is"), rows)


def schedule() -> str:
    """Return the processes of the week in order."""
    rows = (
        (number, process.name, process.actor, ", ".join(f"`{name}`" for name in process.rules), process.reason)
        for number, process in enumerate(SCHEDULE, start=1)
    )
    return table(("", "process", "who acts", "rules", "why here"), rows)


def streams() -> str:
    """Return the named streams of random draws with their numbers."""
    return ", ".join(f"{stream.name.lower().replace('_', ' ')} ({stream.value})" for stream in Stream) + "."


def certainty() -> str:
    """Return how many parameters are cited, calibrated and assumed, of the processes and of the synthetic population."""
    kinds = ("cited", "calibrated", "assumed")
    rows = []
    records = (("the week", parameter_table()), ("the synthetic population", declarations(SynthesisParameters())))
    for name, declared in records:
        counts = Counter(row.declaration.source.kind for row in declared)
        rows.append((name, *(counts[kind] for kind in kinds), len(declared)))
    return table(("parameters of", *kinds, "together"), rows)


def tuned() -> str:
    """Return every parameter that was set by hand to meet a pattern, by pattern."""
    by_pattern: dict[str, list[str]] = {}
    for prefix, record in (("", Parameters()), ("neighbourhood: ", SynthesisParameters())):
        for row in declarations(record):
            if row.declaration.source.kind == "calibrated":
                by_pattern.setdefault(row.declaration.source.text, []).append(f"`{prefix}{row.name}`")
    return table(("pattern", "parameters"), ((pattern, ", ".join(names)) for pattern, names in by_pattern.items()))


def parameters(record: Any) -> str:
    """Return the parameters of one process.

    Parameters
    ----------
    record
        A record of declared parameters; records within it become one table with a column each.

    Returns
    -------
    str
        One or two tables.
    """
    inner = {name: value for name, value in record._asdict().items() if hasattr(value, "_fields")}
    scalars = [row for row in declarations(record) if "." not in row.name]
    tables = []
    if inner:
        by_kind = [declarations(value) for value in inner.values()]
        head = ("name", "meaning", *(f"`{name}`" for name in inner), "unit", "range", "role", "source")
        rows = ((*_named(line[0]), *(row.value for row in line), *_declared(line[0])) for line in zip(*by_kind, strict=True))
        tables.append(table(head, rows))
    if scalars:
        head = ("name", "meaning", "value", "unit", "range", "role", "source")
        tables.append(table(head, ((*_named(row), row.value, *_declared(row)) for row in scalars)))
    return "\n\n".join(tables)


def _named(row: Declared) -> tuple[str, str]:
    return f"`{row.name}`", row.declaration.meaning


def _declared(row: Declared) -> tuple[str, str, str, str]:
    declared = row.declaration
    return declared.unit, f"{declared.low:g} to {declared.high:g}", declared.role, str(declared.source)


def hypotheses() -> str:
    """Return the multipliers of the three explanations."""
    rows = ((f"`{name}`", *values) for name, values in HYPOTHESES.items())
    return table(("hypothesis", *(f"`{field}`" for field in Hypothesis._fields)), rows)


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


def outcomes() -> str:
    """Return the outcomes of residents with their labels in two languages."""
    rows = ((f"`{o.name}`", o.unit, o.english, o.dutch) for o in RESIDENT_OUTCOMES)
    return table(("column", "unit", "English", "Dutch"), rows)


def codes() -> str:
    """Return the roles of volunteers and the reasons for leaving."""
    listed = {"`role`": ROLE_NAMES[1:], "`cause` of leaving": LEAVING_NAMES}
    return table(("column", "values"), ((name, ", ".join(f"`{v}`" for v in values)) for name, values in listed.items()))


BLOCKS: dict[str, Callable[[], str]] = {
    "entities": entities,
    "schedule": schedule,
    "streams": streams,
    "certainty": certainty,
    "tuned": tuned,
    "hypotheses": hypotheses,
    "scenarios": scenarios,
    "measures": measures,
    "presets": presets,
    "scenario keys": scenario_keys,
    "neighbourhood keys": neighbourhood_keys,
    "outcomes": outcomes,
    "codes": codes,
    "traits": lambda: _words(Traits._fields, variables.TRAITS),
    "resident levels": lambda: _words(resident.LEVELS, variables.RESIDENT_LEVELS),
    "resident states": lambda: _words(resident.STATES, variables.RESIDENT_STATES),
    "channels": lambda: _words(channel.CHANNELS, variables.CHANNELS),
    "ties": lambda: _words(columns.Bonds._fields, variables.BONDS),
    "slots": lambda: _words(Slots._fields, variables.SLOTS),
    "initiatives": lambda: _words((*site.LEVELS, *site.STATES), variables.SITE_LEVELS | variables.SITE_STATES),
    "municipality": lambda: _words(columns.Town._fields, variables.TOWN),
    "space": lambda: _words(Space._fields, variables.SPACE),
    "inputs": lambda: _words(WeeklyInputs._fields, variables.INPUTS),
    "tallies": lambda: _words((*NEIGHBOURHOOD_TALLIES, *tally_words.DERIVED), tally_words.TALLIES | tally_words.DERIVED),
    "lives": lambda: _words(LIFE_FIELDS, tally_words.LIVES),
    "commitments": lambda: _words(COMMITMENT_FIELDS, tally_words.COMMITMENTS),
    **{
        f"parameters {name}": lambda record=record: parameters(record)  # type: ignore[misc]
        for name, record in Parameters()._asdict().items()
    },
    **{
        f"synthesis {name}": lambda record=record: parameters(record)  # type: ignore[misc]
        for name, record in SynthesisParameters()._asdict().items()
    },
}
"""Name of a generated block to what makes it."""
