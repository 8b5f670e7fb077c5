"""Processes *isolation*, *trust* and *loneliness*, and the week's tallies, over the columns."""

from __future__ import annotations

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import channel, resident, site, trait
from cohesie_sim.engine.columns import Floats, Ints, Residents, Sites, Traits
from cohesie_sim.kinds import PAUSED
from cohesie_sim.neighbourhood.columns import Slots
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.outcomes.definitions import is_lonely, is_severely_lonely, is_subscale_lonely
from cohesie_sim.parameters import Parameters
from cohesie_sim.rules.isolation import is_isolated, is_known, next_frequency
from cohesie_sim.rules.loneliness import item_score, lost_share, next_emotional, next_social
from cohesie_sim.rules.trust import next_trust, usual_trust
from cohesie_sim.rules.volunteering import BOARD_MEMBER, MATCHED_HELPER, VOLUNTEER, WAITING_HELPER
from cohesie_sim.start import ADULT


@kernel
def evaluate(traits: Traits, r: Residents, c: Ints, lasting: float, p: Parameters) -> None:
    """Let residents remember this week's contacts, and update isolation, trust and loneliness."""
    q = p.isolation
    for i in range(r.state.shape[1]):
        neighbours = (
            c[channel.NEIGHBOURS_OUTDOORS, i] + c[channel.NEIGHBOURS_INDOORS, i] + c[channel.NEIGHBOURS_REMOTE, i]
            + c[channel.INITIATIVE_INDOORS, i] + c[channel.INITIATIVE_OUTDOORS, i] + c[channel.INITIATIVE_REMOTE, i] + c[channel.VOLUNTEER, i]
        )
        r.level[resident.FAMILY, i] = next_frequency(r.level[resident.FAMILY, i], c[channel.FAMILY_MET, i] + c[channel.FAMILY_CALLED, i], q)
        r.level[resident.FRIENDS, i] = next_frequency(r.level[resident.FRIENDS, i], c[channel.FRIENDS_MET, i] + c[channel.FRIENDS_CALLED, i], q)
        r.level[resident.NEIGHBOURS, i] = next_frequency(r.level[resident.NEIGHBOURS, i], neighbours, q)
        r.level[resident.MEETINGS, i] = next_frequency(r.level[resident.MEETINGS, i], c[channel.FAMILY_MET, i] + c[channel.FRIENDS_MET, i], q)
        r.state[resident.ISOLATED, i] = is_isolated(r.level[resident.FAMILY, i], r.level[resident.FRIENDS, i], r.level[resident.NEIGHBOURS, i], q)
        usual = usual_trust(traits.code[trait.STRAINED, i], p.trust)
        r.level[resident.TRUST, i] = next_trust(
            r.level[resident.TRUST, i], usual, c[channel.WORKER_MET, i] + c[channel.WORKER_CALLED, i], r.state[resident.WAS_HELPED, i], r.state[resident.NEED_WEEKS, i], lasting, p.trust
        )
        contacts = r.level[resident.FAMILY, i] + r.level[resident.FRIENDS, i] + r.level[resident.NEIGHBOURS, i]
        r.level[resident.SOCIAL, i] = next_social(r.level[resident.SOCIAL, i], traits.number[trait.SOCIAL_SETPOINT, i], r.level[resident.USUAL_CONTACTS, i], contacts, p.loneliness)
        r.level[resident.EMOTIONAL, i] = next_emotional(
            r.level[resident.EMOTIONAL, i],
            traits.number[trait.EMOTIONAL_SETPOINT, i],
            lost_share(r.level[resident.USUAL_MEETINGS, i], r.level[resident.MEETINGS, i]),
            r.level[resident.FEAR, i],
            r.state[resident.NEED_WEEKS, i] > 0,
            usual - r.level[resident.TRUST, i],
            traits.code[trait.LIVES_ALONE, i],
            p.loneliness,
        )


@kernel
def tally_residents(traits: Traits, r: Residents, c: Ints, now: Conditions, p: Parameters, sums: Floats) -> None:
    """Add every resident to the sums of the resident's group.

    ``sums`` has shape (groups, resident tallies) and is overwritten; totals per resident run over the horizon only.
    """
    sums[:] = 0.0
    for i in range(r.state.shape[1]):
        row = sums[traits.code[trait.GROUP, i]]
        row[tally.RESIDENTS] += 1
        row[tally.FAMILY_MET] += c[channel.FAMILY_MET, i]
        row[tally.FAMILY_CALLED] += c[channel.FAMILY_CALLED, i]
        row[tally.FRIENDS_MET] += c[channel.FRIENDS_MET, i]
        row[tally.FRIENDS_CALLED] += c[channel.FRIENDS_CALLED, i]
        row[tally.WORK] += c[channel.WORK, i]
        row[tally.PUBLIC] += c[channel.PUBLIC, i]
        row[tally.NEIGHBOURS_OUTDOORS] += c[channel.NEIGHBOURS_OUTDOORS, i]
        row[tally.NEIGHBOURS_INDOORS] += c[channel.NEIGHBOURS_INDOORS, i]
        row[tally.NEIGHBOURS_REMOTE] += c[channel.NEIGHBOURS_REMOTE, i]
        row[tally.INITIATIVE_INDOORS] += c[channel.INITIATIVE_INDOORS, i]
        row[tally.INITIATIVE_OUTDOORS] += c[channel.INITIATIVE_OUTDOORS, i]
        row[tally.INITIATIVE_REMOTE] += c[channel.INITIATIVE_REMOTE, i]
        row[tally.VOLUNTEER_CONTACT] += c[channel.VOLUNTEER, i]
        row[tally.WORKER_MET] += c[channel.WORKER_MET, i]
        row[tally.WORKER_CALLED] += c[channel.WORKER_CALLED, i]
        if traits.code[trait.AGE, i] >= ADULT:
            _tally_adult(r, i, now.week, p, row)
        if now.week >= 0:
            r.state[resident.WORKER_CONTACTS, i] += c[channel.WORKER_MET, i] + c[channel.WORKER_CALLED, i]


@kernel
def _tally_adult(r: Residents, i: int, week: int, p: Parameters, row: Floats) -> None:
    q, scale = p.isolation, p.loneliness
    social = item_score(r.level[resident.SOCIAL, i], scale.social_first, scale.spacing, 5)
    emotional = item_score(r.level[resident.EMOTIONAL, i], scale.emotional_first, scale.spacing, 6)
    isolated, lonely = r.state[resident.ISOLATED, i], is_lonely(social + emotional)
    known = is_known(r.level[resident.FAMILIARITY, i], week - r.state[resident.SEEN_BY_INITIATIVE, i], week - r.state[resident.SEEN_BY_PROFESSIONAL, i], q)
    unseen = isolated and not known
    row[tally.ADULTS] += 1
    row[tally.ISOLATED] += isolated
    row[tally.OUT_OF_SIGHT] += unseen
    row[tally.LONELY] += lonely
    row[tally.SEVERELY_LONELY] += is_severely_lonely(social + emotional)
    row[tally.SOCIALLY_LONELY] += is_subscale_lonely(social)
    row[tally.EMOTIONALLY_LONELY] += is_subscale_lonely(emotional)
    row[tally.LONELINESS_SCORE] += social + emotional
    row[tally.VOLUNTEERED] += week - r.state[resident.VOLUNTEERED, i] < p.volunteering.four_weeks
    row[tally.WEEKLY_NEIGHBOURS] += r.level[resident.NEIGHBOURS, i] >= q.weekly
    row[tally.WEEKLY_FAMILY] += r.level[resident.FAMILY, i] >= q.weekly
    row[tally.WEEKLY_FRIENDS] += r.level[resident.FRIENDS, i] >= q.weekly
    row[tally.KNOWN_BY_WORKER] += r.level[resident.FAMILIARITY, i] >= q.known
    row[tally.NEED_OPEN] += r.state[resident.NEED_WEEKS, i] > 0
    row[tally.FEAR] += r.level[resident.FEAR, i]
    row[tally.TRUST] += r.level[resident.TRUST, i]
    if week >= 0:
        r.state[resident.WEEKS_ISOLATED, i] += isolated
        r.state[resident.WEEKS_OUT_OF_SIGHT, i] += unseen
        r.state[resident.WEEKS_LONELY, i] += lonely
        r.state[resident.WEEKS_IN_NEED, i] += r.state[resident.NEED_WEEKS, i] > 0


@kernel
def tally_neighbourhood(r: Residents, slots: Slots, sites: Sites, row: Floats) -> None:
    """Count commitments and initiatives at the end of the week."""
    for i in range(r.state.shape[1]):
        role = r.state[resident.ROLE, i]
        row[tally.HELPERS_WAITING] += role == WAITING_HELPER
        row[tally.HELPERS_MATCHED] += role == MATCHED_HELPER
        row[tally.VOLUNTEERS] += role == VOLUNTEER or role == BOARD_MEMBER
        row[tally.BOARD_MEMBERS] += role == BOARD_MEMBER
        row[tally.PARTICIPANTS] += r.state[resident.PARTICIPATES, i] >= 0
    for s in range(len(slots.kind)):
        if sites.state[site.RUNNING, s]:
            row[tally.RUNNING_FIRST + slots.kind[s]] += 1
            row[tally.MODE_FIRST + sites.state[site.MODE, s]] += 1
            row[tally.ENERGY] += sites.level[site.ENERGY, s]
