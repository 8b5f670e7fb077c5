"""The lists: everything that is shipped, once, for people and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from cohesie_sim.declaration import declarations
from cohesie_sim.neighbourhood import SynthesisParameters, load_neighbourhood, neighbourhood_names
from cohesie_sim.parameters import parameter_table
from cohesie_sim.scenarios import load_scenario, scenario_names
from tests.cli.conftest import Cohesie

ROOT = Path(__file__).parents[2]


def test_every_scenario_is_listed_with_its_title(cohesie: Cohesie) -> None:
    code, out, err = cohesie("scenarios")
    assert (code, err) == (0, "")
    for name in scenario_names():
        assert f"\n{name} " in out
        assert load_scenario(name).title in out
    listed = json.loads(cohesie("scenarios", "--json").out)
    assert [one["name"] for one in listed] == scenario_names()
    assert listed[0]["title_nl"] == load_scenario(scenario_names()[0]).title_nl


def test_every_neighbourhood_is_listed_with_its_numbers_and_doubts(cohesie: Cohesie) -> None:
    code, out, err = cohesie("neighbourhoods")
    assert (code, err) == (0, "")
    listed = {one["name"]: one for one in json.loads(cohesie("neighbourhoods", "--json").out)}
    assert list(listed) == neighbourhood_names()
    row = next(line for line in out.splitlines() if line.split()[:1] == ["archipelbuurt"])
    # 56 % of 3,570 households hold one of the 6,269 inhabitants; 1,550 of them are 65 or older
    assert row.split()[1:6] == ["6,269", "7,195", "31.9", "%", "24.7"]
    assert "ages.from_15, ages.from_25, ages.from_45" in out
    assert "only 0-14 and 65+ were found" in out
    assert listed["archipelbuurt"]["ages"]["from_15"]["doubtful"] is True
    assert listed["heerlen"]["adults"]["lonely"]["value"] == load_neighbourhood("heerlen").adults.lonely.value


def test_every_parameter_is_listed_with_value_unit_range_role_and_source(cohesie: Cohesie) -> None:
    listed = json.loads(cohesie("parameters", "--json").out)
    population = declarations(SynthesisParameters())
    table = [*parameter_table(), *population]
    assert [one["name"] for one in listed if one["part"] == "week"] == [row.name for row in parameter_table()]
    ours = [f"population.{row.name}" for row in population]
    assert [one["name"] for one in listed if one["part"] == "population"] == ours
    for one, row in zip(listed, table, strict=True):
        declared = row.declaration
        assert (one["value"], one["unit"], one["low"], one["high"]) == (
            row.value, declared.unit, declared.low, declared.high,
        )  # fmt: skip
        assert (one["role"], one["source"]["kind"]) == (declared.role, declared.source.kind)


def test_the_population_is_a_group_of_its_own(cohesie: Cohesie) -> None:
    out = cohesie("parameters", "ties").out
    week, population = out.split("parameters of the synthetic population (the same name in a scenario)")
    assert "parameters of the week (parameters.NAME in a scenario)" in week
    assert "\nties.base " in week
    assert "\npopulation.ties." in population
    assert "\npopulation." not in week
    assert "of the week" not in cohesie("parameters", "population.*").out


def test_a_pattern_chooses_parameters(cohesie: Cohesie) -> None:
    def names(pattern: str) -> list[str]:
        return [one["name"] for one in json.loads(cohesie("parameters", pattern, "--json").out)]

    assert names("fear.rise") == ["fear.rise"]
    assert names("*.rise") == [row.name for row in parameter_table() if row.name.endswith(".rise")]
    assert all(name.startswith("fear.") for name in names("fear.*"))
    code, out, _ = cohesie("parameters", "fear.rise")
    assert code == 0
    assert "1/week" in out
    assert "0.2 to 0.9" in out


def test_help_names_every_command_and_exit_code(cohesie: Cohesie) -> None:
    for words in ((), ("--help",)):
        code, out, err = cohesie(*words)
        assert (code, err) == (0, "")
        for word in ("run", "verify", "scenarios", "neighbourhoods", "parameters", "bench", "130"):
            assert word in out


def test_claims_are_printed_with_verdicts_and_numbers(cohesie: Cohesie, tmp_path: Path) -> None:
    results, page = str(ROOT / "results"), tmp_path / "claims.md"
    code, out, _ = cohesie("claims", results, "--page", str(page))
    assert code == 0
    assert all(f"C{number:02}" in out for number in range(1, 25))
    assert page.read_text(encoding="utf-8") == (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
    plain = json.loads(cohesie("claims", results, "--json").out)
    assert [row["claim"] for row in plain] == [f"C{number:02}" for number in range(1, 25)]
    assert all(row["criteria"] for row in plain)


def test_claims_without_results_are_refused(cohesie: Cohesie, tmp_path: Path) -> None:
    assert cohesie("claims", str(tmp_path)).code == 2
    assert "no such folder" in cohesie("claims", str(tmp_path / "nowhere")).err
    assert "no results of a shipped experiment there" in cohesie("claims", str(tmp_path)).err
