"""Levels without corona are near the evidence of before 2020.

12 replicates of one year, in three neighbourhoods of different means. Standard errors (points): isolated 0.07, family
and friends 0.1, lonely and severely lonely 0.15, subscales 0.05, volunteered 0.1; contacts 0.07 a day. Tolerances cover
what the calibration leaves open (isolated: two standard deviations of its target), and leave at least three standard
errors. National evidence is compared with every neighbourhood, loneliness and volunteering with its own level of 2016.
What was measured during the measures of 2020, weekly contact with neighbours among it, is held against the same weeks
in ``tests/posterior/test_shipped.py``.
"""

from __future__ import annotations

import pytest

from cohesie_sim.neighbourhood import load_neighbourhood
from tests.patterns.measures import mean_of
from tests.patterns.runs import Frames, Runs

pytestmark = [pytest.mark.pattern, pytest.mark.slow]

PLACES = ("heerlen", "moerwijk", "archipelbuurt")


@pytest.fixture(scope="module", params=PLACES)
def place(request: pytest.FixtureRequest, runs: Runs) -> tuple[str, Frames]:
    name: str = request.param
    return name, runs("no_corona", {"neighbourhood": name, "calendar.weeks": 52}, replicates=12)


@pytest.mark.parametrize(
    ("outcome", "low", "high"),
    [
        ("isolated", 3.2, 6.8),  # CBS 84994NED: 5.0 (4.3-5.7), of 2021Q4
        ("weekly_family", 80.0, 86.0),  # CBS 2020: 83
        ("weekly_friends", 73.0, 79.0),  # CBS 2020: 76
    ],
)
def test_contact_is_as_frequent_as_in_national_surveys(
    place: tuple[str, Frames], outcome: str, low: float, high: float
) -> None:
    assert low < 100 * mean_of(place[1], outcome).mean() < high


def test_people_meet_about_fifteen_others_a_day_outside_the_household(place: tuple[str, Frames]) -> None:
    assert 13.0 < mean_of(place[1], "face_to_face_per_day").mean() < 17.0  # Backer et al. 2021: 14.9 (IQR 4-20)


@pytest.mark.parametrize(
    ("outcome", "figure", "tolerance"),
    [
        ("lonely", "lonely", 2.0),
        ("severely_lonely", "severely_lonely", 2.0),
        ("socially_lonely", "socially_lonely", 1.0),
        ("emotionally_lonely", "emotionally_lonely", 1.0),
        ("volunteered", "volunteering", 2.5),
    ],
)
def test_loneliness_and_volunteering_have_the_neighbourhoods_own_level_of_2016(
    place: tuple[str, Frames], outcome: str, figure: str, tolerance: float
) -> None:
    published = getattr(load_neighbourhood(place[0]).adults, figure).value
    assert 100 * mean_of(place[1], outcome).mean() == pytest.approx(published, abs=tolerance)
