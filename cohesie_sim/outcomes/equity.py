"""Who carries a burden: gaps between groups of residents, and the concentration index.

The *concentration index* ranks people from the most to the least disadvantaged and asks where a burden lies. For groups
``g`` in that order, with share ``f`` of the people, mean burden ``y`` and overall mean ``m`` (Kakwani, Wagstaff & van
Doorslaer 1997, for grouped data):

    C = 2 / m * sum(f_g * y_g * R_g) - 1,    R_g = sum(f_h for h before g) + f_g / 2

It is 0 when the burden is spread evenly, negative when it lies with the disadvantaged, and between -1 and 1. It is
relative: when everybody's burden halves, it stays. For a burden that is a share between 0 and 1 the corrected index
``E = 4 * m * C`` (Erreygers 2009) tells absolute differences: when everybody's burden halves, it halves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from cohesie_sim.outcomes.keys import RUN

DISADVANTAGED: Final = {"age": "65+", "living": "alone", "means": "struggles", "digital access": "offline"}
"""Per split of the residents, the group that policy looks at first."""


def concentration_index(burden: npt.ArrayLike, people: npt.ArrayLike) -> float:
    """Return the concentration index of a burden over groups.

    Parameters
    ----------
    burden
        Mean per group, from the most to the least disadvantaged; shape (groups,).
    people
        Their numbers, shape (groups,).

    Returns
    -------
    float
        Between -1 (all with the most disadvantaged) and 1; NaN when there is no burden, or nobody.
    """
    given, sizes = np.asarray(burden, np.float64), np.asarray(people, np.float64)
    counted = sizes > 0  # an empty group has no mean
    y, f = given[counted], sizes[counted] / sizes.sum()
    mean = float((f * y).sum())
    if not mean > 0:
        return float("nan")
    rank = np.cumsum(f) - f / 2
    return float(2 / mean * (f * y * rank).sum() - 1)


def corrected_index(burden: npt.ArrayLike, people: npt.ArrayLike) -> float:
    """Return Erreygers' index of a burden that is a share of the people of each group.

    Parameters
    ----------
    burden
        Share per group, 0 to 1, from the most to the least disadvantaged; shape (groups,).
    people
        Their numbers, shape (groups,).

    Returns
    -------
    float
        Between -1 and 1; NaN when there is no burden, or nobody.
    """
    given, sizes = np.asarray(burden, np.float64), np.asarray(people, np.float64)
    counted = sizes > 0
    if not counted.any():
        return float("nan")
    mean = float(np.average(given[counted], weights=sizes[counted]))
    return 4 * mean * concentration_index(given, sizes)


def over_phases(splits: pd.DataFrame, outcomes: list[str], weeks: Mapping[str, int]) -> pd.DataFrame:
    """Return the means of groups over several phases, each phase counting for its weeks.

    Parameters
    ----------
    splits
        Rows of the stored table: per run, phase and group the number of adults and mean outcomes.
    outcomes
        Columns to be averaged.
    weeks
        Length of every phase that counts.

    Returns
    -------
    DataFrame
        One row per run, split and group: ``adults`` and the outcomes.
    """
    inside = splits[splits["phase"].isin(list(weeks))]
    length = inside["phase"].astype(str).map(weeks).to_numpy(np.float64)
    keys = [*RUN, "split", "group"]
    weighted = inside[keys].assign(weeks=length, adults=inside["adults"].to_numpy() * length)
    weighted = weighted.assign(**{name: inside[name].to_numpy(np.float64) * length for name in outcomes})
    sums = weighted.groupby(keys, observed=True, sort=False).sum()
    return sums[["adults", *outcomes]].div(sums["weeks"], axis=0).reset_index()


def pooled(groups: pd.DataFrame, outcome: str, by: list[str]) -> pd.Series[float]:
    """Return the mean outcome over groups, each counting for its adults.

    Parameters
    ----------
    groups
        With the columns ``adults``, the outcome and those of ``by``; of one split, or everybody counts more than once.
    outcome
        A column; missing where a group has no adults.
    by
        Columns whose values stay apart.

    Returns
    -------
    Series
        Index ``by``.
    """
    present = groups[groups["adults"] > 0]
    total = (present["adults"] * present[outcome]).groupby([present[name] for name in by], observed=True).sum()
    people = present["adults"].groupby([present[name] for name in by], observed=True).sum()
    return total / people


def gap(groups: pd.DataFrame, outcome: str, split: str, by: list[str]) -> pd.Series[float]:
    """Return how much more a disadvantaged group carries than everybody else.

    Parameters
    ----------
    groups
        From :func:`over_phases`.
    outcome
        A column.
    split
        One of :data:`DISADVANTAGED`.
    by
        Columns whose values stay apart.

    Returns
    -------
    Series
        Mean of the group minus mean of the others; index ``by``.
    """
    rows = groups[groups["split"] == split]
    first = rows["group"] == DISADVANTAGED[split]
    return pooled(rows[first], outcome, by) - pooled(rows[~first], outcome, by)
