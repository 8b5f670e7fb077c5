"""The scenarios that come with the package: all load, and each is the diff that it says it is."""

from __future__ import annotations

import json
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import cohesie_sim.scenarios
from cohesie_sim.scenarios import load_scenario, scenario_names
from cohesie_sim.scenarios.files import leaves

PRESETS = Path(cohesie_sim.scenarios.__file__).parent / "presets"
SHIPPED = {
    "nl_2020_2022",
    "no_corona",
    "first_lockdown_only",
    "long_winter",
    "next_pandemic",
    "next_pandemic_prepared",
    "cut_after",
    "hold_after",
    "grow_after",
}


def flat(name: str) -> dict[str, Any]:
    content = load_scenario(name).to_dict()
    del content["name"]
    return leaves(content)


def test_the_shipped_scenarios_are_the_promised_ones() -> None:
    assert scenario_names() == sorted(SHIPPED)


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_every_scenario_has_both_titles_a_description_and_whole_inputs(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.name == name
    assert scenario.settings.title_nl
    assert scenario.title != scenario.title_nl
    assert scenario.description
    for field, values in scenario.weekly_inputs()._asdict().items():
        assert values.shape == (scenario.burn_in_weeks + scenario.weeks,), field
        assert values.dtype == np.float64, field
        assert np.isfinite(values).all(), field
        assert values.min() >= 0, field
        assert values.max() <= (100 if field == "fte_per_10000" else 1), field


@pytest.mark.parametrize("name", sorted(SHIPPED - {"nl_2020_2022"}))
def test_a_scenario_differs_from_its_base_only_in_the_keys_it_declares(name: str) -> None:
    text = tomllib.loads((PRESETS / f"{name}.toml").read_text(encoding="utf-8"))
    own, base = flat(name), flat(text.pop("base"))
    declared = load_scenario(name).declared
    assert set(declared) == set(leaves(text))
    differing = {key for key in own.keys() | base.keys() if own.get(key) != base.get(key)}
    # support.x = false takes the base's support.x.from away: a declared key covers what lies below it and above it.
    covered = {key for key in differing for said in declared if f"{key}.".startswith(f"{said}.")}
    replaced = {key for key in differing for said in declared if f"{said}.".startswith(f"{key}.")}
    assert differing == covered | replaced
    assert differing & {key for key in own if not key.startswith(("title", "description"))}


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_everything_a_scenario_says_can_be_kept_as_json(name: str) -> None:
    content = load_scenario(name).to_dict()
    assert json.loads(json.dumps(content, allow_nan=False)) == content


def test_no_two_scenarios_have_the_same_content() -> None:
    assert len({load_scenario(name).content_hash() for name in SHIPPED}) == len(SHIPPED)


def test_the_three_funding_paths_part_only_at_reopening() -> None:
    paths = {name: load_scenario(f"{name}_after").weekly_inputs().fte_per_10000 for name in ("cut", "hold", "grow")}
    mondays = load_scenario("cut_after").mondays()
    after = load_scenario("nl_2020_2022").burn_in_weeks + mondays.index(date(2022, 2, 28))
    for level, name in ((2.0, "cut"), (4.0, "hold"), (6.0, "grow")):
        assert (paths[name][:after] == 4.0).all()
        assert (paths[name][after:] == level).all()


def test_no_corona_has_no_measure_no_threat_and_no_crisis_support() -> None:
    scenario = load_scenario("no_corona")
    inputs = scenario.weekly_inputs()
    nil = ["closed_visits", "closed_work", "closed_public", "closed_indoor", "closed_outdoor", "home_advice", "threat"]
    for field in [*nil, "corona_fund", "health_advice", "steering_group", "crisis_mode"]:
        assert not getattr(inputs, field).any(), field
    assert inputs.referral.all()
    assert scenario.lockdowns() == []


def test_the_next_pandemic_is_the_same_shock_seven_years_later() -> None:
    now, later = load_scenario("nl_2020_2022"), load_scenario("next_pandemic")
    assert later.mondays()[0] - now.mondays()[0] == timedelta(weeks=365)
    first, second = now.weekly_inputs(), later.weekly_inputs()
    for field in ("closed_visits", "closed_indoor", "closed_outdoor", "home_advice", "threat"):
        assert np.array_equal(getattr(first, field), getattr(second, field)), field


def test_being_prepared_means_support_before_the_first_lockdown_and_being_unprepared_long_after_it() -> None:
    ready, late = (load_scenario(f"next_pandemic{ending}") for ending in ("_prepared", ""))
    lockdown = late.lockdowns()[0][0]
    for field in ("corona_fund", "health_advice", "steering_group", "outdoor_formats"):
        inputs = [getattr(scenario.weekly_inputs(), field) for scenario in (ready, late)]
        first_weeks = [int(np.argmax(values)) - ready.burn_in_weeks for values in inputs]
        starts = [scenario.mondays()[week] for scenario, week in zip((ready, late), first_weeks, strict=True)]
        assert starts[0] < lockdown < starts[1] - timedelta(weeks=12)
    assert ready.weekly_inputs().organised_matching.all()
    assert not late.weekly_inputs().organised_matching.any()
