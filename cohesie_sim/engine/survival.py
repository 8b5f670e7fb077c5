"""Processes *adaptation* and *viability*: modes, money, energy, endings and foundations, over the columns."""

from __future__ import annotations

import numpy as np

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import resident, site, trait
from cohesie_sim.engine.columns import Floats, Residents, Sites, Traits
from cohesie_sim.engine.records import INITIATIVE_ENDED, Records, record_ending, record_leaving
from cohesie_sim.engine.sites import Members
from cohesie_sim.kinds import DELIVERY, HELP_GROUP, RUNNING, Kind, kind_of
from cohesie_sim.neighbourhood.columns import Slots, Space
from cohesie_sim.outcomes.columns import ENDED, FOUNDED, FUND_WEEKS
from cohesie_sim.parameters import Parameters
from cohesie_sim.randomness import Keys, Stream, uniform
from cohesie_sim.rules.adaptation import adapt_chance, chosen_mode, least_openness, mode_openness
from cohesie_sim.rules.hypothesis import Hypothesis
from cohesie_sim.rules.viability import (
    attendance_ratio,
    despair_hazard,
    ending,
    found_chance,
    next_energy,
    next_reserve,
    weekly_balance,
)
from cohesie_sim.rules.volunteering import BOARD_MEMBER, UNCOMMITTED, VOLUNTEER
from cohesie_sim.start import ADULT

_ADAPT = int(Stream.ADAPT)
_END = int(Stream.END)
_FOUND = int(Stream.FOUND)
_FOUND_RANK = int(Stream.FOUND_RANK)


@kernel
def _openness(mode: int, now: Conditions, p: Parameters) -> float:
    return mode_openness(mode, now.open_indoor, now.open_outdoor, now.comfort, now.health_advice, p.adaptation)


@kernel
def adapt(slots: Slots, sites: Sites, now: Conditions, hypothesis: Hypothesis, p: Parameters, keys: Keys) -> None:
    """Let every initiative return to its home mode, find another way, or pause."""
    for s in range(len(slots.kind)):
        if not sites.state[site.RUNNING, s] or slots.kind[s] == HELP_GROUP:
            continue
        kind = kind_of(slots.kind[s], p.kinds)
        home = _openness(kind.home, now, p)
        least = least_openness(slots.flexibility[s], hypothesis.autonomy, p.adaptation)
        base = p.adaptation.resume if home >= least else p.adaptation.adapt
        chance = adapt_chance(
            base,
            hypothesis.autonomy * slots.flexibility[s],
            hypothesis.support * sites.level[site.SUPPORT, s],
            now.steering_group,
            p.adaptation,
        )
        second, third = _openness(kind.second, now, p), _openness(kind.third, now, p)
        u = uniform(keys[_ADAPT], s)
        sites.state[site.MODE, s] = chosen_mode(sites.state[site.MODE, s], kind, home, second, third, u, chance, least)


@kernel
def survive(
    traits: Traits,
    r: Residents,
    space: Space,
    slots: Slots,
    sites: Sites,
    members: Members,
    now: Conditions,
    hypothesis: Hypothesis,
    p: Parameters,
    keys: Keys,
    records: Records,
    row: Floats,
) -> None:
    """Update money and energy, end what cannot go on, and found anew at empty sites."""
    for s in range(len(slots.kind)):
        kind = kind_of(slots.kind[s], p.kinds)
        if not sites.state[site.RUNNING, s]:
            if slots.kind[s] != HELP_GROUP:
                _found(traits, r, space, slots, sites, s, kind, now, hypothesis, p, keys, row)
            elif sites.state[site.VOLUNTEERS, s] >= p.spontaneous_help.found:
                _open_site(sites, s, DELIVERY, now.week, p, row)
            continue
        _update(slots, sites, s, kind, now.corona_fund, hypothesis, p, row)
        cause = ending(
            sites.state[site.SHORT_VOLUNTEERS, s],
            sites.state[site.SHORT_BOARD, s],
            sites.state[site.SHORT_PARTICIPANTS, s],
            sites.state[site.SHORT_MONEY, s],
            despair_hazard(sites.level[site.ENERGY, s], p.viability),
            uniform(keys[_END], s),
            p.viability,
        )
        if cause != RUNNING:
            _close_site(r, sites, members, s, now.week, cause, records, row)


@kernel
def _update(
    slots: Slots,
    sites: Sites,
    s: int,
    kind: Kind,
    fund: float,
    hypothesis: Hypothesis,
    p: Parameters,
    row: Floats,
) -> None:
    attendance = attendance_ratio(sites.state[site.ATTENDED, s], kind, p.viability)
    autonomy = hypothesis.autonomy * (0.5 * (slots.flexibility[s] + slots.bridging[s]) - 0.5)
    support = hypothesis.support * sites.level[site.SUPPORT, s]
    sites.level[site.ENERGY, s] = next_energy(
        sites.level[site.ENERGY, s], attendance, support, autonomy, sites.level[site.STRAIN, s], p.viability
    )
    balance = weekly_balance(kind, sites.state[site.MODE, s], attendance, p.viability)
    sites.level[site.RESERVE, s] = next_reserve(sites.level[site.RESERVE, s], balance, fund, p.viability)
    row[FUND_WEEKS] += fund > 0.0 and balance < 0.0
    sites.state[site.SHORT_VOLUNTEERS, s] = (
        sites.state[site.SHORT_VOLUNTEERS, s] + 1 if sites.state[site.VOLUNTEERS, s] < kind.least_volunteers else 0
    )
    sites.state[site.SHORT_BOARD, s] = (
        sites.state[site.SHORT_BOARD, s] + 1 if sites.state[site.BOARD, s] < kind.least_board else 0
    )
    few = kind.room > 0 and sites.state[site.PARTICIPANTS, s] < p.viability.least_participants
    sites.state[site.SHORT_PARTICIPANTS, s] = sites.state[site.SHORT_PARTICIPANTS, s] + 1 if few else 0
    sites.state[site.SHORT_MONEY, s] = sites.state[site.SHORT_MONEY, s] + 1 if sites.level[site.RESERVE, s] < 0.0 else 0


@kernel
def _close_site(
    r: Residents, sites: Sites, members: Members, s: int, week: int, cause: int, records: Records, row: Floats
) -> None:
    """End an initiative: its participants are free again and its volunteers leave."""
    record_ending(records, sites, s, week, cause)
    sites.state[site.RUNNING, s] = False
    for i in members.who[members.first[s] : members.first[s + 1]]:
        if r.state[resident.PARTICIPATES, i] == s:
            r.state[resident.PARTICIPATES, i] = -1
        else:
            r.level[resident.STRAIN, i] = 0.0
            record_leaving(records, r, i, week, INITIATIVE_ENDED)
    row[ENDED] += 1


@kernel
def _open_site(sites: Sites, s: int, mode: int, week: int, p: Parameters, row: Floats) -> None:
    sites.state[site.RUNNING, s] = True
    sites.state[site.MODE, s] = mode
    sites.state[site.STARTED, s] = week
    sites.level[site.ENERGY, s] = p.viability.fresh
    sites.level[site.RESERVE, s] = p.viability.first_reserve * p.viability.reserve
    sites.state[site.SHORT_VOLUNTEERS, s] = 0
    sites.state[site.SHORT_BOARD, s] = 0
    sites.state[site.SHORT_PARTICIPANTS, s] = 0
    sites.state[site.SHORT_MONEY, s] = 0
    row[FOUNDED] += 1


@kernel
def _found(
    traits: Traits,
    r: Residents,
    space: Space,
    slots: Slots,
    sites: Sites,
    s: int,
    kind: Kind,
    now: Conditions,
    hypothesis: Hypothesis,
    p: Parameters,
    keys: Keys,
    row: Floats,
) -> None:
    """Perhaps found an initiative at an empty site, by uncommitted adults of its cell, in the order of their luck."""
    chance = found_chance(
        kind.board > 0, hypothesis.support * sites.level[site.SUPPORT, s], _openness(kind.home, now, p), p.viability
    )
    if uniform(keys[_FOUND], s) >= chance:
        return
    begin, end = space.cell_start[slots.cell[s]], space.cell_start[slots.cell[s] + 1]
    who, luck = np.empty(end - begin, np.int32), np.empty(end - begin)
    n = 0
    for i in range(begin, end):
        if (
            traits.code[trait.AGE, i] >= ADULT
            and r.code[resident.ROLE, i] == UNCOMMITTED
            and r.state[resident.PARTICIPATES, i] < 0
        ):
            who[n], luck[n] = i, uniform(keys[_FOUND_RANK], i)
            n += 1
    founders = kind.least_volunteers + kind.least_board
    if n < founders:
        return
    who = who[np.argsort(luck[:n])]
    for k in range(founders):
        i = who[k]
        r.code[resident.ROLE, i] = BOARD_MEMBER if k < kind.board else VOLUNTEER
        r.state[resident.INITIATIVE, i] = s
        r.state[resident.SINCE, i] = now.week
    _open_site(sites, s, kind.home, now.week, p, row)
