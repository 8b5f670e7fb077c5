"""Draws of many entities at once, for decisions that few of them take."""

from __future__ import annotations

import numpy as np

from cohesie_sim.compiling import kernel
from cohesie_sim.engine.columns import Ints
from cohesie_sim.randomness import uniform


@kernel
def lucky(key: int, begin: int, end: int, most: float) -> Ints:
    """Return the entities whose draw is below the largest chance that anybody has, in order of index.

    Whoever is not among them need not be looked at further. Draws are made several at once, and the list is made
    without a branch, which would be a guess for the processor.
    """
    draws = np.empty(end - begin)
    for k in range(len(draws)):
        draws[k] = uniform(key, begin + k)
    who = np.empty(len(draws), np.int32)
    n = 0
    for k in range(len(draws)):
        who[n] = begin + k
        n += draws[k] < most
    return who[:n]
