"""Laying out a table in lines: whole when it fits, otherwise folded, stacked or as records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

_GAP = "  "
_LEAST_PROSE = 24  # a narrower column of prose cannot be read

Rows = Sequence[Sequence[str]]


def lay_out(head: Sequence[str], rows: Rows, texts: int | None, width: int | None) -> list[str]:
    """Return a table as lines; nothing but prose is broken.

    Parameters
    ----------
    head
        Names of the columns; a name may have several lines.
    rows
        Cells.
    texts
        Number of columns that hold texts; those after them hold numbers, aligned to the right. None when all are texts,
        the last of them prose.
    width
        Longest line; None for any length.

    Returns
    -------
    list of str
        Without line ends. When the table is too wide, prose is folded; where that leaves it too little room, every row
        becomes a record; columns of numbers that do not fit are stacked below the others.
    """
    widths = _widths(head, rows)
    if width is None or _total(widths) <= width:
        return _table(head, rows, widths, texts)
    if texts is not None:
        return _stacked(head, rows, widths, texts, width)
    room = width - _total(widths[:-1]) - len(_GAP)
    if room < _LEAST_PROSE:
        return [line for row in rows for line in _record(head, row, width)]
    folded = [folded for row in rows for folded in _folded(row, room)]
    return _table(head, folded, [*widths[:-1], room], None)


def _widths(head: Sequence[str], rows: Rows) -> list[int]:
    return [
        max(len(line) for cell in (name, *(row[k] for row in rows)) for line in cell.split("\n"))
        for k, name in enumerate(head)
    ]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _table(head: Sequence[str], rows: Rows, widths: Sequence[int], texts: int | None) -> list[str]:
    names = [name.split("\n") for name in head]
    height = max(len(lines) for lines in names)
    heads = [[lines[k] if k < len(lines) else "" for lines in names] for k in range(height)]
    rule = ["─" * width for width in widths]
    return [_line(cells, widths, texts) for cells in (*heads, rule, *rows)]


def _line(cells: Sequence[str], widths: Sequence[int], texts: int | None) -> str:
    padded = (
        cell.ljust(width) if texts is None or k < texts else cell.rjust(width)
        for k, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return _GAP.join(padded).rstrip()


def _stacked(head: Sequence[str], rows: Rows, widths: Sequence[int], texts: int, width: int) -> list[str]:
    """Return the columns of numbers in blocks that fit, each with the texts in front."""
    blocks: list[list[int]] = [[]]
    for k in range(texts, len(head)):
        if blocks[-1] and _total([widths[j] for j in (*range(texts), *blocks[-1], k)]) > width:
            blocks.append([])
        blocks[-1].append(k)
    lines: list[str] = []
    for block in blocks:
        columns = [*range(texts), *block]
        part = [[row[k] for k in columns] for row in rows]
        lines += ["", *_table([head[k] for k in columns], part, [widths[k] for k in columns], texts)]
    return lines[1:]


def _folded(row: Sequence[str], room: int) -> Iterator[list[str]]:
    for k, line in enumerate(_wrapped(row[-1], room) or [""]):
        yield [*(row[:-1] if k == 0 else [""] * (len(row) - 1)), line]


def _record(head: Sequence[str], row: Sequence[str], width: int) -> Iterator[str]:
    yield row[0]
    facts = "; ".join(f"{name} {cell}" for name, cell in zip(head[1:-1], row[1:-1], strict=True) if cell)
    for text in filter(None, (facts, row[-1])):
        yield from (f"  {line}" for line in _wrapped(text, width - 2))


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width, break_long_words=False, break_on_hyphens=False)
