"""Findings: the numbers that answer a question, each with its interval and under every hypothesis that was run.

A finding has a name within its study; the words around it stand in ``texts/studies/``.
:mod:`cohesie_sim.report.findings_file` stores them, :mod:`cohesie_sim.report.over_draws` says what becomes of them over
draws of parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import ceil, floor
from typing import NamedTuple

import pandas as pd

from cohesie_sim.outcomes.intervals import Interval, mean_interval, paired_difference, share_interval
from cohesie_sim.outcomes.measures import BY_NAME
from cohesie_sim.report.conditions import Condition, Period, values_of
from cohesie_sim.report.results import Results
from cohesie_sim.report.robustness import Robustness
from cohesie_sim.rules.hypothesis import HYPOTHESES

COST_OF = "euro_"  # before the name of a finding: what a unit of it costs
_ROUNDING = 1e-9  # of a count of replicates


class Worlds(NamedTuple):
    """What a finding was computed from.

    Attributes
    ----------
    columns
        Values per replicate, all with the same index.
    interval
        What makes an interval of these columns.
    effects
        What each replicate says about the number.
    """

    columns: tuple[pd.Series[float], ...]
    interval: Callable[..., Interval]
    effects: pd.Series[float]


@dataclass(frozen=True)
class Finding:
    """One number with its interval.

    Attributes
    ----------
    name
        Within its study; the same under every hypothesis.
    hypothesis
        Under which it was found.
    unit
        One of :data:`cohesie_sim.report.quantities.UNITS`.
    interval
        Mean over replicates and 95 % interval.
    difference
        Whether it is a difference, which can be distinguishable from zero or not; otherwise it is a level.
    worlds
        What it was computed from; None when it was read from a file, or computed from other findings.
    robust
        What becomes of it over draws of parameters; None without draws.
    """

    name: str
    hypothesis: str
    unit: str
    interval: Interval
    difference: bool
    worlds: Worlds | None = field(default=None, compare=False, repr=False)
    robust: Robustness | None = None

    @property
    def sure(self) -> bool:
        """Whether it is a difference that is distinguishable from zero."""
        return self.difference and self.interval.distinguishable

    @property
    def sign(self) -> int:
        """The direction of a sure difference, 1 or -1; otherwise 0."""
        return (1 if self.interval.mean > 0 else -1) if self.sure else 0


def level(name: str, hypothesis: str, unit: str, values: pd.Series[float]) -> Finding:
    """Return a level: the mean over replicates.

    Parameters
    ----------
    name, hypothesis, unit
        As in :class:`Finding`.
    values
        One per replicate.

    Returns
    -------
    Finding
        With its interval.
    """
    interval = fraction_interval if unit == "share" else mean_interval
    return Finding(
        name, hypothesis, unit, interval(values), difference=False, worlds=Worlds((values,), interval, values)
    )


def fraction_interval(values: pd.Series[float]) -> Interval:
    """Return the mean with its 95 % interval, cut to what is possible where all values lie between 0 and 1.

    Parameters
    ----------
    values
        Shares of something; a share of what there was before may be more than 1.

    Returns
    -------
    Interval
        Student's t.
    """
    found = mean_interval(values)
    return found.within(0.0, 1.0) if values.dropna().between(0, 1).all() else found


def share(name: str, hypothesis: str, happened: pd.Series[bool]) -> Finding:
    """Return the share of replicates in which something happened, with Wilson's interval.

    Parameters
    ----------
    name, hypothesis
        As in :class:`Finding`.
    happened
        One per replicate, at least one.

    Returns
    -------
    Finding
        A level.
    """
    counted = happened.astype("float64")
    worlds = Worlds((counted,), share_of, counted)
    return Finding(name, hypothesis, "share", share_of(counted), difference=False, worlds=worlds)


def share_of(happened: pd.Series[float]) -> Interval:
    """Return the interval of :func:`share`.

    Parameters
    ----------
    happened
        One 0 or 1 per replicate; or one share per draw, which counts as one case.

    Returns
    -------
    Interval
        Of a count that is not whole: from the low end of the whole count below to the high end of the one above.
    """
    count, of = float(happened.sum()), len(happened)
    below, above = floor(count + _ROUNDING), ceil(count - _ROUNDING)
    return Interval(count / of, share_interval(below, of).low, share_interval(above, of).high, of)


def difference(name: str, hypothesis: str, unit: str, values: pd.Series[float], reference: pd.Series[float]) -> Finding:
    """Return a difference within replicates.

    Parameters
    ----------
    name, hypothesis, unit
        As in :class:`Finding`.
    values, reference
        Index replicate; a replicate that is missing in one of them is left out.

    Returns
    -------
    Finding
        Of ``values - reference``.
    """
    both = pd.concat([values, reference], axis=1, join="inner").dropna()
    this, that = both.iloc[:, 0], both.iloc[:, 1]
    worlds = Worlds((this, that), paired_difference, this - that)
    return Finding(name, hypothesis, unit, paired_difference(this, that), difference=True, worlds=worlds)


def compare(
    results: Results, name: str, measure: str, period: Period, this: Condition, that: Condition, unit: str = ""
) -> list[Finding]:
    """Return the difference between two conditions under every hypothesis under which both were run.

    Parameters
    ----------
    results
        Of an experiment.
    name
        Of the finding.
    measure, period
        What is compared, and over which weeks; see :func:`cohesie_sim.report.conditions.values_of`.
    this, that
        The conditions; the difference is ``this - that``.
    unit
        Of a column that is no measure; a measure has its own.

    Returns
    -------
    list of Finding
        One per hypothesis.
    """
    return compare_by(
        name,
        unit or BY_NAME[measure].unit,
        lambda hypothesis: values_of(results, measure, this, period, hypothesis),
        lambda hypothesis: values_of(results, measure, that, period, hypothesis),
    )


def compare_by(
    name: str,
    unit: str,
    this: Callable[[str], pd.Series[float]],
    that: Callable[[str], pd.Series[float]],
) -> list[Finding]:
    """Return a difference under every hypothesis for which both sides have values.

    Parameters
    ----------
    name, unit
        Of the finding.
    this, that
        Values per replicate for a hypothesis; empty when it was not run.

    Returns
    -------
    list of Finding
        One per hypothesis.
    """
    sides = {hypothesis: (this(hypothesis), that(hypothesis)) for hypothesis in HYPOTHESES}
    return [
        difference(name, hypothesis, unit, values, reference)
        for hypothesis, (values, reference) in sides.items()
        if len(values) and len(reference)
    ]


def levels_by(name: str, unit: str, values: Callable[[str], pd.Series[float]]) -> list[Finding]:
    """Return a level under every hypothesis for which there are values.

    Parameters
    ----------
    name, unit
        Of the finding.
    values
        Values per replicate for a hypothesis; empty when it was not run.

    Returns
    -------
    list of Finding
        One per hypothesis.
    """
    found = {hypothesis: values(hypothesis) for hypothesis in HYPOTHESES}
    return [level(name, hypothesis, unit, numbers) for hypothesis, numbers in found.items() if len(numbers)]


def by_name(found: Iterable[Finding]) -> dict[str, dict[str, Finding]]:
    """Return findings by name and hypothesis, in their order."""
    grouped: dict[str, dict[str, Finding]] = {}
    for finding in found:
        grouped.setdefault(finding.name, {})[finding.hypothesis] = finding
    return grouped
