"""What initiatives bring to people, and whom they recruit; and what minors are spared."""

from __future__ import annotations

import pytest

from cohesie_sim.kinds import COFFEE_CLUB, DELIVERY, INDOOR, PAUSED, RESTAURANT
from cohesie_sim.model import Initiative, NeighbourhoodModel, Resident
from cohesie_sim.model.contacts import Contacts
from cohesie_sim.outcomes.columns import DELIVERIES, VOLUNTEERS_RECRUITED
from cohesie_sim.randomness import Stream
from cohesie_sim.rules.volunteering import UNCOMMITTED, VOLUNTEER, WAITING_HELPER
from tests.model.lucky import Lucky, free_adults, site_of

EACH = 4  # meals that one volunteer brings


def _staff(model: NeighbourhoodModel, hosts: int, meal: float = 0.5) -> tuple[Initiative, list[Resident]]:
    """Return a restaurant that delivers, with some volunteers and twenty on its list."""
    p, site = model.parameters, site_of(model, RESTAURANT)
    participation = p.participation._replace(deliveries=EACH)
    model.parameters = p._replace(participation=participation, needs=p.needs._replace(meal=meal))
    site._close(6)
    people = free_adults(model)[: hosts + 20]
    for resident in people[:hosts]:
        resident.commit(site, VOLUNTEER)
    for resident in people[hosts:]:
        resident.participate(site)
    site.running, site.mode = True, DELIVERY
    return site, people[hosts:]


@pytest.mark.parametrize(("hosts", "delivered"), [(0, 0), (1, 4), (3, 12), (5, 20), (7, 20)])
def test_the_luckiest_get_a_meal_as_many_as_the_volunteers_can_bring(
    model: NeighbourhoodModel, hosts: int, delivered: int
) -> None:
    site, guests = _staff(model, hosts)
    site.hold_meeting()
    served = [guest for guest in guests if guest.came]
    by_luck = sorted(guests, key=lambda guest: guest.draw(Stream.SEAT_RANK))
    assert set(served) == set(by_luck[:delivered])
    assert site.attended == model.observer.row[DELIVERIES] == delivered
    assert [guest.contacts.initiative_outdoors for guest in guests] == [int(guest.came) for guest in guests]
    assert sum(volunteer.resident.contacts.initiative for volunteer in site.crew) == delivered


@pytest.mark.parametrize("meal", [0.0, 0.5, 1.0])
def test_a_meal_meets_a_need_by_luck(model: NeighbourhoodModel, meal: float) -> None:
    site, guests = _staff(model, 3, meal)
    for guest in guests:
        guest.need_weeks = 3
    site.hold_meeting()
    met = {guest for guest in guests if guest.came and guest.draw(Stream.MEAL) < meal}
    assert {guest for guest in guests if guest.was_helped} == met
    assert {guest for guest in guests if guest.need_weeks == 0} == met


def test_a_participant_of_a_paused_initiative_whom_a_helper_visits_is_not_recruited(lucky: Lucky) -> None:
    site = site_of(lucky, COFFEE_CLUB)
    helper, guest = free_adults(lucky)[:2]
    guest.participate(site)
    site.mode, site.volunteers = PAUSED, 0
    helper.commit(site_of(lucky), WAITING_HELPER)
    assert helper.commitment is not None
    guest.need_weeks = 1
    helper.commitment.start_helping(guest)
    site.hold_meeting()
    helper.commitment.visit_client()
    assert guest.seen_by_initiative == lucky.now.week
    guest.consider_volunteering()
    assert (guest.role, guest.participates) == (UNCOMMITTED, site)
    assert lucky.observer.row[VOLUNTEERS_RECRUITED] == 0


def test_who_came_to_an_initiative_without_volunteers_is_recruited(lucky: Lucky) -> None:
    site = site_of(lucky, COFFEE_CLUB)
    guest = free_adults(lucky)[0]
    guest.participate(site)
    site.mode, site.volunteers = INDOOR, 0
    lucky.now = lucky.now._replace(open_indoor=1.0)
    site.hold_meeting()
    assert guest.came
    guest.consider_volunteering()
    assert (guest.role, guest.participates) == (VOLUNTEER, None)
    assert guest.commitment in site.crew
    guest.begin_week()
    assert not guest.came


def test_minors_get_no_need_of_their_own(lucky: Lucky) -> None:
    for resident in lucky.residents:
        resident.face_needs()
    assert all(resident.need_weeks == int(resident.age >= 18) for resident in lucky.residents)
    assert {resident.need_weeks for resident in lucky.residents} == {0, 1}


def test_whoever_has_no_contact_is_isolated_from_eighteen_on(model: NeighbourhoodModel) -> None:
    for resident in model.residents:
        resident.family = resident.friends = resident.neighbours = 0.0
        resident.contacts = Contacts(worker_met=5)  # a worker is no neighbour
        resident.look_back()
    assert all(resident.isolated == (resident.age >= 18) for resident in model.residents)
    assert {resident.isolated for resident in model.residents} == {False, True}
