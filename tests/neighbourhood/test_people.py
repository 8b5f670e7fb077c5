"""Who is what: correlations between traits, contact rates, and usual loneliness."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from cohesie_sim.calibration.targets import load_targets
from cohesie_sim.neighbourhood import Neighbourhood, Traits, neighbourhood_names
from cohesie_sim.neighbourhood.rates import lognormal_from_shares
from cohesie_sim.neighbourhood.setpoints import SetpointParameters
from cohesie_sim.rules.contact import ContactParameters
from cohesie_sim.rules.loneliness import LonelinessParameters, item_score

Build = Callable[[str, int], Neighbourhood]
CITY = 20_000


def _scores(traits: Traits) -> NDArray[np.int64]:
    p, adult = LonelinessParameters(), traits.age >= 18
    social = [item_score(x, p.social_first, p.spacing, 5) for x in traits.social_setpoint[adult]]
    emotional = [item_score(x, p.emotional_first, p.spacing, 6) for x in traits.emotional_setpoint[adult]]
    return np.array([social, emotional])


@pytest.mark.pattern
@pytest.mark.parametrize("name", neighbourhood_names())
def test_lonely_and_severely_lonely_follow_within_two_standard_deviations(build: Build, name: str) -> None:
    targets = {target.id: target for target in load_targets()}
    total = _scores(build(name, CITY).traits).sum(axis=0)
    for target, least in ((f"lonely_{name}", 3), (f"severely_lonely_{name}", 9)):
        assert abs(targets[target].misfit(float(100 * np.mean(total >= least)))) < 2


@pytest.mark.pattern
def test_living_alone_doubles_severe_loneliness(build: Build) -> None:
    ratios = []
    for name in neighbourhood_names():
        traits = build(name, CITY).traits
        severe, alone = _scores(traits).sum(axis=0) >= 9, traits.lives_alone[traits.age >= 18]
        ratios.append(severe[alone].mean() / severe[~alone].mean())
    assert np.mean(ratios) == pytest.approx(14 / 7.3, rel=0.15)  # CBS 2019; 7.3 lies between couples and all others


def test_setpoints_rise_with_what_makes_people_lonely(build: Build) -> None:
    traits = build("moerwijk", CITY).traits
    adult = (traits.age >= 18) & (traits.age < 65)
    for setpoint in (traits.social_setpoint[adult], traits.emotional_setpoint[adult]):
        for cause in (traits.lives_alone, traits.strained, traits.vulnerable):
            assert setpoint[cause[adult]].mean() > setpoint[~cause[adult]].mean() + 0.05
        for rate in (traits.family_rate, traits.friends_rate):
            assert np.corrcoef(setpoint, np.log(rate[adult]))[0, 1] < -0.03
    both = np.corrcoef(traits.social_setpoint[adult], traits.emotional_setpoint[adult])[0, 1]
    assert both == pytest.approx(SetpointParameters().correlation, abs=0.04)


def test_family_and_friends_meet_the_surveyed_shares(build: Build) -> None:
    traits = build("heerlen", CITY).traits
    for rate, weekly, daily in ((traits.family_rate, 0.83, 0.33), (traits.friends_rate, 0.76, 0.30)):
        assert np.mean(rate >= 1) == pytest.approx(weekly, abs=2 / CITY)
        assert np.mean(rate >= 7) == pytest.approx(daily, abs=2 / CITY)
    neither = (traits.family_rate < 1) & (traits.friends_rate < 1)
    assert neither.mean() == pytest.approx(0.09, abs=0.01)


def test_lognormal_from_shares_inverts_the_normal_distribution() -> None:
    mean, sd = lognormal_from_shares(0.5, 0.15865525393145707)  # the second is one standard deviation above
    assert mean == pytest.approx(0)
    assert sd == pytest.approx(np.log(7))


@pytest.mark.pattern
def test_contacts_outside_the_household_before_corona(build: Build) -> None:
    """Backer et al. 2021: 14.9 a day, interquartile range 4-20; contacts with neighbours are left out here."""
    face_to_face = 1 - ContactParameters().remote_share
    daily = []
    for name in neighbourhood_names():
        t = build(name, CITY).traits
        daily.append((t.work_rate + t.public_rate + face_to_face * (t.family_rate + t.friends_rate)) / 7)
    assert np.mean([np.mean(d) for d in daily]) == pytest.approx(14.9, abs=2.2)  # twice the target's deviation
    low, high = np.quantile(np.concatenate(daily), [0.25, 0.75])
    assert low == pytest.approx(4, abs=1.5)
    assert high == pytest.approx(20, abs=2)


def test_traits_lean_the_way_their_odds_say(build: Build) -> None:
    t = build("schildersbuurt", CITY).traits
    younger, old = (t.age >= 18) & (t.age < 65), t.age >= 65
    assert t.strained[younger & t.lives_alone].mean() > t.strained[younger & ~t.lives_alone].mean() + 0.1
    assert t.vulnerable[(t.age >= 50) & younger].mean() > t.vulnerable[(t.age < 35) & younger].mean() + 0.1
    assert t.online[old & (t.age < 75)].mean() > t.online[old & (t.age >= 75)].mean() + 0.03
    assert t.online[younger & ~t.strained].mean() > t.online[younger & t.strained].mean()
    assert t.volunteers_elsewhere[younger & ~t.strained].mean() > t.volunteers_elsewhere[younger & t.strained].mean()
    assert t.susceptibility[old & t.vulnerable].mean() > t.susceptibility[younger & ~t.vulnerable].mean() + 0.2
    assert ((t.susceptibility > 0) & (t.susceptibility < 1)).all()
    assert ((t.outdoor_preference >= 0.2) & (t.outdoor_preference < 0.8)).all()


def test_parents_are_a_generation_older_than_their_children(build: Build) -> None:
    t = build("wateringse_veld", CITY).traits
    eldest = np.zeros(t.household[-1] + 1)
    np.maximum.at(eldest, t.household, t.age)
    gap = eldest[t.household[t.age < 15]] - t.age[t.age < 15]
    assert 25 < np.median(gap) < 40
    assert np.quantile(gap, 0.02) > 15


def test_adults_of_one_household_and_age_group_share_their_means(build: Build) -> None:
    t = build("moerwijk", CITY).traits
    for stratum in ((t.age >= 18) & (t.age < 65), t.age >= 65):
        members = np.bincount(t.household[stratum])
        strained = np.bincount(t.household[stratum], t.strained[stratum])
        split = (strained > 0) & (strained < members)
        assert split.sum() <= 1  # the household in which the exact count is reached
        assert (strained[members > 1] > 0).sum() > 50
