"""The headline comparisons of all experiments under every hypothesis: which conclusions stand under all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

import pandas as pd

from cohesie_sim.outcomes.measures import BY_NAME
from cohesie_sim.report.conditions import Condition, Period, values_of, weeks_of
from cohesie_sim.report.effects import draw_effects
from cohesie_sim.report.findings import Finding, compare, compare_by
from cohesie_sim.report.picture import Picture
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies.rival_hypotheses_table import draw_table
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language

_NL, _FROM, _FTE = "nl_2020_2022", "from_first_lockdown", 4.0
_IN_CORONA: Final = ("2020-03-16", "2022-02-28")  # while working from home is advised, on and off
_LAST_QUARTER: Final = ("2022-10-03", "2023-01-02")
_YEAR_AFTER: Final = ("2023-01-02", "2024-01-01")  # from ten months after reopening on


class Contrast(NamedTuple):
    """What is compared with what, and over which weeks."""

    this: Condition
    that: Condition
    period: Period


AS_IT_WAS: Final = Condition(_NL, fte=_FTE)
CONTRASTS: Final = {
    "full": Contrast(Condition(_NL, fte=12.0), Condition(_NL, fte=0.0), _FROM),
    "four": Contrast(AS_IT_WAS, Condition(_NL, fte=0.0), _FROM),
    "halved": Contrast(Condition("hold_after", "halved"), Condition("hold_after"), _YEAR_AFTER),
    "stop": Contrast(Condition("hold_after", "stop"), Condition("hold_after"), _YEAR_AFTER),
    "rescue": Contrast(AS_IT_WAS, Condition(_NL, "no_rescue"), _FROM),
    "out": Contrast(Condition(_NL, "out"), Condition(_NL, "at_home"), _IN_CORONA),
    "matching": Contrast(Condition(_NL, "matching"), AS_IT_WAS, _FROM),
    "brokerage": Contrast(AS_IT_WAS, Condition(_NL, "no_brokerage"), _FROM),
    "formats": Contrast(AS_IT_WAS, Condition(_NL, "no_formats"), _FROM),
}
# Short names of measures, as they stand in the names of findings.
MEASURES: Final = {
    "isolated": "isolated",
    "out_of_sight": "out_of_sight",
    "lonely": "lonely",
    "severely_lonely": "severely_lonely",
    "neighbours": "weekly_neighbours",
    "trust": "trust",
    "need": "need_open",
    "outdoors": "outdoor_share",
    "cooperation": "cooperation",
    "participants": "participants_per_1000",
    "surviving": "initiatives_surviving",
    "staying": "volunteers_staying",
}
# Weekly counts, told per 1,000 residents: of a year, or at any moment.
COUNTS: Final = {"newly_known": 52.0, "referred_via_worker": 52.0, "helpers_matched": 1.0}
HEADLINES: Final = {
    "full": (
        "isolated",
        "out_of_sight",
        "lonely",
        "severely_lonely",
        "neighbours",
        "trust",
        "participants",
        "surviving",
        "staying",
    ),
    "four": ("isolated", "surviving"),
    "halved": ("isolated", "out_of_sight", "participants", "surviving"),
    "stop": ("isolated", "out_of_sight", "participants", "surviving"),
    "rescue": ("isolated", "participants", "surviving"),
    "out": ("isolated", "out_of_sight", "trust", "newly_known"),
    "matching": ("isolated", "need", "helpers_matched"),
    "brokerage": ("out_of_sight", "cooperation", "referred_via_worker"),
    "formats": ("isolated", "neighbours", "outdoors"),
}
# What follows from a definition or is written in a rule as such: its direction says nothing.
GIVEN: Final = frozenset(
    {
        *(f"{name}_out_of_sight" for name in ("full", "halved", "stop", "out")),
        "out_newly_known",
        "matching_helpers_matched",
        "brokerage_cooperation",
        "brokerage_referred_via_worker",
        "formats_outdoors",
    }
)
# Which differences share a picture, by what they are about: they move on other scales.
_INITIATIVES: Final = ("participants", "surviving", "staying", *COUNTS)


def findings(results: Results) -> list[Finding]:
    """Return every headline under every hypothesis."""
    return [
        finding
        for contrast, measures in HEADLINES.items()
        for measure in measures
        for finding in _headline(results, contrast, measure)
    ]


def _headline(results: Results, contrast: str, measure: str) -> list[Finding]:
    name, (this, that, period) = f"{contrast}_{measure}", CONTRASTS[contrast]
    if measure not in COUNTS:
        return compare(results, name, MEASURES[measure], period, this, that)
    when = _LAST_QUARTER if measure == "helpers_matched" else period
    sides = (partial(_count, results, measure, condition, when) for condition in (this, that))
    return compare_by(name, "per 1,000 residents", *sides)


def _count(results: Results, column: str, condition: Condition, period: Period, hypothesis: str) -> pd.Series[float]:
    """Return a weekly count per 1,000 residents, per replicate."""
    values = values_of(results, column, condition, period, hypothesis)
    if values.empty:
        return values
    residents = weeks_of(results, condition, period, hypothesis).groupby("replicate")["residents"].first()
    return COUNTS[column] * 1000 * values / residents


def better(name: str) -> int:
    """Return whether more of a finding is better (1), worse (-1) or neither (0)."""
    measure = next(end for end in sorted([*MEASURES, *COUNTS], key=len, reverse=True) if name.endswith(end))
    return 1 if measure in COUNTS else BY_NAME[MEASURES[measure]].better


def pictures(results: Results, found: Sequence[Finding], words: StudyWords, language: Language) -> Iterator[Picture]:
    """Yield the table of what stands, and the differences themselves."""
    yield draw_table(results, found, words, language, GIVEN, better)
    about_initiatives = [finding for finding in found if finding.name.endswith(_INITIATIVES)]
    yield draw_effects(results, [f for f in found if f not in about_initiatives], words, language)
    yield draw_effects(results, about_initiatives, words, language, "effects_initiatives")
