"""Taking part in an initiative: joining, attending, meeting others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.kinds import DELIVERY, INDOOR, ONLINE, OUTDOOR, PAUSED
from cohesie_sim.rules.participation import (
    ParticipationParameters,
    attend_chance,
    exposure,
    invited_chance,
    join_chance,
    meet_chance,
)

P = ParticipationParameters(base=0.002, free=3.0, invited=0.1, attend=0.75, wary=0.8, outdoors=0.3, acquaintances=3.0)
ANY = st.from_type(ParticipationParameters)
SHARE = st.floats(0, 1)
ORDERED = st.tuples(SHARE, SHARE).map(sorted)


@pytest.mark.parametrize(("busy", "chance"), [(True, 0.0008), (False, 0.0024)])
def test_those_without_work_or_school_join_more_easily(busy: bool, chance: float) -> None:
    assert join_chance(busy, 0.5, 0.2, P) == pytest.approx(chance)  # 0.002 * 0.5 * 0.8, three times that when free


def test_an_invitation_counts_by_trust_and_lack_of_fear() -> None:
    assert invited_chance(0.5, 0.2, 1.0, P) == pytest.approx(0.04)  # 0.1 * 0.5 * 0.8


@pytest.mark.parametrize(
    ("mode", "exposed"), [(INDOOR, 1.0), (OUTDOOR, 0.3), (DELIVERY, 0.3), (ONLINE, 0.0), (PAUSED, 0.0)]
)
def test_exposure_by_mode(mode: int, exposed: float) -> None:
    assert exposure(mode, P) == exposed


@pytest.mark.parametrize(
    ("exposed", "chance"),
    [
        (1.0, 0.45),  # 0.75 * (1 - 0.8 * 0.5)
        (0.3, 0.66),  # 0.75 * (1 - 0.8 * 0.5 * 0.3)
        (0.0, 0.75),
    ],
)
def test_fear_keeps_people_away_where_they_are_exposed(exposed: float, chance: float) -> None:
    assert attend_chance(0.5, exposed, P) == pytest.approx(chance)


@pytest.mark.parametrize(("present", "chance"), [(2, 1.0), (4, 1.0), (5, 0.75), (31, 0.1)])
def test_everybody_meets_a_table(present: int, chance: float) -> None:
    assert meet_chance(present, P) == pytest.approx(chance)  # 3 of the others


@given(p=ANY, busy=st.booleans(), trust=ORDERED, fear=ORDERED, lasting=SHARE)
def test_joining_is_a_probability_that_trust_raises_and_fear_lowers(
    p: ParticipationParameters, busy: bool, trust: list[float], fear: list[float], lasting: float
) -> None:
    corners = [(trust[0], fear[1]), (trust[1], fear[1]), (trust[1], fear[0])]
    for chances in (
        [join_chance(busy, t, f, p) for t, f in corners],
        [invited_chance(t, f, lasting, p) for t, f in corners],
    ):
        assert 0.0 <= chances[0] <= chances[1] <= chances[2] <= 1.0
    assert join_chance(True, trust[1], fear[0], p) <= join_chance(False, trust[1], fear[0], p)


@given(p=ANY, mode=st.integers(INDOOR, PAUSED), fear=ORDERED)
def test_attending_is_a_probability_that_fear_never_raises(
    p: ParticipationParameters, mode: int, fear: list[float]
) -> None:
    exposed = exposure(mode, p)
    assert 0.0 <= exposed <= 1.0
    assert 0.0 <= attend_chance(fear[1], exposed, p) <= attend_chance(fear[0], exposed, p) <= 1.0
    assert attend_chance(fear[1], 1.0, p) <= attend_chance(fear[1], exposed, p)


@given(p=ANY, present=st.integers(2, 200))
def test_on_average_everybody_meets_the_declared_number_or_all(p: ParticipationParameters, present: int) -> None:
    assert meet_chance(present, p) * (present - 1) == pytest.approx(min(p.acquaintances, present - 1))
