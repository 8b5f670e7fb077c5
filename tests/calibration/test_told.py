"""What the report says about targets is about targets that exist."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd

import cohesie_sim.report
from cohesie_sim.calibration.goodness import judge
from cohesie_sim.calibration.tables import targets_table
from cohesie_sim.calibration.targets import load_targets
from cohesie_sim.report.calibration_goodness import PARTS
from cohesie_sim.report.calibration_words import group_text, unit_text
from cohesie_sim.report.words import LANGUAGES

TEXTS = tomllib.loads(
    (Path(cohesie_sim.report.__file__).parent / "texts" / "calibration.toml").read_text(encoding="utf-8")
)


def test_every_group_stands_in_one_picture_and_has_a_heading() -> None:
    drawn = [group for groups in PARTS.values() for group in groups]
    assert sorted(drawn) == sorted({target.group for target in load_targets()})
    for group in drawn:
        assert group_text(group, "en") != group_text(group, "nl")


def test_every_unit_can_be_written() -> None:
    for target in load_targets():
        for language in LANGUAGES:
            unit_text(target.unit, language)


def test_reasons_are_of_targets_that_exist() -> None:
    assert set(TEXTS["reasons"]) <= {target.id for target in load_targets()}


def test_both_languages_have_the_same_texts() -> None:
    for figure in ("goodness", "posterior", "recovery"):
        assert TEXTS[figure]["en"].keys() == TEXTS[figure]["nl"].keys()
    for table in ("groups", "units", "about", "reasons"):
        for texts in TEXTS[table].values():
            assert texts.keys() == {"en", "nl"}


def test_the_tables_of_targets_belong_together() -> None:
    found = pd.DataFrame([{target.id: target.value for target in load_targets()}] * 2)
    judged = judge(found, load_targets())
    assert judged["id"].tolist() == targets_table(load_targets())["id"].tolist()
    assert set(judged["met"]) == {"yes"}
    assert (judged["misfit"] == 0).all()
