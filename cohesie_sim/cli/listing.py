"""Lists of what is shipped: scenarios, neighbourhoods and parameters."""

from __future__ import annotations

from fnmatch import fnmatchcase

from cohesie_sim.cli.screen import print_json, print_table
from cohesie_sim.declaration import Declared
from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.neighbourhood import NeighbourhoodSpec, load_neighbourhood, neighbourhood_names
from cohesie_sim.neighbourhood.spec import marked_values
from cohesie_sim.parameters import parameter_table
from cohesie_sim.scenarios import load_scenario, scenario_names


def list_scenarios(*, as_json: bool) -> None:
    """Print the shipped scenarios.

    Parameters
    ----------
    as_json
        JSON instead of a table.
    """
    loaded = [load_scenario(name) for name in scenario_names()]
    if as_json:
        keys = ("name", "title", "title_nl", "description", "hypothesis", "neighbourhood", "residents", "weeks")
        print_json([{key: getattr(scenario, key) for key in keys} for scenario in loaded])
        return
    rows = [(scenario.name, scenario.title, scenario.description) for scenario in loaded]
    print_table("Scenarios", ("name", "title", "what happens"), rows)


def list_neighbourhoods(*, as_json: bool) -> None:
    """Print the shipped neighbourhoods, key numbers first, then what is doubtful.

    Parameters
    ----------
    as_json
        JSON instead of a table.
    """
    specs = {name: load_neighbourhood(name) for name in neighbourhood_names()}
    if as_json:
        print_json([{"name": name, **spec.model_dump(mode="json", exclude={"name"})} for name, spec in specs.items()])
        return
    head = ("name", "inhabitants", "per km²", "lives alone", "65+", "struggles", "lonely", "severely", "volunteers")
    print_table("Neighbourhoods", head, [(name, *_key_numbers(spec)) for name, spec in specs.items()], texts=1)
    doubts = [row for name, spec in specs.items() for row in _doubts(name, spec)]
    print_table("Doubtful numbers", ("name", "number", "why"), doubts)


def _key_numbers(spec: NeighbourhoodSpec) -> tuple[str, ...]:
    adults, ages = spec.adults, spec.ages.counts()
    alone = spec.single_share.value * spec.households.value / spec.inhabitants.value
    answers = (adults.strained, adults.lonely, adults.severely_lonely, adults.volunteering)
    shares = (alone, 100 * ages[-1] / sum(ages), *(share.value for share in answers))
    return f"{spec.inhabitants.value:,}", f"{spec.density.value:,.0f}", *(f"{share:.1f} %" for share in shares)


def _doubts(name: str, spec: NeighbourhoodSpec) -> list[tuple[str, str, str]]:
    reasons: dict[str, list[str]] = {}
    for path, value in marked_values(spec):
        if value.doubtful:
            reasons.setdefault(value.reason, []).append(path)
    return [(name, ", ".join(paths), reason) for reason, paths in reasons.items()]


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
