"""The conditions of one week: what measures, threat, season, funding and support mean for everybody."""

from __future__ import annotations

from typing import NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.rules.fear import FearParameters, felt_threat
from cohesie_sim.rules.restrictions import RestrictionsParameters, openness
from cohesie_sim.scenarios.inputs import WeeklyInputs


class Conditions(NamedTuple):
    """The scalars of one week; ``week`` counts from the start of the horizon and is negative in the burn-in."""

    week: int
    open_visits: float
    open_work: float
    open_public: float
    open_indoor: float
    open_outdoor: float
    closed_work: float
    closed_indoor: float
    home_advice: float
    felt: float
    comfort: float
    fte_per_10000: float
    corona_fund: float
    health_advice: float
    steering_group: float
    signal_hours: float
    crisis_mode: float
    organised_matching: float
    brokerage: float
    referral: float
    outdoor_formats: float


@rule
def conditions_of(
    inputs: WeeklyInputs, index: int, burn_in: int, restrictions: RestrictionsParameters, fear: FearParameters
) -> Conditions:
    """Return the conditions of one week.

    Parameters
    ----------
    inputs
        Of the scenario.
    index
        Position in the arrays of ``inputs``.
    burn_in
        Number of weeks before the horizon.
    restrictions, fear
        Parameters that turn closures into openness and threat into felt threat.

    Returns
    -------
    Conditions
        Scalars for the rules.
    """
    return Conditions(
        index - burn_in,
        openness(inputs.closed_visits[index], restrictions),
        openness(inputs.closed_work[index], restrictions),
        openness(inputs.closed_public[index], restrictions),
        openness(inputs.closed_indoor[index], restrictions),
        openness(inputs.closed_outdoor[index], restrictions),
        inputs.closed_work[index],
        inputs.closed_indoor[index],
        inputs.home_advice[index],
        felt_threat(inputs.threat[index], fear),
        inputs.outdoor_comfort[index],
        inputs.fte_per_10000[index],
        inputs.corona_fund[index],
        inputs.health_advice[index],
        inputs.steering_group[index],
        inputs.signal_hours[index],
        inputs.crisis_mode[index],
        inputs.organised_matching[index],
        inputs.brokerage[index],
        inputs.referral[index],
        inputs.outdoor_formats[index],
    )
