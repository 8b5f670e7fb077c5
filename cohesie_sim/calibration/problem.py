"""A calibration problem: unknown parameters, a simulator of surveys, and what the surveys found.

What a survey finds differs from the model by measurement error and by what the model leaves out. Both are part of the
simulated observation (Wilkinson 2013, Stat. Appl. Genet. Mol. Biol. 12): every simulated survey gets a normal error
with the standard deviation of its target. A distance of zero would then sample the exact posterior, and the error of a
small distance is what the recovery test measures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cohesie_sim.calibration.unknowns import Unknown, draw_along

Floats = npt.NDArray[np.float64]
Simulator = Callable[[Mapping[str, float], int], Mapping[str, float]]
LUCK: Final = "luck"
"""Key of an observation under which its luck is kept, from which the drawn parameters follow."""

_ERRORS: Final = 2  # beside the luck of a world: the stream of its measurement errors


class Wanted(NamedTuple):
    """One target.

    Attributes
    ----------
    name
        Identifier.
    value
        What the survey found.
    sd
        Standard deviation of measurement and model error together.
    sense
        ``equal``; ``at_most`` and ``at_least`` for a bound, of which only the wrong side counts.
    """

    name: str
    value: float
    sd: float
    sense: str = "equal"

    def seen(self, found: float) -> float:
        """Return what counts of a value: what lies on the right side of a bound is as good as the bound."""
        if self.sense == "at_most":
            return max(found, self.value)
        return min(found, self.value) if self.sense == "at_least" else found


@dataclass(frozen=True)
class Problem:
    """What is to be calibrated to what.

    Attributes
    ----------
    fitted, drawn
        The unknowns; see :mod:`cohesie_sim.calibration.unknowns`.
    targets
        What the surveys found.
    simulate
        Parameters by dotted key, and luck, to what surveys would find; a function of a module, so that other processes
        can import it.
    """

    fitted: tuple[Unknown, ...]
    drawn: tuple[Unknown, ...]
    targets: tuple[Wanted, ...]
    simulate: Simulator

    def observe(self, values: Mapping[str, float], luck: int) -> dict[str, float]:
        """Return what surveys of a simulated world find, errors included.

        Parameters
        ----------
        values
            Of the fitted parameters.
        luck
            Of the world, of the drawn parameters and of the errors.

        Returns
        -------
        dict
            Value per target, and the luck.
        """
        found = self.simulate({**draw_along(self.drawn, luck), **values}, luck)
        errors = np.random.default_rng([luck, _ERRORS]).standard_normal(len(self.targets))
        observed = {
            target.name: float(target.seen(found[target.name]) + target.sd * error)
            for target, error in zip(self.targets, errors, strict=True)
        }
        return {**observed, LUCK: float(luck)}

    def observed(self) -> dict[str, float]:
        """Return what the real surveys found, in the form of :meth:`observe`."""
        return {**{target.name: target.value for target in self.targets}, LUCK: float("nan")}

    def column(self, observation: Mapping[str, float]) -> Floats:
        """Return an observation as numbers of standard deviations from the targets, shape (targets,)."""
        return np.array([(observation[target.name] - target.value) / target.sd for target in self.targets])

    def from_prior(self, rng: np.random.Generator) -> dict[str, float]:
        """Return values of the fitted parameters from their prior."""
        return {unknown.key: float(rng.uniform(unknown.low, unknown.high)) for unknown in self.fitted}


def some_luck(rng: np.random.Generator | np.random.RandomState) -> int:
    """Return the seed of a world."""
    draw = rng.integers if isinstance(rng, np.random.Generator) else rng.randint
    return int(draw(0, 2**31 - 1))
