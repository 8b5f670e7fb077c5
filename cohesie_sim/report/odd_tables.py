"""The tables of the documents, made from the code: entities, schedule, parameters, outcomes."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from cohesie_sim import model
from cohesie_sim.declaration import Declared, declarations
from cohesie_sim.model.space import Block
from cohesie_sim.model.tie import Tie
from cohesie_sim.neighbourhood import (
    SynthesisParameters,
)
from cohesie_sim.outcomes.frames import LEAVING_NAMES, ROLE_NAMES
from cohesie_sim.outcomes.weekly import RESIDENT_OUTCOMES
from cohesie_sim.parameters import Parameters, parameter_table
from cohesie_sim.randomness import Stream
from cohesie_sim.report.variables import Words
from cohesie_sim.rules.hypothesis import HYPOTHESES, Hypothesis
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


def words_of(names: Iterable[str], words: Words) -> str:
    """Return a table of variables.

    Parameters
    ----------
    names
        In order.
    words
        Unit or range, and meaning, of each name.

    Returns
    -------
    str
        A table in Markdown.
    """
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
    """Return how many parameters are cited, calibrated and assumed."""
    kinds = ("cited", "calibrated", "assumed")
    rows = []
    records = (("the week", parameter_table()), ("the synthetic population", declarations(SynthesisParameters())))
    for name, declared in records:
        counts = Counter[str](row.declaration.source.kind for row in declared)
        rows.append((name, *(counts[kind] for kind in kinds), len(declared)))
    return table(("parameters of", *kinds, "together"), rows)


def tuned() -> str:
    """Return every parameter that was fitted or set by hand to meet a pattern, by pattern."""
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
        rows = (
            (*_named(line[0]), *(row.value for row in line), *_declared(line[0])) for line in zip(*by_kind, strict=True)
        )
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


def outcomes() -> str:
    """Return the outcomes of residents with their labels in two languages."""
    rows = ((f"`{o.name}`", o.unit, o.english, o.dutch) for o in RESIDENT_OUTCOMES)
    return table(("column", "unit", "English", "Dutch"), rows)


def codes() -> str:
    """Return the roles of volunteers and the reasons for leaving."""
    listed = {"`role`": ROLE_NAMES[1:], "`cause` of leaving": LEAVING_NAMES}
    return table(("column", "values"), ((name, ", ".join(f"`{v}`" for v in values)) for name, values in listed.items()))
