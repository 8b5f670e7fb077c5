"""Ties: how they are stored, and that the kernel draws what the equation says."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from cohesie_sim.neighbourhood import STARTING_TIES, TIE_SLOTS, Neighbourhood, neighbourhood_names
from cohesie_sim.neighbourhood.affinity import TieSynthesisParameters, neighbourliness, similarity
from cohesie_sim.neighbourhood.drawing import Luck
from cohesie_sim.neighbourhood.ties import Neighbours, make_ties
from cohesie_sim.randomness import Stream, uniform_pair

Build = Callable[[str, int], Neighbourhood]


def _pairs(hood: Neighbourhood) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    used = np.arange(TIE_SLOTS) < hood.ties.count[:, None]
    return np.repeat(np.arange(hood.ties.count.size), hood.ties.count), hood.ties.partner[used]


@pytest.mark.parametrize("residents", [50, 333, 20_000])
@pytest.mark.parametrize("name", neighbourhood_names())
def test_ties_are_stored_once_ascending_and_outside_the_household(build: Build, name: str, residents: int) -> None:
    hood = build(name, residents)
    ties, traits = hood.ties, hood.traits
    used = np.arange(TIE_SLOTS) < ties.count[:, None]
    assert ties.count.max() <= STARTING_TIES
    assert (ties.partner[~used] == -1).all()
    assert (ties.affinity[~used] == 0).all()
    assert ((ties.affinity[used] > 0) & (ties.affinity[used] <= 1)).all()
    assert (ties.kind == 0).all()
    row, partner = _pairs(hood)
    assert (partner > row).all()
    assert partner.max() < residents
    assert ((np.diff(partner) > 0) | (np.diff(row) > 0)).all()
    assert (traits.household[row] != traits.household[partner]).all()
    assert min(traits.age[row].min(), traits.age[partner].min()) >= 12


@pytest.mark.parametrize("name", neighbourhood_names())
def test_people_have_five_to_six_ties_mostly_nearby_and_not_all_the_same(build: Build, name: str) -> None:
    hood = build(name, 20_000)
    row, partner = _pairs(hood)
    degree = np.bincount(np.concatenate([row, partner]), minlength=20_000)[hood.traits.age >= 12]
    assert 5.0 < degree.mean() < 6.0
    assert degree.std() > np.sqrt(degree.mean())  # more spread than luck alone
    stairwell = hood.traits.stairwell[row] == hood.traits.stairwell[partner]
    cell = hood.traits.cell[row] == hood.traits.cell[partner]
    assert 0.4 < stairwell.mean() < 0.6
    assert 0.7 < cell.mean() < 0.9


def _small() -> tuple[Neighbours, TieSynthesisParameters, Luck]:
    """A grid of three by three cells, the last row incomplete, filled by hand."""
    rng_free = np.arange(280)
    people = Neighbours(
        cell=(rng_free // 40).astype(np.int32),
        stairwell=(rng_free // 20).astype(np.int32),
        household=(rng_free // 2).astype(np.int32),
        age=(rng_free * 37 % 80).astype(np.int32),
        with_children=rng_free // 2 % 3 == 0,
        strained=rng_free // 2 % 4 == 0,
        neighbourliness=np.empty(0),
    )
    p, luck = TieSynthesisParameters(), Luck(5, 0)
    factor = neighbourliness(people.age, np.zeros(280), luck, p)
    return people._replace(neighbourliness=factor), p, luck


def _expected(
    people: Neighbours, rows: list[int], cols: list[int], p: TieSynthesisParameters, key: int
) -> dict[tuple[int, int], float]:
    """All ties and affinities by the definition, pair by pair, before rows are cut."""
    weight: dict[tuple[int, int], tuple[int, float, float]] = {}
    for i in range(280):
        for j in range(i + 1, 280):
            a, b = people.cell[i], people.cell[j]
            both = people.neighbourliness[i] * people.neighbourliness[j]
            if max(abs(rows[a] - rows[b]), abs(cols[a] - cols[b])) > 1 or not both:
                continue
            if people.household[i] == people.household[j]:
                continue
            distance = 0 if people.stairwell[i] == people.stairwell[j] else 1 if a == b else 2
            alike = similarity(
                float(people.age[i]) - float(people.age[j]),
                people.with_children[i] == people.with_children[j],
                people.strained[i] == people.strained[j],
                p,
            )
            weight[i, j] = distance, alike, alike * both
    wanted = np.array([p.stairwell_degree, p.cell_degree, p.adjacent_degree])
    totals = np.bincount([d for d, _, _ in weight.values()], [w for _, _, w in weight.values()])
    scale = wanted * np.count_nonzero(people.neighbourliness) / 2 / totals
    affinity = (p.stairwell_affinity, p.cell_affinity, p.adjacent_affinity)
    return {
        (i, j): affinity[d] * alike
        for (i, j), (d, alike, w) in weight.items()
        if uniform_pair(key, i, j) < scale[d] * w
    }


def test_the_kernel_draws_exactly_the_ties_of_the_equation(build: Build) -> None:
    people, p, luck = _small()
    rows, cols = [0, 0, 0, 1, 1, 1, 2], [0, 1, 2, 2, 1, 0, 0]
    space = build("heerlen", 50).space._replace(
        rows=3,
        cols=3,
        cell_start=np.arange(0, 281, 40, dtype=np.int32),
        cell_row=np.array(rows, dtype=np.int32),
        cell_col=np.array(cols, dtype=np.int32),
    )
    ties = make_ties(people, space, luck, p)
    expected = _expected(people, rows, cols, p, luck.pair_key(Stream.TIE))
    cut = 0
    for i in range(280):
        wanted = {j: affinity for (k, j), affinity in expected.items() if k == i}
        strongest = sorted(sorted(wanted), key=lambda j: -wanted[j])[:STARTING_TIES]
        cut += len(wanted) > STARTING_TIES
        assert ties.partner[i, : ties.count[i]].tolist() == sorted(strongest)
        assert ties.affinity[i, : ties.count[i]].tolist() == pytest.approx([wanted[j] for j in sorted(strongest)])
    assert cut > 5  # the rule for full rows was put to the test


def test_affinity_falls_with_distance_and_difference() -> None:
    p = TieSynthesisParameters()
    assert similarity(0, True, True, p) == 1
    assert similarity(-p.age_scale, True, True, p) == similarity(p.age_scale, True, True, p) == pytest.approx(0.5)
    assert similarity(0, False, True, p) == p.unlike_household
    assert similarity(0, True, False, p) == p.unlike_means


def test_ties_begin_at_twelve() -> None:
    factor = neighbourliness(np.array([11, 12], dtype=np.int32), np.zeros(2), Luck(5, 0), TieSynthesisParameters())
    assert factor[0] == 0 < factor[1]
