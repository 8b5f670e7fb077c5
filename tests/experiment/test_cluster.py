"""The same results from a Dask cluster: a real scheduler and real workers, one of which is killed mid-way."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cohesie_sim import ConfigurationError
from cohesie_sim.experiment import Design, cluster, run_design, store_results
from cohesie_sim.experiment.chunks import make_chunks
from cohesie_sim.experiment.cluster import ClusterExecutor, cluster_executor

Results = Callable[..., dict[str, bytes]]
Start = Callable[..., subprocess.Popen[bytes]]

# What a worker does before anything else: take its time, and note every run that it begins.
SLOWLY = """
import os, time
from pathlib import Path
from cohesie_sim.engine.simulate import run_replicate  # not the runner's: a worker loads this file twice
from cohesie_sim.experiment import runner

def slow(*arguments):
    Path("FOLDER", f"begun-{os.getpid()}-{time.monotonic_ns()}").touch()
    time.sleep(0.4)
    return run_replicate(*arguments)
runner.run_replicate = slow
"""
OTHER_CODE = """
from cohesie_sim.experiment import cluster
cluster.code_version = lambda: "ab12"
"""
NO_PACKAGE = """
import sys
sys.modules["cohesie_sim.experiment.cluster"] = None
"""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Return a starter of processes that end with the test; what they say is in ``dask.log``."""
    started: list[subprocess.Popen[bytes]] = []
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with (tmp_path / "dask.log").open("wb") as log:

        def run(module: str, *options: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", f"distributed.cli.{module}", *options, "--no-dashboard"]
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=tmp_path, env=environment)
            started.append(process)
            return process

        yield run
        for process in started:
            process.kill()
            process.wait()


@pytest.fixture
def scheduler(start: Start, tmp_path: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Return a scheduler that listens, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = start("dask_scheduler", "--host", "127.0.0.1", "--port", str(port))
    deadline = time.monotonic() + 60
    while True:
        assert process.poll() is None, (tmp_path / "dask.log").read_text(encoding="utf-8")
        assert time.monotonic() < deadline
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return process, f"tcp://127.0.0.1:{port}"
        time.sleep(0.05)


@pytest.fixture
def address(scheduler: tuple[subprocess.Popen[bytes], str]) -> str:
    """Return the address of a scheduler that listens."""
    return scheduler[1]


@pytest.fixture
def worker(start: Start, address: str, tmp_path: Path) -> Callable[[str], subprocess.Popen[bytes]]:
    """Return a starter of workers with one thread each that first do what they are given."""

    def run(first: str) -> subprocess.Popen[bytes]:
        preload = tmp_path / "preload.py"
        preload.write_text(first.replace("FOLDER", str(tmp_path)), encoding="utf-8")
        options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path), "--preload", str(preload))
        return start("dask_worker", address, *options)

    return run


def _wait_for_workers(address: str, number: int) -> None:
    from distributed import Client  # noqa: PLC0415 - takes a second to import

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(number, timeout=120)


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_mid_way_gives_the_same_bytes(
    design: Design,
    expected: dict[str, bytes],
    tmp_path: Path,
    results: Results,
    address: str,
    worker: Callable[[str], subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ClusterExecutor, "least_seconds", 0.0)  # the small design would be one chunk
    workers = [worker(SLOWLY), worker(SLOWLY)]
    _wait_for_workers(address, 2)
    folder = tmp_path / "cluster"
    killed: list[tuple[int, int]] = []

    def kill() -> None:
        mine = f"begun-{workers[0].pid}-*"
        while len(list(tmp_path.glob(mine))) < 2 or not list((folder / "raw").glob("shard-*")):
            time.sleep(0.02)
        workers[0].kill()
        workers[0].wait()
        killed.append((len(list((folder / "raw").glob("shard-*"))), len(list(tmp_path.glob(mine)))))

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    with cluster_executor(address) as executor:
        assert executor.workers == 2
        told = results(design, folder, executor=executor, shard_runs=1)
    killer.join(timeout=10)
    ((kept, begun),) = killed
    assert 0 < kept < 12, "the worker died mid-way"
    assert begun >= 2, "and it had been at work"
    assert len(list(tmp_path.glob("begun-*"))) > 12, "what it was doing was done again"
    assert told == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "text"),
    [
        (
            OTHER_CODE,
            r"worker tcp://\S+ has other versions: code ab12 there, [0-9a-f]{16} here\. Install the same versions",
        ),
        (NO_PACKAGE, r"worker tcp://\S+ cannot load this version of cohesie_sim \(.*ModuleNotFoundError"),
    ],
    ids=["other code", "no package"],
)
def test_workers_with_other_code_are_refused(
    first: str, text: str, address: str, worker: Callable[[str], subprocess.Popen[bytes]]
) -> None:
    worker(first)
    _wait_for_workers(address, 1)
    with pytest.raises(ConfigurationError, match=text) as refused, cluster_executor(address):
        pytest.fail("it was taken")
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.slow
def test_a_scheduler_that_goes_away_is_one_line_and_what_is_finished_stays(
    design: Design,
    tmp_path: Path,
    scheduler: tuple[subprocess.Popen[bytes], str],
    worker: Callable[[str], subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ClusterExecutor, "least_seconds", 0.0)
    process, address = scheduler
    worker(SLOWLY)
    _wait_for_workers(address, 1)
    folder = tmp_path / "gone"

    def kill() -> None:
        while not list((folder / "raw").glob("shard-*")):
            time.sleep(0.02)
        process.kill()

    threading.Thread(target=kill, daemon=True).start()
    with (
        pytest.raises(ConfigurationError, match="finished runs are saved, the same command goes on from here"),
        cluster_executor(address) as executor,
    ):
        run_design(design, folder, executor=executor, shard_runs=1)
    assert 0 < run_design(design, folder, resume=True).resumed < 12


def test_a_worker_that_joins_later_is_checked_before_it_runs_anything() -> None:
    here = cluster.versions()
    assert cluster._checked(here, max, 1, 2) == 2
    with pytest.raises(ConfigurationError, match=r"joined later has other versions: numba \S+ there, 0\.1 here"):
        cluster._checked({**here, "numba": "0.1"}, pytest.fail, "it ran")


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(ConfigurationError, match=r"pip install 'cohesie-sim\[cluster\]'"),
        cluster_executor("tcp://127.0.0.1:1"),
    ):
        pytest.fail("it connected")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere", "foo://x:1", ""])
def test_where_no_scheduler_answers_is_one_line(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 0.3)
    begun = time.monotonic()
    with pytest.raises(ConfigurationError) as refused, cluster_executor(address):
        pytest.fail("it connected")
    assert str(refused.value).startswith(f"scheduler = {address!r}: no Dask scheduler answers there (")
    assert len(str(refused.value).splitlines()) == 1
    assert time.monotonic() - begun < 10


class Losing(Executor):
    """Does everything but the third chunk, which ends in an error."""

    def __init__(self, error: Exception) -> None:
        self._error, self._count = error, 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it, or fail."""
        self._count += 1
        future: Future[Any] = Future()
        if self._count == 3:
            future.set_exception(self._error)
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_a_chunk_that_takes_its_workers_along_fails_alone(design: Design, tmp_path: Path) -> None:
    finished = run_design(design, tmp_path / "r", jobs=1, executor=Losing(RuntimeError("worker died")))
    assert finished.failed == 3  # most a chunk has with twelve runs and one worker
    store_results(design, tmp_path / "r", finished)
    assert pd.read_csv(tmp_path / "r" / "errors.csv")["cause"].tolist() == ["RuntimeError: worker died"] * 3
    assert run_design(design, tmp_path / "r", resume=True).resumed == 9


def test_work_that_is_cancelled_from_outside_is_no_failure_of_its_runs(design: Design, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cancelled from outside"):
        run_design(design, tmp_path / "r", jobs=1, executor=Losing(CancelledError()))
    assert run_design(design, tmp_path / "r", resume=True).resumed == 9


def test_a_chunk_is_worth_the_way(make_design: Any) -> None:
    runs = make_design(replicates=6, residents=4000).runs()  # 28 weeks: about 0.011 s of work each
    for least, sizes in ((0.0, [1] * 24), (0.02, [2] * 12), (0.1, [9, 9, 6]), (60.0, [24])):
        chunks = list(make_chunks(runs, workers=100, least_seconds=least))
        assert [len(chunk) for chunk in chunks] == sizes
        assert [run for chunk in chunks for run in chunk] == runs
