"""Process *community work*, third part: every worker's week in the own patch, over the columns."""

from __future__ import annotations

import numpy as np

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import resident
from cohesie_sim.engine.columns import Bonds, Counts, Floats, Ints, Residents, Sites, Traits
from cohesie_sim.engine.rounds import ranked_cells, talk, visit_cell
from cohesie_sim.neighbourhood.columns import Slots, Space
from cohesie_sim.outcomes.columns import PRACTICAL_HELP, VISITS, WORKERS
from cohesie_sim.parameters import Parameters
from cohesie_sim.randomness import Keys, Stream, uniform
from cohesie_sim.rules.community_work import Hours, presence, workers_needed
from cohesie_sim.rules.contact import contact_count

_VISIT_RANK = int(Stream.VISIT_RANK)
_PRACTICAL_RANK = int(Stream.PRACTICAL_RANK)
_VISIT_MODE = int(Stream.VISIT_MODE)
_GET_ONLINE = int(Stream.GET_ONLINE)
_VISITS = int(Stream.VISITS)
_PRACTICALS = int(Stream.PRACTICALS)
_YOUTH = int(Stream.YOUTH)
_ROUNDS = int(Stream.ROUNDS)


@kernel
def work_in_the_field(
    traits: Traits,
    r: Residents,
    c: Counts,
    bonds: Bonds,
    space: Space,
    slots: Slots,
    sites: Sites,
    hours: Hours,
    youth: float,
    now: Conditions,
    lasting: float,
    p: Parameters,
    keys: Keys,
    row: Floats,
) -> None:
    """Let every worker walk rounds, visit, and help in practice, in a patch of consecutive cells of his or her own."""
    q = p.community_work
    total = hours.street + hours.visits + hours.practical + hours.support + hours.matching + hours.brokerage + youth
    workers = workers_needed(total, q)
    row[WORKERS] = workers
    here = presence(now.home_advice, q)
    cells = len(space.cell_row)
    for w in range(workers):
        first, last = w * cells // workers, (w + 1) * cells // workers
        general = contact_count(hours.street * here / workers / q.cell_hours, uniform(keys[_ROUNDS], w))
        young = contact_count(youth * here / workers / q.cell_hours, uniform(keys[_YOUTH], w))
        order = ranked_cells(r, space, first, last, p, keys)
        for k in range(min(general + young, last - first)):
            visit_cell(traits, r, c, bonds, space, slots, sites, order[k], k >= general, now, lasting, p, keys, row)
        begin, end = space.cell_start[first], space.cell_start[last]
        count = contact_count(hours.visits / workers / q.visit_hours, uniform(keys[_VISITS], w))
        for i in _to_visit(r, begin, end, count, p, keys):
            talk(traits, r, c, slots, sites, i, uniform(keys[_VISIT_MODE], i) < here, False, lasting, p, keys, row)
            row[VISITS] += 1
        count = contact_count(hours.practical * here / workers / q.practical_hours, uniform(keys[_PRACTICALS], w))
        for i in _to_help(r, begin, end, count, p, keys):
            talk(traits, r, c, slots, sites, i, True, False, lasting, p, keys, row)
            _help(r, i, lasting, p, keys, row)


@kernel
def _to_visit(r: Residents, begin: int, end: int, count: int, p: Parameters, keys: Keys) -> Ints:
    """Return whom a worker visits: known isolated residents, in the order of their luck."""
    familiarity, isolated = r.level[resident.FAMILIARITY], r.code[resident.ISOLATED]
    who = np.empty(end - begin, np.int32)
    n = 0
    for i in range(begin, end):
        who[n] = i
        n += (familiarity[i] >= p.isolation.known) & (isolated[i] != 0)
    luck = np.empty(n)
    for k in range(n):
        luck[k] = uniform(keys[_VISIT_RANK], who[k])
    return who[np.argsort(luck)][: min(count, n)]


@kernel
def _to_help(r: Residents, begin: int, end: int, count: int, p: Parameters, keys: Keys) -> Ints:
    """Return whom a worker helps: known residents whose need nobody answers, the longest open first, then by luck."""
    familiarity = r.level[resident.FAMILIARITY]
    need_weeks, has_helper = r.state[resident.NEED_WEEKS], r.code[resident.HAS_HELPER]
    who = np.empty(end - begin, np.int32)
    n = 0
    for i in range(begin, end):
        who[n] = i
        n += (familiarity[i] >= p.isolation.known) & (need_weeks[i] > 0) & (has_helper[i] == 0)
    rank = np.empty(n)
    for k in range(n):
        rank[k] = uniform(keys[_PRACTICAL_RANK], who[k]) - need_weeks[who[k]]
    return who[np.argsort(rank)][: min(count, n)]


@kernel
def _help(r: Residents, i: int, lasting: float, p: Parameters, keys: Keys, row: Floats) -> None:
    """Meet a practical need, and perhaps get the resident online."""
    r.state[resident.NEED_WEEKS, i] = 0
    r.code[resident.WAS_HELPED, i] = True
    if not r.code[resident.ONLINE, i] and uniform(keys[_GET_ONLINE], i) < lasting * p.needs.get_online:
        r.code[resident.ONLINE, i] = True
    row[PRACTICAL_HELP] += 1
