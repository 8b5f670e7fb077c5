"""Conditions: every weekly input reaches the rules, in its own place and week."""

from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions, conditions_of
from cohesie_sim.rules.fear import FearParameters, felt_threat
from cohesie_sim.rules.restrictions import RestrictionsParameters, openness
from cohesie_sim.scenarios.inputs import WeeklyInputs

RESTRICTIONS = RestrictionsParameters(compliance=0.8)
FEAR = FearParameters(half_threat=0.2)
WEEKS, BURN_IN = 3, 2
NAMES = WeeklyInputs._fields


def _inputs() -> WeeklyInputs:
    """Return inputs that are all different from one another and from week to week."""
    values = np.linspace(0.01, 0.99, WEEKS * len(NAMES)).reshape(len(NAMES), WEEKS)
    return WeeklyInputs(*values)


@kernel
def _compiled(
    inputs: WeeklyInputs, index: int, burn_in: int, restrictions: RestrictionsParameters, fear: FearParameters
) -> Conditions:
    return conditions_of(inputs, index, burn_in, restrictions, fear)


@pytest.mark.parametrize("index", range(WEEKS))
def test_weeks_count_from_the_start_of_the_horizon(index: int) -> None:
    assert conditions_of(_inputs(), index, BURN_IN, RESTRICTIONS, FEAR).week == index - BURN_IN


@pytest.mark.parametrize("index", range(WEEKS))
def test_every_condition_comes_from_its_own_input(index: int) -> None:
    week = {name: values[index] for name, values in _inputs()._asdict().items()}
    now = conditions_of(_inputs(), index, BURN_IN, RESTRICTIONS, FEAR)._asdict()
    del now["week"]
    for channel in ("visits", "work", "public", "indoor", "outdoor"):
        assert now.pop(f"open_{channel}") == openness(week[f"closed_{channel}"], RESTRICTIONS)
    assert now.pop("felt") == felt_threat(week["threat"], FEAR)
    assert now.pop("comfort") == week["outdoor_comfort"]
    assert now == {name: week[name] for name in now}


@pytest.mark.parametrize("name", NAMES)
def test_no_input_is_lost(name: str) -> None:
    inputs = _inputs()
    changed = inputs._replace(**{name: getattr(inputs, name) + 0.005})
    before = conditions_of(inputs, 1, BURN_IN, RESTRICTIONS, FEAR)
    assert conditions_of(changed, 1, BURN_IN, RESTRICTIONS, FEAR) != before


@pytest.mark.parametrize("index", range(WEEKS))
def test_compiled_conditions_are_the_same(index: int) -> None:
    arguments = (_inputs(), index, BURN_IN, RESTRICTIONS, FEAR)
    assert _compiled(*arguments) == conditions_of(*arguments)
