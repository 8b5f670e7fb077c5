"""Positions in the household, derived from who lives together, as a statistical office would name them."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from cohesie_sim.neighbourhood.households import LEAVING_HOME
from cohesie_sim.start import ADULT

GENERATION = 16
"""Years that at least lie between parent and child."""


class Position(IntEnum):
    """Position in the household."""

    SINGLE = 0
    SINGLE_PARENT = 1
    COUPLE_WITHOUT_CHILDREN = 2
    COUPLE_WITH_CHILDREN = 3
    CHILD = 4
    OTHER = 5


def positions_in_household(household: npt.NDArray[Any], age: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Return everybody's position in the household.

    A child is a minor, or younger than 25 with somebody at least 16 years older in the household. Who is no child is a
    single when alone, a single parent with children only, and one of a couple when there are exactly two of them. The
    model knows no partners: two adults who share a home count as a couple.

    Parameters
    ----------
    household
        Household of each resident, from 0, shape (n,).
    age
        In years, shape (n,).

    Returns
    -------
    array, shape (n,)
        Members of :class:`Position`.
    """
    oldest = np.zeros(int(household.max()) + 1)
    np.maximum.at(oldest, household, age)
    child = (age < ADULT) | ((age < LEAVING_HOME) & (oldest[household] - age >= GENERATION))
    children = np.bincount(household, child)[household] > 0
    others = np.bincount(household, ~child)[household]
    return np.select(
        [child, (others == 1) & ~children, others == 1, (others == 2) & ~children, others == 2],
        [
            Position.CHILD,
            Position.SINGLE,
            Position.SINGLE_PARENT,
            Position.COUPLE_WITHOUT_CHILDREN,
            Position.COUPLE_WITH_CHILDREN,
        ],
        Position.OTHER,
    )
