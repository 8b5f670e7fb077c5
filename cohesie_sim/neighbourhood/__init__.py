"""ODD 5, initialisation: a synthetic population with the marginals of a real neighbourhood."""

from cohesie_sim.neighbourhood.build import build_neighbourhood
from cohesie_sim.neighbourhood.columns import (
    STARTING_TIES,
    TIE_SLOTS,
    Neighbourhood,
    Occupation,
    SlotKind,
    Slots,
    Space,
    TieKind,
    Ties,
    Traits,
)
from cohesie_sim.neighbourhood.parameters import SynthesisParameters
from cohesie_sim.neighbourhood.places import places
from cohesie_sim.neighbourhood.reading import load_neighbourhood, neighbourhood_names
from cohesie_sim.neighbourhood.spec import NeighbourhoodSpec

__all__ = [
    "STARTING_TIES",
    "TIE_SLOTS",
    "Neighbourhood",
    "NeighbourhoodSpec",
    "Occupation",
    "SlotKind",
    "Slots",
    "Space",
    "SynthesisParameters",
    "TieKind",
    "Ties",
    "Traits",
    "build_neighbourhood",
    "load_neighbourhood",
    "neighbourhood_names",
    "places",
]
