"""The space of what is unknown: the leading parameters over their ranges, and which hypothesis is true.

Points fill the space evenly (Latin hypercube, SALib), each parameter on the scale on which draws of the posterior were
made (:meth:`cohesie_sim.sensitivity.factors.Factor.at`). The last unknown is the hypothesis; the three count the same.
Every point has worlds of its own, so that luck averages out over neighbouring points instead of bending the answer.

Limits: a parameter that is not among the unknowns stays at its default; parameters are taken as independent, also where
draws of the posterior are joint.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from cohesie_sim.rules.hypothesis import HYPOTHESES
from cohesie_sim.sensitivity.effects import EFFECTS
from cohesie_sim.sensitivity.factors import Factor, Floats
from cohesie_sim.sensitivity.libraries import salib
from cohesie_sim.sensitivity.runs import Point

HYPOTHESIS: Final = "hypothesis"
_NAMES: Final = tuple(HYPOTHESES)


class Space(NamedTuple):
    """What is unknown.

    Attributes
    ----------
    factors
        Parameters; the hypothesis comes after them.
    """

    factors: tuple[Factor, ...]

    @property
    def names(self) -> list[str]:
        """Dotted keys, ``hypothesis`` last."""
        return [*(factor.name for factor in self.factors), HYPOTHESIS]

    @property
    def problem(self) -> dict[str, Any]:
        """What SALib wants to know."""
        return {"num_vars": len(self.names), "names": self.names, "bounds": [[0.0, 1.0]] * len(self.names)}

    def point(self, shares: Floats, world: int) -> Point:
        """Return the point at some shares of the ranges, each on its own scale."""
        values = {factor.name: factor.at(float(share)) for factor, share in zip(self.factors, shares, strict=False)}
        return Point({**values, HYPOTHESIS: hypothesis_at(shares[-1])}, world)

    def inputs(self, shares: Floats) -> Floats:
        """Return what an emulator sees: where the values that are run lie, 0 to 1, and a column per hypothesis."""
        places = [[f.place(f.at(float(s))) for f, s in zip(self.factors, row, strict=False)] for row in shares]
        which = np.array([_NAMES.index(hypothesis_at(share)) for share in shares[:, -1]])
        return np.column_stack([np.array(places), np.eye(len(_NAMES))[which]])


def hypothesis_at(share: float) -> str:
    """Return the hypothesis at a share from 0 to 1; the three have equal parts."""
    return _NAMES[min(int(share * len(_NAMES)), len(_NAMES) - 1)]


def fill_space(space: Space, points: int, seed: int) -> Floats:
    """Return points that fill the space evenly.

    Parameters
    ----------
    space
        What is unknown.
    points
        How many.
    seed
        Of the design.

    Returns
    -------
    array of shape (points, unknowns)
        Shares of the ranges; any part of the rows is a random sample of the space.
    """
    shares: Floats = salib("sample.latin").sample(space.problem, points, seed=seed)
    return shares


def space_points(space: Space, shares: Floats, replicates: int) -> list[Point]:
    """Return the points to run, each with worlds of its own."""
    return [space.point(row, k * replicates) for k, row in enumerate(shares)]


def leading(screenings: Sequence[pd.DataFrame], count: int) -> list[str]:
    """Return the parameters that matter most for the headline effects.

    Parameters
    ----------
    screenings
        Of several kinds, which count the same; each with columns parameter, outcome, size and noise (what the size
        would be by luck alone).
    count
        How many.

    Returns
    -------
    list of str
        By the mean over screenings and effects of the size above its noise, as a share of the largest one of that
        screening and effect; of equals, the first by name.
    """
    scores: dict[str, float] = {}
    for screening in screenings:
        for outcome in EFFECTS:
            rows = screening[screening["outcome"] == outcome]
            above = (rows["size"] - rows["noise"]).clip(lower=0.0)
            most = above.max() if above.any() else 1.0
            for parameter, value in zip(rows["parameter"], above / most, strict=True):
                scores[parameter] = scores.get(parameter, 0.0) + float(value)
    return sorted(scores, key=lambda name: (-scores[name], name))[:count]
