"""Labels that do not overlap, and files that say what they show."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from cohesie_sim.report.over_time import level_colours
from cohesie_sim.report.picture import BLUE, GREEN, VERMILION, label_ends, spread

Heights = st.lists(st.floats(-100, 100), min_size=1, max_size=12)


@given(Heights, st.floats(0.1, 20))
def test_labels_keep_their_distance_and_their_order(values: list[float], gap: float) -> None:
    moved = spread(values, gap)
    ordered = sorted(moved)
    assert all(b - a >= gap * (1 - 1e-9) for a, b in itertools.pairwise(ordered))
    assert [moved[k] for k in sorted(range(len(values)), key=lambda k: values[k])] == ordered


@given(Heights)
def test_labels_that_are_far_apart_stay_where_they_are(values: list[float]) -> None:
    apart = [value + 300 * k for k, value in enumerate(values)]
    np.testing.assert_allclose(spread(apart, 5.0), apart)


def test_two_labels_at_one_height_move_by_half_the_gap_each() -> None:
    assert spread([1.0, 1.0], 2.0) == [0.0, 2.0]


def _luminance(colour: str) -> float:
    """Return the relative luminance of the web content accessibility guidelines."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return float(np.dot(parts, (0.2126, 0.7152, 0.0722)))


def test_levels_get_lighter_step_by_step_so_that_greyscale_tells_them_apart() -> None:
    light = [_luminance(colour) for colour in level_colours([0, 2, 4, 6, 8, 12])]
    assert all(b > a + 0.015 for a, b in itertools.pairwise(light))


def test_other_colours_are_those_of_okabe_and_ito() -> None:
    assert (BLUE, VERMILION, GREEN) == ("#0072B2", "#D55E00", "#009E73")


def test_a_line_without_an_end_gets_no_label() -> None:
    axes = Figure().add_subplot()
    label_ends(axes, 1.0, 1.1, [(0.4, "there", "black"), (float("nan"), "gone", "black")], 0.05)
    assert [text.get_text() for text in axes.texts] == ["there"]
