"""The model of the app lives the same weeks as any other, and its controls are arguments that Mesa can give it."""

from __future__ import annotations

import inspect
from dataclasses import replace

import pytest

from cohesie_sim import Scenario, load_scenario
from cohesie_sim.model import NeighbourhoodModel
from cohesie_sim.model.watch.app import Order, settings_text
from cohesie_sim.model.watch.watched import Choices, WatchedNeighbourhood


@pytest.fixture(scope="module")
def small() -> Scenario:
    changes = {"residents": 100, "calendar.weeks": 4, "calendar.burn_in_weeks": 3, "funding.fte_per_10000": 30}
    return load_scenario("nl_2020_2022").with_changes(changes)


@pytest.fixture
def order(small: Scenario) -> Order:
    shock = small.with_changes({"shock.series": "none"})
    return Order(Choices({"mine": small, "other": shock}), "mine", ["heerlen", "moerwijk"], 7, "en")


def test_it_starts_after_the_burn_in_and_lives_the_same_weeks(order: Order, small: Scenario) -> None:
    watched, usual = WatchedNeighbourhood(**order.values()), NeighbourhoodModel(small, rng=7)
    for _ in range(3):
        usual.step()
    assert (watched.steps, watched.now.week) == (0, -1)
    for week in range(4):
        watched.step()
        usual.step()
        assert watched.observer.outcomes == usual.observer.outcomes
        assert watched.steps == week + 1
    frame = watched.datacollector.get_model_vars_dataframe()
    assert frame["week"].tolist() == [-1, 0, 1, 2, 3]


def test_after_the_last_week_nothing_happens(order: Order) -> None:
    watched = WatchedNeighbourhood(**order.values())
    for _ in range(6):
        watched.step()
    assert (watched.running, watched.now.week) == (False, 3)


def test_without_a_burn_in_nothing_has_been_collected(order: Order, small: Scenario) -> None:
    scenario = small.with_changes({"calendar.burn_in_weeks": 0})
    watched = WatchedNeighbourhood(**replace(order, choices=Choices({"mine": scenario})).values())
    assert len(watched.datacollector.get_model_vars_dataframe()) == 0
    watched.step()
    assert watched.now.week == 0


def test_every_control_is_an_argument_and_none_of_a_name_that_mesa_fills_itself(order: Order) -> None:
    arguments = set(inspect.signature(WatchedNeighbourhood).parameters)
    assert set(order.controls()) == set(order.values()) == arguments
    assert not arguments & {"scenario", "rng", "kwargs", "simulator"}


def test_controls_change_the_model(order: Order) -> None:
    chosen = {"lockdown": "other", "funding": 0.0, "neighbourhood": "moerwijk", "hypothesis": "null", "residents": 150}
    watched = WatchedNeighbourhood(**{**order.values(), **chosen})
    assert (
        settings_text(watched, "en") == "Moerwijk, Den Haag, 150 residents, 0 fte per 10,000; hypothesis null, seed 7"
    )
    assert watched.setting.lockdowns() == []
    assert not watched.inputs.fte_per_10000.any()


def test_sliders_reach_as_far_as_the_value_with_which_they_start(order: Order, small: Scenario) -> None:
    large = small.with_changes({"residents": 5000})
    controls = replace(order, choices=Choices({"mine": large}), seed=12345).controls()
    assert (controls["residents"]["value"], controls["residents"]["max"]) == (5000, 5000)
    assert (controls["funding"]["max"], controls["seed"]["max"]) == (30.0, 12345)
    assert controls["lockdown"]["values"] == ["mine"]
