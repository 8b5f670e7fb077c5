"""Process *community work*, second part: the workers' rounds through the cells, and formats, over the columns."""

from __future__ import annotations

import numpy as np

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import channel, resident, trait
from cohesie_sim.engine.bonds import count_neighbour_contact, meet
from cohesie_sim.engine.columns import Bonds, Counts, Floats, Ints, Residents, Sites, Traits
from cohesie_sim.engine.joining import is_free, join_nearby
from cohesie_sim.neighbourhood.columns import Slots, Space
from cohesie_sim.outcomes.columns import (
    CELLS_VISITED,
    ENCOUNTERS,
    FORMAT_VISITORS,
    FORMATS_HELD,
    INVITED,
    NEWLY_KNOWN,
    SIGNALS,
)
from cohesie_sim.parameters import Parameters
from cohesie_sim.randomness import Keys, Stream, uniform, uniform_pair
from cohesie_sim.rules.community_work import cell_score, is_young, street_chance
from cohesie_sim.rules.formats import (
    BUS_STOP,
    FIELD,
    FORMAT_NAMES,
    ONLINE_OPEN_HOUSE,
    SQUARE,
    Format,
    FormatsParameters,
    come_chance,
    format_of,
    format_score,
    format_value,
    mix_chance,
)
from cohesie_sim.rules.isolation import grown_familiarity
from cohesie_sim.rules.participation import invited_chance
from cohesie_sim.rules.ties import OUTDOORS, REMOTE

_VISIT_CELL = int(Stream.VISIT_CELL)
_STREET = int(Stream.STREET)
_FORMAT = int(Stream.FORMAT)
_FORMAT_ATTEND = int(Stream.FORMAT_ATTEND)
_FORMAT_MEET = int(Stream.FORMAT_MEET)
_INVITE = int(Stream.INVITE)
_FORMATS = len(FORMAT_NAMES)


@kernel
def talk(
    traits: Traits,
    r: Residents,
    c: Counts,
    slots: Slots,
    sites: Sites,
    i: int,
    in_person: bool,
    on_round: bool,
    lasting: float,
    p: Parameters,
    keys: Keys,
    row: Floats,
) -> None:
    """Let a worker and resident ``i`` talk: the worker gets to know the resident, and may invite.

    On a round the worker did not come for this resident, and signals trouble.
    """
    first = c[channel.WORKER_MET, i] + c[channel.WORKER_CALLED, i] == 0
    if in_person:
        c[channel.WORKER_MET, i] += 1
    else:
        c[channel.WORKER_CALLED, i] += 1
    if not first:
        return
    before = r.level[resident.FAMILIARITY, i]
    r.level[resident.FAMILIARITY, i] = grown_familiarity(before, in_person, p.isolation)
    if before < p.isolation.known <= r.level[resident.FAMILIARITY, i]:
        row[NEWLY_KNOWN] += 1
    if on_round:
        row[ENCOUNTERS] += 1
        row[SIGNALS] += r.code[resident.ISOLATED, i] != 0 or r.state[resident.NEED_WEEKS, i] > 0
    chance = invited_chance(r.level[resident.TRUST, i], r.level[resident.FEAR, i], lasting, p.participation)
    accepts = is_free(traits, r, i, p.participation.youngest) and uniform(keys[_INVITE], i) < chance
    if accepts and join_nearby(traits, r, slots, sites, i, p.kinds, keys):
        row[INVITED] += 1


@kernel
def ranked_cells(r: Residents, space: Space, first: int, last: int, p: Parameters, keys: Keys) -> Ints:
    """Return the cells of a patch, the one that draws its worker most first."""
    familiarity, isolated = r.level[resident.FAMILIARITY], r.code[resident.ISOLATED]
    need_weeks = r.state[resident.NEED_WEEKS]
    scores = np.empty(last - first)
    for cell in range(first, last):
        known = 0
        for i in range(space.cell_start[cell], space.cell_start[cell + 1]):
            known += (familiarity[i] >= p.isolation.known) & ((isolated[i] != 0) | (need_weeks[i] > 0))
        scores[cell - first] = -cell_score(known, uniform(keys[_VISIT_CELL], cell), p.community_work)
    return first + np.argsort(scores).astype(np.int32)


@kernel
def visit_cell(
    traits: Traits,
    r: Residents,
    c: Counts,
    bonds: Bonds,
    space: Space,
    slots: Slots,
    sites: Sites,
    cell: int,
    youth_only: bool,
    now: Conditions,
    lasting: float,
    p: Parameters,
    keys: Keys,
    row: Floats,
) -> None:
    """Let a worker walk through a cell, talk to those in the street, and perhaps hold a format."""
    chance = street_chance(now.comfort, p.community_work)
    for i in range(space.cell_start[cell], space.cell_start[cell + 1]):
        if youth_only and not is_young(traits.code[trait.AGE, i], p.community_work):
            continue
        if uniform(keys[_STREET], i) < chance:
            talk(traits, r, c, slots, sites, i, True, True, lasting, p, keys, row)
    row[CELLS_VISITED] += 1
    if youth_only or now.outdoor_formats == 0.0:
        return
    if uniform_pair(keys[_FORMAT], cell, 0) < p.community_work.format_share:
        code = _choose_format(space, cell, now, p.formats, keys)
        present = _visitors(r, space, cell, code, now, p.formats, keys)
        for i in present:
            talk(traits, r, c, slots, sites, i, code != ONLINE_OPEN_HOUSE, True, lasting, p, keys, row)
        _mix(traits, c, bonds, present, code, lasting, p, keys, row)
        row[FORMATS_HELD] += 1
        row[FORMAT_VISITORS] += len(present)


@kernel
def _has_place(space: Space, cell: int, form: Format) -> bool:
    if form.place == SQUARE:
        return space.has_square[cell]  # type: ignore[no-any-return]
    if form.place == BUS_STOP:
        return space.has_bus_stop[cell]  # type: ignore[no-any-return]
    if form.place == FIELD:
        return space.has_field[cell]  # type: ignore[no-any-return]
    return True


@kernel
def _choose_format(space: Space, cell: int, now: Conditions, p: FormatsParameters, keys: Keys) -> int:
    best, chosen = -1.0, 0
    for code in range(_FORMATS):
        form = format_of(code, p)
        if not _has_place(space, cell, form):
            continue
        value = format_value(form, now.open_outdoor, now.comfort)
        score = format_score(value, uniform_pair(keys[_FORMAT], cell, 1 + code), p)
        if score > best:
            best, chosen = score, code
    return chosen


@kernel
def _visitors(
    r: Residents, space: Space, cell: int, code: int, now: Conditions, p: FormatsParameters, keys: Keys
) -> Ints:
    """Return who comes to a format, in order of index; when the group is full, luck decides."""
    form = format_of(code, p)
    value = format_value(form, now.open_outdoor, now.comfort)
    first, last = space.cell_start[cell], space.cell_start[cell + 1]
    present = np.empty(last - first, np.int32)
    luck = np.empty(last - first)
    n = 0
    for i in range(first, last):
        if code == ONLINE_OPEN_HOUSE and not r.code[resident.ONLINE, i]:
            continue
        u = uniform(keys[_FORMAT_ATTEND], i)
        if u < come_chance(value, r.level[resident.FEAR, i], r.code[resident.ISOLATED, i], p):
            present[n], luck[n] = i, u
            n += 1
    if n <= form.group:
        return present[:n]
    limit = np.sort(luck[:n])[form.group]
    return present[:n][luck[:n] < limit]  # type: ignore[no-any-return]


@kernel
def _mix(
    traits: Traits,
    c: Counts,
    bonds: Bonds,
    present: Ints,
    code: int,
    lasting: float,
    p: Parameters,
    keys: Keys,
    row: Floats,
) -> None:
    """Let visitors of a format meet one another."""
    if len(present) < 2:
        return
    contact = REMOTE if code == ONLINE_OPEN_HOUSE else OUTDOORS
    chance = mix_chance(format_of(code, p.formats), len(present))
    for a in range(len(present)):
        i = present[a]
        for b in range(a + 1, len(present)):
            j = present[b]
            if uniform_pair(keys[_FORMAT_MEET], i, j) < chance:
                count_neighbour_contact(c, i, j, contact)
                meet(bonds, traits, i, j, contact, lasting, p.ties, keys, row)
