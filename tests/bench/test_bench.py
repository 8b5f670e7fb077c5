"""The benchmark: its arithmetic, its baseline, and one small run of all of it; never how fast something is."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cohesie_sim.bench.aims import AIMS, judge
from cohesie_sim.bench.baseline import PlainNeighbourhood
from cohesie_sim.bench.child import measure_memory
from cohesie_sim.bench.memory import _bytes, state_bytes
from cohesie_sim.bench.processes import run_child
from cohesie_sim.bench.timing import Lap, Timing, growth_exponent, time_lap
from cohesie_sim.cli import main
from cohesie_sim.model import NeighbourhoodModel
from cohesie_sim.randomness import Stream
from cohesie_sim.scenarios import load_scenario

SHORT = {"residents": 100, "calendar.weeks": 3, "calendar.burn_in_weeks": 1}


def test_the_cost_is_the_median_of_the_processors_time_per_resident_and_week() -> None:
    timing = Timing(2000, 260, (Lap(9.0, 0.5), Lap(9.0, 0.052), Lap(9.0, 0.04)))
    assert timing.ns_per_resident_week == pytest.approx(100.0)
    assert timing.to_dict()["processor_seconds"] == [0.5, 0.052, 0.04]
    assert timing.to_dict()["clock_seconds"] == [9.0, 9.0, 9.0]


def test_waiting_takes_time_of_the_clock_but_hardly_of_the_processor() -> None:
    lap = time_lap(lambda: time.sleep(0.2))
    assert lap.clock >= 0.2
    assert lap.processor < 0.5 * lap.clock


def test_the_growth_exponent_of_a_power_is_that_power() -> None:
    sizes = [2_000, 20_000, 200_000]
    assert growth_exponent(sizes, [3e-6 * size**1.2 for size in sizes]) == pytest.approx(1.2)


def results(ratio: float, slowest: float, exponent: float, state: float) -> dict[str, Any]:
    return {
        "ratios": {"plain_mesa_to_compiled": ratio},
        "compiled": [{"ns_per_resident_week": 1.0}, {"ns_per_resident_week": slowest}],
        "growth_exponent": exponent,
        "memory": {"state_bytes_per_resident": state},
    }


def test_an_aim_is_reached_at_its_target_and_missed_beyond_it() -> None:
    assert [one["reached"] for one in judge(results(200, 100, 1.05, 400))] == [True] * len(AIMS)
    assert [one["reached"] for one in judge(results(199, 101, 1.06, 401))] == [False] * len(AIMS)


def test_the_baseline_runs_the_same_model_on_other_luck(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cohesie_sim.bench.baseline.random", lambda: 0.25)
    model = PlainNeighbourhood(load_scenario("nl_2020_2022").with_changes(SHORT))
    assert model.draw(Stream.QUIT, 1) == model.draw_pair(Stream.NEIGHBOUR, 1, 2) == 0.25
    monkeypatch.setattr(NeighbourhoodModel, "draw", None)
    monkeypatch.setattr(NeighbourhoodModel, "draw_pair", None)
    model.run()  # nobody asks for counter-based luck
    assert len(model.weekly()) == SHORT["calendar.weeks"]


def test_bytes_of_nested_arrays_are_added_up() -> None:
    assert _bytes((np.zeros(3), (np.zeros((2, 2), np.int32), 7), np.zeros(5, np.int8))) == 24 + 16 + 5


def test_the_state_grows_with_the_residents_and_not_with_the_weeks() -> None:
    scenario = load_scenario("nl_2020_2022").with_changes(SHORT)
    small, large = (state_bytes(scenario.with_changes({"residents": n})) for n in (1_000, 3_000))
    assert 2.5 * small < large < 3.0 * small  # the grid and the sites grow with them, in steps
    assert state_bytes(scenario.with_changes({"residents": 1_000, "calendar.weeks": 500})) == small


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="only Linux lets the peak begin anew")
def test_the_peak_of_memory_is_that_of_the_run_and_not_of_whoever_started_it() -> None:
    large = np.ones(40_000_000)  # 320 MB in this process
    run_child("start", 60, {})  # compiles, if nobody has: compiling leaves free memory behind, which a run would reuse
    peak = run_child("memory", 50_000, {})["peak_bytes"]
    assert 10e6 < peak < large.nbytes


def test_where_the_system_does_not_tell_there_is_no_peak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cohesie_sim.bench.child._fresh_peak", lambda: None)
    assert measure_memory(60) == {}


@pytest.mark.slow
def test_a_quick_benchmark_measures_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bench.json"
    assert main(["bench", "--quick", "--json", str(file)]) == 0
    measured, printed = json.loads(file.read_text()), capsys.readouterr().out
    work = measured["work"]
    for timing in (*measured["compiled"], measured["mesa"], measured["plain_mesa"]):
        assert timing["weeks"] == work["weeks"] + work["burn_in_weeks"]
        assert len(timing["processor_seconds"]) == work["repetitions"]
        assert timing["ns_per_resident_week"] > 0
    assert [timing["residents"] for timing in measured["compiled"]] == work["residents"]
    assert measured["mesa"]["residents"] == measured["plain_mesa"]["residents"] == work["residents"][0]
    cost = {name: measured[name]["ns_per_resident_week"] for name in ("mesa", "plain_mesa")}
    assert measured["ratios"]["mesa_to_plain_mesa"] == pytest.approx(cost["mesa"] / cost["plain_mesa"])
    assert measured["start"]["cold"] is None
    assert measured["start"]["warm"]["seconds"]["import"] > 0.01  # a fresh process really imports
    assert {"python", "numba", "numpy", "mesa"} <= set(measured["versions"])
    assert measured["aims"] == []
    assert "the aims are not judged" in printed
    assert "not measured" in printed  # cold starts
