"""What surveyors can see of simulated worlds: weekly counts, and people and volunteers at the dates of surveys.

A survey at a date is a run whose horizon ends at that date: the same luck gives the same trajectory up to there, and
the final state of the residents is what an interviewer would find. Several worlds are pooled into one panel with
weights, so that every quantity is computed once, in the same way, for one neighbourhood and for a mix of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cohesie_sim.calibration.positions import positions_in_household
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.outcomes.result import COMMITMENT_FIELDS, RawResult
from cohesie_sim.parameters import Parameters
from cohesie_sim.start import ADULT

Floats = npt.NDArray[np.float64]
Column = npt.NDArray[Any]
_STATE = ("fear", "family", "friends", "neighbours", "usual_contacts", "social", "emotional", "volunteered")
_TOTALS = ("weeks_in_need",)
_TRAITS = ("age", "family_rate", "friends_rate", "work_rate", "public_rate")


@dataclass(frozen=True)
class People:
    """Residents at the date of a survey.

    Parameters
    ----------
    columns
        Traits, state and ``position`` in the household; name to an array of length n.
    weight
        How much each counts, shape (n,).
    week
        The last week before the survey, 0 being the first of the horizon.
    """

    columns: Mapping[str, Column]
    weight: Floats
    week: int

    def __getitem__(self, name: str) -> Column:
        """Return a column."""
        return self.columns[name]

    @property
    def adult(self) -> npt.NDArray[np.bool_]:
        """Who is 18 or over, shape (n,)."""
        return np.asarray(self.columns["age"] >= ADULT)

    def share(self, chosen: npt.NDArray[np.bool_], among: npt.NDArray[np.bool_]) -> float:
        """Return the weighted percentage of some who are chosen.

        Parameters
        ----------
        chosen, among
            Flags, shape (n,).

        Returns
        -------
        float
            In per cent; NaN when there is nobody to choose from.
        """
        total = float(self.weight[among].sum())
        return 100 * float(self.weight[among & chosen].sum()) / total if total > 0 else float("nan")


@dataclass(frozen=True)
class Panel:
    """One world, or several with weights, as surveyors see it.

    Parameters
    ----------
    sums, rows
        Weekly tallies per resident of the run to the last date, shapes (weeks, groups, resident tallies) and (weeks,
        neighbourhood tallies); see :mod:`cohesie_sim.outcomes.columns`.
    commitments
        Of volunteers and helpers up to the last date; name of the field to an array.
    commitment_weight
        How much each commitment counts.
    before, spring, summer
        Residents at the dates of :data:`cohesie_sim.calibration.worlds.DATES`.
    burn_in_weeks
        Weeks before the horizon; commitments are known from their first.
    open_visits
        Openness of home visits in the week before the survey of spring, 0 to 1.
    parameters
        Of the worlds.
    """

    sums: Floats
    rows: Floats
    commitments: Mapping[str, Column]
    commitment_weight: Floats
    before: People
    spring: People
    summer: People
    burn_in_weeks: int
    open_visits: float
    parameters: Parameters


class Visit(NamedTuple):
    """The three runs of one world, which end at the dates of the surveys."""

    before: RawResult
    spring: RawResult
    summer: RawResult


def pooled(
    visits: Sequence[Visit], weights: Sequence[float], burn_in_weeks: int, open_visits: float, parameters: Parameters
) -> Panel:
    """Pool worlds into one panel.

    Parameters
    ----------
    visits
        One or more worlds.
    weights
        One per world; a world counts by its weight, whatever the number of its residents.
    burn_in_weeks, open_visits, parameters
        See :class:`Panel`.

    Returns
    -------
    Panel
        Of the weighted worlds.
    """
    each = [weight / _residents(visit.summer) for visit, weight in zip(visits, weights, strict=True)]
    commitments = np.concatenate([visit.summer.commitments for visit in visits])
    return Panel(
        sums=np.sum([w * visit.summer.sums for w, visit in zip(each, visits, strict=True)], axis=0),
        rows=np.sum([w * visit.summer.rows for w, visit in zip(each, visits, strict=True)], axis=0),
        commitments=dict(zip(COMMITMENT_FIELDS, commitments.T, strict=True)),
        commitment_weight=np.repeat(each, [len(visit.summer.commitments) for visit in visits]),
        before=people_of([visit.before for visit in visits], each),
        spring=people_of([visit.spring for visit in visits], each),
        summer=people_of([visit.summer for visit in visits], each),
        burn_in_weeks=burn_in_weeks,
        open_visits=open_visits,
        parameters=parameters,
    )


def _residents(raw: RawResult) -> int:
    return len(raw.traits["age"])


def people_of(raws: Sequence[RawResult], each: Sequence[float]) -> People:
    """Return the residents of worlds at the end of their runs.

    Parameters
    ----------
    raws
        One or more runs of the same length.
    each
        Weight of each resident, one number per run.

    Returns
    -------
    People
        Of all runs, in order.
    """
    columns: dict[str, Column] = {name: np.concatenate([raw.traits[name] for raw in raws]) for name in _TRAITS}
    columns |= {name: np.concatenate([raw.residents[name] for raw in raws]) for name in _STATE + _TOTALS}
    columns["position"] = np.concatenate(
        [positions_in_household(raw.traits["household"], raw.traits["age"]) for raw in raws]
    )
    return People(columns, np.repeat(each, [_residents(raw) for raw in raws]), len(raws[0].sums) - 1)


def weekly_share(panel: Panel, column: int, weeks: slice) -> float:
    """Return the mean percentage of adults over some weeks.

    Parameters
    ----------
    panel
        Worlds.
    column
        A tally of :mod:`cohesie_sim.outcomes.columns` that counts adults.
    weeks
        Of the horizon.

    Returns
    -------
    float
        In per cent.
    """
    counted = panel.sums[weeks].sum(axis=(0, 1))
    return 100 * float(counted[column] / counted[tally.ADULTS])


def weighted_quantile(values: Floats, weights: Floats, at: float) -> float:
    """Return a quantile of weighted values: the least of them that, with all below it, holds this share of the weight.

    Parameters
    ----------
    values, weights
        Shape (n,).
    at
        Above 0, up to 1.

    Returns
    -------
    float
        One of the values.
    """
    order = np.argsort(values, kind="stable")
    held = np.cumsum(weights[order])
    return float(values[order[np.searchsorted(held, at * held[-1] * (1 - 1e-12))]])
