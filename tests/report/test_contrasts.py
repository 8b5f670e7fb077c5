"""What a design of any form compares: worked out by hand."""

from __future__ import annotations

import dataclasses
from itertools import product
from typing import Any

import pandas as pd
import pytest

from cohesie_sim.experiment.extract import WEEKLY
from cohesie_sim.outcomes.measures import MEASURES
from cohesie_sim.report import Results
from cohesie_sim.report.contrast_page import report_contrasts, tell_contrasts
from cohesie_sim.report.contrasts import find_contrasts, find_means, is_plain_sweep

KEYS = ["hypothesis", "scenario", "variant", "fte_per_10000", "replicate"]


def make_results(grids: list[dict[str, Any]], effect: dict[tuple[str, float], tuple[float, float]]) -> Results:
    """Return results of two replicates, in which a condition isolates so many adults more in each of them."""
    rows = []
    for grid in grids:
        conditions = product(grid["hypotheses"], grid["scenarios"], grid["variants"], grid["levels_fte_per_10000"])
        for hypothesis, scenario, variant, level in conditions:
            for replicate, base in enumerate((0.10, 0.30)):
                more = 0.0 if hypothesis == "null" else effect.get((variant, level), (0.0, 0.0))[replicate]
                key = dict(zip(KEYS, (hypothesis, scenario, variant, float(level), replicate), strict=True))
                values = {**dict.fromkeys(WEEKLY, 0.4), "isolated": base + more}
                rows += [{**key, "week": w, "phase": "first_lockdown", "residents": 500, **values} for w in (0, 1)]
    weekly = pd.DataFrame(rows)
    runs = weekly[weekly["week"] == 0][KEYS]
    lives = runs.assign(kind="huiskamer", start=-9, end=2, cause="running", censored=True)
    volunteers = runs.assign(role="volunteer", weeks=2, count=3, censored=True)
    scenarios = {
        name: {"title": name.title(), "title_nl": name.upper(), "lockdowns": [], "start": "2020-01-06", "weeks": 2}
        for grid in grids
        for name in grid["scenarios"]
    }
    manifest = {
        "name": "mine",
        "question": "What?",
        "question_nl": "Wat?",
        "neighbourhood": "heerlen",
        "residents": 500,
        "replicates": 2,
        "grids": grids,
        "scenarios": scenarios,
    }
    return Results(manifest, weekly, lives, volunteers, pd.DataFrame(), pd.DataFrame())


def grid(levels: list[float], variants: list[str], hypotheses: tuple[str, ...] = ("article",)) -> dict[str, Any]:
    """Return a grid as a manifest has it."""
    named = {"levels_fte_per_10000": levels, "scenarios": ["calm"], "hypotheses": list(hypotheses)}
    return {**named, "variants": {name: {} for name in variants}}


def test_variants_are_compared_with_the_first_at_each_level_and_levels_with_the_lowest() -> None:
    effect = {("b", 0.0): (0.02, 0.04), ("b", 4.0): (0.01, 0.01), ("a", 4.0): (-0.05, -0.03)}
    found = find_contrasts(make_results([grid([0, 4], ["a", "b"])], effect))
    assert [(one.this, one.that) for one in found] == [
        (("a", 4.0), ("a", 0.0)),
        (("b", 4.0), ("b", 0.0)),
        (("b", 0.0), ("a", 0.0)),
        (("b", 4.0), ("a", 4.0)),
    ]
    means = [one.gaps["article"]["isolated"].mean for one in found]
    assert means == pytest.approx([-0.04, -0.02, 0.03, 0.05])
    gap = found[2].gaps["article"]["isolated"]  # 0.02 and 0.04: t(0.975, 1) = 12.706, standard error 0.01
    assert (gap.high - gap.mean) == pytest.approx(0.12706, rel=1e-3)
    assert not gap.distinguishable
    assert [one.text("en") for one in found] == [
        "a, 4 fte instead of 0 fte",
        "b, 4 fte instead of 0 fte",
        "b instead of a (0 fte)",
        "b instead of a (4 fte)",
    ]


def test_a_condition_that_only_one_hypothesis_ran_has_one_column() -> None:
    grids = [grid([2], ["a", "b"]), grid([2], ["a"], ("null",))]
    (found,) = find_contrasts(make_results(grids, {("b", 2.0): (0.01, 0.02)}))
    assert set(found.gaps) == {"article"}


def test_a_run_that_failed_leaves_its_pair_out() -> None:
    results = make_results([grid([2], ["a", "b"])], {("b", 2.0): (0.01, 0.02)})
    weekly = results.weekly[(results.weekly["variant"] != "b") | (results.weekly["replicate"] == 1)]
    (found,) = find_contrasts(dataclasses.replace(results, weekly=weekly))
    assert found.gaps["article"]["isolated"].replicates == 1
    assert found.gaps["article"]["isolated"].mean == pytest.approx(0.02)


def test_a_single_condition_has_levels_and_nothing_to_compare() -> None:
    results = make_results([grid([3], ["as_is"])], {})
    assert find_contrasts(results) == []
    files, told = report_contrasts(results)
    assert "nothing to compare" in told[0]
    assert set(files) == {"README.md", "LEESMIJ.md"}
    assert find_means(results)["calm"]["article"]["as_is", 3.0]["isolated"].mean == pytest.approx(0.2)
    assert "| Isolated adults | 20.00 %" in files["README.md"].decode()
    assert "### CALM: niveaus (ongewijzigd, 3 fte)" in files["LEESMIJ.md"].decode()


def test_the_page_tells_every_measure_under_every_hypothesis() -> None:
    results = make_results(
        [grid([2], ["with_fund", "without"], ("article", "null"))], {("without", 2.0): (0.1, 0.1002)}
    )
    files, told = report_contrasts(results)
    page = files["README.md"].decode()
    assert {"contrasts_calm.en.png", "contrasts_calm.nl.svg"} <= set(files)
    assert "### Calm: without instead of with fund (2 fte)" in page
    assert "| outcome | article | null |" in page
    row = next(line for line in page.splitlines() if line.startswith("| Isolated adults"))
    assert row == "| Isolated adults | +10.01 percentage points (+9.88 to +10.14) | no difference |"
    assert all(f"| {measure.english} |" in page for measure in MEASURES)
    assert told[0].startswith("Calm, without instead of with fund (2 fte) (article): Isolated adults +10.01 percentage")
    dutch = tell_contrasts(results, find_contrasts(results), "nl")
    assert "without in plaats van with fund" in dutch[0]


def test_a_sweep_of_levels_alone_is_plain() -> None:
    assert is_plain_sweep(make_results([grid([0, 4], ["as_is"])], {}))
    assert not is_plain_sweep(make_results([grid([4], ["as_is"])], {}))
    assert not is_plain_sweep(make_results([grid([0, 4], ["a", "b"])], {}))
