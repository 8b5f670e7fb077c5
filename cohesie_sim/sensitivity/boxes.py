"""When does funding fail to help? Boxes in the space of what is unknown that hold the failures (PRIM).

Funding *fails* at a point when 4 instead of 0 fte per 10,000 residents takes less than ``LEAST`` off the share of
isolated adults, and no more initiatives survive (both as means over the worlds of the point). PRIM (Friedman & Fisher
1999; Bryant & Lempert 2010), as the EMA workbench has it, peels the space until what is left holds mostly failures.

Which box is told was laid down before the first run: of all boxes on the peeling path that hold at least half of the
failures (coverage) and a twentieth of the points, the one with the largest share of failures inside (density); of
equals the one with fewer restrictions. It is *good* when, on a third of the points that PRIM has not seen, at least
three quarters of what is inside fail, and the density is at least 1.25 times that of all of those. Otherwise
there is no good box, and the pages say so.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from cohesie_sim.sensitivity.libraries import workbench

LEAST: Final = 0.0025  # one adult in 400
LEAST_COVERAGE: Final = 0.5
LEAST_MASS: Final = 0.05
GOOD_DENSITY: Final = 0.75
GOOD_LIFT: Final = 1.25
BOX_PATH: Final = ("coverage", "density", "mass", "res_dim", "told")
_UNSEEN: Final = 3  # one point in so many
_ANY: Final = 1e-9  # PRIM counts what reaches this as a failure (1), and gives up on boxes with a smaller share of them

Truths = npt.NDArray[np.bool_]


class Box(NamedTuple):
    """A part of the space.

    Attributes
    ----------
    limits
        By restricted unknown: lowest and highest value, or the classes that are inside.
    path
        Every box on the peeling path: coverage, density, mass, number of restrictions, and whether it is the one told.
    facts
        Points and failures that PRIM saw and did not see, and coverage and density of the box among both.
    good
        Whether the box is told as an answer.
    """

    limits: dict[str, tuple[float, float] | tuple[str, ...]]
    path: pd.DataFrame
    facts: dict[str, float]
    good: bool


def fails(isolated: npt.ArrayLike, surviving: npt.ArrayLike) -> Truths:
    """Return where funding fails.

    Parameters
    ----------
    isolated, surviving
        Change of the share of isolated adults and of initiatives that survive, per point.

    Returns
    -------
    array of bool
        Per point.
    """
    return (np.asarray(isolated) > -LEAST) & (np.asarray(surviving) <= 0)


def find_box(unknowns: pd.DataFrame, failed: Truths, points: npt.ArrayLike) -> Box | None:
    """Return the box that holds the failures best.

    Parameters
    ----------
    unknowns
        One column per unknown: numbers, or classes as texts.
    failed
        Per row.
    points
        Number of the point that each row belongs to: rows of one point are seen together or not at all.

    Returns
    -------
    Box or None
        None when nothing or everything failed among the points that are seen: there is nothing to tell apart.
    """
    unseen = np.asarray(points) % _UNSEEN == _UNSEEN - 1
    seen = unknowns[~unseen].reset_index(drop=True)
    if failed[~unseen].all() or not failed[~unseen].any():
        return None
    found = _peeled(seen, failed[~unseen])
    path = found.peeling_trajectory[list(BOX_PATH[:-1])].reset_index(drop=True)
    allowed = path[(path["coverage"] >= LEAST_COVERAGE) & (path["mass"] >= LEAST_MASS)]
    chosen = int(allowed.sort_values(["density", "res_dim"], ascending=[False, True], kind="stable").index[0])
    limits = _limits(found.box_lims[chosen], seen)
    facts = {
        **_facts("seen", inside(limits, seen), failed[~unseen]),
        **_facts("unseen", inside(limits, unknowns[unseen]), failed[unseen]),
    }
    base = facts["unseen_failures"] / facts["unseen_points"]
    good = facts["unseen_density"] >= GOOD_DENSITY and facts["unseen_density"] >= GOOD_LIFT * base
    return Box(limits, path.assign(told=path.index == chosen), facts, bool(limits) and bool(good))


def _peeled(seen: pd.DataFrame, failed: Truths) -> Any:
    prim = workbench("analysis.prim")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="ema_workbench")  # it uses what pandas is about to drop
        # whole numbers as well: it sets limits between two of them
        numbers = {name: np.float64 for name in seen.columns if pd.api.types.is_numeric_dtype(seen[name])}
        return prim.Prim(seen.astype(numbers), failed, threshold=_ANY, peel_alpha=0.05, mass_min=LEAST_MASS).find_box()


def _limits(lims: pd.DataFrame, seen: pd.DataFrame) -> dict[str, tuple[float, float] | tuple[str, ...]]:
    limits: dict[str, tuple[float, float] | tuple[str, ...]] = {}
    for name in seen.columns:
        low, high = lims[name].iloc[0], lims[name].iloc[1]
        if isinstance(low, set | frozenset):
            if set(low) != set(seen[name]):
                limits[str(name)] = tuple(sorted(str(one) for one in low))
        elif low > seen[name].min() or high < seen[name].max():
            limits[str(name)] = (float(low), float(high))
    return limits


def inside(limits: Mapping[str, tuple[Any, ...]], unknowns: pd.DataFrame) -> Truths:
    """Return which rows lie in a box.

    Parameters
    ----------
    limits
        Of a :class:`Box`.
    unknowns
        One column per unknown.

    Returns
    -------
    array of bool
        Per row.
    """
    within = np.ones(len(unknowns), dtype=bool)
    for name, ends in limits.items():
        column = unknowns[name]
        numbers = pd.api.types.is_numeric_dtype(column)
        within &= (column.between(*ends) if numbers else column.isin(ends)).to_numpy()
    return within


def _facts(which: str, within: Truths, failed: Truths) -> dict[str, float]:
    caught = int((within & failed).sum())
    return {
        f"{which}_points": len(failed),
        f"{which}_failures": int(failed.sum()),
        f"{which}_inside": int(within.sum()),
        f"{which}_coverage": caught / failed.sum() if failed.any() else np.nan,
        f"{which}_density": caught / within.sum() if within.any() else np.nan,
    }
