"""The list of parameters."""

from __future__ import annotations

from fnmatch import fnmatchcase

from cohesie_sim.cli.screen import print_json, print_table
from cohesie_sim.declaration import Declared, declarations
from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.neighbourhood import SynthesisParameters
from cohesie_sim.parameters import parameter_table

_HEAD = ("name", "value", "unit", "range", "role", "meaning and source")
_POPULATION = "population."  # in front of names of which some occur in the week as well


def list_parameters(pattern: str, *, as_json: bool) -> None:
    """Print parameters with unit, range, role and source: those of the week, then those of the population.

    Parameters
    ----------
    pattern
        Part of a dotted name, or a whole one with ``*`` and ``?``; empty for all.
    as_json
        JSON instead of a table.

    Raises
    ------
    ConfigurationError
        When no parameter fits.
    """
    table = [*parameter_table(), *declarations(SynthesisParameters(), _POPULATION)]
    glob = pattern if any(sign in pattern for sign in "*?[") else f"*{pattern}*"
    found = [row for row in table if fnmatchcase(row.name, glob)]
    if not found:
        names = [row.name for row in table]
        groups = list(dict.fromkeys(name.partition(".")[0] for name in names))
        hint = did_you_mean(pattern, groups) or did_you_mean(pattern, names)
        raise ConfigurationError(f"cohesie parameters: no name holds {pattern!r}. Groups: {', '.join(groups)}.{hint}")
    if as_json:
        print_json([_record(row) for row in found])
        return
    population = [row for row in found if row.name.startswith(_POPULATION)]
    week = [row for row in found if row not in population]
    for title, rows in (
        ("of the week (parameters.NAME in a scenario)", week),
        ("of the synthetic population (the same name in a scenario)", population),
    ):
        if rows:
            print_table(f"{len(rows)} parameters {title}", _HEAD, [_cells(row) for row in rows])


def _record(row: Declared) -> dict[str, object]:
    declared = row.declaration
    return {
        "name": row.name,
        "part": "population" if row.name.startswith(_POPULATION) else "week",
        "value": row.value,
        "type": row.kind.__name__,
        "unit": declared.unit,
        "low": declared.low,
        "high": declared.high,
        "role": declared.role,
        "meaning": declared.meaning,
        "source": {"kind": declared.source.kind, "text": declared.source.text},
    }


def _cells(row: Declared) -> tuple[str, ...]:
    declared = row.declaration
    span = f"{declared.low:g} to {declared.high:g}"
    return row.name, f"{row.value:g}", declared.unit, span, declared.role, f"{declared.meaning}; {declared.source}"
