"""Whether the method finds parameters that are known, drawn: coverage of its intervals."""

from __future__ import annotations

from typing import Final, NamedTuple

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cohesie_sim.outcomes.intervals import Interval, mean_interval, share_interval
from cohesie_sim.report.calibration_tables import Calibration
from cohesie_sim.report.calibration_words import parameter_text, texts_of
from cohesie_sim.report.picture import BLUE, INK, QUIET, VERMILION, Caption, Picture, frame
from cohesie_sim.report.words import Language, tick_text

LEVELS: Final = (50, 90)
_WIDTH, _ROW = 10.5, 0.34
_TOP, _BOTTOM = 0.95, 1.55
_LEFT, _RIGHT = 0.5, 0.97
_LOOKS: Final = {50: (BLUE, "o", 0.14), 90: (VERMILION, "s", -0.14)}  # colour, marker, and where in the row


class Coverage(NamedTuple):
    """How often the interval of a parameter held the truth, at one level."""

    parameter: str
    level: int
    share: Interval


def coverage(recovery: pd.DataFrame) -> list[Coverage]:
    """Return the coverage of every parameter, and of all together.

    Parameters
    ----------
    recovery
        One row per case and parameter.

    Returns
    -------
    list of Coverage
        Per parameter at each level, with Wilson's interval; then those of all parameters together, named ``""``. The
        parameters of a case share its luck, so that the interval of all together is that of the mean over cases.
    """
    found = []
    for parameter, rows in recovery.groupby("parameter", sort=False):
        for level in LEVELS:
            held = int((rows[f"covered{level}"] == "yes").sum())
            found.append(Coverage(str(parameter), level, share_interval(held, len(rows))))
    for level in LEVELS:
        per_case = (recovery[f"covered{level}"] == "yes").groupby(recovery["case"]).mean()
        found.append(Coverage("", level, mean_interval(per_case.to_numpy()).within(0.0, 1.0)))
    return found


def draw_recovery(stored: Calibration, language: Language) -> Picture:
    """Draw the coverage of the recovery test.

    Parameters
    ----------
    stored
        Tables of the calibration.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Picture
        ``recovery``.
    """
    found = coverage(stored.recovery)
    names = list(dict.fromkeys(one.parameter for one in found))
    texts = texts_of("recovery", language, cases=stored.recovery["case"].nunique(), parameters=len(names) - 1)
    height = len(names) * _ROW + _TOP + _BOTTOM
    figure = plt.figure(figsize=(_WIDTH, height))
    panel = figure.add_axes((_LEFT, _BOTTOM / height, _RIGHT - _LEFT, len(names) * _ROW / height))
    for one in found:
        _draw_share(panel, -names.index(one.parameter), one)
    for level in LEVELS:
        panel.axvline(level, color=_LOOKS[level][0], linewidth=1, linestyle=(0, (4, 3)), zorder=1)
    panel.axhline(-len(names) + 1.5, color=QUIET, linewidth=0.6)
    panel.set_ylim(-len(names) + 0.5, 0.5)
    panel.set_xlim(0, 102)
    panel.set_yticks(
        [-k for k in range(len(names))],
        [parameter_text(name, language) if name else texts["all"] for name in names],
        size=8.4,
        color=INK,
    )
    panel.tick_params(axis="y", length=0)
    panel.xaxis.set_major_formatter(lambda value, _: tick_text(value, language))
    panel.set_xlabel(texts["axis"], size=9)
    caption = Caption(texts["title"], texts["units"], texts["n"], texts["band"])
    frame(figure, caption, texts["subtitle"], language)
    plt.close(figure)
    return Picture("recovery", language, figure, caption)


def _draw_share(panel: Axes, place: int, one: Coverage) -> None:
    colour, marker, above = _LOOKS[one.level]
    if not np.isnan(one.share.low):
        panel.plot([100 * one.share.low, 100 * one.share.high], [place + above] * 2, color=colour, linewidth=1.6)
    panel.plot(100 * one.share.mean, place + above, marker=marker, color=colour, markersize=6)
