"""The compiled week: the processes of :mod:`cohesie_sim.schedule`, in that order, over the columns."""

from __future__ import annotations

import numpy as np

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions, conditions_of
from cohesie_sim.engine import resident, site
from cohesie_sim.engine.bonds import form_habits, meet_neighbours
from cohesie_sim.engine.circles import feel, keep_contact, volunteer_elsewhere
from cohesie_sim.engine.columns import Counts, Floats, Residents
from cohesie_sim.engine.evaluation import (
    evaluate,
    tally_adults,
    tally_contacts,
    tally_neighbourhood,
    total_worker_contacts,
)
from cohesie_sim.engine.fieldwork import work_in_the_field
from cohesie_sim.engine.helping import arise_needs, help_spontaneously
from cohesie_sim.engine.joining import join_and_leave, refer
from cohesie_sim.engine.meetings import hold_meetings
from cohesie_sim.engine.planning import govern, hear_signals, plan_hours
from cohesie_sim.engine.records import (
    STILL_COMMITTED,
    Records,
    empty_records,
    record_ending,
    record_leaving,
    with_room,
)
from cohesie_sim.engine.sites import take_stock
from cohesie_sim.engine.survival import adapt, survive
from cohesie_sim.engine.volunteers import volunteer
from cohesie_sim.engine.world import World
from cohesie_sim.kinds import RUNNING
from cohesie_sim.outcomes.columns import GROUPS, NEIGHBOURHOOD_TALLIES, RESIDENT_TALLIES
from cohesie_sim.parameters import Parameters
from cohesie_sim.randomness import Keys, week_keys
from cohesie_sim.rules.hypothesis import Hypothesis
from cohesie_sim.rules.volunteering import UNCOMMITTED
from cohesie_sim.scenarios.inputs import WeeklyInputs

_RESIDENT_TALLIES = len(RESIDENT_TALLIES)
_NEIGHBOURHOOD_TALLIES = len(NEIGHBOURHOOD_TALLIES)


@kernel
def run_week(
    world: World,
    now: Conditions,
    hypothesis: Hypothesis,
    p: Parameters,
    keys: Keys,
    records: Records,
    sums: Floats,
    row: Floats,
) -> None:
    """Run one week; the order is that of :mod:`cohesie_sim.schedule`."""
    traits, space, slots, r, c, bonds, sites, town, members = world
    clear_week(r, c)
    take_stock(r, sites, members)
    feel(traits, r, now, p.fear, p.isolation)
    govern(town, now, p.municipality, row)
    hours, youth = plan_hours(r, slots, sites, town, now, p, row)
    adapt(slots, sites, now, hypothesis, p, keys)
    keep_contact(traits, r, c, now, p.contact, keys)
    volunteer_elsewhere(traits, r, now, p.volunteering, keys)
    meet_neighbours(r, c, bonds, now, p.ties, keys, row)
    hold_meetings(traits, r, c, bonds, slots, sites, members, now, p, keys, row)
    work_in_the_field(traits, r, c, bonds, space, slots, sites, hours, youth, now, hypothesis.lasting, p, keys, row)
    hear_signals(town, now, p.municipality, row)
    arise_needs(traits, r, c, p.needs, keys)
    help_spontaneously(traits, r, c, space, slots, sites, hours.matching, now, p, keys, records, row)
    volunteer(traits, r, slots, sites, members.busy[: members.first[-1]], now, hypothesis, p, keys, records, row)
    take_stock(r, sites, members)
    survive(traits, r, space, slots, sites, members, now, hypothesis, p, keys, records, row)
    join_and_leave(traits, r, slots, sites, p.participation, p.kinds, keys, row)
    refer(traits, r, slots, sites, town, now, p, keys, row)
    evaluate(traits, r, c, hypothesis.lasting, p)
    form_habits(traits, r, c, p.ties)
    if now.week >= 0:
        tally_contacts(traits, c, sums)
        tally_adults(traits, r, now, p, sums)
        total_worker_contacts(r, c)
        tally_neighbourhood(r, slots, sites, row)


@kernel
def clear_week(r: Residents, c: Counts) -> None:
    """Forget last week's contacts and help."""
    for column in c:
        column[:] = 0
    r.code[resident.WAS_HELPED, :] = False
    r.code[resident.CAME, :] = False


@kernel
def run_weeks(
    world: World, inputs: WeeklyInputs, burn_in: int, hypothesis: Hypothesis, p: Parameters, seed: int, replicate: int
) -> tuple[Floats, Floats, Records]:
    """Run all weeks of a scenario.

    Parameters
    ----------
    world
        State at the start; changed.
    inputs
        Of the scenario, burn-in first.
    burn_in
        Number of weeks before the horizon.
    hypothesis, p
        Multipliers and parameters.
    seed, replicate
        Whose luck.

    Returns
    -------
    tuple
        Sums over residents, shape (weeks, groups, resident tallies); tallies of the neighbourhood, shape (weeks,
        neighbourhood tallies), both of the horizon only; and the histories.
    """
    total = len(inputs.threat)
    n, m = world.residents.state.shape[1], len(world.slots.kind)
    sums = np.zeros((total - burn_in, GROUPS, _RESIDENT_TALLIES))
    rows = np.zeros((total - burn_in, _NEIGHBOURHOOD_TALLIES))
    records = empty_records(n, m)
    before = np.zeros((GROUPS, _RESIDENT_TALLIES))
    for index in range(total):
        now = conditions_of(inputs, index, burn_in, p.restrictions, p.fear)
        keys = week_keys(seed, replicate, now.week)
        records = with_room(records, n, m)
        if now.week < 0:
            run_week(world, now, hypothesis, p, keys, records, before, np.zeros(_NEIGHBOURHOOD_TALLIES))
        else:
            run_week(world, now, hypothesis, p, keys, records, sums[now.week], rows[now.week])
    records = with_room(records, n, m)
    close_records(world, records, total - burn_in)
    return sums, rows, records


@kernel
def close_records(world: World, records: Records, week: int) -> None:
    """Record commitments and initiatives that outlast the horizon."""
    for i in range(world.residents.state.shape[1]):
        if world.residents.code[resident.ROLE, i] != UNCOMMITTED:
            record_leaving(records, world.residents, i, week, STILL_COMMITTED)
    for s in range(len(world.slots.kind)):
        if world.sites.state[site.RUNNING, s]:
            record_ending(records, world.sites, s, week, RUNNING)
