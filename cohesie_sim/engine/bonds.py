"""Process *ties*: neighbours in contact, and pairs who meet at an activity, over the columns."""

from __future__ import annotations

from cohesie_sim.compiling import kernel
from cohesie_sim.conditions import Conditions
from cohesie_sim.engine import channel, resident, trait
from cohesie_sim.engine.columns import Bonds, Counts, Floats, Residents, Traits
from cohesie_sim.outcomes.columns import DISSOLVED_TIES, NEW_TIES, TIE_STRENGTH, TIES
from cohesie_sim.randomness import Keys, Stream, uniform_pair
from cohesie_sim.rules.ties import (
    ACTIVITY_TIE,
    INDOORS,
    NEIGHBOUR_TIE,
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
def meet_neighbours(
    r: Residents, c: Counts, bonds: Bonds, now: Conditions, p: TiesParameters, keys: Keys, row: Floats
) -> None:
    """Let every tied pair meet outdoors, meet indoors, keep in touch from a distance, or stay silent."""
    key = keys[_NEIGHBOUR]
    outdoor_habit, fears = r.level[resident.OUTDOOR_HABIT], r.level[resident.FEAR]
    total_strength, total = 0.0, 0
    for i in range(len(bonds.used)):
        gone = 0
        own_habit, own_fear = outdoor_habit[i], fears[i]
        for k in range(bonds.used[i]):
            j, kind, strength = bonds.partner[i, k], bonds.kind[i, k], bonds.strength[i, k]
            affinity = bonds.affinity[i, k] if kind == NEIGHBOUR_TIE else p.activity_affinity
            habit = 0.5 * (own_habit + outdoor_habit[j])
            fear = 0.5 * (own_fear + fears[j])
            chances = tie_chances(
                affinity, strength, kind, habit, fear, now.open_visits, now.open_outdoor, now.comfort, p
            )
            contact = kind_of_contact(chances, uniform_pair(key, i, j))
            if contact == NO_CONTACT:
                strength = weakened(strength, kind, p)
            else:
                strength = strengthened(strength, contact, p)
                count_neighbour_contact(c, i, j, contact)
            bonds.strength[i, k] = strength
            if is_dissolved(strength, kind, p):
                gone += 1
            else:
                total_strength += strength
        if gone > 0:
            _forget(bonds, i, p)
            row[DISSOLVED_TIES] += gone
        total += bonds.used[i]
    row[TIES] = total
    row[TIE_STRENGTH] = total_strength


@kernel
def count_neighbour_contact(c: Counts, i: int, j: int, contact: int) -> None:
    """Count a contact of a pair of neighbours for both."""
    line = channel.NEIGHBOURS_REMOTE
    if contact == OUTDOORS:
        line = channel.NEIGHBOURS_OUTDOORS
    elif contact == INDOORS:
        line = channel.NEIGHBOURS_INDOORS
    c[line, i] += 1
    c[line, j] += 1


@kernel
def _forget(bonds: Bonds, i: int, p: TiesParameters) -> None:
    """Remove the dissolved ties of a row, keeping the others in their order."""
    kept = 0
    for k in range(bonds.used[i]):
        if not is_dissolved(bonds.strength[i, k], bonds.kind[i, k], p):
            bonds.partner[i, kept] = bonds.partner[i, k]
            bonds.affinity[i, kept] = bonds.affinity[i, k]
            bonds.kind[i, kept] = bonds.kind[i, k]
            bonds.strength[i, kept] = bonds.strength[i, k]
            kept += 1
    bonds.partner[i, kept : bonds.used[i]] = -1
    bonds.used[i] = kept


@kernel
def meet(
    bonds: Bonds,
    traits: Traits,
    i: int,
    j: int,
    contact: int,
    lasting: float,
    p: TiesParameters,
    keys: Keys,
    row: Floats,
) -> None:
    """Let residents ``i < j``, who met at an activity, strengthen their tie or perhaps form one.

    Household members and people without room for another tie form none; ``lasting`` is 0 when the encounter leaves no
    trace.
    """
    if lasting == 0.0 or traits.address[trait.HOUSEHOLD, i] == traits.address[trait.HOUSEHOLD, j]:
        return
    for k in range(bonds.used[i]):
        if bonds.partner[i, k] == j:
            bonds.strength[i, k] = strengthened(bonds.strength[i, k], contact, p)
            return
    k = bonds.used[i]
    chance = p.remote * p.bond if contact == REMOTE else p.bond
    if k < bonds.partner.shape[1] and uniform_pair(keys[_BOND], i, j) < chance:
        bonds.partner[i, k] = j
        bonds.kind[i, k] = ACTIVITY_TIE
        bonds.strength[i, k] = p.start
        bonds.used[i] = k + 1
        row[NEW_TIES] += 1


@kernel
def form_habits(traits: Traits, r: Residents, c: Counts, p: TiesParameters) -> None:
    """Let the habit of meeting outdoors follow this week's meetings with neighbours."""
    for i in range(r.state.shape[1]):
        r.level[resident.OUTDOOR_HABIT, i] = next_outdoor_habit(
            r.level[resident.OUTDOOR_HABIT, i],
            traits.number[trait.OUTDOOR_PREFERENCE, i],
            c[channel.NEIGHBOURS_OUTDOORS, i],
            c[channel.NEIGHBOURS_INDOORS, i],
            p,
        )
