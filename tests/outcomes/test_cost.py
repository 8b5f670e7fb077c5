"""Cost is a declared, assumed range."""

from __future__ import annotations

import pytest

from cohesie_sim.declaration import declarations
from cohesie_sim.outcomes.cost import CostParameters, cost_per_1000


def test_four_fte_per_ten_thousand_cost_four_tenths_of_an_fte_per_thousand() -> None:
    cost = cost_per_1000(4.0, CostParameters(50_000.0, 100_000.0))
    assert cost == pytest.approx((20_000.0, 40_000.0))


def test_no_funding_costs_nothing() -> None:
    assert cost_per_1000(0.0) == (0.0, 0.0)


def test_both_ends_are_declared_as_assumed_and_in_their_range() -> None:
    rows = declarations(CostParameters())
    assert [row.declaration.source.kind for row in rows] == ["assumed", "assumed"]
    assert all(row.declaration.low <= row.value <= row.declaration.high for row in rows)
    assert rows[0].value < rows[1].value
