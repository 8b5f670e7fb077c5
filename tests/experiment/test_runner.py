"""Running designs: the same results whatever the jobs, the order, the interruptions and the failures."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cohesie_sim import ConfigurationError
from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.experiment import Design, run_design, runner, shards, store_results

Read = Callable[[Path], dict[str, bytes]]


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


def _results(design: Design, folder: Path, read: Read, **how: Any) -> dict[str, bytes]:
    store_results(design, folder, run_design(design, folder, **how))
    return read(folder)


@pytest.fixture
def design(make_design: Any) -> Design:
    made: Design = make_design()
    return made


@pytest.fixture
def expected(design: Design, tmp_path: Path, read: Read) -> dict[str, bytes]:
    return _results(design, tmp_path / "expected", read, jobs=1)


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
    how: dict[str, int], design: Design, expected: dict[str, bytes], tmp_path: Path, read: Read
) -> None:
    assert _results(design, tmp_path / "other", read, **how) == expected


def test_the_order_does_not_change_a_byte(
    design: Design, expected: dict[str, bytes], tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "_CHUNKS_PER_JOB", 1)
    executor = Backwards()
    assert _results(design, tmp_path / "backwards", read, jobs=1, executor=executor) == expected
    assert executor.order == [2, 1, 0]


@pytest.mark.slow
def test_processes_do_not_change_a_byte(design: Design, expected: dict[str, bytes], tmp_path: Path, read: Read) -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert _results(design, tmp_path / "processes", read, executor=pool) == expected


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
    make_design: Any, tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
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
    store_results(make_design(), folder, finished)
    assert read(folder) == _results(make_design(), tmp_path / "at once", read)


def test_shards_of_another_design_are_discarded_and_that_is_said(
    make_design: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_design(make_design(seed=2, replicates=1), tmp_path / "r", shard_runs=2, jobs=1)
    capsys.readouterr()
    finished = run_design(make_design(replicates=1), tmp_path / "r", jobs=1)
    assert finished.resumed == 0
    assert "discarded" in capsys.readouterr().err
    assert len(_ids(tmp_path / "r")) == 4


def test_a_half_written_shard_is_removed(
    design: Design, expected: dict[str, bytes], tmp_path: Path, read: Read
) -> None:
    rubbish = tmp_path / "expected" / "raw" / "shard-0123.tmp"
    rubbish.mkdir()
    (rubbish / "weekly.parquet").write_bytes(b"half a fi")
    assert _results(design, tmp_path / "expected", read) == expected
    assert not rubbish.exists()


def test_a_shard_that_cannot_be_read_is_named(design: Design, expected: dict[str, bytes], tmp_path: Path) -> None:
    assert expected
    broken = next((tmp_path / "expected" / "raw").glob("shard-*")) / "runs.parquet"
    broken.write_bytes(b"not Parquet")
    with pytest.raises(ConfigurationError, match=r"runs.parquet: cannot be read"):
        run_design(design, tmp_path / "expected")


def test_a_run_that_was_kept_twice_counts_once(
    design: Design, expected: dict[str, bytes], tmp_path: Path, read: Read
) -> None:
    runs = design.runs()
    folder = tmp_path / "twice"
    run_design(design, folder)
    twice = runner.run_chunk((runs[3], runs[3], runs[5]))
    shards.write_shard(folder / "raw", twice)
    assert _results(design, folder, read) == expected


def test_raw_results_stay_out_of_git(design: Design, expected: dict[str, bytes], tmp_path: Path) -> None:
    assert design.replicates
    assert expected
    assert (tmp_path / "expected" / "raw" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_failing_run_leaves_its_cause_and_the_rest_goes_on(
    design: Design, expected: dict[str, bytes], tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
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
            "fte_per_10000": 8.0,
            "replicate": 1,
            "cause": "ZeroDivisionError: nobody at home",
        }
    ]
    assert len(pd.read_parquet(folder / "weekly.parquet")) == 11 * 24
    # The next start tries again, and then nothing is left of the failure.
    again = run_design(design, folder, jobs=2)
    assert (again.resumed, again.failed) == (11, 0)
    store_results(design, folder, again)
    assert read(folder) == expected


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


# A process of its own that runs the design slowly, one run a shard.
SLOWLY = """
import sys, time
from pathlib import Path
from cohesie_sim.experiment import Design, run_design, runner

real = runner.run_replicate
def slow(*arguments):
    time.sleep(0.15)
    return real(*arguments)
runner.run_replicate = slow
design = Design("small", "What?", "Wat?", (0.0, 8.0), tuple(sys.argv[2:4]), replicates=3, residents=80)
try:
    run_design(design, Path(sys.argv[1]), jobs=2, shard_runs=1)
except KeyboardInterrupt:
    sys.exit(130)
"""


def _start(design: Design, folder: Path) -> subprocess.Popen[str]:
    """Start the slow process and wait for its first shard."""
    command = [sys.executable, "-c", SLOWLY, str(folder), *design.scenarios]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    deadline = time.monotonic() + 600  # the model may have to be compiled first
    while not _ids(folder):
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return process


def _ids(folder: Path) -> set[str]:
    whole = [shard for shard in (folder / "raw").glob("shard-*") if shard.suffix != ".tmp"]
    return {str(run) for shard in whole for run in pd.read_parquet(shard / "runs.parquet")["run"]}


@pytest.mark.slow
def test_killed_in_the_middle_and_started_again_is_the_same_to_the_byte(
    design: Design, expected: dict[str, bytes], tmp_path: Path, read: Read
) -> None:
    folder = tmp_path / "killed"
    process = _start(design, folder)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    process.communicate()
    kept = len(_ids(folder))
    assert 0 < kept < 12
    finished = run_design(design, folder, jobs=2)
    assert finished.resumed == kept
    store_results(design, folder, finished)
    assert read(folder) == expected


@pytest.mark.slow
def test_ctrl_c_saves_what_is_finished_and_ends_with_130(
    design: Design, expected: dict[str, bytes], tmp_path: Path, read: Read
) -> None:
    folder = tmp_path / "interrupted"
    process = _start(design, folder)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "finished runs are saved" in said
    assert "Traceback" not in said
    assert 0 < len(_ids(folder)) < 12
    assert _results(design, folder, read) == expected
