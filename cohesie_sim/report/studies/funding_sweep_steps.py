"""What one more fte buys: the gain of each step up in funding, per extra fte, and what a unit of it costs.

Gains are differences between two neighbouring levels within the same neighbourhoods with the same luck, divided by the
extra fte. The cost of a unit is the assumed cost of an fte divided by the mean gain. Its interval is Fieller's: with a
cost that is given, the ratio is beyond a value exactly when the gain is beyond cost / value, so that the ends of the
gain's interval give those of the ratio, and both ends of the assumed cost widen it. Where the gain's interval holds
zero, Fieller's interval has no end and there is no figure. Only the years of the horizon are paid for: what the same
fte cost in the years before, which left relations to build on, is not counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.report.findings import COST_OF, Finding, compare_by
from cohesie_sim.report.over_draws import with_draws_as_cases
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies.funding_sweep_runs import (
    ADULTS,
    EXISTING,
    INITIATIVES,
    MAIN,
    Step,
    pick,
    steps_of,
)

_WEEKS: Final = 52  # in a year
GAINS: Final = ("weeks", "sight", "participants", "kept", "existing")
_AT_END: Final = frozenset({"kept", "existing"})  # initiatives at the end, paid for over the whole horizon


class Cost(NamedTuple):
    """The assumed range of what one fte costs, in euros."""

    low: float
    high: float


def step_findings(results: Results, runs: pd.DataFrame) -> list[Finding]:
    """Return the gain of every step and what a unit of it costs.

    Parameters
    ----------
    results
        Of the sweep.
    runs
        Its measures from the first lockdown on.

    Returns
    -------
    list of Finding
        ``GAIN_LOW_HIGH`` under every hypothesis, each followed by ``euro_GAIN_LOW_HIGH``.
    """
    year = results.manifest["cost_eur_per_fte_year_assumed"]
    found: list[Finding] = []
    for gain in GAINS:
        years = results.weeks(MAIN) / _WEEKS if gain in _AT_END else 1.0
        cost = Cost(years * year["low"], years * year["high"])
        for step in steps_of(results):
            gained = with_draws_as_cases(gain_findings(runs, gain, step), results.draws)
            found += gained
            found += [
                Finding(f"{COST_OF}{f.name}", f.hypothesis, "EUR", cost_of_unit(f.interval, cost), difference=False)
                for f in gained
            ]
    return found


def gain_findings(runs: pd.DataFrame, gain: str, step: Step) -> list[Finding]:
    """Return what a step gains per extra fte, under every hypothesis.

    Parameters
    ----------
    runs
        Measures from the first lockdown on.
    gain
        One of ``GAINS``.
    step
        Two levels.

    Returns
    -------
    list of Finding
        Above zero when more funding is better.
    """

    def at(level: float, hypothesis: str) -> pd.Series[float]:
        return _amount(runs, gain, step, level, hypothesis) / (step.high - step.low)

    unit = "small number" if gain in _AT_END else "number"
    return compare_by(f"{gain}_{step}", unit, lambda h: at(step.high, h), lambda h: at(step.low, h))


def _amount(runs: pd.DataFrame, gain: str, step: Step, level: float, hypothesis: str) -> pd.Series[float]:
    """Return what there is of something at a level, per 10,000 residents; more is better."""

    def of(measure: str, where: float = level) -> pd.Series[float]:
        return pick(runs, measure, where, hypothesis)

    amounts: Mapping[str, pd.Series[float]] = {
        "weeks": -_WEEKS * of("isolated") * of(ADULTS),
        "sight": -of("out_of_sight") * of(ADULTS),
        # counted on the initiatives of the lower level: a little more of them exist at a higher one from the start
        "kept": of("initiatives_surviving") * of(INITIATIVES, step.low),
        "existing": of(EXISTING) * of(INITIATIVES, step.low),
        "participants": 10 * of("participants_per_1000"),
    }
    return amounts[gain].dropna()


def cost_of_unit(gain: Interval, cost: Cost) -> Interval:
    """Return what one unit of a gain costs.

    Parameters
    ----------
    gain
        Per extra fte, above zero when it is one.
    cost
        Of that fte over the same time.

    Returns
    -------
    Interval
        At the middle of the assumed cost; from the low cost with the largest gain to the high cost with the smallest.
        All NaN when the gain is not distinguishable from zero, or is a loss.
    """
    if not gain.low > 0:
        return Interval(np.nan, np.nan, np.nan, gain.replicates)
    middle = (cost.low + cost.high) / 2
    return Interval(middle / gain.mean, cost.low / gain.high, cost.high / gain.low, gain.replicates)
