"""Claims that should emerge: what was measured, by which criterion, and the verdict.

Smaller versions of what the ledger of claims (``docs/claims.md``) is judged by. ``test_claims.py`` asserts those that
hold with margin, so that a change of the model that breaks one is seen at once.
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
    Sure,
    Values,
    effect,
    excess_quits,
    first_wave_helpers,
    funded,
    mean_of,
    outdoor_share,
    quits,
    still_helping,
    sure,
    survivors,
)
from tests.patterns.runs import Runs

YEAR_AFTER = ("2023-01-02", "2023-12-25")
IN_CORONA = ("2020-03-16", "2022-03-01")


class Verdict(NamedTuple):
    """One claim: what was asked, what came out, and whether that meets the criterion."""

    claim: str
    criterion: str
    measured: str
    holds: bool


def volunteers_quit_in_fear(runs: Runs) -> Verdict:
    """C03, first half: more volunteers quit than without corona."""
    period, fearless = ("2020-03-16", "2021-04-26"), {"parameters.volunteering.fear": 0.0}
    excess = sure(excess_quits(runs, period))
    rest = sure(quits(runs("nl_2020_2022", fearless), period) - quits(runs("no_corona", fearless), period))
    return Verdict(
        "C03a volunteers quit because of the pandemic",
        "quits per 1,000 volunteers and week, 16 March 2020 to 25 April 2021, above no_corona, t > 3",
        f"{excess.mean:+.2f} (t = {excess.t:.1f}); when fear does not strain {rest.mean:+.2f} (t = {rest.t:.1f})",
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
    """C10: outdoor space is used more after reopening than without corona in the same season.

    Workers' outdoor formats are switched off, because they exist in one of the two scenarios only.
    """
    lived, none = runs("nl_2020_2022", {"support.outdoor_formats": False}), runs("no_corona")

    def gain(period: tuple[str, str]) -> Sure:
        return sure(outdoor_share(lived, period) - outdoor_share(none, period))

    peak, spring, last = gain(SECOND_LOCKDOWN), gain(("2022-04-04", "2022-07-04")), gain(LAST_QUARTER)
    return Verdict(
        "C10 outdoor space stays rediscovered",
        "share of neighbours' meetings outdoors, October to December 2022, above no_corona, t > 3",
        f"+{last.mean:.1f} points (t = {last.t:.0f}), after +{peak.mean:.1f} in the second lockdown and "
        f"+{spring.mean:.1f} in April to June 2022: it fades",
        last.t > 3,
    )


def helpers_vanish(runs: Runs) -> Verdict:
    """C12: of the sign-ups of the first lockdown hardly anybody is left a year later, when nobody organises them."""
    alone = runs("nl_2020_2022")
    half, year = (still_helping(alone, weeks).mean() for weeks in (26, 52))
    patient = runs("nl_2020_2022", {"parameters.spontaneous_help.impatience": 0.005})
    signed_up = len(first_wave_helpers(alone)) / alone.weekly["replicate"].nunique()
    return Verdict(
        "C12a unorganised help vanishes",
        "at most 3 % of the sign-ups of March to June 2020 still help after a year (article: 4 of 300)",
        f"{signed_up:.0f} sign-ups per 4,000 residents; {half:.1f} % left after half a year, {year:.1f} % after one; "
        f"with the most patient helpers of the declared range {still_helping(patient, 52).mean():.1f} %",
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

    def both(changes: dict[str, object]) -> tuple[Values, Values]:
        lived = runs("nl_2020_2022", changes)
        return mean_of(lived, "sign_ups", FIRST_WAVE), mean_of(lived, "sign_ups", SECOND_LOCKDOWN)

    first, second = both({})
    fewer = sure(first - second)
    without = {
        "habituation": both({"parameters.fear.learn": 0.0}),
        "memory of idle waiting": both({"parameters.spontaneous_help.idle": 0.0}),
    }
    return Verdict(
        "C13 less help in the second lockdown",
        "sign-ups per week, first minus second lockdown, t > 3",
        f"{first.mean():.1f} and {second.mean():.1f} a week per 4,000 residents (t = {fewer.t:.0f}); "
        + "; ".join(f"without {what} {one.mean():.1f} and {two.mean():.1f}" for what, (one, two) in without.items()),
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
    """C20: crisis mode opens the silos and then they come back, while the crisis goes on."""
    periods = (BEFORE, ("2020-03-30", "2020-06-01"), SECOND_LOCKDOWN, LAST_QUARTER)

    def levels(changes: dict[str, object]) -> list[float]:
        lived = runs("nl_2020_2022", changes)
        return [float(np.mean(mean_of(lived, "cooperation", period))) for period in periods]

    before, first, second, last = levels({})
    tireless = levels({"parameters.municipality.tire": 0.0})[2]
    return Verdict(
        "C20 cooperation rises, then the silos come back",
        "first lockdown at least 0.2 above before, second less than half as far above it, end within 0.1 of it",
        f"before {before:.2f}, first lockdown {first:.2f}, second {second:.2f}, end of 2022 {last:.2f}; "
        f"without fatigue {tireless:.2f} in the second: fatigue decides",
        first > before + 0.2 and second - before < 0.5 * (first - before) and last < before + 0.1,
    )


def measures_keep_huiskamers_going(runs: Runs) -> Verdict:
    """C04: corona fund, health-service advice and steering group together keep initiatives going."""
    every = ("corona_fund", "health_advice", "steering_group")
    off = {f"support.{measure}": False for measure in every}
    full = survivors(runs("nl_2020_2022"))
    saved = sure(full - survivors(runs("nl_2020_2022", off)))
    alone = {name: sure(full - survivors(runs("nl_2020_2022", {f"support.{name}": False}))) for name in every}
    return Verdict(
        "C04 the three measures keep initiatives going",
        "share of the initiatives of January 2020 that survive 2022, all three minus none, t > 3",
        f"+{saved.mean:.1f} points (t = {saved.t:.1f}); one of them in addition to the two others: "
        + ", ".join(f"{name} {kept.mean:+.1f} (t = {kept.t:.1f})" for name, kept in alone.items()),
        saved.t > 3,
    )


def workers_get_to_know_more_people(runs: Runs) -> Verdict:
    """C09: going into the streets brings workers new contacts that staying at home does not."""
    out, home = (
        mean_of(runs("nl_2020_2022", {"parameters.community_work.discretion": share}), "newly_known", IN_CORONA)
        for share in (1.0, 0.0)
    )
    more = sure(out - home)
    return Verdict(
        "C09 nearness brings workers new contacts",
        "residents newly known per week, March 2020 to February 2022, fully out minus strictly home, t > 3",
        f"{out.mean():.2f} instead of {home.mean():.2f} a week (t = {more.t:.1f})",
        more.t > 3,
    )


def presence_connects_residents(runs: Runs) -> Verdict:
    """C08: visible workers raise connection between residents, and trust."""
    contact, trust = sure(100 * effect(runs, "weekly_neighbours")), sure(effect(runs, "trust"))
    return Verdict(
        "C08 presence connects residents and raises trust",
        "weekly contact with neighbours and trust, 12 minus 0 fte per 10,000, both t > 3",
        f"weekly contact {contact.mean:+.2f} points (t = {contact.t:.1f}), trust {trust.mean:+.4f} (t = {trust.t:.1f})",
        contact.t > 3 and trust.t > 3,
    )


def coffee_clubs_are_corona_proof(runs: Runs) -> Verdict:
    """C14: with support by workers more initiatives are active in the second lockdown."""
    active = [mean_of(funded(runs, fte), "active", SECOND_LOCKDOWN) for fte in (0.0, 12.0)]
    more = sure(active[1] - active[0])
    return Verdict(
        "C14 small initiatives prove corona-proof when supported",
        "initiatives not paused in the second lockdown, 12 minus 0 fte per 10,000, t > 3",
        f"{active[1].mean():.1f} instead of {active[0].mean():.1f} of 12 (t = {more.t:.1f})",
        more.t > 3,
    )


def referrals_travel_over_the_network(runs: Runs) -> Verdict:
    """C23: with brokerage more referrals come about over the workers' network."""
    without = runs("nl_2020_2022", {"support.brokerage": False})
    with_, alone = (mean_of(frames, "referred_via_worker") for frames in (runs("nl_2020_2022"), without))
    more = sure(52 * (with_ - alone))
    return Verdict(
        "C23 referrals travel over the workers' network",
        "referrals over workers per year, with minus without brokerage, t > 3",
        f"{52 * with_.mean():.2f} instead of {52 * alone.mean():.2f} a year per 4,000 residents (t = {more.t:.1f})",
        more.t > 3,
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
    measures_keep_huiskamers_going,
    presence_connects_residents,
    workers_get_to_know_more_people,
    coffee_clubs_are_corona_proof,
    referrals_travel_over_the_network,
)
