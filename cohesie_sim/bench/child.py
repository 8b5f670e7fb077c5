"""What is measured in a process of its own: the start of the program and the peak of its memory.

``child.py start RESIDENTS`` prints how long importing and the first run take; ``child.py memory RESIDENTS`` prints by
how much a run raises the peak of the process's memory. It runs as a script, so that nothing is imported beforehand.
"""
# ruff: noqa: PLC0415 - importing is what is timed

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

_SMALL = 100  # residents of the run that comes before the measured one


def measure_start(residents: int) -> dict[str, float]:
    """Time importing the package and a first run.

    Parameters
    ----------
    residents
        Size of the run, of one week.

    Returns
    -------
    dict
        Seconds of ``import`` and of ``first_run``.
    """
    begin = time.perf_counter()
    from cohesie_sim import load_scenario, simulate

    imported = time.perf_counter()
    short = {"residents": residents, "calendar.weeks": 1, "calendar.burn_in_weeks": 0}
    simulate(load_scenario("nl_2020_2022").with_changes(short), jobs=1)
    return {"import": imported - begin, "first_run": time.perf_counter() - imported}


def measure_memory(residents: int) -> dict[str, float]:
    """Measure by how much synthesis and a run raise the peak of resident memory.

    Parameters
    ----------
    residents
        Size of the run, of the full horizon.

    Returns
    -------
    dict
        ``peak_bytes``; empty where the operating system does not tell.
    """
    from cohesie_sim import load_scenario, simulate

    scenario = load_scenario("nl_2020_2022")
    simulate(scenario.with_changes({"residents": _SMALL}), jobs=1)
    before = _fresh_peak()
    if before is None:
        return {}
    simulate(scenario.with_changes({"residents": residents}), jobs=1)
    return {"peak_bytes": float(_peak() - before)}


def _fresh_peak() -> int | None:
    """Let the peak of memory begin anew at what is in use now, and return that; None where it cannot.

    ``getrusage`` would not do: its peak is inherited from the process that started this one, which may be far larger.
    """
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # 5: the peak, see proc(5)
        return _peak()
    except OSError:
        return None


def _peak() -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return 1024 * int(next(line.split()[1] for line in lines if line.startswith("VmHWM:")))


if __name__ == "__main__":
    task, size = sys.argv[1], int(sys.argv[2])
    result: dict[str, Any] = measure_start(size) if task == "start" else measure_memory(size)
    sys.stdout.write(json.dumps(result))
