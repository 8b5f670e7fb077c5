"""The main outcomes of some runs, per phase of the scenario."""

from __future__ import annotations

from math import isnan
from typing import Any

import pandas as pd

from cohesie_sim.experiment.phases import phase_codes
from cohesie_sim.outcomes.intervals import mean_interval
from cohesie_sim.outcomes.measures import BY_NAME, Measure
from cohesie_sim.outcomes.periods import PHASES
from cohesie_sim.scenarios import Scenario

MAIN_OUTCOMES = (
    "isolated",
    "out_of_sight",
    "lonely",
    "severely_lonely",
    "weekly_neighbours",
    "face_to_face_per_day",
    "known_by_worker",
    "need_open",
    "volunteered",
    "initiatives_open",
    "trust",
    "cohesion_index",
)


def summarise(weekly: pd.DataFrame, scenario: Scenario) -> list[dict[str, Any]]:
    """Return the main outcomes per phase.

    Parameters
    ----------
    weekly
        Every outcome, one row per replicate and week.
    scenario
        That was run.

    Returns
    -------
    list of dict
        Per phase its name, first day, number of weeks and ``outcomes``: per outcome the unit, the mean over the phase's
        weeks and over replicates, and the ends ``low`` and ``high`` of its 95 % interval over replicates (None for a
        single one, and where replicates do not differ). Shares are fractions.
    """
    codes, mondays = phase_codes(scenario), scenario.mondays()
    code_of_row = codes[weekly["week"].to_numpy()]
    phases = []
    for code, name in enumerate(PHASES):
        weeks = [week for week, of_week in enumerate(codes) if of_week == code]
        if weeks:
            outcomes = {outcome: _mean(weekly[code_of_row == code], BY_NAME[outcome]) for outcome in MAIN_OUTCOMES}
            first = mondays[weeks[0]].isoformat()
            phases.append({"phase": name, "from": first, "weeks": len(weeks), "outcomes": outcomes})
    return phases


def _mean(rows: pd.DataFrame, measure: Measure) -> dict[str, Any]:
    interval = mean_interval(rows.groupby("replicate")[measure.column].mean()).within(0.0, measure.highest)
    ends = {end: None if isnan(value) else value for end, value in (("low", interval.low), ("high", interval.high))}
    return {"unit": measure.unit, "mean": interval.mean, **ends}


def table_of(summary: list[dict[str, Any]]) -> tuple[list[str], list[list[str]]]:
    """Return the summary as the cells of a table.

    Parameters
    ----------
    summary
        From :func:`summarise`.

    Returns
    -------
    tuple
        Head (outcome with unit, one column per phase with its first day) and rows.
    """
    head = ["mean per week", *(f"{phase['phase'].replace('_', ' ')}\n{phase['from']}" for phase in summary)]
    rows = []
    for name in MAIN_OUTCOMES:
        measure = BY_NAME[name]
        unit = "%" if measure.unit == "share" else measure.unit
        rows.append([f"{measure.english} [{unit}]", *(_cell(phase["outcomes"][name], measure) for phase in summary)])
    return head, rows


def _cell(outcome: dict[str, Any], measure: Measure) -> str:
    factor = 100.0 if measure.unit == "share" else 1.0
    decimals = 2 if measure.unit == "0-1" else 1
    keys = ("mean",) if outcome["high"] is None else ("mean", "low", "high")
    mean, *ends = (f"{factor * outcome[key]:.{decimals}f}" for key in keys)
    return f"{mean} ({'–'.join(ends)})" if ends else mean
