"""How far a long run is and how long it still takes, on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import Progress

from cohesie_sim.cli.screen import note

_SECONDS = 5.0  # between two lines where there is no terminal


class Step(Protocol):
    """Says that one more piece of the work is done."""

    def __call__(self) -> None:
        """Count one piece."""


class _Lines:
    """Lines of progress for logs: none for work that is done within a few seconds."""

    def __init__(self, what: str, total: int) -> None:
        self.what, self.total, self.done = what, total, 0
        self.first = self.said = time.monotonic()

    def __call__(self) -> None:
        self.done += 1
        now = time.monotonic()
        if self.done == 1:
            self.first = now  # the first piece may have waited for the compiler, and says nothing about the others
        elif now - self.said >= _SECONDS and self.done < self.total:
            left = (now - self.first) / (self.done - 1) * (self.total - self.done)
            note(f"{self.what}: {self.done} of {self.total} done, about {left:.0f} s left")
            self.said = now


@contextmanager
def progress(what: str, total: int) -> Iterator[Step]:
    """Show progress while the block runs.

    Parameters
    ----------
    what
        Name of the work.
    total
        Number of pieces.

    Yields
    ------
    Step
        To be called after each piece.
    """
    if not sys.stderr.isatty():
        yield _Lines(what, total)
        return
    with Progress(*Progress.get_default_columns(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
