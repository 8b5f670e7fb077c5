"""Every preset meets its own marginals, exactly up to rounding, at several sizes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from cohesie_sim.neighbourhood import Neighbourhood, Occupation, load_neighbourhood, neighbourhood_names
from cohesie_sim.neighbourhood.spec import AdultShare

Build = Callable[[str, int], Neighbourhood]
ROUNDING = 0.5 + 1e-9

pytestmark = [
    pytest.mark.parametrize("name", neighbourhood_names()),
    pytest.mark.parametrize("residents", [200, 1_999, 20_000]),
]


def test_households_and_those_living_alone(build: Build, name: str, residents: int) -> None:
    spec, traits = load_neighbourhood(name), build(name, residents).traits
    households = int(traits.household[-1]) + 1
    alone = int(traits.lives_alone.sum())
    assert abs(households - residents * spec.households.value / spec.inhabitants.value) <= ROUNDING
    assert abs(alone - households * spec.single_share.value / 100) <= ROUNDING
    assert (np.bincount(traits.household)[traits.household] == traits.household_size).all()
    assert (traits.lives_alone == (traits.household_size == 1)).all()


def test_age_bands(build: Build, name: str, residents: int) -> None:
    spec, traits = load_neighbourhood(name), build(name, residents).traits
    counts = np.bincount(traits.group // 8, minlength=5)
    exact = np.array(spec.ages.counts()) * residents / sum(spec.ages.counts())
    assert counts.sum() == residents
    assert np.abs(counts - exact).max() < 1
    assert traits.age.min() == 0
    assert 85 < traits.age.max() < 95


def _check(flags: NDArray[np.bool_], age: NDArray[np.int32], share: AdultShare) -> None:
    adults, old = age >= 18, age >= 65
    assert abs(flags[old].sum() - old.sum() * share.value_65 / 100) <= ROUNDING
    assert abs(flags[adults].sum() - adults.sum() * share.value / 100) <= ROUNDING


def test_shares_of_adults(build: Build, name: str, residents: int) -> None:
    adults, traits = load_neighbourhood(name).adults, build(name, residents).traits
    _check(traits.strained, traits.age, adults.strained)
    _check(traits.vulnerable, traits.age, adults.vulnerable)
    _check(traits.volunteers_elsewhere, traits.age, adults.volunteering)
    old, younger = traits.age >= 65, (traits.age >= 18) & (traits.age < 65)
    assert abs(traits.online[old].sum() - old.sum() * adults.online.from_65 / 100) <= ROUNDING
    assert abs(traits.online[younger].sum() - younger.sum() * adults.online.under_65 / 100) <= ROUNDING


def test_social_and_emotional_loneliness(build: Build, name: str, residents: int) -> None:
    adults, traits = load_neighbourhood(name).adults, build(name, residents).traits
    _check(traits.social_setpoint >= 0.252 + 2 * 0.12, traits.age, adults.socially_lonely)
    _check(traits.emotional_setpoint >= 0.491 + 2 * 0.12, traits.age, adults.emotionally_lonely)


def test_children_live_with_adults_and_nobody_under_age_lives_alone(build: Build, name: str, residents: int) -> None:
    traits = build(name, residents).traits
    with_adult = np.bincount(traits.household, traits.age >= 18) >= 1
    assert with_adult.all()
    assert traits.age[traits.lives_alone].min() >= 18


def test_children_share_the_means_and_the_connection_of_their_household(
    build: Build, name: str, residents: int
) -> None:
    traits = build(name, residents).traits
    adult, child = traits.age >= 18, traits.age < 18
    for flags in (traits.strained, traits.online):
        at_home = np.bincount(traits.household, flags & adult)[traits.household] > 0
        assert (flags[child] == at_home[child]).all()
    assert not (traits.vulnerable | traits.volunteers_elsewhere)[child].any()


def test_occupations_follow_age(build: Build, name: str, residents: int) -> None:
    traits = build(name, residents).traits
    age, occupation = traits.age, traits.occupation
    assert (occupation[(age < 4) | (age >= 67)] == Occupation.NONE).all()
    assert (occupation[(age >= 4) & (age < 18)] == Occupation.SCHOOL).all()
    working_age = (age >= 25) & (age < 67)
    assert abs((occupation[working_age] == Occupation.WORK).sum() - 0.75 * working_age.sum()) <= ROUNDING
    assert ((traits.work_rate > 0) == (occupation != Occupation.NONE)).all()
