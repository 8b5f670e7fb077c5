"""A tie between two residents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cohesie_sim.conditions import Conditions
from cohesie_sim.rules.ties import (
    NO_CONTACT,
    TiesParameters,
    is_dissolved,
    kind_of_contact,
    strengthened,
    tie_chances,
    weakened,
)

if TYPE_CHECKING:
    from cohesie_sim.model.resident import Resident


class Tie:
    """What two residents share; the one with the lower index keeps it.

    Parameters
    ----------
    low, high
        The two ends, ``low.index < high.index``.
    affinity
        How near and alike they are, 0 to 1; stays the same.
    kind
        ``NEIGHBOUR_TIE`` or ``ACTIVITY_TIE``.
    strength
        0 to 1.
    """

    __slots__ = ("affinity", "high", "kind", "low", "strength")

    def __init__(self, low: Resident, high: Resident, affinity: float, kind: int, strength: float) -> None:
        self.low = low
        self.high = high
        self.affinity = affinity
        self.kind = kind
        self.strength = strength

    def spend_week(self, now: Conditions, p: TiesParameters, u: float) -> int:
        """Let the pair meet outdoors, meet indoors, keep in touch from a distance, or stay silent.

        Parameters
        ----------
        now
            Conditions of the week.
        p
            Parameters of the process *ties*.
        u
            Luck of the pair, uniform on [0, 1).

        Returns
        -------
        int
            ``OUTDOORS``, ``INDOORS``, ``REMOTE`` or ``NO_CONTACT``.
        """
        low, high = self.low, self.high
        habit = 0.5 * (low.outdoor_habit + high.outdoor_habit)
        fear = 0.5 * (low.fear + high.fear)
        chances = tie_chances(
            self.affinity, self.strength, self.kind, habit, fear, now.open_visits, now.open_outdoor, now.comfort, p
        )
        contact = kind_of_contact(chances, u)
        if contact == NO_CONTACT:
            self.strength = weakened(self.strength, self.kind, p)
        else:
            self.strength = strengthened(self.strength, contact, p)
        return contact

    def is_gone(self, p: TiesParameters) -> bool:
        """Return whether the tie has faded away.

        Parameters
        ----------
        p
            Parameters of the process *ties*.

        Returns
        -------
        bool
            True for a tie made by an activity that is weaker than the minimum.
        """
        return is_dissolved(self.strength, self.kind, p)
