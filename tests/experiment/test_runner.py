"""Running designs: the same results whatever the jobs, the order, the interruptions and the failures."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cohesie_sim import ConfigurationError
from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.experiment import Design, chunks, run_design, runner, shards, store_results

Results = Callable[..., dict[str, bytes]]


class Backwards(Executor):
    """Does everything in the opposite order."""

    def __init__(self) -> None:
        self.order: list[int] = []
        self._waiting: list[tuple[Future[Any], Any, Any]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Keep until the third chunk is there, then do all of them, the last first."""
        del kwargs
        future: Future[Any] = Future()
        self._waiting.append((future, fn, args))
        if len(self._waiting) == 3:
            for waiting, work, given in reversed(self._waiting):
                self.order.append(given[0][0].replicate)
                waiting.set_result(work(*given))
        return future


def test_the_files_are_there_and_hold_every_run(expected: dict[str, bytes], tmp_path: Path) -> None:
    assert set(expected) == {
        "weekly.parquet",
        "splits.parquet",
        "initiatives.parquet",
        "volunteers.parquet",
        "summary.csv",
    }
    weekly = pd.read_parquet(tmp_path / "expected" / "weekly.parquet")
    assert len(weekly) == 12 * 24
    assert weekly.groupby(["scenario", "fte_per_10000", "replicate"], observed=True).size().tolist() == [24] * 12
    assert weekly["date"].min() == pd.Timestamp("2020-01-06")
    assert not weekly[["isolated", "lonely", "running"]].isna().any().any()


@pytest.mark.parametrize("how", [{"jobs": 3}, {"jobs": 2, "shard_runs": 1}, {"jobs": 1, "shard_runs": 5}])
def test_jobs_and_shards_do_not_change_a_byte(
    how: dict[str, int], design: Design, expected: dict[str, bytes], tmp_path: Path, results: Results
) -> None:
    assert results(design, tmp_path / "other", **how) == expected


def test_the_order_does_not_change_a_byte(
    design: Design, expected: dict[str, bytes], tmp_path: Path, results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "CHUNKS_PER_JOB", 1)
    executor = Backwards()
    assert results(design, tmp_path / "backwards", jobs=1, executor=executor) == expected
    assert executor.order == [2, 1, 0]


@pytest.mark.slow
def test_processes_do_not_change_a_byte(
    design: Design, expected: dict[str, bytes], tmp_path: Path, results: Results
) -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert results(design, tmp_path / "processes", executor=pool) == expected


def test_the_luck_of_a_replicate_is_the_same_in_every_scenario_before_they_differ(
    expected: dict[str, bytes], tmp_path: Path
) -> None:
    assert expected
    weekly = pd.read_parquet(tmp_path / "expected" / "weekly.parquet")
    early = weekly[(weekly["week"] < 8) & (weekly["fte_per_10000"] == 0)]
    corona, none = (early[early["scenario"] == f"short_{name}"] for name in ("nl_2020_2022", "no_corona"))
    outcomes = ["isolated", "lonely", "face_to_face_per_day", "volunteers"]
    assert (corona[outcomes].to_numpy() == none[outcomes].to_numpy()).all()


def test_a_second_start_runs_only_what_is_missing(
    make_design: Any,
    tmp_path: Path,
    results: Results,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    done: list[int] = []

    def counted(*arguments: Any) -> Any:
        done.append(arguments[2])
        return run_replicate(*arguments)

    monkeypatch.setattr(runner, "run_replicate", counted)
    folder = tmp_path / "growing"
    run_design(make_design(replicates=2), folder, jobs=2)
    assert sorted(done) == [0] * 4 + [1] * 4
    done.clear()
    finished = run_design(make_design(), folder, jobs=2)
    assert done == [2] * 4
    assert (finished.runs, finished.resumed, finished.failed) == (12, 8, 0)
    assert "8 of 12 runs are there" in capsys.readouterr().err
    assert results(make_design(), folder) == results(make_design(), tmp_path / "at once")


def test_shards_of_another_design_stay_and_are_found_again(
    make_design: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_design(make_design(seed=2, replicates=1), tmp_path / "r", shard_runs=2, jobs=1)
    capsys.readouterr()
    finished = run_design(make_design(replicates=1), tmp_path / "r", jobs=1)
    assert finished.resumed == 0
    assert "also holds 2 shards of other designs" in capsys.readouterr().err
    again = run_design(make_design(seed=2, replicates=1), tmp_path / "r", jobs=1)
    assert (again.runs, again.resumed) == (4, 4)


def test_an_old_half_written_shard_is_removed_and_a_young_one_left_to_whoever_writes_it(
    design: Design, expected: dict[str, bytes], tmp_path: Path, results: Results
) -> None:
    rubbish, young = (tmp_path / "expected" / "raw" / f"shard-0123.{name}.tmp" for name in ("gone-1", "other-2"))
    for folder in (rubbish, young):
        folder.mkdir()
        (folder / "weekly.parquet").write_bytes(b"half a fi")
    long_ago = time.time() - 2 * 86_400
    os.utime(rubbish, (long_ago, long_ago))
    assert results(design, tmp_path / "expected") == expected
    assert not rubbish.exists()
    assert young.exists()


def test_a_shard_that_cannot_be_read_is_named(design: Design, expected: dict[str, bytes], tmp_path: Path) -> None:
    assert expected
    broken = next((tmp_path / "expected" / "raw").glob("shard-*")) / "runs.parquet"
    broken.write_bytes(b"not Parquet")
    with pytest.raises(ConfigurationError, match=r"runs.parquet: cannot be read"):
        run_design(design, tmp_path / "expected")


def test_a_run_that_was_kept_twice_counts_once(
    design: Design, expected: dict[str, bytes], tmp_path: Path, results: Results
) -> None:
    runs = design.runs()
    folder = tmp_path / "twice"
    run_design(design, folder)
    twice = runner.run_chunk((runs[3], runs[3], runs[5]))
    shards.write_shard(folder / "raw", twice)
    assert results(design, folder) == expected


def test_raw_results_stay_out_of_git(design: Design, expected: dict[str, bytes], tmp_path: Path) -> None:
    assert design.replicates
    assert expected
    assert (tmp_path / "expected" / "raw" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_failing_run_leaves_its_cause_and_the_rest_goes_on(
    design: Design, expected: dict[str, bytes], tmp_path: Path, results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fragile(scenario: Any, seed: int, replicate: int) -> Any:
        if replicate == 1 and scenario.name == "short_no_corona" and scenario.settings.funding.fte_per_10000 == 8.0:
            raise ZeroDivisionError("nobody at home")
        return run_replicate(scenario, seed, replicate)

    folder = tmp_path / "fragile"
    with monkeypatch.context() as patched:
        patched.setattr(runner, "run_replicate", fragile)
        finished = run_design(design, folder, jobs=2)
        store_results(design, folder, finished)
    assert finished.failed == 1
    errors = pd.read_csv(folder / "errors.csv")
    assert errors.to_dict("records") == [
        {
            "hypothesis": "article",
            "scenario": "short_no_corona",
            "variant": "as_is",
            "fte_per_10000": 8.0,
            "replicate": 1,
            "cause": "ZeroDivisionError: nobody at home",
        }
    ]
    assert len(pd.read_parquet(folder / "weekly.parquet")) == 11 * 24
    # The next start tries again, and then nothing is left of the failure.
    again = run_design(design, folder, jobs=2)
    assert (again.resumed, again.failed) == (11, 0)
    assert results(design, folder) == expected


def test_when_every_run_fails_the_first_cause_is_told(
    design: Design, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hopeless(*_: object) -> None:
        raise ValueError("no such thing")

    monkeypatch.setattr(runner, "run_replicate", hopeless)
    finished = run_design(design, tmp_path / "r")
    assert finished.failed == 12
    with pytest.raises(ConfigurationError, match="all 12 runs failed, the first with ValueError: no such thing"):
        store_results(design, tmp_path / "r", finished)


def test_no_jobs_are_refused(design: Design, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="jobs = 0 is not allowed: a whole number from 1"):
        run_design(design, tmp_path / "r", jobs=0)


def test_a_folder_that_cannot_be_written_is_refused_before_anything_runs(
    design: Design, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "run_replicate", lambda *_: pytest.fail("it ran"))
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="cannot be written"):
        run_design(design, tmp_path / "taken")
