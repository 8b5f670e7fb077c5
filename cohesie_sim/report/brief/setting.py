"""Blocks of a brief as boxes of a PDF: how high each is, and how it is drawn."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from PIL import Image

from cohesie_sim.report.brief.content import (
    Brief,
    Heading,
    Items,
    Paragraph,
    Picture,
    Runs,
    Table,
    Text,
    marks,
    shown_id,
)
from cohesie_sim.report.brief.fitting import (
    ACCENT,
    GREY,
    WIDTH,
    Line,
    Piece,
    columns_of,
    line_height,
    pieces_of,
    wrap,
)

BODY: Final = 9.6  # points, at scale 1
SMALL: Final = 7.9
TINY: Final = 6.6
TITLE: Final = 16.0
HEADING: Final = 11.5
_INDENT: Final = 4.0  # mm
_GAP: Final = 1.6  # below a block
_CELL: Final = 0.7  # above and below the text of a cell
_FIRST_COLUMN: Final = 0.37  # of the width of a table


class Box(NamedTuple):
    """A height in mm, and what draws the box at a place."""

    height: float
    draw: Callable[[float, float], None]


class Setter:
    """What sets blocks in the letters of a document.

    Parameters
    ----------
    document
        Of fpdf2.
    brief
        Whose blocks they are.

    Attributes
    ----------
    markers
        By row.
    links
        Of the document, by row: where markers lead to.
    """

    def __init__(self, document: Any, brief: Brief) -> None:
        self._document, self._brief, self.markers = document, brief, marks(brief)
        self.links: dict[str, Any] = {}

    def box(self, block: Heading | Paragraph | Items | Table, scale: float) -> Box:
        """Return the box of a block of text.

        Parameters
        ----------
        block
            Heading, paragraph, list or table.
        scale
            Of its letters.

        Returns
        -------
        Box
            As wide as the page.
        """
        match block:
            case Heading(text, level):
                size = scale * (TITLE if level == 1 else HEADING)
                lines = self._wrap([Piece(text, size, bold=True, colour=ACCENT)], WIDTH)
                return self._text(lines, size, above=0.0 if level == 1 else 1.4 * scale, below=0.6 * scale)
            case Paragraph(runs, small):
                size = scale * (SMALL if small else BODY)
                return self._text(self._lines(runs, WIDTH, size), size, below=_GAP * scale)
            case Items(items):
                return self._items(items, BODY * scale)
            case Table():
                return self._table(block, SMALL * scale)

    def picture(self, block: Picture, scale: float, height: float) -> Box:
        """Return the box of the picture.

        Parameters
        ----------
        block
            The picture.
        scale
            Of the letters of its caption.
        height
            In mm, of the picture alone; it is made no wider than the page.

        Returns
        -------
        Box
            Picture and caption.
        """
        caption = self._text(
            self._lines((Text(block.caption),), WIDTH, SMALL * scale), SMALL * scale, below=_GAP * scale
        )

        with Image.open(io.BytesIO(block.png)) as image:
            wide = min(WIDTH, height * image.width / image.height)
            high = wide * image.height / image.width

        def draw(x: float, y: float) -> None:
            place = {"x": x + (WIDTH - wide) / 2, "y": y, "w": wide, "h": high}
            self._document.image(io.BytesIO(block.png), alt_text=block.caption, **place)
            caption.draw(x, y + high)

        return Box(high + caption.height, draw)

    def sources(self, scale: float) -> Box:
        """Return the box of the table of markers: which row each belongs to, in as many columns as there is room for.

        Parameters
        ----------
        scale
            Of the letters.

        Returns
        -------
        Box
            As wide as the page.
        """
        size = TINY * scale
        lines = [self._source(row, marker, size) for row, marker in self.markers.items()]
        widest = max((sum(self._measure(piece) for piece in line) for line in lines), default=WIDTH)
        count = max(1, min(4, int(WIDTH // (widest + 3.0))))
        columns = columns_of(lines, count)
        rows = list(self.markers)

        def draw(x: float, y: float) -> None:
            for at, column in enumerate(columns):
                for line, pieces in enumerate(column):
                    top = y + line * line_height(size)
                    row = rows[at * len(columns[0]) + line]
                    self._document.set_link(self.links[row], y=top, page=self._document.page)
                    self._draw_line(pieces, x + at * WIDTH / count, top, size)

        return Box(len(columns[0]) * line_height(size) + _GAP * scale, draw)

    def _source(self, row: str, marker: str, size: float) -> Line:
        return [Piece(f"{marker} ", size, bold=True), Piece(shown_id(row, self._brief), size, code=True)]

    def _items(self, items: Sequence[Runs], size: float) -> Box:
        boxes = [self._text(self._lines(runs, WIDTH - _INDENT, size), size, below=0.5) for runs in items]

        def draw(x: float, y: float) -> None:
            for box in boxes:
                self._draw_line([Piece("•", size, colour=ACCENT)], x, y, size)
                box.draw(x + _INDENT, y)
                y += box.height

        return Box(sum(box.height for box in boxes) + _GAP * size / BODY, draw)

    def _table(self, table: Table, size: float) -> Box:
        first = _FIRST_COLUMN * WIDTH
        widths = [first, *[(WIDTH - first) / (len(table.head) - 1)] * (len(table.head) - 1)]
        head = [
            self._text(self._wrap([Piece(t, size, bold=True)], w - 2), size)
            for t, w in zip(table.head, widths, strict=True)
        ]
        lines = [
            [self._text(self._lines(runs, w - 2, size), size) for runs, w in zip(cells, widths, strict=True)]
            for cells in table.lines
        ]
        heights = [max(box.height for box in cells) + 2 * _CELL for cells in (head, *lines)]

        def draw(x: float, y: float) -> None:
            for at, (cells, height) in enumerate(zip((head, *lines), heights, strict=True)):
                left = x
                for box, width in zip(cells, widths, strict=True):
                    box.draw(left, y + _CELL)
                    left += width
                y += height
                self._rule(x, y, strong=at == 0)

        return Box(sum(heights) + _GAP, draw)

    def _rule(self, x: float, y: float, *, strong: bool) -> None:
        self._document.set_draw_color(*(ACCENT if strong else GREY))
        self._document.set_line_width(0.3 if strong else 0.1)
        self._document.line(x, y, x + WIDTH, y)

    def _text(self, lines: Sequence[Line], size: float, above: float = 0.0, below: float = 0.0) -> Box:
        def draw(x: float, y: float) -> None:
            for at, line in enumerate(lines):
                self._draw_line(line, x, y + above + at * line_height(size), size)

        return Box(above + len(lines) * line_height(size) + below, draw)

    def _lines(self, runs: Runs, width: float, size: float) -> list[Line]:
        return self._wrap(pieces_of(runs, size, self.markers), width)

    def _wrap(self, pieces: Sequence[Piece], width: float) -> list[Line]:
        return wrap(pieces, width, self._measure)

    def _measure(self, piece: Piece) -> float:
        self._choose(piece)
        return float(self._document.get_string_width(piece.text))

    def _choose(self, piece: Piece) -> None:
        size = piece.size * (0.94 if piece.code else 1.0)  # the letters of code look larger
        self._document.set_font("code" if piece.code else "text", "B" if piece.bold and not piece.code else "", size)

    def _draw_line(self, line: Line, x: float, y: float, size: float) -> None:
        baseline = y + 0.78 * line_height(size)
        for piece in line:
            width = self._measure(piece)
            self._document.set_text_color(*piece.colour)
            self._document.text(x, baseline - (0.12 * size if piece.raised else 0.0), piece.text)
            if piece.link:
                self._document.link(x, y, width, line_height(size), self.links[piece.link])
            x += width
