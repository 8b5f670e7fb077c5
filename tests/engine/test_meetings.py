"""Who gets a seat: luck belongs to the resident, so that one seat more reshuffles nobody."""

from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.engine import resident
from cohesie_sim.engine.columns import Residents
from cohesie_sim.engine.meetings import _coming
from cohesie_sim.kinds import INDOOR, ONLINE
from cohesie_sim.randomness import Stream, uniform, week_keys
from cohesie_sim.rules.volunteering import VOLUNTEER
from tests.engine.small import P, residents

KEYS = week_keys(1, 0, 3)
N, VOLUNTEERS = 60, 10
GROUP = np.arange(N, dtype=np.int32)


@pytest.fixture
def r() -> Residents:
    """Ten volunteers and fifty participants of site 2."""
    people = residents(N)
    people.code[resident.ROLE, :VOLUNTEERS] = VOLUNTEER
    people.state[resident.INITIATIVE, :VOLUNTEERS] = 2
    people.state[resident.PARTICIPATES, VOLUNTEERS:] = 2
    return people


def _present(r: Residents, seats: int, mode: int = INDOOR) -> tuple[list[int], int]:
    present, visitors = _coming(r, GROUP, 2, mode, seats, P.participation, KEYS)
    return present.tolist(), int(visitors)


def _coming_without_limit() -> list[int]:
    chance = P.participation.attend  # without fear
    return [i for i in range(N) if uniform(int(KEYS[Stream.ATTEND]), i) < chance]


def test_with_seats_enough_everybody_who_comes_is_present(r: Residents) -> None:
    present, visitors = _present(r, N)
    assert present == _coming_without_limit()
    assert visitors == sum(i >= VOLUNTEERS for i in present)
    assert 0 < visitors < N - VOLUNTEERS


@pytest.mark.parametrize("seats", [0, 1, 7, 30])
def test_the_luckiest_visitors_get_the_seats_and_volunteers_need_none(r: Residents, seats: int) -> None:
    coming = _coming_without_limit()
    luck = {i: uniform(int(KEYS[Stream.SEAT_RANK]), i) for i in coming if i >= VOLUNTEERS}
    seated = sorted(luck, key=luck.__getitem__)[:seats]
    expected = [i for i in coming if i < VOLUNTEERS or i in seated]
    assert _present(r, seats) == (expected, seats)


def test_one_seat_more_adds_one_visitor_and_moves_nobody(r: Residents) -> None:
    for seats in range(20):
        fewer, more = set(_present(r, seats)[0]), set(_present(r, seats + 1)[0])
        assert fewer < more
        assert len(more - fewer) == 1


def test_only_those_online_meet_online(r: Residents) -> None:
    r.code[resident.ONLINE, ::2] = False
    present, _ = _present(r, N, ONLINE)
    assert present == [i for i in _coming_without_limit() if i % 2]


def test_the_frightened_stay_away_indoors_and_nobody_comes_instead(r: Residents) -> None:
    calm = set(_present(r, N)[0])
    r.level[resident.FEAR] = 1.0
    frightened = set(_present(r, N)[0])
    assert frightened < calm
    assert _present(r, N, ONLINE)[0] == sorted(calm)  # online nobody is exposed
