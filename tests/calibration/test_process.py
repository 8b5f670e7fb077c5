"""The processes that simulate."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from cohesie_sim.calibration.process import processes

PARENT = """
import os, time
from cohesie_sim.calibration.process import processes
with processes(1) as pool:
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(60)
"""


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow
def test_workers_leave_with_a_parent_that_is_killed() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", PARENT], env=environment, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert is_there(worker)
        parent.kill()
        parent.wait()
    end = time.monotonic() + 20
    while is_there(worker) and time.monotonic() < end:
        time.sleep(0.2)
    assert not is_there(worker)


def test_workers_are_other_processes() -> None:
    with processes(1) as pool:
        assert pool.submit(os.getpid).result() != os.getpid()
