"""Referral and brokerage: professionals, their clients, and the paths to an initiative."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohesie_sim.rules.referral import (
    DIRECT,
    NO_REFERRAL,
    PROFESSIONALS,
    VIA_WORKER,
    ReferralParameters,
    next_link,
    professional_chance,
    referral_path,
)

P = ReferralParameters(contact=0.01, vulnerable=5.0, willing=0.4, gain=0.05, fade=0.02)
ANY = st.from_type(ReferralParameters)
SHARE = st.floats(0, 1)
LUCK = st.floats(0, 1, exclude_max=True)
ORDERED = st.tuples(SHARE, SHARE).map(sorted)


def test_there_are_six_kinds_of_professional() -> None:
    assert len(set(PROFESSIONALS)) == 6


def test_vulnerable_residents_see_professionals_more_often() -> None:
    assert professional_chance(False, P) == 0.01
    assert professional_chance(True, P) == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("u", "path"), [(0.0, DIRECT), (0.19, DIRECT), (0.21, VIA_WORKER), (0.29, VIA_WORKER), (0.31, NO_REFERRAL)]
)
def test_a_referral_goes_directly_over_the_worker_or_nowhere(u: float, path: int) -> None:
    # direct 0.4 * 0.5 = 0.2; via worker (0.4 - 0.2) * 0.5 = 0.1
    assert referral_path(0.5, 0.5, u, P) == path


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (2.0, 0.54),  # 0.5 + 0.05 * 2 * 0.5 - 0.02 * 0.5
        (0.0, 0.49),
        (100.0, 0.99),  # it cannot grow by more than what is missing
    ],
)
def test_brokerage_builds_links_that_fade_without(hours: float, expected: float) -> None:
    assert next_link(0.5, hours, P) == pytest.approx(expected)


@given(p=ANY, vulnerable=st.booleans())
def test_seeing_a_professional_is_a_probability(p: ReferralParameters, vulnerable: bool) -> None:
    assert 0.0 <= professional_chance(vulnerable, p) <= 1.0


@given(p=ANY, cooperation=SHARE, link=SHARE, u=LUCK)
def test_the_two_paths_add_up_to_at_most_the_willing(
    p: ReferralParameters, cooperation: float, link: float, u: float
) -> None:
    if u >= p.willing + 1e-12:
        assert referral_path(cooperation, link, u, p) == NO_REFERRAL
    if u < p.willing - 1e-12:
        assert referral_path(cooperation, 1.0, u, p) != NO_REFERRAL
        assert referral_path(1.0, link, u, p) == DIRECT


@given(p=ANY, cooperation=SHARE, u=LUCK)
def test_without_a_link_nobody_is_referred_over_a_worker(p: ReferralParameters, cooperation: float, u: float) -> None:
    assert referral_path(cooperation, 0.0, u, p) != VIA_WORKER


@given(p=ANY, link=SHARE, u=LUCK)
def test_without_cooperation_nobody_is_referred_directly(p: ReferralParameters, link: float, u: float) -> None:
    assert referral_path(0.0, link, u, p) != DIRECT
    assert referral_path(0.0, 0.0, 0.0, p) == NO_REFERRAL


@given(p=ANY, cooperation=ORDERED, link=ORDERED, u=LUCK)
def test_better_cooperation_or_links_never_lose_a_referral(
    p: ReferralParameters, cooperation: list[float], link: list[float], u: float
) -> None:
    before = referral_path(cooperation[0], link[0], u, p)
    if before != NO_REFERRAL:
        assert referral_path(cooperation[0], link[1], u, p) == before
        assert referral_path(cooperation[1], link[0], min(u, u * (1 - 1e-12)), p) != NO_REFERRAL
    if before == DIRECT:
        assert referral_path(cooperation[1], link[0], u, p) == DIRECT


@given(p=ANY, link=ORDERED, hours=st.tuples(st.floats(0, 50), st.floats(0, 50)).map(sorted))
def test_links_stay_shares_and_grow_with_hours(p: ReferralParameters, link: list[float], hours: list[float]) -> None:
    little, much = (next_link(link[0], h, p) for h in hours)
    assert 0.0 <= little <= much + 1e-15 <= 1.0 + 1e-15
    assert 0.0 <= next_link(link[1], hours[1], p) <= 1.0


@settings(max_examples=25)  # long ones
@given(p=ANY, link=SHARE)
def test_without_brokerage_links_decay_to_nothing(p: ReferralParameters, link: float) -> None:
    for _ in range(3000):  # the slowest keeps 99.5 % a week: 0.995 ** 3000 = 3e-7
        link = next_link(link, 0.0, p)
    assert link < 1e-6
