"""Study *corona-proof* (C14, C15): coffee clubs and the restaurant's meals through the second lockdown.

Facilitation is what workers' support does for an initiative: finding another way to meet, energy, relief from load, and
a new beginning at an empty site. It is taken away in two ways: the same hours without effect, or the hours spent on
other work. A club is *active* when it exists and is not paused; online counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from cohesie_sim.report.conditions import Condition, rows_of, values_of
from cohesie_sim.report.effects import draw_effects
from cohesie_sim.report.findings import Finding, compare, compare_by, levels_by
from cohesie_sim.report.picture import Picture
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies.corona_proof_weeks import adults_of, draw_weeks
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language

SCENARIO: Final = "nl_2020_2022"
NOBODY, AS_IS, MANY = (Condition(SCENARIO, fte=fte) for fte in (0.0, 4.0, 12.0))
BEFORE, SECOND = "before", "second_lockdown"
_CLUBS: Final = "active_coffee_club"
_ROUTES: Final = ("no_adapting", "no_heart", "no_founding", "unfacilitated")


def variant(name: str, fte: float = 4.0) -> Condition:
    """Return the condition of a variant."""
    return Condition(SCENARIO, name, fte)


def kept(results: Results, condition: Condition, column: str, hypothesis: str = "article") -> pd.Series[float]:
    """Return how much of a weekly column is left in the second lockdown, relative to the weeks before corona.

    Parameters
    ----------
    results
        Of the experiment.
    condition, hypothesis
        Which runs.
    column
        Of the weekly table.

    Returns
    -------
    Series
        Index replicate; one where there was nothing before is left out. Empty when it was not run.
    """
    before = values_of(results, column, condition, BEFORE, hypothesis)
    during = values_of(results, column, condition, SECOND, hypothesis)
    return (during / before.where(before > 0)).dropna()


def group_of(
    results: Results, condition: Condition, column: str, split: str, group: str, hypothesis: str = "article"
) -> pd.Series[float]:
    """Return an outcome of a group of residents in the second lockdown.

    Parameters
    ----------
    results
        Of the experiment.
    condition, hypothesis
        Which runs.
    column, split, group
        Of the splits table.

    Returns
    -------
    Series
        Index replicate; empty when it was not run.
    """
    rows = rows_of(results.splits, condition, hypothesis)
    rows = rows[(rows["phase"] == SECOND) & (rows["split"] == split) & (rows["group"] == group)]
    return rows.astype({column: "float64"}).set_index("replicate")[column]


def in_sight(results: Results, condition: Condition, hypothesis: str = "article") -> pd.Series[float]:
    """Return which share of isolated adults somebody keeps in sight in the second lockdown, per replicate."""
    unseen = values_of(results, "out_of_sight", condition, SECOND, hypothesis)
    isolated = values_of(results, "isolated", condition, SECOND, hypothesis)
    return 1 - unseen / isolated.where(isolated > 0)


def findings(results: Results) -> list[Finding]:
    """Return the findings: clubs, residents, and the restaurant."""
    return [*_clubs(results), *_residents(results), *_restaurant(results)]


def _clubs(results: Results) -> list[Finding]:
    """Return how many coffee clubs are active, and by which way support makes a difference (C14)."""
    found = [
        *_active(results, "clubs_before", AS_IS, BEFORE),
        *_active(results, "clubs_second", AS_IS, SECOND),
        *_active(results, "clubs_second_nobody", NOBODY, SECOND),
        *_kept(results, "clubs_kept", AS_IS),
        *_kept(results, "huiskamers_kept", AS_IS, "active_huiskamer"),
        *_kept(results, "clubs_kept_nobody", NOBODY),
        *_kept(results, "clubs_kept_indoors", variant("indoors_only")),
        *_kept(results, "clubs_kept_not_online", variant("not_online")),
    ]
    pairs = (
        ("clubs_funded", AS_IS, NOBODY),
        ("clubs_funded_more", MANY, AS_IS),
        ("clubs_facilitated", AS_IS, variant("unfacilitated")),
        ("clubs_rather", AS_IS, variant("other_work")),
        *((f"clubs_funded_{name}", variant(name), NOBODY) for name in _ROUTES),
    )
    for name, this, that in pairs:
        found += compare(results, name, _CLUBS, SECOND, this, that, "number")
    return found


def _active(results: Results, name: str, condition: Condition, period: str) -> list[Finding]:
    return levels_by(name, "number", lambda hypothesis: values_of(results, _CLUBS, condition, period, hypothesis))


def _kept(results: Results, name: str, condition: Condition, column: str = _CLUBS) -> list[Finding]:
    return levels_by(name, "share", lambda hypothesis: kept(results, condition, column, hypothesis))


def _residents(results: Results) -> list[Finding]:
    """Return what facilitation does to residents with few contacts in the second lockdown (C14)."""
    bare, elsewhere = variant("unfacilitated"), variant("other_work")
    return [
        *levels_by("in_sight", "share", lambda hypothesis: in_sight(results, AS_IS, hypothesis)),
        *compare(results, "participants_facilitated", "participants_per_1000", SECOND, AS_IS, bare),
        *compare(results, "unseen_facilitated", "out_of_sight", SECOND, AS_IS, bare),
        *compare(results, "isolated_facilitated", "isolated", SECOND, AS_IS, bare),
        *_alone(results, "isolated_facilitated_alone", "isolated", AS_IS, bare),
        *compare(results, "lonely_facilitated", "lonely", SECOND, AS_IS, bare),
        *compare(results, "unseen_rather", "out_of_sight", SECOND, AS_IS, elsewhere),
        *_persons(results, "unseen_facilitated_persons", bare),
        *_persons(results, "unseen_rather_persons", elsewhere),
        *compare(results, "unseen_funded", "out_of_sight", SECOND, AS_IS, NOBODY),
        *compare(results, "unseen_formats", "out_of_sight", SECOND, AS_IS, variant("no_formats")),
    ]


def _alone(results: Results, name: str, column: str, this: Condition, that: Condition) -> list[Finding]:
    return compare_by(
        name,
        "share",
        lambda hypothesis: group_of(results, this, column, "living", "alone", hypothesis),
        lambda hypothesis: group_of(results, that, column, "living", "alone", hypothesis),
    )


def _persons(results: Results, name: str, that: Condition) -> list[Finding]:
    """Return the difference in adults out of sight as a number of persons in the neighbourhood."""
    adults = adults_of(results)
    return compare_by(
        name,
        "number",
        lambda hypothesis: (adults * values_of(results, "out_of_sight", AS_IS, SECOND, hypothesis)).dropna(),
        lambda hypothesis: (adults * values_of(results, "out_of_sight", that, SECOND, hypothesis)).dropna(),
    )


def _restaurant(results: Results) -> list[Finding]:
    """Return what the restaurant's meals to the door do in the second lockdown (C15)."""
    without = variant("no_delivery")
    scale = 1000 / float(results.weekly["residents"].iloc[0])
    column = "contacts_initiative_outdoors"
    return [
        *levels_by(
            "meals", "per 1,000 residents", lambda h: scale * values_of(results, "deliveries", AS_IS, SECOND, h)
        ),
        *compare_by(
            "meals_funded",
            "per 1,000 residents",
            lambda h: scale * values_of(results, "deliveries", AS_IS, SECOND, h),
            lambda h: scale * values_of(results, "deliveries", NOBODY, SECOND, h),
        ),
        *compare_by(
            "contacts_delivered",
            "per 1,000 residents",
            lambda h: 1000 * values_of(results, column, AS_IS, SECOND, h),
            lambda h: 1000 * values_of(results, column, without, SECOND, h),
        ),
        *compare(results, "unseen_delivered", "out_of_sight", SECOND, AS_IS, without),
        *_persons(results, "unseen_delivered_persons", without),
        *_alone(results, "unseen_delivered_alone", "out_of_sight", AS_IS, without),
        *compare(results, "unseen_delivered_nobody", "out_of_sight", SECOND, NOBODY, variant("no_delivery", 0.0)),
        *compare(results, "isolated_delivered", "isolated", SECOND, AS_IS, without),
        *compare(results, "need_delivered", "need_open", SECOND, AS_IS, without),
        *compare(results, "restaurants_after", "running_restaurant", "after", AS_IS, without, "number"),
    ]


def pictures(results: Results, found: Sequence[Finding], words: StudyWords, language: Language) -> Iterator[Picture]:
    """Yield clubs, meals and adults out of sight over the weeks, and every difference, the restaurant's apart."""
    yield draw_weeks(results, words, language)
    meals = {finding.name for finding in _restaurant(results)}
    shown = [f for f in found if not f.name.endswith("_persons")]  # the same as shares, on another scale
    yield draw_effects(results, [f for f in shown if f.name not in meals], words, language)
    yield draw_effects(results, [f for f in shown if f.name in meals], words, language, "effects_restaurant")
