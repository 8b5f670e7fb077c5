"""Designs: which runs, in which order, under which name."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cohesie_sim import ConfigurationError
from cohesie_sim.experiment import Design, Grid
from cohesie_sim.experiment import design as module
from cohesie_sim.experiment.grids import Variant


def test_every_condition_meets_every_replicate_once(make_design: Any) -> None:
    runs = make_design().runs()
    assert len(runs) == 2 * 2 * 3
    assert len({run.run_id for run in runs}) == len(runs)
    assert {(r.cell.scenario_name, r.cell.fte_per_10000, r.replicate) for r in runs} == {
        (name, level, replicate)
        for name in ("short_nl_2020_2022", "short_no_corona")
        for level in (0.0, 8.0)
        for replicate in range(3)
    }


def test_grids_stand_beside_one_another_with_the_same_luck(make_design: Any) -> None:
    main = make_design().grids[0]
    rival = Grid((0.0,), main.scenarios[:1], ("null", "self_reliance"))
    runs = make_design(grids=(main, rival)).runs()
    assert len(runs) == (4 + 2) * 3
    assert {r.run_id for r in make_design().runs()} < {r.run_id for r in runs}
    beside = [r.cell for r in runs if r.cell.hypothesis != "article"]
    assert {(c.scenario_name, c.fte_per_10000) for c in beside} == {("short_nl_2020_2022", 0.0)}
    assert {c.scenario.hypothesis for c in beside} == {"null", "self_reliance"}


def test_a_condition_that_two_grids_share_is_refused(make_design: Any) -> None:
    main = make_design().grids[0]
    with pytest.raises(ConfigurationError, match="short_nl_2020_2022, as_is, 8 fte' is there twice"):
        make_design(grids=(main, Grid((8.0, 9.0), main.scenarios[:1]))).cells()


def test_runs_that_share_a_neighbourhood_stand_together(make_design: Any) -> None:
    replicates = [run.replicate for run in make_design().runs()]
    assert replicates == sorted(replicates)


def test_the_level_is_the_funding_of_the_scenario(make_design: Any) -> None:
    for cell in make_design().cells():
        assert set(cell.scenario.weekly_inputs().fte_per_10000) == {cell.fte_per_10000}
        assert cell.scenario.residents == 80


def test_the_same_design_gives_the_same_ids(make_design: Any) -> None:
    assert [r.run_id for r in make_design().runs()] == [r.run_id for r in make_design().runs()]


def test_more_replicates_keep_the_ids_of_those_that_were_there(make_design: Any) -> None:
    few, many = ({r.run_id for r in make_design(replicates=n).runs()} for n in (2, 4))
    assert few < many


@pytest.mark.parametrize(
    "change",
    [{"seed": 2}, {"residents": 81}, {"levels": (1.0, 9.0)}, {"hypotheses": ("null",)}, {"neighbourhood": "moerwijk"}],
)
def test_whatever_changes_a_result_changes_its_id(make_design: Any, change: dict[str, Any]) -> None:
    before, after = ({r.run_id for r in d.runs()} for d in (make_design(), make_design(**change)))
    assert not before & after


def test_another_version_of_the_code_changes_every_id(make_design: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {run.run_id for run in make_design().runs()}
    monkeypatch.setattr(module, "code_version", lambda: "another")
    assert not before & {run.run_id for run in make_design().runs()}


def test_runs_travel_to_other_processes(make_design: Any) -> None:
    run = make_design().runs()[0]
    assert pickle.loads(pickle.dumps(run)) == run  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"replicates": 0}, "replicates = 0 is not allowed: a whole number from 1"),
        ({"replicates": 1.5}, "replicates = 1.5 is not allowed: a whole number from 1"),
        ({"seed": -1}, "seed = -1 is not allowed: a whole number from 0"),
        ({"levels": ()}, "levels is empty"),
        ({"levels": (1.0, 1.0)}, "levels = 1.0 is there twice"),
        ({"hypotheses": ()}, "hypotheses is empty"),
        ({"grids": ()}, "grids is empty"),
        ({"scenarios": ("no_corona", "no_corona")}, "scenarios = 'no_corona' is there twice"),
    ],
)
def test_a_design_that_makes_no_sense_is_refused(make_design: Any, change: dict[str, Any], text: str) -> None:
    with pytest.raises(ConfigurationError, match=text):
        make_design(**change)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"scenarios": ("no_corna",)}, "no_corona"),
        ({"hypotheses": ("nul",)}, "'null'"),
        ({"levels": (-1.0, 2.0)}, "0 to 100"),
        ({"neighbourhood": "herlen"}, "heerlen"),
        ({"residents": 3}, "50"),
        ({"residents": 0}, "residents = 0 is not allowed: a whole number from 50"),
        ({"neighbourhood": ""}, "neighbourhood"),
    ],
)
def test_what_no_scenario_knows_is_refused_before_anything_runs(
    make_design: Any, change: dict[str, Any], text: str
) -> None:
    with pytest.raises(ConfigurationError, match=text):
        make_design(**change).runs()


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    paths = []
    for folder in ("a", "b"):
        path = tmp_path / folder / "same.toml"
        path.parent.mkdir()
        path.write_text('base = "no_corona"\ntitle = "Same"\n', encoding="utf-8")
        paths.append(str(path))
    with pytest.raises(ConfigurationError, match="scenarios = 'same' is there twice"):
        Design("d", "q", "v", (Grid((0.0, 1.0), tuple(paths)),)).cells()


DRAWS = ({"parameters.fear.rise": 0.3, "population.ties.spread": 0.5}, {"parameters.fear.rise": 0.6})


def test_over_the_posterior_pairs_of_replicates_share_a_draw_in_every_condition(
    make_design: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "posterior_draws", lambda: DRAWS)
    runs = make_design(replicates=5, uncertainty="posterior").runs()
    rise = {run.replicate: run.cell.scenario.parameters.fear.rise for run in runs}
    assert rise == {0: 0.3, 1: 0.3, 2: 0.6, 3: 0.6, 4: 0.3}
    assert len({(run.replicate, run.cell.scenario.parameters, run.cell.scenario.population) for run in runs}) == 5
    assert runs[0].cell.scenario.population.ties.spread == 0.5
    assert len({run.run_id for run in runs}) == len(runs)


def test_over_the_posterior_a_condition_keeps_the_parameters_that_it_sets(
    make_design: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "posterior_draws", lambda: DRAWS)
    grid = make_design().grids[0]
    fixed = Variant("slow", {"parameters.fear.rise": 0.25})
    design = make_design(grids=(replace(grid, variants=(Variant(), fixed)),), uncertainty="posterior")
    rise = {(run.cell.variant, run.replicate): run.cell.scenario.parameters.fear.rise for run in design.runs()}
    assert {rise["slow", k] for k in range(3)} == {0.25}
    assert [rise["as_is", k] for k in range(3)] == [0.3, 0.3, 0.6]


def test_without_uncertainty_a_run_is_the_same_as_in_another_design(
    make_design: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "posterior_draws", lambda: DRAWS)
    plain, drawn = make_design().runs(), make_design(uncertainty="posterior").runs()
    assert not {run.run_id for run in plain} & {run.run_id for run in drawn}


def test_another_uncertainty_is_refused(make_design: Any) -> None:
    with pytest.raises(ConfigurationError, match="uncertainty = 'prior' is not allowed: 'none' or 'posterior'"):
        make_design(uncertainty="prior")
