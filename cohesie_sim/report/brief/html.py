"""A brief as one HTML file, picture included, that prints on two A4 pages."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from cohesie_sim.report.brief.content import (
    Block,
    Brief,
    Heading,
    Items,
    Number,
    Paragraph,
    Picture,
    Run,
    Runs,
    Sources,
    Table,
    marked,
    marks,
    shown_id,
)
from cohesie_sim.report.brief.fitting import Fitted

_PAGE: Final = Path(__file__).parents[1] / "texts" / "brief.html"
_SLACK: Final = 0.97  # of the letters of the PDF: browsers round differently


def html_bytes(brief: Brief, fitted: Fitted) -> bytes:
    """Return a brief as HTML; everything in it is shown as text, whatever it looks like.

    Parameters
    ----------
    brief
        Of two pages.
    fitted
        Sizes at which two pages hold it.

    Returns
    -------
    bytes
        One file without anything from elsewhere.
    """
    pages = "\n".join(
        f'<section class="page" style="--scale: {_SLACK * scale:.4f}">\n'
        + "\n".join(_block(block, brief, fitted.picture) for block in page)
        + "\n</section>"
        for page, scale in zip(brief.pages, fitted.scales, strict=True)
    )
    filled = Template(_PAGE.read_text(encoding="utf-8")).substitute(
        language=escape(brief.language), title=escape(brief.title), pages=pages
    )
    return filled.encode()


def _block(block: Block, brief: Brief, picture: float) -> str:
    markers = marks(brief)
    match block:
        case Heading(text, level):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(runs, small):
            kind = ' class="small"' if small else ""
            return f"<p{kind}>{_runs(runs, markers)}</p>"
        case Items(items):
            return "<ul>" + "".join(f"<li>{_runs(runs, markers)}</li>" for runs in items) + "</ul>"
        case Table():
            return _table(block, markers)
        case Picture():
            return _picture(block, picture)
        case Sources():
            return _sources(brief)


def _runs(runs: Runs, markers: Mapping[str, str]) -> str:
    return "".join(_run(run) + (_marker(run, markers) if follows else "") for run, follows in marked(runs))


def _run(run: Run) -> str:
    if isinstance(run, Number):
        return (
            f'<data value="{escape(run.value)}" data-row="{escape(run.row)}" data-field="{escape(run.field)}">'
            f"{escape(run.shown)}</data>"
        )
    text = escape(run.text)
    if run.code:
        return f"<code>{text}</code>"
    return f"<strong>{text}</strong>" if run.bold else text


def _marker(run: Run, markers: Mapping[str, str]) -> str:
    marker = markers[run.row] if isinstance(run, Number) else ""
    return f'<sup><a href="#from-{marker}">{marker}</a></sup>'


def _table(table: Table, markers: Mapping[str, str]) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in table.head)
    lines = "".join(
        f'<tr><th scope="row">{_runs(cells[0], markers)}</th>'
        + "".join(f"<td>{_runs(runs, markers)}</td>" for runs in cells[1:])
        + "</tr>"
        for cells in table.lines
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def _picture(block: Picture, height: float) -> str:
    caption, source = escape(block.caption), f"data:image/png;base64,{b64encode(block.png).decode()}"
    image = f'<img style="max-height: {_SLACK * height:.1f}mm" alt="{caption}" src="{source}">'
    return f"<figure>{image}<figcaption>{caption}</figcaption></figure>"


def _sources(brief: Brief) -> str:
    lines = "".join(
        f'<li id="from-{marker}"><b>{marker}</b> <code>{escape(shown_id(row, brief))}</code></li>'
        for row, marker in marks(brief).items()
    )
    return f'<ul class="sources">{lines}</ul>'
