"""Parameters of the synthetic population, assembled from the modules that use them.

Marginals of real neighbourhoods are no parameters: they stand in ``presets/`` with their sources.
"""

from __future__ import annotations

from typing import NamedTuple

from cohesie_sim.neighbourhood.affinity import TieSynthesisParameters
from cohesie_sim.neighbourhood.households import HouseholdParameters
from cohesie_sim.neighbourhood.places import PlaceParameters
from cohesie_sim.neighbourhood.rates import RateParameters
from cohesie_sim.neighbourhood.setpoints import SetpointParameters
from cohesie_sim.neighbourhood.situation import SituationParameters
from cohesie_sim.neighbourhood.slots import SlotParameters
from cohesie_sim.neighbourhood.temperament import TemperamentParameters


class SynthesisParameters(NamedTuple):
    """All parameters of the synthetic population."""

    households: HouseholdParameters = HouseholdParameters()
    places: PlaceParameters = PlaceParameters()
    situation: SituationParameters = SituationParameters()
    temperament: TemperamentParameters = TemperamentParameters()
    rates: RateParameters = RateParameters()
    setpoints: SetpointParameters = SetpointParameters()
    ties: TieSynthesisParameters = TieSynthesisParameters()
    slots: SlotParameters = SlotParameters()
