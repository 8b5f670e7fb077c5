"""Ties between neighbours and between people who take part in the same activity.

A tie has a fixed affinity (near and alike) and a strength that contact builds and silence wears down. Each week a pair
meets outdoors, meets indoors, keeps in touch from a distance, or does not meet:

    wish   = base * affinity * (latent + (1 - latent) * strength)     neighbours
    wish   = base * affinity * strength                               people tied by an activity only
    out    = wish * habit * comfort * open_out * (1 - wary_out * fear)
    in     = wish * (1 - habit) * open_in * (1 - wary_in * fear)
    remote = substitution * (wish - out - in) in so far as measures or fear, not the weather, stand in the way

with ``habit`` and ``fear`` averaged over the pair. Strength moves by ``gain * (1 - strength)`` on contact (a part of
it when remote) and by ``-decay * (strength - floor)`` otherwise; a tie that only an activity created dissolves below a
minimum. The habit of meeting outdoors follows what people did, and slowly returns to their preference; whether outdoor
space stays rediscovered (claim C10) is decided by these two speeds and not assumed.

Evidence: 55 % of Dutch people have at least weekly contact with neighbours, 21 % monthly, 9 % less, 15 % never (CBS
2020). Wrong if neighbour contact of any kind fell as far as meetings did. Limits: at most one contact per pair and
week; ties cannot turn hostile. Invariants: probabilities add up to at most one; strength stays within [floor, 1].
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.compiling import rule
from cohesie_sim.declaration import Parameter, assumed, calibrated

NO_CONTACT, REMOTE, INDOORS, OUTDOORS = 0, 1, 2, 3
NEIGHBOUR_TIE, ACTIVITY_TIE = 0, 1
MEAN_COMFORT = 0.75


class TiesParameters(NamedTuple):
    """Parameters of the process *ties*."""

    base: Annotated[
        float, Parameter("weekly chance of contact over a tie of full affinity and strength", "probability", 0.3, 1.0, "uncertainty", calibrated("55 % have weekly contact with neighbours (CBS 2020)"))
    ] = 0.653
    latent: Annotated[
        float, Parameter("share of the wish for contact that does not depend on strength", "share", 0.2, 0.8, "uncertainty", assumed("neighbours greet without being close"))
    ] = 0.5
    wary_in: Annotated[
        float, Parameter("share of indoor contacts that full fear takes away", "share", 0.3, 1.0, "uncertainty", assumed("fear concerns closed rooms"))
    ] = 0.8
    wary_out: Annotated[
        float, Parameter("share of outdoor contacts that full fear takes away", "share", 0.0, 0.6, "uncertainty", assumed("less than indoors"))
    ] = 0.25
    substitution: Annotated[
        float, Parameter("share of prevented contacts kept up by phone, message or across the balcony", "share", 0.2, 1.0, "uncertainty", calibrated("any-channel contact hardly fell in 2020 (CBS)"))
    ] = 0.64
    gain: Annotated[
        float, Parameter("share of the remaining strength that one meeting adds", "1/contact", 0.005, 0.1, "uncertainty", assumed("a tie takes months to grow"))
    ] = 0.03
    remote: Annotated[
        float, Parameter("effect of a remote contact on strength and on new ties, relative to a meeting", "share", 0.0, 1.0, "uncertainty", assumed("half"))
    ] = 0.5
    decay: Annotated[
        float, Parameter("share of strength above the floor that one silent week takes", "1/week", 0.002, 0.05, "uncertainty", assumed("a tie lasts about a year without contact"))
    ] = 0.015
    floor: Annotated[
        float, Parameter("strength below which living next to each other does not let a tie fall", "1", 0.0, 0.3, "uncertainty", assumed("neighbours stay acquainted"))
    ] = 0.1
    dissolve: Annotated[
        float, Parameter("strength below which a tie made by an activity is gone", "1", 0.01, 0.2, "uncertainty", assumed("half a silent year ends a first acquaintance, two years a close one"))
    ] = 0.1
    start: Annotated[
        float, Parameter("strength of a new tie", "1", 0.05, 0.4, "uncertainty", assumed("a first acquaintance"))
    ] = 0.15
    bond: Annotated[
        float, Parameter("chance that two co-participants who meet and share no tie form one", "probability", 0.0, 0.2, "uncertainty", assumed("most encounters remain encounters"))
    ] = 0.02
    activity_affinity: Annotated[
        float, Parameter("affinity of a tie that an activity created", "1", 0.2, 1.0, "uncertainty", assumed("people chose the same activity but may live further apart"))
    ] = 0.5
    habit_learn: Annotated[
        float, Parameter("share of the distance to this week's outdoor share by which the habit moves", "1/week", 0.0, 0.2, "uncertainty", assumed("habits form over months"))
    ] = 0.04
    habit_return: Annotated[
        float, Parameter("share of the distance to the preference by which the habit returns", "1/week", 0.0, 0.2, "uncertainty", assumed("as fast as habits form"))
    ] = 0.04


@rule
def tie_chances(
    affinity: float,
    strength: float,
    tie_kind: int,
    habit: float,
    fear: float,
    open_in: float,
    open_out: float,
    comfort: float,
    p: TiesParameters,
) -> tuple[float, float, float]:
    """Return the chances of a contact outdoors, indoors and remote.

    Parameters
    ----------
    affinity, strength
        The tie's, each 0 to 1.
    tie_kind
        ``NEIGHBOUR_TIE`` or ``ACTIVITY_TIE``.
    habit, fear
        Outdoor habit and fear averaged over the pair, each 0 to 1.
    open_in, open_out
        Openness of home visits and of outdoor meetings, each 0 to 1.
    comfort
        Outdoor comfort of the season, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    tuple of float
        Probabilities (outdoors, indoors, remote); they add up to at most one.
    """
    latent = p.latent if tie_kind == NEIGHBOUR_TIE else 0.0
    wish = p.base * affinity * (latent + (1.0 - latent) * strength)
    seasonal = habit * comfort
    outdoors = wish * seasonal * open_out * (1.0 - p.wary_out * fear)
    indoors = wish * (1.0 - habit) * open_in * (1.0 - p.wary_in * fear)
    prevented = wish * (seasonal + 1.0 - habit) - outdoors - indoors
    return outdoors, indoors, p.substitution * prevented


@rule
def kind_of_contact(chances: tuple[float, float, float], u: float) -> int:
    """Return how a pair was in contact this week.

    Parameters
    ----------
    chances
        From :func:`tie_chances`.
    u
        Uniform on [0, 1), drawn for the pair.

    Returns
    -------
    int
        ``OUTDOORS``, ``INDOORS``, ``REMOTE`` or ``NO_CONTACT``.
    """
    met = chances[0] + chances[1]
    # a sum of comparisons instead of branches, which luck would make unpredictable for the processor
    return int(u < chances[0]) + int(u < met) + int(u < met + chances[2])


@rule
def strengthened(strength: float, contact: int, p: TiesParameters) -> float:
    """Return a tie's strength after a contact.

    Parameters
    ----------
    strength
        0 to 1.
    contact
        ``REMOTE``, ``INDOORS`` or ``OUTDOORS``.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    gain = p.remote * p.gain if contact == REMOTE else p.gain
    return strength + gain * (1.0 - strength)


@rule
def weakened(strength: float, tie_kind: int, p: TiesParameters) -> float:
    """Return a tie's strength after a silent week.

    Parameters
    ----------
    strength
        0 to 1.
    tie_kind
        ``NEIGHBOUR_TIE`` or ``ACTIVITY_TIE``.
    p
        Parameters of the process.

    Returns
    -------
    float
        At least the floor for neighbours, else at least zero.
    """
    floor = p.floor if tie_kind == NEIGHBOUR_TIE else 0.0
    return strength - p.decay * (strength - floor)


@rule
def is_dissolved(strength: float, tie_kind: int, p: TiesParameters) -> bool:
    """Return whether a tie no longer exists.

    Parameters
    ----------
    strength
        0 to 1.
    tie_kind
        ``NEIGHBOUR_TIE`` or ``ACTIVITY_TIE``.
    p
        Parameters of the process.

    Returns
    -------
    bool
        True for an activity tie below the minimum.
    """
    return tie_kind == ACTIVITY_TIE and strength < p.dissolve


@rule
def next_outdoor_habit(habit: float, preference: float, outdoors: int, indoors: int, p: TiesParameters) -> float:
    """Return the share of neighbour contact that a resident seeks outdoors.

    Parameters
    ----------
    habit, preference
        Current habit and usual preference, each 0 to 1.
    outdoors, indoors
        Meetings with neighbours this week.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    habit = habit + p.habit_return * (preference - habit)
    met = outdoors + indoors
    if met > 0:
        habit = habit + p.habit_learn * (outdoors / met - habit)
    return habit


@rule
def usual_chance(affinity: float, preference: float, p: TiesParameters) -> float:
    """Return the weekly chance of contact over a tie in normal times, averaged over the year.

    Parameters
    ----------
    affinity
        The tie's, 0 to 1.
    preference
        Outdoor preference averaged over the pair, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        Probability, at the strength where gains and losses balance.
    """
    season = 1.0 - preference * (1.0 - MEAN_COMFORT)
    strength = 0.5
    for _ in range(3):
        strength = _balance(p.base * affinity * (p.latent + (1.0 - p.latent) * strength) * season, p)
    return p.base * affinity * (p.latent + (1.0 - p.latent) * strength) * season


@rule
def usual_strength(affinity: float, preference: float, p: TiesParameters) -> float:
    """Return the strength of a tie at which gains and losses balance in normal times.

    Parameters
    ----------
    affinity
        The tie's, 0 to 1.
    preference
        Outdoor preference averaged over the pair, 0 to 1.
    p
        Parameters of the process.

    Returns
    -------
    float
        0 to 1.
    """
    return _balance(usual_chance(affinity, preference, p), p)


@rule
def _balance(chance: float, p: TiesParameters) -> float:
    """Return the strength at which gains and losses balance, given the weekly chance of contact."""
    up, down = p.gain * chance, p.decay * (1.0 - chance)
    return (up + down * p.floor) / (up + down)
