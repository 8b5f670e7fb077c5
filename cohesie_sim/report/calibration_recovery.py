"""Whether the method finds parameters that are known, drawn: coverage of its intervals.

Some sets of true values happen to lie further out than others, which moves coverage whatever the method. The interval
of the prior is right by construction: in the long run it holds the truth exactly as often as it says. So the coverage
of all parameters together is counted against it, case by case: how much more or less often than the prior's own
intervals, on top of what is nominal; so is that of a block. That of one parameter is told as it was counted.
"""

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
    """How often the interval of a parameter held the truth, at one level.

    Attributes
    ----------
    parameter
        Its name; empty for all together.
    level
        Per cent.
    share
        Of all together: with the luck of the true values taken off by the prior's intervals.
    counted, prior
        The share as it was counted, and that of the prior's intervals in the same cases.
    """

    parameter: str
    level: int
    share: Interval
    counted: float
    prior: float


def coverage(recovery: pd.DataFrame, priors: pd.DataFrame) -> list[Coverage]:
    """Return the coverage of every parameter, and of all together.

    Parameters
    ----------
    recovery
        One row per case and parameter.
    priors
        With the block and the range of each parameter, in which its prior is uniform.

    Returns
    -------
    list of Coverage
        Per parameter at each level, with Wilson's interval; then those of all parameters together, named ``""``. The
        parameters of a case share its luck, so that the interval of all together is over cases (Student's t).
    """
    placed, names = _placed(recovery, priors), list(dict.fromkeys(recovery["parameter"]))
    alone = [_alone(placed[placed["parameter"] == name], str(name), level) for name in names for level in LEVELS]
    return [*alone, *(_together(placed, "", level) for level in LEVELS)]


def block_coverage(recovery: pd.DataFrame, priors: pd.DataFrame, level: int) -> list[Coverage]:
    """Return the coverage of every block of parameters that were fitted together, at one level.

    Parameters
    ----------
    recovery, priors
        As for :func:`coverage`; the priors with the block of each parameter.
    level
        Per cent.

    Returns
    -------
    list of Coverage
        With the name of the block instead of a parameter; counted against the prior's intervals.
    """
    placed = _placed(recovery, priors)
    return [_together(rows, str(block), level) for block, rows in placed.groupby("block", sort=False)]


def _placed(recovery: pd.DataFrame, priors: pd.DataFrame) -> pd.DataFrame:
    """Return the cases with the block of each parameter, and where in its range the truth lies, from 0 to 1."""
    of = priors.set_index("parameter").loc[recovery["parameter"]]
    place = (recovery["truth"].to_numpy() - of["low"].to_numpy()) / (of["high"] - of["low"]).to_numpy()
    return recovery.assign(place=place, block=of["block"].to_numpy())


def _shares(rows: pd.DataFrame, level: int) -> tuple[pd.Series[float], pd.Series[float]]:
    """Return, per case, in which share of the rows the interval held the truth, and in which that of the prior."""
    held = (rows[f"covered{level}"] == "yes").astype("float64").groupby(rows["case"]).mean()
    prior = ((rows["place"] - 0.5).abs() <= level / 200).astype("float64").groupby(rows["case"]).mean()
    return held, prior


def _alone(rows: pd.DataFrame, parameter: str, level: int) -> Coverage:
    held, prior = _shares(rows, level)
    return Coverage(parameter, level, share_interval(int(held.sum()), len(held)), held.mean(), prior.mean())


def _together(rows: pd.DataFrame, name: str, level: int) -> Coverage:
    held, prior = _shares(rows, level)
    more = mean_interval((held - prior).to_numpy())
    mean, low, high = (float(np.clip(level / 100 + end, 0.0, 1.0)) for end in more[:3])
    share = Interval(mean, low, high, more.replicates)
    return Coverage(name, level, share, held.mean(), prior.mean())


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
    found = coverage(stored.recovery, stored.priors)
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
