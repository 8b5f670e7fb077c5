"""Any consistent specification can be built at any size, and its totals hold."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cohesie_sim.neighbourhood import NeighbourhoodSpec, build_neighbourhood, load_neighbourhood, places
from cohesie_sim.neighbourhood.columns import Floats
from cohesie_sim.neighbourhood.drawing import apportion, choose, fill, normal_scores
from cohesie_sim.neighbourhood.spec import AdultShare

SHARES = [
    "strained", "vulnerable", "volunteering", "lonely", "severely_lonely", "emotionally_lonely", "socially_lonely",
]  # fmt: skip


def _marked(**values: Any) -> dict[str, Any]:
    return {**values, "source": "here"}


def _spec(
    bands: list[int], households: int, single_share: float, density: float, adults: dict[str, Any]
) -> NeighbourhoodSpec:
    keys = ("from_0", "from_15", "from_25", "from_45", "from_65")
    return NeighbourhoodSpec.model_validate(
        {
            "name": "any",
            "title": "Any",
            "code": _marked(value="X"),
            "sources": {"here": {"kind": "assumed", "text": "made up"}},
            "inhabitants": _marked(value=sum(bands)),
            "households": _marked(value=households),
            "single_share": _marked(value=single_share),
            "density": _marked(value=density),
            "income": _marked(value=30.0),
            "ages": {key: _marked(value=band) for key, band in zip(keys, bands, strict=True)},
            "adults": adults,
        }
    )


@st.composite
def specs(draw: st.DrawFn) -> NeighbourhoodSpec:
    bands = [draw(st.integers(0, 5_000)) for _ in range(5)]
    inhabitants = sum(bands)
    younger, old = 0.7 * bands[1] + bands[2] + bands[3], bands[4]
    single, shared_size = draw(st.floats(0, 1)), draw(st.floats(2.05, 4.95))
    households = int(inhabitants / (single + (1 - single) * shared_size))
    assume(100 <= households <= younger + old)
    adults: dict[str, Any] = {"online": _marked(under_65=draw(st.floats(0, 100)), from_65=draw(st.floats(0, 100)))}
    for name in SHARES:
        part, part_65 = (100.0, 100.0) if name == "lonely" else (draw(st.floats(0, 100)), draw(st.floats(0, 100)))
        adults[name] = _marked(value=min((part * younger + part_65 * old) / (younger + old), 100.0), value_65=part_65)
    return _spec(bands, households, 100 * single, draw(st.floats(100, 30_000)), adults)


@settings(max_examples=200)
@given(spec=specs(), residents=st.integers(50, 3_000), seed=st.integers(0, 2**62))
def test_any_specification_can_be_built(spec: NeighbourhoodSpec, residents: int, seed: int) -> None:
    hood = build_neighbourhood(spec, residents, seed, 0)
    t = hood.traits
    households = int(t.household[-1]) + 1
    assert t.age.size == residents
    assert abs(households - residents * spec.households.value / spec.inhabitants.value) <= 2
    assert abs(t.lives_alone.sum() - households * spec.single_share.value / 100) <= 3
    assert (np.bincount(t.household, t.age >= 18) >= 1).all()
    assert (np.bincount(t.household)[t.household] == t.household_size).all()
    adult, old = t.age >= 18, t.age >= 65
    for name, flags in (("strained", t.strained), ("socially_lonely", t.social_setpoint >= 0.492)):
        share = getattr(spec.adults, name)
        assert isinstance(share, AdultShare)
        assert abs(flags[old].sum() - old.sum() * share.value_65 / 100) <= 0.51
        # adults of 15-24 are a share of a band, so small numbers may round the mix of under and over 65
        assert abs(flags[adult].sum() - adult.sum() * share.value / 100) <= 2 + 0.01 * residents
    for column in t:
        assert np.isfinite(column).all()
    for start in (hood.space.cell_start, hood.space.stairwell_start):
        assert (np.diff(start) > 0).all()


@pytest.mark.parametrize("residents", range(50, 90))
def test_a_specification_at_the_edge_of_what_fits_is_rounded_to_something_that_fits(residents: int) -> None:
    """One adult per household and two persons per shared household, on average: no slack for rounding."""
    adults = {name: _marked(value=0.0, value_65=0.0) for name in SHARES}
    hood = build_neighbourhood(
        _spec([300, 200, 460, 0, 40], 640, 43.75, 8_000.0, {**adults, "online": _marked(under_65=0.0, from_65=0.0)}),
        residents,
        seed=3,
        replicate=0,
    )
    sizes = np.bincount(hood.traits.household)
    assert (np.bincount(hood.traits.household, hood.traits.age >= 18) >= 1).all()
    assert abs(sizes.size - 0.64 * residents) <= 2
    assert abs((sizes == 1).sum() - 0.28 * residents) <= 2


@pytest.mark.parametrize("residents", range(50, 90))
def test_a_specification_with_hardly_any_shared_household_keeps_one(residents: int) -> None:
    """Of 1,000 people 960 live alone and 40 share ten households: rounding must not leave those few without a home."""
    adults = {name: _marked(value=0.0, value_65=0.0) for name in SHARES}
    spec = _spec(
        [0, 0, 500, 500, 0], 970, 100 * 96 / 97, 8_000.0, {**adults, "online": _marked(under_65=0.0, from_65=0.0)}
    )
    sizes = np.bincount(build_neighbourhood(spec, residents, seed=3, replicate=0).traits.household)
    assert sizes.sum() == residents
    assert (sizes > 1).sum() == 1


@pytest.mark.parametrize("residents", [1, 2, 7, 49])
def test_even_fewer_residents_than_allowed_have_every_place(residents: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cohesie_sim.neighbourhood.build.FEWEST_RESIDENTS", 1)
    hood = build_neighbourhood(load_neighbourhood("wateringse_veld"), residents, seed=3, replicate=0)
    assert hood.traits.age.size == residents
    assert {name for name, _ in places(hood.space, hood.slots)} == {
        "square", "field", "bus_stop", "community_centre", "restaurant",
    }  # fmt: skip


@given(
    shares=st.lists(st.floats(0, 1e6), min_size=1, max_size=8).filter(lambda x: sum(x) > 1e-3),
    total=st.integers(0, 10_000),
)
def test_apportion_adds_up_and_stays_within_one(shares: list[float], total: int) -> None:
    counts = apportion(shares, total)
    assert sum(counts) == total
    assert all(abs(c - total * s / sum(shares)) < 1 + 1e-6 for c, s in zip(counts, shares, strict=True))


@given(
    uniforms=st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=30),
    data=st.data(),
)
def test_choose_takes_exactly_so_many_and_never_weightless_ones_first(
    uniforms: list[float], data: st.DataObject
) -> None:
    weight: Floats = np.array(
        data.draw(st.lists(st.sampled_from([0.0, 0.1, 5.0]), min_size=len(uniforms), max_size=len(uniforms)))
    )
    count = data.draw(st.integers(0, int((weight > 0).sum())))
    chosen = choose(count, weight, np.array(uniforms))
    assert chosen.sum() == count
    assert not chosen[weight == 0].any()


def test_choose_favours_weight_in_proportion_for_rare_choices() -> None:
    weight = np.tile([1.0, 3.0], 50_000)
    u = (np.arange(100_000) * 0.6180339887498949) % 1  # evenly spread, in no order
    chosen = choose(2_000, weight, u.astype(np.float64))
    assert abs(chosen[1::2].sum() / chosen[::2].sum() - 3) < 0.3


@given(capacity=st.lists(st.integers(0, 9), min_size=1, max_size=20), amount=st.integers(0, 200))
def test_fill_uses_places_in_order(capacity: list[int], amount: int) -> None:
    room = np.array(capacity, dtype=np.int64)
    held = fill(room, amount)
    assert held.sum() == min(amount, room.sum())
    assert ((held >= 0) & (held <= room)).all()
    started = np.flatnonzero(held)
    assert (held[: started[-1]] == room[: started[-1]]).all() if started.size else amount == 0 or room.sum() == 0


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=50, unique=True))
def test_normal_scores_keep_the_order_and_are_symmetric(values: list[int]) -> None:
    latent = np.array(values, dtype=float)
    scores = normal_scores(latent)
    assert (np.argsort(scores) == np.argsort(latent)).all()
    assert abs(scores.sum()) < 1e-9
