"""A small neighbourhood with more community work than usual, so that little time shows much."""

from __future__ import annotations

import pytest

from cohesie_sim import Scenario, load_scenario
from cohesie_sim.model import NeighbourhoodModel
from tests.model.lucky import Lucky


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    changes = {
        "residents": 200,
        "calendar.start": "2020-02-03",
        "calendar.weeks": 16,
        "calendar.burn_in_weeks": 4,
        "funding.fte_per_10000": 90,
    }
    return load_scenario("nl_2020_2022").with_changes(changes)


@pytest.fixture
def model(scenario: Scenario) -> NeighbourhoodModel:
    """Return a model before its first week."""
    return NeighbourhoodModel(scenario)


@pytest.fixture
def lucky(scenario: Scenario) -> Lucky:
    """Return a model before its first week in which whatever can happen happens."""
    return Lucky(scenario)


@pytest.fixture(scope="session")
def finished(scenario: Scenario) -> NeighbourhoodModel:
    """Return a model that has run to the end; only to be looked at."""
    return NeighbourhoodModel(scenario).run()
