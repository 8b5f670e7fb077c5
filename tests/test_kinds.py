"""Kinds of initiative: codes, names, and sizes that fit one another."""

from __future__ import annotations

import pytest

from cohesie_sim import kinds
from cohesie_sim.kinds import CAUSE_NAMES, KIND_NAMES, MODE_NAMES, Kind, KindsParameters, kind_of
from cohesie_sim.neighbourhood.columns import SlotKind

P = KindsParameters()


@pytest.mark.parametrize(
    ("names", "last"), [(KIND_NAMES, kinds.HELP_GROUP), (MODE_NAMES, kinds.PAUSED), (CAUSE_NAMES, kinds.MISHAP)]
)
def test_every_name_stands_at_its_code(names: tuple[str, ...], last: int) -> None:
    assert [getattr(kinds, name.upper()) for name in names] == list(range(last + 1))


def test_the_sites_of_a_neighbourhood_have_the_same_codes() -> None:
    assert [(kind.name.lower(), int(kind)) for kind in SlotKind] == [(n, c) for c, n in enumerate(KIND_NAMES)]


@pytest.mark.parametrize("name", KIND_NAMES)
def test_a_code_stands_for_the_record_of_its_name(name: str) -> None:
    assert kind_of(getattr(kinds, name.upper()), P) is getattr(P, name)


@pytest.mark.parametrize("name", KIND_NAMES)
def test_what_a_kind_cannot_do_without_is_at_most_what_it_usually_has(name: str) -> None:
    kind: Kind = getattr(P, name)
    assert 1 <= kind.least_volunteers <= kind.volunteers
    assert kind.least_board <= kind.board <= kind.volunteers
    assert (kind.least_board == 0) == (kind.board == 0)
    assert kind.small <= kind.seats
    assert (kind.room == 0) == (kind.seats == 0)


@pytest.mark.parametrize("name", KIND_NAMES)
def test_no_kind_is_paused_by_definition(name: str) -> None:
    kind: Kind = getattr(P, name)
    assert {kind.home, kind.second, kind.third} <= {kinds.INDOOR, kinds.OUTDOOR, kinds.DELIVERY, kinds.ONLINE}


def test_the_restaurant_turns_to_delivery_and_the_coffee_club_goes_outdoors() -> None:
    assert (P.restaurant.home, P.restaurant.second) == (kinds.INDOOR, kinds.DELIVERY)
    assert (P.coffee_club.home, P.coffee_club.second) == (kinds.INDOOR, kinds.OUTDOOR)


def test_only_a_help_group_has_no_visitors() -> None:
    assert [name for name in KIND_NAMES if getattr(P, name).room == 0] == ["help_group"]
