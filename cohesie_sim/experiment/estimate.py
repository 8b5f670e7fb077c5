"""What a design will take before it runs: how many runs, about how long, and about how large."""

from __future__ import annotations

import math
import os
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from cohesie_sim.engine.simulate import neighbourhood_of, run_replicate
from cohesie_sim.experiment.belonging import belonging, differences, read_belonging
from cohesie_sim.experiment.chunks import resident_weeks
from cohesie_sim.experiment.design import Design
from cohesie_sim.experiment.extract import RESIDENTS, Tables, extract
from cohesie_sim.experiment.grids import Run
from cohesie_sim.experiment.shards import FOLDER, Record, outcomes, write_shard
from cohesie_sim.scenarios.arguments import check_whole_number

_SAMPLE_RESIDENTS: Final = 4000  # time grows in proportion to residents: no need to wait for a large town
_FEWEST: Final = 4  # runs to measure; more than one, since a shard's head does not count for each run
_TABLES_TWICE: Final = 2.0  # in the shards, and in the tables that people open


class Sample(NamedTuple):
    """What was measured on short runs of the design's own scenario.

    Attributes
    ----------
    seconds_per_resident_week
        Of a run in one thread, after compilation.
    build_seconds_per_resident
        Of a synthetic neighbourhood, which the conditions of a replicate share.
    bytes_per_run
        Of the tables that do not grow with residents.
    bytes_per_resident
        Of the table of residents; 0 when it is not kept.
    """

    seconds_per_resident_week: float
    build_seconds_per_resident: float
    bytes_per_run: float
    bytes_per_resident: float


def plan_lines(design: Design, folder: Path, jobs: int | None = None) -> list[str]:
    """Return what running a design would take, in a few lines; nothing is written to the folder.

    Parameters
    ----------
    design
        Which runs.
    folder
        Of the results.
    jobs
        Number of threads; by default one per core.

    Returns
    -------
    list of str
        Number of runs and how many are there, time, disk, and whether the folder holds something else.

    Raises
    ------
    ConfigurationError
        When the design, ``jobs`` or a shard that is there is not usable.
    """
    if jobs is not None:
        check_whole_number("jobs", jobs)
    workers = jobs or os.cpu_count() or 1
    runs, there = design.runs(), outcomes(folder / FOLDER)
    missing = [run for run in runs if not there.get(run.run_id)]
    have = f", of which {len(runs) - len(missing)} are there already" if len(missing) < len(runs) else ""
    lines = [f"{design.name}: {_count(len(runs), 'run')}{have}; {len(missing)} to do.", *_other_runs(design, folder)]
    if not missing:
        return [*lines, "Nothing is left to run; the same command without --dry-run stores and draws the results."]
    sample = measure(missing, min(workers, os.cpu_count() or 1))
    seconds, size = seconds_of(missing, sample) / workers, bytes_of(missing, sample)
    threads = _count(workers, "thread")
    return [
        *lines,
        f"Time: about {_duration(seconds)} on {threads} with a core each, without compiling, storing and drawing.",
        f"Disk: about {_size(size)} in {folder}, pictures left out.",
        "An estimate, from a few short runs made just now: other work on this machine, or other machines, changes it.",
    ]


def measure(runs: Sequence[Run], threads: int) -> Sample:
    """Measure what runs take, on a few from all over the design with at most 4,000 residents.

    Parameters
    ----------
    runs
        Of the design, at least one.
    threads
        How many run at a time: they slow one another down.

    Returns
    -------
    Sample
        The model is compiled before the clock starts.
    """
    number = max(_FEWEST, 2 * threads)
    chosen = [_small(runs[k * (len(runs) - 1) // (number - 1)]) for k in range(number)]
    _kept(chosen[0])  # compiles
    neighbourhood_of.cache_clear()
    begun = time.perf_counter()
    for run in chosen:
        scenario = run.cell.scenario
        neighbourhood_of(scenario.neighbourhood, scenario.residents, scenario.population, run.seed, run.replicate)
    built = time.perf_counter()
    places = neighbourhood_of.cache_info().misses
    with ThreadPoolExecutor(threads) as pool:
        kept = list(pool.map(_kept, chosen))
    ran = time.perf_counter() - built
    residents = sum(run.cell.scenario.residents for run in chosen)
    people = [{RESIDENTS: tables.pop(RESIDENTS)} for tables in kept if RESIDENTS in tables]
    return Sample(
        seconds_per_resident_week=ran * threads / sum(resident_weeks(run.cell.scenario) for run in chosen),
        build_seconds_per_resident=(built - begun) / places / (residents / number),
        bytes_per_run=_bytes_each(kept),
        bytes_per_resident=_bytes_each(people) / (residents / number) if people else 0.0,
    )


def seconds_of(runs: Sequence[Run], sample: Sample) -> float:
    """Return how long runs take one after the other.

    Parameters
    ----------
    runs
        Which.
    sample
        From :func:`measure`.

    Returns
    -------
    float
        Seconds in one thread, neighbourhoods included.
    """
    scenarios = [run.cell.scenario for run in runs]
    built = {(run.replicate, run.cell.scenario.neighbourhood, run.cell.scenario.residents) for run in runs}
    weeks = sum(resident_weeks(scenario) for scenario in scenarios)
    residents = sum(number for _, _, number in built)
    return weeks * sample.seconds_per_resident_week + residents * sample.build_seconds_per_resident


def bytes_of(runs: Sequence[Run], sample: Sample) -> float:
    """Return how much disk the results of runs take: shards, and tables that people open.

    Parameters
    ----------
    runs
        Which.
    sample
        From :func:`measure`.

    Returns
    -------
    float
        Bytes, pictures left out.
    """
    residents = sum(run.cell.scenario.residents for run in runs)
    return _TABLES_TWICE * (len(runs) * sample.bytes_per_run + residents * sample.bytes_per_resident)


def _small(run: Run) -> Run:
    scenario = run.cell.scenario
    short = scenario.with_changes({"residents": min(scenario.residents, _SAMPLE_RESIDENTS)})
    return replace(run, cell=replace(run.cell, scenario=short))


def _kept(run: Run) -> Tables:
    scenario = run.cell.scenario
    return extract(run_replicate(scenario, run.seed, run.replicate), scenario, residents=run.cell.keep_residents)


def _bytes_each(kept: Sequence[Tables]) -> float:
    """Return by how much a shard grows with each run in it."""
    with tempfile.TemporaryDirectory() as place:
        one, all_of_them = Path(place, "one"), Path(place, "all")
        for raw, some in ((one, kept[:1]), (all_of_them, kept)):
            write_shard(raw, [Record(str(k), tables) for k, tables in enumerate(some)])
        sizes = [sum(path.stat().st_size for path in raw.rglob("*.parquet")) for raw in (one, all_of_them)]
    return (sizes[1] - sizes[0]) / (len(kept) - 1)


def _other_runs(design: Design, folder: Path) -> list[str]:
    there = read_belonging(folder / FOLDER)
    reasons = differences(there, belonging(design)) if there is not None else []
    return [f"{folder / FOLDER} holds other runs than these: {'; '.join(reasons)}."] if reasons else []


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _duration(seconds: float) -> str:
    units = ((90.0, "second", 1.0), (5400.0, "minute", 60.0), (172_800.0, "hour", 3600.0), (math.inf, "day", 86_400.0))
    unit, length = next((unit, length) for most, unit, length in units if seconds < most)
    return _count(max(round(seconds / length), 1), unit)


def _size(size: float) -> str:
    for unit in ("kB", "MB"):
        size /= 1000
        if size < 1000:
            return f"{max(size, 1.0):.0f} {unit}"
    return f"{size / 1000:.1f} GB"
