"""Processes *municipality* and *community work*, first part: decisions, hours and their division over tasks."""

from __future__ import annotations

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import resident, site
from cohesie_sim.engine.columns import (
    COOPERATION,
    DOSSIER,
    EXTRA_LEFT,
    FATIGUE,
    MET,
    PENDING,
    USUAL,
    Floats,
    Residents,
    Sites,
    Town,
)
from cohesie_sim.engine.joining import maintain_links, mean_link
from cohesie_sim.kinds import HELP_GROUP, PAUSED
from cohesie_sim.neighbourhood.columns import Slots
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.parameters import Parameters
from cohesie_sim.rules.community_work import Hours, allocate, hours_bought, hours_for_residents, support_weight
from cohesie_sim.rules.municipality import (
    MunicipalityParameters,
    decision_delay,
    is_alarming,
    next_cooperation,
    next_dossier,
    next_fatigue,
    next_usual,
    urgency,
)
from cohesie_sim.rules.viability import next_support


@kernel
def govern(town: Town, now: Conditions, p: MunicipalityParameters, row: Floats) -> None:
    """Update cooperation and fatigue, and let decisions on extra hours fall due."""
    urgent = urgency(now.felt, now.closed_indoor)
    link = mean_link(town)
    fatigue = town.levels[FATIGUE]
    town.levels[COOPERATION] = next_cooperation(town.levels[COOPERATION], urgent, fatigue, now.crisis_mode, link, p)
    town.levels[FATIGUE] = next_fatigue(fatigue, urgent, p)
    if town.waits[EXTRA_LEFT] > 0:
        town.waits[EXTRA_LEFT] -= 1
    if town.waits[PENDING] > 0:
        town.waits[PENDING] -= 1
        if town.waits[PENDING] == 0:
            town.waits[EXTRA_LEFT] = p.extra_weeks
    row[tally.COOPERATION] = town.levels[COOPERATION]
    row[tally.FATIGUE] = town.levels[FATIGUE]
    row[tally.MEAN_LINK] = link


@kernel
def hear_signals(town: Town, now: Conditions, p: MunicipalityParameters, row: Floats) -> None:
    """Let signals of the week reach the municipality, which may put extra hours on its agenda."""
    dossier = next_dossier(town.levels[DOSSIER], row[tally.SIGNALS], p)
    met = next_dossier(town.levels[MET], row[tally.ENCOUNTERS], p)
    usual = next_usual(town.levels[USUAL], dossier, met, p)
    town.levels[DOSSIER], town.levels[MET], town.levels[USUAL] = dossier, met, usual
    idle = town.waits[PENDING] == 0 and town.waits[EXTRA_LEFT] == 0
    if now.signal_hours > 0.0 and idle and is_alarming(dossier, met, usual, p):
        town.waits[PENDING] = decision_delay(town.levels[COOPERATION], p)


@kernel
def known_demand(r: Residents, p: Parameters) -> tuple[int, int]:
    """Return how many known residents are isolated, and how many have an unanswered need."""
    isolated, needy = 0, 0
    familiarity = r.level[resident.FAMILIARITY]
    apart, need_weeks, has_helper = (
        r.code[resident.ISOLATED],
        r.state[resident.NEED_WEEKS],
        r.code[resident.HAS_HELPER],
    )
    for i in range(len(familiarity)):
        known = familiarity[i] >= p.isolation.known
        isolated += known & (apart[i] != 0)
        needy += known & (need_weeks[i] > 0) & (has_helper[i] == 0)
    return isolated, needy


@kernel
def matching_demand(slots: Slots, sites: Sites, p: Parameters) -> float:
    """Return the hours that helpers ask for: those who wait to be matched, the others to be kept."""
    waiting, matched = 0, 0
    for s in range(len(slots.kind)):
        if slots.kind[s] == HELP_GROUP:
            waiting += sites.state[site.WAITING, s]
            matched += sites.state[site.VOLUNTEERS, s] - sites.state[site.WAITING, s]
    return waiting * p.community_work.match_hours + matched * p.spontaneous_help.full_hours


@kernel
def plan_hours(
    r: Residents, slots: Slots, sites: Sites, town: Town, now: Conditions, p: Parameters, row: Floats
) -> tuple[Hours, float]:
    """Divide the workers' hours over tasks, and give initiatives their support.

    Parameters
    ----------
    r, slots, sites, town
        State; support of the sites and links of the town are updated.
    now
        Conditions of the week.
    p
        Parameters.
    row
        Tallies of the week.

    Returns
    -------
    tuple
        Hours per task, and hours for young people only.
    """
    q = p.community_work
    n = r.state.shape[1]
    bought = hours_bought(now.fte_per_10000, n, q)
    extra = p.municipality.extra * bought if town.waits[EXTRA_LEFT] > 0 else 0.0
    youth = extra * p.municipality.for_youth * (1.0 - q.discretion)
    isolated, needy = known_demand(r, p)
    weights = 0.0
    for s in range(len(slots.kind)):
        if slots.kind[s] != HELP_GROUP:
            weights += support_weight(
                not sites.state[site.RUNNING, s], sites.state[site.MODE, s] == PAUSED, sites.level[site.ENERGY, s]
            )
    visits = isolated * q.visit_hours * q.visit_rate
    practical = needy * q.practical_hours
    matching = matching_demand(slots, sites, p) * now.organised_matching
    general = bought + extra - youth
    brokerage = q.brokerage_share * general * now.brokerage
    demand = visits + practical + weights * q.support_hours + matching + brokerage
    hours = allocate(
        hours_for_residents(general, demand, q), visits, practical, weights * q.support_hours, matching, brokerage, q
    )
    for s in range(len(slots.kind)):
        if slots.kind[s] != HELP_GROUP:
            weight = support_weight(
                not sites.state[site.RUNNING, s], sites.state[site.MODE, s] == PAUSED, sites.level[site.ENERGY, s]
            )
            given = hours.support * weight / weights if weights > 0.0 else 0.0
            sites.level[site.SUPPORT, s] = next_support(sites.level[site.SUPPORT, s], given, p.viability)
    maintain_links(town, now.week, 1000.0 * hours.brokerage / n, p)
    row[tally.HOURS_BOUGHT] = bought
    row[tally.HOURS_EXTRA] = extra
    row[tally.HOURS_STREET] = hours.street + youth
    row[tally.HOURS_VISITS] = hours.visits
    row[tally.HOURS_PRACTICAL] = hours.practical
    row[tally.HOURS_SUPPORT] = hours.support
    row[tally.HOURS_MATCHING] = hours.matching
    row[tally.HOURS_BROKERAGE] = hours.brokerage
    return hours, youth
