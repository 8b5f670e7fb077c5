"""Restrictions: how much of a channel stays open under the measures of the week.

The measures of a week close a share of each channel (an input, dated and sourced in the scenario). Not everybody
follows them to the letter, so a channel stays open for

    openness = 1 - compliance * closed

Evidence: face-to-face contacts outside the household fell from 14.9 to 3.5 a day in April 2020 (Backer et al. 2021),
while about 80 % of work, school and public life was closed; full compliance would have left fewer. Wrong if contacts
per channel do not follow the dates of the measures. Limits: compliance is one number, constant over time and persons;
fatigue with the rules enters through habituation to the threat only. Invariant: openness lies in [0, 1] and never rises
when more is closed.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, calibrated


class RestrictionsParameters(NamedTuple):
    """Parameters of the process *restrictions*."""

    compliance: Annotated[
        float,
        Parameter(
            "share of a closed channel that people really give up",
            "share",
            0.6,
            1.0,
            "uncertainty",
            calibrated("face-to-face contacts to a quarter in April 2020 (Backer et al. 2021)"),
        ),
    ] = 0.916


@rule
def openness(closed: float, p: RestrictionsParameters) -> float:
    """Return the share of a channel that remains open.

    Parameters
    ----------
    closed
        Share closed by the measures of the week, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        Share open, 0 to 1.
    """
    return 1.0 - p.compliance * closed
