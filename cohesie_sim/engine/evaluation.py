"""Processes *isolation*, *trust* and *loneliness*, and the week's tallies, over the columns."""

from __future__ import annotations

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import channel, resident, site, trait
from cohesie_sim.engine.columns import Floats, Ints, Residents, Sites, Traits
from cohesie_sim.neighbourhood.columns import Slots
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.outcomes.definitions import is_lonely, is_severely_lonely, is_subscale_lonely
from cohesie_sim.parameters import Parameters
from cohesie_sim.rules.isolation import is_isolated, is_known, next_frequency
from cohesie_sim.rules.loneliness import item_score, lost_share, next_emotional, next_social
from cohesie_sim.rules.trust import next_trust, usual_trust
from cohesie_sim.rules.volunteering import BOARD_MEMBER, MATCHED_HELPER, VOLUNTEER, WAITING_HELPER
from cohesie_sim.start import ADULT

_CHANNELS = len(channel.CHANNELS)


@kernel
def evaluate(traits: Traits, r: Residents, c: Ints, lasting: float, p: Parameters) -> None:
    """Let residents remember this week's contacts, and update isolation, trust and loneliness."""
    q = p.isolation
    for i in range(r.state.shape[1]):
        neighbours = (
            c[channel.NEIGHBOURS_OUTDOORS, i]
            + c[channel.NEIGHBOURS_INDOORS, i]
            + c[channel.NEIGHBOURS_REMOTE, i]
            + c[channel.INITIATIVE_INDOORS, i]
            + c[channel.INITIATIVE_OUTDOORS, i]
            + c[channel.INITIATIVE_REMOTE, i]
            + c[channel.VOLUNTEER, i]
        )
        r.level[resident.FAMILY, i] = next_frequency(
            r.level[resident.FAMILY, i], c[channel.FAMILY_MET, i] + c[channel.FAMILY_CALLED, i], q
        )
        r.level[resident.FRIENDS, i] = next_frequency(
            r.level[resident.FRIENDS, i], c[channel.FRIENDS_MET, i] + c[channel.FRIENDS_CALLED, i], q
        )
        r.level[resident.NEIGHBOURS, i] = next_frequency(r.level[resident.NEIGHBOURS, i], neighbours, q)
        r.level[resident.MEETINGS, i] = next_frequency(
            r.level[resident.MEETINGS, i], c[channel.FAMILY_MET, i] + c[channel.FRIENDS_MET, i], q
        )
        r.state[resident.ISOLATED, i] = is_isolated(
            r.level[resident.FAMILY, i], r.level[resident.FRIENDS, i], r.level[resident.NEIGHBOURS, i], q
        )
        usual = usual_trust(traits.code[trait.STRAINED, i], p.trust)
        r.level[resident.TRUST, i] = next_trust(
            r.level[resident.TRUST, i],
            usual,
            c[channel.WORKER_MET, i] + c[channel.WORKER_CALLED, i],
            r.state[resident.WAS_HELPED, i],
            r.state[resident.NEED_WEEKS, i],
            lasting,
            p.trust,
        )
        contacts = r.level[resident.FAMILY, i] + r.level[resident.FRIENDS, i] + r.level[resident.NEIGHBOURS, i]
        r.level[resident.SOCIAL, i] = next_social(
            r.level[resident.SOCIAL, i],
            traits.number[trait.SOCIAL_SETPOINT, i],
            r.level[resident.USUAL_CONTACTS, i],
            contacts,
            p.loneliness,
        )
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
def tally_contacts(traits: Traits, c: Ints, sums: Floats) -> None:
    """Add everybody's contacts to the sums of the own group, shape (groups, resident tallies)."""
    group = traits.code[trait.GROUP]
    for i in range(len(group)):
        g = group[i]
        sums[g, tally.RESIDENTS] += 1
        for k in range(_CHANNELS):
            sums[g, tally.FAMILY_MET + k] += c[k, i]


@kernel
def tally_adults(traits: Traits, r: Residents, now: Conditions, p: Parameters, sums: Floats) -> None:
    """Add every adult's state to the sums of the own group, and to the own totals over the horizon."""
    q, scale, week = p.isolation, p.loneliness, now.week
    for i in range(r.state.shape[1]):
        if traits.code[trait.AGE, i] < ADULT:
            continue
        g = traits.code[trait.GROUP, i]
        social = item_score(r.level[resident.SOCIAL, i], scale.social_first, scale.spacing, 5)
        emotional = item_score(r.level[resident.EMOTIONAL, i], scale.emotional_first, scale.spacing, 6)
        isolated, lonely = r.state[resident.ISOLATED, i], is_lonely(social + emotional)
        unseen = isolated and not is_known(
            r.level[resident.FAMILIARITY, i],
            week - r.state[resident.SEEN_BY_INITIATIVE, i],
            week - r.state[resident.SEEN_BY_PROFESSIONAL, i],
            q,
        )
        in_need = r.state[resident.NEED_WEEKS, i] > 0
        sums[g, tally.ADULTS] += 1
        sums[g, tally.ISOLATED] += isolated
        sums[g, tally.OUT_OF_SIGHT] += unseen
        sums[g, tally.LONELY] += lonely
        sums[g, tally.SEVERELY_LONELY] += is_severely_lonely(social + emotional)
        sums[g, tally.SOCIALLY_LONELY] += is_subscale_lonely(social)
        sums[g, tally.EMOTIONALLY_LONELY] += is_subscale_lonely(emotional)
        sums[g, tally.LONELINESS_SCORE] += social + emotional
        sums[g, tally.VOLUNTEERED] += week - r.state[resident.VOLUNTEERED, i] < p.volunteering.four_weeks
        sums[g, tally.WEEKLY_NEIGHBOURS] += r.level[resident.NEIGHBOURS, i] >= q.weekly
        sums[g, tally.WEEKLY_FAMILY] += r.level[resident.FAMILY, i] >= q.weekly
        sums[g, tally.WEEKLY_FRIENDS] += r.level[resident.FRIENDS, i] >= q.weekly
        sums[g, tally.KNOWN_BY_WORKER] += r.level[resident.FAMILIARITY, i] >= q.known
        sums[g, tally.NEED_OPEN] += in_need
        sums[g, tally.FEAR] += r.level[resident.FEAR, i]
        sums[g, tally.TRUST] += r.level[resident.TRUST, i]
        r.state[resident.WEEKS_ISOLATED, i] += isolated
        r.state[resident.WEEKS_OUT_OF_SIGHT, i] += unseen
        r.state[resident.WEEKS_LONELY, i] += lonely
        r.state[resident.WEEKS_IN_NEED, i] += in_need


@kernel
def total_worker_contacts(r: Residents, c: Ints) -> None:
    """Add this week's contacts with workers to the residents' totals over the horizon."""
    for i in range(r.state.shape[1]):
        r.state[resident.WORKER_CONTACTS, i] += c[channel.WORKER_MET, i] + c[channel.WORKER_CALLED, i]


@kernel
def tally_neighbourhood(r: Residents, slots: Slots, sites: Sites, row: Floats) -> None:
    """Count commitments and initiatives at the end of the week."""
    for i in range(r.state.shape[1]):
        role = r.state[resident.ROLE, i]
        row[tally.HELPERS_WAITING] += role == WAITING_HELPER
        row[tally.HELPERS_MATCHED] += role == MATCHED_HELPER
        row[tally.VOLUNTEERS] += role in (VOLUNTEER, BOARD_MEMBER)
        row[tally.BOARD_MEMBERS] += role == BOARD_MEMBER
        row[tally.PARTICIPANTS] += r.state[resident.PARTICIPATES, i] >= 0
    for s in range(len(slots.kind)):
        if sites.state[site.RUNNING, s]:
            row[tally.RUNNING_FIRST + slots.kind[s]] += 1
            row[tally.MODE_FIRST + sites.state[site.MODE, s]] += 1
            row[tally.ENERGY] += sites.level[site.ENERGY, s]
