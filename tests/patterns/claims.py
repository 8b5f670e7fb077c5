"""Claims that should emerge: what was measured, by which criterion, and the verdict.

``PYTHONPATH=. python tests/patterns/report.py`` prints them; ``test_claims.py`` asserts those that hold with margin.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tests.patterns.measures import (
    BEFORE,
    FIRST_WAVE,
    LAST_QUARTER,
    SECOND_LOCKDOWN,
    WAVES,
    excess_quits,
    first_wave_helpers,
    mean_of,
    outdoor_share,
    still_helping,
    sure,
)
from tests.patterns.runs import Runs

YEAR_AFTER = ("2023-01-02", "2023-12-25")


class Verdict(NamedTuple):
    """One claim: what was asked, what came out, and whether that meets the criterion."""

    claim: str
    criterion: str
    measured: str
    holds: bool


def volunteers_quit_in_fear(runs: Runs) -> Verdict:
    """C03, first half: more volunteers quit than without corona."""
    excess = sure(excess_quits(runs, ("2020-03-16", "2021-04-26")))
    return Verdict(
        "C03a volunteers quit because of the pandemic",
        "quits per 1,000 volunteers and week, 16 March 2020 to 25 April 2021, above no_corona, t > 3",
        f"+{excess.mean:.2f} (t = {excess.t:.1f})",
        excess.t > 3,
    )


def volunteers_quit_more_and_more(runs: Runs) -> Verdict:
    """C03, second half: they quit more and more as the pandemic wears on."""
    waves = {name: excess_quits(runs, period) for name, period in WAVES.items()}
    last, first = list(waves.values())[-1], next(iter(waves.values()))
    growth = sure(last - first)
    return Verdict(
        "C03b ever more volunteers quit as it wears on",
        "excess over no_corona larger in the last wave than in the first, t > 2",
        "; ".join(f"{name} {values.mean():+.2f}" for name, values in waves.items()) + f" (t = {growth.t:.1f})",
        growth.t > 2,
    )


def outdoors_stays_rediscovered(runs: Runs) -> Verdict:
    """C10: outdoor space is used more after reopening than without corona in the same season."""
    lived, none = runs("nl_2020_2022"), runs("no_corona")
    gain = sure(outdoor_share(lived, LAST_QUARTER) - outdoor_share(none, LAST_QUARTER))
    peak = sure(outdoor_share(lived, SECOND_LOCKDOWN) - outdoor_share(none, SECOND_LOCKDOWN))
    return Verdict(
        "C10 outdoor space stays rediscovered",
        "share of neighbours' meetings outdoors, October to December 2022, above no_corona, t > 3",
        f"+{gain.mean:.1f} points (t = {gain.t:.0f}), after +{peak.mean:.1f} in the second lockdown",
        gain.t > 3,
    )


def helpers_vanish(runs: Runs) -> Verdict:
    """C12: of the sign-ups of the first lockdown hardly anybody is left a year later, when nobody organises them."""
    alone = runs("nl_2020_2022")
    half, year = (still_helping(alone, weeks).mean() for weeks in (26, 52))
    signed_up = len(first_wave_helpers(alone)) / alone.weekly["replicate"].nunique()
    return Verdict(
        "C12a unorganised help vanishes",
        "at most 3 % of the sign-ups of March to June 2020 still help after a year (article: 4 of 300)",
        f"{signed_up:.0f} sign-ups per 4,000 residents; {half:.1f} % left after half a year, {year:.1f} % after a year",
        bool(year <= 3),
    )


def organised_helpers_stay(runs: Runs) -> Verdict:
    """C12, the other side: matched by an organisation, part of them stays."""
    organised = runs("nl_2020_2022", {"support.organised_matching": True})
    kept = sure(still_helping(organised, 52) - still_helping(runs("nl_2020_2022"), 52))
    matched = 100 * first_wave_helpers(organised)["matched"].mean()
    return Verdict(
        "C12b organised help stays",
        "with organised matching more are left after a year, t > 3",
        f"+{kept.mean:.0f} points (t = {kept.t:.0f}); {matched:.0f} % were matched",
        kept.t > 3,
    )


def less_help_in_the_second_lockdown(runs: Runs) -> Verdict:
    """C13: fewer sign up per week in the second lockdown than in the first."""
    lived = runs("nl_2020_2022")
    first, second = (mean_of(lived, "sign_ups", period) for period in (FIRST_WAVE, SECOND_LOCKDOWN))
    fewer = sure(first - second)
    return Verdict(
        "C13 less help in the second lockdown",
        "sign-ups per week, first minus second lockdown, t > 3",
        f"{first.mean():.1f} and {second.mean():.1f} a week per 4,000 residents (t = {fewer.t:.0f})",
        fewer.t > 3,
    )


def funding_after_reopening_brings_life_back(runs: Runs) -> Verdict:
    """C16: a year after reopening more take part with community work than without."""
    levels = [runs("hold_after", {"funding.phases.after": fte}) for fte in (0.0, 8.0)]
    people, going = (
        sure(mean_of(levels[1], name, YEAR_AFTER) - mean_of(levels[0], name, YEAR_AFTER))
        for name in ("participants", "running")
    )
    return Verdict(
        "C16 funding after reopening brings social life back",
        "participants in 2023, 8 fte per 10,000 from reopening on minus none, t > 2",
        f"{people.mean:+.0f} of 300 participants (t = {people.t:.1f}), "
        f"{going.mean:+.2f} of 12 initiatives (t = {going.t:.1f})",
        people.t > 2,
    )


def cooperation_rises_and_falls_back(runs: Runs) -> Verdict:
    """C20: crisis mode opens the silos and then they come back."""
    lived = runs("nl_2020_2022")
    periods = (BEFORE, ("2020-03-30", "2020-06-01"), SECOND_LOCKDOWN, LAST_QUARTER)
    before, first, second, last = (float(np.mean(mean_of(lived, "cooperation", period))) for period in periods)
    return Verdict(
        "C20 cooperation rises, then the silos come back",
        "first lockdown at least 0.2 above before, second lockdown below the first, end within 0.1 of before",
        f"before {before:.2f}, first lockdown {first:.2f}, second {second:.2f}, end of 2022 {last:.2f}",
        first > before + 0.2 and second < first - 0.1 and last < before + 0.1,
    )


CLAIMS = (
    volunteers_quit_in_fear,
    volunteers_quit_more_and_more,
    outdoors_stays_rediscovered,
    helpers_vanish,
    organised_helpers_stay,
    less_help_in_the_second_lockdown,
    funding_after_reopening_brings_life_back,
    cooperation_rises_and_falls_back,
)
