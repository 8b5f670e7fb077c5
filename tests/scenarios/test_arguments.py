"""What Python callers may pass: everything else is refused in one clear sentence, before anything is built."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cohesie_sim import ConfigurationError, NeighbourhoodModel, load_scenario, simulate
from cohesie_sim.model import CommunityWorker, Resident

SCENARIO = load_scenario("nl_2020_2022").with_changes(
    {"residents": 60, "calendar.weeks": 1, "calendar.burn_in_weeks": 0}
)


def refused(text: str) -> Any:
    return pytest.raises(ConfigurationError, match=rf"^{text}$")


@pytest.mark.parametrize("run", [simulate, NeighbourhoodModel])
def test_a_run_needs_a_scenario(run: Any) -> None:
    with refused(r"scenario = 'no_corona' is not allowed: a Scenario, for instance load_scenario\('no_corona'\)."):
        run("no_corona")
    with refused(r"scenario = None is not allowed: a Scenario, for instance load_scenario\('nl_2020_2022'\)."):
        run(None)


@pytest.mark.parametrize("name", ["seed", "replicates", "jobs"])
@pytest.mark.parametrize("value", ["x", -1, 1.5, True, 2**63, np.random.default_rng(1)])
def test_simulate_refuses_what_is_no_whole_number_in_range(name: str, value: Any) -> None:
    with pytest.raises(ConfigurationError, match=rf"^{name} = .* is not allowed: a whole number from [01]"):
        simulate(SCENARIO, **{name: value})


@pytest.mark.parametrize("name", ["rng", "replicate"])
@pytest.mark.parametrize("value", ["x", -1, 1.5, None, True, 2**63, np.random.default_rng(1)])
def test_the_model_refuses_what_is_no_whole_number_in_range(name: str, value: Any) -> None:
    with pytest.raises(ConfigurationError, match=rf"^{name} = .* is not allowed: a whole number from 0 to 92233"):
        NeighbourhoodModel(SCENARIO, **{name: value})


@pytest.mark.parametrize("value", ["x", None, Resident, object])
def test_the_model_refuses_a_class_of_another_kind(value: Any) -> None:
    allowed = "is not allowed: CommunityWorker or a subclass of it"
    with pytest.raises(ConfigurationError, match=rf"^worker_class = .* {allowed}.$"):
        NeighbourhoodModel(SCENARIO, worker_class=value)


def test_numbers_of_numpy_and_subclasses_are_welcome() -> None:
    class Worker(CommunityWorker):
        """Somebody."""

    model = NeighbourhoodModel(SCENARIO, np.int64(3), np.int32(1), worker_class=Worker)  # type: ignore[arg-type]
    assert (model.seed, model.replicate) == (3, 1)


@pytest.mark.parametrize("given", [None, 3, ["no_corona"]])
def test_a_scenario_is_loaded_by_name_or_path(given: Any) -> None:
    with pytest.raises(
        ConfigurationError, match=r"^scenario = .* is not allowed: .*no_corona.*, or the path of a file.$"
    ):
        load_scenario(given)


@pytest.mark.parametrize("given", [[1], None, "residents", {1: 2}])
def test_changes_are_values_per_key(given: Any) -> None:
    allowed = r"a value per dotted key, such as \{'residents': 400\}"
    with pytest.raises(ConfigurationError, match=rf"^changes = .* is not allowed: {allowed}.$"):
        SCENARIO.with_changes(given)
