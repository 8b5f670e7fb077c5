"""Study of nearness: discretion from strictly home to fully out, presence, formats, and outdoor space."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import pandas as pd

from cohesie_sim.report.conditions import Condition, Period, values_of
from cohesie_sim.report.effects import draw_effects
from cohesie_sim.report.findings import Finding, compare_by, levels_by
from cohesie_sim.report.picture import Picture
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies.nearness_picture import draw_nearness
from cohesie_sim.report.studies.nearness_reach import HARD_TO_REACH, LOCKDOWNS, draw_reached, reached
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language
from cohesie_sim.rules.hypothesis import HYPOTHESES

BEFORE: Final = "before"
FIRST: Final = "first_lockdown"
SECOND: Final = "second_lockdown"
SINCE: Final = "from_first_lockdown"
SPRING: Final = ("2022-04-04", "2022-07-04")
END: Final = ("2022-10-03", "2023-01-02")
STEPS: Final = (0, 25, 50, 75, 100)  # discretion in per cent
SHOWN: Final = ("newly_known", "known_by_worker", "out_of_sight", "need_open")  # in the main picture
CONTACTS: Final = {  # findings with a figure of their own: they are larger than what residents notice
    "out_newly_known",
    "out_newly_known_bare",
    "out_met",
    "out_called",
    "out_known",
    "formats_known",
    "out_outdoors",
    "outdoors_second",
    "outdoors_spring",
    "outdoors_end",
    "outdoors_end_without_habit",
}
_YEARS: Final = "nl_2020_2022"
_NONE: Final = "no_corona"
_FTE: Final = 4.0
_AS_IS: Final = Condition(_YEARS, fte=_FTE)
_NOBODY: Final = Condition(_YEARS, fte=0.0)
_NO_FORMATS: Final = Condition(_YEARS, "no_formats", _FTE)

Values = Callable[[str], "pd.Series[float]"]


def findings(results: Results) -> list[Finding]:
    """Return the findings: discretion, who is reached, presence, formats, outdoor space, and work that went on."""
    return [
        *_discretion(results),
        *_reach(results),
        *_presence(results),
        *_formats(results),
        *_outdoors(results),
        *_going_on(results),
    ]


def pictures(results: Results, found: Sequence[Finding], words: StudyWords, language: Language) -> Iterator[Picture]:
    """Yield the pictures."""
    steps = {
        name: {step: _by_hypothesis(_outcome(results, name, _at(step), LOCKDOWNS)) for step in STEPS} for name in SHOWN
    }
    yield draw_nearness(results, steps, words, language)
    yield draw_reached(results, _at(0), _at(100), words, language)
    contacts = [finding for finding in found if finding.name in CONTACTS]
    yield draw_effects(results, [finding for finding in found if finding.name not in CONTACTS], words, language)
    yield draw_effects(results, contacts, words, language, "effects_contacts")


def outdoors(results: Results, condition: Condition, period: Period, hypothesis: str) -> pd.Series[float]:
    """Return the share of neighbours' meetings that is outdoors, per replicate.

    Parameters
    ----------
    results
        Of the experiment.
    condition, period, hypothesis
        Which runs and weeks.

    Returns
    -------
    Series
        Meetings outdoors in those weeks, divided by meetings outdoors and indoors.
    """
    outside, inside = (
        values_of(results, f"contacts_neighbours_{where}", condition, period, hypothesis)
        for where in ("outdoors", "indoors")
    )
    return outside / (outside + inside)


def _at(step: int, variant: str = "out") -> Condition:
    return Condition(_YEARS, f"{variant}_{step}", _FTE)


def _by_hypothesis(values: Values) -> dict[str, pd.Series[float]]:
    return {hypothesis: values(hypothesis) for hypothesis in HYPOTHESES}


def _outcome(results: Results, name: str, condition: Condition, period: Period) -> Values:
    """Return an outcome by hypothesis: counts per 10,000 residents, talks per 1,000, the rest as it is kept."""

    def of(hypothesis: str) -> pd.Series[float]:
        def mean(column: str) -> pd.Series[float]:
            return values_of(results, column, condition, period, hypothesis)

        if name == "outdoors":
            return outdoors(results, condition, period, hypothesis)
        if name == "talks":
            return 1000 * (mean("contacts_worker_met") + mean("contacts_worker_called"))
        if name.startswith("contacts_"):
            return 1000 * mean(name)
        if name in {"newly_known", "format_visitors"}:
            return 10_000 * mean(name) / mean("residents")
        return mean(name)

    return of


def _discretion(results: Results) -> list[Finding]:
    def gained(finding: str, name: str, unit: str, variant: str = "out") -> list[Finding]:
        out, home = (_outcome(results, name, _at(step, variant), LOCKDOWNS) for step in (100, 0))
        return compare_by(finding, unit, out, home)

    return [
        *gained("out_newly_known", "newly_known", "per week"),
        *gained("out_known", "known_by_worker", "share"),
        *gained("out_out_of_sight", "out_of_sight", "share"),
        *gained("out_isolated", "isolated", "share"),
        *gained("out_trust", "trust", "0-1"),
        *gained("out_need", "need_open", "share"),
        *gained("out_lonely", "lonely", "share"),
        *gained("out_met", "contacts_worker_met", "per week"),
        *gained("out_called", "contacts_worker_called", "per week"),
        *gained("out_outdoors", "outdoors", "share"),
        *gained("out_newly_known_bare", "newly_known", "per week", "bare"),
        *gained("out_out_of_sight_bare", "out_of_sight", "share", "bare"),
    ]


def _reach(results: Results) -> list[Finding]:
    def out_of_sight(condition: Condition, split: str, group: str) -> Values:
        return lambda hypothesis: reached(results, condition, hypothesis, split, group, "out_of_sight")

    return [
        finding
        for name, who in HARD_TO_REACH.items()
        for finding in compare_by(name, "share", out_of_sight(_at(100), *who), out_of_sight(_at(0), *who))
    ]


def _against(results: Results, this: Condition, that: Condition, period: Period) -> Callable[..., list[Finding]]:
    def gained(finding: str, name: str, unit: str) -> list[Finding]:
        return compare_by(finding, unit, _outcome(results, name, this, period), _outcome(results, name, that, period))

    return gained


def _presence(results: Results) -> list[Finding]:
    gained = _against(results, _AS_IS, _NOBODY, SINCE)
    return [
        *gained("presence_neighbours", "weekly_neighbours", "share"),
        *gained("presence_trust", "trust", "0-1"),
        *gained("presence_lonely", "lonely", "share"),
        *gained("presence_isolated", "isolated", "share"),
        *gained("presence_need", "need_open", "share"),
    ]


def _formats(results: Results) -> list[Finding]:
    gained = _against(results, _AS_IS, _NO_FORMATS, SINCE)

    def kept(hypothesis: str) -> pd.Series[float]:
        locked, after = (
            _outcome(results, "format_visitors", _AS_IS, period)(hypothesis) for period in (LOCKDOWNS, "after")
        )
        return locked / after

    return [
        *levels_by("format_visitors", "per week", _outcome(results, "format_visitors", _AS_IS, LOCKDOWNS)),
        *levels_by("formats_kept", "share", kept),
        *gained("formats_neighbours", "weekly_neighbours", "share"),
        *gained("formats_known", "known_by_worker", "share"),
        *gained("formats_out_of_sight", "out_of_sight", "share"),
        *gained("formats_isolated", "isolated", "share"),
    ]


def _outdoors(results: Results) -> list[Finding]:
    def rediscovered(finding: str, period: Period, variant: str = "no_formats") -> list[Finding]:
        lived, none = (Condition(scenario, variant, _FTE) for scenario in (_YEARS, _NONE))
        return _against(results, lived, none, period)(finding, "outdoors", "share")

    return [
        *rediscovered("outdoors_second", SECOND),
        *rediscovered("outdoors_spring", SPRING),
        *rediscovered("outdoors_end", END),
        *rediscovered("outdoors_end_without_habit", END, "no_habit"),
    ]


def _going_on(results: Results) -> list[Finding]:
    """Return how many talks there were in each lockdown, relative to before corona (C01)."""

    def of(period: Period) -> Values:
        def share(hypothesis: str) -> pd.Series[float]:
            then, before = (_outcome(results, "talks", _AS_IS, weeks)(hypothesis) for weeks in (period, BEFORE))
            return then / before

        return share

    return [
        *levels_by("going_on_first", "ratio", of(FIRST)),
        *levels_by("going_on_second", "ratio", of(SECOND)),
    ]
