"""Doing work elsewhere and taking it in its order, so that results do not depend on who was fastest."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Executor, Future
from contextlib import suppress
from typing import Any, Final

_AHEAD: Final = 32  # calls that wait or run at a time


def in_order(
    executor: Executor, calls: Iterable[tuple[Callable[..., Any], *tuple[Any, ...]]]
) -> Generator[Any, None, None]:
    """Yield what calls return, in their order; a caller that stops early cancels those that have not begun.

    Parameters
    ----------
    executor
        Runs the calls.
    calls
        Function and arguments; may be endless.

    Yields
    ------
    Any
        What a call returned.
    """
    waiting: deque[Future[Any]] = deque()
    following = iter(calls)
    try:
        while True:
            with suppress(StopIteration):
                while len(waiting) < _AHEAD:
                    function, *given = next(following)
                    waiting.append(executor.submit(function, *given))
            if not waiting:
                return
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
