"""Changing a scenario in Python, and the fingerprint of its content."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from cohesie_sim.declaration import Declared
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.parameters import Parameters, parameter_table
from cohesie_sim.scenarios import Scenario, load_scenario

BASE = load_scenario("nl_2020_2022")
DECLARED = {row.name: row for row in parameter_table()}
RISE = DECLARED["fear.rise"].declaration.low
FALL = DECLARED["fear.fall"].declaration.high


def midpoint(row: Declared) -> float:
    low, high = row.declaration.low, row.declaration.high
    return (low + high) / 2 if row.kind is float else round((low + high) / 2)


def value_of(parameters: Parameters, name: str) -> object:
    record: object = parameters
    for part in name.split("."):
        record = getattr(record, part)
    return record


def test_changes_reach_their_keys_and_leave_the_original_alone() -> None:
    before = BASE.to_dict()
    changed = BASE.with_changes(
        {"funding.fte_per_10000": 6, "hypothesis": "null", "residents": 500, "parameters.fear.rise": RISE}
    )
    assert changed.settings.funding.fte_per_10000 == 6.0
    assert changed.hypothesis == "null"
    assert changed.residents == 500
    assert changed.parameters.fear.rise == RISE
    assert changed.parameters._replace(fear=BASE.parameters.fear) == BASE.parameters
    assert BASE.to_dict() == before
    assert set(changed.declared) - set(BASE.declared) == {"parameters.fear.rise"}


def test_changes_add_up() -> None:
    step_by_step = BASE.with_changes({"parameters.fear.rise": RISE}).with_changes({"parameters.fear.fall": FALL})
    step_by_step = step_by_step.with_changes({"support.corona_fund.until": "2021-03-01"})
    at_once = {"parameters": {"fear": {"rise": RISE, "fall": FALL}}, "support.corona_fund": {"until": date(2021, 3, 1)}}
    assert step_by_step.to_dict() == BASE.with_changes(at_once).to_dict()
    assert step_by_step.to_dict()["support"]["corona_fund"] == {"from": "2020-05-04", "until": "2021-03-01"}


def test_every_declared_parameter_can_be_changed_and_only_it_changes() -> None:
    for row in DECLARED.values():
        value = midpoint(row)
        changed = BASE.with_changes({f"parameters.{row.name}": value}).parameters
        assert value_of(changed, row.name) == value
        assert type(value_of(changed, row.name)) is row.kind
        assert all(value_of(changed, name) == other.value for name, other in DECLARED.items() if name != row.name)


def test_the_synthetic_population_has_parameters_that_can_be_changed_too() -> None:
    changed = BASE.with_changes({"population.rates.sociability": 0.6, "parameters.fear.rise": RISE})
    assert changed.population == BASE.population._replace(rates=BASE.population.rates._replace(sociability=0.6))
    assert changed.parameters.fear.rise == RISE
    assert changed.to_dict()["population"]["rates"]["sociability"] == 0.6
    assert changed.with_changes({"residents": 500}).population == changed.population


def test_a_whole_number_is_good_enough_for_a_parameter_with_decimals() -> None:
    fits = (row for row in DECLARED.values() if row.kind is float and row.declaration.low <= 1 <= row.declaration.high)
    key = f"parameters.{next(fits).name}"
    assert BASE.with_changes({key: 1}).content_hash() == BASE.with_changes({key: 1.0}).content_hash()


def test_none_takes_an_optional_key_away() -> None:
    short = load_scenario("first_lockdown_only").with_changes({"shock.until": None})
    assert short.settings.shock == BASE.settings.shock


def test_numbers_of_numpy_count_as_numbers() -> None:
    changed = BASE.with_changes({"residents": np.int64(700), "funding.fte_per_10000": np.float64(2.5)})
    assert changed == BASE.with_changes({"residents": 700, "funding.fte_per_10000": 2.5})


def test_scenarios_can_be_compared_hashed_and_sent_to_another_process() -> None:
    twin = pickle.loads(pickle.dumps(BASE))  # noqa: S301 - our own bytes
    assert twin == BASE
    assert hash(twin) == hash(load_scenario("nl_2020_2022"))
    assert twin.parameters == BASE.parameters
    with pytest.raises(AttributeError):
        BASE.name = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    "changes",
    [
        {"hypothesis": "null"},
        {"neighbourhood": "moerwijk"},
        {"residents": 4001},
        {"calendar.weeks": 157},
        {"calendar.burn_in_weeks": 103},
        {"shock.until": date(2021, 1, 1)},
        {"shock.shift_weeks": 1},
        {"funding.fte_per_10000": 4.0000001},
        {"funding.phases.after": 5},
        {"funding.changes": [{"date": date(2021, 1, 1), "fte_per_10000": 3}]},
        {"support.referral": False},
        {"support.corona_fund.until": date(2022, 3, 29)},
        {"parameters.fear.rise": RISE},
        {"population.rates.sociability": 0.6},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_the_fingerprint_changes_with_the_content(changes: dict[str, object]) -> None:
    assert BASE.with_changes(changes).content_hash() != BASE.content_hash()


def test_the_fingerprint_ignores_words_and_values_said_twice() -> None:
    same: list[Scenario] = [
        BASE.with_changes({}),
        BASE.with_changes({"title": "Other", "title_nl": "Anders", "description": "Words."}),
        BASE.with_changes({"residents": BASE.residents, "parameters.fear.rise": BASE.parameters.fear.rise}),
        BASE.with_changes({"funding.fte_per_10000": 4}),
        BASE.with_changes({"residents": 50}).with_changes({"residents": BASE.residents}),
    ]
    assert {scenario.content_hash() for scenario in same} == {BASE.content_hash()}


def test_the_fingerprint_is_the_same_in_another_process() -> None:
    code = "from cohesie_sim.scenarios import load_scenario; print(load_scenario('nl_2020_2022').content_hash())"
    environment = {**os.environ, "PYTHONHASHSEED": "12345", "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == BASE.content_hash()


def test_of_a_neighbourhood_file_the_content_counts_and_not_the_path(tmp_path: Path) -> None:
    here, there = tmp_path / "a.toml", tmp_path / "b.toml"
    here.write_text("name = 'x'\n", encoding="utf-8")
    there.write_text("name = 'x'\n", encoding="utf-8")
    first, second = (BASE.with_changes({"neighbourhood": str(path)}) for path in (here, there))
    before = first.content_hash()
    assert before == second.content_hash()
    there.write_text("name = 'y'\n", encoding="utf-8")
    assert second.content_hash() != before
    there.unlink()
    with pytest.raises(ConfigurationError, match=r"b\.toml: there is no such file"):
        second.content_hash()
