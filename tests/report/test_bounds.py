"""The published bounds: complete, with sources that are listed, and judged by the whole interval."""

from __future__ import annotations

from dataclasses import replace
from math import isnan, nan
from pathlib import Path

import pytest

from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.report.bounds import Bound, bounds, outside, outside_in_some_settings
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.quantities import UNITS
from cohesie_sim.report.robustness import Robustness
from cohesie_sim.report.study_words import StudyWords

REFERENCES = (Path(__file__).parents[2] / "docs" / "references.md").read_text(encoding="utf-8")
TOLD_ONLY = {
    "bounded",
    "outside",
    "outside_some",
    "deprived_score",
}  # counts, and a difference of which no size is published
SMALL = Bound("x", "share", 0.0, nan, nan, -0.001, 0.001, ("x",))


@pytest.mark.parametrize("name", bounds())
def test_a_bound_has_a_listed_source_and_holds_what_is_published(name: str) -> None:
    bound = bounds()[name]
    assert f"| **{bound.source}** |" in REFERENCES
    assert bound.unit in UNITS
    assert bound.least < 0 < bound.most
    assert isnan(bound.low) == isnan(bound.high)
    if not isnan(bound.low):
        assert bound.low < bound.published < bound.high
    assert bound.least <= bound.published <= bound.most


def test_every_finding_of_the_study_has_one_bound() -> None:
    held = [name for bound in bounds().values() for name in bound.findings]
    assert len(set(held)) == len(held)
    assert set(held) == set(StudyWords("plausibility", "en").clauses) - TOLD_ONLY


@pytest.mark.parametrize(
    ("interval", "allowed"),
    [
        (Interval(0.0005, 0.0001, 0.0009, 9), True),
        (Interval(0.0005, -0.0001, 0.0011, 9), False),  # the mean alone would be
        (Interval(-0.0008, -0.0012, -0.0004, 9), False),
        (Interval(0.0, nan, nan, 9), True),  # nothing differs in any replicate
        (Interval(0.002, nan, nan, 1), False),
        (Interval(nan, nan, nan, 0), False),  # nothing was run
    ],
)
def test_the_whole_interval_must_lie_within(interval: Interval, allowed: bool) -> None:
    assert SMALL.allows(interval) is allowed


@pytest.mark.parametrize(
    ("low", "high", "held"), [(-0.0009, 0.0009, True), (-0.0009, 0.0011, False), (-0.002, 0, False)]
)
def test_nine_in_ten_settings_are_looked_at_apart(low: float, high: float, held: bool) -> None:
    settings = Robustness(20, 1.0, low, high, nan, "")
    finding = Finding("cut_4_lonely", "article", "share", Interval(0.0, -0.0001, 0.0001, 20), difference=True)
    varied = [replace(finding, robust=settings), replace(finding, name="deprived_score", robust=settings)]
    assert outside_in_some_settings([finding]) == []
    assert outside_in_some_settings(varied) == ([] if held else varied[:1])
    assert outside(varied) == []


def test_only_what_has_a_bound_can_go_too_far_under_each_hypothesis_by_itself() -> None:
    far, near = Interval(0.01, 0.009, 0.011, 9), Interval(0.0, -0.0001, 0.0001, 9)
    found = [
        Finding("cut_4_lonely", "article", "share", far, difference=True),
        Finding("cut_4_lonely", "null", "share", near, difference=True),
        Finding("deprived_score", "article", "sd", far, difference=True),
    ]
    assert outside(found) == found[:1]
