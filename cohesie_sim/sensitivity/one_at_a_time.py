"""One parameter at a time, from more than one base point: how an outcome moves along a parameter's range.

Every parameter goes to both ends of its range from the default. The leading ones go along their range from four base
points: the default; the default under another hypothesis; and two that lie apart in the space of the leading parameters
(a Latin hypercube of two: each parameter once in its lower and once in its upper half). Lines that are not parallel
between base points show interaction. Every point has the worlds of its base point, so that changes are taken within
worlds. Steps are equal from the low to the high end of a range, whatever the scale on which points fill the space: a
line shows how the outcome follows the parameter itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from cohesie_sim.outcomes.intervals import mean_interval, paired_difference
from cohesie_sim.sensitivity.effects import by_world
from cohesie_sim.sensitivity.factors import Factor, changes_at
from cohesie_sim.sensitivity.runs import Point
from cohesie_sim.sensitivity.space import HYPOTHESIS, Space, fill_space

ENDS: Final = (0.0, 1.0)
BETWEEN: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
DEFAULT: Final = "default"


class Step(NamedTuple):
    """One point of the design.

    Attributes
    ----------
    base
        Name of the base point.
    parameter
        What is moved; empty for the base point itself.
    value
        Where to; None for the base point.
    point
        What is run.
    """

    base: str
    parameter: str
    value: float | None
    point: Point


def base_points(leading: Sequence[Factor], seed: int) -> dict[str, dict[str, object]]:
    """Return the base points by name, as changes of a scenario.

    Parameters
    ----------
    leading
        Parameters in which the distant base points differ from the default.
    seed
        Of the distant ones.

    Returns
    -------
    dict
        ``default``, ``self_reliance``, ``here`` and ``there``.
    """
    apart = fill_space(Space(tuple(leading)), 2, seed)
    distant: dict[str, dict[str, object]] = {
        name: {**changes_at(leading, row[:-1]), HYPOTHESIS: "article"}
        for name, row in zip(("here", "there"), apart, strict=True)
    }
    return {DEFAULT: {HYPOTHESIS: "article"}, "self_reliance": {HYPOTHESIS: "self_reliance"}, **distant}


def steps(
    bases: Mapping[str, Mapping[str, object]], factors: Sequence[Factor], shares: Sequence[float] = BETWEEN
) -> list[Step]:
    """Return all points: parameters along their range from every base.

    Parameters
    ----------
    bases
        From :func:`base_points`.
    factors
        What is moved.
    shares
        Of the range.

    Returns
    -------
    list of Step
        Each base point before the steps from it.
    """
    made: list[Step] = []
    for base, changes in bases.items():
        made.append(Step(base, "", None, Point(changes)))
        for factor in factors:
            values = [factor.value(share) for share in shares]
            made += [Step(base, factor.name, value, Point({**changes, factor.name: value})) for value in values]
    return made


def swings(made: Sequence[Step], outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return how far outcomes move when a parameter goes from one end of its range to the other.

    Parameters
    ----------
    made
        From :func:`steps` with ``ENDS``, of one base.
    outcomes
        Index point and replicate, one column per outcome.

    Returns
    -------
    DataFrame
        One row per outcome and parameter: parameter, outcome, size, and noise (what the size would be by luck alone).
    """
    rows: list[dict[str, object]] = []
    for name in outcomes.columns:
        worlds = by_world(outcomes[name])
        for k in range(1, len(made), 2):
            swing = worlds[k + 1] - worlds[k]
            noise = np.sqrt(2 / np.pi) * swing.std(ddof=1) / np.sqrt(len(swing))
            rows.append({"parameter": made[k].parameter, "outcome": name, "size": abs(swing.mean()), "noise": noise})
    return pd.DataFrame(rows)


def changes_along(made: Sequence[Step], outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return how outcomes change from the base point.

    Parameters
    ----------
    made
        From :func:`steps`, in the order of the points.
    outcomes
        Index point and replicate, one column per outcome.

    Returns
    -------
    DataFrame
        One row per outcome and step: outcome, base, parameter, value, mean, low and high over worlds, and the change
        from the base point within worlds with low and high.
    """
    rows: list[dict[str, object]] = []
    for name in outcomes.columns:
        worlds = by_world(outcomes[name])
        base = worlds[0]
        for k, step in enumerate(made):
            if not step.parameter:
                base = worlds[k]
            level, change = mean_interval(worlds[k]), paired_difference(pd.Series(worlds[k]), pd.Series(base))
            rows.append(
                {
                    "outcome": name,
                    "base": step.base,
                    "parameter": step.parameter,
                    "value": step.value,
                    "mean": level.mean,
                    "low": level.low,
                    "high": level.high,
                    "change": change.mean,
                    "change_low": change.low,
                    "change_high": change.high,
                }
            )
    return pd.DataFrame(rows)
