"""The shipped effects on loneliness stay within what is published; if one does not, the model is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from cohesie_sim.report.bounds import Bound, bounds
from cohesie_sim.report.findings import Finding, by_name
from cohesie_sim.report.findings_file import read_findings

FOLDER = Path(__file__).parents[2] / "results" / "plausibility"
HELD = [(name, bound) for bound in bounds().values() for name in bound.findings]


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, Finding]]:
    return by_name(read_findings(FOLDER))


@pytest.mark.parametrize(("finding", "bound"), HELD, ids=[name for name, _ in HELD])
def test_an_effect_on_loneliness_stays_within_its_bound(
    found: dict[str, dict[str, Finding]], finding: str, bound: Bound
) -> None:
    group = found[finding]
    assert {f.unit for f in group.values()} == {bound.unit}
    assert {name: f.interval for name, f in group.items() if not bound.allows(f.interval)} == {}


def test_the_main_comparisons_were_run_under_every_hypothesis(found: dict[str, dict[str, Finding]]) -> None:
    for name in ("cut_4_score", "cut_12_score", "minus_1_lonely", "plus_1_lonely", "twelve_lonely", "reached_social"):
        assert set(found[name]) == {"article", "self_reliance", "null"}
