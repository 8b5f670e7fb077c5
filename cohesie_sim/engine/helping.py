"""Processes *needs* and *spontaneous help*, over the columns."""

from __future__ import annotations

import numpy as np

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import channel, resident, site, trait
from cohesie_sim.engine.columns import Floats, Ints, Residents, Sites, Traits
from cohesie_sim.engine.records import NO_TIME, UNUSED, Records, is_helper, record_leaving
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
def arise_needs(traits: Traits, r: Residents, c: Ints, p: NeedsParameters, keys: Keys) -> None:
    """Let the own circle meet open needs, and let new needs arise."""
    need_weeks, fears = r.state[resident.NEED_WEEKS], r.level[resident.FEAR]
    for i in range(len(need_weeks)):
        if need_weeks[i] > 0:
            contacts = 0
            for k in range(channel.FAMILY_MET, channel.FRIENDS_CALLED + 1):
                contacts += c[k, i]
            for k in range(channel.NEIGHBOURS_OUTDOORS, channel.NEIGHBOURS_REMOTE + 1):
                contacts += c[k, i]
            solved = uniform(keys[_NEED_RESOLVED], i) < own_help_chance(contacts, p)
            need_weeks[i] = 0 if solved else need_weeks[i] + 1
            continue
        u = uniform(keys[_NEED], i)
        if u < need_chance(True, True, True, fears[i], p) and u < need_chance(
            traits.code[trait.VULNERABLE, i] != 0,
            traits.code[trait.STRAINED, i] != 0,
            traits.code[trait.LIVES_ALONE, i] != 0,
            fears[i],
            p,
        ):  # the first, larger chance is the same sum for everybody and spares most residents the second
            need_weeks[i] = 1


@kernel
def help_spontaneously(
    traits: Traits,
    r: Residents,
    c: Ints,
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
    waiting_everywhere = 0
    for i in range(r.state.shape[1]):
        if r.state[resident.ROLE, i] == WAITING_HELPER:
            waiting_everywhere += 1
    for g in range(groups):
        s = first_group + g
        begin, end = space.cell_start[g * cells // groups], space.cell_start[(g + 1) * cells // groups]
        waiting, matched = count_helpers(r, begin, end)
        share = hours * waiting / waiting_everywhere if waiting_everywhere > 0 else 0.0
        _sign_up(traits, r, begin, end, s, now, q, keys, row)
        _match(
            r,
            begin,
            end,
            s,
            sites.state[site.RUNNING, s],
            waiting,
            share / p.community_work.match_hours,
            q,
            keys,
            row,
        )
        _visit_clients(r, c, begin, end, now.week, q, keys)
        held = coordination(sites.state[site.RUNNING, s], share / max(waiting + matched, 1), q)
        _leave(traits, r, begin, end, held, now, q, keys, records, row)


@kernel
def count_helpers(r: Residents, begin: int, end: int) -> tuple[int, int]:
    """Return how many helpers of an area wait and how many are matched."""
    waiting, matched = 0, 0
    for i in range(begin, end):
        if r.state[resident.ROLE, i] == WAITING_HELPER:
            waiting += 1
        elif r.state[resident.ROLE, i] == MATCHED_HELPER:
            matched += 1
    return waiting, matched


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
) -> None:
    memory = r.level[resident.IDLE_MEMORY]
    most = p.base * (p.calm_days + now.felt)  # nobody's chance of signing up is larger
    for i in range(begin, end):
        memory[i] = next_idle_memory(memory[i], p)
        u = uniform(keys[_SIGN_UP], i)
        if u >= most or r.state[resident.ROLE, i] != UNCOMMITTED or traits.code[trait.AGE, i] < ADULT:
            continue
        time = spare_time(traits.code[trait.OCCUPATION, i] == 1, now.closed_work, p)
        trust, fear = r.level[resident.TRUST, i], r.level[resident.FEAR, i]
        if u < sign_up_chance(now.felt, r.level[resident.HABITUATION, i], time, trust, fear, memory[i], p):
            r.state[resident.ROLE, i] = WAITING_HELPER
            r.state[resident.INITIATIVE, i] = s
            r.state[resident.SINCE, i] = now.week
            r.state[resident.IDLE_SINCE, i] = now.week
            row[SIGN_UPS] += 1


@kernel
def _match(
    r: Residents,
    begin: int,
    end: int,
    s: int,
    running: bool,
    waiting: int,
    by_workers: float,
    p: SpontaneousHelpParameters,
    keys: Keys,
    row: Floats,
) -> None:
    """Match waiting helpers, in the order of their luck, to residents in need, the longest open first."""
    by_group = p.group_matches * waiting if running else 0.0
    count = contact_count(by_group + by_workers, uniform(keys[_MATCH], s))
    if count == 0:
        return
    helpers, luck = np.empty(end - begin, np.int32), np.empty(end - begin)
    clients, rank = np.empty(end - begin, np.int32), np.empty(end - begin)
    n, m = 0, 0
    for i in range(begin, end):
        if r.state[resident.ROLE, i] == WAITING_HELPER:
            helpers[n], luck[n] = i, uniform(keys[_MATCH_RANK], i)
            n += 1
        elif r.state[resident.NEED_WEEKS, i] > 0 and not r.state[resident.HAS_HELPER, i]:
            clients[m], rank[m] = i, uniform(keys[_CLIENT_RANK], i) - r.state[resident.NEED_WEEKS, i]
            m += 1
    helpers, clients = helpers[np.argsort(luck[:n])], clients[np.argsort(rank[:m])]
    for k in range(min(count, n, m)):
        i, j = helpers[k], clients[k]
        r.state[resident.ROLE, i] = MATCHED_HELPER
        r.state[resident.WAS_MATCHED, i] = True
        r.state[resident.CLIENT, i] = j
        r.state[resident.HAS_HELPER, j] = True
        row[MATCHES] += 1


@kernel
def _visit_clients(
    r: Residents, c: Ints, begin: int, end: int, week: int, p: SpontaneousHelpParameters, keys: Keys
) -> None:
    """Let matched helpers help; once nothing is needed, helper and resident may part, and the helper waits again."""
    for i in range(begin, end):
        if r.state[resident.ROLE, i] != MATCHED_HELPER:
            continue
        j = r.state[resident.CLIENT, i]
        c[channel.VOLUNTEER, i] += 1
        c[channel.VOLUNTEER, j] += 1
        r.state[resident.VOLUNTEERED, i] = week
        r.state[resident.SEEN_BY_INITIATIVE, j] = week
        if r.state[resident.NEED_WEEKS, j] > 0:
            if uniform(keys[_HELP_SUCCEEDS], i) < p.success:
                r.state[resident.NEED_WEEKS, j] = 0
                r.state[resident.WAS_HELPED, j] = True
        elif uniform(keys[_PART], i) < p.done:
            r.state[resident.ROLE, i] = WAITING_HELPER
            r.state[resident.IDLE_SINCE, i] = week
            r.state[resident.CLIENT, i] = -1
            r.state[resident.HAS_HELPER, j] = False


@kernel
def _leave(
    traits: Traits,
    r: Residents,
    begin: int,
    end: int,
    held: float,
    now: Conditions,
    p: SpontaneousHelpParameters,
    keys: Keys,
    records: Records,
    row: Floats,
) -> None:
    for i in range(begin, end):
        if not is_helper(r.state[resident.ROLE, i]):
            continue
        if r.state[resident.ROLE, i] == WAITING_HELPER:
            chance = waiting_leave_chance(now.week - r.state[resident.IDLE_SINCE, i], p)
        else:
            chance = matched_leave_chance(
                traits.code[trait.OCCUPATION, i] == 1, now.open_work, r.level[resident.FEAR, i], held, p
            )
        if uniform(keys[_HELPER_LEAVES], i) >= chance:
            continue
        if r.state[resident.WAS_MATCHED, i]:
            record_leaving(records, r, i, now.week, NO_TIME)
            row[HELPERS_LEFT_USED] += 1
        else:
            r.level[resident.IDLE_MEMORY, i] = 1.0
            record_leaving(records, r, i, now.week, UNUSED)
            row[HELPERS_LEFT_UNUSED] += 1
