"""What the methods ask about: conditions that are run at every point, and the headline outcomes made of them.

All outcomes are differences within one world (same residents, same luck) or levels. Weeks: ``crisis`` is from the first
lockdown (Monday 16 March 2020) to the end of 2022, whatever the scenario does in them; ``later`` is the year 2023, from
ten months after reopening on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from cohesie_sim.outcomes.measures import INITIATIVES_SURVIVING
from cohesie_sim.outcomes.per_run import measure_runs

Floats = npt.NDArray[np.float64]

CRISIS: Final = (10, 156)  # first week, and first week after, since Monday 6 January 2020
MEASURES: Final[Mapping[str, tuple[str, str]]] = {
    "isolated": ("crisis", "isolated"),
    "lonely": ("crisis", "lonely"),
    "severely_lonely": ("crisis", "severely_lonely"),
    "surviving": ("crisis", INITIATIVES_SURVIVING),
    "isolated_later": ("later", "isolated"),
    "participants_later": ("later", "participants_per_1000"),
}
"""What is kept of a run: the weeks, and the measure of :mod:`cohesie_sim.outcomes.measures`."""


@dataclass(frozen=True)
class Condition:
    """One thing that may be done in a neighbourhood.

    Parameters
    ----------
    scenario
        Name of a scenario.
    fte
        Funding, in fte per 10,000 residents.
    changes
        What else differs, by dotted key.
    """

    scenario: str
    fte: float
    changes: Mapping[str, object] = field(default_factory=dict)


# Four fte are run to the end of 2023: until 2022 ends that is the same run as ``nl_2020_2022``.
CONDITIONS: Final[Mapping[str, Condition]] = {
    "none": Condition("nl_2020_2022", 0.0),
    "four": Condition("hold_after", 4.0),
    "twelve": Condition("nl_2020_2022", 12.0),
    "halved": Condition("hold_after", 4.0, {"funding.phases.after": {"factor": 0.5}}),
}


# Levels among which is chosen: what they are worth is compared.
DECISIONS: Final[Mapping[str, Condition]] = {
    **CONDITIONS,
    "two": Condition("nl_2020_2022", 2.0),
    "eight": Condition("nl_2020_2022", 8.0),
}
LEVELS_OF_FUNDING: Final[Mapping[str, float]] = {"none": 0.0, "two": 2.0, "four": 4.0, "eight": 8.0, "twelve": 12.0}

# The same comparison in other times; the first stands among the conditions above.
TIMES: Final = ("nl_2020_2022", "long_winter", "no_corona")
OTHER_TIMES: Final[Mapping[str, Condition]] = {
    f"{level}_{time}": Condition(time, CONDITIONS[level].fte) for time in TIMES[1:] for level in ("none", "four")
}


class Outcome(NamedTuple):
    """A headline: a measure in one condition, less that in another one.

    Attributes
    ----------
    measure
        Of ``MEASURES``.
    this, that
        Conditions; without ``that`` it is a level.
    """

    measure: str
    this: str
    that: str = ""


OUTCOMES: Final[Mapping[str, Outcome]] = {
    "isolated_12_0": Outcome("isolated", "twelve", "none"),
    "isolated_4_0": Outcome("isolated", "four", "none"),
    "surviving_12_0": Outcome("surviving", "twelve", "none"),
    "surviving_4_0": Outcome("surviving", "four", "none"),
    "isolated_halved": Outcome("isolated_later", "halved", "four"),
    "participants_halved": Outcome("participants_later", "halved", "four"),
    "lonely_4_0": Outcome("lonely", "four", "none"),
    "isolated": Outcome("isolated", "four"),
    "lonely": Outcome("lonely", "four"),
}
EFFECTS: Final = tuple(name for name, outcome in OUTCOMES.items() if outcome.that)


def measure(weekly: pd.DataFrame, initiatives: pd.DataFrame, volunteers: pd.DataFrame) -> pd.DataFrame:
    """Return what is kept of some runs.

    Parameters
    ----------
    weekly, initiatives, volunteers
        As experiments store them.

    Returns
    -------
    DataFrame
        Index as :func:`cohesie_sim.outcomes.per_run.measure_runs`; the columns ``MEASURES``, NaN for weeks that a run
        does not have.
    """
    weeks = {
        "crisis": weekly["week"].between(CRISIS[0], CRISIS[1] - 1),
        "later": weekly["week"] >= CRISIS[1],
    }
    measured = {when: measure_runs(weekly[inside], initiatives, volunteers) for when, inside in weeks.items()}
    kept = {name: measured[when].get(column, np.nan) for name, (when, column) in MEASURES.items()}
    return pd.DataFrame(kept, index=measured["crisis"].index, dtype=np.float64)


def outcomes_of(runs: pd.DataFrame, outcomes: Mapping[str, Outcome] = OUTCOMES) -> pd.DataFrame:
    """Return the outcomes of every point in every world.

    Parameters
    ----------
    runs
        Columns point, condition, replicate and measures.
    outcomes
        Which.

    Returns
    -------
    DataFrame
        Index point and replicate, one column per outcome. Where a world had no initiative in January 2020 in one of
        two conditions, their survival cannot be compared, and the difference counts as zero.
    """
    wide = runs.set_index(["point", "replicate", "condition"]).unstack("condition")  # noqa: PD010 - one column
    values = {
        name: (wide[o.measure, o.this] - wide[o.measure, o.that]).fillna(0.0) if o.that else wide[o.measure, o.this]
        for name, o in outcomes.items()
    }
    return pd.DataFrame(values)


def by_world(outcome: pd.Series[float]) -> Floats:
    """Return an outcome with index point and replicate as an array of shape (points, worlds)."""
    ordered = outcome.sort_index()
    points = ordered.index.get_level_values("point").nunique()
    return np.asarray(ordered, dtype=np.float64).reshape(points, -1)
