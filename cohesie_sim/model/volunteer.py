"""Volunteers: a role that a resident takes up, from signing up until leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mesa import Agent

from cohesie_sim.kinds import PAUSED
from cohesie_sim.model.inhabitant import NEVER
from cohesie_sim.neighbourhood import Occupation
from cohesie_sim.outcomes.columns import HELPERS_LEFT_UNUSED, HELPERS_LEFT_USED, MATCHES, VOLUNTEERS_QUIT
from cohesie_sim.outcomes.frames import LEAVING_NAMES
from cohesie_sim.randomness import Stream
from cohesie_sim.rules.participation import exposure
from cohesie_sim.rules.spontaneous_help import matched_leave_chance, waiting_leave_chance
from cohesie_sim.rules.volunteering import (
    BOARD_MEMBER,
    MATCHED_HELPER,
    VOLUNTEER,
    WAITING_HELPER,
    next_strain,
    quit_chance,
)

if TYPE_CHECKING:
    from cohesie_sim.model.initiative import Initiative
    from cohesie_sim.model.model import NeighbourhoodModel
    from cohesie_sim.model.resident import Resident

STILL_COMMITTED, QUIT, INITIATIVE_ENDED, UNUSED, NO_TIME = range(len(LEAVING_NAMES))


class Volunteer(Agent):
    """A resident's commitment to an initiative, or spontaneous offer of help.

    Parameters
    ----------
    model
        The neighbourhood.
    resident
        Who volunteers.
    initiative
        Where.
    role
        ``VOLUNTEER``, ``BOARD_MEMBER`` or ``WAITING_HELPER``.
    since
        Week of the beginning.

    Attributes
    ----------
    strain
        0 to 1; spontaneous helpers feel none.
    idle_since
        Week from which a helper waits to be matched.
    client
        The resident whom a matched helper helps.
    was_matched
        Whether a helper was of use since signing up.
    """

    model: NeighbourhoodModel

    def __init__(
        self, model: NeighbourhoodModel, resident: Resident, initiative: Initiative, role: int, since: int
    ) -> None:
        super().__init__(model)
        self.resident = resident
        self.initiative = initiative
        self.role = role
        self.since = since
        self.idle_since = since if role == WAITING_HELPER else NEVER
        self.strain = 0.0
        self.client: Resident | None = None
        self.was_matched = False
        initiative.crew.add(self)

    @property
    def is_helper(self) -> bool:
        """Whether this is a spontaneous helper, waiting or matched."""
        return self.role in {WAITING_HELPER, MATCHED_HELPER}

    def carry_on(self) -> None:
        """Do the week's work at the initiative, tire, and perhaps quit or step up to the board."""
        model, initiative, resident = self.model, self.initiative, self.resident
        p, paused = model.parameters.volunteering, initiative.mode == PAUSED
        self.strain = next_strain(
            self.strain,
            0.0 if paused else initiative.kind.hours / max(initiative.volunteers, 1),
            self.role == BOARD_MEMBER,
            resident.fear,
            exposure(initiative.mode, model.parameters.participation),
            model.now.health_advice,
            initiative.vacancy,
            paused,
            initiative.effective_support,
            p,
        )
        if not paused:
            resident.volunteered = model.now.week
        if resident.draw(Stream.QUIT) < quit_chance(self.strain, p):
            self.leave(QUIT)
            model.note(VOLUNTEERS_QUIT)
        elif self.role == VOLUNTEER and initiative.lacks_board and resident.draw(Stream.BOARD) < p.step_up:
            self.role = BOARD_MEMBER

    def start_helping(self, client: Resident) -> None:
        """Begin to help a resident.

        Parameters
        ----------
        client
            Somebody of the same area with an unanswered need.
        """
        self.role = MATCHED_HELPER
        self.was_matched = True
        self.client = client
        client.helper = self
        self.model.note(MATCHES)

    def visit_client(self) -> None:
        """Help the client; once nothing is needed, helper and client may part, and the helper waits again."""
        resident, client, p = self.resident, self.client, self.model.parameters.spontaneous_help
        if client is None:
            return
        week = self.model.now.week
        resident.contacts.volunteer += 1
        client.contacts.volunteer += 1
        resident.volunteered = client.seen_by_initiative = week
        if client.need_weeks > 0:
            if resident.draw(Stream.HELP_SUCCEEDS) < p.success:
                client.need_weeks = 0
                client.was_helped = True
        elif resident.draw(Stream.PART) < p.done:
            self.role = WAITING_HELPER
            self.idle_since = week
            self._part()

    def consider_leaving(self, coordination: float) -> None:
        """Perhaps stop helping: out of idleness when waiting, for lack of time or out of fear when matched.

        Parameters
        ----------
        coordination
            Of the helpers of the area, 0 to 1.
        """
        model, resident, p = self.model, self.resident, self.model.parameters.spontaneous_help
        if self.role == WAITING_HELPER:
            chance = waiting_leave_chance(model.now.week - self.idle_since, p)
        else:
            works = resident.occupation == Occupation.WORK
            chance = matched_leave_chance(works, model.now.open_work, resident.fear, coordination, p)
        if resident.draw(Stream.HELPER_LEAVES) >= chance:
            return
        if self.role == WAITING_HELPER:
            resident.idle_memory = 1.0
            self.leave(UNUSED)
            model.note(HELPERS_LEFT_UNUSED)
        else:
            self.leave(NO_TIME)
            model.note(HELPERS_LEFT_USED)

    def leave(self, cause: int) -> None:
        """End the commitment and disappear from the model; the resident remains.

        Parameters
        ----------
        cause
            ``QUIT``, ``INITIATIVE_ENDED``, ``UNUSED`` or ``NO_TIME``.
        """
        self.model.observer.record_leaving(self, cause)
        self._part()
        self.initiative.crew.remove(self)
        self.resident.commitment = None
        self.remove()

    def _part(self) -> None:
        if self.client is not None:
            self.client.helper = None
            self.client = None
