"""How strong a headline is follows from the hypotheses and from plausible settings; what is not there is not told."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.policy.headlines import headlines, strength
from cohesie_sim.report.robustness import Robustness

RESULTS: Final = Path(__file__).parents[3] / "results"
STUDY: Final = "after_lockdown"


def group(*ends: tuple[float, float], difference: bool = True, share: float | None = None) -> dict[str, Finding]:
    """Return a finding with these intervals under as many hypotheses, and how many settings agree with each."""
    robust = None if share is None else Robustness(20, share, 0.0, 1.0, float("nan"), "hypothesis")
    found = [
        Finding(
            "isolated", name, "share", Interval((low + high) / 2, low, high, 20), difference=difference, robust=robust
        )
        for name, (low, high) in zip(("article", "self_reliance", "null"), ends, strict=False)
    ]
    return {one.hypothesis: one for one in found}


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (group((1, 2), (2, 3), (0.5, 1)), "firm"),
        (group((-2, -1), (-3, -2)), "firm"),
        (group((1, 2), (2, 3), (-1, 1)), "some"),
        (group((1, 2), (-3, -2)), "some"),
        (group((-1, 2), (1, 2)), "none"),
        (group((1, 2), (1, 2), difference=False), "level"),
        (group((1, 2), (2, 3), share=0.95), "firm"),
        (group((1, 2), (2, 3), share=0.5), "some"),
    ],
)
def test_strength_follows_hypotheses_and_plausible_settings(found: dict[str, Finding], told: str) -> None:
    assert strength(found) == told


def test_headlines_name_their_row_in_both_languages(tmp_path: Path) -> None:
    assert headlines(tmp_path) == []  # no study is there yet
    (tmp_path / STUDY).mkdir()
    shutil.copy(RESULTS / STUDY / "findings.csv", tmp_path / STUDY)
    found = headlines(tmp_path)
    assert found[0]["row"] == f"{STUDY}/isolated_cut/article"
    assert {one["study"] for one in found} == {STUDY}
    for one in found:
        assert one["text"]["nl"] != one["text"]["en"]
        assert all(text[0].isupper() and text.endswith(".") for text in one["text"].values())


def test_findings_that_are_damaged_are_refused(tmp_path: Path) -> None:
    (tmp_path / STUDY).mkdir()
    (tmp_path / STUDY / "findings.csv").write_text("finding\nisolated_cut\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="findings"):
        headlines(tmp_path)
