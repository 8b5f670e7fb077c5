"""Building as a whole: the same arguments give the same neighbourhood, others another, and it is fast enough."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from cohesie_sim.declaration import declarations
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.neighbourhood import Neighbourhood, SynthesisParameters, build_neighbourhood, load_neighbourhood

Build = Callable[[str, int], Neighbourhood]


def _same(one: Neighbourhood, other: Neighbourhood) -> bool:
    columns: list[Any] = [*one.traits, *one.ties, *one.space, *one.slots]
    others: list[Any] = [*other.traits, *other.ties, *other.space, *other.slots]
    return all(np.array_equal(a, b) for a, b in zip(columns, others, strict=True))


def test_same_arguments_same_neighbourhood_also_on_many_threads(build: Build) -> None:
    spec, first = load_neighbourhood("moerwijk"), build("moerwijk", 3_000)
    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(lambda _: build_neighbourhood(spec, 3_000, 20, 1), range(8)))
    assert all(_same(first, other) for other in again)


@pytest.mark.parametrize(("seed", "replicate"), [(21, 1), (20, 2)])
def test_other_luck_other_people_same_totals(build: Build, seed: int, replicate: int) -> None:
    first = build("moerwijk", 3_000)
    other = build_neighbourhood(load_neighbourhood("moerwijk"), 3_000, seed, replicate)
    for column in ("age", "household_size", "strained", "vulnerable"):
        mine, theirs = getattr(first.traits, column), getattr(other.traits, column)
        assert not np.array_equal(mine, theirs)
    assert np.array_equal(np.sort(first.traits.age), np.sort(other.traits.age))
    assert not np.array_equal(first.ties.partner, other.ties.partner)
    assert not np.array_equal(first.slots.flexibility, other.slots.flexibility)


def test_columns_have_the_agreed_types(build: Build) -> None:
    hood = build("heerlen", 777)
    flags = {"lives_alone", "vulnerable", "strained", "online", "volunteers_elsewhere"}
    whole = {"cell", "stairwell", "household", "household_size", "age", "occupation", "group"}
    for name, column in hood.traits._asdict().items():
        expected = np.bool_ if name in flags else np.int32 if name in whole else np.float64
        assert column.dtype == expected, name
        assert column.shape == (777,), name
    t = hood.traits
    band = np.digitize(t.age, [15, 25, 45, 65])
    assert (t.group == band * 8 + t.lives_alone * 4 + t.strained * 2 + t.online).all()
    dtypes = [column.dtype for column in hood.ties]
    assert dtypes == [np.int32, np.int32, np.float64, np.int8]


@pytest.mark.parametrize("residents", [-5, 0, 49])
def test_too_few_residents(residents: int) -> None:
    with pytest.raises(ConfigurationError, match=f"residents is {residents}; allowed: 50 or more"):
        build_neighbourhood(load_neighbourhood("heerlen"), residents, 1, 0)


def test_every_parameter_lies_in_its_own_range() -> None:
    rows = declarations(SynthesisParameters())
    assert len(rows) > 50
    assert [row.name for row in rows if not row.declaration.low <= row.value <= row.declaration.high] == []


@pytest.mark.slow
def test_a_city_can_be_built() -> None:
    spec = load_neighbourhood("sittard_geleen")
    hood = build_neighbourhood(spec, 200_000, 1, 0)
    assert hood.traits.age.size == 200_000
