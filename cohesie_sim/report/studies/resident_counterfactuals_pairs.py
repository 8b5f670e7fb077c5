"""Residents compared with themselves: the same adult of the same replicate in two conditions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd

from cohesie_sim.outcomes.keys import AS_IS
from cohesie_sim.report.conditions import Condition, rows_of
from cohesie_sim.report.results import Results

MONTH: Final = 4  # weeks; a smaller difference counts as hardly any
# edges of the classes of a difference in weeks, from far fewer to far more; no difference is a class of its own
EDGES: Final = (-157, -53, -27, -13, -4, -1, 0, 3, 12, 26, 52, 156)
NO_DIFFERENCE: Final = 5  # place of that class
FEW: Final = 1.0  # usual contacts a week, below which somebody has few


class Pairs:
    """Adults without and with community work.

    Parameters
    ----------
    results
        Of ``experiments/resident_counterfactuals.py``.
    """

    def __init__(self, results: Results) -> None:
        self._residents = results.table("residents")
        self._scenario = results.scenarios[0]
        self._low, self._high = results.levels[0], results.levels[-1]
        self.years: float = results.weeks(self._scenario) / 52
        self._made: dict[tuple[str, str], pd.DataFrame] = {}

    def changes(self, hypothesis: str, variant: str = AS_IS) -> pd.DataFrame:
        """Return what community work changes for every adult.

        Parameters
        ----------
        hypothesis
            Under which both conditions were run.
        variant
            Of the condition with community work.

        Returns
        -------
        DataFrame
            One row per replicate and adult that both conditions have: ``replicate``, ``few_contacts`` (usually
            weekly contact with neither family nor friends), the change, with minus without, of ``weeks_isolated``,
            ``weeks_out_of_sight`` and ``weeks_lonely``, and ``isolated_without``, the weeks isolated without.
        """
        if (hypothesis, variant) not in self._made:
            self._made[hypothesis, variant] = self._compare(hypothesis, variant)
        return self._made[hypothesis, variant]

    def _compare(self, hypothesis: str, variant: str) -> pd.DataFrame:
        without = self._rows(Condition(self._scenario, AS_IS, self._low), hypothesis)
        given = self._rows(Condition(self._scenario, variant, self._high), hypothesis)
        both = given.join(without.add_suffix("_without"), how="inner")
        columns = ("weeks_isolated", "weeks_out_of_sight", "weeks_lonely")
        changes = {name: both[name].astype(np.int32) - both[f"{name}_without"].astype(np.int32) for name in columns}
        few = (both["family_rate"] < FEW) & (both["friends_rate"] < FEW)
        known = {"few_contacts": few, "isolated_without": both["weeks_isolated_without"].astype(np.int32)}
        return pd.DataFrame({**known, **changes}).reset_index("replicate")

    def _rows(self, condition: Condition, hypothesis: str) -> pd.DataFrame:
        return rows_of(self._residents, condition, hypothesis).set_index(["replicate", "resident"])


Statistic = Callable[["pd.Series[float]"], float]


def per_replicate(changes: pd.DataFrame, of: Statistic, column: str = "weeks_isolated") -> pd.Series[float]:
    """Return a statistic of the adults of each replicate.

    Parameters
    ----------
    changes
        From :meth:`Pairs.changes`.
    of
        From the changes of one replicate to a number.
    column
        Which change.

    Returns
    -------
    Series
        Index replicate; empty when nothing was run.
    """
    return pd.Series({key: of(group) for key, group in changes.groupby("replicate")[column]}, dtype=np.float64)


def share_fewer(weeks: pd.Series[float]) -> float:
    """Return the share with at least a month less."""
    return float((weeks <= -MONTH).mean())


def share_more(weeks: pd.Series[float]) -> float:
    """Return the share with at least a month more."""
    return float((weeks >= MONTH).mean())


def share_same(weeks: pd.Series[float]) -> float:
    """Return the share for whom nothing differs."""
    return float((weeks == 0).mean())


def mean_gain(weeks: pd.Series[float]) -> float:
    """Return the mean number of weeks less, of those with at least a month less; NaN when there are none."""
    return float(-weeks[weeks <= -MONTH].mean())


def share_with_half(weeks: pd.Series[float]) -> float:
    """Return the smallest share of adults with whom half of all avoided weeks are; NaN when none is avoided."""
    avoided = np.sort(np.maximum(-weeks.to_numpy(np.float64), 0))[::-1]
    if avoided.sum() == 0:
        return float("nan")
    return float((np.searchsorted(np.cumsum(avoided), avoided.sum() / 2) + 1) / len(weeks))


def classes(changes: pd.DataFrame) -> pd.DataFrame:
    """Return the share of adults in every class of the difference in weeks isolated.

    Parameters
    ----------
    changes
        From :meth:`Pairs.changes`.

    Returns
    -------
    DataFrame
        One row per replicate, one column per class, from far fewer to far more weeks.
    """
    counts = {
        key: np.histogram(weeks, bins=np.array(EDGES) + 0.5)[0] / len(weeks)
        for key, weeks in changes.groupby("replicate")["weeks_isolated"]
    }
    return pd.DataFrame.from_dict(counts, orient="index")
