"""What community work changes for those whom workers reach: the same adults with and without it."""

from __future__ import annotations

from typing import Final

import pandas as pd

from cohesie_sim.outcomes.keys import AS_IS
from cohesie_sim.report.conditions import Condition, rows_of

NONE, MANY = 0.0, 12.0  # fte per 10,000 residents
SCENARIO: Final = "nl_2020_2022"
OFTEN: Final = 20  # talks with workers within the horizon
SOME: Final = 5
OLD: Final = 65
_COLUMNS: Final = ("age", "social", "emotional", "weeks_lonely", "weeks_isolated", "worker_contacts")


class Reached:
    """Adults whom workers met, compared with themselves in the same neighbourhood without workers.

    Parameters
    ----------
    residents
        The table of that name, of ``experiments/plausibility.py``.
    weeks
        Of the horizon.
    """

    def __init__(self, residents: pd.DataFrame, weeks: int) -> None:
        self._weeks = weeks
        keep = residents["fte_per_10000"].isin((NONE, MANY)) & (residents["scenario"] == SCENARIO)
        self._residents = residents[keep & (residents["variant"] == AS_IS)]
        self._made: dict[str, pd.DataFrame] = {}

    def change(self, hypothesis: str, group: str, column: str) -> pd.Series[float]:
        """Return the mean change of a latent state at the end of the horizon.

        Parameters
        ----------
        hypothesis
            Under which both conditions were run.
        group
            ``reached`` (a worker talked with them at least once), ``often`` (at least ``OFTEN`` times), or ``isolated``
            (at least ``SOME`` times, and isolated half of the weeks or more without workers).
        column
            ``social`` or ``emotional``.

        Returns
        -------
        Series
            In national standard deviations; index replicate, without replicates that have nobody in the group.
        """
        both = self._both(hypothesis)
        met = both["worker_contacts"]
        inside = {
            "reached": met >= 1,
            "often": met >= OFTEN,
            "isolated": (met >= SOME) & (2 * both["weeks_isolated_without"] >= self._weeks),
        }[group]
        chosen = both[inside]
        return (chosen[column] - chosen[f"{column}_without"]).groupby(chosen["replicate"]).mean()

    def signposted(self, hypothesis: str) -> pd.Series[float]:
        """Return the change in the share of time lonely, of older people who would be lonely half of it or more.

        Parameters
        ----------
        hypothesis
            Under which both conditions were run.

        Returns
        -------
        Series
            Of those of 65 and over whom workers met at least once; index replicate.
        """
        both = self._both(hypothesis)
        lonely = 2 * both["weeks_lonely_without"] >= self._weeks
        chosen = both[lonely & (both["age"] >= OLD) & (both["worker_contacts"] >= 1)]
        weeks = chosen["weeks_lonely"] - chosen["weeks_lonely_without"]
        return weeks.groupby(chosen["replicate"]).mean() / self._weeks

    def _both(self, hypothesis: str) -> pd.DataFrame:
        if hypothesis not in self._made:
            without, given = (self._rows(fte, hypothesis) for fte in (NONE, MANY))
            self._made[hypothesis] = given.join(without.add_suffix("_without"), how="inner").reset_index("replicate")
        return self._made[hypothesis]

    def _rows(self, fte: float, hypothesis: str) -> pd.DataFrame:
        rows = rows_of(self._residents, Condition(SCENARIO, AS_IS, fte), hypothesis)
        return rows.set_index(["replicate", "resident"])[list(_COLUMNS)].astype("float64")
