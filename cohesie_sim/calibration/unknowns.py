"""Which parameters are calibrated, and which assumed ones are drawn along.

A *fitted* parameter is one that some target speaks about; its prior is uniform over its declared range. A *drawn* one
matters for the effects of funding while no target speaks about it: it is drawn from its range with every simulation, as
if it were luck, so that the posterior of the fitted ones does not depend on its default and every draw of the posterior
has a value of it that agreed with the evidence. All other parameters keep their defaults.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from cohesie_sim.declaration import declarations
from cohesie_sim.scenarios.overrides import PARTS

_FILE: Final = Path(__file__).with_name("unknowns.toml")
_WIDE: Final = 10.0  # ratio of the ends of a range from which on draws are even on the scale of ratios
_DRAWN: Final = 1  # beside the luck of a world: the stream of its drawn parameters


class Unknown(NamedTuple):
    """A parameter with its prior.

    Attributes
    ----------
    key
        Dotted key of a scenario.
    low, high
        The declared range.
    why
        Why it is fitted, or drawn.
    """

    key: str
    low: float
    high: float
    why: str

    def at(self, share: float) -> float:
        """Return the value below which a share of the draws of a drawn parameter lies.

        Parameters
        ----------
        share
            From 0 to 1.

        Returns
        -------
        float
            Between ``low`` and ``high``.
        """
        if self.low > 0 and self.high >= _WIDE * self.low:
            return min(float(self.low * (self.high / self.low) ** share), self.high)
        return self.low + share * (self.high - self.low)


@cache
def fitted() -> tuple[Unknown, ...]:
    """Return the parameters that are calibrated."""
    return _read("fitted")


@cache
def drawn() -> tuple[Unknown, ...]:
    """Return the assumed parameters that are drawn along."""
    return _read("drawn")


def _read(table: str) -> tuple[Unknown, ...]:
    declared = {row.name: row.declaration for part, record in PARTS.items() for row in declarations(record, f"{part}.")}
    rows: Mapping[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))[table]
    return tuple(Unknown(key, declared[key].low, declared[key].high, why) for key, why in rows.items())


def draw_along(unknowns: tuple[Unknown, ...], luck: int) -> dict[str, float]:
    """Return the values of parameters that are drawn like luck.

    Parameters
    ----------
    unknowns
        Which.
    luck
        Of a world; the same luck gives the same values.

    Returns
    -------
    dict
        Value per dotted key.
    """
    rng = np.random.default_rng([luck, _DRAWN])
    return {unknown.key: unknown.at(float(rng.uniform())) for unknown in unknowns}
