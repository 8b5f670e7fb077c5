"""The fairest plain-Mesa baseline: the same model, rules and agents, with Python's own random numbers."""

from __future__ import annotations

from random import random

from cohesie_sim.model import NeighbourhoodModel


class PlainNeighbourhood(NeighbourhoodModel):
    """The Mesa model without counter-based luck: what one would write who does not care about paired runs."""

    def draw(self, stream: int, entity: int) -> float:  # noqa: ARG002 - whoever asks, the luck is the next number
        """Return the next number of Python's generator.

        Parameters
        ----------
        stream, entity
            Not used.

        Returns
        -------
        float
            Uniform on [0, 1).
        """
        return random()  # noqa: S311 - a simulation

    def draw_pair(self, stream: int, first: int, second: int) -> float:  # noqa: ARG002 - as above
        """Return the next number of Python's generator.

        Parameters
        ----------
        stream, first, second
            Not used.

        Returns
        -------
        float
            Uniform on [0, 1).
        """
        return random()  # noqa: S311 - a simulation
