"""The contacts of one resident in one week."""

from __future__ import annotations

from dataclasses import dataclass

from cohesie_sim.rules.ties import INDOORS, OUTDOORS


@dataclass(slots=True)
class Contacts:
    """Number of contacts per channel in one week; a call, a message and a talk across the balcony are remote."""

    family_met: int = 0
    family_called: int = 0
    friends_met: int = 0
    friends_called: int = 0
    work: int = 0
    public: int = 0
    neighbours_outdoors: int = 0
    neighbours_indoors: int = 0
    neighbours_remote: int = 0
    initiative_indoors: int = 0
    initiative_outdoors: int = 0
    initiative_remote: int = 0
    volunteer: int = 0
    worker_met: int = 0
    worker_called: int = 0

    @property
    def family(self) -> int:
        """Contacts with family of any kind."""
        return self.family_met + self.family_called

    @property
    def friends(self) -> int:
        """Contacts with friends of any kind."""
        return self.friends_met + self.friends_called

    @property
    def neighbours(self) -> int:
        """Contacts with neighbours of any kind, apart from initiatives."""
        return self.neighbours_outdoors + self.neighbours_indoors + self.neighbours_remote

    @property
    def initiative(self) -> int:
        """Contacts with co-participants of any kind."""
        return self.initiative_indoors + self.initiative_outdoors + self.initiative_remote

    @property
    def worker(self) -> int:
        """Contacts with community workers of any kind."""
        return self.worker_met + self.worker_called

    def count_neighbour(self, contact: int) -> None:
        """Count a contact with a neighbour.

        Parameters
        ----------
        contact
            ``OUTDOORS``, ``INDOORS`` or ``REMOTE``.
        """
        if contact == OUTDOORS:
            self.neighbours_outdoors += 1
        elif contact == INDOORS:
            self.neighbours_indoors += 1
        else:
            self.neighbours_remote += 1

    def count_initiative(self, contact: int) -> None:
        """Count a contact with a co-participant.

        Parameters
        ----------
        contact
            ``OUTDOORS``, ``INDOORS`` or ``REMOTE``.
        """
        if contact == OUTDOORS:
            self.initiative_outdoors += 1
        elif contact == INDOORS:
            self.initiative_indoors += 1
        else:
            self.initiative_remote += 1
