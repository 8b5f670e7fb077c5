"""Finished runs on disk: shards of many runs, each a folder that appears whole or not at all.

A shard is written under a temporary name and renamed; a rename is atomic, so a process that is killed leaves either
the whole shard or rubbish that the next start removes. ``runs.parquet`` of a shard lists its runs and their errors;
the other files hold their tables with the run's position in that list.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.grids import Run
from cohesie_sim.experiment.extract import TABLES, Tables, decode
from cohesie_sim.experiment.store import make_folder, write_bytes, write_parquet

FOLDER: Final = "raw"
_UNFINISHED: Final = ".tmp"


class Record(NamedTuple):
    """What came of a run: its tables, or the cause of its failure."""

    run_id: str
    tables: Tables | None
    error: str = ""


class Found(NamedTuple):
    """What an earlier start left: ids of finished runs, and how many shards were discarded as foreign."""

    finished: set[str]
    discarded: int


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
    target = raw / f"shard-{hashlib.sha256(' '.join(ids).encode()).hexdigest()[:16]}"
    building = target.with_suffix(_UNFINISHED)
    make_folder(building)
    write_parquet(building / "runs.parquet", pd.DataFrame({"run": ids, "error": [r.error for r in records]}))
    for table in TABLES:
        kept = [(k, record.tables[table]) for k, record in enumerate(records) if record.tables is not None]
        if kept:
            write_parquet(building / f"{table}.parquet", _joined(kept))
    shutil.rmtree(target, ignore_errors=True)
    building.replace(target)


def _joined(kept: Sequence[tuple[int, dict[str, np.ndarray]]]) -> pd.DataFrame:
    lengths = [len(next(iter(columns.values()))) for _, columns in kept]
    position = np.repeat([k for k, _ in kept], lengths).astype(np.int32)
    names = kept[0][1]
    return pd.DataFrame({"run": position, **{name: np.concatenate([c[name] for _, c in kept]) for name in names}})


def prepare(raw: Path, wanted: Collection[str]) -> Found:
    """Make the folder of the shards ready: keep what is wanted, remove what is unfinished or foreign.

    Parameters
    ----------
    raw
        Folder of the shards; made when it does not exist, and hidden from git.
    wanted
        Ids of the design's runs.

    Returns
    -------
    Found
        Runs that need not run again (failed ones do), and the number of shards without any wanted run, now gone.

    Raises
    ------
    ConfigurationError
        When the folder cannot be written to.
    """
    make_folder(raw)
    write_bytes(raw / ".gitignore", b"*\n")
    finished: set[str] = set()
    discarded = 0
    for unfinished in raw.glob(f"shard-*{_UNFINISHED}"):
        shutil.rmtree(unfinished)
    for shard in _shards(raw):
        runs = _read(shard, "runs")
        if runs["run"].isin(wanted).any():
            finished.update(runs.loc[(runs["error"] == "") & runs["run"].isin(wanted), "run"])
        else:
            shutil.rmtree(shard)
            discarded += 1
    return Found(finished, discarded)


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
        Name of each of ``TABLES`` to a frame with the columns hypothesis, scenario, variant, fte_per_10000, replicate and those
        of the table, by condition and replicate; and ``errors``: the same columns and the cause, for runs that failed.
    """
    reported = _reported(runs)
    order = {run.run_id: k for k, run in enumerate(reported)}
    keys = _keys(reported)
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in (*TABLES, "errors")}
    seen: set[int] = set()
    for shard in _shards(raw):
        listed = _read(shard, "runs")
        place = listed["run"].map(order).fillna(-1).astype(int).to_numpy()
        # An interruption at the wrong moment may have kept a run twice, in one shard or in two.
        known = (place >= 0) & ~listed["run"].duplicated().to_numpy()
        good = known & (listed["error"] == "").to_numpy() & ~np.isin(place, list(seen))
        failed = pd.DataFrame({"order": place, "cause": listed["error"]})[known & (listed["error"] != "").to_numpy()]
        parts["errors"].append(failed)
        seen.update(place[good].tolist())
        for table in TABLES if good.any() else ():
            frame = _read(shard, table)
            frame.insert(0, "order", place[frame["run"]])
            parts[table].append(frame[good[frame["run"]]].drop(columns="run"))
    parts["errors"] = [part[~part["order"].isin(list(seen))] for part in parts["errors"]]
    return {table: _ordered(table, frames, keys) for table, frames in parts.items() if frames}


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


def _shards(raw: Path) -> list[Path]:
    return sorted(path for path in raw.glob("shard-*") if path.suffix != _UNFINISHED)


def _read(shard: Path, table: str) -> pd.DataFrame:
    path = shard / f"{table}.parquet"
    try:
        return pd.read_parquet(path)
    except (OSError, ValueError) as error:  # pyarrow's errors are of these kinds
        raise ConfigurationError(
            f"{path}: cannot be read ({error}). Remove the folder {shard} and start again."
        ) from None
