"""Errors that a user can act on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches


class ConfigurationError(ValueError):
    """Something in a file, an argument or a dotted key is not allowed; the text says what is."""


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """Return a hint with the nearest valid word.

    Parameters
    ----------
    word
        What the user wrote.
    allowed
        Every valid word.

    Returns
    -------
    str
        ``" Did you mean 'x'?"``, or an empty text when nothing is near and nothing begins with the word.
    """
    words = list(allowed)
    near = get_close_matches(word, words, n=1, cutoff=0.5)
    near += [longer for longer in words if len(word) > 1 and longer.startswith(word)]
    return f" Did you mean '{near[0]}'?" if near else ""


@contextmanager
def checked_output() -> Iterator[None]:
    """Print within this: what standard output cannot take is an error that a user can act on.

    A reader that has seen enough and closed the pipe, such as ``head``, is no error; nothing more is printed.

    Raises
    ------
    ConfigurationError
        When standard output cannot be written, for instance because the disk is full.
    """
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        # Python flushes once more when it ends: what is left must go somewhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            place, reason = error.filename or "standard output", error.strerror or str(error)
            raise ConfigurationError(f"{place}: cannot be written ({reason.lower()}).") from None
