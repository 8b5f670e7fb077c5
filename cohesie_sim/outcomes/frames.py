"""Tidy frames of what runs leave behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from cohesie_sim.kinds import CAUSE_NAMES, KIND_NAMES
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.outcomes.result import COMMITMENT_FIELDS, LIFE_FIELDS, RawResult
from cohesie_sim.outcomes.weekly import neighbourhood_outcomes, resident_outcomes

ROLE_NAMES = ("uncommitted", "volunteer", "board_member", "waiting_helper", "matched_helper")
LEAVING_NAMES = ("still_committed", "quit", "initiative_ended", "unused", "no_time")
SPLITS = {
    "age": ("0-14", "15-24", "25-44", "45-64", "65+"),
    "living": ("with others", "alone"),
    "means": ("makes ends meet", "struggles"),
    "digital access": ("offline", "online"),
}


def weekly_frame(raw: RawResult, mondays: Sequence[date]) -> pd.DataFrame:
    """Return every outcome per week of one run.

    Parameters
    ----------
    raw
        Of either engine.
    mondays
        First day of each week.

    Returns
    -------
    DataFrame
        Columns replicate, week, date and the outcomes; one row per week.
    """
    sums = raw.sums.sum(axis=1)
    head = {"replicate": raw.replicate, "week": np.arange(len(sums)), "date": pd.to_datetime(list(mondays))}
    return pd.DataFrame({**head, **resident_outcomes(sums), **neighbourhood_outcomes(sums, raw.rows)})


def splits_frame(raw: RawResult, mondays: Sequence[date]) -> pd.DataFrame:
    """Return the residents' outcomes per week and per group of each split.

    Parameters
    ----------
    raw
        Of either engine.
    mondays
        First day of each week.

    Returns
    -------
    DataFrame
        Columns replicate, week, date, split, group, residents, adults and the outcomes.
    """
    weeks = len(raw.sums)
    shape = (weeks, *(len(groups) for groups in SPLITS.values()), raw.sums.shape[-1])
    cube = raw.sums.reshape(shape)
    frames = []
    for axis, (split, groups) in enumerate(SPLITS.items(), start=1):
        others = tuple(k for k in range(1, 1 + len(SPLITS)) if k != axis)
        sums = cube.sum(axis=others)
        for k, group in enumerate(groups):
            head = {
                "replicate": raw.replicate,
                "week": np.arange(weeks),
                "date": pd.to_datetime(list(mondays)),
                "split": split,
                "group": group,
                "residents": sums[:, k, tally.RESIDENTS],
                "adults": sums[:, k, tally.ADULTS],
            }
            frames.append(pd.DataFrame({**head, **resident_outcomes(sums[:, k])}))
    return pd.concat(frames, ignore_index=True)


def initiatives_frame(raw: RawResult) -> pd.DataFrame:
    """Return the life of every initiative.

    Parameters
    ----------
    raw
        Of either engine.

    Returns
    -------
    DataFrame
        Columns replicate, slot, kind, start, end (weeks; a start in the burn-in is negative or, for those that exist
        from the beginning, far before it), cause and censored; sorted by slot and start.
    """
    frame = pd.DataFrame(raw.lives, columns=list(LIFE_FIELDS))
    frame.insert(0, "replicate", raw.replicate)
    frame.insert(2, "kind", np.array(KIND_NAMES)[raw.slot_kinds[frame["slot"]]])
    frame["censored"] = frame["cause"] == 0
    frame["cause"] = np.array(CAUSE_NAMES)[frame["cause"]]
    return frame.sort_values(["slot", "start"], ignore_index=True)


def volunteers_frame(raw: RawResult) -> pd.DataFrame:
    """Return every commitment of a volunteer or helper.

    Parameters
    ----------
    raw
        Of either engine.

    Returns
    -------
    DataFrame
        Columns replicate, resident, slot, kind, role (the last one held), start, end, cause, matched and censored;
        sorted by resident and start.
    """
    frame = pd.DataFrame(raw.commitments, columns=list(COMMITMENT_FIELDS))
    frame.insert(0, "replicate", raw.replicate)
    frame.insert(3, "kind", np.array(KIND_NAMES)[raw.slot_kinds[frame["slot"]]])
    frame["role"] = np.array(ROLE_NAMES)[frame["role"]]
    frame["censored"] = frame["cause"] == 0
    frame["cause"] = np.array(LEAVING_NAMES)[frame["cause"]]
    frame["matched"] = frame["matched"].astype(bool)
    return frame.sort_values(["resident", "start"], ignore_index=True)


def residents_frame(raw: RawResult) -> pd.DataFrame:
    """Return a summary of every resident.

    Parameters
    ----------
    raw
        Of either engine.

    Returns
    -------
    DataFrame
        Columns replicate, resident, the traits, the final state, and totals over the horizon.
    """
    n = len(raw.traits["age"])
    head = {"replicate": np.full(n, raw.replicate), "resident": np.arange(n)}
    return pd.DataFrame(
        {**head, **raw.traits, **{f"{k}_now" if k in raw.traits else k: v for k, v in raw.residents.items()}}
    )


class Simulation:
    """Replicates of one scenario, as tidy frames.

    Parameters
    ----------
    mondays
        First day of each week of the horizon.
    raws
        One result per replicate.
    """

    def __init__(self, mondays: Sequence[date], raws: Sequence[RawResult]) -> None:
        self.mondays = list(mondays)
        self.raws = list(raws)

    @cached_property
    def weekly(self) -> pd.DataFrame:
        """Every outcome, one row per replicate and week; see :func:`weekly_frame`."""
        return pd.concat([weekly_frame(raw, self.mondays) for raw in self.raws], ignore_index=True)

    @cached_property
    def splits(self) -> pd.DataFrame:
        """Residents' outcomes per age band, living alone, means and digital access; see :func:`splits_frame`."""
        return pd.concat([splits_frame(raw, self.mondays) for raw in self.raws], ignore_index=True)

    @cached_property
    def initiatives(self) -> pd.DataFrame:
        """One row per life of an initiative; see :func:`initiatives_frame`."""
        return pd.concat([initiatives_frame(raw) for raw in self.raws], ignore_index=True)

    @cached_property
    def volunteers(self) -> pd.DataFrame:
        """One row per commitment; see :func:`volunteers_frame`."""
        return pd.concat([volunteers_frame(raw) for raw in self.raws], ignore_index=True)

    @cached_property
    def residents(self) -> pd.DataFrame:
        """One row per resident; see :func:`residents_frame`."""
        return pd.concat([residents_frame(raw) for raw in self.raws], ignore_index=True)
