"""Is the emulator right, and does its error bar say how far off it is? Tried on conditions that it was not fitted to.

Conditions of which the name begins with ``out`` are kept out of the fit; ``out007_a`` and ``out007_b`` are a pair that
differs in one choice. Nine in ten of the intervals of 90 % should hold what the runs found, of the level and of the
difference within a pair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import norm

from cohesie_sim.report.policy.emulator import Kernel, Part, fit_part
from cohesie_sim.report.policy.pieces import GROUPS, Piece
from cohesie_sim.report.policy.space import Space

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
LEVEL: Final = 0.9
_OF_CURVES, _OF_GROUPS = 4, 7  # most components: months follow each other, groups do not
_KEPT_OUT: Final = "out"
_FIRST, _SECOND = "_a", "_b"


class Trial(NamedTuple):
    """How an emulator did on the conditions that were kept out.

    Attributes
    ----------
    outcome, part
        What was emulated.
    away
        Root mean square of the error of a mean over outputs, relative to the standard deviation between conditions; NaN
        where they are alike.
    held, held_differences
        Share of the intervals of 90 % that held what the runs found: of levels, and of differences within pairs.
    held_means, held_mean_differences
        The same of means over the months of the part; NaN for groups.
    conditions, pairs
        On how many it was tried.
    """

    outcome: str
    part: str
    away: float
    held: float
    held_differences: float
    held_means: float
    held_mean_differences: float
    conditions: int
    pairs: int


def fitted_to(space: Space) -> Flags:
    """Return which conditions an emulator is fitted to."""
    return np.array([not name.startswith(_KEPT_OUT) for name in space.conditions.index], dtype=np.bool_)


def pairs_of(space: Space) -> list[tuple[str, str]]:
    """Return the names of both conditions of every pair that is kept out."""
    names = [name for name in space.conditions.index if name.startswith(_KEPT_OUT) and name.endswith(_FIRST)]
    pairs = [(name, name.removesuffix(_FIRST) + _SECOND) for name in names]
    return [pair for pair in pairs if pair[1] in space.conditions.index]


def fit_all(
    space: Space, wanted: Sequence[Piece], known: Mapping[tuple[str, str], tuple[Kernel, ...]] | None = None
) -> list[Part]:
    """Return the emulator of every piece.

    Parameters
    ----------
    space
        Of the design.
    wanted
        What is emulated.
    known
        Kernels that were found before, per outcome and part; none to find them.

    Returns
    -------
    list of Part
        Fitted without the conditions that are kept out.
    """
    used = fitted_to(space)
    return [
        fit_part(
            space.encode(space.conditions[used], one.factors),
            space.columns(one.factors),
            one.found[used],
            most=_OF_GROUPS if one.part.startswith(GROUPS) else _OF_CURVES,
            kernels=known[one.outcome, one.part] if known else None,
        )
        for one in wanted
    ]


def try_out(space: Space, piece: Piece, part: Part) -> Trial:
    """Return how an emulator does on the conditions that were kept out.

    Parameters
    ----------
    space
        Of the design, with such conditions.
    piece, part
        What the runs found, and the emulator.

    Returns
    -------
    Trial
        Of means over cases.
    """
    out = ~fitted_to(space)
    inputs = space.encode(space.conditions[out], piece.factors)
    off = part.predict(inputs).mean(axis=1) - piece.found[out].mean(axis=1)
    names = list(space.conditions.index[out])
    first, second = ([names.index(pair[end]) for pair in pairs_of(space)] for end in (0, 1))
    differ = (inputs[first] != inputs[second]).any(axis=1)  # not where only a later choice differs
    apart = (off[second] - off[first])[differ]
    sides = inputs[second][differ], inputs[first][differ]
    between = float(piece.found.mean(axis=(1, 2)).std())
    means = not piece.part.startswith(GROUPS)
    return Trial(
        piece.outcome,
        piece.part,
        float(np.sqrt((off.mean(axis=1) ** 2).mean())) / between if between > 0 else float("nan"),
        _held(off, part.error(inputs)),
        _held(apart, part.error(*sides)),
        _held(off.mean(axis=1), part.mean_error(inputs)) if means else float("nan"),
        _held(apart.mean(axis=1), part.mean_error(*sides)) if means else float("nan"),
        len(names),
        int(differ.sum()),
    )


def _held(off: Floats, error: Floats) -> float:
    """Return the share of intervals of 90 % that hold what the runs found; NaN when there are none."""
    bar = norm.ppf((1 + LEVEL) / 2)
    return float((np.abs(off) <= bar * error).mean()) if off.size else float("nan")


def trials_frame(trials: Sequence[Trial]) -> pd.DataFrame:
    """Return trials as a table, a row each."""
    return pd.DataFrame(trials, columns=list(Trial._fields))
