"""Where an initiative exists or could: its means, its people, and what it knows about itself."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from mesa.discrete_space import FixedAgent

from cohesie_sim.kinds import kind_of
from cohesie_sim.model.inhabitant import NEVER
from cohesie_sim.rules.adaptation import mode_openness
from cohesie_sim.rules.volunteering import BOARD_MEMBER

if TYPE_CHECKING:
    from cohesie_sim.model.model import NeighbourhoodModel
    from cohesie_sim.model.resident import Resident
    from cohesie_sim.model.space import Block
    from cohesie_sim.model.volunteer import Volunteer


class Site(FixedAgent):
    """State of a site; behaviour follows in :class:`cohesie_sim.model.initiative.Initiative`.

    Parameters
    ----------
    model
        The neighbourhood.
    slot
        Number of the site.
    block
        Where it is.
    code
        Kind of initiative, ``HUISKAMER`` to ``HELP_GROUP``.
    flexibility, bridging
        The site's own, 0 to 1.
    running
        Whether an initiative exists at the start.

    Attributes
    ----------
    mode
        ``INDOOR`` to ``PAUSED``.
    energy, reserve, support, strain
        Energy, support by workers and mean strain of the volunteers, 0 to 1; money in weeks of cost.
    guests, crew
        Participants and volunteers at this moment.
    volunteers, board, participants
        Their numbers when they were last counted, twice a week: what people know and act on.
    attended
        Visitors or deliveries this week.
    """

    model: NeighbourhoodModel

    def __init__(
        self,
        model: NeighbourhoodModel,
        slot: int,
        block: Block,
        code: int,
        flexibility: float,
        bridging: float,
        running: bool,
    ) -> None:
        super().__init__(model)
        p = model.parameters
        self.slot = slot
        self.block = block
        self.cell = block
        self.code = code
        self.kind = kind_of(code, p.kinds)
        self.flexibility = flexibility
        self.bridging = bridging
        self.running = running
        self.mode = self.kind.home
        self.started = NEVER
        self.energy = p.viability.fresh
        self.reserve = p.viability.first_reserve * p.viability.reserve
        self.support = self.strain = 0.0
        self.guests: set[Resident] = set()
        self.crew: set[Volunteer] = set()
        self.volunteers = self.board = self.participants = self.attended = 0
        self.forget_shortages()

    def forget_shortages(self) -> None:
        """Begin to count the weeks of shortage anew."""
        self.short_volunteers = self.short_board = self.short_participants = self.short_money = 0

    @property
    def effective_support(self) -> float:
        """Support by workers in so far as the hypothesis lets it matter, 0 to 1."""
        return self.model.hypothesis.support * self.support

    @property
    def vacancy(self) -> float:
        """Share of the usual number of volunteers that is missing, 0 to 1."""
        return max(1.0 - self.volunteers / self.kind.volunteers, 0.0)

    @property
    def lacks_board(self) -> bool:
        """Whether the board was short of its usual number when it was last counted."""
        return self.board < self.kind.board

    @property
    def has_room(self) -> bool:
        """Whether there was room on the list of participants when it was last counted."""
        return self.participants < self.kind.room

    def openness(self, mode: int) -> float:
        """Return which share of its activity a mode allows this week.

        Parameters
        ----------
        mode
            ``INDOOR`` to ``PAUSED``.

        Returns
        -------
        float
            0 to 1.
        """
        now, p = self.model.now, self.model.parameters.adaptation
        return mode_openness(mode, now.open_indoor, now.open_outdoor, now.comfort, now.health_advice, p)

    def take_stock(self) -> None:
        """Count volunteers, board members and participants, and average the volunteers' strain."""
        self.volunteers, self.participants = len(self.crew), len(self.guests)
        self.board, strain = 0, 0.0
        for volunteer in self.crew_in_order():  # in order, because a sum of floats depends on it
            strain += volunteer.strain
            self.board += volunteer.role == BOARD_MEMBER
        self.strain = strain / self.volunteers if self.volunteers else 0.0

    def crew_in_order(self) -> list[Volunteer]:
        """Return the volunteers in order of the residents' index."""
        return sorted(self.crew, key=attrgetter("resident.index"))
