"""The ledger of claims: each claim of the article against criteria that were written down before the runs.

A criterion names a finding of a study and a bound; it stands in the study's words. The ledger judges it by an interval
that is stricter than the one people see: over all criteria and hypotheses together, the chance that luck alone makes
any of them seem met is at most ``FALSE_ALARM`` (Bonferroni).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import isnan
from pathlib import Path
from statistics import fmean
from typing import Any, Final, Literal

from scipy.stats import t as student

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.outcomes.intervals import CONFIDENCE, Interval
from cohesie_sim.report.findings import Finding, by_name
from cohesie_sim.report.findings_file import FILE, read_findings
from cohesie_sim.report.study_words import FOLDER as STUDIES

FALSE_ALARM: Final = 0.05
_CLAIMS: Final = Path(__file__).parent / "texts" / "claims.toml"
Verdict = Literal["holds", "does not hold", "cannot be told"]


@dataclass(frozen=True)
class Criterion:
    """What must be found for a claim to hold.

    Attributes
    ----------
    claim
        Such as ``C16``.
    study, finding
        Where the number comes from.
    low, high
        Between which bounds it must lie, in the raw unit of the finding; infinite where there is no bound.
    why
        Why this is what the claim says.
    decides
        Findings that show what decides: the same with a mechanism taken away or at the far end of its range.
    given
        ``rule`` when a rule writes down the direction, ``definition`` when a definition does; empty when it may fail. A
        claim is not carried by what is given, unless it has nothing else.
    """

    claim: str
    study: str
    finding: str
    low: float
    high: float
    why: str
    decides: tuple[str, ...] = ()
    given: str = ""


@dataclass(frozen=True)
class Judged:
    """A criterion with what was found.

    Attributes
    ----------
    criterion
        What was asked.
    found, verdicts
        The finding and the verdict by hypothesis; empty when it was not run.
    beside
        The findings that show what decides, under the first hypothesis.
    """

    criterion: Criterion
    found: Mapping[str, Finding]
    verdicts: Mapping[str, Verdict]
    beside: tuple[Finding, ...] = ()

    @property
    def met(self) -> dict[str, float]:
        """The share of draws of parameters that meet the criterion, by hypothesis; empty without draws."""
        return {h: f.robust.met for h, f in self.found.items() if f.robust and not isnan(f.robust.met)}


@dataclass(frozen=True)
class Claim:
    """A claim of the article with its criteria, judged.

    Attributes
    ----------
    name
        ``C01`` to ``C24``.
    texts
        Its table in ``texts/claims.toml``.
    judged
        Its criteria.
    """

    name: str
    texts: Mapping[str, Any]
    judged: Sequence[Judged]

    @property
    def carrying(self) -> list[Judged]:
        """The criteria that decide: those that may fail, or all when every one is given."""
        return [j for j in self.judged if not j.criterion.given] or list(self.judged)

    def verdicts(self) -> dict[str, Verdict]:
        """Return the verdict under every hypothesis under which all its criteria were run: the weakest of theirs."""
        order: tuple[Verdict, ...] = ("does not hold", "cannot be told", "holds")
        carrying = self.carrying
        if not carrying:
            return {}
        common = set.intersection(*(set(j.verdicts) for j in carrying))
        return {
            hypothesis: min((j.verdicts[hypothesis] for j in carrying), key=order.index)
            for hypothesis in carrying[0].verdicts
            if hypothesis in common
        }

    def shares(self) -> dict[str, float]:
        """Return the share of draws that meet the weakest criterion, by hypothesis; empty without draws."""
        met = [j.met for j in self.carrying]
        known = {
            hypothesis: [shares[hypothesis] for shares in met if hypothesis in shares] for hypothesis in self.verdicts()
        }
        return {hypothesis: min(shares) for hypothesis, shares in known.items() if shares}

    @property
    def draws(self) -> int:
        """How many draws of parameters there are."""
        return max((f.robust.draws for j in self.carrying for f in j.found.values() if f.robust), default=0)

    @property
    def decider(self) -> str:
        """What explains most of the spread of the criterion that fewest draws meet; empty without draws."""
        drawn = [j for j in self.carrying if j.met]
        if not drawn:
            return ""
        weakest = min(drawn, key=lambda j: fmean(j.met.values()))
        return next(f.robust.depends_on for f in weakest.found.values() if f.robust)


@cache
def claims_table() -> dict[str, Any]:
    """Return the claims by name, as written down."""
    return tomllib.loads(_CLAIMS.read_text(encoding="utf-8"))


def criteria() -> list[Criterion]:
    """Return every criterion of every study.

    Returns
    -------
    list of Criterion
        By study, in the order of its file.
    """
    found = []
    for path in sorted(STUDIES.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8")).get("claims", []):
            low, high = _bounds(row)
            decides = tuple(row.get("decides", ()))
            why, given = row["why"], row.get("given", "")
            found.append(Criterion(row["id"], path.stem, row["finding"], low, high, why, decides, given))
    return found


def _bounds(row: Mapping[str, Any]) -> tuple[float, float]:
    if row["test"] == "above":
        return float(row["bound"]), float("inf")
    if row["test"] == "below":
        return float("-inf"), float(row["bound"])
    return float(row["low"]), float(row["high"])


def judge(interval: Interval, low: float, high: float, false_alarm: float) -> Verdict:
    """Return whether a number lies between two bounds, as far as its interval tells.

    Parameters
    ----------
    interval
        Mean and 95 % interval.
    low, high
        The bounds.
    false_alarm
        Chance, at each end, that luck puts the truth beyond the stricter interval used here.

    Returns
    -------
    str
        ``holds`` when the interval lies within the bounds, ``does not hold`` when it lies outside, otherwise
        ``cannot be told``; so too when all replicates agree, which says nothing about luck.
    """
    ends = _stricter(interval, false_alarm)
    if ends is None:
        return "cannot be told"
    if ends[0] > low and ends[1] < high:
        return "holds"
    return "does not hold" if ends[1] < low or ends[0] > high else "cannot be told"


def _stricter(interval: Interval, false_alarm: float) -> tuple[float, float] | None:
    mean, low, high, n = interval
    if n < 2 or isnan(low):
        return None
    wider = float(student.isf(false_alarm, n - 1) / student.isf((1 - CONFIDENCE) / 2, n - 1))
    return mean - wider * (mean - low), mean + wider * (high - mean)


def read_ledger(results: Path) -> list[Claim]:
    """Return the claims, judged by the stored findings.

    Parameters
    ----------
    results
        Folder that holds a folder per study; a study that was not run leaves its criteria without verdict.

    Returns
    -------
    list of Claim
        C01 to C24.

    Raises
    ------
    ConfigurationError
        When the folder does not exist, or findings cannot be read.
    """
    if not results.is_dir():
        raise ConfigurationError(f"{results}: no such folder. Name the folder of the results, such as results.")
    asked = criteria()
    studies = dict.fromkeys(criterion.study for criterion in asked)
    found = {name: by_name(read_findings(results / name)) for name in studies if (results / name / FILE).is_file()}
    tests = sum(len(found.get(c.study, {}).get(c.finding, {})) for c in asked)
    judged = [_judged(criterion, found, FALSE_ALARM / max(1, tests)) for criterion in asked]
    return [
        Claim(name, texts, [j for j in judged if j.criterion.claim == name]) for name, texts in claims_table().items()
    ]


def _judged(criterion: Criterion, found: Mapping[str, Mapping[str, Mapping[str, Finding]]], alarm: float) -> Judged:
    study = found.get(criterion.study, {})
    group = study.get(criterion.finding, {})
    verdicts = {name: judge(f.interval, criterion.low, criterion.high, alarm) for name, f in group.items()}
    beside = tuple(next(iter(study[name].values())) for name in criterion.decides if name in study)
    return Judged(criterion, group, verdicts, beside)


def tests_in(claims: Iterable[Claim]) -> int:
    """Return how many tests the ledger makes: criteria times hypotheses under which they were run."""
    return sum(len(j.verdicts) for claim in claims for j in claim.judged)
