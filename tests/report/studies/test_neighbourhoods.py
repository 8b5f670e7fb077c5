"""Study of seven neighbourhoods: worked out by hand on three made-up ones, and the real one at tiny size."""

from __future__ import annotations

import json
from math import isnan
from pathlib import Path

import pandas as pd
import pytest

from cohesie_sim.cli.study import run_study
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.neighbourhood import load_neighbourhood
from cohesie_sim.outcomes.equity import concentration_index
from cohesie_sim.report.findings_file import read_findings
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies import neighbourhoods as study
from cohesie_sim.report.studies.neighbourhoods_divided import EQUAL, NEED, NONE, Divided
from experiments import neighbourhoods

LEVELS = {"poor": [0.0, 4.0, 6.0], "rich": [0.0, 2.0, 4.0]}
# isolated share of those who struggle and of others, per place and level
ISOLATED = {
    ("poor", 0.0): (0.20, 0.10),
    ("poor", 4.0): (0.15, 0.05),
    ("poor", 6.0): (0.10, 0.05),
    ("rich", 0.0): (0.10, 0.05),
    ("rich", 4.0): (0.10, 0.04),
    ("rich", 2.0): (0.10, 0.05),
}
STRUGGLE = {"poor": 50, "rich": 20}  # of 100 adults


def _made_up(*, failed: bool = False) -> Results:
    rows = []
    for (place, level), (struggles, rest) in ISOLATED.items():
        for replicate in (0, 1):
            if failed and (place, level, replicate) == ("rich", 4.0, 1):
                continue
            n = STRUGGLE[place]
            mean = (n * struggles + (100 - n) * rest) / 100
            run = {"hypothesis": "article", "scenario": "s", "variant": place, "fte_per_10000": level}
            for phase in ("before", "first_lockdown", "after"):
                for split, group, adults, share in (
                    ("means", "struggles", n, struggles),
                    ("means", "makes ends meet", 100 - n, rest),
                    ("living", "alone", 40, mean),
                    ("living", "with others", 60, mean),
                ):
                    value = 0.9 if phase == "before" else share
                    row = {**run, "replicate": replicate, "phase": phase, "split": split, "group": group}
                    rows.append({**row, "adults": adults, **dict.fromkeys(("isolated", "out_of_sight"), value)})
    splits = pd.DataFrame(rows).assign(severely_lonely=0.1)
    phases = {"before": [0, 10], "first_lockdown": [10, 20], "after": [20, 25]}
    grids = [{"levels_fte_per_10000": levels, "variants": {place: {}}} for place, levels in LEVELS.items()]
    manifest = {"grids": grids, "scenarios": {"s": {"phases": phases}}}
    empty = pd.DataFrame()
    return Results(manifest, empty, empty, empty, splits, empty)


def test_divisions_are_told_apart_by_the_levels_that_all_places_share() -> None:
    divided = Divided(_made_up())
    assert divided.places == ["rich", "poor"]  # by ascending level
    assert (divided.equal, divided.levels) == (4.0, {"poor": 6.0, "rich": 2.0})


@pytest.mark.parametrize(
    ("division", "expected"),
    [(NONE, (15 + 6) / 200), (EQUAL, (10 + 5.2) / 200), (NEED, (7.5 + 6) / 200)],
)
def test_every_adult_counts_once_and_weeks_before_do_not_count(division: str, expected: float) -> None:
    assert Divided(_made_up()).share("article", division, "isolated").tolist() == pytest.approx([expected] * 2)


def test_one_place_a_group_and_a_gap() -> None:
    divided = Divided(_made_up())
    assert divided.share("article", EQUAL, "isolated", ["poor"]).tolist() == pytest.approx([0.10] * 2)
    inside = divided.in_group("article", NONE, "isolated", "means", "struggles")
    assert inside.tolist() == pytest.approx([(50 * 0.2 + 20 * 0.1) / 70] * 2)
    others = (50 * 0.1 + 80 * 0.05) / 130
    assert divided.gap("article", NONE, "isolated", "means").tolist() == pytest.approx([inside[0] - others] * 2)


def test_a_gap_has_its_level_and_both_changes() -> None:
    made_up = _made_up()
    # replicates differ a little, or there would be no interval
    made_up.splits["isolated"] *= made_up.splits["replicate"].map({0: 1.0, 1: 1.02})
    found = {f.name: f for f in study._groups(Divided(made_up)) if f.hypothesis == "article"}
    none, equal, need = (
        (50 * first + 20 * 0.1) / 70 - (50 * rest + 80 * other) / 130  # those who struggle and others, of both places
        for first, rest, other in ((0.20, 0.10, 0.05), (0.15, 0.05, 0.04), (0.10, 0.05, 0.05))
    )
    assert found["gap_means_none"].interval.mean == pytest.approx(1.01 * none)
    assert found["gap_means_none"].difference
    assert found["gap_means"].interval.mean == pytest.approx(1.01 * (equal - none))
    assert found["gap_means_need"].interval.mean == pytest.approx(1.01 * (need - equal))


def test_residents_are_ranked_by_their_own_means_and_then_by_their_neighbourhoods() -> None:
    divided = Divided(_made_up())
    ranked = concentration_index([0.20, 0.10, 0.10, 0.05], [50, 20, 50, 80])
    assert divided.index("article", NONE, "isolated", concentration_index).tolist() == pytest.approx([ranked] * 2)
    assert ranked < 0


def test_the_place_that_gains_least_decides() -> None:
    # poor falls by 5 points; rich by 0.8
    assert Divided(_made_up()).least_gain("article", "isolated").tolist() == pytest.approx([-0.008] * 2)


def test_a_replicate_in_which_one_place_failed_does_not_count_for_that_division() -> None:
    divided = Divided(_made_up(failed=True))
    assert list(divided.share("article", EQUAL, "isolated").index) == [0]
    assert list(divided.share("article", NONE, "isolated").index) == [0, 1]


def test_other_designs_are_refused() -> None:
    made_up = _made_up()
    made_up.manifest["grids"][0]["levels_fte_per_10000"].pop()
    with pytest.raises(ConfigurationError, match="poor: three levels"):
        Divided(made_up)
    made_up.manifest["grids"][0]["levels_fte_per_10000"].append(6.0)


def test_levels_by_need_are_the_published_shares_of_a_total_that_is_the_same() -> None:
    published = {place: load_neighbourhood(place).adults.severely_lonely.value for place in neighbourhoods.BY_NEED}
    total = neighbourhoods.EQUAL * len(published)
    assert sum(neighbourhoods.BY_NEED.values()) == pytest.approx(total)
    for place, fte in neighbourhoods.BY_NEED.items():
        assert fte == round(total * published[place] / sum(published.values()), 1)


def test_the_design_has_three_levels_in_seven_places_under_three_hypotheses() -> None:
    design = neighbourhoods.design()
    assert len(design.runs()) == 7 * 3 * 3 * design.replicates
    assert {cell.scenario.neighbourhood for cell in design.cells()} == set(neighbourhoods.BY_NEED)
    assert {cell.scenario.residents for cell in design.cells()} == {4000}


@pytest.mark.slow
def test_the_study_at_tiny_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_study(neighbourhoods.design(replicates=2, residents=150), tmp_path) == 0
    assert "Compared with no community work" in capsys.readouterr().out
    names = {path.name for path in tmp_path.iterdir()}
    for picture in ("neighbourhoods", "equity", "effects", "effects_places"):
        assert {f"{picture}.{language}.{end}" for language in ("en", "nl") for end in ("png", "svg")} <= names
    found = {(f.name, f.hypothesis): f for f in read_findings(tmp_path)}
    assert {hypothesis for _, hypothesis in found} == {"article", "self_reliance", "null"}
    # what happens without workers is the same under article and null: nothing lasts that never was
    for name in ("ends_isolated", "index_isolated"):
        assert found[name, "article"].interval == found[name, "null"].interval
    assert found["isolated_moerwijk", "article"].difference
    assert not isnan(found["need_isolated", "article"].interval.mean)
    assert not found["corrected_out_of_sight", "article"].difference
    assert {f"gap_{name}{end}" for name in ("age", "living") for end in ("_none", "", "_need")} <= {n for n, _ in found}
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["neighbourhoods"] == list(neighbourhoods.BY_NEED)
    page = (tmp_path / "LEESMIJ.md").read_text(encoding="utf-8")
    assert "voor elk van 7 plaatsen" in page
    assert "Wateringse Veld" in page
