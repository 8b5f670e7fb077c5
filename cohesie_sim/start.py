"""The state in which every run starts (ODD element 5): one definition for both engines.

At the start every site except those of help groups has an initiative at its usual size, ties have the strength at which
gains and losses balance, and everybody has the usual amount of contact. The burn-in moves all this to the model's own
steady state.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cohesie_sim.compiling import kernel
from cohesie_sim.kinds import HELP_GROUP, KindsParameters, kind_of
from cohesie_sim.neighbourhood import Neighbourhood
from cohesie_sim.neighbourhood.columns import Slots, Ties, Traits
from cohesie_sim.parameters import Parameters
from cohesie_sim.randomness import Stream, stream_key, uniform
from cohesie_sim.rules.participation import ParticipationParameters
from cohesie_sim.rules.ties import TiesParameters, usual_chance, usual_strength
from cohesie_sim.rules.volunteering import BOARD_MEMBER, VOLUNTEER

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Codes = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]

ADULT = 18


class Start(NamedTuple):
    """Commitments, ties and usual contacts at the start.

    Attributes
    ----------
    role
        Role of each resident, shape (n,).
    initiative, participates
        Slot of a resident's commitment, and of the initiative a resident takes part in; -1 for none; shape (n,).
    running
        Whether an initiative exists at each slot, shape (M,).
    strength
        Strength of each tie, shape (n, TIE_SLOTS).
    usual_neighbours
        Expected contacts per week with neighbours in normal times, shape (n,).
    """

    role: Codes
    initiative: Ints
    participates: Ints
    running: Flags
    strength: Floats
    usual_neighbours: Floats


@kernel
def _tie_starts(traits: Traits, ties: Ties, p: TiesParameters) -> tuple[Floats, Floats]:
    strength = np.zeros(ties.partner.shape)
    usual = np.zeros(len(traits.age))
    for i in range(len(usual)):
        for k in range(ties.count[i]):
            j = ties.partner[i, k]
            preference = 0.5 * (traits.outdoor_preference[i] + traits.outdoor_preference[j])
            chance = usual_chance(ties.affinity[i, k], preference, p)
            strength[i, k] = usual_strength(ties.affinity[i, k], preference, p)
            usual[i] += chance
            usual[j] += chance
    return strength, usual


@kernel
def _commit(
    order: npt.NDArray[np.int64], traits: Traits, slots: Slots, entry: ParticipationParameters, p: KindsParameters
) -> tuple[Codes, Ints, Ints]:
    """Let residents, in the order of their luck, fill the places of the initiatives near them."""
    n = len(order)
    role = np.zeros(n, np.int8)
    initiative = np.full(n, -1, np.int32)
    participates = np.full(n, -1, np.int32)
    volunteers = np.zeros(len(slots.kind), np.int32)
    participants = np.zeros(len(slots.kind), np.int32)
    for i in order:
        if traits.age[i] < entry.youngest:
            continue
        for q in range(slots.near.shape[1]):
            s = slots.near[traits.cell[i], (q + i) % slots.near.shape[1]]
            if s < 0:
                continue
            kind = kind_of(slots.kind[s], p)
            if traits.age[i] >= ADULT and volunteers[s] < kind.volunteers:
                role[i] = BOARD_MEMBER if volunteers[s] < kind.board else VOLUNTEER
                initiative[i] = s
                volunteers[s] += 1
                break
            if participants[s] < int(entry.filled * kind.room):
                participates[i] = s
                participants[s] += 1
                break
    return role, initiative, participates


def starting_state(neighbourhood: Neighbourhood, parameters: Parameters, seed: int, replicate: int) -> Start:
    """Return the state in which a run starts.

    Parameters
    ----------
    neighbourhood
        Residents, ties, grid and sites.
    parameters
        Of the scenario.
    seed, replicate
        Whose luck.

    Returns
    -------
    Start
        The same for both engines.
    """
    traits, slots = neighbourhood.traits, neighbourhood.slots
    n = len(traits.age)
    key = stream_key(seed, replicate, int(Stream.SLOT), 0)
    luck = np.array([uniform(key, i) for i in range(n)])
    order = np.argsort(luck, kind="stable")
    strength, usual = _tie_starts(traits, neighbourhood.ties, parameters.ties)
    role, initiative, participates = _commit(order, traits, slots, parameters.participation, parameters.kinds)
    return Start(role, initiative, participates, slots.kind != HELP_GROUP, strength, usual)
