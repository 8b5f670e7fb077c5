"""A figure with its caption, and how it becomes files: PNG and SVG that carry title, units, n and band as metadata."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import isnan
from typing import Any, Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.report.words import Language, choose

PNG_DOTS: Final = 200
_LETTER: Final = 0.0615  # mean width of a letter of the small print, in inches
INK: Final = "#222222"
QUIET: Final = "#6b6b6b"
SHADE: Final = "#e3e3e3"
# Okabe and Ito's palette, told apart with every kind of colour vision; line styles and markers do so in greyscale.
BLUE, VERMILION, GREEN = "#0072B2", "#D55E00", "#009E73"
_STYLE: Final[Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9.5,
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.titlesize": 10.5,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": False,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "figure.facecolor": "white",
    "svg.hashsalt": "cohesie_sim",  # the same figure gives the same bytes
    "svg.fonttype": "path",
}


@dataclass(frozen=True)
class Caption:
    """What must be said with a figure.

    Attributes
    ----------
    title
        What it shows.
    units
        Of every axis.
    n
        How many of what.
    band
        What the band, bar or interval is.
    """

    title: str
    units: str
    n: str
    band: str


@dataclass(frozen=True)
class Picture:
    """A figure in one language."""

    name: str
    language: Language
    figure: Figure
    caption: Caption


@contextmanager
def style() -> Iterator[None]:
    """Draw and save figures in the project's style."""
    with mpl.rc_context(_STYLE):
        yield


def frame(figure: Figure, caption: Caption, subtitle: str, language: Language, purpose: str = "") -> None:
    """Write title, subtitle and the small print on a figure.

    Parameters
    ----------
    figure
        Its axes must leave 0.75 inch free at the top and 0.9 inch at the bottom.
    caption
        What to write.
    subtitle
        How to read it, in one line.
    language
        ``en`` or ``nl``.
    purpose
        What the figure is for; by default that the model explores and explains.
    """
    height, width = figure.get_figheight(), figure.get_figwidth()
    left = 0.15 / width
    figure.text(left, 1 - 0.12 / height, caption.title, size=14, weight="bold", va="top")
    figure.text(left, 1 - 0.44 / height, subtitle, size=10, color=INK, va="top")
    purpose = purpose or choose(
        language,
        "A model to explore and explain with, not a prediction.",
        "Een model om mee te verkennen en te verklaren, geen voorspelling.",
    )
    letters = int((width - 0.3) / _LETTER)
    texts = (caption.units, f"{caption.n}. {purpose}", caption.band)
    lines = [line for text in texts for line in textwrap.wrap(text, letters)]
    figure.text(left, 0.1 / height, "\n".join(lines), size=7.8, color=QUIET, va="bottom", linespacing=1.35)


def spread(values: list[float], gap: float) -> list[float]:
    """Move label positions apart, as little as possible and without changing their order.

    Parameters
    ----------
    values
        Wanted positions.
    gap
        Least distance between two labels.

    Returns
    -------
    list of float
        New positions in the order of ``values``.
    """
    order = sorted(range(len(values)), key=lambda k: values[k])
    blocks: list[list[float]] = []  # sum of wanted positions less their offsets, and number of labels
    for k in order:
        blocks.append([values[k], 1])
        while len(blocks) > 1 and _start(blocks[-1], gap) < _start(blocks[-2], gap) + blocks[-2][1] * gap:
            last = blocks.pop()
            blocks[-1] = [blocks[-1][0] + last[0], blocks[-1][1] + last[1]]
    placed = [_start(block, gap) + k * gap for block in blocks for k in range(int(block[1]))]
    moved = dict(zip(order, placed, strict=True))
    return [moved[k] for k in range(len(values))]


def _start(block: list[float], gap: float) -> float:
    total, count = block
    return total / count - gap * (count - 1) / 2


def label_ends(
    axes: Axes, lines_end: float, x: float, ends: list[tuple[float, str, str]], gap: float, size: float = 9
) -> None:
    """Write labels beside the ends of lines, each with a thin leader to its own line.

    Parameters
    ----------
    axes
        With its limits set.
    lines_end, x
        Where the lines end and where the labels begin, in data units.
    ends
        Height, text and colour of each; a line that does not reach its end (NaN) gets no label.
    gap
        Least distance between two labels, as a share of the height of the axes.
    size
        Of the font.
    """
    low, high = axes.get_ylim()
    there = [end for end in ends if not isnan(end[0])]
    heights = spread([y for y, _, _ in there], gap * (high - low))
    for height, (y, text, colour) in zip(heights, there, strict=True):
        leader = {"arrowstyle": "-", "color": colour, "linewidth": 0.7, "shrinkA": 1, "shrinkB": 0, "relpos": (0, 0.5)}
        axes.annotate(
            text,
            (lines_end, y),
            (x, height),
            color=colour,
            size=size,
            va="center",
            ha="left",
            arrowprops=leader,
            annotation_clip=False,
        )


def render(picture: Picture) -> dict[str, bytes]:
    """Return the files of a picture.

    Parameters
    ----------
    picture
        Drawn within :func:`style`.

    Returns
    -------
    dict
        ``NAME.en.png`` and ``NAME.en.svg`` (or ``nl``) to their content; the same picture gives the same bytes.
    """
    caption, stem = picture.caption, f"{picture.name}.{picture.language}"
    text = {"Title": caption.title, "Units": caption.units, "N": caption.n, "Band": caption.band}
    description = " ".join(f"{key}: {value}." for key, value in text.items() if key != "Title")
    files = {}
    with style():
        for suffix, metadata in (
            ("png", {**text, "Software": None}),
            ("svg", {"Title": caption.title, "Description": description, "Language": picture.language, "Date": None}),
        ):
            buffer = io.BytesIO()
            picture.figure.savefig(buffer, format=suffix, dpi=PNG_DOTS, metadata=metadata)
            files[f"{stem}.{suffix}"] = buffer.getvalue()
    return files
