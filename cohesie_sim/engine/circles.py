"""Processes *fear* and *contact*, and volunteering elsewhere: what each resident does alone, over the columns."""

from __future__ import annotations

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import channel, resident, trait
from cohesie_sim.engine.columns import Counts, Residents, Traits
from cohesie_sim.randomness import Keys, Stream, uniform
from cohesie_sim.rules.contact import (
    ContactParameters,
    call_rate,
    contact_count,
    meeting_rate,
    meetings_and_calls,
    outside_rate,
)
from cohesie_sim.rules.fear import FearParameters, next_fear, next_habituation
from cohesie_sim.rules.isolation import IsolationParameters, faded_familiarity
from cohesie_sim.rules.volunteering import VolunteeringParameters, elsewhere_chance

_FAMILY_MEETING = int(Stream.FAMILY_MEETING)
_FRIENDS_MEETING = int(Stream.FRIENDS_MEETING)
_WORK_CONTACT = int(Stream.WORK_CONTACT)
_PUBLIC_CONTACT = int(Stream.PUBLIC_CONTACT)
_ELSEWHERE = int(Stream.VOLUNTEERING_ELSEWHERE)


@kernel
def feel(traits: Traits, r: Residents, now: Conditions, p: FearParameters, isolation: IsolationParameters) -> None:
    """Update fear and habituation, and let workers' familiarity fade."""
    for i in range(r.state.shape[1]):
        r.level[resident.FEAR, i] = next_fear(
            r.level[resident.FEAR, i],
            r.level[resident.HABITUATION, i],
            traits.number[trait.SUSCEPTIBILITY, i],
            now.felt,
            p,
        )
        r.level[resident.HABITUATION, i] = next_habituation(r.level[resident.HABITUATION, i], now.felt, p)
        r.level[resident.FAMILIARITY, i] = faded_familiarity(r.level[resident.FAMILIARITY, i], isolation)


@kernel
def keep_contact(traits: Traits, r: Residents, c: Counts, now: Conditions, p: ContactParameters, keys: Keys) -> None:
    """Meet and call family and friends, meet people at work, at school and in public places."""
    family, friends = keys[_FAMILY_MEETING], keys[_FRIENDS_MEETING]
    work, public = keys[_WORK_CONTACT], keys[_PUBLIC_CONTACT]
    for i in range(r.state.shape[1]):
        fear, online = r.level[resident.FEAR, i], r.code[resident.ONLINE, i]
        met = meeting_rate(traits.number[trait.FAMILY_RATE, i], now.open_visits, fear, p)
        called = call_rate(traits.number[trait.FAMILY_RATE, i], met, online, p)
        c[channel.FAMILY_MET, i], c[channel.FAMILY_CALLED, i] = meetings_and_calls(met, called, uniform(family, i))
        met = meeting_rate(traits.number[trait.FRIENDS_RATE, i], now.open_visits, fear, p)
        called = call_rate(traits.number[trait.FRIENDS_RATE, i], met, online, p)
        c[channel.FRIENDS_MET, i], c[channel.FRIENDS_CALLED, i] = meetings_and_calls(met, called, uniform(friends, i))
        rate = outside_rate(traits.number[trait.WORK_RATE, i], now.open_work, fear, p)
        c[channel.WORK, i] = contact_count(rate, uniform(work, i))
        rate = outside_rate(traits.number[trait.PUBLIC_RATE, i], now.open_public, fear, p)
        c[channel.PUBLIC, i] = contact_count(rate, uniform(public, i))


@kernel
def volunteer_elsewhere(traits: Traits, r: Residents, now: Conditions, p: VolunteeringParameters, keys: Keys) -> None:
    """Volunteer in clubs, schools and care outside the neighbourhood's initiatives."""
    key = keys[_ELSEWHERE]
    for i in range(r.state.shape[1]):
        if traits.code[trait.VOLUNTEERS_ELSEWHERE, i] and uniform(key, i) < elsewhere_chance(
            now.closed_indoor, r.level[resident.FEAR, i], p
        ):
            r.state[resident.VOLUNTEERED, i] = now.week
