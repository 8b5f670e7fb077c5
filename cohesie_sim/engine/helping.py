"""Processes *needs* and *spontaneous help*, over the columns."""

from __future__ import annotations

import numpy as np

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import channel, resident, site, trait
from cohesie_sim.engine.columns import Counts, Floats, Ints, Residents, Sites, Traits
from cohesie_sim.engine.luck import lucky
from cohesie_sim.engine.planning import matching_demand
from cohesie_sim.engine.records import NO_TIME, UNUSED, Records, record_leaving
from cohesie_sim.kinds import HELP_GROUP
from cohesie_sim.neighbourhood.columns import Slots, Space
from cohesie_sim.outcomes.columns import HELPERS_LEFT_UNUSED, HELPERS_LEFT_USED, MATCHES, SIGN_UPS
from cohesie_sim.parameters import Parameters
from cohesie_sim.randomness import Keys, Stream, uniform
from cohesie_sim.rules.contact import contact_count
from cohesie_sim.rules.needs import NeedsParameters, need_chance, own_help_chance
from cohesie_sim.rules.spontaneous_help import (
    SpontaneousHelpParameters,
    coordination,
    matched_leave_chance,
    next_idle_memory,
    sign_up_chance,
    spare_time,
    waiting_leave_chance,
)
from cohesie_sim.rules.volunteering import MATCHED_HELPER, UNCOMMITTED, WAITING_HELPER
from cohesie_sim.start import ADULT

_NEED = int(Stream.NEED)
_NEED_RESOLVED = int(Stream.NEED_RESOLVED)
_SIGN_UP = int(Stream.SIGN_UP)
_MATCH = int(Stream.MATCH)
_MATCH_RANK = int(Stream.MATCH_RANK)
_CLIENT_RANK = int(Stream.CLIENT_RANK)
_HELP_SUCCEEDS = int(Stream.HELP_SUCCEEDS)
_PART = int(Stream.PART)
_HELPER_LEAVES = int(Stream.HELPER_LEAVES)


@kernel
def arise_needs(traits: Traits, r: Residents, c: Counts, p: NeedsParameters, keys: Keys) -> None:
    """Let the own circle meet open needs, and let new needs arise."""
    need_weeks, fear, key = r.state[resident.NEED_WEEKS], r.level[resident.FEAR], keys[_NEED]
    age, vulnerable, strained, alone = (
        traits.code[trait.AGE],
        traits.code[trait.VULNERABLE],
        traits.code[trait.STRAINED],
        traits.code[trait.LIVES_ALONE],
    )
    needy = np.empty(len(need_weeks), np.int32)
    n = 0
    for i in range(len(need_weeks)):
        needy[n] = i
        n += need_weeks[i] > 0
    for i in range(len(need_weeks)):
        chance = need_chance(vulnerable[i] != 0, strained[i] != 0, alone[i] != 0, fear[i], p)
        arises = (age[i] >= ADULT) & (need_weeks[i] == 0) & (uniform(key, i) < chance)
        need_weeks[i] += arises
    for i in needy[:n]:
        contacts = 0
        for k in range(channel.FAMILY_MET, channel.FRIENDS_CALLED + 1):
            contacts += c[k, i]
        for k in range(channel.NEIGHBOURS_OUTDOORS, channel.NEIGHBOURS_REMOTE + 1):
            contacts += c[k, i]
        solved = uniform(keys[_NEED_RESOLVED], i) < own_help_chance(contacts, p)
        need_weeks[i] = 0 if solved else need_weeks[i] + 1


@kernel
def help_spontaneously(
    traits: Traits,
    r: Residents,
    c: Counts,
    space: Space,
    slots: Slots,
    sites: Sites,
    hours: float,
    now: Conditions,
    p: Parameters,
    keys: Keys,
    records: Records,
    row: Floats,
) -> None:
    """Let helpers sign up, be matched, help and leave, in the area of each help group.

    The areas are runs of consecutive cells, one per site of a help group; ``hours`` are the workers' for matching.
    """
    q = p.spontaneous_help
    groups = 0
    for s in range(len(slots.kind)):
        if slots.kind[s] == HELP_GROUP:
            groups += 1
    first_group = len(slots.kind) - groups
    cells = len(space.cell_row)
    asked = matching_demand(slots, sites, p)
    given = hours / asked if asked > 0.0 else 0.0
    for g in range(groups):
        s = first_group + g
        begin, end = space.cell_start[g * cells // groups], space.cell_start[(g + 1) * cells // groups]
        running, waiting = sites.state[site.RUNNING, s], sites.state[site.WAITING, s]
        held = coordination(running, given, q)
        helpers = _sign_up(traits, r, begin, end, s, now, q, keys, row)
        by_group = q.group_matches * waiting if running else 0.0
        count = contact_count(by_group + given * waiting, uniform(keys[_MATCH], s))
        _match(r, helpers, _clients(r, begin, end) if count > 0 else helpers[:0], count, keys, row)
        _visit_clients(r, c, helpers, now.week, q, keys)
        _leave(traits, r, helpers, held, now, q, keys, records, row)


@kernel
def _sign_up(
    traits: Traits,
    r: Residents,
    begin: int,
    end: int,
    s: int,
    now: Conditions,
    p: SpontaneousHelpParameters,
    keys: Keys,
    row: Floats,
) -> Ints:
    """Let people of an area sign up, and return all its helpers, in order of index."""
    memory, roles = r.level[resident.IDLE_MEMORY], r.code[resident.ROLE]
    for i in range(begin, end):
        memory[i] = next_idle_memory(memory[i], p)
    for i in lucky(keys[_SIGN_UP], begin, end, p.base * (p.calm_days + now.felt)):
        if roles[i] != UNCOMMITTED or traits.code[trait.AGE, i] < ADULT:
            continue
        time = spare_time(traits.code[trait.OCCUPATION, i] == 1, now.closed_work, p)
        trust, fear = r.level[resident.TRUST, i], r.level[resident.FEAR, i]
        chance = sign_up_chance(now.felt, r.level[resident.HABITUATION, i], time, trust, fear, memory[i], p)
        if uniform(keys[_SIGN_UP], i) < chance:
            roles[i] = WAITING_HELPER
            r.state[resident.INITIATIVE, i] = s
            r.state[resident.SINCE, i] = now.week
            r.state[resident.IDLE_SINCE, i] = now.week
            row[SIGN_UPS] += 1
    helpers = np.empty(end - begin, np.int32)
    n = 0
    for i in range(begin, end):
        helpers[n] = i
        n += (roles[i] == WAITING_HELPER) | (roles[i] == MATCHED_HELPER)
    return helpers[:n]


@kernel
def _clients(r: Residents, begin: int, end: int) -> Ints:
    """Return the residents of an area with an unanswered need who do not themselves wait to help."""
    roles, need_weeks, has_helper = (
        r.code[resident.ROLE],
        r.state[resident.NEED_WEEKS],
        r.code[resident.HAS_HELPER],
    )
    clients = np.empty(end - begin, np.int32)
    n = 0
    for i in range(begin, end):
        clients[n] = i
        n += (need_weeks[i] > 0) & (has_helper[i] == 0) & (roles[i] != WAITING_HELPER)
    return clients[:n]


@kernel
def _match(r: Residents, helpers: Ints, clients: Ints, count: int, keys: Keys, row: Floats) -> None:
    """Match waiting helpers, in the order of their luck, to residents in need, the longest open first."""
    if len(clients) == 0:
        return
    waiting, luck = np.empty(len(helpers), np.int32), np.empty(len(helpers))
    n = 0
    for i in helpers:
        if r.code[resident.ROLE, i] == WAITING_HELPER:
            waiting[n], luck[n] = i, uniform(keys[_MATCH_RANK], i)
            n += 1
    rank = np.empty(len(clients))
    for k in range(len(clients)):
        rank[k] = uniform(keys[_CLIENT_RANK], clients[k]) - r.state[resident.NEED_WEEKS, clients[k]]
    waiting, clients = waiting[np.argsort(luck[:n])], clients[np.argsort(rank)]
    for k in range(min(count, n, len(clients))):
        i, j = waiting[k], clients[k]
        r.code[resident.ROLE, i] = MATCHED_HELPER
        r.code[resident.WAS_MATCHED, i] = True
        r.state[resident.CLIENT, i] = j
        r.code[resident.HAS_HELPER, j] = True
        row[MATCHES] += 1


@kernel
def _visit_clients(r: Residents, c: Counts, helpers: Ints, week: int, p: SpontaneousHelpParameters, keys: Keys) -> None:
    """Let matched helpers help; once nothing is needed, helper and resident may part, and the helper waits again."""
    for i in helpers:
        if r.code[resident.ROLE, i] != MATCHED_HELPER:
            continue
        j = r.state[resident.CLIENT, i]
        c[channel.VOLUNTEER, i] += 1
        c[channel.VOLUNTEER, j] += 1
        r.state[resident.VOLUNTEERED, i] = week
        r.state[resident.SEEN_BY_INITIATIVE, j] = week
        if r.state[resident.NEED_WEEKS, j] > 0:
            if uniform(keys[_HELP_SUCCEEDS], i) < p.success:
                r.state[resident.NEED_WEEKS, j] = 0
                r.code[resident.WAS_HELPED, j] = True
        elif uniform(keys[_PART], i) < p.done:
            r.code[resident.ROLE, i] = WAITING_HELPER
            r.state[resident.IDLE_SINCE, i] = week
            r.state[resident.CLIENT, i] = -1
            r.code[resident.HAS_HELPER, j] = False


@kernel
def _leave(
    traits: Traits,
    r: Residents,
    helpers: Ints,
    held: float,
    now: Conditions,
    p: SpontaneousHelpParameters,
    keys: Keys,
    records: Records,
    row: Floats,
) -> None:
    for i in helpers:
        if r.code[resident.ROLE, i] == WAITING_HELPER:
            chance = waiting_leave_chance(now.week - r.state[resident.IDLE_SINCE, i], p)
        else:
            chance = matched_leave_chance(
                traits.code[trait.OCCUPATION, i] == 1, now.open_work, r.level[resident.FEAR, i], held, p
            )
        if uniform(keys[_HELPER_LEAVES], i) >= chance:
            continue
        if r.code[resident.ROLE, i] == WAITING_HELPER:
            r.level[resident.IDLE_MEMORY, i] = 1.0
            record_leaving(records, r, i, now.week, UNUSED)
            row[HELPERS_LEFT_UNUSED] += 1
        else:
            record_leaving(records, r, i, now.week, NO_TIME)
            row[HELPERS_LEFT_USED] += 1
