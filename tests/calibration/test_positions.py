from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.calibration.positions import Position, positions_in_household


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ([70], [Position.SINGLE]),
        ([40, 10], [Position.SINGLE_PARENT, Position.CHILD]),
        ([40, 22], [Position.SINGLE_PARENT, Position.CHILD]),
        ([30, 24], [Position.COUPLE_WITHOUT_CHILDREN] * 2),  # six years apart: partners
        ([60, 30], [Position.COUPLE_WITHOUT_CHILDREN] * 2),  # grown up, whatever the age of the other
        ([45, 44, 17, 3], [Position.COUPLE_WITH_CHILDREN] * 2 + [Position.CHILD] * 2),
        ([50, 45, 40], [Position.OTHER] * 3),
    ],
)
def test_a_position_follows_from_who_lives_together(ages: list[int], expected: list[Position]) -> None:
    found = positions_in_household(np.zeros(len(ages), np.int32), np.array(ages, np.int32))
    assert found.tolist() == expected


def test_households_do_not_mix() -> None:
    found = positions_in_household(np.array([0, 1, 1]), np.array([24, 60, 50]))
    assert found.tolist() == [Position.SINGLE, *[Position.COUPLE_WITHOUT_CHILDREN] * 2]
