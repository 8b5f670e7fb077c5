"""Finished runs on their way to disk."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from pathlib import Path
from typing import Final

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.experiment.chunks import Chunk, failed_record
from cohesie_sim.experiment.interrupts import uninterrupted
from cohesie_sim.experiment.shards import Record, write_shard

SHARD_SECONDS: Final = 30.0
_LOOK_EVERY: Final = 1.0  # seconds between two looks at the clock and at Ctrl-C

Pending = dict[Future[list[Record]], Chunk]


class Basket:
    """Holds finished runs until it is time to write a shard.

    Parameters
    ----------
    raw
        Folder of the shards.
    shard_runs
        Number of runs that are written together.
    """

    def __init__(self, raw: Path, shard_runs: int) -> None:
        self.count = self.failed = 0
        self._raw, self._shard_runs = raw, shard_runs
        self._records: list[Record] = []
        self._written = time.monotonic()

    def put(self, future: Future[list[Record]], chunk: Chunk) -> None:
        """Take in what came of a chunk, and write a shard when it is time.

        Parameters
        ----------
        future
            Finished; when it failed as a whole, for instance with its worker, all runs of the chunk failed.
        chunk
            What it was to run.

        Raises
        ------
        BrokenExecutor, CancelledError, ConfigurationError
            When no other chunk can do better.
        """
        try:
            records = future.result()
        except (BrokenExecutor, CancelledError, ConfigurationError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the cause of these failed runs among many
            records = [failed_record(run, error) for run in chunk]
        self.count += len(records)
        self.failed += sum(record.tables is None for record in records)
        self._records.extend(records)
        if len(self._records) >= self._shard_runs or time.monotonic() - self._written > SHARD_SECONDS:
            self.empty()

    def empty(self) -> None:
        """Write what is here."""
        if self._records:
            write_shard(self._raw, self._records)
        self._records = []
        self._written = time.monotonic()


def gather(pending: Pending, basket: Basket, show: Callable[[], None]) -> None:
    """Put what comes of chunks into the basket as they finish; what stays in ``pending`` is not there yet.

    Parameters
    ----------
    pending
        Chunk by future; those that are in the basket are taken out.
    basket
        For finished runs; empty at the end.
    show
        Tells a person how far it is.
    """
    while pending:
        for future in wait(pending, timeout=_LOOK_EVERY, return_when=FIRST_COMPLETED).done:
            basket.put(future, pending[future])
            del pending[future]
        show()
    basket.empty()


def save_rest(pending: Pending, basket: Basket) -> None:
    """Save what is finished after an interruption; the run that each thread is in comes to its end.

    Parameters
    ----------
    pending
        Chunk by future; those that have not begun are cancelled.
    basket
        With finished runs.
    """
    begun = {future for future in pending if not future.cancel()}
    with uninterrupted():
        basket.empty()  # before the wait, which somebody in a hurry may interrupt as well
    done = wait(begun).done
    with uninterrupted():
        for future in done:
            if future.exception() is None:
                basket.put(future, pending[future])
        basket.empty()
