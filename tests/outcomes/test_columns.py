"""Tallies: every name stands at the position of its constant."""

from __future__ import annotations

import pytest

from cohesie_sim.kinds import KIND_NAMES, MODE_NAMES
from cohesie_sim.outcomes import columns

RESIDENT, NEIGHBOURHOOD = columns.RESIDENT_TALLIES, columns.NEIGHBOURHOOD_TALLIES
# A constant is the name in capitals. Exceptions: a resident's contact with fellow volunteers is told apart from the
# number of volunteers, and one constant marks the first of a row of kinds and of modes.
RENAMED = {"volunteer": "VOLUNTEER_CONTACT"}
ROWS = {
    columns.RUNNING_FIRST: [f"running_{kind}" for kind in KIND_NAMES],
    columns.ACTIVE_FIRST: [f"active_{kind}" for kind in KIND_NAMES],
    columns.MODE_FIRST: [f"mode_{mode}" for mode in MODE_NAMES],
}


def test_names_are_unique() -> None:
    assert len(set(RESIDENT)) == len(RESIDENT)
    assert len(set(NEIGHBOURHOOD)) == len(NEIGHBOURHOOD)


@pytest.mark.parametrize("name", RESIDENT)
def test_a_tally_of_residents_stands_at_its_constant(name: str) -> None:
    assert RESIDENT[getattr(columns, RENAMED.get(name, name.upper()))] == name


@pytest.mark.parametrize("name", [n for n in NEIGHBOURHOOD if not n.startswith(("running_", "active_", "mode_"))])
def test_a_tally_of_the_neighbourhood_stands_at_its_constant(name: str) -> None:
    assert NEIGHBOURHOOD[getattr(columns, name.upper())] == name


@pytest.mark.parametrize("first", ROWS)
def test_kinds_and_modes_stand_in_the_order_of_their_codes(first: int) -> None:
    names = ROWS[first]
    assert list(NEIGHBOURHOOD[first : first + len(names)]) == names


def test_groups_are_all_combinations_of_age_living_alone_means_and_digital_access() -> None:
    assert columns.GROUPS == 5 * 2 * 2 * 2
