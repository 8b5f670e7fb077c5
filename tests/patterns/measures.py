"""Measurements on runs: one number per replicate, so that replicates of two scenarios can be compared in pairs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from tests.patterns.runs import Frames, Runs

Values = npt.NDArray[np.float64]
BEFORE = ("2020-01-06", "2020-03-09")
FIRST_WAVE = ("2020-03-16", "2020-06-01")
SECOND_LOCKDOWN = ("2020-12-14", "2021-04-26")
LAST_QUARTER = ("2022-10-03", "2023-01-01")
WAVES = {
    "first lockdown and summer 2020": ("2020-03-16", "2020-10-12"),
    "winter 2020-21": ("2020-10-12", "2021-04-26"),
    "summer and autumn 2021": ("2021-04-26", "2021-11-15"),
    "winter 2021-22": ("2021-11-15", "2022-03-21"),
}


class Sure(NamedTuple):
    """A mean over replicates, its standard error, and how many standard errors it is away from zero."""

    mean: float
    error: float
    t: float


def sure(values: Values) -> Sure:
    """Return the mean over replicates and how sure it is; t is zero when nothing varies and nothing differs."""
    mean, error = float(values.mean()), float(values.std(ddof=1) / np.sqrt(len(values)))
    return Sure(mean, error, mean / error if error > 0 else (0.0 if mean == 0 else float(np.copysign(np.inf, mean))))


def mean_of(frames: Frames, column: str, period: tuple[str, str] | None = None) -> Values:
    """Return the mean of an outcome over the weeks of a period, per replicate; over the horizon by default."""
    weekly = frames.weekly
    if period is not None:
        weekly = weekly[(weekly["date"] >= period[0]) & (weekly["date"] < period[1])]
    return weekly.groupby("replicate")[column].mean().to_numpy(np.float64)


def critical_t(false_alarm: float, replicates: int, tests: int = 1) -> float:
    """Return the two-sided critical t that a family of tests exceeds by chance with a given probability."""
    return float(stats.t.isf(false_alarm / tests / 2, replicates - 1))


def quits(frames: Frames, period: tuple[str, str]) -> Values:
    """Return the volunteers who quit in a period, per 1,000 volunteers and week, per replicate."""
    weekly = frames.weekly
    inside = weekly[(weekly["date"] >= period[0]) & (weekly["date"] < period[1])].groupby("replicate")
    return (1000 * inside["volunteers_quit"].sum() / inside["volunteers"].sum()).to_numpy(np.float64)


def excess_quits(runs: Runs, period: tuple[str, str]) -> Values:
    """Return how many more volunteers quit than without corona, per 1,000 and week."""
    return quits(runs("nl_2020_2022"), period) - quits(runs("no_corona"), period)


def outdoor_share(frames: Frames, period: tuple[str, str]) -> Values:
    """Return the share of meetings with neighbours that is outdoors, in per cent."""
    outdoors = mean_of(frames, "contacts_neighbours_outdoors", period)
    indoors = mean_of(frames, "contacts_neighbours_indoors", period)
    return np.asarray(100 * outdoors / (outdoors + indoors))


def first_wave_helpers(frames: Frames) -> pd.DataFrame:
    """Return the sign-ups of the first lockdown: replicate, weeks stayed, matched or not."""
    everybody = frames.volunteers
    first, last = 10, 26  # weeks of 16 March and 6 July 2020
    helpers = everybody[
        everybody["role"].isin(["waiting_helper", "matched_helper"])
        & (everybody["start"] >= first)
        & (everybody["start"] < last)
    ]
    return helpers.assign(stayed=helpers["end"] - helpers["start"])


def still_helping(frames: Frames, weeks: int) -> Values:
    """Return the share of the sign-ups of the first lockdown who still helped after some weeks, in per cent."""
    helpers = first_wave_helpers(frames)
    stayed = (helpers["stayed"] >= weeks).groupby(helpers["replicate"]).mean()
    return np.asarray(100 * stayed, dtype=np.float64)


def ending_rate(frames: Frames) -> Values:
    """Return the endings of initiatives (help groups apart) per 100 initiative-years of the horizon."""
    lives = frames.initiatives
    lives = lives[(lives["kind"] != "help_group") & (lives["end"] >= 0)]
    weeks = (lives["end"] - lives["start"].clip(lower=0)).groupby(lives["replicate"]).sum()
    endings = (~lives["censored"]).groupby(lives["replicate"]).sum()
    return np.asarray(5200 * endings / weeks, dtype=np.float64)


def survivors(frames: Frames) -> Values:
    """Return the share of the initiatives of the first week (help groups apart) that last, in per cent."""
    lives = frames.initiatives
    lives = lives[(lives["kind"] != "help_group") & (lives["end"] >= 0) & (lives["start"] < 0)]
    return np.asarray(100 * lives.groupby("replicate")["censored"].mean(), dtype=np.float64)


def funded(runs: Runs, fte: float, hypothesis: str = "article") -> Frames:
    """Return ``nl_2020_2022`` with a constant level of funding under a hypothesis."""
    return runs("nl_2020_2022", {"funding.fte_per_10000": fte, "hypothesis": hypothesis})


def effect(runs: Runs, column: str, hypothesis: str = "article") -> Values:
    """Return what 12 fte per 10,000 instead of none do to an outcome, averaged over the horizon, per replicate."""
    return mean_of(funded(runs, 12.0, hypothesis), column) - mean_of(funded(runs, 0.0, hypothesis), column)
