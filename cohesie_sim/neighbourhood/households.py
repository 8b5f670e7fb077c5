"""Households: how many of which size, who lives in them, and in which stairwell of which cell they stand.

Totals are exact up to rounding (inhabitants, households, those living alone, every age band); luck only decides who.
Those living alone are adults. The other households get *dependents* first: everybody under 18 and those of 18-24 who
have not left home, siblings close in age; then adults around the usual age of parents, the older ones to the older
children; the remaining adults share by age. Every household holds at least one adult.

Limits: no institutions, no three generations by design, households stand in random order (no segregation within a
neighbourhood).
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from cohesie_sim.declaration import Parameter, assumed
from cohesie_sim.neighbourhood.columns import Floats, Ints
from cohesie_sim.neighbourhood.drawing import Indices, Luck, Purpose, apportion, choose, fill
from cohesie_sim.neighbourhood.spec import ADULT, AGE_LIMITS, OLD, NeighbourhoodSpec
from cohesie_sim.randomness import Stream

LEAVING_HOME = 25
OLDEST = 95


class HouseholdParameters(NamedTuple):
    """Parameters of households."""

    extra_members: Annotated[
        float,
        Parameter(
            "mean number of members beyond two, in shared households that have any",
            "persons",
            1.2,
            2.5,
            "uncertainty",
            assumed("families mostly have one to three children at home"),
        ),
    ] = 1.8
    one_parent: Annotated[
        float,
        Parameter(
            "share of shared households that have one adult beside the dependents, if any",
            "share",
            0.1,
            0.35,
            "uncertainty",
            assumed("about one family in five has one parent"),
        ),
    ] = 0.2
    alone_young: Annotated[
        float,
        Parameter(
            "chance of living alone at 18-24, relative to 25-64",
            "1",
            0.2,
            1.5,
            "uncertainty",
            assumed("many still live with their parents"),
        ),
    ] = 0.6
    alone_old: Annotated[
        float,
        Parameter(
            "chance of living alone at 65 and over, relative to 25-64",
            "1",
            1.0,
            3.5,
            "uncertainty",
            assumed("widowhood"),
        ),
    ] = 1.8
    parent_age: Annotated[
        float,
        Parameter(
            "age around which adults with dependents at home lie",
            "years",
            35.0,
            50.0,
            "uncertainty",
            assumed("children arrive around thirty and stay about twenty years"),
        ),
    ] = 42.0


class Residents(NamedTuple):
    """Who lives where: columns of length n, sorted by household and by falling age within it."""

    age: Ints
    household: Ints
    household_size: Ints


def ages_in_years(spec: NeighbourhoodSpec, residents: int) -> Indices:
    """Return the ages of all residents: bands by largest remainder, years evenly within a band, fewer with age from 65.

    Parameters
    ----------
    spec
        Marginals.
    residents
        How many.

    Returns
    -------
    array of int64, shape (residents,)
        Ascending.
    """
    counts = apportion(spec.ages.counts(), residents)
    limits = (*AGE_LIMITS, OLDEST)
    columns = []
    for band, count in enumerate(counts):
        place = (np.arange(count) + 0.5) / max(count, 1)
        if limits[band] == OLD:
            place = 1.0 - np.sqrt(1.0 - place)  # a triangle that falls to zero at the oldest age
        columns.append(np.floor(limits[band] + place * (limits[band + 1] - limits[band])))
    return np.concatenate(columns).astype(np.int64)


def form_households(spec: NeighbourhoodSpec, residents: int, luck: Luck, p: HouseholdParameters) -> Residents:
    """Form all households of a neighbourhood.

    Parameters
    ----------
    spec
        Marginals.
    residents
        How many people to house.
    luck
        Draws.
    p
        Parameters of households.

    Returns
    -------
    Residents
        Households in their final order.
    """
    age = ages_in_years(spec, residents)
    alone_count, shared_count = _household_counts(spec, age)
    alone = choose(alone_count, _alone_weight(age, p), luck.uniforms(Stream.HOUSEHOLD, Purpose.ALONE, residents))
    sizes = _shared_sizes(shared_count, residents - alone_count, luck, p)
    household = np.empty(residents, dtype=np.int64)
    household[alone] = np.arange(alone_count)
    household[~alone] = alone_count + _share(age[~alone], sizes, luck, p)
    place = luck.uniforms(Stream.HOUSEHOLD, Purpose.HOUSEHOLD_PLACE, alone_count + shared_count)
    position = np.empty(place.size, dtype=np.int64)
    position[np.argsort(place, kind="stable")] = np.arange(place.size)
    household = position[household]
    order = np.lexsort((-age, household))
    size = np.bincount(household)
    return Residents(
        age[order].astype(np.int32), household[order].astype(np.int32), size[household[order]].astype(np.int32)
    )


def _household_counts(spec: NeighbourhoodSpec, age: Indices) -> tuple[int, int]:
    """Return the households of one and of more, moved by rounding only where the residents could not fill them."""
    residents, adults = age.size, int((age >= ADULT).sum())
    households = round(residents * spec.households.value / spec.inhabitants.value)
    households = min(max(households, 1), adults)
    alone = round(households * spec.single_share.value / 100)
    alone = max(alone, 2 * households - residents)
    if households < residents:
        alone = min(alone, households - 1)
    return alone, households - alone


def _alone_weight(age: Indices, p: HouseholdParameters) -> Floats:
    weight = np.select([age < ADULT, age < LEAVING_HOME, age >= OLD], [0.0, p.alone_young, p.alone_old], 1.0)
    return np.asarray(weight, dtype=float)


def _shared_sizes(count: int, people: int, luck: Luck, p: HouseholdParameters) -> Indices:
    """Return sizes of two and more that add up: some households get extra members, at least one each, at random."""
    sizes = np.full(count, 2)
    extra = people - 2 * count
    if extra <= 0:
        return sizes
    larger = min(count, int(np.ceil(extra / p.extra_members)))
    sizes[:larger] += 1
    u = luck.uniforms(Stream.HOUSEHOLD, Purpose.SHARED_SIZE, extra - larger)
    sizes += np.bincount((u * larger).astype(np.int64), minlength=count)
    order = np.argsort(luck.uniforms(Stream.HOUSEHOLD, Purpose.SHARED_ORDER, count), kind="stable")
    return np.asarray(sizes[order])


def _share(age: Indices, sizes: Indices, luck: Luck, p: HouseholdParameters) -> Indices:
    """Return the household of everybody who does not live alone, given ascending ages and sizes in random order."""
    household = np.empty(age.size, dtype=np.int64)
    one_parent = luck.uniforms(Stream.HOUSEHOLD, Purpose.ONE_PARENT, sizes.size) < p.one_parent
    room = sizes - np.where(one_parent, 1, 2)
    minors, at_home = int((age < ADULT).sum()), int((age < LEAVING_HOME).sum())
    dependents = max(minors, min(at_home, int(room.sum())))
    held = fill(room, dependents)
    held += fill(sizes - 1 - held, dependents - int(held.sum()))
    noise = luck.uniforms(Stream.HOUSEHOLD, Purpose.DEPENDENT, age.size)
    by_age = np.argsort(age[:dependents] + 6.0 * noise[:dependents], kind="stable")
    household[by_age] = np.repeat(np.arange(sizes.size), held)

    adults = np.arange(dependents, age.size)
    family_room = np.where(held > 0, sizes - held, 0)
    fit = np.abs(age[adults] - p.parent_age) + 10.0 * luck.uniforms(Stream.HOUSEHOLD, Purpose.PARENT, adults.size)
    by_fit = np.argsort(fit, kind="stable")
    parents, others = np.split(adults[by_fit], [int(family_room.sum())])
    noise = luck.uniforms(Stream.HOUSEHOLD, Purpose.PARTNER, age.size)
    for group, rooms in ((parents, family_room), (others, np.where(held > 0, 0, sizes))):
        by_age = np.argsort(age[group] + 6.0 * noise[group], kind="stable")
        household[group[by_age]] = np.repeat(np.arange(sizes.size), rooms)
    return household
