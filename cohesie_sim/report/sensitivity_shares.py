"""The picture of where uncertainty comes from: shares of the variance of each effect."""

from __future__ import annotations

from textwrap import wrap
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cohesie_sim.report.picture import BLUE, INK, Caption, Picture, frame
from cohesie_sim.report.sensitivity_tables import SHOWN, Stored
from cohesie_sim.report.sensitivity_words import outcome_text, per_cent, texts_of, unknown_text
from cohesie_sim.report.words import Language, number, tick_text

_ROWS: Final = 8
_LIGHT: Final = "#8fbfdd"
_LETTERS: Final = 46
# In inches:
_ABOVE, _BELOW = 1.3, 1.15  # what panels leave free for title and small print
_PANEL, _BETWEEN = 2.4, 0.95  # height of a panel, and from one to the next
_NAMES, _BARS = 3.3, 4.0  # width of the names of unknowns, and of the bars beside them
_EDGE: Final = 0.25
_EMPTY: Final = 0.5  # instead of panels, when there are none
_ALONE: Final = 10.0  # width of the picture with fewer than two panels: its texts need that much
_LINE: Final = 0.2
_LETTER: Final = 0.075


def draw_shares(stored: Stored, language: Language) -> Picture:
    """Draw first and total order of the leading unknowns, a panel per effect whose shares can be told."""
    texts = texts_of(
        "sobol",
        language,
        points=stored.sizes["points"],
        worlds=stored.sizes["worlds_in_space"],
        residents=number(stored.sizes["residents"], 0, language),
        leading=len(stored.leading),
    )
    fits = {name: fit_of(stored, name) for name in SHOWN}
    drawn = [name for name in SHOWN if how_told(fits[name]) == "tells"]
    columns, rows = min(max(len(drawn), 1), 2), (len(drawn) + 1) // 2
    width = max(columns * (_NAMES + _BARS) + _EDGE, _ALONE)
    lines = [line for text in _silent(fits, texts, language) for line in wrap(text, int(width / _LETTER))]
    below = _BELOW + _LINE * (len(lines) + 2)
    height = below + (_ABOVE + rows * (_PANEL + _BETWEEN) - _BETWEEN if drawn else _EMPTY)
    figure = Figure(figsize=(width, height))
    for panel, name in zip(_panels(figure, len(drawn)), drawn, strict=True):
        _draw_panel(panel, stored, name, told_text(fits[name], texts, language), language)
    figure.text(0.15 / width, (below - 2 * _LINE) / height, "\n".join(lines), size=9, va="top", linespacing=1.4)
    caption = Caption(texts["title"], texts["units"], texts["n"], texts["band"])
    frame(figure, caption, texts["subtitle" if drawn else "none"], language)
    return Picture("sobol", language, figure, caption)


def _panels(figure: Figure, number: int) -> list[Axes]:
    """Return so many panels, two beside each other; a single one gets all the width."""
    width, height = figure.get_size_inches()
    room = (_BARS if number > 1 else width - _NAMES) - _EDGE
    panels = []
    for place in range(number):
        down, across = divmod(place, 2)
        left, bottom = across * (_NAMES + _BARS) + _NAMES, height - _ABOVE - down * (_PANEL + _BETWEEN) - _PANEL
        panels.append(figure.add_axes((left / width, bottom / height, room / width, _PANEL / height)))
    return panels


def fit_of(stored: Stored, name: str) -> Any:
    """Return the row of ``emulator.csv`` of an outcome; None when it did not vary."""
    rows = stored.emulator[stored.emulator["outcome"] == name].to_dict("records")
    return rows[0] if rows else None


def how_told(fit: Any) -> str:
    """Return what can be told of an outcome from its stand-in.

    Parameters
    ----------
    fit
        From :func:`fit_of`.

    Returns
    -------
    str
        ``tells`` when shares may be told; otherwise why not: ``still`` (it did not vary), ``luck`` (points held out
        may differ by luck alone, so that how good the stand-in is cannot be told), ``nothing`` (it tells nothing).
    """
    if fit is None:
        return "still"
    if not fit["signal_low"] > 0:
        return "luck"
    return "tells" if fit["r2_without_luck"] > 0 else "nothing"


def told_text(fit: Any, texts: dict[str, str], language: Language) -> str:
    """Return the share of luck and how good the stand-in is, from a row of ``emulator.csv``."""
    luck, how = number(100 * fit["luck"], 0, language), how_told(fit)
    if how == "luck":
        return texts["luck"].format(luck=luck)
    told = {key: per_cent(fit[key], language) for key in ("r2", "r2_without_luck")}
    return texts["told"].format(luck=luck, r2=texts[how].format(**told))


def _silent(fits: dict[str, Any], texts: dict[str, str], language: Language) -> list[str]:
    """Return which effects are not drawn, a text per reason."""
    told = []
    for reason in ("luck", "nothing", "still"):
        names = [outcome_text(name, language) for name, fit in fits.items() if how_told(fit) == reason]
        if names:
            told.append(texts[f"silent_{reason}"].format(effects="; ".join(names)))
    return told


def _draw_panel(panel: Axes, stored: Stored, name: str, told: str, language: Language) -> None:
    title = outcome_text(name, language)
    panel.set_title(f"{title[0].upper()}{title[1:]}\n{told}", loc="right", size=9.2)
    rows = stored.sobol[stored.sobol["outcome"] == name].sort_values("total", ascending=False)[:_ROWS][::-1]
    for place, row in enumerate(rows.to_dict("records")):
        for offset, order, colour in ((0.17, "first", BLUE), (-0.17, "total", _LIGHT)):
            share, half = 100 * row[order], 100 * row[f"{order}_conf"]
            panel.barh(place + offset, share, height=0.32, color=colour)
            panel.plot([share - half, share + half], [place + offset] * 2, color=INK, linewidth=1)
    labels = ["\n".join(wrap(unknown_text(str(one), language), _LETTERS)) for one in rows["parameter"]]
    panel.set_yticks(np.arange(len(labels)), labels, size=8)
    panel.set_xlim(left=min(0.0, panel.get_xlim()[0]))
    panel.axvline(0, color=INK, linewidth=0.8)
    panel.xaxis.set_major_formatter(lambda value, _: tick_text(value, language))
