"""What the measurements should reach, and whether they do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any, NamedTuple


class Aim(NamedTuple):
    """One aim.

    Attributes
    ----------
    name, unit
        What is measured.
    at_most
        Whether the value should be at most, or at least, the target.
    target
        The aim.
    value
        From the measurements to the value to be judged.
    """

    name: str
    unit: str
    at_most: bool
    target: float
    value: Callable[[Mapping[str, Any]], float]


def _slowest(results: Mapping[str, Any]) -> float:
    return float(max(timing["ns_per_resident_week"] for timing in results["compiled"]))


AIMS = (
    Aim("plain Mesa to compiled engine", "times", False, 200.0, lambda r: r["ratios"]["plain_mesa_to_compiled"]),
    Aim("compiled engine, one thread, slowest size", "ns/resident-week", True, 100.0, _slowest),
    Aim("growth exponent of time against residents", "1", True, 1.05, lambda r: r["growth_exponent"]),
    Aim(
        "state of the compiled engine", "bytes/resident", True, 400.0, lambda r: r["memory"]["state_bytes_per_resident"]
    ),
)


PAGE_AIMS = (
    Aim("first picture of the page", "ms", True, 500.0, lambda r: float(median(r["first_picture_ms"]))),
    Aim("moves whose pictures missed the next frame", "share", True, 0.0, lambda r: float(r["late"])),
    Aim("work of a move of a slider, until painted", "frames", True, 1.0, lambda r: float(r["moves_in_frames"])),
)


def judge(results: Mapping[str, Any], aims: Sequence[Aim] = AIMS) -> list[dict[str, Any]]:
    """Hold the measurements against the aims.

    Parameters
    ----------
    results
        From :func:`cohesie_sim.bench.measures.measure` or :func:`cohesie_sim.bench.page.measure_page`, without this
        list.
    aims
        For them.

    Returns
    -------
    list of dict
        Per aim its name, unit, target, value and whether it is reached.
    """
    return [_judged(aim, aim.value(results)) for aim in aims]


def _judged(aim: Aim, value: float) -> dict[str, Any]:
    return {
        "name": aim.name,
        "unit": aim.unit,
        "aim": f"{'at most' if aim.at_most else 'at least'} {aim.target:g}",
        "value": value,
        "reached": value <= aim.target if aim.at_most else value >= aim.target,
    }
