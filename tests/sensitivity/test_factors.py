from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.parameters import parameter_table
from cohesie_sim.scenarios import load_scenario
from cohesie_sim.sensitivity.factors import Factor, all_factors, changes_at, choose_factors

SHARE = Factor("parameters.fear.rise", 0.2, 0.6, 0.3, whole=False, source="assumed", meaning="")
STEPS = Factor("population.slots.coffee_club", 1, 3, 2, whole=True, source="assumed", meaning="")


def test_every_uncertainty_and_lever_of_the_week_is_a_factor_and_no_constant_is() -> None:
    names = {factor.name for factor in all_factors()}
    for row in parameter_table():
        varied = row.declaration.role != "constant" and row.declaration.low < row.declaration.high
        assert (f"parameters.{row.name}" in names) == varied
    assert any(name.startswith("population.") for name in names)


def test_whole_numbers_have_equal_shares_of_the_range() -> None:
    values = [STEPS.value(share) for share in np.linspace(0, 1, 3001)]
    counts = {value: values.count(value) for value in (1, 2, 3)}
    assert sum(counts.values()) == 3001
    assert max(counts.values()) - min(counts.values()) <= 2
    assert all(isinstance(value, int) for value in values)


def test_both_ends_of_every_factor_may_be_run() -> None:
    base, every = load_scenario("nl_2020_2022"), all_factors()
    for share in (0.0, 0.37, 1.0):
        scenario = base.with_changes(changes_at(every, np.full(len(every), share)))
        assert scenario.parameters.fear.rise == SHARE_OF[share]


SHARE_OF = {
    share: choose_factors(["parameters.fear.rise"], all_factors())[0].value(share) for share in (0.0, 0.37, 1.0)
}


def test_draws_narrow_a_range_to_their_middle_95_per_cent_and_leave_the_rest() -> None:
    plain = {factor.name: factor for factor in all_factors()}
    name = "parameters.fear.rise"
    low, high = plain[name].low, plain[name].high
    draws = [{name: value} for value in np.linspace(low, (low + high) / 2, 1001)]
    narrowed = {factor.name: factor for factor in all_factors(draws)}
    assert narrowed[name].low == pytest.approx(low + 0.025 * (high - low) / 2)
    assert narrowed[name].high == pytest.approx(low + 0.975 * (high - low) / 2)
    assert all(narrowed[other] == plain[other] for other in plain if other != name)


def test_an_unknown_name_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(ConfigurationError, match=r"'parameters\.fear\.ris' is not allowed.*Did you mean"):
        choose_factors(["parameters.fear.ris"], all_factors())
