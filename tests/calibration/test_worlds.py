from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import Any

import pytest

from cohesie_sim.calibration.targets import fitted_targets, load_targets
from cohesie_sim.calibration.worlds import survey_worlds
from cohesie_sim.errors import ConfigurationError

SMALL = 100  # residents: enough to run, too few to mean anything


@pytest.fixture(scope="module")
def first() -> Mapping[str, float]:
    return survey_worlds({}, 1, SMALL)


def test_every_target_gets_a_value(first: Mapping[str, float]) -> None:
    assert set(first) == {target.id for target in load_targets()}
    assert all(isinstance(value, float) for value in first.values())


def test_the_same_luck_gives_the_same_numbers(first: Mapping[str, float]) -> None:
    again = survey_worlds({}, 1, SMALL)
    assert {name: repr(value) for name, value in again.items()} == {name: repr(value) for name, value in first.items()}
    assert survey_worlds({}, 2, SMALL)["contact_before"] != first["contact_before"]


def test_parameters_of_the_week_and_of_the_population_count(first: Mapping[str, float]) -> None:
    wary = survey_worlds({"parameters.contact.wariness": 0.9}, 1, SMALL)
    assert wary["contact_april"] < first["contact_april"]
    busy = survey_worlds({"population.rates.work_mean": 150.0}, 1, SMALL)
    assert busy["contact_before"] > first["contact_before"]


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="warines"):
        survey_worlds({"parameters.contact.warines": 0.5}, 1, SMALL)


@pytest.mark.slow
@pytest.mark.parametrize(
    "change", [{"hypothesis": "null"}, {"hypothesis": "self_reliance"}, {"funding.fte_per_10000": 0.0}]
)
def test_no_fitted_target_decides_between_hypotheses_or_levels_of_funding(change: Mapping[str, Any]) -> None:
    # spread between worlds of a difference: at most about 0.3 standard deviations of a target; means of two worlds
    usual, other = ([survey_worlds(changes, luck) for luck in (1, 2)] for changes in ({}, change))
    for target in fitted_targets():
        moved = sum(b[target.id] - a[target.id] for a, b in zip(usual, other, strict=True)) / 2
        assert abs(moved) < target.sd


def test_other_processes_can_do_it() -> None:
    assert pickle.loads(pickle.dumps(survey_worlds)) is survey_worlds  # noqa: S301 - our own function
