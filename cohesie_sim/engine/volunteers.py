"""Process *volunteering*: strain, quitting, boards and recruiting, over the columns."""

from __future__ import annotations

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import resident, site, trait
from cohesie_sim.engine.columns import Floats, Ints, Residents, Sites, Traits
from cohesie_sim.engine.records import QUIT, Records, record_leaving
from cohesie_sim.kinds import PAUSED, kind_of
from cohesie_sim.neighbourhood.columns import Slots
from cohesie_sim.outcomes.columns import VOLUNTEERS_QUIT, VOLUNTEERS_RECRUITED
from cohesie_sim.parameters import Parameters
from cohesie_sim.randomness import Keys, Stream, uniform
from cohesie_sim.rules.hypothesis import Hypothesis
from cohesie_sim.rules.participation import exposure
from cohesie_sim.rules.volunteering import (
    BOARD_MEMBER,
    UNCOMMITTED,
    VOLUNTEER,
    next_strain,
    quit_chance,
    recruit_chance,
)
from cohesie_sim.start import ADULT

_QUIT = int(Stream.QUIT)
_BOARD = int(Stream.BOARD)
_RECRUIT = int(Stream.RECRUIT)


@kernel
def volunteer(
    traits: Traits,
    r: Residents,
    slots: Slots,
    sites: Sites,
    busy: Ints,
    now: Conditions,
    hypothesis: Hypothesis,
    p: Parameters,
    keys: Keys,
    records: Records,
    row: Floats,
) -> None:
    """Let volunteers carry the work, tire, quit and step up to the board, and let visitors become volunteers.

    ``busy`` are the participants and volunteers when stock was taken, in order of index.
    """
    for i in busy:
        if r.code[resident.ROLE, i] == VOLUNTEER or r.code[resident.ROLE, i] == BOARD_MEMBER:
            _carry_on(r, i, slots, sites, now, hypothesis, p, keys, records, row)
        elif (
            r.code[resident.ROLE, i] == UNCOMMITTED
            and r.state[resident.PARTICIPATES, i] >= 0
            and r.code[resident.CAME, i]
            and traits.code[trait.AGE, i] >= ADULT
        ):
            _consider(r, i, slots, sites, now.week, hypothesis, p, keys, row)


@kernel
def _carry_on(
    r: Residents,
    i: int,
    slots: Slots,
    sites: Sites,
    now: Conditions,
    hypothesis: Hypothesis,
    p: Parameters,
    keys: Keys,
    records: Records,
    row: Floats,
) -> None:
    s = r.state[resident.INITIATIVE, i]
    kind = kind_of(slots.kind[s], p.kinds)
    paused = sites.state[site.MODE, s] == PAUSED
    hours_each = 0.0 if paused else kind.hours / max(sites.state[site.VOLUNTEERS, s], 1)
    missing = max(1.0 - sites.state[site.VOLUNTEERS, s] / kind.volunteers, 0.0)
    r.level[resident.STRAIN, i] = next_strain(
        r.level[resident.STRAIN, i],
        hours_each,
        r.code[resident.ROLE, i] == BOARD_MEMBER,
        r.level[resident.FEAR, i],
        exposure(sites.state[site.MODE, s], p.participation),
        now.health_advice,
        missing,
        paused,
        hypothesis.support * sites.level[site.SUPPORT, s],
        p.volunteering,
    )
    if not paused:
        r.state[resident.VOLUNTEERED, i] = now.week
    if uniform(keys[_QUIT], i) < quit_chance(r.level[resident.STRAIN, i], p.volunteering):
        r.level[resident.STRAIN, i] = 0.0
        record_leaving(records, r, i, now.week, QUIT)
        row[VOLUNTEERS_QUIT] += 1
    elif (
        r.code[resident.ROLE, i] == VOLUNTEER
        and sites.state[site.BOARD, s] < kind.board
        and uniform(keys[_BOARD], i) < p.volunteering.step_up
    ):
        r.code[resident.ROLE, i] = BOARD_MEMBER


@kernel
def _consider(
    r: Residents,
    i: int,
    slots: Slots,
    sites: Sites,
    week: int,
    hypothesis: Hypothesis,
    p: Parameters,
    keys: Keys,
    row: Floats,
) -> None:
    s = r.state[resident.PARTICIPATES, i]
    kind = kind_of(slots.kind[s], p.kinds)
    vacant = max(1.0 - sites.state[site.VOLUNTEERS, s] / kind.volunteers, 0.0)
    support, bridging = hypothesis.support * sites.level[site.SUPPORT, s], hypothesis.autonomy * slots.bridging[s]
    if uniform(keys[_RECRUIT], i) < recruit_chance(
        vacant, r.level[resident.FEAR, i], support, bridging, p.volunteering
    ):
        r.code[resident.ROLE, i] = VOLUNTEER
        r.state[resident.INITIATIVE, i] = s
        r.state[resident.PARTICIPATES, i] = -1
        r.state[resident.SINCE, i] = week
        row[VOLUNTEERS_RECRUITED] += 1
