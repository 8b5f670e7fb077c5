"""What a brief holds, apart from how it looks: blocks of text, traced numbers, tables and a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_lowercase


@dataclass(frozen=True)
class Number:
    """A number with where it came from.

    Attributes
    ----------
    shown
        As people read it, such as ``−0,86``.
    value
        As it is stored, such as ``-0.00857707``; of a number within stored words, as it stands there.
    row
        Id of what holds it: ``study/finding/hypothesis`` is a row of ``findings.csv``, ``study/finding`` all rows of a
        finding together, ``study/manifest/key`` a part of ``manifest.json``.
    field
        Column of that row, or key within that part; dots go deeper.
    """

    shown: str
    value: str
    row: str
    field: str


@dataclass(frozen=True)
class Text:
    """Words without numbers."""

    text: str
    bold: bool = False
    code: bool = False


Run = Text | Number
Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title of the brief."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or a small one."""

    runs: Runs
    small: bool = False


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[Runs, ...]


@dataclass(frozen=True)
class Table:
    """A table; the first column says what a line is about."""

    head: tuple[str, ...]
    lines: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A picture in PNG, with its caption, which also stands for it where it cannot be seen."""

    png: bytes
    caption: str


@dataclass(frozen=True)
class Sources:
    """The place of the table of markers; the renderers fill it in with what :func:`marks` returns."""


Block = Heading | Paragraph | Items | Table | Picture | Sources


@dataclass(frozen=True)
class Brief:
    """Two pages.

    Attributes
    ----------
    study, title, language
        Of what (a study, or ``results`` for all of them), called what, in what language.
    made
        When the results were computed, in ISO 8601.
    pages
        The blocks of each page.
    """

    study: str
    title: str
    language: str
    made: str
    pages: tuple[tuple[Block, ...], tuple[Block, ...]]


def marks(brief: Brief) -> dict[str, str]:
    """Return the marker of each row that a brief shows a number of: ``a`` to ``z``, then ``aa`` and on.

    Letters, because a digit behind a number would be read as part of it.

    Parameters
    ----------
    brief
        Of two pages.

    Returns
    -------
    dict
        Row to marker, in the order of reading.
    """
    rows = dict.fromkeys(run.row for runs in _runs(brief) for run in runs if isinstance(run, Number))
    return dict(zip(rows, _letters(), strict=False))


def shown_id(row: str, brief: Brief) -> str:
    """Return the id of a row as the table of markers shows it: without the study, where a brief is about one."""
    return row.removeprefix(f"{brief.study}/")


def marked(runs: Runs) -> Iterator[tuple[Run, bool]]:
    """Yield each run, and whether a marker follows it: after the last number in a row that came from the same row."""
    coming = [run.row if isinstance(run, Number) else "" for run in runs]
    for at, run in enumerate(runs):
        following = next((row for row in coming[at + 1 :] if row), "")
        yield run, isinstance(run, Number) and run.row != following


def _runs(brief: Brief) -> Iterator[Runs]:
    for block in (block for page in brief.pages for block in page):
        match block:
            case Paragraph(runs):
                yield runs
            case Items(items):
                yield from items
            case Table(_, lines):
                yield from _cells(lines)
            case _:
                pass


def _cells(lines: Iterable[tuple[Runs, ...]]) -> Iterator[Runs]:
    for line in lines:
        yield from line


def _letters() -> Iterator[str]:
    yield from ascii_lowercase
    for first in ascii_lowercase:
        yield from (first + second for second in ascii_lowercase)
