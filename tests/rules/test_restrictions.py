"""Restrictions: how much of a channel stays open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.rules.restrictions import RestrictionsParameters, openness

ANY = st.from_type(RestrictionsParameters)
SHARE = st.floats(0, 1)


def test_a_half_closed_channel_loses_what_is_complied_with() -> None:
    assert openness(0.5, RestrictionsParameters(compliance=0.8)) == pytest.approx(0.6)  # 1 - 0.8 * 0.5


@given(p=ANY)
def test_nothing_closed_leaves_everything_open(p: RestrictionsParameters) -> None:
    assert openness(0.0, p) == 1.0


@given(p=ANY, closed=st.tuples(SHARE, SHARE).map(sorted))
def test_openness_is_a_share_that_never_rises_when_more_is_closed(
    p: RestrictionsParameters, closed: list[float]
) -> None:
    assert 1.0 >= openness(closed[0], p) >= openness(closed[1], p) >= 0.0
