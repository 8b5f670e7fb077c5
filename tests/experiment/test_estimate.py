"""What a design will take: exact numbers of runs, an estimate that holds within a factor, and nothing written."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from cohesie_sim import ConfigurationError
from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.experiment import Design, estimate, run_design, store_results
from cohesie_sim.experiment.estimate import Sample, bytes_of, measure, plan_lines, seconds_of
from cohesie_sim.experiment.runner import run_chunk

SAMPLE = Sample(1e-6, 1e-5, 10_000.0, 20.0)


def test_a_new_design_is_told_in_four_lines_and_nothing_is_written(design: Design, tmp_path: Path) -> None:
    runs, took, disk, note = plan_lines(design, tmp_path / "r", jobs=2)
    assert runs == "small: 12 runs; 12 to do."
    assert took.startswith("Time: about ")
    assert "on 2 threads" in took
    assert disk.startswith("Disk: about ")
    assert note.startswith("An estimate")
    assert not (tmp_path / "r").exists()


def test_what_is_there_is_counted_and_left_as_it_is(design: Design, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    run_design(design, folder, shard=(1, 4))
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert plan_lines(design, folder)[0] == "small: 12 runs, of which 3 are there already; 9 to do."
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    run_design(design, folder)
    assert plan_lines(design, folder)[1].startswith("Nothing is left to run")


def test_a_folder_that_holds_something_else_is_told(make_design: Any, tmp_path: Path) -> None:
    run_design(make_design(replicates=1), tmp_path / "r")
    lines = plan_lines(make_design(replicates=1, seed=2), tmp_path / "r")
    assert lines[0] == "small: 4 runs; 4 to do."
    assert lines[1] == f"{tmp_path / 'r' / 'raw'} holds other runs than these: seed 1 there, 2 asked for."


def test_no_jobs_are_refused(design: Design, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="jobs = 0 is not allowed"):
        plan_lines(design, tmp_path / "r", jobs=0)


def test_time_is_residents_times_weeks_and_each_neighbourhood_once(design: Design) -> None:
    runs = design.runs()
    assert seconds_of(runs, SAMPLE) == pytest.approx(12 * 80 * 28 * 1e-6 + 3 * 80 * 1e-5)
    assert seconds_of(runs[:4], SAMPLE) == pytest.approx(4 * 80 * 28 * 1e-6 + 80 * 1e-5)


def test_disk_is_runs_and_residents_twice(design: Design) -> None:
    assert bytes_of(design.runs(), SAMPLE) == pytest.approx(2 * 12 * (10_000 + 80 * 20))


def test_jobs_divide_the_time(design: Design, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Sample(1.0, 0.0, 10_000.0, 0.0)  # 26,880 resident-weeks
    monkeypatch.setattr(estimate, "measure", lambda *_: slow)
    assert "about 7 hours on 1 thread " in plan_lines(design, tmp_path, jobs=1)[1]
    assert "about 67 seconds on 400 threads" in plan_lines(design, tmp_path, jobs=400)[1]


@pytest.mark.slow
def test_the_estimate_holds_within_a_factor(make_design: Any, tmp_path: Path) -> None:
    design = make_design(replicates=6, residents=2000)
    runs = design.runs()
    sample = measure(runs, 1)
    begun = time.perf_counter()
    for k in range(0, len(runs), 4):
        run_chunk(tuple(runs[k : k + 4]))
    seconds = time.perf_counter() - begun
    # other work on the machine may come or go between the two: only an order of magnitude would be a mistake
    assert seconds / 6 < seconds_of(runs, sample) < seconds * 6
    store_results(design, tmp_path, run_design(design, tmp_path))
    size = sum(path.stat().st_size for path in tmp_path.rglob("*.parquet"))
    assert size / 3 < bytes_of(runs, sample) < size * 3


def test_a_row_per_resident_counts(make_design: Any) -> None:
    design = make_design(residents=400)
    without = measure(design.runs(), 1)
    kept = measure(make_design(residents=400, keep_residents=True).runs(), 1)
    assert without.bytes_per_resident == 0
    assert kept.bytes_per_resident > 1
    assert kept.bytes_per_run == pytest.approx(without.bytes_per_run, rel=0.2)


def test_a_large_town_is_measured_on_a_smaller_one(design: Design, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def noted(scenario: Any, seed: int, replicate: int) -> Any:
        sizes.append(scenario.residents)
        return run_replicate(scenario, seed, replicate)

    monkeypatch.setattr(estimate, "run_replicate", noted)
    monkeypatch.setattr(estimate, "_SAMPLE_RESIDENTS", 60)
    measure(design.runs()[:1], 2)
    assert set(sizes) == {60}


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.1, "1 second"), (89.0, "89 seconds"), (120.0, "2 minutes"), (7200.0, "2 hours"), (864_000.0, "10 days")],
)
def test_durations_read_like_a_person_says_them(seconds: float, words: str) -> None:
    assert estimate._duration(seconds) == words


@pytest.mark.parametrize(("size", "words"), [(10.0, "1 kB"), (2.5e5, "250 kB"), (3.7e7, "37 MB"), (4.2e9, "4.2 GB")])
def test_sizes_read_like_a_person_says_them(size: float, words: str) -> None:
    assert estimate._size(size) == words
