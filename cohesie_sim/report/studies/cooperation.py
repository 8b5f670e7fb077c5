"""Study of cooperation: crisis mode, silos that return, extra hours on a signal, referrals over a standing network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from cohesie_sim.outcomes.intervals import Interval, mean_interval
from cohesie_sim.report.conditions import Period, rows_of, values_of, weeks_of
from cohesie_sim.report.effects import draw_effects
from cohesie_sim.report.findings import Finding, compare_by, levels_by
from cohesie_sim.report.picture import Picture
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies.cooperation_picture import FTE, condition, draw_cooperation
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language
from cohesie_sim.rules.municipality import MunicipalityParameters

BEFORE: Final = "before"
FIRST: Final = ("2020-03-30", "2020-06-01")  # crisis mode takes a few weeks to be felt
SECOND: Final = "second_lockdown"
END: Final = ("2022-10-03", "2023-01-02")
SINCE: Final = "from_first_lockdown"
ALARM: Final = "2020-03-16"  # from when on new extra hours count
LONGEST: Final = 52  # weeks; who has waited longer counts as having waited so long
_MANY: Final = 12.0
_SERVICES: Final = ("referred_direct", "referred_via_worker")

Values = Callable[[str], "pd.Series[float]"]


def findings(results: Results) -> list[Finding]:
    """Return the findings: the course of cooperation, hours on a signal, referrals, and what must be seen at work."""
    return [*_silos(results), *_hours(results), *_brokerage(results), *_mechanisms(results)]


def pictures(results: Results, found: Sequence[Finding], words: StudyWords, language: Language) -> Iterator[Picture]:
    """Yield the pictures."""
    waits = {
        (variant, fte): weeks_to_hours(rows_of(results.weekly, condition(variant, fte)))
        for fte in (_MANY, FTE)
        for variant in ("as_is", "no_crisis_mode")
    }
    referrals = {
        variant: [_per_year(results, column, variant)("article") for column in _SERVICES]
        for variant in ("as_is", "no_brokerage", "no_crisis_mode", "no_fatigue")
    }
    yield draw_cooperation(results, waits, referrals, words, language)
    yield draw_effects(results, found, words, language)


def weeks_to_hours(weekly: pd.DataFrame) -> pd.Series[float]:
    """Return how long after the alarm new extra hours began, per replicate.

    Parameters
    ----------
    weekly
        Rows of one condition under one hypothesis.

    Returns
    -------
    Series
        Weeks from 16 March 2020 to the first week with extra hours that follows one without; at most ``LONGEST``.
    """
    if weekly.empty:
        return pd.Series(dtype="float64")
    given = weekly.pivot_table(index="replicate", columns="date", values="hours_extra", observed=True) > 0
    began = given & ~given.shift(1, axis=1, fill_value=False)
    since = began.loc[:, began.columns >= ALARM]
    waited = np.where(since.any(axis=1), since.to_numpy().argmax(axis=1), LONGEST)
    return pd.Series(np.minimum(waited, LONGEST).astype(np.float64), index=since.index)


def weeks_to_decide(weekly: pd.DataFrame) -> pd.Series[float]:
    """Return how long a decision on extra hours takes when it is asked for, by the rule of the model, per replicate.

    Before it is rounded to whole weeks: rounded, all neighbourhoods would be the same and tell nothing about luck.

    Parameters
    ----------
    weekly
        Rows of one condition under one hypothesis, over the weeks in which it may be asked for.

    Returns
    -------
    Series
        Weeks, the mean over those weeks; follows from cooperation.
    """
    if weekly.empty:
        return pd.Series(dtype="float64")
    delays = MunicipalityParameters().slow * (1.0 - weekly["cooperation"].astype("float64"))
    return delays.clip(lower=1.0).groupby(weekly["replicate"]).mean()


def _mean(results: Results, column: str, variant: str, period: Period) -> Values:
    return lambda hypothesis: values_of(results, column, condition(variant), period, hypothesis)


def _per_year(results: Results, column: str, variant: str, weeks: int = 52) -> Values:
    """Return a weekly count per year (or per so many weeks) and 10,000 residents, from the first lockdown on."""

    def of(hypothesis: str) -> pd.Series[float]:
        where = condition(variant)
        counts, people = (values_of(results, name, where, SINCE, hypothesis) for name in (column, "residents"))
        return weeks * 10_000 * counts / people

    return of


def _added(first: Values, second: Values) -> Values:
    return lambda hypothesis: first(hypothesis) + second(hypothesis)


def _left(results: Results, variant: str, period: Period) -> Values:
    """Return how much of the rise of cooperation in the first lockdown is left in a period, as a share."""

    def of(hypothesis: str) -> pd.Series[float]:
        before, first, later = (
            _mean(results, "cooperation", variant, weeks)(hypothesis) for weeks in (BEFORE, FIRST, period)
        )
        return (later - before) / (first - before)

    return of


def _silos(results: Results) -> list[Finding]:
    def change(name: str, variant: str, period: Period) -> list[Finding]:
        values, before = (_mean(results, "cooperation", variant, weeks) for weeks in (period, BEFORE))
        return compare_by(name, "0-1", values, before)

    return [
        *change("cooperation_first", "as_is", FIRST),
        *change("cooperation_second", "as_is", SECOND),
        *change("cooperation_end", "as_is", END),
        *change("first_without_crisis_mode", "no_crisis_mode", FIRST),
        *change("second_without_fatigue", "no_fatigue", SECOND),
        *levels_by("left_second", "share", _left(results, "as_is", SECOND)),
        *levels_by("left_end", "share", _left(results, "as_is", END)),
        *levels_by("left_second_without_fatigue", "share", _left(results, "no_fatigue", SECOND)),
    ]


def _hours(results: Results) -> list[Finding]:
    def decide(variant: str, period: Period) -> Values:
        where = condition(variant)
        return lambda hypothesis: weeks_to_decide(weeks_of(results, where, period, hypothesis))

    def wait(variant: str, fte: float = FTE) -> Values:
        return lambda hypothesis: weeks_to_hours(rows_of(results.weekly, condition(variant, fte), hypothesis))

    def within(fte: float) -> Values:
        return lambda hypothesis: (wait("as_is", fte)(hypothesis) < LONGEST).astype("float64")

    def extra(variant: str) -> Values:
        def of(hypothesis: str) -> pd.Series[float]:
            more, bought = (
                _mean(results, column, variant, SINCE)(hypothesis) for column in ("hours_extra", "hours_bought")
            )
            return more / bought

        return of

    known = (_mean(results, "known_by_worker", variant, SINCE) for variant in ("as_is", "no_signal_hours"))
    return [
        *compare_by("decision_first", "weeks", decide("as_is", FIRST), decide("as_is", BEFORE)),
        *compare_by("decision_crisis_mode", "weeks", decide("as_is", FIRST), decide("no_crisis_mode", FIRST)),
        *levels_by("wait", "weeks", wait("as_is")),
        *compare_by("wait_crisis_mode", "weeks", wait("as_is"), wait("no_crisis_mode")),
        *_possible(levels_by("within_a_year", "share", within(FTE))),
        *compare_by("wait_more_hours", "weeks", wait("as_is", _MANY), wait("as_is")),
        *_possible(levels_by("within_a_year_more_hours", "share", within(_MANY))),
        *compare_by("wait_crisis_mode_more_hours", "weeks", wait("as_is", _MANY), wait("no_crisis_mode", _MANY)),
        *levels_by("signals", "per week", _per_year(results, "signals", "as_is", weeks=1)),
        *levels_by("extra_hours", "share", extra("as_is")),
        *compare_by("extra_hours_crisis_mode", "share", extra("as_is"), extra("no_crisis_mode")),
        *compare_by("signal_known", "share", *known),
    ]


def _possible(found: list[Finding]) -> list[Finding]:
    """Return shares whose intervals end at none and all."""

    def interval(values: pd.Series[float]) -> Interval:
        return mean_interval(values).within(0.0, 1.0)

    return [
        replace(f, interval=f.interval.within(0.0, 1.0), worlds=f.worlds and f.worlds._replace(interval=interval))
        for f in found
    ]


def _brokerage(results: Results) -> list[Finding]:
    direct, network = (
        tuple(_per_year(results, column, variant) for variant in ("as_is", "no_brokerage")) for column in _SERVICES
    )
    both = tuple(_added(*paths) for paths in zip(direct, network, strict=True))

    def brokered(name: str, column: str, unit: str) -> list[Finding]:
        values = (_mean(results, column, variant, SINCE) for variant in ("as_is", "no_brokerage"))
        return compare_by(name, unit, *values)

    def unseen(variant: str) -> Values:
        return _mean(results, "out_of_sight", variant, SINCE)

    return [
        *levels_by("referrals", "per year", both[0]),
        *compare_by("brokerage_network", "per year", *network),
        *compare_by("brokerage_direct", "per year", *direct),
        *compare_by("brokerage_referrals", "per year", *both),
        *brokered("brokerage_cooperation", "cooperation", "0-1"),
        *brokered("brokerage_out_of_sight", "out_of_sight", "share"),
        *compare_by("network_out_of_sight", "share", unseen("as_is"), unseen("vain_brokerage")),
        *compare_by("hours_out_of_sight", "share", unseen("vain_brokerage"), unseen("no_brokerage")),
        *brokered("brokerage_isolated", "isolated", "share"),
        *brokered("brokerage_known", "known_by_worker", "share"),
    ]


def _mechanisms(results: Results) -> list[Finding]:
    """Return what referral (C02) and the priority of residents over the organisation (C21) do."""

    def without(name: str, column: str, variant: str) -> list[Finding]:
        return compare_by(name, "share", _mean(results, column, "as_is", SINCE), _mean(results, column, variant, SINCE))

    def talks(variant: str) -> Values:
        met, called = (_mean(results, f"contacts_worker_{way}", variant, SINCE) for way in ("met", "called"))
        return lambda hypothesis: 1000 * _added(met, called)(hypothesis)

    return [
        *without("referral_isolated", "isolated", "no_referral"),
        *without("referral_out_of_sight", "out_of_sight", "no_referral"),
        *compare_by("priority_talks", "per week", talks("as_is"), talks("organisation_first")),
        *without("priority_known", "known_by_worker", "organisation_first"),
    ]
