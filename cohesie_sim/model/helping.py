"""Spontaneous help in the area of one help group: signing up, matching, helping and leaving."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cohesie_sim.model.resident import Resident
from cohesie_sim.randomness import Stream
from cohesie_sim.rules.contact import contact_count
from cohesie_sim.rules.spontaneous_help import coordination
from cohesie_sim.rules.volunteering import MATCHED_HELPER, WAITING_HELPER

if TYPE_CHECKING:
    from cohesie_sim.model.initiative import Initiative
    from cohesie_sim.model.volunteer import Volunteer


class HelpArea:
    """Where one help group works, or would work.

    Parameters
    ----------
    group
        The help group, or the site of one.
    residents
        Who live in the area, in order of index.
    """

    def __init__(self, group: Initiative, residents: Sequence[Resident]) -> None:
        self.group = group
        self.residents = residents

    def helpers(self, role: int) -> list[Volunteer]:
        """Return the helpers of the area, in order of the residents' index.

        Parameters
        ----------
        role
            ``WAITING_HELPER`` or ``MATCHED_HELPER``.

        Returns
        -------
        list of Volunteer
            Those who have the role at this moment.
        """
        commitments = (resident.commitment for resident in self.residents)
        return [helper for helper in commitments if helper is not None and helper.role == role]

    def help_one_another(self, attention: float) -> None:
        """Let people sign up, be matched, help and leave.

        Parameters
        ----------
        attention
            Share of the time asked for by helpers that workers give, 0 to 1.
        """
        waiting = len(self.helpers(WAITING_HELPER))
        for resident in self.residents:
            resident.offer_help(self.group)
        self._match(waiting, attention)
        for helper in self.helpers(MATCHED_HELPER):
            helper.visit_client()
        p = self.group.model.parameters.spontaneous_help
        held = coordination(self.group.running, attention, p)
        for resident in self.residents:
            if resident.commitment is not None and resident.commitment.is_helper:
                resident.commitment.consider_leaving(held)

    def _match(self, waiting: int, attention: float) -> None:
        """Match waiting helpers, in the order of their luck, to residents in need, the longest open first."""
        model, group = self.group.model, self.group
        by_group = model.parameters.spontaneous_help.group_matches * waiting if group.running else 0.0
        count = contact_count(by_group + attention * waiting, model.draw(Stream.MATCH, group.slot))
        if count == 0:
            return
        helpers = self.helpers(WAITING_HELPER)
        helpers.sort(key=lambda helper: helper.resident.draw(Stream.MATCH_RANK))
        clients = [
            resident for resident in self.residents if resident.role != WAITING_HELPER and resident.has_unanswered_need
        ]
        clients.sort(key=lambda client: client.draw(Stream.CLIENT_RANK) - client.need_weeks)
        for helper, client in zip(helpers[:count], clients, strict=False):
            helper.start_helping(client)
