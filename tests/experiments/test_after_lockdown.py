"""The study after reopening: the design, and everything it writes at a tiny size."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image

from cohesie_sim.cli.study import run_study
from cohesie_sim.report.study_words import StudyWords
from experiments import after_lockdown


def test_the_design_is_what_the_question_asks_for() -> None:
    design = after_lockdown.design()
    assert len(design.runs()) == 40 * (7 * 3 + 4 + 3)
    assert (design.residents, design.neighbourhood, design.seed) == (4000, "heerlen", 1)
    assert {cell.hypothesis for cell in design.cells()} == {"article", "self_reliance", "null"}
    assert {cell.scenario.weeks for cell in design.cells()} == {208}


def test_the_paths_have_the_levels_they_are_named_after() -> None:
    days = [date(2022, 2, 21), date(2022, 2, 28), date(2022, 9, 5), date(2023, 3, 6)]
    expected = {
        ("hold_after", "as_is"): [4, 4, 4, 4],
        ("cut_after", "as_is"): [4, 2, 2, 2],
        ("grow_after", "as_is"): [4, 6, 6, 6],
        ("hold_after", "stop"): [4, 0, 0, 0],
        ("hold_after", "stop_half_year"): [4, 0, 4, 4],
        ("hold_after", "stop_year"): [4, 0, 0, 4],
        ("hold_after", "grow_late"): [4, 4, 4, 6],
        ("hold_after", "no_kick_start"): [4, 4, 4, 4],
        ("hold_after", "stop_no_kick_start"): [4, 0, 0, 0],
        ("hold_after", "no_invitations"): [4, 4, 4, 4],
        ("hold_after", "stop_no_invitations"): [4, 0, 0, 0],
        ("no_corona", "to_2023"): [4, 4, 4, 4],
    }
    found = {}
    for cell in after_lockdown.design().cells():
        steps = cell.scenario.settings.funding.steps()
        levels = [[fte for begin, fte in steps if begin <= day.toordinal()][-1] for day in days]
        found[cell.scenario_name, cell.variant] = levels
    assert found == expected


@pytest.mark.slow
def test_a_tiny_study_writes_pictures_pages_and_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_study(after_lockdown.design(2, 150), tmp_path) == 0
    assert "euros" in capsys.readouterr().out
    found = pd.read_csv(tmp_path / "findings.csv", keep_default_na=False)
    assert set(found["finding"]) == set(StudyWords("after_lockdown", "en").clauses)
    assert not found.duplicated(["finding", "hypothesis"]).any()
    saved = found.set_index("finding")["mean"].astype(str)
    # half of 4 fte per 10,000 residents is 0.2 fte per 1,000, at EUR 70,000 to 110,000
    assert (float(saved["saved_cut_low"]), float(saved["saved_cut_high"])) == (14_000, 22_000)
    rows = found[(found["finding"] == "out_of_sight_stop") & (found["hypothesis"] == "article")]
    assert float(rows["mean"].iloc[0]) >= 0
    for name in ("paths", "back", "effects", "effects_stop", "effects_grow", "effects_late"):
        for language in ("en", "nl"):
            picture = Image.open(io.BytesIO((tmp_path / f"{name}.{language}.png").read_bytes()))
            assert picture.info["Title"] == StudyWords("after_lockdown", language).figure(name)["title"]
            assert "150" in picture.info["N"]
    assert "{" not in (tmp_path / "LEESMIJ.md").read_text(encoding="utf-8")

    weekly = pd.read_parquet(tmp_path / "weekly.parquet")
    before = weekly[(weekly["hypothesis"] == "article") & (weekly["date"] < "2022-02-28")]
    paths = before[before["variant"].isin(["as_is", "stop", "stop_half_year", "stop_year", "grow_late"])]
    numbers = paths.groupby(["replicate", "week"])["participants"].agg(["min", "max"])
    assert (numbers["min"] == numbers["max"]).all()
    start = weekly[(weekly["hypothesis"] == "article") & (weekly["week"] < 5)]
    start = start[start["variant"].isin(["as_is", "to_2023"])]
    neighbours = start.groupby(["replicate", "week"])["weekly_neighbours"].agg(["min", "max", "size"])
    assert (neighbours["size"] == 4).all()  # three scenarios with corona, and one without
    assert (neighbours["min"] == neighbours["max"]).all()  # the same luck until corona comes
