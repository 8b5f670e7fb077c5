"""Which parameters are calibrated, block by block, and which assumed ones are drawn along.

A *fitted* parameter is one that some target speaks about. Those that the same surveys speak about form a *block*. A
*drawn* one matters for the effects of funding while no target speaks about it: it has another value in every
simulation, so that the posterior of the fitted ones does not depend on its default, and every draw of the posterior has
values of it that agreed with the evidence. All other parameters keep their defaults.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

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

    @property
    def wide(self) -> bool:
        """Whether the ends of the range are so far apart that its middle is no middle."""
        return self.low > 0 and self.high >= _WIDE * self.low

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
        if self.wide:
            return min(float(self.low * (self.high / self.low) ** share), self.high)
        return self.low + share * (self.high - self.low)


class Block(NamedTuple):
    """Parameters that are fitted together.

    Attributes
    ----------
    name
        As in ``unknowns.toml``.
    fitted
        The parameters.
    targets
        Identifiers of the targets that speak about them; ``*`` stands for any letters.
    """

    name: str
    fitted: tuple[Unknown, ...]
    targets: tuple[str, ...]

    def asks(self, target: str) -> bool:
        """Return whether a target belongs to the block."""
        return any(fnmatchcase(target, pattern) for pattern in self.targets)


@cache
def blocks() -> tuple[Block, ...]:
    """Return the blocks, in the order in which they are fitted."""
    return tuple(
        Block(name, _unknowns(table["fitted"]), tuple(table["targets"])) for name, table in _file()["blocks"].items()
    )


def fitted() -> tuple[Unknown, ...]:
    """Return the parameters that are calibrated, by block."""
    return tuple(unknown for block in blocks() for unknown in block.fitted)


@cache
def drawn() -> tuple[Unknown, ...]:
    """Return the assumed parameters that are drawn along."""
    return _unknowns(_file()["drawn"])


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _unknowns(rows: Mapping[str, str]) -> tuple[Unknown, ...]:
    declared = {row.name: row.declaration for part, record in PARTS.items() for row in declarations(record, f"{part}.")}
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
