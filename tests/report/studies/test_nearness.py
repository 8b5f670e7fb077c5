"""The study of nearness: shares and groups by hand on tiny tables, and a small run from design to pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from PIL import Image

from cohesie_sim.cli.study import run_study
from cohesie_sim.report.conditions import Condition
from cohesie_sim.report.findings import by_name
from cohesie_sim.report.findings_file import read_findings
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies import nearness as study
from cohesie_sim.report.studies.nearness_reach import reached
from cohesie_sim.report.study_words import StudyWords
from experiments.nearness import design

HERE = Condition("nl_2020_2022", "out_100", 4.0)
RUN: dict[str, Any] = {"hypothesis": "article", "scenario": "nl_2020_2022", "variant": "out_100", "fte_per_10000": 4.0}
PHASES = ("before", "first_lockdown", "first_lockdown", "first_lockdown", "second_lockdown")


def _results(weekly: pd.DataFrame, splits: pd.DataFrame) -> Results:
    empty = pd.DataFrame()
    return Results(manifest={}, weekly=weekly, initiatives=empty, volunteers=empty, splits=splits, summary=empty)


def _weekly(**columns: list[float]) -> pd.DataFrame:
    parts = [pd.DataFrame({**RUN, "replicate": k, "week": range(5), "phase": PHASES, **columns}) for k in (0, 1)]
    return pd.concat(parts, ignore_index=True)


def test_a_group_counts_every_week_of_both_lockdowns_alike() -> None:
    rows = [  # phase, group, out of sight in both replicates
        ("before", "65+", 0.9, 0.9),
        ("first_lockdown", "65+", 0.1, 0.2),  # three weeks
        ("second_lockdown", "65+", 0.5, 0.6),  # one week
        ("first_lockdown", "25-44", 0.7, 0.7),
        ("second_lockdown", "25-44", 0.7, 0.7),
    ]
    splits = pd.DataFrame(
        [
            {**RUN, "replicate": k, "phase": phase, "split": "age", "group": group, "out_of_sight": values[k]}
            for phase, group, *values in rows
            for k in (0, 1)
        ]
    )
    results = _results(_weekly(residents=[9.0] * 5), splits)
    old = reached(results, HERE, "article", "age", "65+", "out_of_sight")
    assert old.to_dict() == pytest.approx({0: 0.2, 1: 0.3})  # (3 * 0.1 + 0.5) / 4 and (3 * 0.2 + 0.6) / 4
    assert reached(results, HERE, "null", "age", "65+", "out_of_sight").empty


def test_meetings_outdoors_are_a_share_of_meetings_not_of_weeks() -> None:
    weekly = _weekly(
        contacts_neighbours_outdoors=[0.0, 3.0, 0.0, 0.0, 0.0], contacts_neighbours_indoors=[0.0, 1.0, 1.0, 1.0, 0.0]
    )
    share = study.outdoors(_results(weekly, pd.DataFrame()), HERE, "first_lockdown", "article")
    assert share.to_dict() == pytest.approx({0: 0.5, 1: 0.5})


@pytest.mark.slow
def test_a_small_study_finds_what_is_built_in(tmp_path: Path) -> None:
    assert run_study(design(replicates=3, residents=200), tmp_path) == 0
    names = {path.name for path in tmp_path.iterdir()}
    drawn = ("nearness", "reached", "effects", "effects_contacts")
    pictures = {f"{name}.{language}.{kind}" for name in drawn for language in ("en", "nl") for kind in ("png", "svg")}
    assert pictures | {"README.md", "LEESMIJ.md", "findings.csv"} <= names

    found = by_name(read_findings(tmp_path))
    assert set(found) == set(StudyWords("nearness", "en").clauses)
    only_article = {"out_newly_known_bare", "out_out_of_sight_bare", "outdoors_end_without_habit"}
    for name, group in found.items():
        assert list(group) == (["article"] if name in only_article else ["article", "self_reliance", "null"])
    article = {name: group["article"].interval.mean for name, group in found.items()}
    assert article["out_met"] > 0 >= article["out_called"]  # who does not go out calls those who are known
    assert article["out_newly_known"] > 0
    assert article["out_known"] > 0
    assert article["format_visitors"] > 0
    assert article["outdoors_second"] > article["outdoors_end"] > article["outdoors_end_without_habit"]
    assert set(found) > study.CONTACTS

    with Image.open(tmp_path / "nearness.en.png") as picture:
        assert picture.info["N"].startswith("n = 3 simulated neighbourhoods of 200 residents")
        assert "95 % interval" in picture.info["Band"]
