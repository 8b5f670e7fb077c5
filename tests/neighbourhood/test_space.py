"""The grid, its places and the initiative slots."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from cohesie_sim.neighbourhood import Neighbourhood, SlotKind, load_neighbourhood, neighbourhood_names, places

Build = Callable[[str, int], Neighbourhood]
SIZES = pytest.mark.parametrize("residents", [50, 777, 5_000, 20_000])


@SIZES
def test_ranges_delimit_cells_and_stairwells(build: Build, residents: int) -> None:
    hood = build("sittard_geleen", residents)
    traits, space = hood.traits, hood.space
    assert space.cell_start[0] == space.stairwell_start[0] == space.cell_stairwell[0] == 0
    assert space.cell_start[-1] == space.stairwell_start[-1] == residents
    assert (np.repeat(np.arange(space.cell_row.size), np.diff(space.cell_start)) == traits.cell).all()
    assert (
        np.repeat(np.arange(space.stairwell_start.size - 1), np.diff(space.stairwell_start)) == traits.stairwell
    ).all()
    assert (space.stairwell_start[space.cell_stairwell] == space.cell_start).all()
    for column in (traits.cell, traits.stairwell, traits.household):
        assert np.isin(np.diff(column), (0, 1)).all()  # sorted, contiguous, none empty


@SIZES
def test_consecutive_cells_touch_and_fill_the_grid(build: Build, residents: int) -> None:
    space = build("heerlen", residents).space
    steps = np.abs(np.diff(space.cell_row)) + np.abs(np.diff(space.cell_col))
    assert (steps == 1).all()
    assert len(set(zip(space.cell_row.tolist(), space.cell_col.tolist(), strict=True))) == space.cell_row.size
    assert space.cell_row.max() < space.rows
    assert space.cell_col.max() < space.cols


def test_cells_hold_about_fifty_and_dense_neighbourhoods_have_larger_stairwells(build: Build) -> None:
    sizes = {}
    for name in neighbourhood_names():
        hood = build(name, 20_000)
        assert np.diff(hood.space.cell_start).mean() == 50
        households = hood.traits.household[-1] + 1
        sizes[load_neighbourhood(name).density.value] = households / (hood.space.stairwell_start.size - 1)
    ordered = [sizes[density] for density in sorted(sizes)]
    assert ordered == sorted(ordered)
    assert 4 < ordered[0] < 8 < ordered[-1] < 12


@SIZES
def test_every_neighbourhood_has_every_place_and_slot(build: Build, residents: int) -> None:
    hood = build("moerwijk", residents)
    named = places(hood.space, hood.slots)
    assert {name for name, _ in named} == {"square", "field", "bus_stop", "community_centre", "restaurant"}
    assert all(0 <= cell < hood.space.cell_row.size for _, cell in named)
    assert set(hood.slots.kind.tolist()) == set(SlotKind)
    assert (np.diff(hood.slots.kind) >= 0).all()
    for share in (hood.slots.flexibility, hood.slots.bridging):
        assert ((share >= 0) & (share < 1)).all()


def test_numbers_of_slots_follow_the_spacing(build: Build) -> None:
    counts = np.bincount(build("heerlen", 20_000).slots.kind)
    assert counts.tolist() == [8, 25, 5, 17, 5]


def test_slots_of_one_kind_are_spread_out(build: Build) -> None:
    hood = build("heerlen", 20_000)
    for kind in SlotKind:
        cells = np.sort(hood.slots.cell[hood.slots.kind == kind])
        runs = np.arange(cells.size) * hood.space.cell_row.size // cells.size
        assert (cells >= runs).all()
        assert (cells[:-1] < runs[1:]).all()


@SIZES
def test_near_holds_the_nearest_slots_without_help_groups(build: Build, residents: int) -> None:
    hood = build("stationsbuurt", residents)
    space, slots = hood.space, hood.slots
    candidates = np.flatnonzero(slots.kind != SlotKind.HELP_GROUP)
    rows = np.abs(space.cell_row[:, None] - space.cell_row[slots.cell[candidates]])
    cols = np.abs(space.cell_col[:, None] - space.cell_col[slots.cell[candidates]])
    distance = np.maximum(rows, cols)
    assert np.isin(slots.near, candidates).all()
    position = np.searchsorted(candidates, slots.near)
    assert (np.take_along_axis(distance, position, axis=1) == np.sort(distance, axis=1)[:, :4]).all()
    assert (np.diff(np.sort(slots.near, axis=1), axis=1) > 0).all()
