"""Where results come from: a manifest that lets somebody else make them again. It names no machine and no path."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

import numpy as np

from cohesie_sim.experiment.design import Design, code_version
from cohesie_sim.experiment.grids import Cell, Grid
from cohesie_sim.experiment.phases import phase_codes
from cohesie_sim.experiment.runner import Finished
from cohesie_sim.outcomes.cost import CostParameters
from cohesie_sim.outcomes.intervals import METHOD, METHOD_OVER_DRAWS
from cohesie_sim.outcomes.periods import PHASES
from cohesie_sim.scenarios import Scenario

_LIBRARIES: Final = ("mesa", "numpy", "numba", "scipy", "pandas", "pyarrow", "matplotlib")
_PURPOSE: Final = "exploration and explanation, not prediction"


def make_manifest(design: Design, finished: Finished, residents: int) -> dict[str, Any]:
    """Return everything needed to make the results again and to label them.

    Parameters
    ----------
    design
        What was run.
    finished
        How it went.
    residents
        Size of the synthetic neighbourhood, as found in the results.

    Returns
    -------
    dict
        Plain values: design, scenarios (settings and parameters, lockdowns, phases), cost, seeds, versions, commit,
        time.
    """
    cells = design.cells()
    first = {cell.scenario_name: cell for cell in reversed(cells)}
    cost = CostParameters()
    return {
        "name": design.name,
        "question": design.question,
        "question_nl": design.question_nl,
        "purpose": _PURPOSE,
        "neighbourhood": Path(cells[0].scenario.neighbourhood).stem,
        "neighbourhoods": list(dict.fromkeys(Path(cell.scenario.neighbourhood).stem for cell in cells)),
        "residents": residents,
        "grids": [_grid(grid, design) for grid in design.grids],
        "replicates": design.replicates,
        "seed": design.seed,
        "keep_residents": design.keep_residents,
        "lives": design.lives,
        "uncertainty": design.uncertainty,
        "condensed": design.condensed,
        "intervals": METHOD if design.uncertainty == "none" else METHOD_OVER_DRAWS,
        "cost_eur_per_fte_year_assumed": {"low": cost.low, "high": cost.high},
        "scenarios": {cell.scenario_name: _describe(cell) for cell in _in_order(cells, first)},
        "runs": finished.runs,
        "runs_resumed": finished.resumed,
        "runs_failed": finished.failed,
        "wall_seconds": round(finished.seconds, 1),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "versions": {
            "cohesie-sim": _version("cohesie-sim"),
            "code": code_version(),
            "python": platform.python_version(),
            **{library: _version(library) for library in _LIBRARIES},
        },
        "commit": finished.commit,
    }


def _grid(grid: Grid, design: Design) -> dict[str, Any]:
    names = dict.fromkeys(cell.scenario_name for cell in replace(design, grids=(grid,)).cells())
    return {
        "levels_fte_per_10000": sorted(grid.levels),
        "scenarios": list(names),
        "hypotheses": list(grid.hypotheses),
        "variants": {variant.name: _plain(variant.changes) for variant in grid.variants},
    }


def _plain(changes: Mapping[str, object]) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in changes.items()}


def _in_order(cells: Sequence[Cell], first: dict[str, Cell]) -> list[Cell]:
    return [first[name] for name in dict.fromkeys(cell.scenario_name for cell in cells)]


def _describe(cell: Cell) -> dict[str, Any]:
    scenario = cell.scenario
    codes = phase_codes(scenario)
    weeks = {PHASES[code]: np.flatnonzero(codes == code) for code in np.unique(codes)}
    return {
        "title": scenario.title,
        "title_nl": scenario.title_nl,
        "description": scenario.description,
        "start": scenario.settings.calendar.start.isoformat(),
        "weeks": scenario.weeks,
        "lockdowns": [[begin.isoformat(), end.isoformat(), name] for begin, end, name in scenario.lockdowns()],
        "phases": {name: [int(inside[0]), int(inside[-1]) + 1] for name, inside in weeks.items()},
        "settings_at_lowest_level": _without_paths(scenario),
    }


def _without_paths(scenario: Scenario) -> dict[str, Any]:
    return {**scenario.to_dict(), "neighbourhood": Path(scenario.neighbourhood).stem}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"  # run from the source tree
