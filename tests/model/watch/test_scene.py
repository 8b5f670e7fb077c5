"""The map of a week holds what the model holds, at places that can be worked out by hand."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from cohesie_sim import load_scenario
from cohesie_sim.kinds import HUISKAMER, INDOOR, PAUSED
from cohesie_sim.model import NeighbourhoodModel
from cohesie_sim.model.watch import scene as watched
from cohesie_sim.model.watch.scene import CONNECTED, FREE, KNOWN, LOCKDOWN, MEASURES, OUT_OF_SIGHT, scene_of, state_of


class Ground:
    """A block of the grid, as far as the map asks for it."""

    def __init__(self, row: int, column: int, residents: int) -> None:
        self.coordinate, self.residents = (row, column), [None] * residents


def _block(row: int, column: int, residents: int = 0) -> Any:
    return Ground(row, column, residents)


def test_the_first_row_is_on_top_and_residents_fill_a_block_line_by_line() -> None:
    # four residents need ceil(sqrt(4 * 0.86 / 0.64)) = 3 columns and two lines; three live here
    homes = list(watched._homes(_block(1, 2, residents=3), most=4, rows=3))
    across = [2.07 + 0.86 * share for share in (1 / 6, 3 / 6, 5 / 6)]
    assert [x for x, _ in homes] == pytest.approx(across)
    assert [y for _, y in homes] == pytest.approx([1.06 + 0.64 * 0.75] * 3)
    assert watched._corner(_block(0, 0), rows=3) == (0.0, 2.0)


def test_a_second_line_stands_below_the_first() -> None:
    homes = list(watched._homes(_block(0, 0, residents=4), most=4, rows=1))
    assert homes[3] == pytest.approx((0.07 + 0.86 / 6, 0.06 + 0.64 * 0.25))


def test_sites_of_a_block_stand_beside_one_another_in_its_upper_strip() -> None:
    block = _block(0, 1)
    sites: list[Any] = [
        SimpleNamespace(block=block, code=HUISKAMER, running=True, mode=INDOOR),
        SimpleNamespace(block=block, code=3, running=True, mode=PAUSED),
        SimpleNamespace(block=_block(1, 0), code=4, running=False, mode=PAUSED),
    ]
    first, second, third = watched._marks(sites, rows=2)
    assert first == pytest.approx((1.13, 1.85, HUISKAMER, watched.OPEN))
    assert second == pytest.approx((1.32, 1.85, 3, watched.PAUSED))
    assert third == pytest.approx((0.13, 0.85, 4, watched.ABSENT))


def test_a_resident_is_out_of_sight_when_isolated_and_known_to_nobody(model: NeighbourhoodModel) -> None:
    resident, p = model.residents[0], model.parameters.isolation
    assert state_of(resident, 30) == CONNECTED
    resident.isolated = True
    assert state_of(resident, 30) == OUT_OF_SIGHT
    resident.familiarity = p.known
    assert state_of(resident, 30) == KNOWN
    resident.familiarity = 0.0
    resident.seen_by_initiative = 30
    assert state_of(resident, 30) == KNOWN
    assert state_of(resident, 30 + p.initiative_weeks) == OUT_OF_SIGHT
    resident.seen_by_professional = 30
    assert state_of(resident, 30 + p.initiative_weeks) == KNOWN


def test_counts_are_those_of_the_model(finished: NeighbourhoodModel) -> None:
    counts, outcomes = scene_of(finished).counts, finished.observer.outcomes
    assert counts.adults == sum(resident.is_adult for resident in finished.residents)
    assert counts.isolated == pytest.approx(outcomes["isolated"] * counts.adults)
    assert counts.out_of_sight == pytest.approx(outcomes["out_of_sight"] * counts.adults)
    assert (counts.existing, counts.open) == (outcomes["running"], outcomes["active"])
    rooms = [site for site in finished.initiatives if site.code == HUISKAMER and site.running]
    assert counts.huiskamers == len(rooms)
    assert counts.open_huiskamers == sum(site.mode != PAUSED for site in rooms)


def test_everybody_stands_in_the_own_block(finished: NeighbourhoodModel) -> None:
    scene = scene_of(finished)
    assert len(scene.residents) == len(scene.states) == len(finished.residents)
    for resident, place in zip(finished.residents, scene.residents, strict=True):
        row, column = resident.home.coordinate
        assert tuple(np.floor(place)) == (column, scene.rows - 1 - row)
    for site, mark in zip(sorted(finished.initiatives, key=_by_place), sorted(scene.sites), strict=True):
        assert (mark.kind, (int(mark.x), scene.rows - 1 - int(mark.y))) == (site.code, site.block.coordinate[::-1])


def _by_place(site: Any) -> tuple[int, int, int]:
    row, column = site.block.coordinate
    return column, -row, site.slot


def test_no_two_signs_stand_at_the_same_place(finished: NeighbourhoodModel) -> None:
    scene = scene_of(finished)
    assert len(scene.workers) == len(finished.team.workers) > 1
    places = [*scene.residents.tolist(), *scene.workers.tolist(), *([site.x, site.y] for site in scene.sites)]
    assert len({(round(x, 6), round(y, 6)) for x, y in places}) == len(places)


def test_workers_in_one_block_stand_apart_and_one_without_a_block_is_not_shown() -> None:
    block = _block(0, 0)
    workers = [SimpleNamespace(cell=cell) for cell in (block, block, None)]
    model: Any = SimpleNamespace(team=SimpleNamespace(workers=workers))
    assert watched._stands(model, rows=1) == [pytest.approx((0.89, 0.85)), pytest.approx((0.76, 0.85))]


def test_a_map_stays_as_it_was_when_the_model_goes_on(model: NeighbourhoodModel) -> None:
    model.step()
    scene = scene_of(model)
    before = (scene.week, scene.monday, scene.states.tolist(), scene.workers.tolist(), scene.counts)
    for _ in range(6):
        model.step()
    assert before == (scene.week, scene.monday, scene.states.tolist(), scene.workers.tolist(), scene.counts)
    with pytest.raises(FrozenInstanceError):
        scene.week = 3  # type: ignore[misc]


def test_weeks_have_the_phase_of_their_thursday(model: NeighbourhoodModel) -> None:
    phases = {}
    while model.running:
        model.step()
        phases[watched.monday_of(model)] = watched.phase_of(model)
    assert phases[date(2020, 1, 27)] == phases[date(2020, 3, 2)] == FREE
    assert phases[date(2020, 3, 9)] == MEASURES
    assert phases[date(2020, 3, 16)] == phases[date(2020, 5, 11)] == LOCKDOWN


def test_the_last_measures_ended_in_march_2022() -> None:
    months = {"calendar.start": "2022-03-07", "calendar.weeks": 5, "calendar.burn_in_weeks": 0, "residents": 50}
    model = NeighbourhoodModel(load_scenario("nl_2020_2022").with_changes(months))
    phases = []
    while model.running:
        model.step()
        phases.append(watched.phase_of(model))
    assert phases == [MEASURES, MEASURES, MEASURES, FREE, FREE]  # until 23 March, a Wednesday


def test_before_the_first_week_the_map_shows_the_start(model: NeighbourhoodModel) -> None:
    scene = scene_of(model)
    assert (scene.week, scene.monday, scene.counts.isolated) == (-4, date(2020, 1, 6), 0)
    assert scene.workers.shape == (0, 2)
