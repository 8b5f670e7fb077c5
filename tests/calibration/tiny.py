"""A world of six residents in four households, small enough to count by hand."""

from __future__ import annotations

import numpy as np

from cohesie_sim.calibration.panel import Panel, Visit, pooled
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.outcomes.columns import GROUPS, NEIGHBOURHOOD_TALLIES, RESIDENT_TALLIES
from cohesie_sim.outcomes.result import RawResult
from cohesie_sim.parameters import Parameters

# a single of 70, a parent of 40 with a child of 10, a couple of 50 and 52, a single of 20
AGE = [70, 40, 10, 50, 52, 20]
HOUSEHOLD = [0, 1, 1, 2, 2, 3]
WEEKS = (9, 17, 25)
OLDEST, MIDDLE = 4 * 8, 3 * 8  # groups 65+ and 45-64, not alone, not strained, offline


def empty_run(weeks: int) -> RawResult:
    """Return a run in which nothing happens; five adults and a child are counted every week in the group 45-64."""
    n = len(AGE)
    sums = np.zeros((weeks, GROUPS, len(RESIDENT_TALLIES)))
    sums[:, MIDDLE, tally.RESIDENTS], sums[:, MIDDLE, tally.ADULTS] = 6, 5
    zero = np.zeros(n)
    state = ("fear", "family", "friends", "neighbours", "social", "emotional", "weeks_in_need")
    return RawResult(
        replicate=0,
        sums=sums,
        rows=np.zeros((weeks, len(NEIGHBOURHOOD_TALLIES))),
        commitments=np.zeros((0, 7), np.int32),
        lives=np.zeros((0, 4), np.int32),
        residents={
            **{name: zero.copy() for name in state},
            "volunteered": np.full(n, -1000, np.int32),
            "usual_contacts": zero.copy(),
        },
        traits={
            "age": np.array(AGE, np.int32),
            "household": np.array(HOUSEHOLD, np.int32),
            **{name: zero.copy() for name in ("family_rate", "friends_rate", "work_rate", "public_rate")},
        },
        ties=np.zeros((0, 3), np.int32),
        tie_strength=np.zeros(0),
        slot_kinds=np.zeros(0, np.int32),
    )


def visit() -> Visit:
    """Return the three runs of an empty world, to be filled in."""
    return Visit(*(empty_run(weeks) for weeks in WEEKS))


def panel_of(*visits: Visit, weights: tuple[float, ...] = (1.0,), open_visits: float = 1.0) -> Panel:
    """Return the panel of worlds with a burn-in of 52 weeks, in which 0.6 of the contacts of residents are meetings."""
    default = Parameters()
    parameters = default._replace(contact=default.contact._replace(remote_share=0.4))
    return pooled(visits, weights, 52, open_visits, parameters)
