"""Errors that a user can act on."""

from __future__ import annotations

from collections.abc import Iterable
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
        ``" Did you mean 'x'?"``, or an empty text when nothing is near.
    """
    near = get_close_matches(word, list(allowed), n=1, cutoff=0.5)
    return f" Did you mean '{near[0]}'?" if near else ""
