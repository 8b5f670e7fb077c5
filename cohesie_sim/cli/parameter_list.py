"""The list of parameters."""

from __future__ import annotations

from fnmatch import fnmatchcase

from cohesie_sim.cli.screen import print_json, print_table
from cohesie_sim.declaration import Declared
from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.parameters import parameter_table


def list_parameters(pattern: str, *, as_json: bool) -> None:
    """Print parameters with unit, range, role and source.

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
    table = parameter_table()
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
    head = ("name", "value", "unit", "range", "role", "meaning and source")
    print_table(f"{len(found)} of {len(table)} parameters", head, [_cells(row) for row in found])


def _record(row: Declared) -> dict[str, object]:
    declared = row.declaration
    return {
        "name": row.name,
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
