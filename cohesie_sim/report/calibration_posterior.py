"""What calibration leaves of the range of each parameter, drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from cohesie_sim.report.calibration_tables import Calibration
from cohesie_sim.report.calibration_words import parameter_text, texts_of
from cohesie_sim.report.picture import BLUE, INK, QUIET, Caption, Picture, frame
from cohesie_sim.report.words import Language, choose, number

_WIDTH, _ROW = 11.5, 0.34
_TOP, _BOTTOM = 1.05, 1.2
_LEFT, _RIGHT = 0.5, 0.79
_WIDE, _SMALL = 20.0, 0.15  # widths of ranges that ask for no and for three decimals
_LIGHT: Final = "#8fbfdd"  # of the same hue as the dark bar, and lighter in grey


def draw_posterior(stored: Calibration, language: Language) -> Picture:
    """Draw prior and posterior of every fitted parameter.

    Parameters
    ----------
    stored
        Tables of the calibration.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        ``posterior``.
    """
    texts = texts_of("posterior", language, draws=len(stored.posterior))
    rows = stored.fitted.to_dict("records")
    height = len(rows) * _ROW + _TOP + _BOTTOM
    figure = plt.figure(figsize=(_WIDTH, height))
    panel = figure.add_axes((_LEFT, _BOTTOM / height, _RIGHT - _LEFT, len(rows) * _ROW / height))
    for k, row in enumerate(rows):
        _draw_row(panel, -k, row, stored.posterior[row["parameter"]].to_numpy(np.float64), language)
    _finish(panel, len(rows), texts)
    caption = Caption(texts["title"], texts["units"], texts["n"], texts["band"])
    frame(figure, caption, texts["subtitle"], language)
    plt.close(figure)
    return Picture("posterior", language, figure, caption)


def narrowing(values: Any, low: float, high: float) -> float:
    """Return how much of a range the middle 90 % of some values take up.

    Parameters
    ----------
    values
        Draws of a parameter.
    low, high
        The range.

    Returns
    -------
    float
        0 to 1; 0.9 for a range that was not narrowed.
    """
    ends = np.quantile(values, [0.05, 0.95])
    return float((ends[1] - ends[0]) / (high - low))


def _draw_row(panel: Axes, place: int, row: Any, values: Any, language: Language) -> None:
    low, high = row["low"], row["high"]
    ends = (np.quantile(values, [0.05, 0.25, 0.5, 0.75, 0.95]) - low) / (high - low)
    panel.plot([0, 1], [place, place], color=QUIET, linewidth=0.9, zorder=1)
    panel.plot(ends[[0, 4]], [place, place], color=_LIGHT, linewidth=7, solid_capstyle="butt", zorder=2)
    panel.plot(ends[[1, 3]], [place, place], color=BLUE, linewidth=7, solid_capstyle="butt", zorder=3)
    panel.plot(ends[2], place, marker="|", color=INK, markersize=11, markeredgewidth=1.6, zorder=4)
    beside = panel.get_yaxis_transform()
    decimals = _decimals(high - low)
    panel.text(
        -0.12, place, parameter_text(row["parameter"], language), transform=beside, ha="right", va="center", size=8.4
    )
    written = [number(value, decimals, language) for value in (low, float(np.median(values)), high)]
    for x, text, side in ((-0.01, written[0], "right"), (1.01, written[2], "left"), (1.32, written[1], "right")):
        colour = INK if text is written[1] else QUIET
        panel.text(x, place, text, transform=beside, ha=side, va="center", size=8.4, color=colour)
    share = number(100 * narrowing(values, low, high), 0, language) + choose(language, " %", "%")
    panel.text(1.52, place, share, transform=beside, ha="right", va="center", size=8.4)


def _decimals(width: float) -> int:
    """Return decimals that tell values within a range apart."""
    if width >= _WIDE:
        return 0
    return 3 if width < _SMALL else 2


def _finish(panel: Axes, rows: int, texts: Mapping[str, str]) -> None:
    panel.set_xlim(0, 1)
    panel.set_ylim(-rows + 0.5, 0.5)
    panel.set_xticks([])
    panel.set_yticks([])
    for spine in panel.spines.values():
        spine.set_visible(False)
    columns = ((-0.01, "low", "right"), (1.01, "high", "left"), (1.32, "median", "right"), (1.52, "share", "right"))
    for x, key, side in columns:
        panel.text(
            x, 0.6, texts[key], transform=panel.get_yaxis_transform(), ha=side, va="bottom", size=8.4, color=QUIET
        )
