"""Printing what differs between two stored conditions."""

from __future__ import annotations

from typing import Any

import numpy as np

from cohesie_sim.cli.exits import FINE
from cohesie_sim.cli.screen import print_json, print_table, print_text
from cohesie_sim.cli.summary import MAIN_OUTCOMES
from cohesie_sim.experiment.pairing import NO_DIFFERENCE, NO_INTERVAL, NOT_DISTINGUISHABLE, check_pair, compare_runs
from cohesie_sim.experiment.stored_runs import StoredRuns, read_runs
from cohesie_sim.outcomes.measures import BY_NAME, Measure

_PURPOSE = "Exploration and explanation, not prediction."


def compare(first: str, second: str, *, as_json: bool) -> int:
    """Print the paired differences of two stored conditions, per phase.

    Parameters
    ----------
    first, second
        Folders, with a condition after a colon for an experiment; differences are second minus first.
    as_json
        JSON instead of a table.

    Returns
    -------
    int
        0.

    Raises
    ------
    ConfigurationError
        When something cannot be read, or the two cannot be paired.
    """
    one, other = read_runs(first), read_runs(second)
    check_pair(one, other)
    phases = compare_runs(one, other, [BY_NAME[name] for name in MAIN_OUTCOMES])
    if as_json:
        about = {"purpose": _PURPOSE, "a": one.label, "b": other.label, "replicates": one.replicates}
        print_json({**about, "seed": one.seed, "phases": phases})
        return FINE
    print_table(_title(one, other), *_table(phases), texts=1)
    for note in _notes(one, other):
        print_text(note)
    return FINE


def _title(one: StoredRuns, other: StoredRuns) -> str:
    count = len(one.replicates)
    return (
        f"{other.label} minus {one.label}: {one.neighbourhood}, {one.residents:,} residents, {count} "
        f"replicate{'s' if count > 1 else ''}, seed {one.seed}"
    )


def _table(phases: list[dict[str, Any]]) -> tuple[list[str], list[list[str]]]:
    head = ["difference", *(f"{phase['phase'].replace('_', ' ')}\n{phase['from']}" for phase in phases)]
    rows = []
    for name in MAIN_OUTCOMES:
        measure = BY_NAME[name]
        unit = "percentage points" if measure.unit == "share" else measure.unit
        rows.append([f"{measure.english} [{unit}]", *(_cell(phase["outcomes"][name], measure) for phase in phases)])
    return head, rows


def _cell(outcome: dict[str, Any], measure: Measure) -> str:
    factor = 100.0 if measure.unit == "share" else 1.0
    decimals = 3 if measure.unit == "0-1" else 2
    if outcome["verdict"] == NO_DIFFERENCE:
        return NO_DIFFERENCE
    gap = _signed(factor * outcome["difference"], decimals)
    if outcome["verdict"] == NO_INTERVAL:
        return gap
    ends = " to ".join(_signed(factor * outcome[end], decimals) for end in ("low", "high"))
    told = NOT_DISTINGUISHABLE if outcome["verdict"] == NOT_DISTINGUISHABLE else gap
    return f"{told} ({ends})"


def _signed(value: float, decimals: int) -> str:
    return f"{round(value, decimals) + 0.0:+.{decimals}f}"  # minus zero is zero


def _notes(one: StoredRuns, other: StoredRuns) -> list[str]:
    how = "Means over the weeks of a phase, taken within replicates: the same residents with the same luck."
    band = "In brackets the 95 % interval (Student's t); one in twenty leaves out zero by chance alone."
    notes = [f"{how} {band} {_PURPOSE}"]
    if len(one.replicates) == 1:
        notes.append("One replicate has no interval: nothing here can be told from luck. Use --replicates.")
    if not np.array_equal(one.phases, other.phases):
        notes.append(f"Phases are those of {one.label}; in {other.label} they fall in other weeks.")
    return notes
