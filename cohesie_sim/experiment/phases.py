"""The phases of a crisis: which weeks of a scenario belong to which.

A scenario without measures gets the phases it would have had, so that the same weeks are compared. A week belongs to
the phase of its Thursday, its middle day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt

from cohesie_sim.outcomes.periods import PHASES
from cohesie_sim.scenarios import Scenario
from cohesie_sim.scenarios.inputs import find_lockdowns
from cohesie_sim.scenarios.timeline import build_timeline, calendar_day

_LOCKDOWNS: Final = ("first lockdown", "second lockdown")
_REOPENING: Final = date(2022, 2, 28)  # of the series: the Monday after nearly every measure ended


def phase_codes(scenario: Scenario) -> npt.NDArray[np.int8]:
    """Return the phase of every week.

    Parameters
    ----------
    scenario
        With or without a shock.

    Returns
    -------
    ndarray
        Positions in ``PHASES``, shape (weeks,).
    """
    settings = scenario.settings
    shock = settings.shock.model_copy(update={"series": "nl_2020_2022", "until": None})
    periods = {name: (begin, end) for begin, end, name in find_lockdowns(shock, settings.calendar)}
    thursdays = np.array([(monday + timedelta(days=3)).toordinal() for monday in scenario.mondays()])
    reopening = calendar_day(build_timeline(shock), _REOPENING.toordinal())
    edges = [day.toordinal() for name in _LOCKDOWNS for day in periods.get(name, ())]
    edges = [*edges, *[reopening] * (len(PHASES) - 1 - len(edges))]
    return np.searchsorted(edges, thursdays, side="right").astype(np.int8)
