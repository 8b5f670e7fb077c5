from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.experiment.extract import decode, extract
from cohesie_sim.experiment.phases import phase_codes
from cohesie_sim.outcomes.keys import RUN
from cohesie_sim.outcomes.per_run import measure_runs
from cohesie_sim.outcomes.periods import in_period
from cohesie_sim.scenarios import load_scenario
from cohesie_sim.sensitivity.effects import CONDITIONS, CRISIS, MEASURES, OUTCOMES, by_world, outcomes_of
from cohesie_sim.sensitivity.runs import Batch, Point, run_part


def test_the_weeks_of_the_crisis_are_those_of_the_studies() -> None:
    codes = phase_codes(load_scenario("nl_2020_2022"))
    assert (int(np.flatnonzero(codes > 0)[0]), len(codes)) == CRISIS


def test_what_is_kept_of_a_run_is_what_studies_would_report() -> None:
    scenario = load_scenario("nl_2020_2022").with_changes({"residents": 150, "funding.fte_per_10000": 12.0})
    tables = extract(run_replicate(scenario, 1, 0), scenario)
    key = dict(zip(RUN, ("article", "s", "v", 12.0, 0), strict=True))
    frames = [pd.DataFrame({**key, **decode(t, tables[t])}) for t in ("weekly", "initiatives", "volunteers")]
    theirs = measure_runs(frames[0][in_period(frames[0], "from_first_lockdown")], *frames[1:]).iloc[0]
    ours = run_part(Batch("t", [Point({})], 1, 150, {"twelve": CONDITIONS["twelve"]}))
    assert ours is not None
    for name, (weeks, measure) in MEASURES.items():
        if weeks == "crisis":
            assert ours[name].iloc[0] == pytest.approx(theirs[measure], nan_ok=True)
        else:
            assert math.isnan(ours[name].iloc[0])


def test_four_fte_to_the_end_of_2023_is_the_same_run_as_to_2022_until_then() -> None:
    short = load_scenario("nl_2020_2022").with_changes({"residents": 120, "funding.fte_per_10000": 4.0})
    long = load_scenario("hold_after").with_changes({"residents": 120, "funding.fte_per_10000": 4.0})
    one, two = (run_replicate(scenario, 1, 0) for scenario in (short, long))
    np.testing.assert_array_equal(one.sums, two.sums[: len(one.sums)])


def test_outcomes_are_differences_within_a_world_and_levels() -> None:
    rows = [
        {"point": 0, "condition": condition, "replicate": world, **dict.fromkeys(MEASURES, value + world)}
        for world in (0, 1)
        for condition, value in (("none", 1.0), ("four", 3.0), ("twelve", 10.0), ("halved", 2.5))
    ]
    runs = pd.DataFrame(rows)
    runs.loc[(runs["condition"] == "none") & (runs["replicate"] == 1), "surviving"] = np.nan
    found = outcomes_of(runs)
    assert list(found.columns) == list(OUTCOMES)
    assert by_world(found["isolated_12_0"]).tolist() == [[9.0, 9.0]]
    assert by_world(found["isolated_halved"]).tolist() == [[-0.5, -0.5]]
    assert by_world(found["isolated"]).tolist() == [[3.0, 4.0]]
    assert by_world(found["surviving_4_0"]).tolist() == [[2.0, 0.0]]  # nothing to compare counts as zero
