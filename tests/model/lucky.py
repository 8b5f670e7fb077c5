"""A world in which whatever can happen happens."""

from __future__ import annotations

from cohesie_sim.kinds import HELP_GROUP
from cohesie_sim.model import Initiative, NeighbourhoodModel, Resident


class Lucky(NeighbourhoodModel):
    """Whatever can happen happens."""

    def draw(self, stream: int, entity: int) -> float:  # noqa: ARG002 - the luck of whoever asks
        return 0.0

    def draw_pair(self, stream: int, first: int, second: int) -> float:  # noqa: ARG002 - as above
        return 0.0


def free_adults(model: NeighbourhoodModel) -> list[Resident]:
    """Return the adults who take part in nothing."""
    return [resident for resident in model.residents if resident.is_adult and resident.is_free()]


def site_of(model: NeighbourhoodModel, kind: int = HELP_GROUP) -> Initiative:
    """Return the first site of a kind."""
    return next(site for site in model.initiatives if site.code == kind)
