"""Simulations that are kept as they come, one per line of a file, so that an interrupted process goes on from there."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from cohesie_sim.calibration.in_order import in_order
from cohesie_sim.experiment.store import write_bytes

Call = tuple[Callable[..., Any], *tuple[Any, ...]]


def kept_in_order(
    calls: Sequence[Call], path: Path, executor: Executor, show: Callable[[int], None]
) -> list[dict[str, Any]]:
    """Return what calls return, in their order; what the file holds already is not done again.

    Parameters
    ----------
    calls
        Function and arguments; each returns a dictionary that JSON can hold. What the file holds beyond them stays.
    path
        Where results are kept; a line that was cut off is done again. Other calls need another path.
    executor
        Runs the calls.
    show
        Called with the number of results that are there.

    Returns
    -------
    list of dict
        One per call.
    """
    there = _read(path)
    write_bytes(path, "".join(_line(found) for found in there).encode())  # without a line that was cut off
    with path.open("a", encoding="utf-8") as file:
        show(min(len(there), len(calls)))
        for found in in_order(executor, calls[len(there) :]):
            file.write(_line(found))
            file.flush()
            there.append(found)
            show(len(there))
    return there[: len(calls)]


def _line(found: dict[str, Any]) -> str:
    return json.dumps(found) + "\n"


def _read(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]
