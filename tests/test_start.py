"""The start: initiatives at their usual size, ties in balance, and nobody in two places."""

from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.kinds import HELP_GROUP, KindsParameters, kind_of
from cohesie_sim.neighbourhood import Neighbourhood, build_neighbourhood, load_neighbourhood
from cohesie_sim.parameters import Parameters
from cohesie_sim.rules.ties import usual_chance, usual_strength
from cohesie_sim.rules.volunteering import BOARD_MEMBER, UNCOMMITTED, VOLUNTEER
from cohesie_sim.start import ADULT, Start, starting_state

RESIDENTS = 600
P = Parameters()


@pytest.fixture(scope="module")
def hood() -> Neighbourhood:
    return build_neighbourhood(load_neighbourhood("moerwijk"), RESIDENTS, seed=5, replicate=2)


@pytest.fixture(scope="module")
def start(hood: Neighbourhood) -> Start:
    return starting_state(hood, P, 5, 2)


def _same(one: Start, other: Start) -> bool:
    return all(np.array_equal(getattr(one, field), getattr(other, field)) for field in Start._fields)


def test_the_same_luck_gives_the_same_start(hood: Neighbourhood, start: Start) -> None:
    assert _same(start, starting_state(hood, P, 5, 2))


@pytest.mark.parametrize(("seed", "replicate"), [(6, 2), (5, 3)])
def test_other_luck_commits_other_people_but_leaves_ties_alone(
    hood: Neighbourhood, start: Start, seed: int, replicate: int
) -> None:
    other = starting_state(hood, P, seed, replicate)
    assert not np.array_equal(start.initiative, other.initiative)
    assert np.array_equal(start.strength, other.strength)
    assert np.array_equal(start.usual_neighbours, other.usual_neighbours)


def test_every_site_but_those_of_help_groups_has_an_initiative(hood: Neighbourhood, start: Start) -> None:
    assert start.running.tolist() == [bool(kind != HELP_GROUP) for kind in hood.slots.kind]


def test_a_role_goes_with_an_initiative_and_excludes_taking_part(start: Start) -> None:
    committed = start.role != UNCOMMITTED
    assert set(start.role[committed]) <= {VOLUNTEER, BOARD_MEMBER}
    assert np.array_equal(committed, start.initiative >= 0)
    assert not (committed & (start.participates >= 0)).any()


def test_adults_volunteer_and_the_young_take_part_from_their_age(hood: Neighbourhood, start: Start) -> None:
    assert hood.traits.age[start.initiative >= 0].min() >= ADULT
    taking_part = start.participates >= 0
    youngest = P.participation.youngest
    assert hood.traits.age[taking_part].min() >= youngest
    assert taking_part[(hood.traits.age >= youngest) & (hood.traits.age < ADULT)].any()


def test_everybody_goes_to_a_site_near_home(hood: Neighbourhood, start: Start) -> None:
    for slot in (start.initiative, start.participates):
        (going,) = np.nonzero(slot >= 0)
        near = hood.slots.near[hood.traits.cell[going]]
        assert (near == slot[going, None]).any(axis=1).all()


def test_initiatives_have_at_most_their_usual_size_and_boards_are_filled_first(
    hood: Neighbourhood, start: Start
) -> None:
    full = 0
    for s, code in enumerate(hood.slots.kind):
        kind = kind_of(int(code), P.kinds)
        volunteers = int((start.initiative == s).sum())
        board = int(((start.initiative == s) & (start.role == BOARD_MEMBER)).sum())
        assert volunteers <= kind.volunteers
        assert board == min(kind.board, volunteers)
        assert (start.participates == s).sum() <= int(0.8 * kind.room)
        full += kind.volunteers == volunteers > 0
    assert full > 0


def test_places_are_taken_as_long_as_there_are_any(hood: Neighbourhood, start: Start) -> None:
    """Whoever could volunteer and does nothing finds every site near home full."""
    volunteers = np.bincount(start.initiative[start.initiative >= 0], minlength=len(hood.slots.kind))
    usual = np.array([kind_of(int(code), P.kinds).volunteers for code in hood.slots.kind])
    (idle,) = np.nonzero((hood.traits.age >= ADULT) & (start.initiative < 0) & (start.participates < 0))
    assert idle.size > 0
    near = hood.slots.near[hood.traits.cell[idle]]
    assert (volunteers[near] == usual[near])[near >= 0].all()


def test_smaller_kinds_commit_fewer(hood: Neighbourhood, start: Start) -> None:
    kinds = KindsParameters()
    small = P._replace(kinds=kinds._replace(huiskamer=kinds.huiskamer._replace(volunteers=8)))
    fewer = starting_state(hood, small, 5, 2)
    assert 0 < (fewer.role != UNCOMMITTED).sum() < (start.role != UNCOMMITTED).sum()


def test_ties_start_in_balance_and_usual_contact_is_what_they_add_up_to(hood: Neighbourhood, start: Start) -> None:
    ties, preference = hood.ties, hood.traits.outdoor_preference
    usual = np.zeros(RESIDENTS)
    for i in range(RESIDENTS):
        for k in range(int(ties.count[i])):
            j = int(ties.partner[i, k])
            pair = (float(ties.affinity[i, k]), 0.5 * float(preference[i] + preference[j]))
            assert start.strength[i, k] == usual_strength(*pair, P.ties)
            usual[[i, j]] += usual_chance(*pair, P.ties)
        assert not start.strength[i, ties.count[i] :].any()
    assert usual == pytest.approx(start.usual_neighbours)
    assert usual.max() > 0.0
