"""The main outcomes of some runs, per phase of the scenario."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from cohesie_sim.cli.phases import Phase
from cohesie_sim.outcomes.weekly import RESIDENT_OUTCOMES, Outcome

_OF_RESIDENTS = (
    "isolated",
    "out_of_sight",
    "lonely",
    "severely_lonely",
    "weekly_neighbours",
    "face_to_face_per_day",
    "volunteered",
    "known_by_worker",
    "need_open",
)


class Main(NamedTuple):
    """A main outcome: column, unit, label, and how it is shown: unit, factor, decimals."""

    name: str
    unit: str
    label: str
    shown_in: str
    factor: float = 1.0
    decimals: int = 1


def _of_residents(outcome: Outcome) -> Main:
    label = outcome.english.partition(":")[0].partition(" (")[0]
    if outcome.unit == "share":
        return Main(outcome.name, outcome.unit, label, "% of adults", factor=100.0)
    return Main(outcome.name, outcome.unit, label, outcome.unit)


MAIN_OUTCOMES = (
    *(_of_residents(outcome) for outcome in RESIDENT_OUTCOMES if outcome.name in _OF_RESIDENTS),
    Main("running", "initiatives", "Initiatives that exist", "number"),
    Main("helpers_matched", "persons", "Spontaneous helpers at work", "persons"),
    Main("cohesion_index", "1", "Cohesion index", "0 to 1", decimals=3),
)


def summarise(weekly: pd.DataFrame, phases: list[Phase]) -> list[dict[str, Any]]:
    """Return the main outcomes per phase.

    Parameters
    ----------
    weekly
        Every outcome, one row per replicate and week.
    phases
        Of the scenario.

    Returns
    -------
    list of dict
        Per phase its name, first day, number of weeks and ``outcomes``: per outcome the unit and the mean over the
        phase's weeks, averaged over replicates, with the lowest and the highest replicate; shares are fractions.
    """
    return [_phase(weekly, phase) for phase in phases]


def _phase(weekly: pd.DataFrame, phase: Phase) -> dict[str, Any]:
    inside = weekly[(weekly["week"] >= phase.begin) & (weekly["week"] < phase.end)]
    means = inside.groupby("replicate")[[outcome.name for outcome in MAIN_OUTCOMES]].mean()
    outcomes = {outcome.name: {"unit": outcome.unit, **_spread(means[outcome.name])} for outcome in MAIN_OUTCOMES}
    return {
        "phase": phase.name,
        "from": inside["date"].min().date().isoformat(),
        "weeks": phase.end - phase.begin,
        "outcomes": outcomes,
    }


def _spread(values: pd.Series[float]) -> dict[str, float]:
    return {"mean": float(values.mean()), "lowest": float(values.min()), "highest": float(values.max())}


def table_of(summary: list[dict[str, Any]]) -> tuple[list[str], list[list[str]]]:
    """Return the summary as the cells of a table.

    Parameters
    ----------
    summary
        From :func:`summarise`.

    Returns
    -------
    tuple
        Head (outcome, unit, one column per phase with its first day) and rows.
    """
    head = ["", "unit", *(f"{phase['phase']}\n{phase['from']}" for phase in summary)]
    rows = [
        [
            outcome.label,
            outcome.shown_in,
            *(f"{outcome.factor * phase['outcomes'][outcome.name]['mean']:.{outcome.decimals}f}" for phase in summary),
        ]
        for outcome in MAIN_OUTCOMES
    ]
    return head, rows
