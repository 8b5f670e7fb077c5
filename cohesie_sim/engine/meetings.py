"""Process *participation*, first part: who comes to an initiative, who meets whom, and who gets a delivery."""

from __future__ import annotations

import numpy as np

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import channel, resident, site
from cohesie_sim.engine.bonds import meet
from cohesie_sim.engine.columns import Bonds, Counts, Floats, Ints, Residents, Sites, Traits
from cohesie_sim.engine.sites import Members
from cohesie_sim.kinds import DELIVERY, INDOOR, ONLINE, OUTDOOR, PAUSED, kind_of
from cohesie_sim.neighbourhood.columns import Slots
from cohesie_sim.outcomes.columns import DELIVERIES
from cohesie_sim.parameters import Parameters
from cohesie_sim.randomness import Keys, Stream, uniform, uniform_pair
from cohesie_sim.rules.adaptation import mode_openness, seats_now
from cohesie_sim.rules.participation import ParticipationParameters, attend_chance, exposure, meet_chance
from cohesie_sim.rules.ties import INDOORS, OUTDOORS, REMOTE, TiesParameters

_ATTEND = int(Stream.ATTEND)
_SEAT_RANK = int(Stream.SEAT_RANK)
_MEET = int(Stream.MEET)
_DELIVER = int(Stream.DELIVER)
_MEAL = int(Stream.MEAL)


@kernel
def hold_meetings(
    traits: Traits,
    r: Residents,
    c: Counts,
    bonds: Bonds,
    slots: Slots,
    sites: Sites,
    members: Members,
    now: Conditions,
    p: Parameters,
    keys: Keys,
    row: Floats,
) -> None:
    """Let every running initiative meet or deliver, as its mode and seats allow."""
    sites.state[site.ATTENDED, :] = 0
    for s in range(len(slots.kind)):
        mode = sites.state[site.MODE, s]
        first, last = members.first[s], members.first[s + 1]
        if not sites.state[site.RUNNING, s] or mode == PAUSED or first == last:
            continue
        kind = kind_of(slots.kind[s], p.kinds)
        share = mode_openness(mode, now.open_indoor, now.open_outdoor, now.comfort, now.health_advice, p.adaptation)
        seats = seats_now(kind, mode, share)
        group = members.who[first:last]
        if mode == DELIVERY:
            sites.state[site.ATTENDED, s] = _deliver(r, c, bonds, traits, group, now.week, p, keys, row)
        else:
            sites.state[site.ATTENDED, s] = _gather(
                r, c, bonds, traits, group, s, mode, seats, now.week, p.participation, p.ties, keys, row
            )


@kernel
def _coming(
    r: Residents, group: Ints, s: int, mode: int, seats: int, p: ParticipationParameters, keys: Keys
) -> tuple[Ints, int]:
    """Return who is present, in order of index, and how many of them are visitors; luck decides who gets a seat."""
    exposed = exposure(mode, p)
    present = np.empty(len(group), np.int32)
    ranks = np.empty(len(group))
    visitors, n = 0, 0
    for i in group:
        if mode == ONLINE and not r.code[resident.ONLINE, i]:
            continue
        if uniform(keys[_ATTEND], i) < attend_chance(r.level[resident.FEAR, i], exposed, p):
            present[n] = i
            n += 1
            if r.state[resident.PARTICIPATES, i] == s:
                ranks[visitors] = uniform(keys[_SEAT_RANK], i)
                visitors += 1
    if visitors <= seats:
        return present[:n], visitors
    limit = np.sort(ranks[:visitors])[seats]
    kept = 0
    for q in range(n):
        i = present[q]
        if r.state[resident.PARTICIPATES, i] != s or uniform(keys[_SEAT_RANK], i) < limit:
            present[kept] = i
            kept += 1
    return present[:kept], seats


@kernel
def _gather(
    r: Residents,
    c: Counts,
    bonds: Bonds,
    traits: Traits,
    group: Ints,
    s: int,
    mode: int,
    seats: int,
    week: int,
    p: ParticipationParameters,
    ties: TiesParameters,
    keys: Keys,
    row: Floats,
) -> int:
    """Let those present meet one another, and return the number of visitors."""
    present, visitors = _coming(r, group, s, mode, seats, p, keys)
    contact = INDOORS if mode == INDOOR else OUTDOORS if mode == OUTDOOR else REMOTE
    counter = channel.INITIATIVE_REMOTE
    if mode == INDOOR:
        counter = channel.INITIATIVE_INDOORS
    elif mode == OUTDOOR:
        counter = channel.INITIATIVE_OUTDOORS
    for i in present:
        r.state[resident.SEEN_BY_INITIATIVE, i] = week
        r.code[resident.CAME, i] = True
    if len(present) < 2:
        return visitors
    chance = meet_chance(len(present), p)
    for a in range(len(present)):
        i = present[a]
        for b in range(a + 1, len(present)):
            j = present[b]
            if uniform_pair(keys[_MEET], i, j) < chance:
                c[counter, i] += 1
                c[counter, j] += 1
                meet(bonds, traits, i, j, contact, 1.0, ties, keys, row)
    return visitors


@kernel
def _deliver(
    r: Residents,
    c: Counts,
    bonds: Bonds,
    traits: Traits,
    group: Ints,
    week: int,
    p: Parameters,
    keys: Keys,
    row: Floats,
) -> int:
    """Let volunteers bring meals to the participants' doors, and return the number of deliveries."""
    is_guest = r.state[resident.PARTICIPATES][group] >= 0
    hosts, guests = group[~is_guest], group[is_guest]
    for j in hosts:
        r.state[resident.SEEN_BY_INITIATIVE, j] = week
    if len(hosts) == 0:
        return 0
    for i in _lucky_ones(guests, len(hosts) * p.participation.deliveries, keys):
        j = hosts[int(uniform(keys[_DELIVER], i) * len(hosts))]
        c[channel.INITIATIVE_OUTDOORS, i] += 1
        c[channel.INITIATIVE_OUTDOORS, j] += 1
        r.state[resident.SEEN_BY_INITIATIVE, i] = week
        r.code[resident.CAME, i] = True
        if r.state[resident.NEED_WEEKS, i] > 0 and uniform(keys[_MEAL], i) < p.needs.meal:
            r.code[resident.WAS_HELPED, i] = True
            r.state[resident.NEED_WEEKS, i] = 0
        meet(bonds, traits, min(i, j), max(i, j), OUTDOORS, 1.0, p.ties, keys, row)
    delivered = min(len(guests), len(hosts) * p.participation.deliveries)
    row[DELIVERIES] += delivered
    return delivered


@kernel
def _lucky_ones(people: Ints, places: int, keys: Keys) -> Ints:
    """Return those who get a place, in their own order; luck decides when there are too few."""
    if len(people) <= places:
        return people
    luck = np.empty(len(people))
    for q in range(len(people)):
        luck[q] = uniform(keys[_SEAT_RANK], people[q])
    return people[luck < np.sort(luck)[places]]  # type: ignore[no-any-return]
