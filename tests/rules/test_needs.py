"""Practical needs: how they arise and how the own circle meets them."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.rules.needs import NeedsParameters, need_chance, own_help_chance

P = NeedsParameters(
    base=0.01, vulnerable=2.0, strained=1.0, alone=0.5, afraid=4.0, own=0.05, per_contact=0.08, most=0.7
)
ANY = st.from_type(NeedsParameters)
SHARE = st.floats(0, 1)
TRAITS = list(itertools.product([False, True], repeat=3))


@pytest.mark.parametrize(
    ("vulnerable", "strained", "alone", "chance"),
    [
        (False, False, False, 0.03),  # 0.01 * (1 + 4 * 0.5)
        (True, False, False, 0.09),  # times 3
        (False, True, False, 0.06),  # times 2
        (False, False, True, 0.045),  # times 1.5
        (True, True, True, 0.27),  # times 9
    ],
)
def test_handicaps_multiply_needs(vulnerable: bool, strained: bool, alone: bool, chance: float) -> None:
    assert need_chance(vulnerable, strained, alone, 0.5, P) == pytest.approx(chance)


def test_a_chance_of_a_need_is_at_most_one() -> None:
    assert need_chance(True, True, True, 1.0, P._replace(base=0.2)) == 1.0


@pytest.mark.parametrize(("contacts", "chance"), [(0, 0.05), (3, 0.29), (8, 0.69), (9, 0.7), (100, 0.7)])
def test_each_contact_may_help_until_even_large_circles_are_busy(contacts: int, chance: float) -> None:
    assert own_help_chance(contacts, P) == pytest.approx(chance)  # 0.05 + 0.08 * contacts, at most 0.7


@given(p=ANY, fear=st.tuples(SHARE, SHARE).map(sorted))
def test_needs_are_probabilities_that_no_handicap_and_no_fear_lowers(p: NeedsParameters, fear: list[float]) -> None:
    chance: Callable[..., float] = need_chance
    calm = {traits: chance(*traits, fear[0], p) for traits in TRAITS}
    afraid = {traits: chance(*traits, fear[1], p) for traits in TRAITS}
    for traits in TRAITS:
        assert 0.0 <= calm[traits] <= afraid[traits] <= 1.0
        for more in TRAITS:
            if all(b or not a for a, b in zip(traits, more, strict=True)):
                assert calm[traits] <= calm[more]


@given(p=ANY, contacts=st.integers(0, 200))
def test_more_contacts_never_make_an_open_need_last_longer(p: NeedsParameters, contacts: int) -> None:
    assert 0.0 <= own_help_chance(contacts, p) <= own_help_chance(contacts + 1, p) <= p.most <= 1.0
