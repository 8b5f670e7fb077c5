"""Findings: the numbers that answer a question, each with its interval and under every hypothesis that was run.

A finding has a name within its study; the words around it stand in ``texts/studies/``. ``findings.csv`` holds them, and
the ledger of claims and the page for five minutes are written from that file alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.outcomes.intervals import Interval, mean_interval, paired_difference
from cohesie_sim.outcomes.measures import BY_NAME
from cohesie_sim.report.conditions import Condition, Period, values_of
from cohesie_sim.report.results import Results
from cohesie_sim.rules.hypothesis import HYPOTHESES

FILE: Final = "findings.csv"


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
    """

    name: str
    hypothesis: str
    unit: str
    interval: Interval
    difference: bool

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
    return Finding(name, hypothesis, unit, mean_interval(values), difference=False)


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
    both = pd.concat([values, reference], axis=1, join="inner")
    return Finding(name, hypothesis, unit, paired_difference(both.iloc[:, 0], both.iloc[:, 1]), difference=True)


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


def to_frame(found: Sequence[Finding], english: Mapping[str, str], dutch: Mapping[str, str]) -> pd.DataFrame:
    """Return findings as the table of ``findings.csv``.

    Parameters
    ----------
    found
        Of one study.
    english, dutch
        What each finding is, by name.

    Returns
    -------
    DataFrame
        One row per finding and hypothesis.
    """
    return pd.DataFrame(
        [
            {
                "finding": f.name,
                "hypothesis": f.hypothesis,
                "kind": "difference" if f.difference else "level",
                "unit": f.unit,
                **f.interval._asdict(),
                "distinguishable": ("yes" if f.sure else "no") if f.difference else "",
                "english": english[f.name],
                "dutch": dutch[f.name],
            }
            for f in found
        ]
    )


def read_findings(folder: Path) -> list[Finding]:
    """Read the findings of a study.

    Parameters
    ----------
    folder
        Of its results.

    Returns
    -------
    list of Finding
        In the order of the file.

    Raises
    ------
    ConfigurationError
        When the file is missing or damaged.
    """
    path = folder / FILE
    try:
        table = pd.read_csv(path, keep_default_na=False)
        return [
            Finding(
                str(row["finding"]),
                str(row["hypothesis"]),
                str(row["unit"]),
                _read_interval(row),
                row["kind"] == "difference",
            )
            for row in table.astype(str).to_dict("records")
        ]
    except (OSError, ValueError, KeyError) as error:
        raise ConfigurationError(f"{path}: no findings there ({error}). Run that experiment first.") from None


def _read_interval(row: Mapping[Hashable, str]) -> Interval:
    mean, low, high = (float(row[end] or "nan") for end in ("mean", "low", "high"))
    return Interval(mean, low, high, int(row["replicates"]))
