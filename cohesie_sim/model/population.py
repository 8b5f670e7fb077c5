"""Turning a synthetic neighbourhood and its starting state into agents on a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cohesie_sim.kinds import HELP_GROUP
from cohesie_sim.model.helping import HelpArea
from cohesie_sim.model.inhabitant import NEVER
from cohesie_sim.model.tie import Tie
from cohesie_sim.start import Start

if TYPE_CHECKING:
    from cohesie_sim.model.initiative import Initiative
    from cohesie_sim.model.model import NeighbourhoodModel
    from cohesie_sim.model.resident import Resident


def settle_residents(model: NeighbourhoodModel, start: Start) -> list[Resident]:
    """Create the residents in their blocks, with the ties between them.

    Parameters
    ----------
    model
        With its grid.
    start
        Strength of the ties and usual contacts.

    Returns
    -------
    list of Resident
        In order of index.
    """
    columns = {name: column.tolist() for name, column in model.neighbourhood.traits._asdict().items()}
    homes = columns.pop("cell")
    usual = start.usual_neighbours.tolist()
    residents = []
    for index, home in enumerate(homes):
        traits = {name: column[index] for name, column in columns.items()}
        resident = model.resident_class(model, index, model.blocks[home], traits, usual[index])
        model.blocks[home].residents.append(resident)
        residents.append(resident)
    _tie(model, residents, start)
    return residents


def _tie(model: NeighbourhoodModel, residents: list[Resident], start: Start) -> None:
    ties = model.neighbourhood.ties
    for low, count in enumerate(ties.count.tolist()):
        for k in range(count):
            resident, other = residents[low], residents[int(ties.partner[low, k])]
            affinity, strength = float(ties.affinity[low, k]), float(start.strength[low, k])
            resident.ties[other] = Tie(resident, other, affinity, int(ties.kind[low, k]), strength)


def place_initiatives(model: NeighbourhoodModel, start: Start) -> list[Initiative]:
    """Create the sites of initiatives, and tell every block which are near.

    Parameters
    ----------
    model
        With its blocks.
    start
        Where an initiative exists.

    Returns
    -------
    list of Initiative
        In order of their slot.
    """
    slots = model.neighbourhood.slots
    columns = (slots.cell, slots.kind, slots.flexibility, slots.bridging, start.running)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    sites = [
        model.initiative_class(model, slot, model.blocks[cell], *traits) for slot, (cell, *traits) in enumerate(rows)
    ]
    for block, near in zip(model.blocks, slots.near.tolist(), strict=True):
        block.near = [sites[slot] if slot >= 0 else None for slot in near]
    return sites


def commit_residents(model: NeighbourhoodModel, start: Start) -> None:
    """Give residents the roles and the participation with which the run starts.

    Parameters
    ----------
    model
        With residents and initiatives.
    start
        Role, slot of the commitment and slot of the participation of each resident.
    """
    rows = zip(
        model.residents, start.role.tolist(), start.initiative.tolist(), start.participates.tolist(), strict=True
    )
    for resident, role, slot, participates in rows:
        if slot >= 0:
            initiative = model.initiatives[slot]
            resident.commitment = model.volunteer_class(model, resident, initiative, role, NEVER)
        if participates >= 0:
            resident.participate(model.initiatives[participates])


def help_areas(model: NeighbourhoodModel) -> list[HelpArea]:
    """Divide the neighbourhood among the help groups, in runs of consecutive blocks.

    Parameters
    ----------
    model
        With residents and initiatives.

    Returns
    -------
    list of HelpArea
        One per site of a help group.
    """
    groups = [site for site in model.initiatives if site.code == HELP_GROUP]
    blocks, areas = model.blocks, []
    for number, group in enumerate(groups):
        first, last = number * len(blocks) // len(groups), (number + 1) * len(blocks) // len(groups)
        areas.append(HelpArea(group, [resident for block in blocks[first:last] for resident in block.residents]))
    return areas
