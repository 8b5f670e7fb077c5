"""Building a synthetic neighbourhood, step by step (ODD element 5)."""

from __future__ import annotations

import numpy as np

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.neighbourhood.affinity import neighbourliness
from cohesie_sim.neighbourhood.columns import Floats, Neighbourhood, Space, Ties, Traits
from cohesie_sim.neighbourhood.drawing import Luck
from cohesie_sim.neighbourhood.households import Residents, form_households
from cohesie_sim.neighbourhood.parameters import SynthesisParameters
from cohesie_sim.neighbourhood.places import Addresses, lay_out
from cohesie_sim.neighbourhood.rates import Rates, assign_rates
from cohesie_sim.neighbourhood.setpoints import Circumstances, assign_setpoints
from cohesie_sim.neighbourhood.situation import assign_situation, groups
from cohesie_sim.neighbourhood.slots import make_slots
from cohesie_sim.neighbourhood.spec import ADULT, NeighbourhoodSpec
from cohesie_sim.neighbourhood.temperament import outdoor_preference, susceptibility
from cohesie_sim.neighbourhood.ties import Neighbours, make_ties

FEWEST_RESIDENTS = 50


def build_neighbourhood(
    spec: NeighbourhoodSpec,
    residents: int,
    seed: int,
    replicate: int,
    p: SynthesisParameters = SynthesisParameters(),  # noqa: B008 - immutable
) -> Neighbourhood:
    """Build a neighbourhood of a given size with the marginals of a specification.

    Parameters
    ----------
    spec
        From :func:`~cohesie_sim.neighbourhood.reading.load_neighbourhood`.
    residents
        How many people live in it, at least 50.
    seed, replicate
        Which world; the same arguments give the same neighbourhood.
    p
        Parameters of the synthetic population.

    Returns
    -------
    Neighbourhood
        As it stands before the first week.

    Raises
    ------
    ConfigurationError
        When there are too few residents.
    """
    if residents < FEWEST_RESIDENTS:
        raise ConfigurationError(f"residents is {residents}; allowed: {FEWEST_RESIDENTS} or more.")
    luck = Luck(seed, replicate)
    people = form_households(spec, residents, luck, p.households)
    addresses, space = lay_out(people.household, spec.density.value, luck, p.places)
    traits, rates = _traits(spec, people, addresses, luck, p)
    ties = _ties(traits, rates, space, luck, p)
    return Neighbourhood(spec.name, traits, ties, space, make_slots(residents, space, luck, p.slots))


def _traits(
    spec: NeighbourhoodSpec, people: Residents, addresses: Addresses, luck: Luck, p: SynthesisParameters
) -> tuple[Traits, Rates]:
    situation = assign_situation(spec, people, luck, p.situation)
    rates = assign_rates(situation.occupation, luck, p.rates)
    lives_alone = people.household_size == 1
    circumstances = Circumstances(lives_alone, situation.strained, situation.vulnerable, rates.family, rates.friends)
    social, emotional = assign_setpoints(spec, people.age, circumstances, luck, p.setpoints)
    traits = Traits(
        cell=addresses.cell,
        stairwell=addresses.stairwell,
        household=people.household,
        household_size=people.household_size,
        age=people.age,
        lives_alone=lives_alone,
        vulnerable=situation.vulnerable,
        strained=situation.strained,
        online=situation.online,
        occupation=situation.occupation,
        family_rate=single_precision(rates.family),
        friends_rate=single_precision(rates.friends),
        work_rate=single_precision(rates.work),
        public_rate=single_precision(rates.public),
        susceptibility=single_precision(susceptibility(people.age, situation.vulnerable, luck, p.temperament)),
        social_setpoint=single_precision(social),
        emotional_setpoint=single_precision(emotional),
        volunteers_elsewhere=situation.volunteers_elsewhere,
        outdoor_preference=single_precision(outdoor_preference(people.age.size, luck, p.temperament)),
        group=groups(people.age, lives_alone, situation.strained, situation.online),
    )
    return traits, rates


def _ties(traits: Traits, rates: Rates, space: Space, luck: Luck, p: SynthesisParameters) -> Ties:
    with_children = np.bincount(traits.household, traits.age < ADULT)[traits.household] > 0
    neighbours = Neighbours(
        traits.cell,
        traits.stairwell,
        traits.household,
        traits.age,
        with_children,
        traits.strained,
        neighbourliness(traits.age, rates.sociability, luck, p.ties),
    )
    ties = make_ties(neighbours, space, luck, p.ties)
    return ties._replace(affinity=single_precision(ties.affinity))


def single_precision(values: Floats) -> Floats:
    """Return values rounded so that they fit into single precision, in which the engine keeps what never changes."""
    return values.astype(np.float32).astype(np.float64)
