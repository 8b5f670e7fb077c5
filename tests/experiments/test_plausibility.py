"""The design of the study of plausibility is what its question asks for."""

from __future__ import annotations

import pytest

from cohesie_sim.neighbourhood import load_neighbourhood
from cohesie_sim.report.studies.plausibility import PAIRS
from experiments.plausibility import CUTS, LEAST_LONELY, MOST_LONELY, design


def test_a_cut_is_26_per_cent() -> None:
    for before, after in CUTS.items():
        assert after / before == pytest.approx(1 - 0.26)


def test_everything_that_is_compared_is_run_and_nothing_else() -> None:
    chosen = design()
    run = {(c.scenario_name, c.variant, c.fte_per_10000) for c in chosen.cells()}
    compared = {tuple(condition) for pair in PAIRS.values() for condition in pair}
    assert run == compared | {("nl_2020_2022", "as_is", 0.0)}
    assert len(chosen.runs()) == (7 * 3 + 4 + 2 * 4 + 2 * 2) * chosen.replicates
    assert (chosen.keep_residents, chosen.seed) == (True, 1)


def test_places_are_the_most_and_the_least_lonely_of_the_seven() -> None:
    lonely = {
        name: load_neighbourhood(name).adults.severely_lonely.value
        for name in (*MOST_LONELY, *LEAST_LONELY, "heerlen", "sittard_geleen", "stationsbuurt")
    }
    ranked = sorted(lonely, key=lambda name: lonely[name])
    assert set(ranked[:2]) == set(LEAST_LONELY)
    assert set(ranked[-2:]) == set(MOST_LONELY)
    cells = {(c.variant, c.scenario.neighbourhood) for c in design(1, 100).cells()}
    assert {(name, name) for name in (*MOST_LONELY, *LEAST_LONELY)} | {("as_is", "heerlen")} == cells
