"""From shards of finished runs to the files that people open."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.condensed import CONDENSED, condense
from cohesie_sim.experiment.design import Design
from cohesie_sim.experiment.provenance import make_manifest
from cohesie_sim.experiment.replay import follow_lives
from cohesie_sim.experiment.runner import Finished
from cohesie_sim.experiment.shards import FOLDER, collect
from cohesie_sim.experiment.store import write_csv, write_json, write_parquet
from cohesie_sim.experiment.summary import summarise
from cohesie_sim.posterior import draw_of, posterior_draws

DRAWS: Final = "draws.csv"
SUMMARY: Final = "summary.csv"


def store_results(design: Design, folder: Path, finished: Finished) -> None:
    """Write tables, summary and manifest of a design whose runs are done.

    Writes ``weekly.parquet``, ``splits.parquet``, ``initiatives.parquet``, ``volunteers.parquet``, ``summary.csv``,
    ``manifest.json``, ``residents.parquet`` and ``lives.parquet`` when the design asks for them, ``draws.csv`` when
    replicates have parameters of their own, and ``errors.csv`` when runs failed. Of a condensed design
    ``curves.parquet`` and ``groups.parquet`` instead of the first five.

    Parameters
    ----------
    design
        What was run.
    folder
        Of the results.
    finished
        From :func:`~cohesie_sim.experiment.runner.run_design`.

    Raises
    ------
    ConfigurationError
        When every run failed (the text names the first cause), a run of a condensed design failed, or a file cannot be
        written.
    """
    if design.condensed:
        _store_condensed(design, folder, finished)
        return
    tables = collect(folder / FOLDER, design.runs())
    errors = tables.pop("errors")
    (folder / "errors.csv").unlink(missing_ok=True)
    if len(errors):
        write_csv(folder / "errors.csv", errors)
    if not tables:
        raise ConfigurationError(
            f"{design.name}: all {len(errors)} runs failed, the first with {errors['cause'].iloc[0]}"
        )
    weekly = _with_dates(tables["weekly"], design)
    for name, table in {**tables, "weekly": weekly}.items():
        write_parquet(folder / f"{name}.parquet", table)
    if design.lives is not None:
        follow_lives(design, folder)
    draws = draws_frame(design)
    if draws is not None:
        write_csv(folder / DRAWS, draws)
    shared = None if draws is None else draws.set_index("replicate")["draw"]
    write_csv(folder / SUMMARY, summarise(weekly, tables["initiatives"], tables["volunteers"], shared))
    write_json(folder / "manifest.json", make_manifest(design, finished, int(weekly["residents"].iloc[0])))


def _store_condensed(design: Design, folder: Path, finished: Finished) -> None:
    found = condense(folder / FOLDER, design)
    for name, table in zip(CONDENSED, (found.curves, found.groups), strict=True):
        write_parquet(folder / f"{name}.parquet", table)
    draws = draws_frame(design)
    if draws is not None:
        write_csv(folder / DRAWS, draws)
    write_json(folder / "manifest.json", make_manifest(design, finished, found.residents))


def draws_frame(design: Design) -> pd.DataFrame | None:
    """Return the parameters of every replicate.

    Parameters
    ----------
    design
        What was run.

    Returns
    -------
    DataFrame or None
        Columns replicate, draw and one per dotted key; a condition that sets such a parameter itself kept its own
        value. None when all have the defaults.
    """
    if design.uncertainty == "none":
        return None
    draws = posterior_draws()
    used = [draw_of(replicate, len(draws)) for replicate in range(design.replicates)]
    rows = [{"replicate": replicate, "draw": draw, **draws[draw]} for replicate, draw in enumerate(used)]
    return pd.DataFrame(rows)


def _with_dates(weekly: pd.DataFrame, design: Design) -> pd.DataFrame:
    """Return the weekly table with the Monday of every week."""
    mondays = {cell.scenario_name: np.array(cell.scenario.mondays(), "datetime64[s]") for cell in design.cells()}
    dates = np.empty(len(weekly), "datetime64[s]")
    for name, days in mondays.items():
        rows = (weekly["scenario"] == name).to_numpy()
        dates[rows] = days[weekly["week"].to_numpy()[rows]]
    place = list(weekly.columns).index("week") + 1
    dated = weekly.copy()
    dated.insert(place, "date", pd.Series(dates))
    return dated
