"""Interruptions: killed or stopped at any moment, at most the shards in flight are lost."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from cohesie_sim.experiment import Design, run_design

Results = Callable[..., dict[str, bytes]]

# A process of its own that runs the design slowly, one run a shard.
SLOWLY = """
import sys, time
from pathlib import Path
from cohesie_sim.experiment import Design, Grid, run_design, runner

real = runner.run_replicate
def slow(*arguments):
    time.sleep(0.15)
    return real(*arguments)
runner.run_replicate = slow
grid = Grid((0.0, 8.0), tuple(sys.argv[2:4]))
design = Design("small", "What?", "Wat?", (grid,), replicates=3, residents=80)
resume = (Path(sys.argv[1]) / "raw" / "design.json").exists()
try:
    run_design(design, Path(sys.argv[1]), jobs=2, shard_runs=1, resume=resume)
except KeyboardInterrupt:
    sys.exit(130)
"""


def _begin(design: Design, folder: Path) -> subprocess.Popen[str]:
    """Start the slow process."""
    command = [sys.executable, "-c", SLOWLY, str(folder), *design.grids[0].scenarios]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def _start(design: Design, folder: Path) -> subprocess.Popen[str]:
    """Start the slow process and wait for its first shard."""
    process = _begin(design, folder)
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
    design: Design, expected: dict[str, bytes], tmp_path: Path, results: Results
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
    assert results(design, folder) == expected


@pytest.mark.slow
def test_killed_again_and_again_at_any_moment_it_gets_there_and_loses_nothing_that_was_written(
    design: Design, expected: dict[str, bytes], tmp_path: Path, results: Results
) -> None:
    folder = tmp_path / "killed"
    begun = time.monotonic()
    first = _start(design, folder)
    usual = time.monotonic() - begun  # how long it takes to the first shard, here and now
    first.kill()
    first.communicate()
    delays: list[float] = []
    kept = _ids(folder)
    for _ in range(4):
        process = _begin(design, folder)
        delays.append(random.SystemRandom().uniform(0, usual + 1.0))  # any moment, another one every time
        time.sleep(delays[-1])
        process.kill()
        said = process.communicate()[1]
        told = f"killed after {', '.join(f'{delay:.3f}' for delay in delays)} s; usually {usual:.3f}; it said: {said}"
        assert process.returncode in {0, -signal.SIGKILL}, told
        assert kept <= _ids(folder), told
        kept = _ids(folder)
    finished = run_design(design, folder, jobs=2, resume=True)
    assert finished.resumed == len(kept), told
    assert results(design, folder, resume=True) == expected, told


@pytest.mark.slow
def test_ctrl_c_saves_what_is_finished_and_ends_with_130(
    design: Design, expected: dict[str, bytes], tmp_path: Path, results: Results
) -> None:
    folder = tmp_path / "interrupted"
    process = _start(design, folder)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "finished runs are saved" in said
    assert "Traceback" not in said
    assert 0 < len(_ids(folder)) < 12
    assert results(design, folder) == expected
