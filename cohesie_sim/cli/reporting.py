"""What a run leaves behind: a table or JSON on the screen, tidy frames and a manifest in a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from cohesie_sim.bench.versions import machine_facts, versions
from cohesie_sim.cli.folders import check_same
from cohesie_sim.cli.running import Finished, Order, run_all
from cohesie_sim.cli.screen import print_json, print_table, print_text
from cohesie_sim.cli.summary import summarise, table_of
from cohesie_sim.compiling import CACHE_FOLDER
from cohesie_sim.experiment.interrupts import uninterrupted
from cohesie_sim.experiment.progress import say
from cohesie_sim.experiment.store import make_folder, parquet_bytes, write_files
from cohesie_sim.outcomes.frames import Simulation

PURPOSE = "Exploration and explanation, not prediction."
_FRAMES = ("weekly", "splits", "initiatives", "volunteers", "residents")


def run_and_report(order: Order, out: Path | None, *, as_json: bool) -> int:
    """Run, write and print.

    Parameters
    ----------
    order
        What to run.
    out
        Folder for frames and manifest; None writes nothing.
    as_json
        JSON instead of a table.

    Returns
    -------
    int
        0, 3 when a replicate failed, 130 when interrupted; what came to an end is written and printed all the same.

    Raises
    ------
    ConfigurationError
        When the folder cannot be written or holds something else (found out before anything runs), or the neighbourhood
        cannot be built.
    """
    if out is not None:
        check_same(out, "content_hash", order.scenario.content_hash())
        make_folder(out)
    if order.engine == "compiled" and not any(Path(CACHE_FOLDER).rglob("*.run_weeks*")):
        say("the first run of this version compiles the engine: about a minute, once")
    finished = run_all(order)
    with uninterrupted():
        _tell_problems(order, finished)
        simulation = finished.simulation(order.scenario)
        if out is not None and finished.raws:
            write_files(out, _files(order, finished, simulation))
    if finished.raws:
        _show(order, finished, simulation.weekly, as_json=as_json)
    return finished.exit_code()


def _tell_problems(order: Order, finished: Finished) -> None:
    for replicate, cause in sorted(finished.failed.items()):
        say(f"replicate {replicate} failed: {cause}")
    if finished.interrupted:
        say(f"interrupted: keeping {len(finished.raws)} of {order.replicates} replicates")


def describe(order: Order, finished: Finished) -> dict[str, Any]:
    """Return what identifies some runs.

    Parameters
    ----------
    order
        What was asked for.
    finished
        What came to an end.

    Returns
    -------
    dict
        Plain values for JSON.
    """
    scenario = order.scenario
    return {
        "purpose": PURPOSE,
        "scenario": scenario.name,
        "neighbourhood": Path(scenario.neighbourhood).name,
        "residents": scenario.residents,
        "hypothesis": scenario.hypothesis,
        "engine": order.engine,
        "seed": order.seed,
        "replicates": sorted(finished.raws),
        "failed": {str(replicate): cause for replicate, cause in sorted(finished.failed.items())},
        "interrupted": finished.interrupted,
    }


def _show(order: Order, finished: Finished, weekly: pd.DataFrame, *, as_json: bool) -> None:
    summary, about = summarise(weekly, order.scenario), describe(order, finished)
    if as_json:
        print_json({**about, "phases": summary})
        return
    count = len(finished.raws)
    title = (
        f"{order.scenario.title}: {about['neighbourhood']}, {about['residents']:,} residents, hypothesis "
        f"{about['hypothesis']}, {count} replicate{'s' if count > 1 else ''}, seed {order.seed}"
    )
    print_table(title, *table_of(summary), texts=1)
    band = "; in brackets their 95 % interval over replicates (none where they do not differ)" if count > 1 else ""
    print_text(f"Means over the weeks of a phase{band}. {PURPOSE}")


def _files(order: Order, finished: Finished, simulation: Simulation) -> dict[str, bytes]:
    frames = {f"{name}.parquet": parquet_bytes(getattr(simulation, name)) for name in _FRAMES}
    return {**frames, "manifest.json": f"{json.dumps(_manifest(order, finished), indent=2)}\n".encode()}


def _manifest(order: Order, finished: Finished) -> dict[str, Any]:
    scenario = order.scenario
    return {
        **describe(order, finished),
        "settings": {**scenario.to_dict(), "neighbourhood": Path(scenario.neighbourhood).name},
        "content_hash": scenario.content_hash(),
        "seconds": round(finished.seconds, 3),
        "versions": versions(),
        "machine": machine_facts(),
    }
