"""Headlines of the page are those of the briefs: every strength has a place, both languages, and a row to look up."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd

from cohesie_sim.report.brief.strength import Strength
from cohesie_sim.report.policy.headlines import _STRENGTHS, headlines

RESULTS: Final = Path(__file__).parents[3] / "results"


def test_every_strength_of_the_briefs_has_one_on_the_page() -> None:
    assert _STRENGTHS.keys() == set(Strength)
    assert set(_STRENGTHS.values()) == {"firm", "some", "none", "level"}
    assert [one for one in Strength if _STRENGTHS[one] == "firm"] == [Strength.FIRM]


def test_without_studies_there_are_no_headlines(tmp_path: Path) -> None:
    assert headlines(tmp_path) == []


def test_headlines_name_a_row_that_is_there_in_both_languages() -> None:
    found = headlines(RESULTS)
    assert len(found) > 10
    for one in found:
        study, finding, hypothesis = one["row"].split("/")
        table = pd.read_csv(RESULTS / study / "findings.csv", keep_default_na=False)
        assert ((table["finding"] == finding) & (table["hypothesis"] == hypothesis)).sum() == 1
        for part in ("question", "label", "text"):
            assert one[part]["nl"] != one[part]["en"]
            assert all(one[part].values())
