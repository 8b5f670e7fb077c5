"""Unknowns, blocks, targets with errors, and what counts of a bound."""

from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.calibration.problem import Wanted
from cohesie_sim.calibration.targets import fitted_targets
from cohesie_sim.calibration.unknowns import Unknown, blocks, draw_along, drawn, fitted
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
        assert DECLARED[unknown.key].declaration.role == "uncertainty"
        assert unknown.why


def test_what_is_drawn_along_was_assumed() -> None:
    assert {DECLARED[unknown.key].declaration.source.kind for unknown in drawn()} == {"assumed"}


def test_every_fitted_target_belongs_to_one_block() -> None:
    for target in fitted_targets():
        assert sum(block.asks(target.id) for block in blocks()) == 1, target.id
    for block in blocks():
        for pattern in block.targets:
            assert any(block.asks(target.id) for target in fitted_targets()), pattern
        assert len(block.fitted) <= 6  # more would leave no effective particles


def test_the_same_luck_draws_the_same_parameters_inside_their_ranges() -> None:
    values = [draw_along(PROBLEM.drawn, luck)["noise"] for luck in range(300)]
    assert values == [draw_along(PROBLEM.drawn, luck)["noise"] for luck in range(300)]
    assert min(values) >= -1
    assert max(values) <= 1
    assert abs(np.mean(values)) < 4 * np.sqrt(1 / 3 / 300)


def test_wide_ranges_are_drawn_on_the_scale_of_ratios() -> None:
    assert Unknown("x", 0.002, 0.2, "").at(0.5) == pytest.approx(0.02)
    assert Unknown("x", 0.2, 0.8, "").at(0.5) == pytest.approx(0.5)
    assert Unknown("x", 0.0, 1.0, "").at(0.25) == 0.25
    assert [Unknown("x", 0.01, 0.1, "").at(end) for end in (0.0, 1.0)] == [0.01, 0.1]


def test_the_prior_gives_every_unknown_a_value_and_drawn_ones_by_luck() -> None:
    values = PROBLEM.from_prior(5)
    assert list(values) == ["a", "b", "noise"]
    assert values == PROBLEM.from_prior(5)
    assert values["noise"] == draw_along(PROBLEM.drawn, 5)["noise"]


def test_errors_have_the_spread_of_their_target() -> None:
    found = [PROBLEM.with_errors({"x": 0.4, "y": 0.9, "z": 0.5}, luck)["x"] for luck in range(2000)]
    assert np.std(found) == pytest.approx(0.05, rel=4 / np.sqrt(2 * 2000))
    assert np.mean(found) == pytest.approx(0.4, abs=4 * 0.05 / np.sqrt(2000))


def test_a_column_counts_standard_deviations_from_the_targets() -> None:
    assert PROBLEM.column({"x": 0.45, "y": 0.8, "z": 0.5}) == pytest.approx([1.0, -2.0, 0.0])
    assert PROBLEM.column(PROBLEM.observed()) == pytest.approx([0.0, 0.0, 0.0])
    narrowed = [PROBLEM.narrowed(block) for block in PROBLEM.blocks]
    assert [[target.name for target in problem.targets] for problem in narrowed] == [["x"], ["y", "z"]]
    assert narrowed[1].column({"x": 0.45, "y": 0.8, "z": 0.5}) == pytest.approx([-2.0, 0.0])


@pytest.mark.parametrize(
    ("sense", "below", "above"), [("equal", 4.0, 6.0), ("at_most", 5.0, 6.0), ("at_least", 4.0, 5.0)]
)
def test_the_right_side_of_a_bound_is_as_good_as_the_bound(sense: str, below: float, above: float) -> None:
    bound = Wanted("bound", 5.0, 1.0, sense)
    assert (bound.seen(4.0), bound.seen(6.0)) == (below, above)
