from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.calibration.unknowns import drawn, fitted
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.parameters import parameter_table
from cohesie_sim.posterior import posterior_draws
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


def test_on_the_scale_of_ratios_the_middle_is_the_same_factor_from_both_ends() -> None:
    wide = SHARE._replace(low=0.001, high=0.1, ratios=True)
    assert [wide.at(share) for share in (0, 0.5, 1)] == pytest.approx([0.001, 0.01, 0.1])
    assert [wide.place(value) for value in (0.001, 0.01, 0.1)] == pytest.approx([0, 0.5, 1])
    assert wide.value(0.5) == pytest.approx(0.0505)  # screenings and lines go in equal steps
    assert SHARE.at(0.25) == SHARE.value(0.25) == pytest.approx(0.3)
    assert SHARE.place(0.3) == pytest.approx(0.25)
    assert [STEPS.place(STEPS.at(share)) for share in (0.0, 0.5, 1.0)] == [0, 0.5, 1]


def test_what_was_fitted_and_what_was_drawn_along_is_told_apart_as_calibration_does() -> None:
    factors = {factor.name: factor for factor in all_factors(posterior_draws())}
    for origin, unknowns in (("fitted", fitted()), ("drawn", drawn())):
        names = {unknown.key for unknown in unknowns}
        assert names == {factor.name for factor in factors.values() if factor.origin == origin}
    assert {factor.origin for factor in all_factors()} == {"declared"}


def test_the_space_has_the_scale_of_the_draws() -> None:
    shares = np.linspace(0, 1, 1001)
    draws = [{unknown.key: unknown.at(share) for unknown in drawn()} for share in shares]
    factors = {factor.name: factor for factor in all_factors(draws)}
    for unknown in drawn():
        for share in (0.0, 0.3, 0.5, 1.0):  # of the middle 95 per cent
            assert factors[unknown.key].at(share) == pytest.approx(unknown.at(0.025 + 0.95 * share))
    assert any(factor.ratios for factor in factors.values())
    # fitted ones have a uniform prior, however wide their range is
    evenly = [
        {unknown.key: unknown.low + share * (unknown.high - unknown.low) for unknown in fitted()} for share in shares
    ]
    assert any(unknown.wide for unknown in fitted())
    assert not any(factor.ratios for factor in all_factors(evenly))


def test_an_unknown_name_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(ConfigurationError, match=r"'parameters\.fear\.ris' is not allowed.*Did you mean"):
        choose_factors(["parameters.fear.ris"], all_factors())
