"""The state of a run: a neighbourhood, and everything about it that changes."""

from __future__ import annotations

from typing import NamedTuple

from cohesie_sim.engine.columns import (
    Bonds,
    Counts,
    Residents,
    Sites,
    Town,
    Traits,
    bond_columns,
    contact_columns,
    resident_columns,
    site_columns,
    town_columns,
    trait_columns,
)
from cohesie_sim.engine.sites import Members, empty_members
from cohesie_sim.neighbourhood import Neighbourhood
from cohesie_sim.neighbourhood.columns import Slots, Space
from cohesie_sim.parameters import Parameters
from cohesie_sim.start import starting_state


class World(NamedTuple):
    """A neighbourhood and its changing state."""

    traits: Traits
    space: Space
    slots: Slots
    residents: Residents
    contacts: Counts
    bonds: Bonds
    sites: Sites
    town: Town
    members: Members


def world_at_start(place: Neighbourhood, p: Parameters, seed: int, replicate: int) -> World:
    """Return the world before the first week.

    Parameters
    ----------
    place
        The neighbourhood; not changed by what happens to the world.
    p
        Parameters of the scenario.
    seed, replicate
        Whose luck.

    Returns
    -------
    World
        Changing state in fresh arrays.
    """
    start = starting_state(place, p, seed, replicate)
    n, m = len(place.traits.age), len(place.slots.kind)
    return World(
        trait_columns(place.traits),
        place.space,
        place.slots,
        resident_columns(place.traits, start, p),
        contact_columns(n),
        bond_columns(place.ties, start),
        site_columns(place.slots, start, p),
        town_columns(p),
        empty_members(n, m),
    )
