"""What each way of dividing community work over the neighbourhoods came to, per neighbourhood and for all together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import pandas as pd

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.outcomes.equity import gap, over_phases, pooled
from cohesie_sim.outcomes.periods import PERIODS
from cohesie_sim.report.results import Results

NONE, EQUAL, NEED = "none", "equal", "need"
DIVISIONS: Final = (NONE, EQUAL, NEED)
OUTCOMES: Final = ("isolated", "out_of_sight", "severely_lonely")
_ONCE: Final = "living"  # a split in which every adult counts once
_STRUGGLES: Final = "struggles"
_KEYS: Final = ["hypothesis", "division"]

Values = pd.Series
Index = Callable[[Sequence[float], Sequence[float]], float]


class Divided:
    """Outcomes from the first lockdown to the end, by division, neighbourhood and group.

    Parameters
    ----------
    results
        Of ``experiments/neighbourhoods.py``.

    Attributes
    ----------
    places
        Names of the neighbourhoods, by ascending level when fte are divided by need.
    levels
        That level, per neighbourhood.
    draws
        As in :class:`~cohesie_sim.report.results.Results`.

    Raises
    ------
    ConfigurationError
        When a neighbourhood has other than three levels.
    """

    def __init__(self, results: Results) -> None:
        grids = results.manifest["grids"]
        levels = {next(iter(grid["variants"])): list(grid["levels_fte_per_10000"]) for grid in grids}
        wrong = next((place for place, given in levels.items() if len(given) != len(DIVISIONS)), None)
        shared = set.intersection(*(set(given) for given in levels.values()))
        if wrong is not None or len(shared) < 2:
            raise ConfigurationError(
                f"neighbourhoods: {wrong or 'every neighbourhood'}: three levels are needed, of which two in common."
            )
        none, equal = sorted(shared)[:2]
        own = {place: next(level for level in given if level not in {none, equal}) for place, given in levels.items()}
        self.places: list[str] = sorted(own, key=lambda place: own[place])
        self.levels: dict[str, float] = own
        self.equal: float = equal
        self.draws: pd.DataFrame | None = results.draws
        self._groups = self._read(results, {none: NONE, equal: EQUAL})

    def _read(self, results: Results, named: dict[float, str]) -> pd.DataFrame:
        phases = next(iter(results.manifest["scenarios"].values()))["phases"]
        weeks = {name: end - begin for name, (begin, end) in phases.items() if name in PERIODS["from_first_lockdown"]}
        groups = over_phases(results.splits, list(OUTCOMES), weeks)
        groups["division"] = groups["fte_per_10000"].map(named).fillna(NEED)
        # a mean over all neighbourhoods is fair only in replicates in which none of them failed
        there = groups.groupby([*_KEYS, "replicate"], observed=True)["variant"].transform("nunique")
        return groups[there == len(self.places)]

    def _rows(self, hypothesis: str, division: str, place: str | None = None) -> pd.DataFrame:
        rows = self._groups[(self._groups["hypothesis"] == hypothesis) & (self._groups["division"] == division)]
        return rows if place is None else rows[rows["variant"] == place]

    def share(
        self, hypothesis: str, division: str, outcome: str, places: Sequence[str] | None = None
    ) -> pd.Series[float]:
        """Return the share of adults for whom an outcome holds.

        Parameters
        ----------
        hypothesis, division
            Which runs.
        outcome
            One of ``OUTCOMES``.
        places
            Neighbourhoods; all by default.

        Returns
        -------
        Series
            Index replicate.
        """
        rows = self._rows(hypothesis, division)
        rows = rows[rows["split"] == _ONCE]
        return pooled(rows[rows["variant"].isin(places or self.places)], outcome, ["replicate"])

    def in_group(self, hypothesis: str, division: str, outcome: str, split: str, group: str) -> pd.Series[float]:
        """Return the share in one group of residents of all neighbourhoods; index replicate."""
        rows = self._rows(hypothesis, division)
        return pooled(rows[(rows["split"] == split) & (rows["group"] == group)], outcome, ["replicate"])

    def gap(self, hypothesis: str, division: str, outcome: str, split: str) -> pd.Series[float]:
        """Return the share in the disadvantaged group minus that in the others; index replicate."""
        return gap(self._rows(hypothesis, division), outcome, split, ["replicate"])

    def index(self, hypothesis: str, division: str, outcome: str, formula: Index) -> pd.Series[float]:
        """Return a concentration index over residents of all neighbourhoods.

        They are ranked by their own means, those who struggle to make ends meet first, and among equals by the share of
        their neighbourhood that struggles, the largest first.

        Parameters
        ----------
        hypothesis, division
            Which runs.
        outcome
            One of ``OUTCOMES``.
        formula
            Of :mod:`cohesie_sim.outcomes.equity`.

        Returns
        -------
        Series
            Index replicate.
        """
        rows = self._rows(hypothesis, division)
        rows = rows[rows["split"] == "means"]
        struggles = rows["group"] == _STRUGGLES
        poor = rows["adults"].where(struggles, 0).groupby(rows["variant"], observed=True).sum()
        share = poor / rows["adults"].groupby(rows["variant"], observed=True).sum()
        ranked = rows.assign(first=~struggles, poverty=-rows["variant"].astype(str).map(share.to_dict()))
        ranked = ranked.sort_values(["replicate", "first", "poverty"])
        values = {
            replicate: formula(group[outcome].tolist(), group["adults"].tolist())
            for replicate, group in ranked.groupby("replicate")
        }
        return pd.Series(values, dtype=np.float64)

    def least_gain(self, hypothesis: str, outcome: str) -> pd.Series[float]:
        """Return what equal fte change in the neighbourhood that gains least; index replicate."""
        changes = [
            self.share(hypothesis, EQUAL, outcome, [place]) - self.share(hypothesis, NONE, outcome, [place])
            for place in self.places
        ]
        return pd.concat(changes, axis=1).max(axis=1)
