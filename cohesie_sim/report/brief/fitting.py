"""Lines of text that fit a width, and the sizes at which two pages hold everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cohesie_sim.report.brief.content import Number, Runs, marked

INK: Final = (26, 26, 26)
ACCENT: Final = (31, 58, 95)
GREY: Final = (85, 85, 85)  # 7.4 : 1 on white
MARGIN: Final = 15.0  # mm
PAGE: Final = (210.0, 297.0)
WIDTH: Final = PAGE[0] - 2 * MARGIN
HEIGHT: Final = PAGE[1] - 2 * MARGIN
LEADING: Final = 1.32  # of the size of the letters
_MM_PER_POINT: Final = 25.4 / 72


class Piece(NamedTuple):
    """Letters of one look.

    Attributes
    ----------
    text
        The letters.
    size
        In points.
    bold, code
        Which letters.
    raised
        A marker above the line.
    link
        Row to whose line in the table of sources it leads, or empty.
    colour
        Red, green and blue.
    """

    text: str
    size: float
    bold: bool = False
    code: bool = False
    raised: bool = False
    link: str = ""
    colour: tuple[int, int, int] = INK


class Fitted(NamedTuple):
    """What makes two pages hold a brief: the scale of the letters of each page, and the height of the picture in mm."""

    scales: tuple[float, float]
    picture: float


Line = list[Piece]
Measure = Callable[[Piece], float]


def line_height(size: float) -> float:
    """Return the height of a line in mm of letters of a size in points."""
    return size * LEADING * _MM_PER_POINT


def pieces_of(runs: Runs, size: float, markers: Mapping[str, str]) -> list[Piece]:
    """Return runs as pieces, with a raised marker after each group of numbers of one row.

    Parameters
    ----------
    runs
        Text and numbers.
    size
        In points.
    markers
        By row.

    Returns
    -------
    list of Piece
        In their order.
    """
    pieces: list[Piece] = []
    for run, marker_follows in marked(runs):
        if isinstance(run, Number):
            pieces.append(Piece(run.shown, size))
        else:
            pieces.append(Piece(run.text, size, bold=run.bold, code=run.code))
        if isinstance(run, Number) and marker_follows:
            pieces.append(Piece(markers[run.row], 0.68 * size, raised=True, link=run.row, colour=GREY))
    return pieces


def wrap(pieces: Iterable[Piece], width: float, measure: Measure) -> list[Line]:
    """Return pieces as lines that are no wider than a width, broken at spaces only.

    Parameters
    ----------
    pieces
        In their order.
    width
        In mm.
    measure
        Gives the width of a piece.

    Returns
    -------
    list of lines
        At least one.
    """
    lines: list[Line] = [[]]
    used = 0.0
    for cluster in _clusters(pieces):
        space = Piece(" ", cluster[0].size)
        wide, gap = sum(measure(piece) for piece in cluster), measure(space) if lines[-1] else 0.0
        if lines[-1] and used + gap + wide > width:
            lines.append([])
            used, gap = 0.0, 0.0
        if lines[-1]:
            lines[-1].append(space)
        lines[-1] += cluster
        used += gap + wide
    return [_merged(line) for line in lines]


def _clusters(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield what may not be broken: pieces without a space between them."""
    cluster: list[Piece] = []
    for piece in pieces:
        for at, word in enumerate(piece.text.split(" ")):
            if at and cluster:
                yield cluster
                cluster = []
            if word:
                cluster.append(piece._replace(text=word))
    if cluster:
        yield cluster


def _merged(line: Line) -> Line:
    """Return a line with neighbours of one look joined: whoever copies from a PDF then gets words."""
    joined: Line = []
    for piece in line:
        if joined and joined[-1]._replace(text="") == piece._replace(text=""):
            joined[-1] = joined[-1]._replace(text=joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined


def columns_of(lines: Sequence[Line], count: int) -> list[Sequence[Line]]:
    """Return lines divided over columns, the first ones the longest."""
    each = -(-len(lines) // count)
    return [lines[at * each : (at + 1) * each] for at in range(count)]
