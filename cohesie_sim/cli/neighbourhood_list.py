"""The list of shipped neighbourhoods."""

from __future__ import annotations

from cohesie_sim.cli.screen import print_json, print_table
from cohesie_sim.neighbourhood import NeighbourhoodSpec, load_neighbourhood, neighbourhood_names
from cohesie_sim.neighbourhood.spec import marked_values


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
