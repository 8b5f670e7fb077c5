"""April 2020 in the model is like April 2020 in the surveys.

24 replicates of ``nl_2020_2022``; before is 6 January to 8 March 2020. Spread between replicates of the quantities
below: ratio of face-to-face contacts 0.001, of own circle 0.001, rise of emotional and social loneliness 0.15 and 0.09
points, ratio of volunteering 0.023. Every limit is at least five standard errors away: false alarms below one in ten
thousand.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.patterns.measures import BEFORE, mean_of
from tests.patterns.runs import Frames, Runs

pytestmark = [pytest.mark.pattern, pytest.mark.slow]

APRIL = ("2020-03-30", "2020-05-04")
SPRING = ("2020-03-30", "2020-06-29")


@pytest.fixture(scope="module")
def lived(runs: Runs) -> Frames:
    return runs("nl_2020_2022")


def test_face_to_face_contacts_fall_to_a_quarter(lived: Frames) -> None:
    before, april = (mean_of(lived, "face_to_face_per_day", period) for period in (BEFORE, APRIL))
    assert 0.18 < (april / before).mean() < 0.30  # Backer et al. 2021: 3.5 of 14.9


def test_contact_of_any_kind_with_the_own_circle_hardly_falls(lived: Frames) -> None:
    before, april = (mean_of(lived, "own_circle", period) for period in (BEFORE, APRIL))
    assert 0.93 < (april / before).mean() <= 1.0  # CBS 2020


def test_emotional_loneliness_rises_and_social_loneliness_hardly(lived: Frames) -> None:
    def rise(outcome: str) -> float:
        return float(100 * np.mean(mean_of(lived, outcome, SPRING) - mean_of(lived, outcome, BEFORE)))

    assert 1.0 < rise("emotionally_lonely") < 10.0
    assert abs(rise("socially_lonely")) < rise("emotionally_lonely") / 3  # SCP, RIVM; van Tilburg 2020


def test_volunteering_in_four_weeks_falls_as_it_did(lived: Frames) -> None:
    first, second = (mean_of(lived, "volunteered", quarter) for quarter in (("2020-01-06", "2020-03-30"), SPRING))
    assert 0.50 < (second / first).mean() < 0.62  # CBS: 29 % in the first quarter, 16 % in the second: 0.55
