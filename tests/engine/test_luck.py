"""Who has luck: the same people as a plain loop finds."""

from __future__ import annotations

import math

from hypothesis import example, given
from hypothesis import strategies as st

from cohesie_sim.engine.luck import lucky
from cohesie_sim.randomness import uniform

KEY = st.integers(-(2**63), 2**63 - 1)


@example(key=1, begin=0, size=0, most=1.0)
@given(key=KEY, begin=st.integers(0, 10_000), size=st.integers(0, 200), most=st.floats(0, 1.5))
def test_the_lucky_are_those_whose_draw_is_below_the_largest_chance_in_order(
    key: int, begin: int, size: int, most: float
) -> None:
    end = begin + size
    assert lucky(key, begin, end, most).tolist() == [i for i in range(begin, end) if uniform(key, i) < most]


@given(key=KEY, size=st.integers(0, 200), chances=st.lists(st.floats(0, 1), min_size=200, max_size=200))
def test_whoever_succeeds_at_a_chance_of_the_own_is_among_the_lucky(key: int, size: int, chances: list[float]) -> None:
    most = max(chances)
    succeed = {i for i in range(size) if uniform(key, i) < chances[i]}
    assert succeed <= set(lucky(key, 0, size, most).tolist())


@given(key=KEY, size=st.integers(0, 200))
def test_nobody_is_lucky_at_no_chance_and_everybody_at_a_certain_one(key: int, size: int) -> None:
    assert lucky(key, 0, size, 0.0).tolist() == []
    assert lucky(key, 0, size, 1.0).tolist() == list(range(size))


@given(key=KEY, entity=st.integers(0, 10_000))
def test_a_draw_that_equals_the_chance_is_not_below_it(key: int, entity: int) -> None:
    chance = uniform(key, entity)
    assert lucky(key, entity, entity + 1, chance).tolist() == []
    assert lucky(key, entity, entity + 1, math.nextafter(chance, 2)).tolist() == [entity]
