"""Two stored conditions, replicate by replicate: same residents, same luck, so what differs is what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isnan
from typing import Any, Final

import numpy as np
import pandas as pd

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.stored_runs import StoredRuns
from cohesie_sim.outcomes.intervals import Interval, paired_difference
from cohesie_sim.outcomes.measures import Measure
from cohesie_sim.outcomes.periods import PHASES

NOT_DISTINGUISHABLE: Final = "not distinguishable"
NO_DIFFERENCE: Final = "no difference"
NO_INTERVAL: Final = "no interval"
_SHOWN: Final = 5


def check_pair(one: StoredRuns, other: StoredRuns) -> None:
    """Refuse when replicates are not the same worlds.

    Parameters
    ----------
    one, other
        Stored runs.

    Raises
    ------
    ConfigurationError
        When neighbourhood, residents, seed, replicates or horizon differ; the text says how.
    """
    facts = [(_facts(one)[name], _facts(other)[name], name) for name in _facts(one)]
    apart = [f"{name} {first} and {second}" for first, second, name in facts if first != second]
    if not apart and one.people is not None and other.people is not None and not one.people.equals(other.people):
        apart = ["the residents themselves, perhaps because a neighbourhood file was changed in between"]
    if apart:
        raise ConfigurationError(
            f"{one.label} and {other.label} cannot be paired. They differ in {'; '.join(apart)}. Give both the same "
            "neighbourhood, residents, seed, replicates and calendar."
        )


def _facts(runs: StoredRuns) -> dict[str, str]:
    start, weeks = runs.horizon
    return {
        "neighbourhood": runs.neighbourhood,
        "residents": str(runs.residents),
        "seed": str(runs.seed),
        "replicates": _listed(runs.replicates),
        "first week": start,
        "weeks": str(weeks),
    }


def _listed(numbers: list[int]) -> str:
    if numbers == list(range(len(numbers))):
        return f"0 to {len(numbers) - 1}" if len(numbers) > 1 else "0"
    more = f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
    return ", ".join(map(str, numbers[:_SHOWN])) + more


def compare_runs(one: StoredRuns, other: StoredRuns, measures: Iterable[Measure]) -> list[dict[str, Any]]:
    """Return paired differences per phase.

    Parameters
    ----------
    one, other
        Stored runs that :func:`check_pair` accepts. Phases are those of ``one``: the same weeks are compared.
    measures
        Those with a column of the weekly table.

    Returns
    -------
    list of dict
        Per phase its name, first day, weeks and ``outcomes``: per measure unit, means of both, difference (other minus
        one) with the ends of its 95 % interval (None where there is none), and verdict: ``higher``, ``lower``, ``not
        distinguishable``, ``no difference`` (the same in every replicate) or ``no interval`` (nothing to judge it by).
    """
    return list(_phases(one, other, list(measures)))


def _phases(one: StoredRuns, other: StoredRuns, measures: list[Measure]) -> Iterator[dict[str, Any]]:
    for code in np.unique(one.phases):
        weeks = np.flatnonzero(one.phases == code)
        first, second = (runs.weekly[runs.weekly["week"].isin(weeks)] for runs in (one, other))
        outcomes = {measure.name: _outcome(first, second, measure) for measure in measures}
        begin = str(first["date"].min())[:10]
        yield {"phase": PHASES[code], "from": begin, "weeks": len(weeks), "outcomes": outcomes}


def _outcome(first: pd.DataFrame, second: pd.DataFrame, measure: Measure) -> dict[str, Any]:
    these, those = (_means(rows, measure.column) for rows in (first, second))
    gap = paired_difference(those.loc[these.index], these).within(-measure.highest, measure.highest)
    ends = {end: None if isnan(value) else value for end, value in (("low", gap.low), ("high", gap.high))}
    means = {"a": float(these.mean()), "b": float(those.mean())}
    return {"unit": measure.unit, **means, "difference": gap.mean, **ends, "verdict": _verdict(gap)}


def _means(rows: pd.DataFrame, column: str) -> pd.Series[float]:
    return rows.astype({column: "float64"}).groupby("replicate")[column].mean()


def _verdict(gap: Interval) -> str:
    if gap.distinguishable:
        return "higher" if gap.mean > 0 else "lower"
    if not isnan(gap.low):
        return NOT_DISTINGUISHABLE
    return NO_DIFFERENCE if gap.mean == 0 else NO_INTERVAL
