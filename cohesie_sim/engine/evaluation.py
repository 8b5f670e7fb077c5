"""Processes *isolation*, *trust* and *loneliness*, and the week's tallies, over the columns."""

from __future__ import annotations

import numpy as np

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import channel, resident, site, trait
from cohesie_sim.engine.columns import Counts, Floats, Ints, Residents, Sites, Traits
from cohesie_sim.kinds import PAUSED
from cohesie_sim.neighbourhood.columns import Slots
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.outcomes.columns import GROUPS
from cohesie_sim.outcomes.definitions import is_lonely, is_severely_lonely, is_subscale_lonely
from cohesie_sim.parameters import Parameters
from cohesie_sim.rules.isolation import IsolationParameters, is_isolated, is_known, next_frequency
from cohesie_sim.rules.loneliness import LonelinessParameters, item_score, lost_share, next_emotional, next_social
from cohesie_sim.rules.trust import TrustParameters, next_trust, usual_trust
from cohesie_sim.rules.volunteering import BOARD_MEMBER, MATCHED_HELPER, VOLUNTEER, WAITING_HELPER
from cohesie_sim.start import ADULT

_CHANNELS = len(channel.CHANNELS)
_SOCIAL_SCORES, _EMOTIONAL_SCORES = 6, 7  # 0 to 5 and 0 to 6 items
_SIGHTS = (tally.ISOLATED, tally.OUT_OF_SIGHT, tally.KNOWN_BY_WORKER, tally.NEED_OPEN)
_CIRCLES = (tally.WEEKLY_FAMILY, tally.WEEKLY_FRIENDS, tally.WEEKLY_NEIGHBOURS, tally.VOLUNTEERED)


@kernel
def evaluate(traits: Traits, r: Residents, c: Counts, lasting: float, p: Parameters) -> None:
    """Let residents remember this week's contacts, and update isolation, trust and loneliness.

    One short loop per state variable, since a processor does several residents of such a loop at once.
    """
    remember(traits, r, c, p.isolation)
    trust(traits, r, c, lasting, p.trust)
    feel_lonely(traits, r, p)


@kernel
def remember(traits: Traits, r: Residents, c: Counts, p: IsolationParameters) -> None:
    """Remember this week's contacts, and judge which adults are isolated."""
    family, friends = r.level[resident.FAMILY], r.level[resident.FRIENDS]
    neighbours, meetings = r.level[resident.NEIGHBOURS], r.level[resident.MEETINGS]
    met, called = c[channel.FAMILY_MET], c[channel.FAMILY_CALLED]
    for i in range(len(family)):
        family[i] = next_frequency(family[i], met[i] + called[i], p)
    met_friends, called = c[channel.FRIENDS_MET], c[channel.FRIENDS_CALLED]
    for i in range(len(friends)):
        friends[i] = next_frequency(friends[i], met_friends[i] + called[i], p)
    for i in range(len(meetings)):
        meetings[i] = next_frequency(meetings[i], met[i] + met_friends[i], p)
    for i in range(len(neighbours)):
        contacts = 0
        for k in range(channel.NEIGHBOURS_OUTDOORS, channel.VOLUNTEER + 1):
            contacts += c[k, i]
        neighbours[i] = next_frequency(neighbours[i], contacts, p)
    isolated, age = r.code[resident.ISOLATED], traits.code[trait.AGE]
    for i in range(len(isolated)):
        isolated[i] = (age[i] >= ADULT) & is_isolated(family[i], friends[i], neighbours[i], p)


@kernel
def trust(traits: Traits, r: Residents, c: Counts, lasting: float, p: TrustParameters) -> None:
    """Update trust after contacts with workers, help, and needs that nobody met."""
    levels, strained = r.level[resident.TRUST], traits.code[trait.STRAINED]
    met, called = c[channel.WORKER_MET], c[channel.WORKER_CALLED]
    was_helped, need_weeks = r.code[resident.WAS_HELPED], r.state[resident.NEED_WEEKS]
    for i in range(len(levels)):
        usual = usual_trust(strained[i], p)
        levels[i] = next_trust(levels[i], usual, met[i], called[i], was_helped[i], need_weeks[i], lasting, p)


@kernel
def feel_lonely(traits: Traits, r: Residents, p: Parameters) -> None:
    """Update social and emotional loneliness."""
    q = p.loneliness
    family, friends, neighbours = r.level[resident.FAMILY], r.level[resident.FRIENDS], r.level[resident.NEIGHBOURS]
    social, usual = r.level[resident.SOCIAL], r.level[resident.USUAL_CONTACTS]
    setpoint = traits.number[trait.SOCIAL_SETPOINT]
    for i in range(len(social)):
        social[i] = next_social(social[i], setpoint[i], usual[i], family[i] + friends[i] + neighbours[i], q)
    emotional, setpoint = r.level[resident.EMOTIONAL], traits.number[trait.EMOTIONAL_SETPOINT]
    family_rate, friends_rate = traits.number[trait.FAMILY_RATE], traits.number[trait.FRIENDS_RATE]
    meetings = r.level[resident.MEETINGS]
    fear, need_weeks, trusts = r.level[resident.FEAR], r.state[resident.NEED_WEEKS], r.level[resident.TRUST]
    strained, alone = traits.code[trait.STRAINED], traits.code[trait.LIVES_ALONE]
    for i in range(len(emotional)):
        lost_trust = usual_trust(strained[i], p.trust) - trusts[i]
        usual_meetings = (np.float64(family_rate[i]) + np.float64(friends_rate[i])) * (1.0 - p.contact.remote_share)
        lost = lost_share(usual_meetings, meetings[i])
        emotional[i] = next_emotional(
            emotional[i], setpoint[i], lost, fear[i], need_weeks[i] > 0, lost_trust, alone[i], q
        )


@kernel
def tally_contacts(traits: Traits, c: Counts, sums: Floats) -> None:
    """Add everybody's contacts to the sums of the own group, shape (groups, resident tallies)."""
    group = traits.code[trait.GROUP]
    for i in range(len(group)):
        g = group[i]
        sums[g, tally.RESIDENTS] += 1
        for k in range(_CHANNELS):
            sums[g, tally.FAMILY_MET + k] += c[k, i]


@kernel
def tally_adults(traits: Traits, r: Residents, now: Conditions, p: Parameters, sums: Floats) -> None:
    """Add every adult's state to the sums of the own group, and to the own totals over the horizon.

    Everybody's state is written down as one number, several residents at once; then adults are counted by that number.
    """
    codes = np.empty(r.state.shape[1], np.int32)
    for i in range(len(codes)):
        codes[i] = _score(traits, r, i, p.loneliness)
    scores = _count_adults(traits, codes, _SOCIAL_SCORES * _EMOTIONAL_SCORES)
    for i in range(len(codes)):
        codes[i] = _sight(traits, r, i, now.week, p.isolation)
    sights = _count_adults(traits, codes, 16)
    for i in range(len(codes)):
        codes[i] = _circle(r, i, now.week, p)
    circles = _count_adults(traits, codes, 16)
    for g in range(GROUPS):
        _add_scores(scores[g], sums[g])
        _add_bits(sights[g], _SIGHTS, sums[g])
        _add_bits(circles[g], _CIRCLES, sums[g])
    _tally_levels(traits, r, sums)


@kernel
def _count_adults(traits: Traits, codes: Ints, size: int) -> Ints:
    """Return how many adults of each group have each code, shape (groups, size)."""
    counts = np.zeros((GROUPS, size), np.int32)
    group, age = traits.code[trait.GROUP], traits.code[trait.AGE]
    for i in range(len(codes)):
        counts[group[i], codes[i]] += age[i] >= ADULT
    return counts


@kernel
def _tally_levels(traits: Traits, r: Residents, sums: Floats) -> None:
    group, age = traits.code[trait.GROUP], traits.code[trait.AGE]
    fear, trusts = r.level[resident.FEAR], r.level[resident.TRUST]
    for i in range(len(group)):
        if age[i] >= ADULT:
            sums[group[i], tally.FEAR] += fear[i]
            sums[group[i], tally.TRUST] += trusts[i]


@kernel
def _score(traits: Traits, r: Residents, i: int, p: LonelinessParameters) -> int:
    """Return the social and the emotional score of resident ``i`` as one number."""
    social = item_score(r.level[resident.SOCIAL, i], p.social_first, p.spacing, _SOCIAL_SCORES - 1)
    emotional = item_score(r.level[resident.EMOTIONAL, i], p.emotional_first, p.spacing, _EMOTIONAL_SCORES - 1)
    r.total[resident.WEEKS_LONELY, i] += (traits.code[trait.AGE, i] >= ADULT) & is_lonely(social + emotional)
    return social * _EMOTIONAL_SCORES + emotional


@kernel
def _sight(traits: Traits, r: Residents, i: int, week: int, p: IsolationParameters) -> int:
    """Return, as bits in the order of ``_SIGHTS``, whether resident ``i`` is isolated, and who knows it."""
    isolated = r.code[resident.ISOLATED, i] != 0
    familiarity = r.level[resident.FAMILIARITY, i]
    by_initiative = week - r.state[resident.SEEN_BY_INITIATIVE, i]
    unseen = isolated & (not is_known(familiarity, by_initiative, week - r.state[resident.SEEN_BY_PROFESSIONAL, i], p))
    in_need = r.state[resident.NEED_WEEKS, i] > 0
    adult = traits.code[trait.AGE, i] >= ADULT
    r.total[resident.WEEKS_ISOLATED, i] += adult & isolated
    r.total[resident.WEEKS_OUT_OF_SIGHT, i] += adult & unseen
    r.total[resident.WEEKS_IN_NEED, i] += adult & in_need
    return int(isolated + 2 * unseen + 4 * (familiarity >= p.known) + 8 * in_need)


@kernel
def _circle(r: Residents, i: int, week: int, p: Parameters) -> int:
    """Return, as bits in the order of ``_CIRCLES``, with whom resident ``i`` has weekly contact."""
    weekly = p.isolation.weekly
    volunteered = week - r.state[resident.VOLUNTEERED, i] < p.volunteering.four_weeks
    return int(
        (r.level[resident.FAMILY, i] >= weekly)
        + 2 * (r.level[resident.FRIENDS, i] >= weekly)
        + 4 * (r.level[resident.NEIGHBOURS, i] >= weekly)
        + 8 * volunteered
    )


@kernel
def _add_scores(counts: Ints, sums: Floats) -> None:
    for social in range(_SOCIAL_SCORES):
        for emotional in range(_EMOTIONAL_SCORES):
            count, score = counts[social * _EMOTIONAL_SCORES + emotional], social + emotional
            sums[tally.ADULTS] += count
            sums[tally.LONELY] += count * is_lonely(score)
            sums[tally.SEVERELY_LONELY] += count * is_severely_lonely(score)
            sums[tally.SOCIALLY_LONELY] += count * is_subscale_lonely(social)
            sums[tally.EMOTIONALLY_LONELY] += count * is_subscale_lonely(emotional)
            sums[tally.LONELINESS_SCORE] += count * score


@kernel
def _add_bits(counts: Ints, columns: tuple[int, int, int, int], sums: Floats) -> None:
    for bits in range(len(counts)):
        for k in range(4):
            sums[columns[k]] += counts[bits] * ((bits >> k) & 1)


@kernel
def total_worker_contacts(r: Residents, c: Counts) -> None:
    """Add this week's contacts with workers to the residents' totals over the horizon."""
    for i in range(r.state.shape[1]):
        r.total[resident.WORKER_CONTACTS, i] += c[channel.WORKER_MET, i] + c[channel.WORKER_CALLED, i]


@kernel
def tally_neighbourhood(r: Residents, slots: Slots, sites: Sites, row: Floats) -> None:
    """Count commitments and initiatives at the end of the week."""
    roles, participates = r.code[resident.ROLE], r.state[resident.PARTICIPATES]
    waiting, matched, board, others, participants = 0, 0, 0, 0, 0
    for i in range(len(roles)):
        waiting += roles[i] == WAITING_HELPER
        matched += roles[i] == MATCHED_HELPER
        board += roles[i] == BOARD_MEMBER
        others += roles[i] == VOLUNTEER
        participants += participates[i] >= 0
    row[tally.HELPERS_WAITING] = waiting
    row[tally.HELPERS_MATCHED] = matched
    row[tally.VOLUNTEERS] = board + others
    row[tally.BOARD_MEMBERS] = board
    row[tally.PARTICIPANTS] = participants
    for s in range(len(slots.kind)):
        if sites.state[site.RUNNING, s]:
            row[tally.RUNNING_FIRST + slots.kind[s]] += 1
            row[tally.ACTIVE_FIRST + slots.kind[s]] += sites.state[site.MODE, s] != PAUSED
            row[tally.MODE_FIRST + sites.state[site.MODE, s]] += 1
            row[tally.ENERGY] += sites.level[site.ENERGY, s]
