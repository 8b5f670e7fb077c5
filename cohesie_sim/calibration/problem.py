"""A calibration problem: unknown parameters, a simulator of surveys, and what the surveys found.

What a survey finds differs from the model by measurement error and by what the model leaves out. Both are part of the
simulated observation (Wilkinson 2013, Stat. Appl. Genet. Mol. Biol. 12): every simulated survey gets a normal error
with the standard deviation of its target. A distance of zero would then sample the exact posterior, and the error of a
small distance is what the recovery test measures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cohesie_sim.calibration.unknowns import Block, Unknown, draw_along

Floats = npt.NDArray[np.float64]
Simulator = Callable[[Mapping[str, float], int], Mapping[str, float]]

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
    blocks, drawn
        The unknowns; see :mod:`cohesie_sim.calibration.unknowns`.
    targets
        What the surveys found.
    simulate
        Parameters by dotted key, and luck, to what surveys would find; a function of a module, so that other processes
        can import it.
    """

    blocks: tuple[Block, ...]
    drawn: tuple[Unknown, ...]
    targets: tuple[Wanted, ...]
    simulate: Simulator

    @property
    def fitted(self) -> tuple[Unknown, ...]:
        """The parameters that are fitted, by block."""
        return tuple(unknown for block in self.blocks for unknown in block.fitted)

    @property
    def unknowns(self) -> tuple[Unknown, ...]:
        """Fitted and drawn parameters."""
        return (*self.fitted, *self.drawn)

    def from_prior(self, luck: int) -> dict[str, float]:
        """Return values of all unknowns from their priors; the same luck gives the same values."""
        rng = np.random.default_rng([luck])
        values = {unknown.key: float(rng.uniform(unknown.low, unknown.high)) for unknown in self.fitted}
        return {**values, **draw_along(self.drawn, luck)}

    def with_errors(self, found: Mapping[str, float], luck: int) -> dict[str, float]:
        """Return what surveys would say of what is true in a world.

        Parameters
        ----------
        found
            Value per target.
        luck
            Of the errors.

        Returns
        -------
        dict
            Value per target.
        """
        errors = np.random.default_rng([luck, _ERRORS]).standard_normal(len(self.targets))
        return {
            target.name: float(target.seen(found[target.name]) + target.sd * error)
            for target, error in zip(self.targets, errors, strict=True)
        }

    def observed(self) -> dict[str, float]:
        """Return what the real surveys found."""
        return {target.name: target.value for target in self.targets}

    def column(self, observation: Mapping[str, float]) -> Floats:
        """Return an observation as numbers of standard deviations from the targets, shape (targets,)."""
        return np.array([(observation[target.name] - target.value) / target.sd for target in self.targets])

    def narrowed(self, block: Block) -> Problem:
        """Return the same problem with the targets of one block only."""
        return replace(self, targets=tuple(target for target in self.targets if block.asks(target.name)))
