"""Who a resident is, and what has happened to the resident so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mesa.discrete_space import CellAgent

from cohesie_sim.model.contacts import Contacts
from cohesie_sim.rules.trust import usual_trust
from cohesie_sim.rules.volunteering import UNCOMMITTED
from cohesie_sim.start import ADULT

if TYPE_CHECKING:
    from cohesie_sim.model.initiative import Initiative
    from cohesie_sim.model.model import NeighbourhoodModel
    from cohesie_sim.model.resident import Resident
    from cohesie_sim.model.space import Block
    from cohesie_sim.model.tie import Tie
    from cohesie_sim.model.volunteer import Volunteer

NEVER = -1_000_000  # a week before every horizon


class Inhabitant(CellAgent):
    """State of a resident; behaviour follows in :class:`cohesie_sim.model.resident.Resident`.

    Parameters
    ----------
    model
        The neighbourhood.
    index
        Number of the resident; residents of a block have consecutive numbers.
    home
        The block, which is also the cell on the grid.
    traits
        Value per name of :class:`cohesie_sim.neighbourhood.Traits`, except the cell; become attributes.
    usual_neighbours
        Expected contacts per week with neighbours in normal times.

    Attributes
    ----------
    fear, habituation, trust, familiarity, idle_memory, outdoor_habit
        Levels, 0 to 1; familiarity is that of the community workers with the resident.
    family, friends, neighbours, meetings
        Remembered contacts per week of any channel, and remembered meetings with family and friends.
    social, emotional
        Latent loneliness, in sd.
    contacts
        Of this week.
    ties
        Ties that this resident keeps (those with residents of higher index), by the other end.
    participates, commitment, helper
        The initiative in which the resident takes part, the resident's own role as a volunteer, and the volunteer who
        helps the resident; None for none.
    need_weeks
        Weeks that a practical need has been open; 0 for none.
    was_helped, came
        Whether somebody from outside the own circle helped, and whether the resident was at an initiative or got a
        delivery, this week.
    seen_by_initiative, seen_by_professional, volunteered
        Last week in which it happened.
    weeks_isolated, weeks_out_of_sight, weeks_lonely, weeks_in_need, worker_contacts
        Totals over the horizon; only adults count as isolated, lonely or in need.
    """

    model: NeighbourhoodModel
    household: int
    age: int
    occupation: int
    group: int
    lives_alone: bool
    vulnerable: bool
    strained: bool
    online: bool
    volunteers_elsewhere: bool
    family_rate: float
    friends_rate: float
    work_rate: float
    public_rate: float
    susceptibility: float
    social_setpoint: float
    emotional_setpoint: float
    outdoor_preference: float

    def __init__(
        self,
        model: NeighbourhoodModel,
        index: int,
        home: Block,
        traits: Mapping[str, float],
        usual_neighbours: float,
    ) -> None:
        super().__init__(model)
        self.index = index
        self.home = home
        self.cell = home
        vars(self).update(traits)
        self._start_levels(usual_neighbours)
        self._start_state()

    def _start_levels(self, usual_neighbours: float) -> None:
        """Give everything the level that is usual for this resident."""
        p = self.model.parameters
        known = self.family_rate + self.friends_rate
        self.fear = self.habituation = self.familiarity = self.idle_memory = 0.0
        self.usual_trust = usual_trust(self.strained, p.trust)
        self.trust = self.usual_trust
        self.outdoor_habit = self.outdoor_preference
        self.family, self.friends, self.neighbours = self.family_rate, self.friends_rate, usual_neighbours
        self.usual_contacts = known + usual_neighbours
        self.usual_meetings = self.meetings = known * (1.0 - p.contact.remote_share)
        self.social, self.emotional = self.social_setpoint, self.emotional_setpoint

    def _start_state(self) -> None:
        self.contacts = Contacts()
        self.ties: dict[Resident, Tie] = {}
        self.participates: Initiative | None = None
        self.commitment: Volunteer | None = None
        self.helper: Volunteer | None = None
        self.need_weeks = 0
        self.seen_by_initiative = self.seen_by_professional = self.volunteered = NEVER
        self.isolated = self.was_helped = self.came = False
        self.weeks_isolated = self.weeks_out_of_sight = self.weeks_lonely = self.weeks_in_need = 0
        self.worker_contacts = 0

    @property
    def is_adult(self) -> bool:
        """Whether the resident is 18 or older."""
        return self.age >= ADULT

    @property
    def role(self) -> int:
        """The role as a volunteer, ``UNCOMMITTED`` for none."""
        return UNCOMMITTED if self.commitment is None else self.commitment.role

    @property
    def is_known_to_workers(self) -> bool:
        """Whether the community workers know the resident."""
        return self.familiarity >= self.model.parameters.isolation.known

    @property
    def has_unanswered_need(self) -> bool:
        """Whether a practical need is open and nobody helps."""
        return self.need_weeks > 0 and self.helper is None

    def draw(self, stream: int) -> float:
        """Return the resident's luck in one decision of this week.

        Parameters
        ----------
        stream
            A member of :class:`cohesie_sim.randomness.Stream`.

        Returns
        -------
        float
            Uniform on [0, 1).
        """
        return self.model.draw(stream, self.index)
