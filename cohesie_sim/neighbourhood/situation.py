"""The situation of residents: means, vulnerability, digital access, occupation and volunteering.

Shares of adults are exact up to rounding among 18-64 and among 65 and over; who it is depends on age, living alone and
means through relative chances. Means are a matter of the household: its adults draw one lot, its children follow.
Children are not vulnerable and are online when an adult of the household is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, NamedTuple

import numpy as np

from cohesie_sim.declaration import Parameter, assumed
from cohesie_sim.neighbourhood.columns import Flags, Floats, Ints, Occupation
from cohesie_sim.neighbourhood.drawing import Luck, Purpose, choose
from cohesie_sim.neighbourhood.households import Residents
from cohesie_sim.neighbourhood.spec import ADULT, AGE_LIMITS, OLD, AdultShare, NeighbourhoodSpec, SplitShare
from cohesie_sim.randomness import Stream

SCHOOL_AGE = 4
STUDENT_LIMIT = 25
PENSION = 67


class SituationParameters(NamedTuple):
    """Parameters of residents' situation."""

    strained_alone: Annotated[
        float,
        Parameter(
            "chance of strained means when living alone, relative to others",
            "1",
            1.0,
            4.0,
            "uncertainty",
            assumed("one income, full rent"),
        ),
    ] = 2.0
    vulnerable_decade: Annotated[
        float,
        Parameter(
            "factor of the chance of being vulnerable per ten years of age",
            "1",
            1.0,
            2.0,
            "uncertainty",
            assumed("limitations rise with age, also within 18-64 and within 65+"),
        ),
    ] = 1.4
    offline_decade: Annotated[
        float,
        Parameter(
            "factor of the chance of no digital access per ten years of age",
            "1",
            1.0,
            2.5,
            "uncertainty",
            assumed("rises with age"),
        ),
    ] = 1.5
    offline_strained: Annotated[
        float,
        Parameter(
            "chance of no digital access with strained means, relative to others",
            "1",
            1.0,
            4.0,
            "uncertainty",
            assumed("devices and wifi cost money"),
        ),
    ] = 2.0
    volunteer_strained: Annotated[
        float,
        Parameter(
            "chance of volunteering with strained means, relative to others",
            "1",
            0.3,
            1.0,
            "uncertainty",
            assumed("less time and health to spare"),
        ),
    ] = 0.6
    students: Annotated[
        float, Parameter("share of 18-24 in education", "share", 0.3, 0.7, "uncertainty", assumed("half"))
    ] = 0.5
    young_workers: Annotated[
        float,
        Parameter(
            "share in work among those of 18-24 who are not in education",
            "share",
            0.6,
            0.95,
            "uncertainty",
            assumed("as for adults, a little more"),
        ),
    ] = 0.8
    employment: Annotated[
        float, Parameter("share of 25-66 in work", "share", 0.6, 0.85, "uncertainty", assumed("three out of four"))
    ] = 0.75
    employment_vulnerable: Annotated[
        float,
        Parameter(
            "chance of work when vulnerable, relative to others",
            "1",
            0.1,
            1.0,
            "uncertainty",
            assumed("a severe limitation often rules work out"),
        ),
    ] = 0.4


class Situation(NamedTuple):
    """What residents are and have, apart from their contacts and feelings; columns of length n."""

    strained: Flags
    vulnerable: Flags
    online: Flags
    occupation: Ints
    volunteers_elsewhere: Flags


def strata(age: Ints) -> tuple[Flags, Flags]:
    """Return the two groups of adults for which shares are known.

    Parameters
    ----------
    age
        Years, shape (n,).

    Returns
    -------
    tuple of bool arrays
        Those of 18-64 and those of 65 and over.
    """
    return (age >= ADULT) & (age < OLD), age >= OLD


def stratum_counts(share: AdultShare | SplitShare, age: Ints) -> tuple[int, int]:
    """Return how many adults under and over 65 a share means.

    Parameters
    ----------
    share
        Per cent of 18+ and of 65+, or of either group.
    age
        Years, shape (n,).

    Returns
    -------
    tuple of int
        Rounded counts among 18-64 and among 65 and over; the first keeps the total of 18+.
    """
    younger, old = (int(stratum.sum()) for stratum in strata(age))
    if isinstance(share, SplitShare):
        return round(younger * share.under_65 / 100), round(old * share.from_65 / 100)
    of_old = round(old * share.value_65 / 100)
    return min(max(round((younger + old) * share.value / 100) - of_old, 0), younger), of_old


def assign_situation(spec: NeighbourhoodSpec, people: Residents, luck: Luck, p: SituationParameters) -> Situation:
    """Assign means, vulnerability, digital access, occupation and volunteering.

    Parameters
    ----------
    spec
        Marginals.
    people
        Ages and households.
    luck
        Draws.
    p
        Parameters of the situation.

    Returns
    -------
    Situation
        Columns of length n.
    """
    age, n = people.age, people.age.size

    def draw(purpose: Purpose) -> Floats:
        return luck.uniforms(Stream.TRAIT, purpose, n)

    decades = (age - 40) / 10
    lot = draw(Purpose.STRAINED)[people.household]
    alone = np.where(people.household_size == 1, p.strained_alone, 1.0)
    strained = _among_adults(stratum_counts(spec.adults.strained, age), age, alone, lot)
    strained |= (age < ADULT) & _anyone_at_home(strained, people)
    vulnerable = _among_adults(
        stratum_counts(spec.adults.vulnerable, age), age, p.vulnerable_decade**decades, draw(Purpose.VULNERABLE)
    )
    online = _online(spec, people, p.offline_decade**decades * np.where(strained, p.offline_strained, 1.0), draw)
    volunteers = _among_adults(
        stratum_counts(spec.adults.volunteering, age),
        age,
        np.where(strained, p.volunteer_strained, 1.0),
        draw(Purpose.VOLUNTEER),
    )
    return Situation(strained, vulnerable, online, _occupation(age, vulnerable, draw, p), volunteers)


def _among_adults(counts: tuple[int, int], age: Ints, weight: Floats, uniforms: Floats) -> Flags:
    chosen = np.zeros(age.size, dtype=np.bool_)
    for count, stratum in zip(counts, strata(age), strict=True):
        chosen[stratum] = choose(count, weight[stratum], uniforms[stratum])
    return chosen


def _anyone_at_home(flags: Flags, people: Residents) -> Flags:
    return np.asarray(np.bincount(people.household, flags)[people.household] > 0)


def _online(
    spec: NeighbourhoodSpec, people: Residents, offline_weight: Floats, draw: Callable[[Purpose], Floats]
) -> Flags:
    age = people.age
    counts = stratum_counts(spec.adults.online, age)
    younger, old = (int(stratum.sum()) for stratum in strata(age))
    offline = _among_adults((younger - counts[0], old - counts[1]), age, offline_weight, draw(Purpose.OFFLINE))
    adults_online = (age >= ADULT) & ~offline
    return adults_online | ((age < ADULT) & _anyone_at_home(adults_online, people))


def _occupation(age: Ints, vulnerable: Flags, draw: Callable[[Purpose], Floats], p: SituationParameters) -> Ints:
    occupation = np.zeros(age.size, dtype=np.int32)
    occupation[(age >= SCHOOL_AGE) & (age < ADULT)] = Occupation.SCHOOL
    young = (age >= ADULT) & (age < STUDENT_LIMIT)
    u, work = draw(Purpose.STUDENT), draw(Purpose.WORKER)
    students = np.flatnonzero(young)[choose(round(young.sum() * p.students), 1.0, u[young])]
    occupation[students] = Occupation.SCHOOL
    weight = np.where(vulnerable, p.employment_vulnerable, 1.0)
    for group, share in (
        (young & (occupation == Occupation.NONE), p.young_workers),
        ((age >= STUDENT_LIMIT) & (age < PENSION), p.employment),
    ):
        workers = np.flatnonzero(group)[choose(round(group.sum() * share), weight[group], work[group])]
        occupation[workers] = Occupation.WORK
    return occupation


def groups(age: Ints, lives_alone: Flags, strained: Flags, online: Flags) -> Ints:
    """Return the group for which outcomes are split.

    Parameters
    ----------
    age, lives_alone, strained, online
        Columns of length n.

    Returns
    -------
    array of int32, shape (n,)
        ``age_band * 8 + lives_alone * 4 + strained * 2 + online``, age bands 0 (0-14) to 4 (65 and over).
    """
    band = np.digitize(age, AGE_LIMITS[1:])
    return np.asarray(band * 8 + lives_alone * 4 + strained * 2 + online, dtype=np.int32)
