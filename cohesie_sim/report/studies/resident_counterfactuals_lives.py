"""Adults followed week by week: through which contact they are out of isolation, and whose lives are shown."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from cohesie_sim.report.studies.resident_counterfactuals_pairs import MONTH
from cohesie_sim.rules.isolation import IsolationParameters

CIRCLES: Final = (  # isolation asks for weekly contact with one of these three
    ("family",),
    ("friends",),
    ("neighbours", "format", "format_tie", "initiative", "initiative_tie", "helper"),
)
CHANNELS: Final = tuple(channel for circle in CIRCLES for channel in circle)
RULES: Final = ("gains_most", "gains_median", "talks_most", "always", "loses_most", "never")
_ORDER: Final = ["replicate", "week", "resident"]
_ROUNDING: Final = 1e-5  # remembered contacts are stored with single precision

Floats = npt.NDArray[np.float64]


class Lives(NamedTuple):
    """The same adults and weeks in two conditions, in the same order.

    Attributes
    ----------
    without, given
        Rows of ``lives.parquet`` without and with community work.
    """

    without: pd.DataFrame
    given: pd.DataFrame


def pair_lives(lives: pd.DataFrame) -> Lives:
    """Return the lives without and with community work, row by row.

    Parameters
    ----------
    lives
        As stored.

    Returns
    -------
    Lives
        Sorted by replicate, week and resident.
    """
    levels = sorted(lives["fte_per_10000"].unique())
    without, given = (
        lives[lives["fte_per_10000"] == level].sort_values(_ORDER, ignore_index=True)
        for level in (levels[0], levels[-1])
    )
    return Lives(without, given)


def avoided_by_channel(lives: Lives) -> pd.DataFrame:
    """Return the weeks of isolation that community work avoids, by the contact that makes the difference.

    A week is avoided when the adult is isolated in it without community work and not with it. It is divided over the
    channels in proportion to how much more contact is remembered in each, in those of the three circles that reach
    weekly contact.

    Parameters
    ----------
    lives
        From :func:`pair_lives`; turned round, the weeks that community work adds.

    Returns
    -------
    DataFrame
        One row per replicate, one column per channel: weeks per 100 adults and year.
    """
    avoided = lives.without["isolated"].to_numpy() & ~lives.given["isolated"].to_numpy()
    shares = np.zeros((len(avoided), len(CHANNELS)))
    shares[avoided] = _shares(_usual(lives.without)[avoided], _usual(lives.given)[avoided])
    frame = pd.DataFrame(shares, columns=list(CHANNELS)).groupby(lives.without["replicate"].to_numpy()).sum()
    weeks = lives.without.groupby("replicate")["week"].size()
    return frame.mul(100 * 52 / weeks, axis=0)


def _usual(lives: pd.DataFrame) -> Floats:
    usual: Floats = lives[[f"usual_{channel}" for channel in CHANNELS]].to_numpy(np.float64)
    return usual


def _shares(without: Floats, given: Floats) -> Floats:
    """Return how a week of each row is divided over the channels; shapes (rows, channels)."""
    counts = np.zeros(given.shape, bool)
    for circle in CIRCLES:
        columns = [CHANNELS.index(channel) for channel in circle]
        reached = given[:, columns].sum(axis=1) >= IsolationParameters().weekly - _ROUNDING
        counts[:, columns] = reached[:, None]
    rises = np.where(counts, np.maximum(given - without, 0), 0)
    total = rises.sum(axis=1, keepdims=True)
    shares: Floats = np.divide(rises, total, out=np.zeros(rises.shape), where=total > 0)
    return shares


class Life(NamedTuple):
    """One adult who is shown: by which rule, and the rows of both conditions in order of weeks."""

    rule: str
    without: pd.DataFrame
    given: pd.DataFrame


def choose_lives(lives: Lives) -> list[Life]:
    """Return the adults of the first replicate who are shown, each chosen by a rule and none twice.

    Parameters
    ----------
    lives
        From :func:`pair_lives`.

    Returns
    -------
    list of Life
        In the order of ``RULES``; a rule that nobody meets is left out.
    """
    first = lives.without["replicate"].min()
    without, given = (frame[frame["replicate"] == first] for frame in lives)
    before, after = (frame.groupby("resident")["isolated"].sum() for frame in (without, given))
    talks = given.groupby("resident")["talks"].sum()
    weeks = without["week"].nunique()
    chosen: dict[str, int] = {}
    for rule in RULES:
        resident = _meets(rule, before, after, talks, weeks, set(chosen.values()))
        if resident is not None:
            chosen[rule] = resident
    return [
        Life(rule, *(frame[frame["resident"] == resident] for frame in (without, given)))
        for rule, resident in chosen.items()
    ]


def _meets(
    rule: str,
    before: pd.Series[int],
    after: pd.Series[int],
    talks: pd.Series[int],
    weeks: int,
    taken: set[int],
) -> int | None:
    """Return who meets a rule; among equals the lowest number. Series have the index resident."""
    gain = (before - after).drop(list(taken))
    if rule == "gains_most":
        score = gain[gain >= MONTH]
    elif rule == "gains_median":
        gainers = gain[gain >= MONTH].sort_values(kind="stable")
        return None if gainers.empty else int(gainers.index[(len(gainers) - 1) // 2])
    elif rule == "talks_most":
        score = talks[gain.index][after[gain.index] >= weeks / 2]
    elif rule == "always":
        score = before.where(before < after, after)[gain.index]
        score = score[score >= weeks / 2]
    elif rule == "loses_most":
        score = -gain[gain <= -MONTH]
    else:
        never = gain[(before[gain.index] == 0) & (after[gain.index] == 0)]
        return None if never.empty else int(never.index[(len(never) - 1) // 2])
    return None if score.empty else int(score.index[int(score.to_numpy().argmax())])
