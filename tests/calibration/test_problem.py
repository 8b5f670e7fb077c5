"""Unknowns, targets with errors, and what counts of a bound."""

from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.calibration.problem import LUCK, Wanted
from cohesie_sim.calibration.unknowns import Unknown, draw_along, drawn, fitted
from cohesie_sim.declaration import declarations
from cohesie_sim.scenarios.overrides import PARTS
from tests.calibration.toys import PROBLEM

DECLARED = {row.name: row for part, record in PARTS.items() for row in declarations(record, f"{part}.")}


def test_every_unknown_is_a_parameter_whose_default_lies_inside_its_prior() -> None:
    unknowns = [*fitted(), *drawn()]
    assert len({unknown.key for unknown in unknowns}) == len(unknowns)
    for unknown in unknowns:
        assert unknown.low < unknown.high
        assert unknown.low <= DECLARED[unknown.key].value <= unknown.high
        assert DECLARED[unknown.key].kind is float
        assert unknown.why


def test_what_was_calibrated_is_fitted_and_what_is_drawn_was_assumed() -> None:
    assert {DECLARED[unknown.key].declaration.source.kind for unknown in drawn()} <= {"assumed"}


def test_the_same_luck_draws_the_same_parameters_inside_their_ranges() -> None:
    values = [draw_along(PROBLEM.drawn, luck)["noise"] for luck in range(300)]
    assert values == [draw_along(PROBLEM.drawn, luck)["noise"] for luck in range(300)]
    assert min(values) >= -1
    assert max(values) <= 1
    assert abs(np.mean(values)) < 4 * np.sqrt(1 / 3 / 300)


def test_errors_have_the_spread_of_their_target() -> None:
    found = [PROBLEM.observe({"a": 0.4, "b": 0.5}, luck) for luck in range(2000)]
    spread = np.std([one["x"] for one in found])
    assert spread == pytest.approx(np.hypot(0.05, 0.05), rel=4 / np.sqrt(2 * 2000))
    assert [one[LUCK] for one in found] == list(range(2000))


def test_a_column_counts_standard_deviations_from_the_targets() -> None:
    assert PROBLEM.column({"x": 0.45, "y": 0.1, "z": 0.5}) == pytest.approx([1.0, -2.0, 0.0])
    assert PROBLEM.column(PROBLEM.observed()) == pytest.approx([0.0, 0.0, 0.0])


@pytest.mark.parametrize(
    ("sense", "below", "above"), [("equal", 4.0, 6.0), ("at_most", 5.0, 6.0), ("at_least", 4.0, 5.0)]
)
def test_the_right_side_of_a_bound_is_as_good_as_the_bound(sense: str, below: float, above: float) -> None:
    bound = Wanted("bound", 5.0, 1.0, sense)
    assert (bound.seen(4.0), bound.seen(6.0)) == (below, above)


def test_wide_ranges_are_drawn_on_the_scale_of_ratios() -> None:
    assert Unknown("x", 0.002, 0.2, "").at(0.5) == pytest.approx(0.02)
    assert Unknown("x", 0.2, 0.8, "").at(0.5) == pytest.approx(0.5)
    assert Unknown("x", 0.0, 1.0, "").at(0.25) == 0.25
    assert [Unknown("x", 0.01, 0.1, "").at(end) for end in (0.0, 1.0)] == [0.01, 0.1]
