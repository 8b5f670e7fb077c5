"""The Mesa model as somebody meets it who knows Mesa."""

from __future__ import annotations

import inspect
import re

import mesa
import numpy as np
import pytest
from mesa.discrete_space import CellAgent, FixedAgent, OrthogonalMooreGrid

from cohesie_sim import Scenario
from cohesie_sim.model import (
    COLLECTED,
    CommunityWorker,
    Initiative,
    Municipality,
    NeighbourhoodModel,
    Resident,
    Volunteer,
)
from cohesie_sim.outcomes.columns import NEIGHBOURHOOD_TALLIES, RESIDENT_TALLIES
from cohesie_sim.schedule import SCHEDULE


def test_the_week_is_written_in_the_order_of_the_schedule() -> None:
    named = re.findall(r"  # (.+)$", inspect.getsource(NeighbourhoodModel.step), flags=re.MULTILINE)
    assert named == [process.name for process in SCHEDULE]


def test_agents_are_mesa_agents_on_a_mesa_grid(finished: NeighbourhoodModel) -> None:
    assert isinstance(finished, mesa.Model)
    assert isinstance(finished.grid, OrthogonalMooreGrid)
    assert issubclass(Resident, CellAgent)
    assert issubclass(CommunityWorker, CellAgent)
    assert issubclass(Initiative, FixedAgent)
    by_type = {kind: len(agents) for kind, agents in finished.agents_by_type.items()}
    assert by_type[Resident] == 200
    assert by_type[Initiative] == len(finished.initiatives)
    assert by_type[Municipality] == 1
    assert by_type[CommunityWorker] == len(finished.team.workers) == 2
    assert by_type[Volunteer] == sum(resident.commitment is not None for resident in finished.residents) > 0
    assert sum(by_type.values()) == len(finished.agents)


def test_everybody_lives_in_the_cell_that_the_neighbourhood_says(finished: NeighbourhoodModel) -> None:
    space, home = finished.neighbourhood.space, finished.neighbourhood.traits.cell
    for resident in finished.residents:
        number = home[resident.index]
        assert resident.cell is resident.home is finished.blocks[number]
        assert resident.home.coordinate == (space.cell_row[number], space.cell_col[number])
        assert resident in resident.home.agents
    for block in finished.blocks:
        assert [agent for agent in block.agents if isinstance(agent, Resident)] == block.residents


def test_run_ends_with_the_horizon(scenario: Scenario, finished: NeighbourhoodModel) -> None:
    assert not finished.running
    assert finished.now.week == scenario.weeks - 1
    with pytest.raises(RuntimeError, match="the horizon of 16 weeks is over"):
        finished.step()


def test_step_runs_one_week(model: NeighbourhoodModel) -> None:
    weeks = []
    for _ in range(6):
        model.step()
        weeks.append(model.now.week)
    assert weeks == [-4, -3, -2, -1, 0, 1]
    assert len(model.weekly()) == len(model.raw().rows) == 2


def test_the_data_collector_has_a_row_per_step(scenario: Scenario, finished: NeighbourhoodModel) -> None:
    frame = finished.datacollector.get_model_vars_dataframe()
    assert list(frame.columns) == list(COLLECTED)
    assert frame["week"].tolist() == list(range(-4, scenario.weeks))
    weekly = finished.weekly()
    for name in set(COLLECTED) & set(weekly.columns):
        np.testing.assert_allclose(frame[name].to_numpy()[4:], weekly[name].to_numpy(), rtol=1e-12)


def test_weekly_is_dated(scenario: Scenario, finished: NeighbourhoodModel) -> None:
    weekly = finished.weekly()
    assert weekly["date"].dt.date.tolist() == scenario.mondays()
    assert weekly["isolated"].between(0, 1).all()


def test_raw_has_the_shape_of_the_tallies(scenario: Scenario, finished: NeighbourhoodModel) -> None:
    raw = finished.raw()
    assert raw.rows.shape == (scenario.weeks, len(NEIGHBOURHOOD_TALLIES))
    assert raw.sums.shape[::2] == (scenario.weeks, len(RESIDENT_TALLIES))
    assert (raw.sums.sum(axis=1)[:, 0] == 200).all()


def test_raw_before_the_first_week_is_empty_but_whole(model: NeighbourhoodModel) -> None:
    raw = model.raw()
    assert len(raw.rows) == len(raw.sums) == 0
    assert len(raw.residents["fear"]) == 200
    assert (raw.commitments[:, 5] == 0).all()


def test_the_same_seed_gives_the_same_run_and_another_one_does_not(
    scenario: Scenario, finished: NeighbourhoodModel
) -> None:
    short = scenario.with_changes({"calendar.weeks": 2})
    first = NeighbourhoodModel(short, rng=1).run().raw()
    np.testing.assert_array_equal(first.sums, finished.raw().sums[:2])
    for seed, replicate in ((2, 0), (1, 1)):
        other = NeighbourhoodModel(short, rng=seed, replicate=replicate).run().raw()
        assert not np.array_equal(first.sums, other.sums)


def test_no_process_draws_from_mesas_generators(model: NeighbourhoodModel) -> None:
    before = model.random.getstate(), model.rng.bit_generator.state
    model.run()
    assert (model.random.getstate(), model.rng.bit_generator.state) == before
