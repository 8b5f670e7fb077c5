"""Headlines of the page are those of the briefs: every strength has a place, both languages, and a row to look up."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd
import pytest

from cohesie_sim.report.brief.strength import Strength
from cohesie_sim.report.policy.headlines import _STRENGTHS, headlines

RESULTS: Final = Path(__file__).parents[3] / "results"


def test_every_strength_of_the_briefs_has_one_on_the_page() -> None:
    assert _STRENGTHS.keys() == set(Strength)
    assert set(_STRENGTHS.values()) == {"firm", "some", "none", "level"}
    assert [one for one in Strength if _STRENGTHS[one] == "firm"] == [Strength.FIRM]


def test_without_studies_there_are_no_headlines(tmp_path: Path) -> None:
    assert headlines(tmp_path) == {"headlines": [], "studies": {}}


def test_headlines_name_a_row_that_is_there_in_both_languages() -> None:
    found = headlines(RESULTS)
    assert len(found["headlines"]) > 10
    for one in found["headlines"]:
        study, finding, hypothesis = one["row"].split("/")
        table = pd.read_csv(RESULTS / study / "findings.csv", keep_default_na=False)
        assert ((table["finding"] == finding) & (table["hypothesis"] == hypothesis)).sum() == 1
        told = found["studies"][one["study"]]
        for texts in (one["label"], one["what"], one["text"], told["title"], told["question"]):
            assert texts["nl"] != texts["en"]
            assert all(texts.values())


def test_every_result_in_a_headline_says_where_and_how_it_is_stored() -> None:
    for one in headlines(RESULTS)["headlines"]:
        table = pd.read_csv(RESULTS / one["study"] / "findings.csv", keep_default_na=False)
        for language in ("nl", "en"):
            found = [piece for piece in one["text"][language] if not isinstance(piece, str)]
            assert {"mean", "low", "high"} <= {number["field"] for number in found}
            for number in found:
                _, finding, hypothesis = f"{number['row']}/".split("/")[:3]  # a share is of all hypotheses together
                rows = table[
                    (table["finding"] == finding)
                    & table["hypothesis"].isin([hypothesis] if hypothesis else table["hypothesis"])
                ]
                stored = rows[number["field"]].astype(float).mean()
                assert float(number["value"]) == pytest.approx(stored, rel=1e-5)
