"""Whom workers come across and whom they come for: encounters and signals are counted on rounds only."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import channel, resident, trait
from cohesie_sim.engine.columns import Floats, Residents, contact_columns
from cohesie_sim.engine.fieldwork import work_in_the_field
from cohesie_sim.engine.packing import packed
from cohesie_sim.engine.rounds import talk, visit_cell
from cohesie_sim.kinds import COFFEE_CLUB
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.parameters import Parameters
from cohesie_sim.randomness import week_keys
from cohesie_sim.rules.community_work import Hours
from cohesie_sim.rules.formats import ANYWHERE, Format
from tests.engine.small import PACKED, QUIET, P, bonds, residents, sites, slots, space, tallies, traits

Contacts = npt.NDArray[np.integer[Any]]
KEYS = week_keys(1, 0, 3)
N = 60
FINE = QUIET._replace(open_outdoor=1.0, comfort=1.0, outdoor_formats=1.0)
NOTHING = Hours(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def _parameters(seen: float, format_share: float) -> Parameters:
    """Return parameters under which half of a cell comes to the porch and hardly anybody to another format."""
    crowded = P.formats._replace(porch_talk=Format(0.5, N, 1.0, 0.0, ANYWHERE, 1.0), wary=0.0, lonely_shy=1.0)
    work = P.community_work._replace(seen=seen, format_share=format_share)
    return P._replace(formats=crowded, community_work=work)


@pytest.fixture
def r() -> Residents:
    """Every third isolated, every fourth in need: half of them, in a cell of sixty, are in trouble."""
    people = residents(N)
    people.code[resident.ISOLATED, ::3] = True
    people.state[resident.NEED_WEEKS, ::4] = 2
    return people


def _in_trouble(r: Residents) -> list[bool]:
    return [r.code[resident.ISOLATED, i] > 0 or r.state[resident.NEED_WEEKS, i] > 0 for i in range(N)]


def _visit(r: Residents, p: Parameters, youth_only: bool = False, now: Conditions = FINE) -> tuple[Floats, Contacts]:
    people, c, row = traits(N), contact_columns(N), tallies()
    people.code[trait.AGE] = np.arange(N)
    place, where = space(N), slots([COFFEE_CLUB])
    box = packed(p)
    visit_cell(people, r, c, bonds(N, 8), place, where, sites(1), 0, youth_only, now, 1.0, box, KEYS, row)
    return row, c


def test_on_a_round_everybody_met_is_an_encounter_and_trouble_a_signal(r: Residents) -> None:
    row, c = _visit(r, _parameters(seen=1.0, format_share=0.0))
    assert (c[channel.WORKER_MET] == 1).all()
    assert row[tally.ENCOUNTERS] == N
    assert row[tally.SIGNALS] == sum(_in_trouble(r)) == 30


def test_visitors_of_a_format_are_encounters_too(r: Residents) -> None:
    trouble = _in_trouble(r)
    row, c = _visit(r, _parameters(seen=0.0, format_share=1.0))
    visitors = np.flatnonzero(c[channel.WORKER_MET]).tolist()
    assert row[tally.FORMATS_HELD] == 1
    assert row[tally.ENCOUNTERS] == row[tally.FORMAT_VISITORS] == len(visitors) > 0
    assert row[tally.SIGNALS] == sum(trouble[i] for i in visitors)


def test_nobody_is_counted_twice_in_a_week(r: Residents) -> None:
    row, c = _visit(r, _parameters(seen=1.0, format_share=1.0))
    assert row[tally.FORMAT_VISITORS] > 0
    assert c[channel.WORKER_MET].sum() == N + row[tally.FORMAT_VISITORS]
    assert row[tally.ENCOUNTERS] == N
    assert row[tally.SIGNALS] == 30


def test_hours_for_youth_reach_those_of_the_declared_ages_only(r: Residents) -> None:
    row, c = _visit(r, _parameters(seen=1.0, format_share=1.0), youth_only=True)
    assert np.flatnonzero(c[channel.WORKER_MET]).tolist() == list(range(12, 25))
    assert row[tally.ENCOUNTERS] == 13
    assert row[tally.FORMATS_HELD] == 0


def _work(r: Residents, hours: Hours, home_advice: float) -> tuple[Floats, Contacts]:
    """Let one worker work, in a cell of people whom the team knows."""
    r.level[resident.FAMILIARITY] = 0.5
    c, row, where = contact_columns(N), tallies(), slots([COFFEE_CLUB])
    now = FINE._replace(home_advice=home_advice)
    p = packed(P._replace(community_work=P.community_work._replace(discretion=0.0)))
    work_in_the_field(traits(N), r, c, bonds(N, 8), space(N), where, sites(1), hours, 0.0, now, 1.0, p, KEYS, row)
    assert row[tally.WORKERS] == 1
    return row, c


@pytest.mark.parametrize("home_advice", [0.0, 1.0])
def test_visits_to_known_residents_bring_no_news(r: Residents, home_advice: float) -> None:
    row, c = _work(r, NOTHING._replace(visits=15.0), home_advice)  # time for 15 / 0.75 = 20, all that are isolated
    assert row[tally.VISITS] == 20
    line = channel.WORKER_CALLED if home_advice else channel.WORKER_MET
    assert np.flatnonzero(c[line]).tolist() == list(range(0, N, 3))
    assert row[tally.ENCOUNTERS] == row[tally.SIGNALS] == 0
    called, met = P.isolation.by_phone * P.isolation.gain, P.isolation.gain
    gain = called if home_advice else met
    assert r.level[resident.FAMILIARITY, 0] == pytest.approx(0.5 + gain * 0.5)


def test_practical_help_brings_no_news_and_needs_presence(r: Residents) -> None:
    row, c = _work(r, NOTHING._replace(practical=15.0), home_advice=0.0)  # an hour each for the 15 in need
    assert row[tally.PRACTICAL_HELP] == c[channel.WORKER_MET].sum() == 15
    assert row[tally.ENCOUNTERS] == row[tally.SIGNALS] == 0
    assert (r.state[resident.NEED_WEEKS] == 0).all()


def test_without_presence_nobody_is_helped_in_practice_nor_met_in_the_street(r: Residents) -> None:
    row, c = _work(r, NOTHING._replace(practical=15.0, street=15.0), home_advice=1.0)
    assert row[tally.PRACTICAL_HELP] == row[tally.CELLS_VISITED] == row[tally.ENCOUNTERS] == 0
    assert c.sum() == 0


@pytest.mark.parametrize(("in_person", "share"), [(True, 1.0), (False, P.isolation.by_phone)])
@pytest.mark.parametrize("on_round", [True, False])
def test_the_first_talk_of_a_week_makes_familiar_and_the_others_are_only_contacts(
    r: Residents, in_person: bool, share: float, on_round: bool
) -> None:
    c, row, where = contact_columns(N), tallies(), slots([COFFEE_CLUB])
    for _ in range(3):
        talk(traits(N), r, c, where, sites(1), 0, in_person, on_round, 1.0, PACKED, KEYS, row)
    assert c[channel.WORKER_MET if in_person else channel.WORKER_CALLED, 0] == 3
    assert r.level[resident.FAMILIARITY, 0] == pytest.approx(share * P.isolation.gain)
    assert row[tally.ENCOUNTERS] == row[tally.SIGNALS] == int(on_round)
    assert row[tally.NEWLY_KNOWN] == int(in_person)  # a gain of 0.35 makes known from 0.3 on, half of it does not
