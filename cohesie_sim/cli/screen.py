"""What the command line prints: tables, lines and JSON, on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

_WIDTH = 120  # of what goes to a file or a pipe


def print_json(content: Any) -> None:
    """Print a value as JSON.

    Parameters
    ----------
    content
        Plain values; NaN is not allowed.
    """
    sys.stdout.write(json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n")


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
        Number of columns that hold texts; the numbers after them are aligned to the right. By default all.
    """
    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for position, name in enumerate(head):
        table.add_column(Text(name), justify="left" if texts is None or position < texts else "right", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    console.print(Text(title, style="bold"))
    console.print(table)


def print_text(text: str) -> None:
    """Print a line.

    Parameters
    ----------
    text
        Without its end.
    """
    sys.stdout.write(f"{text}\n")
