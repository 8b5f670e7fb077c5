"""What was run, as numbers; and what cannot be a space is refused with its reason."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.report.policy.pieces import parts
from cohesie_sim.report.policy.space import read_space
from cohesie_sim.report.policy.trial import pairs_of


def grid(name: str, level: float, scenario: str = "lockdowns", changes: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "levels_fte_per_10000": [level],
        "scenarios": [scenario],
        "hypotheses": ["article"],
        "variants": {name: changes or {}},
    }


MANIFEST: dict[str, Any] = {
    "neighbourhood": "heerlen",
    "scenarios": {
        "lockdowns": {"settings_at_lowest_level": {"shock": {"series": "nl_2020_2022"}}},
        "quiet": {"settings_at_lowest_level": {"shock": {"series": "none"}}},
    },
    "grids": [
        grid("a", 4.0, changes={"funding.phases.after": 16.0, "support.corona_fund": False}),
        grid("b", 1.0, "quiet", {"neighbourhood": "moerwijk"}),
    ],
}


def test_conditions_are_read_with_what_they_do_not_change() -> None:
    space = read_space(MANIFEST)
    first, second = space.conditions.to_dict("records")
    assert (first["before"], first["during"], first["after"]) == (4.0, 4.0, 16.0)
    assert (first["corona_fund"], first["health_advice"]) == (0.0, 1.0)
    assert (second["neighbourhood"], second["corona_fund"]) == ("moerwijk", 0.0)  # no crisis, no support
    assert space.most == 16.0
    assert space.options["scenario"] == ("lockdowns", "quiet")


def test_settings_become_numbers_from_0_to_1() -> None:
    space = read_space(MANIFEST)
    factors = ("before", "scenario", "corona_fund")
    assert space.encode(space.conditions, factors).tolist() == [[0.5, 1.0, 0.0, 0.0], [0.25, 0.0, 1.0, 0.0]]
    assert space.columns(factors) == ["before", "scenario", "scenario", "corona_fund"]


def test_a_condition_without_a_name_of_its_own_is_refused() -> None:
    manifest = deepcopy(MANIFEST)
    manifest["grids"].append(grid("a", 2.0))
    with pytest.raises(ConfigurationError, match="variant 'a' is there twice"):
        read_space(manifest)
    manifest["grids"][-1]["levels_fte_per_10000"] = [2.0, 3.0]
    with pytest.raises(ConfigurationError, match="a grid of more than one condition"):
        read_space(manifest)


def test_without_any_funding_there_is_nothing_to_choose() -> None:
    with pytest.raises(ConfigurationError, match="no condition has any funding"):
        read_space({**MANIFEST, "grids": [grid("a", 0.0)]})


def test_only_whole_pairs_count() -> None:
    names = ("fit0", "out0_a", "out0_b", "out1_a", "out2_b")
    space = read_space({**MANIFEST, "grids": [grid(name, 4.0) for name in names]})
    assert pairs_of(space) == [("out0_a", "out0_b")]


def test_a_scenario_that_ends_too_early_is_refused() -> None:
    manifest = {"scenarios": {"brief": {"weeks": 24, "phases": {"before": [0, 11], "first_lockdown": [11, 24]}}}}
    with pytest.raises(ConfigurationError, match="scenario brief ends before reopening"):
        parts(manifest, 6)
