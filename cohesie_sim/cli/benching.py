"""``cohesie bench``: measure the engines or the policy page, write, and print next to the aims."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np

from cohesie_sim.bench.measures import FULL, QUICK, measure
from cohesie_sim.bench.page import measure_page
from cohesie_sim.cli.exits import FINE
from cohesie_sim.cli.screen import print_table, print_text
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.progress import say
from cohesie_sim.experiment.store import make_folder, write_json

_OPENINGS: Final = 5  # of the page


def bench_and_report(file: Path | None, *, quick: bool) -> int:
    """Measure and report.

    Parameters
    ----------
    file
        Where to write everything as JSON; None writes nothing.
    quick
        Small sizes, which say nothing about speed.

    Returns
    -------
    int
        0, whether or not the aims are reached.

    Raises
    ------
    ConfigurationError
        When the file cannot be written; found out before anything is measured.
    """
    results = _written(file, lambda: measure(QUICK if quick else FULL, _tell))
    print_table(
        "Measured: medians, of the processor's time where time per resident is meant",
        ("what", "size", "value", "unit"),
        _rows(results),
        texts=2,
    )
    if results["aims"]:
        _print_aims(results)
    else:
        print_text("Sizes too small to say anything about speed: the aims are not judged.")
    return FINE


def bench_page_and_report(page: Path, file: Path | None, *, quick: bool) -> int:
    """Measure the policy page and report.

    Parameters
    ----------
    page
        Its file.
    file
        Where to write everything as JSON; None writes nothing.
    quick
        Open it once instead of several times.

    Returns
    -------
    int
        0, whether or not the aims are reached.

    Raises
    ------
    ConfigurationError
        When the page, the browser or its library is missing, the page is none, or the file cannot be written.
    """
    results = _written(file, lambda: measure_page(page, 1 if quick else _OPENINGS, _tell))
    rows = [("first picture", *_spread(results["first_picture_ms"]))]
    rows.append(("a frame when nothing happens", f"{results['frame_ms']:.1f}", "", ""))
    rows.append(("a move to a new level", *_spread(results["move_ms"])))
    rows.append(("a move to a level that was there before", *_spread(results["again_ms"])))
    print_table(
        f"The page with {results['pictures']:.0f} pictures on the screen, in milliseconds",
        ("what", "median", "1 in 10 below", "1 in 10 above"),
        rows,
    )
    _print_aims(results)
    return FINE


def _written(file: Path | None, measuring: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what is measured, written to a file if there is one, whose place is made before anything is measured."""
    if file is not None:
        if file.is_dir():
            raise ConfigurationError(f"--json {file}: this is a folder. Allowed: the name of a file.")
        make_folder(file.parent)
    results = measuring()
    if file is not None:
        write_json(file, results)
    return results


def _tell(what: str) -> None:
    say(f"measuring {what}")


def _print_aims(results: dict[str, Any]) -> None:
    aims = [
        (one["name"], one["aim"], f"{one['value']:.4g}", "yes" if one["reached"] else "NO") for one in results["aims"]
    ]
    print_table("Aims", ("what", "aim", "value", "reached"), aims)


def _spread(values: list[float]) -> tuple[str, str, str]:
    middle, low, high = np.quantile(values, (0.5, 0.1, 0.9))
    return f"{middle:.1f}", f"{low:.1f}", f"{high:.1f}"


def _rows(results: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    rows = []
    for engine, timings in (
        ("compiled engine", results["compiled"]),
        ("Mesa model", [results["mesa"]]),
        ("Mesa model, Python's random", [results["plain_mesa"]]),
    ):
        rows += [
            _row(engine, timing["residents"], timing["ns_per_resident_week"], "ns/resident-week") for timing in timings
        ]
    rows += [_row("synthesis", one["residents"], one["us_per_resident"], "µs/resident") for one in results["synthesis"]]
    memory, start = results["memory"], results["start"]
    size = memory["residents"]
    rows.append(_row("state of the engine", size, memory["state_bytes_per_resident"], "bytes/resident"))
    rows.append(_row("peak memory, with synthesis", size, memory["peak_bytes_per_resident"], "bytes/resident"))
    size = results["work"]["residents"][0]
    for kind in ("cold", "warm"):
        seconds = start[kind]["seconds"] if start[kind] else {"import": None, "first_run": None}
        rows.append(_row(f"{kind} start: import", size, seconds["import"], "s"))
        rows.append(_row(f"{kind} start: first run", size, seconds["first_run"], "s"))
    return rows


def _row(what: str, residents: int, value: float | None, unit: str) -> tuple[str, str, str, str]:
    return what, f"{residents:,} residents", "not measured" if value is None else f"{value:,.4g}", unit
