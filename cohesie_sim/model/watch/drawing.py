"""Drawing a week on matplotlib's axes: the same picture in the app and in the film.

Every state has a shape as well as a colour, so that it can be told apart in grey and with every kind of colour vision.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.legend_handler import HandlerTuple
from matplotlib.lines import Line2D
from matplotlib.path import Path as Outline

from cohesie_sim.kinds import COFFEE_CLUB, HELP_GROUP, HUISKAMER, RESTAURANT, WALKING_GROUP
from cohesie_sim.model.watch.scene import (
    ABSENT,
    CONNECTED,
    KNOWN,
    LOCKDOWN,
    MEASURES,
    OPEN,
    OUT_OF_SIGHT,
    PAUSED,
    Scene,
)
from cohesie_sim.model.watch.words import Language, date_text, plain, text

INK: Final = "#222222"
QUIET: Final = "#6b6b6b"
SHADE: Final = "#d9d9d9"
_GROUND: Final = "#f4f2ee"
# Okabe and Ito's palette.
BLUE, VERMILION, GREEN = "#0072B2", "#D55E00", "#009E73"
_CROWD: Final = "#b4b4b4"
_POINTS: Final = 72  # of an inch
_SITE: Final = 0.14  # size of an initiative, in sides of a block
_WORKER: Final = 0.18
_LONGEST_TITLE, _LONGEST_ON_MAP = 70, 54
_MAP_DOTS: Final = 130  # sharp enough on a page where it can be made larger
_HOUSE: Final = Outline([(-0.85, -0.9), (0.85, -0.9), (0.85, 0.15), (0, 1), (-0.85, 0.15), (-0.85, -0.9)])
_SHAPES: Final[Mapping[int, Any]] = {
    HUISKAMER: _HOUSE,
    COFFEE_CLUB: "o",
    RESTAURANT: "s",
    WALKING_GROUP: "^",
    HELP_GROUP: "P",
}


class Look(NamedTuple):
    """How residents in a state are drawn; the size is in distances between residents."""

    shape: str
    face: str
    edge: str
    size: float


_LOOKS: Final[Mapping[int, Look]] = {
    CONNECTED: Look("o", _CROWD, "none", 0.50),
    KNOWN: Look("v", BLUE, "none", 0.92),
    OUT_OF_SIGHT: Look("D", VERMILION, INK, 0.80),
}


def draw_scene(axes: Axes, scene: Scene) -> None:
    """Draw the map of a week.

    Parameters
    ----------
    axes
        With their final place in the figure; they lose their frame.
    scene
        What to draw.
    """
    axes.set_axis_off()
    axes.set_xlim(-0.02, scene.cols + 0.02)
    axes.set_ylim(-0.02, scene.rows + 0.02)
    axes.set_aspect("equal")
    side = _side(axes, scene)
    corners = np.array([(0.02, 0.02), (0.98, 0.02), (0.98, 0.98), (0.02, 0.98)])
    squares = [corner + corners for corner in scene.blocks]
    axes.add_collection(PolyCollection(squares, facecolors=_GROUND, edgecolors=SHADE, linewidths=0.6))
    for state, look in _LOOKS.items():
        x, y = scene.residents[scene.states == state].T
        area = (look.size * scene.pitch * side) ** 2
        axes.scatter(
            x, y, s=area, marker=look.shape, c=look.face, edgecolors=look.edge, linewidths=0.5, zorder=2 + state
        )
    _draw_sites(axes, scene, side)
    x, y = scene.workers.T
    axes.scatter(x, y, s=(_WORKER * side) ** 2, marker="*", c=INK, edgecolors="white", linewidths=0.6, zorder=7)


def _side(axes: Axes, scene: Scene) -> float:
    """Return the side of a block in points: as the axes are now, whatever the figure is saved as."""
    figure = axes.get_figure()
    box = axes.get_position()
    width, height = (0.0, 0.0) if figure is None else figure.get_figure(root=True).get_size_inches()
    return float(min(box.width * width / scene.cols, box.height * height / scene.rows) * _POINTS)


def _draw_sites(axes: Axes, scene: Scene, side: float) -> None:
    area = (_SITE * side) ** 2
    for site in scene.sites:
        face, edge = _site_colours(site.state)
        axes.scatter(
            site.x, site.y, s=area, marker=_SHAPES[site.kind], c=face, edgecolors=edge, linewidths=1.3, zorder=5
        )
        if site.state == ABSENT:
            axes.scatter(site.x, site.y, s=area * 1.7, marker="x", c=QUIET, linewidths=0.9, zorder=6)


def _site_colours(state: int) -> tuple[str, str]:
    """Return the colours of face and edge."""
    return {OPEN: (GREEN, GREEN), PAUSED: ("white", GREEN), ABSENT: ("white", _CROWD)}[state]


def draw_legend(owner: Axes | Figure, language: Language, **place: Any) -> Legend:
    """Explain every sign of the map.

    Parameters
    ----------
    owner
        Axes or figure.
    language
        ``en`` or ``nl``.
    place
        As matplotlib's legend takes it: ``loc``, ``bbox_to_anchor``, ``ncols``, ``fontsize``.

    Returns
    -------
    Legend
        Without a frame.
    """
    handles: list[Any] = [_sign(look.shape, look.face, look.edge, 6) for look in _LOOKS.values()]
    labels = [text(key, language) for key in ("residents", "known", "out_of_sight", "worker")]
    handles.append(_sign("*", INK, "white", 11))
    for kind, shape in _SHAPES.items():
        handles.append(_sign(shape, GREEN, GREEN, 7))
        labels.append(text(f"kind_{kind}", language))
    for state in (OPEN, PAUSED, ABSENT):
        house = _sign(_HOUSE, *_site_colours(state), 7)
        handles.append((house, _sign("x", "none", QUIET, 9)) if state == ABSENT else house)
        labels.append(text(f"site_{state}", language))
    over = {tuple: HandlerTuple(ndivide=1, pad=0)}
    return owner.legend(handles, labels, frameon=False, labelcolor=INK, handletextpad=0.3, handler_map=over, **place)


def _sign(shape: Any, face: str, edge: str, size: float) -> Line2D:
    return Line2D([], [], linestyle="none", marker=shape, markersize=size, markerfacecolor=face, markeredgecolor=edge)


def week_text(scene: Scene, language: Language) -> str:
    """Return the date of the week and its phase, such as ``week of 16 March 2020: lockdown``."""
    when = text("week", language, date=date_text(scene.monday, language))
    if scene.week < 0:
        when = f"{when} ({text('before', language)})"
    return f"{when}: {text(f'phase_{scene.phase}', language)}"


def phase_colour(phase: int) -> str:
    """Return the colour of the letters in which a phase is named; the word says the same."""
    return {LOCKDOWN: VERMILION, MEASURES: BLUE}.get(phase, QUIET)


def count_texts(scene: Scene, language: Language) -> tuple[str, str]:
    """Return two lines with what can be counted on the map.

    Parameters
    ----------
    scene
        Of one week.
    language
        ``en`` or ``nl``.

    Returns
    -------
    tuple of str
        People, and initiatives.
    """
    counts = scene.counts
    people = (
        text("isolated_count", language, n=counts.isolated, of=counts.adults),
        text("unseen_count", language, n=counts.out_of_sight),
    )
    places = (
        text("rooms_count", language, n=counts.open_huiskamers, of=counts.huiskamers),
        text("sites_count", language, n=counts.open, of=counts.existing),
    )
    return "   ".join(people), "   ".join(places)


def write(figure: Figure, x: float, y: float, words: str, **style: Any) -> None:
    """Write a text as it stands: a dollar sign in a title of a file begins no formula.

    Parameters
    ----------
    figure
        Where to.
    x, y
        In inches from the left and from the top.
    words
        Perhaps from a file that nobody here wrote.
    style
        As matplotlib's text takes it.
    """
    width, height = figure.get_size_inches()
    fixed: dict[str, Any] = {"color": INK, "va": "top", "parse_math": False, "usetex": False}
    figure.text(x / width, 1 - y / height, words, **(fixed | style))


def title_text(title: str) -> str:
    """Return the title of a scenario as one line that fits."""
    return plain(title, _LONGEST_TITLE)


def map_figure(scene: Scene, title: str, settings: str, language: Language) -> Figure:
    """Return the map of a week with title, settings, date, phase, counts and legend.

    Parameters
    ----------
    scene
        What to draw.
    title, settings
        Of the scenario; shown as text.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Figure
        Of fixed size.
    """
    figure = Figure(figsize=(7.0, 5.7), dpi=_MAP_DOTS, facecolor="white")
    write(figure, 0.15, 0.10, plain(title, _LONGEST_ON_MAP), size=12, weight="bold")
    write(figure, 0.15, 0.37, settings, size=9.5, color=QUIET)
    write(figure, 0.15, 0.62, week_text(scene, language), size=12, color=phase_colour(scene.phase), weight="bold")
    people, places = count_texts(scene, language)
    write(figure, 0.15, 0.90, f"{people}\n{places}", size=9.5, linespacing=1.4)
    draw_scene(figure.add_axes((0.01, 0.01, 0.675, 0.77)), scene)
    draw_legend(figure, language, loc="center right", fontsize=7.6, labelspacing=0.9, borderaxespad=0)
    return figure
