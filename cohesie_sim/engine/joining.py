"""Process *participation*, second part: joining and leaving; and process *referral*, over the columns."""

from __future__ import annotations

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import resident, site, trait
from cohesie_sim.engine.columns import COOPERATION, Floats, Residents, Sites, Town, Traits
from cohesie_sim.engine.luck import lucky
from cohesie_sim.kinds import PAUSED, KindsParameters, kind_of
from cohesie_sim.neighbourhood.columns import Slots
from cohesie_sim.outcomes.columns import JOINED, LEFT, REFERRED_DIRECT, REFERRED_VIA_WORKER
from cohesie_sim.parameters import Parameters
from cohesie_sim.randomness import Keys, Stream, uniform
from cohesie_sim.rules.participation import ParticipationParameters, join_chance
from cohesie_sim.rules.referral import DIRECT, NO_REFERRAL, PROFESSIONALS, next_link, professional_chance, referral_path

_JOIN = int(Stream.JOIN)
_JOIN_CHOICE = int(Stream.JOIN_CHOICE)
_LEAVE = int(Stream.LEAVE)
_PROFESSIONAL = int(Stream.PROFESSIONAL)
_PROFESSIONAL_KIND = int(Stream.PROFESSIONAL_KIND)
_REFER = int(Stream.REFER)
_ACCEPT = int(Stream.ACCEPT)
_LINKS = len(PROFESSIONALS)


@kernel
def is_free(traits: Traits, r: Residents, i: int, youngest: int) -> bool:
    """Return whether resident ``i`` could join an initiative: old enough, and taking part in none."""
    if traits.code[trait.AGE, i] < youngest:
        return False
    return bool(r.state[resident.PARTICIPATES, i] < 0 and r.state[resident.INITIATIVE, i] < 0)


@kernel
def join_nearby(
    traits: Traits, r: Residents, slots: Slots, sites: Sites, i: int, p: KindsParameters, keys: Keys
) -> bool:
    """Let resident ``i`` join an initiative nearby that runs and had room last week; luck says where to begin."""
    near = slots.near[traits.address[trait.CELL, i]]
    begin = int(uniform(keys[_JOIN_CHOICE], i) * len(near))
    for q in range(len(near)):
        s = near[(begin + q) % len(near)]
        if s < 0 or not sites.state[site.RUNNING, s] or sites.state[site.MODE, s] == PAUSED:
            continue
        if sites.state[site.PARTICIPANTS, s] < kind_of(slots.kind[s], p).room:
            r.state[resident.PARTICIPATES, i] = s
            return True
    return False


@kernel
def join_and_leave(
    traits: Traits,
    r: Residents,
    slots: Slots,
    sites: Sites,
    p: ParticipationParameters,
    kinds: KindsParameters,
    keys: Keys,
    row: Floats,
) -> None:
    """Let residents join an initiative of their own accord, and let participants leave."""
    participates = r.state[resident.PARTICIPATES]
    leaving = lucky(keys[_LEAVE], 0, len(participates), p.leave)
    leaving = leaving[participates[leaving] >= 0]
    for i in lucky(keys[_JOIN], 0, len(participates), p.base * p.free):
        if is_free(traits, r, i, p.youngest):
            busy = traits.code[trait.OCCUPATION, i] != 0
            chance = join_chance(busy, r.level[resident.TRUST, i], r.level[resident.FEAR, i], p)
            if uniform(keys[_JOIN], i) < chance and join_nearby(traits, r, slots, sites, i, kinds, keys):
                row[JOINED] += 1
    participates[leaving] = -1
    row[LEFT] += len(leaving)


@kernel
def refer(
    traits: Traits,
    r: Residents,
    slots: Slots,
    sites: Sites,
    town: Town,
    now: Conditions,
    p: Parameters,
    keys: Keys,
    row: Floats,
) -> None:
    """Let residents see professionals, who refer isolated clients directly or over the workers' network."""
    kinds, path_key, accept = keys[_PROFESSIONAL_KIND], keys[_REFER], keys[_ACCEPT]
    vulnerable = traits.code[trait.VULNERABLE]
    for i in lucky(keys[_PROFESSIONAL], 0, len(vulnerable), professional_chance(True, p.referral)):
        if uniform(keys[_PROFESSIONAL], i) >= professional_chance(vulnerable[i] != 0, p.referral):
            continue
        r.state[resident.SEEN_BY_PROFESSIONAL, i] = now.week
        if (
            now.referral == 0.0
            or not r.code[resident.ISOLATED, i]
            or not is_free(traits, r, i, p.participation.youngest)
        ):
            continue
        link = town.links[int(uniform(kinds, i) * _LINKS)]
        path = referral_path(town.levels[COOPERATION], link, uniform(path_key, i), p.referral)
        if path == NO_REFERRAL or uniform(accept, i) >= p.referral.accept * r.level[resident.TRUST, i]:
            continue
        if join_nearby(traits, r, slots, sites, i, p.kinds, keys):
            row[REFERRED_DIRECT if path == DIRECT else REFERRED_VIA_WORKER] += 1


@kernel
def maintain_links(town: Town, week: int, hours_per_1000: float, p: Parameters) -> None:
    """Let workers spend their brokerage with one kind of professional a week, in turn, while the other links fade."""
    for k in range(_LINKS):
        hours = hours_per_1000 if week % _LINKS == k else 0.0
        town.links[k] = next_link(town.links[k], hours, p.referral)


@kernel
def mean_link(town: Town) -> float:
    """Return the mean link between workers and professionals."""
    total = 0.0
    for k in range(_LINKS):
        total += town.links[k]
    return total / _LINKS
