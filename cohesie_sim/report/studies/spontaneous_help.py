"""Study *spontaneous help* (C12, C13): how many offer help, are matched, and stay, and what is behind a second wave.

A *wave* is the phase in which a helper signed up. A helper is *still there* after some weeks when the commitment has
not ended by then, whether waiting or matched; *used* when matched to somebody at least once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import pandas as pd

from cohesie_sim.report.conditions import Condition, Period, rows_of, values_of
from cohesie_sim.report.effects import draw_effects
from cohesie_sim.report.findings import Finding, compare, compare_by, levels_by
from cohesie_sim.report.picture import Picture
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies.spontaneous_help_flow import draw_flow, draw_weeks
from cohesie_sim.report.studies.spontaneous_help_ratio import ratio
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language
from cohesie_sim.rules.hypothesis import HYPOTHESES

SCENARIO: Final = "nl_2020_2022"
LEFT_ALONE, ORGANISED = Condition(SCENARIO, fte=4.0), Condition(SCENARIO, "organised", 4.0)
FIRST, SECOND = "first_lockdown", "second_lockdown"
HALF_YEAR, YEAR = 26, 52
_CALM: Final = Condition("no_corona", fte=4.0)
_PATIENT: Final = ("patient", "most_patient")
_WITHOUT: Final = ("no_habituation", "no_memory", "no_work", "none_of_three")
_PER_1000: Final = "per 1,000 residents"
Helpers = Callable[[pd.DataFrame], "pd.Series[bool]"]


def still_there(weeks: int) -> Helpers:
    """Return the test of helpers who have not left within some weeks of signing up."""
    return lambda helpers: helpers["weeks"] >= weeks


def used(helpers: pd.DataFrame) -> pd.Series[bool]:
    """Tell which helpers were matched at least once."""
    return helpers["matched"]


def never_used(helpers: pd.DataFrame) -> pd.Series[bool]:
    """Tell which helpers left without ever having been matched."""
    return ~helpers["matched"] & ~helpers["censored"]


def share_of(
    results: Results, condition: Condition, wave: str, test: Helpers, hypothesis: str = "article"
) -> pd.Series[float]:
    """Return which share of those who signed up in a wave meets a test.

    Parameters
    ----------
    results
        Of the experiment.
    condition, hypothesis
        Which runs.
    wave
        A phase.
    test
        Tells which helpers count.

    Returns
    -------
    Series
        Index replicate; a replicate in which nobody signed up is missing. Empty when it was not run.
    """
    rows = rows_of(results.volunteers, condition, hypothesis)
    helpers = rows[(rows["role"] == "helper") & (rows["wave"] == wave)]
    counted = helpers.assign(met=helpers["count"] * test(helpers)).groupby("replicate")[["met", "count"]].sum()
    return counted["met"] / counted["count"]


def sign_ups(results: Results, condition: Condition, period: Period, hypothesis: str = "article") -> pd.Series[float]:
    """Return how many sign up in a week of a period, per 1,000 residents.

    Parameters
    ----------
    results
        Of the experiment.
    condition, hypothesis
        Which runs.
    period
        A phase, or first day and first day after.

    Returns
    -------
    Series
        Index replicate; empty when it was not run.
    """
    residents = float(results.weekly["residents"].iloc[0])
    return 1000 / residents * values_of(results, "sign_ups", condition, period, hypothesis)


def findings(results: Results) -> list[Finding]:
    """Return the findings: what becomes of helpers, what organising changes, and the second wave."""
    return [*_vanishing(results), *_organising(results), *_second_wave(results)]


def _levels(results: Results, name: str, condition: Condition, wave: str, test: Helpers) -> list[Finding]:
    return levels_by(name, "share", lambda hypothesis: share_of(results, condition, wave, test, hypothesis))


def _vanishing(results: Results) -> list[Finding]:
    """Return what becomes of those whom nobody organises (C12)."""
    asked = (
        ("left_year", LEFT_ALONE, FIRST, still_there(YEAR)),
        ("left_half", LEFT_ALONE, FIRST, still_there(HALF_YEAR)),
        ("used_first", LEFT_ALONE, FIRST, used),
        ("never_used_first", LEFT_ALONE, FIRST, never_used),
        ("left_year_organised", ORGANISED, FIRST, still_there(YEAR)),
        ("left_year_second", LEFT_ALONE, SECOND, still_there(YEAR)),
        ("never_used_second", LEFT_ALONE, SECOND, never_used),
        *((f"left_year_{name}", Condition(SCENARIO, name, 4.0), FIRST, still_there(YEAR)) for name in _PATIENT),
    )
    return [finding for question in asked for finding in _levels(results, *question)]


def _change(
    results: Results, name: str, this: Condition, that: Condition, test: Helpers, wave: str = FIRST
) -> list[Finding]:
    return compare_by(
        name,
        "share",
        lambda hypothesis: share_of(results, this, wave, test, hypothesis),
        lambda hypothesis: share_of(results, that, wave, test, hypothesis),
    )


def _organising(results: Results) -> list[Finding]:
    """Return what matching by workers changes, and how that depends on their number."""
    nobody, more = ORGANISED._replace(fte=0.0), ORGANISED._replace(fte=8.0)
    return [
        *_change(results, "kept_year", ORGANISED, LEFT_ALONE, still_there(YEAR)),
        *_change(results, "kept_half", ORGANISED, LEFT_ALONE, still_there(HALF_YEAR)),
        *_change(results, "used_more", ORGANISED, LEFT_ALONE, used),
        *_change(results, "used_more_second", ORGANISED, LEFT_ALONE, used, SECOND),
        *_change(results, "used_by_workers", ORGANISED, nobody, used),
        *_change(results, "used_by_more_workers", more, ORGANISED, used),
        *compare(results, "need_lockdowns", "need_open", "lockdowns", ORGANISED, LEFT_ALONE),
        *_ratio(results, "second_organised", (ORGANISED, SECOND), (LEFT_ALONE, SECOND)),
    ]


def _fewer(
    results: Results, name: str, this: tuple[Condition, Period], that: tuple[Condition, Period]
) -> list[Finding]:
    return compare_by(
        name,
        _PER_1000,
        lambda hypothesis: sign_ups(results, *this, hypothesis),
        lambda hypothesis: sign_ups(results, *that, hypothesis),
    )


def _ratio(
    results: Results, name: str, this: tuple[Condition, Period], that: tuple[Condition, Period]
) -> list[Finding]:
    found = []
    for hypothesis in HYPOTHESES:
        above, below = (sign_ups(results, *side, hypothesis) for side in (this, that))
        if len(above) and len(below):
            found.append(ratio(name, hypothesis, above, below))
    return found


def _second_wave(results: Results) -> list[Finding]:
    """Return how many sign up in both lockdowns, as it was and without what may lie behind the difference (C13)."""
    first, second = (LEFT_ALONE, FIRST), (LEFT_ALONE, SECOND)
    found = [
        *levels_by("sign_ups_first", _PER_1000, lambda hypothesis: sign_ups(results, *first, hypothesis)),
        *levels_by("sign_ups_second", _PER_1000, lambda hypothesis: sign_ups(results, *second, hypothesis)),
        *_ratio(results, "times_normal", first, (_CALM, FIRST)),
        *_ratio(results, "second_to_first", second, first),
        *_fewer(results, "fewer_second", second, first),
    ]
    for name in _WITHOUT:
        without = Condition(SCENARIO, name, 4.0)
        found += _fewer(results, f"fewer_second_{name}", (without, SECOND), (without, FIRST))
        found += _ratio(results, f"second_to_first_{name}", (without, SECOND), (without, FIRST))
    return found


def pictures(results: Results, found: Sequence[Finding], words: StudyWords, language: Language) -> Iterator[Picture]:
    """Yield the flow of helpers, sign-ups and helpers over the weeks, and every difference."""
    flows = {
        (wave, name): {
            "used": share_of(results, condition, wave, used).mean(),
            "half": share_of(results, condition, wave, still_there(HALF_YEAR)).mean(),
            "year": share_of(results, condition, wave, still_there(YEAR)).mean(),
            "year_used": share_of(results, condition, wave, lambda h: used(h) & still_there(YEAR)(h)).mean(),
            "sign_ups": sign_ups(results, condition, wave).mean(),
        }
        for wave in (FIRST, SECOND)
        for name, condition in (("as_is", LEFT_ALONE), ("organised", ORGANISED))
    }
    yield draw_flow(results, flows, words, language)
    yield draw_weeks(results, words, language)
    yield draw_effects(results, found, words, language)
