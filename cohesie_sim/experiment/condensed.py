"""Results of many conditions, condensed: few outcomes, months instead of weeks, means over the worlds of one draw.

A design that fills a space has hundreds of conditions, and its full tables would take gigabytes. What an emulator is
fitted to is small: a curve per outcome, and the outcomes of groups of residents per phase.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.design import Design
from cohesie_sim.experiment.grids import Run
from cohesie_sim.experiment.shards import collect
from cohesie_sim.outcomes.survival import lives_from_start
from cohesie_sim.posterior import draw_of, posterior_draws

CONDENSED: Final = ("curves", "groups")  # the tables
MONTH: Final = 4  # weeks
CURVES: Final = (
    "isolated",
    "out_of_sight",
    "severely_lonely",
    "huiskamers",
    "initiatives",
    "surviving",
    "participants",
)
GROUPS: Final = ("isolated", "out_of_sight", "severely_lonely")
_HELP: Final = "help_group"
_PER: Final = 10_000  # residents; counts are told per so many
_COUNTS: Final = {  # name in the weekly table
    "huiskamers": "running_huiskamer",
    "initiatives": "running",
    "surviving": "surviving",
    "participants": "participants",
}


class Condensed(NamedTuple):
    """What is kept of a condensed design.

    Attributes
    ----------
    curves
        Columns variant, case, month (from 0) and ``CURVES``: shares of adults; initiatives (without help groups, which
        come and go with a crisis), those among them that existed before week 0, and participants per 10,000 residents.
    groups
        Columns variant, case, phase, split, group, adults and ``GROUPS``.
    residents
        Of each simulated neighbourhood.
    """

    curves: pd.DataFrame
    groups: pd.DataFrame
    residents: int


def condense(raw: Path, design: Design) -> Condensed:
    """Return the condensed results of a design whose runs are done.

    Parameters
    ----------
    raw
        Folder of the shards.
    design
        With variants of which the names tell all conditions apart.

    Returns
    -------
    Condensed
        A case is a draw of the parameters, or a replicate when all have the defaults.

    Raises
    ------
    ConfigurationError
        When a run failed or is missing.
    """
    parts = [_of_case(case, runs, raw) for case, runs in _cases(design)]
    curves = pd.concat([part.curves for part in parts], ignore_index=True)
    groups = pd.concat([part.groups for part in parts], ignore_index=True)
    return Condensed(curves, groups, parts[0].residents)


def _cases(design: Design) -> Iterator[tuple[int, list[Run]]]:
    draws = len(posterior_draws())

    def case(run: Run) -> int:
        return run.replicate if design.uncertainty == "none" else draw_of(run.replicate, draws)

    for key, runs in groupby(sorted(design.runs(), key=case), key=case):
        yield key, list(runs)


def _of_case(case: int, runs: Sequence[Run], raw: Path) -> Condensed:
    tables = collect(raw, runs)
    if len(tables["errors"]):
        first = tables["errors"].iloc[0]
        raise ConfigurationError(f"{raw}: the run of {first['variant']} failed with {first['cause']}.")
    weekly, splits = tables["weekly"], tables["splits"]
    if len(weekly[["variant", "replicate"]].drop_duplicates()) < len(runs):
        raise ConfigurationError(f"{raw}: runs are missing. The same command goes on from here.")
    weekly = weekly.assign(running=weekly["running"] - weekly["running_help_group"], month=weekly["week"] // MONTH)
    weekly = weekly.assign(surviving=_surviving(weekly, tables["initiatives"]))
    weekly = weekly.assign(**{name: weekly[of] * (_PER / weekly["residents"]) for name, of in _COUNTS.items()})
    curves = weekly.groupby(["variant", "month"], observed=True)[list(CURVES)].mean().reset_index()
    places = ["variant", "phase", "split", "group"]
    groups = splits.groupby(places, observed=True, sort=False)[["adults", *GROUPS]].mean().reset_index()
    there = groups[groups["adults"] > 0]
    return Condensed(_small(curves, case), _small(there, case), int(weekly["residents"].iloc[0]))


def _surviving(weekly: pd.DataFrame, initiatives: pd.DataFrame) -> pd.Series:
    """Return for every run and week how many of the initiatives that existed before week 0 still do."""
    lives = lives_from_start(initiatives[initiatives["kind"] != _HELP])
    ends = lives["end"].where(~lives["censored"], np.inf)
    by_run = {run: np.sort(of) for run, of in ends.groupby([lives["variant"], lives["replicate"]], observed=True)}
    left = pd.Series(0.0, index=weekly.index)
    for run, weeks in weekly.groupby(["variant", "replicate"], observed=True)["week"]:
        if run in by_run:
            left[weeks.index] = by_run[run].size - np.searchsorted(by_run[run], weeks.to_numpy(), side="right")
    return left


def _small(table: pd.DataFrame, case: int) -> pd.DataFrame:
    """Return a table with its case, in numbers of half the size: six digits are more than any result has."""
    return table.assign(case=np.int16(case)).astype(dict.fromkeys(table.select_dtypes("float64"), np.float32))
