"""Minimum viable presence: from which level of funding on most neighbourhoods keep most of their initiatives.

A neighbourhood keeps its initiatives when at least a share of those of week 0 (help groups apart) outlast the horizon.
The chance of that is the share of neighbourhoods, with Wilson's 95 % interval. The smallest level is one at which, and
at every higher level tried, that chance is at least four in five in every scenario. How sure that is: the smallest
level at which the upper, and at which the lower end of the intervals (95 % confidence) reaches four in five.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.report.findings import Finding, share, share_of
from cohesie_sim.report.results import Results
from cohesie_sim.report.robustness import by_draw
from cohesie_sim.report.studies.funding_sweep_runs import MAIN, pick
from cohesie_sim.rules.hypothesis import HYPOTHESES

# Three in four: a neighbourhood has some ten initiatives, so that one or two may end and three may not.
SHARE: Final = 0.75
STRICT: Final = 0.9  # at most one of ten
ENOUGH: Final = 0.8  # the chance that is asked for
_ROUNDING: Final = 1e-9

Chances = dict[float, Interval]  # by level


def chances(
    runs: pd.DataFrame,
    levels: Sequence[float],
    part: float,
    scenario: str = MAIN,
    hypothesis: str = "article",
    draws: pd.DataFrame | None = None,
) -> Chances:
    """Return the chance that a neighbourhood keeps a share of its initiatives, per level.

    Parameters
    ----------
    runs
        Measures up to the end of the horizon.
    levels
        Of funding.
    part
        Of the initiatives of week 0.
    scenario, hypothesis
        Which runs.
    draws
        As in :class:`~cohesie_sim.report.results.Results`.

    Returns
    -------
    dict
        Level to chance with Wilson's interval; without the levels that were not run.
    """
    kept = {level: _kept(runs, level, part, scenario, hypothesis) for level in levels}
    return {level: share_of(by_draw(values.astype("float64"), draws)) for level, values in kept.items() if len(values)}


def _kept(runs: pd.DataFrame, level: float, part: float, scenario: str, hypothesis: str) -> pd.Series[bool]:
    """Return whether each neighbourhood keeps so large a part of its initiatives."""
    return pick(runs, "initiatives_surviving", level, hypothesis, scenario).dropna() >= part - _ROUNDING


def smallest(by_scenario: Sequence[Chances]) -> Interval:
    """Return the smallest level from which on the chance is enough in every scenario.

    Parameters
    ----------
    by_scenario
        Chances per level, one table per scenario; only levels that all of them have count.

    Returns
    -------
    Interval
        In fte per 10,000 residents: by the chances themselves; by the upper ends of their intervals (at least so much);
        by the lower ends (so much is enough, with 95 % confidence). Infinite when no level tried is enough; NaN
        without any level.
    """
    levels = sorted(set.intersection(*(set(table) for table in by_scenario)))
    if not levels:
        return Interval(np.nan, np.nan, np.nan, 0)

    def first(end: str) -> float:
        enough = [all(getattr(table[level], end) >= ENOUGH for table in by_scenario) for level in levels]
        return next((level for k, level in enumerate(levels) if all(enough[k:])), np.inf)

    replicates = min(interval.replicates for table in by_scenario for interval in table.values())
    return Interval(first("mean"), first("high"), first("low"), replicates)


def presence_findings(results: Results, runs: pd.DataFrame) -> list[Finding]:
    """Return the smallest levels, and the chance at every level.

    Parameters
    ----------
    results
        Of the sweep.
    runs
        Its measures up to the end of the horizon.

    Returns
    -------
    list of Finding
        ``minimum`` and ``minimum_strict`` over all scenarios; ``minimum_nl`` and ``minimum_nl_strict`` in the main one
        under every hypothesis; ``minimum_nl_HYPOTHESIS`` the same of one rival, for a sentence to name;
        ``presence_SCENARIO_LEVEL``.
    """
    levels, article, draws = results.levels, next(iter(HYPOTHESES)), results.draws
    parts: Mapping[str, float] = {"": SHARE, "_strict": STRICT}
    found = [
        _minimum(
            f"minimum{name}", article, [chances(runs, levels, part, place, draws=draws) for place in results.scenarios]
        )
        for name, part in parts.items()
    ]
    found += [
        _minimum(f"minimum_nl{name}", hypothesis, [table])
        for name, part in parts.items()
        for hypothesis in HYPOTHESES
        if (table := chances(runs, levels, part, hypothesis=hypothesis, draws=draws))
    ]
    found += [
        _minimum(f"minimum_nl_{rival}", rival, [table])
        for rival in HYPOTHESES
        if rival != article and (table := chances(runs, levels, SHARE, hypothesis=rival, draws=draws))
    ]
    found += [
        share(f"presence_{place}_{level:g}", hypothesis, kept)
        for place in results.scenarios
        for level in levels
        for hypothesis in HYPOTHESES
        if len(kept := _kept(runs, level, SHARE, place, hypothesis))
    ]
    return found


def _minimum(name: str, hypothesis: str, by_scenario: Sequence[Chances]) -> Finding:
    return Finding(name, hypothesis, "fte", smallest(by_scenario), difference=False)
