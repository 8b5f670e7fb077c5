"""Draws of parameters: read, checked, given to replicates, and laid under a scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.posterior import draw_of, lay_under, read_draws
from cohesie_sim.scenarios import load_scenario

BASE = load_scenario("nl_2020_2022")
DRAW = {"parameters.contact.wariness": 0.4, "population.rates.sociability": 0.6, "parameters.fear.rise": 0.3}


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_draws_are_read_with_the_types_of_the_parameters(tmp_path: Path) -> None:
    name = "parameters.municipality.extra_weeks"
    draws = read_draws(write(tmp_path / "draws.csv", f"parameters.fear.rise,{name}\n0.3,13\n0.5,14\n"))
    assert draws == ({"parameters.fear.rise": 0.3, name: 13}, {"parameters.fear.rise": 0.5, name: 14})
    assert type(draws[0][name]) is type(BASE.parameters.municipality.extra_weeks)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("parameters.fear.rize\n0.3\n", "'parameters.fear.rize' is no parameter of the model. Did you mean"),
        ("parameters.fear.rise\n", "there must be one draw"),
        ("parameters.fear.rise,parameters.fear.fall\n0.3,\n", "a value for every parameter"),
        ("", "no draws of parameters there"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigurationError, match=r"draws\.csv") as error:
        read_draws(write(tmp_path / "draws.csv", text))
    assert told in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"gone\.csv: no draws of parameters there"):
        read_draws(tmp_path / "gone.csv")


def test_two_worlds_share_a_draw_and_after_the_last_the_first_comes_again() -> None:
    assert [draw_of(replicate, 3) for replicate in range(8)] == [0, 0, 1, 1, 2, 2, 0, 0]


def test_a_draw_reaches_week_and_population_and_leaves_the_rest() -> None:
    drawn = lay_under(BASE, DRAW)
    assert drawn.parameters.contact.wariness == 0.4
    assert drawn.population.rates.sociability == 0.6
    assert drawn.settings == BASE.settings


def test_what_a_scenario_sets_itself_stays() -> None:
    own = BASE.with_changes({"parameters.fear.rise": 0.6})
    assert lay_under(own, DRAW).parameters.fear.rise == 0.6
    assert lay_under(own, DRAW).parameters.contact.wariness == 0.4


def test_a_draw_outside_a_declared_range_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"parameters\.fear\.rise = 2\.0 is not allowed"):
        lay_under(BASE, {"parameters.fear.rise": 2.0})
