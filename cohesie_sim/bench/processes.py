"""Measurements that need a fresh process: cold start, warm start and peak memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

_SOURCES = Path(__file__).parents[2]


def run_child(task: str, residents: int, environment: Mapping[str, str]) -> dict[str, float]:
    """Run a task of :mod:`cohesie_sim.bench.child` in a fresh process.

    Parameters
    ----------
    task
        ``start`` or ``memory``.
    residents
        Size of the run.
    environment
        Added to the environment of this process.

    Returns
    -------
    dict
        What the task measured, and ``process``: seconds from the start of the process to its end.

    Raises
    ------
    subprocess.CalledProcessError
        When it fails.
    """
    path = os.pathsep.join([str(_SOURCES), *filter(None, [os.environ.get("PYTHONPATH")])])
    begin = time.perf_counter()
    child = subprocess.run(  # noqa: S603 - this very program
        [sys.executable, "-P", str(Path(__file__).with_name("child.py")), task, str(residents)],
        env={**os.environ, "PYTHONPATH": path, **environment},
        check=True,
        stdout=subprocess.PIPE,
    )
    return {**json.loads(child.stdout), "process": time.perf_counter() - begin}


def measure_starts(residents: int, cold: int, warm: int) -> dict[str, Any]:
    """Measure how long the program takes to start, with an empty cache of compiled kernels and with a full one.

    Parameters
    ----------
    residents
        Size of the first run, of one week.
    cold, warm
        Number of repetitions; without cold ones, the warm ones use the cache of this process.

    Returns
    -------
    dict
        For ``cold`` and ``warm`` every repetition, and the medians in seconds; None for what was not repeated at all.
    """
    with tempfile.TemporaryDirectory(prefix="cohesie-bench-") as scratch:
        caches = [{"COHESIE_CACHE_DIR": f"{scratch}/{repetition}"} for repetition in range(cold)]
        colds = [run_child("start", residents, cache) for cache in caches]
        warms = [run_child("start", residents, caches[0] if caches else {}) for _ in range(warm)]
    return {"cold": _medians(colds), "warm": _medians(warms)}


def _medians(repetitions: list[dict[str, float]]) -> dict[str, Any] | None:
    if not repetitions:
        return None
    medians = {name: median(one[name] for one in repetitions) for name in repetitions[0]}
    return {"seconds": medians, "repetitions": repetitions}
