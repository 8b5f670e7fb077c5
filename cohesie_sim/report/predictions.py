"""The blind predictions as people see them: a picture and pages, from the stored table only."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.report.picture import BLUE, INK, QUIET, Caption, Picture, frame, render, style
from cohesie_sim.report.prediction_page import main_source, write_pages
from cohesie_sim.report.prediction_words import PredictionWords
from cohesie_sim.report.words import LANGUAGES, Language, choose, number, tick_text

FILE: Final = "predictions.csv"
_PANELS: Final = ("%", "percentage points", "ratio", "contacts per person per day")  # units, as stored
_ROW: Final = 0.27  # inches
_HEAD, _FOOT, _BETWEEN = 1.0, 1.3, 0.62
_WIDTH, _LEFT, _MIDDLE = 11.0, 4.6, 3.6


def read_predictions(folder: Path) -> pd.DataFrame:
    """Read the stored predictions.

    Parameters
    ----------
    folder
        Of the results.

    Returns
    -------
    DataFrame
        As written; ``part`` is empty where there is one number, numbers are missing where the model has none.

    Raises
    ------
    ConfigurationError
        When there is no such file.
    """
    try:
        table = pd.read_csv(folder / FILE)
    except (OSError, ValueError) as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else str(error)
        raise ConfigurationError(f"{folder / FILE}: {reason}. Make it with experiments/predictions.py.") from None
    texts = ["part", "commit"]
    return table.assign(**{name: table[name].fillna("").astype(str) for name in texts})


def report_predictions(folder: Path) -> dict[str, bytes]:
    """Return the picture and the pages of the stored predictions.

    Parameters
    ----------
    folder
        Of the results.

    Returns
    -------
    dict
        File name to content.

    Raises
    ------
    ConfigurationError
        When the table cannot be read.
    """
    table = read_predictions(folder)
    files: dict[str, bytes] = {}
    with style():
        for language in LANGUAGES:
            files |= render(draw_predictions(table, language))
    return {**files, **write_pages(table)}


def draw_predictions(table: pd.DataFrame, language: Language) -> Picture:
    """Draw every prediction with its interval, one panel per unit.

    Parameters
    ----------
    table
        From :func:`read_predictions`.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        Named ``predictions``.
    """
    parts = [table[table["unit"] == unit] for unit in _PANELS]
    inches = [_ROW * (len(rows) + 0.6) for rows in parts]
    height = _HEAD + _FOOT + sum(inches) + _BETWEEN * (len(parts) - 1)
    figure = Figure(figsize=(_WIDTH, height))
    top = height - _HEAD
    for rows, tall in zip(parts, inches, strict=True):
        panel = figure.add_axes((_LEFT / _WIDTH, (top - tall) / height, _MIDDLE / _WIDTH, tall / height))
        _draw_panel(panel, rows, language)
        top -= tall + _BETWEEN
    words = PredictionWords(language)
    n = words.picture("n").format(draws=table["draws"].iloc[0], worlds=table["worlds"].iloc[0])
    caption = Caption(words.picture("title"), words.picture("units"), n, words.picture("band"))
    frame(figure, caption, words.picture("subtitle"), language, words.picture("purpose"))
    return Picture("predictions", language, figure, caption)


def _draw_panel(panel: Axes, rows: pd.DataFrame, language: Language) -> None:
    words = PredictionWords(language)
    records: list[Any] = rows.to_dict("records")
    unit = words.unit(records[0]["id"], records[0]["part"])
    panel.set_title(unit[0].upper() + unit[1:], pad=5)
    logarithmic = records[0]["unit"] == "ratio"
    if logarithmic:
        panel.set_xscale("log")
        panel.axvline(1, color=QUIET, linewidth=0.8)
    elif records[0]["unit"] == "percentage points":
        panel.axvline(0, color=QUIET, linewidth=0.8)
    for place, row in enumerate(records):
        _draw_row(panel, place, row, language)
    labels = [f"{row['id']}  {words.quantity(row['id'], row['part'])}" for row in records]
    panel.set_yticks(range(len(records)), labels, color=INK, size=8.5)
    panel.set_ylim(len(records) - 0.3, -0.8)
    panel.tick_params(axis="y", length=0)
    _set_limits(panel, rows, logarithmic=logarithmic)
    panel.xaxis.set_major_formatter(lambda value, _: tick_text(value, language))
    panel.xaxis.set_minor_formatter(NullFormatter())


def _set_limits(panel: Axes, rows: pd.DataFrame, *, logarithmic: bool) -> None:
    low, high = float(rows["low90"].min()), float(rows["high90"].max())
    if not np.isfinite(low):
        low, high = (0.5, 2.0) if logarithmic else (0.0, 1.0)
    if logarithmic:
        panel.set_xlim(low / 1.15, high * 1.15)
        panel.set_xticks([value for value in (0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3) if low / 1.15 <= value <= high * 1.15])
    else:
        room = 0.06 * (high - low)
        panel.set_xlim(min(low - room, 0), high + room)


def _draw_row(panel: Axes, place: int, row: Any, language: Language) -> None:
    words = PredictionWords(language)
    beside: Any = {"transform": panel.get_yaxis_transform(), "va": "center", "size": 8.2}
    if not np.isfinite(row["median"]):
        panel.text(1.03, place, words.named_how("cannot express"), color=QUIET, style="italic", **beside)
        return
    for ends, width in ((("low90", "high90"), 1.6), (("model_low90", "model_high90"), 7.0)):
        panel.plot([row[end] for end in ends], [place, place], color=BLUE, linewidth=width, solid_capstyle="butt")
    panel.plot(row["median"], place, marker="o", color="white", markersize=4.2, markeredgecolor=INK)
    decimals = 2 if row["unit"] == "ratio" else 1
    middle, low, high = (number(row[name], decimals, language) for name in ("median", "low90", "high90"))
    to = choose(language, "to", "tot")
    panel.text(1.03, place, f"{middle}  ({low} {to} {high})", color=INK, **beside)
    panel.text(1.43, place, words.source(main_source(row)), color=QUIET, **beside)
