"""Whom community workers come across and whom they come for."""

from __future__ import annotations

import pytest

from cohesie_sim.model import CommunityWorker, NeighbourhoodModel, Resident
from cohesie_sim.outcomes.columns import (
    CELLS_VISITED,
    ENCOUNTERS,
    FORMAT_VISITORS,
    FORMATS_HELD,
    NEWLY_KNOWN,
    PRACTICAL_HELP,
    SIGNALS,
    VISITS,
)
from cohesie_sim.rules.hypothesis import HYPOTHESES
from tests.model.lucky import Lucky


def _worker(model: NeighbourhoodModel) -> CommunityWorker:
    """Return a worker whose patch is the whole neighbourhood."""
    worker = CommunityWorker(model, 0)
    worker.patch = model.blocks
    return worker


def _crowd(model: NeighbourhoodModel) -> None:
    """Make porch talks the best format by far, without a limit to the group, in the best of conditions."""
    formats = model.parameters.formats
    crowded = formats._replace(porch_talk=formats.porch_talk._replace(reach=0.5, group=200))
    model.parameters = model.parameters._replace(formats=crowded)
    model.now = model.now._replace(outdoor_formats=1.0, open_outdoor=1.0, comfort=1.0)


def _trouble(residents: list[Resident]) -> int:
    """Isolate every third and give a need to every fourth, and return how many are in trouble."""
    for number, resident in enumerate(residents):
        resident.isolated, resident.need_weeks = number % 3 == 0, 2 * (number % 4 == 0)
    return sum(resident.isolated or resident.need_weeks > 0 for resident in residents)


@pytest.mark.parametrize(("in_person", "on_round"), [(True, True), (True, False), (False, True), (False, False)])
def test_the_first_talk_of_a_week_makes_familiar_and_only_on_a_round_it_is_a_signal(
    model: NeighbourhoodModel, in_person: bool, on_round: bool
) -> None:
    worker, resident, p = _worker(model), model.residents[0], model.parameters.isolation
    resident.isolated = True
    for _ in range(3):
        worker.talk(resident, in_person, on_round)
    row = model.observer.row
    assert (resident.contacts.worker_met, resident.contacts.worker_called) == ((3, 0) if in_person else (0, 3))
    assert resident.familiarity == pytest.approx(p.gain if in_person else p.by_phone * p.gain)
    assert row[ENCOUNTERS] == row[SIGNALS] == int(on_round)
    assert row[NEWLY_KNOWN] == int(in_person)  # a gain of 0.35 makes known from 0.3 on, half of it does not


def test_on_a_round_everybody_met_is_an_encounter_once_and_trouble_a_signal(lucky: Lucky) -> None:
    block = lucky.blocks[0]
    trouble = _trouble(block.residents)
    _crowd(lucky)
    _worker(lucky).visit_block(block, youth_only=False)
    row = lucky.observer.row
    assert row[FORMATS_HELD] == 1
    assert row[FORMAT_VISITORS] == len(block.residents)  # talked to already in the street
    assert row[ENCOUNTERS] == len(block.residents)
    assert row[SIGNALS] == trouble > 0


def test_visitors_of_a_format_are_encounters_too(lucky: Lucky) -> None:
    block = lucky.blocks[0]
    _trouble(block.residents)
    _crowd(lucky)
    worker = _worker(lucky)
    worker.hold_format(block, worker.choose_format(block))
    visitors = [resident for resident in block.residents if resident.contacts.worker > 0]
    row = lucky.observer.row
    assert row[ENCOUNTERS] == row[FORMAT_VISITORS] == len(visitors) > 0
    assert row[SIGNALS] == sum(resident.isolated or resident.need_weeks > 0 for resident in visitors)


def test_hours_for_youth_reach_those_of_the_declared_ages_only(lucky: Lucky) -> None:
    worker, p = _worker(lucky), lucky.parameters.community_work
    for block in lucky.blocks:
        worker.visit_block(block, youth_only=True)
    met = {resident for resident in lucky.residents if resident.contacts.worker > 0}
    assert met == {resident for resident in lucky.residents if p.young_from <= resident.age < p.young_until}
    assert lucky.observer.row[CELLS_VISITED] == len(lucky.blocks)
    assert lucky.observer.row[FORMATS_HELD] == 0


@pytest.mark.parametrize("home_advice", [0.0, 1.0])
def test_visits_and_practical_help_bring_no_news(model: NeighbourhoodModel, home_advice: float) -> None:
    _trouble(model.residents)
    for resident in model.residents:
        resident.familiarity = 0.5
    model.now = model.now._replace(home_advice=home_advice)
    worker, row = _worker(model), model.observer.row
    worker.pay_visits(20.0)
    worker.help_in_practice(20.0)
    assert (row[VISITS], row[PRACTICAL_HELP]) == (20, 20)
    assert (row[ENCOUNTERS], row[SIGNALS]) == (0, 0)


@pytest.mark.parametrize(("hypothesis", "online"), [("article", True), ("self_reliance", True), ("null", False)])
def test_practical_help_gets_nobody_online_when_nothing_lasts(lucky: Lucky, hypothesis: str, online: bool) -> None:
    lucky.hypothesis, resident = HYPOTHESES[hypothesis], lucky.residents[0]
    resident.online, resident.need_weeks = False, 3
    _worker(lucky).meet_need(resident)
    assert (resident.online, resident.need_weeks, resident.was_helped) == (online, 0, True)
