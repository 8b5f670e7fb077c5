"""What the command line prints: tables, lines and JSON, on standard output.

A terminal gets lines that fit; a pipe or a file gets every row on one line. No name, number or date is ever broken.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from textwrap import fill
from typing import Any

import typer

from cohesie_sim.cli.layout import lay_out
from cohesie_sim.errors import checked_output


def print_json(content: Any) -> None:
    """Print a value as JSON.

    Parameters
    ----------
    content
        Plain values; NaN is not allowed.
    """
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False)
    with checked_output():
        sys.stdout.write(f"{text}\n")


def print_table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, texts: int | None = None) -> None:
    """Print a table.

    Parameters
    ----------
    title
        Line above.
    head
        Names of the columns.
    rows
        Cells.
    texts
        Number of columns that hold texts; the numbers after them are aligned to the right. By default all are texts,
        the last of them prose, which may be folded.
    """
    lines = lay_out(head, list(rows), texts, _width())
    with checked_output():
        typer.secho(_folded(title), bold=True)  # no sign of bold in a pipe
        sys.stdout.write("\n".join(["", *lines, "", ""]))


def print_text(text: str) -> None:
    """Print a line.

    Parameters
    ----------
    text
        Without its end.
    """
    with checked_output():
        sys.stdout.write(f"{_folded(text)}\n")


def _folded(text: str) -> str:
    width = _width()
    return fill(text, width, break_long_words=False, break_on_hyphens=False) if width else text


def _width() -> int | None:
    """Return the number of columns of the terminal; None for a pipe or a file, where lines have no end."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
