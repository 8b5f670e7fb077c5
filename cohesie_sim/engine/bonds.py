"""Process *ties*: neighbours in contact, and pairs who meet at an activity, over the columns."""

from __future__ import annotations

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import channel, resident, trait
from cohesie_sim.engine.columns import Bonds, Floats, Ints, Residents, Traits
from cohesie_sim.outcomes.columns import DISSOLVED_TIES, NEW_TIES, TIE_STRENGTH, TIES
from cohesie_sim.randomness import Keys, Stream, uniform_pair
from cohesie_sim.rules.ties import (
    ACTIVITY_TIE,
    INDOORS,
    NO_CONTACT,
    OUTDOORS,
    REMOTE,
    TiesParameters,
    is_dissolved,
    kind_of_contact,
    next_outdoor_habit,
    strengthened,
    tie_chances,
    weakened,
)

_NEIGHBOUR = int(Stream.NEIGHBOUR)
_BOND = int(Stream.BOND)


@kernel
def meet_neighbours(r: Residents, c: Ints, bonds: Bonds, now: Conditions, p: TiesParameters, keys: Keys, row: Floats) -> None:
    """Let every tied pair meet outdoors, meet indoors, keep in touch from a distance, or stay silent."""
    key = keys[_NEIGHBOUR]
    strength, total = 0.0, 0
    for i in range(len(bonds.used)):
        k = 0
        while k < bonds.used[i]:
            j = bonds.partner[i, k]
            habit = 0.5 * (r.level[resident.OUTDOOR_HABIT, i] + r.level[resident.OUTDOOR_HABIT, j])
            fear = 0.5 * (r.level[resident.FEAR, i] + r.level[resident.FEAR, j])
            chances = tie_chances(
                bonds.affinity[i, k], bonds.strength[i, k], bonds.kind[i, k], habit, fear, now.open_visits, now.open_outdoor, now.comfort, p
            )
            contact = kind_of_contact(chances, uniform_pair(key, i, j))
            if contact == NO_CONTACT:
                bonds.strength[i, k] = weakened(bonds.strength[i, k], bonds.kind[i, k], p)
                if is_dissolved(bonds.strength[i, k], bonds.kind[i, k], p):
                    _forget(bonds, i, k)
                    row[DISSOLVED_TIES] += 1
                    continue
            else:
                bonds.strength[i, k] = strengthened(bonds.strength[i, k], contact, p)
                count_neighbour_contact(c, i, j, contact)
            strength += bonds.strength[i, k]
            total += 1
            k += 1
    row[TIES] = total
    row[TIE_STRENGTH] = strength


@kernel
def count_neighbour_contact(c: Ints, i: int, j: int, contact: int) -> None:
    """Count a contact of a pair of neighbours for both."""
    if contact == OUTDOORS:
        c[channel.NEIGHBOURS_OUTDOORS, i] += 1
        c[channel.NEIGHBOURS_OUTDOORS, j] += 1
    elif contact == INDOORS:
        c[channel.NEIGHBOURS_INDOORS, i] += 1
        c[channel.NEIGHBOURS_INDOORS, j] += 1
    else:
        c[channel.NEIGHBOURS_REMOTE, i] += 1
        c[channel.NEIGHBOURS_REMOTE, j] += 1


@kernel
def _forget(bonds: Bonds, i: int, k: int) -> None:
    """Remove a tie, keeping the others in their order."""
    last = bonds.used[i] - 1
    for q in range(k, last):
        bonds.partner[i, q] = bonds.partner[i, q + 1]
        bonds.affinity[i, q] = bonds.affinity[i, q + 1]
        bonds.kind[i, q] = bonds.kind[i, q + 1]
        bonds.strength[i, q] = bonds.strength[i, q + 1]
    bonds.partner[i, last] = -1
    bonds.used[i] = last


@kernel
def meet(bonds: Bonds, traits: Traits, i: int, j: int, contact: int, lasting: float, p: TiesParameters, keys: Keys, row: Floats) -> None:
    """Let residents ``i < j``, who met at an activity, strengthen their tie or perhaps form one.

    Household members and people without room for another tie form none; ``lasting`` is 0 when the encounter leaves no trace.
    """
    if lasting == 0.0 or traits.code[trait.HOUSEHOLD, i] == traits.code[trait.HOUSEHOLD, j]:
        return
    for k in range(bonds.used[i]):
        if bonds.partner[i, k] == j:
            bonds.strength[i, k] = strengthened(bonds.strength[i, k], contact, p)
            return
    k = bonds.used[i]
    chance = 0.5 * p.bond if contact == REMOTE else p.bond
    if k < bonds.partner.shape[1] and uniform_pair(keys[_BOND], i, j) < chance:
        bonds.partner[i, k] = j
        bonds.affinity[i, k] = p.activity_affinity
        bonds.kind[i, k] = ACTIVITY_TIE
        bonds.strength[i, k] = p.start
        bonds.used[i] = k + 1
        row[NEW_TIES] += 1


@kernel
def form_habits(traits: Traits, r: Residents, c: Ints, p: TiesParameters) -> None:
    """Let the habit of meeting outdoors follow this week's meetings with neighbours."""
    for i in range(r.state.shape[1]):
        r.level[resident.OUTDOOR_HABIT, i] = next_outdoor_habit(
            r.level[resident.OUTDOOR_HABIT, i],
            traits.number[trait.OUTDOOR_PREFERENCE, i],
            c[channel.NEIGHBOURS_OUTDOORS, i],
            c[channel.NEIGHBOURS_INDOORS, i],
            p,
        )
