"""How far the runs are: a bar with the time left on a terminal, a plain line every few seconds elsewhere; on stderr."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Final, Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

_SECONDS_BETWEEN_LINES: Final = 5.0


class Reporter(Protocol):
    """Tells a person how far the runs are."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def show(self, done: int) -> None:
        """Show that ``done`` runs are finished; called often."""


class Bar:
    """A progress bar for a terminal.

    Parameters
    ----------
    name
        What runs.
    total, already
        Number of runs, and of those that were there before.
    """

    def __init__(self, name: str, total: int, already: int) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=Console(stderr=True))
        self._task = self._progress.add_task(name, total=total, completed=already)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def show(self, done: int) -> None:
        """Move the bar.

        Parameters
        ----------
        done
            Number of finished runs, those of an earlier start included.
        """
        self._progress.update(self._task, completed=done)


class Lines:
    """A plain line every few seconds, for logs.

    Parameters
    ----------
    name
        What runs.
    total, already
        Number of runs, and of those that were there before.
    unit
        What is counted.
    """

    def __init__(self, name: str, total: int, already: int, unit: str = "runs") -> None:
        self._name, self._total, self._already, self._unit = name, total, already, unit
        self._begun = self._shown = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def show(self, done: int) -> None:
        """Write a line when the last one is a few seconds old or everything is done.

        Parameters
        ----------
        done
            Number of finished runs, those of an earlier start included.
        """
        now = time.monotonic()
        if now - self._shown < _SECONDS_BETWEEN_LINES and done < self._total:
            return
        self._shown = now
        new, elapsed = done - self._already, now - self._begun
        if done == self._total:
            note = f"done in {elapsed:.0f} s"
        elif new:
            note = f"about {elapsed / new * (self._total - done):.0f} s left"
        else:
            note = f"{elapsed:.0f} s so far; the first start compiles the model"
        say(f"{self._name}: {done} of {self._total} {self._unit}, {note}")


def reporter(name: str, total: int, already: int, unit: str = "runs") -> Reporter:
    """Return the reporter that suits where stderr goes.

    Parameters
    ----------
    name
        What runs.
    total, already
        Number of runs, and of those that were there before.
    unit
        What is counted.

    Returns
    -------
    Reporter
        To be used in a ``with`` statement.
    """
    return Bar(name, total, already) if sys.stderr.isatty() else Lines(name, total, already, unit)


def say(text: str) -> None:
    """Write one line to stderr at once.

    Parameters
    ----------
    text
        Without a line end.
    """
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
