"""The Mesa model: residents, volunteers, community workers, initiatives and the municipality as agents on a grid."""

from cohesie_sim.model.initiative import Initiative
from cohesie_sim.model.model import COLLECTED, NeighbourhoodModel
from cohesie_sim.model.municipality import Municipality
from cohesie_sim.model.resident import Resident
from cohesie_sim.model.volunteer import Volunteer
from cohesie_sim.model.worker import CommunityWorker

__all__ = [
    "COLLECTED",
    "CommunityWorker",
    "Initiative",
    "Municipality",
    "NeighbourhoodModel",
    "Resident",
    "Volunteer",
]
