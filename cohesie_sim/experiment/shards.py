"""Finished runs on disk: shards of many runs, each a folder that appears whole or not at all.

A shard is written under a temporary name and renamed; a rename is atomic, so a process that is killed leaves either
the whole shard or rubbish that a later start removes. Every name is used once, so that several processes, on several
machines, can write into one folder. ``runs.parquet`` of a shard lists its runs and their errors;
the other files hold their tables with the run's position in that list.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple
from uuid import uuid4

import numpy as np
import pandas as pd

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.extract import RESIDENTS, TABLES, Tables, decode
from cohesie_sim.experiment.grids import Run
from cohesie_sim.experiment.store import make_folder, refusal, write_parquet

FOLDER: Final = "raw"
UNFINISHED: Final = ".tmp"


class Record(NamedTuple):
    """What came of a run: its tables, or the cause of its failure."""

    run_id: str
    tables: Tables | None
    error: str = ""


def write_shard(raw: Path, records: Sequence[Record]) -> None:
    """Write finished runs as one shard, whole or not at all.

    Parameters
    ----------
    raw
        Folder of the shards.
    records
        At least one.

    Raises
    ------
    ConfigurationError
        When it cannot be written.
    """
    ids = [record.run_id for record in records]
    target = raw / f"shard-{hashlib.sha256(' '.join(ids).encode()).hexdigest()[:16]}-{uuid4().hex[:8]}"
    with building(target) as folder:
        write_parquet(folder / "runs.parquet", pd.DataFrame({"run": ids, "error": [r.error for r in records]}))
        for table in (*TABLES, RESIDENTS):
            made = [(k, record.tables) for k, record in enumerate(records) if record.tables is not None]
            kept = [(k, tables[table]) for k, tables in made if table in tables]
            if kept:
                write_parquet(folder / f"{table}.parquet", _joined(kept))


@contextmanager
def building(target: Path) -> Iterator[Path]:
    """Fill a shard within this: it appears at the end, whole, and not at all when something goes wrong.

    Parameters
    ----------
    target
        The shard, which is not there yet.

    Yields
    ------
    Path
        Folder to be filled; its name says whose it is.

    Raises
    ------
    ConfigurationError
        When it cannot be written.
    """
    folder = target.with_name(f"{target.name}.{platform.node()}-{os.getpid()}{UNFINISHED}")
    make_folder(folder)
    try:
        yield folder
        folder.replace(target)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise refusal(target, error) from None
        raise


def _joined(kept: Sequence[tuple[int, dict[str, np.ndarray]]]) -> pd.DataFrame:
    lengths = [len(next(iter(columns.values()))) for _, columns in kept]
    position = np.repeat([k for k, _ in kept], lengths).astype(np.int32)
    names = kept[0][1]
    return pd.DataFrame({"run": position, **{name: np.concatenate([c[name] for _, c in kept]) for name in names}})


def whole_shards(raw: Path) -> list[tuple[Path, pd.DataFrame]]:
    """Return the shards of a folder.

    Parameters
    ----------
    raw
        Folder of the shards; need not exist.

    Returns
    -------
    list of tuple
        Folder of each shard and its list of runs (columns ``run`` and ``error``, empty when the run succeeded); the
        latest last.

    Raises
    ------
    ConfigurationError
        When a shard cannot be read.
    """
    found = [path for path in raw.glob("shard-*") if path.suffix != UNFINISHED]
    found.sort(key=lambda path: (path.stat().st_mtime_ns, path.name))
    return [(path, _read(path, "runs")) for path in found]


def outcomes(raw: Path) -> dict[str, bool]:
    """Return which runs are there.

    Parameters
    ----------
    raw
        Folder of the shards; need not exist.

    Returns
    -------
    dict
        Id of each run to whether it succeeded; what is not there is missing.

    Raises
    ------
    ConfigurationError
        When a shard cannot be read.
    """
    found: dict[str, bool] = {}
    for _, listed in whole_shards(raw):
        for run, error in zip(listed["run"], listed["error"], strict=True):
            found[run] = error == "" or found.get(run, False)
    return found


def collect(raw: Path, runs: Sequence[Run]) -> dict[str, pd.DataFrame]:
    """Return all results of a design, in its own order, however they came about.

    Parameters
    ----------
    raw
        Folder of the shards.
    runs
        Of the design.

    Returns
    -------
    dict
        Name of each of ``TABLES``, and of ``RESIDENTS`` where it was kept, to a frame with the columns hypothesis,
        scenario, variant, fte_per_10000, replicate and those of the table, by condition and replicate; and ``errors``:
        the same columns and the cause, for runs that failed.
    """
    reported = _reported(runs)
    order = {run.run_id: k for k, run in enumerate(reported)}
    keys = _keys(reported)
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in (*TABLES, RESIDENTS, "errors")}
    seen: set[int] = set()
    for shard, listed in whole_shards(raw):
        place = listed["run"].map(order).fillna(-1).astype(int).to_numpy()
        # An interruption at the wrong moment may have kept a run twice, in one shard or in two.
        known = (place >= 0) & ~listed["run"].duplicated().to_numpy()
        good = known & (listed["error"] == "").to_numpy() & ~np.isin(place, list(seen))
        failed = pd.DataFrame({"order": place, "cause": listed["error"]})[known & (listed["error"] != "").to_numpy()]
        parts["errors"].append(failed)
        seen.update(place[good].tolist())
        there = (*TABLES, RESIDENTS) if (shard / f"{RESIDENTS}.parquet").exists() else TABLES
        for table in there if good.any() else ():
            frame = _read(shard, table)
            frame.insert(0, "order", place[frame["run"]])
            parts[table].append(frame[good[frame["run"]]].drop(columns="run"))
    parts["errors"] = [_unresolved(parts["errors"], seen)] if parts["errors"] else []
    return {table: _ordered(table, frames, keys) for table, frames in parts.items() if frames}


def _unresolved(failures: Sequence[pd.DataFrame], succeeded: set[int]) -> pd.DataFrame:
    """Return the failures of runs that never succeeded, each once and with its latest cause."""
    joined = pd.concat(failures, ignore_index=True)
    return joined[~joined["order"].isin(list(succeeded))].drop_duplicates("order", keep="last")


def _reported(runs: Sequence[Run]) -> list[Run]:
    """Return the runs by condition and replicate: the order in which results list them."""
    cells = {id(run.cell): k for k, run in reversed(list(enumerate(runs)))}  # where each condition comes first
    return sorted(runs, key=lambda run: (cells[id(run.cell)], run.replicate))


def _keys(runs: Sequence[Run]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "hypothesis": pd.Categorical([run.cell.hypothesis for run in runs]),
            "scenario": pd.Categorical([run.cell.scenario_name for run in runs]),
            "variant": pd.Categorical([run.cell.variant for run in runs]),
            "fte_per_10000": np.array([run.cell.fte_per_10000 for run in runs], dtype=np.float64),
            "replicate": np.array([run.replicate for run in runs], dtype=np.int32),
        }
    )


def _ordered(table: str, frames: Sequence[pd.DataFrame], keys: pd.DataFrame) -> pd.DataFrame:
    joined = pd.concat(frames, ignore_index=True).sort_values("order", kind="stable", ignore_index=True)
    head = keys.take(joined.pop("order").to_numpy()).reset_index(drop=True)
    if table == "errors":
        return pd.concat([head, joined], axis=1)
    columns = decode(table, {str(name): joined[name].to_numpy() for name in joined.columns})
    body = {name: pd.Categorical(v) if v.dtype == object else v for name, v in columns.items()}
    return pd.concat([head, pd.DataFrame(body)], axis=1)


def _read(shard: Path, table: str) -> pd.DataFrame:
    path = shard / f"{table}.parquet"
    try:
        return pd.read_parquet(path)
    except (OSError, ValueError) as error:  # pyarrow's errors are of these kinds
        raise ConfigurationError(
            f"{path}: cannot be read ({error}). Remove the folder {shard} and start again."
        ) from None
