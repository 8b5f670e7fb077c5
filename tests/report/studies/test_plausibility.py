"""The study of plausibility: the scale against imagined adults, those reached by hand, and the whole at tiny size."""

from __future__ import annotations

from math import isinf
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from cohesie_sim.cli.study import run_study
from cohesie_sim.neighbourhood.setpoints import SetpointParameters
from cohesie_sim.report.bounds import outside
from cohesie_sim.report.findings import by_name
from cohesie_sim.report.findings_file import read_findings
from cohesie_sim.report.studies.plausibility_reached import Reached
from cohesie_sim.report.studies.plausibility_scale import EMOTIONAL_ITEMS, SOCIAL_ITEMS, national_sd
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.rules.loneliness import LonelinessParameters, item_score
from experiments.plausibility import design


def test_the_national_spread_is_that_of_imagined_adults_answering_the_items() -> None:
    people, rho, p = 20_000, SetpointParameters().correlation, LonelinessParameters()
    social, own = np.random.default_rng(5).normal(size=(2, people))
    emotional = rho * social + np.sqrt(1 - rho**2) * own
    scores = [
        item_score(s, p.social_first, p.spacing, SOCIAL_ITEMS)
        + item_score(e, p.emotional_first, p.spacing, EMOTIONAL_ITEMS)
        for s, e in zip(social.tolist(), emotional.tolist(), strict=True)
    ]
    # the standard error of this estimate is about 3.5 / sqrt(2 * 20,000) = 0.018
    assert national_sd() == pytest.approx(np.std(scores), abs=0.09)


ADULTS = pd.DataFrame(
    {
        "resident": [0, 1, 2, 3],
        "age": [70, 40, 80, 66],
        "contacts": [25, 5, 0, 1],  # with workers
        "isolated": [10, 60, 99, 0],  # weeks of 100, without workers
        "lonely": [100, 100, 100, 49],
    }
)


def _residents() -> pd.DataFrame:
    without = ADULTS.assign(fte_per_10000=0.0, worker_contacts=0, social=1.0, emotional=0.5)
    given = ADULTS.assign(
        fte_per_10000=12.0,
        worker_contacts=ADULTS["contacts"],
        social=[0.8, 0.6, 0.0, 1.0],
        emotional=[0.5, 0.4, 0.0, 0.5],
        lonely=[90, 0, 0, 0],
        isolated=0,
    )
    noise = given.assign(fte_per_10000=4.0, social=9.0)
    rows = pd.concat([without, given, noise]).rename(columns={"isolated": "weeks_isolated", "lonely": "weeks_lonely"})
    return rows.assign(hypothesis="article", scenario="nl_2020_2022", variant="as_is", replicate=3)


@pytest.mark.parametrize(
    ("group", "social", "emotional"),
    [
        ("reached", (-0.2 - 0.4 + 0.0) / 3, -0.1 / 3),  # residents 0, 1 and 3
        ("often", -0.2, 0.0),  # resident 0
        ("isolated", -0.4, -0.1),  # resident 1: resident 2 met no worker
    ],
)
def test_those_reached_are_compared_with_themselves(group: str, social: float, emotional: float) -> None:
    reached = Reached(_residents(), weeks=100)
    assert reached.change("article", group, "social").to_dict() == pytest.approx({3: social})
    assert reached.change("article", group, "emotional").to_dict() == pytest.approx({3: emotional})
    assert reached.change("null", group, "social").empty


def test_signposting_is_about_older_people_who_would_be_lonely() -> None:
    assert Reached(_residents(), weeks=100).signposted("article").to_dict() == pytest.approx({3: -0.1})


@pytest.mark.slow
def test_a_small_study_from_design_to_pages(tmp_path: Path) -> None:
    assert run_study(design(replicates=3, residents=200), tmp_path) == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert {"README.md", "LEESMIJ.md", "findings.csv", "plausibility.en.png", "plausibility.nl.svg"} <= names

    stored = read_findings(tmp_path)
    found = by_name(stored)
    assert set(found) == set(StudyWords("plausibility", "en").clauses)
    assert list(found["cut_4_score"]) == list(found["often_social"]) == ["article", "self_reliance", "null"]
    assert list(found["cut_4_moerwijk_lonely"]) == list(found["deprived_score"]) == ["article"]

    count = found["outside"]["article"].interval
    assert count.mean == len(outside(stored)) > 0  # three small neighbourhoods do not say enough
    assert isinf(count.low)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    bounded = found["bounded"]["article"].interval.mean
    assert f"beyond what research allows: **{count.mean:.0f}** of **{bounded:.0f}**." in text
    with Image.open(tmp_path / "plausibility.nl.png") as picture:
        assert picture.info["N"].startswith("n = 3 gesimuleerde buurten van 200 inwoners voor elk van 5 plaatsen")
