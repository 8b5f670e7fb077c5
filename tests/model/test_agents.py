"""What single agents do, apart from the rules that they call."""

from __future__ import annotations

import pytest

from cohesie_sim import Scenario
from cohesie_sim.kinds import INDOOR, PAUSED
from cohesie_sim.model import CommunityWorker, NeighbourhoodModel, Volunteer
from cohesie_sim.model.contacts import Contacts
from cohesie_sim.model.space import Block
from cohesie_sim.model.volunteer import NO_TIME, QUIT, UNUSED
from cohesie_sim.outcomes.columns import RESIDENT_TALLIES
from cohesie_sim.rules.ties import ACTIVITY_TIE, INDOORS, OUTDOORS, REMOTE
from cohesie_sim.rules.volunteering import BOARD_MEMBER, MATCHED_HELPER, UNCOMMITTED, VOLUNTEER, WAITING_HELPER
from tests.model.lucky import Lucky, free_adults, site_of


def test_contacts_have_a_field_for_every_channel_that_is_tallied() -> None:
    week = Contacts()
    for contact in (OUTDOORS, INDOORS, REMOTE, REMOTE):
        week.count_neighbour(contact)
    week.count_initiative(INDOORS)
    assert (week.neighbours_outdoors, week.neighbours_indoors, week.neighbours_remote) == (1, 1, 2)
    assert (week.neighbours, week.initiative, week.initiative_indoors) == (4, 1, 1)
    assert RESIDENT_TALLIES[-len(Contacts.__slots__) :] == Contacts.__slots__


def test_ties_are_kept_by_the_lower_end_and_never_within_a_household(finished: NeighbourhoodModel) -> None:
    kinds = set()
    for resident in finished.residents:
        for other, tie in resident.ties.items():
            assert (tie.low, tie.high) == (resident, other)
            assert resident.index < other.index
            assert resident.household != other.household
            kinds.add(tie.kind)
    assert ACTIVITY_TIE in kinds


def test_two_who_meet_may_form_a_tie_once(lucky: Lucky) -> None:
    one = lucky.residents[0]
    other = next(r for r in lucky.residents if r.household != one.household and r not in one.ties)
    one.get_acquainted(other, OUTDOORS, 0.0)
    assert other not in one.ties, "an encounter without trace"
    one.get_acquainted(other, OUTDOORS, 1.0)
    tie = one.ties[other]
    before = tie.strength
    one.get_acquainted(other, OUTDOORS, 1.0)
    assert one.ties[other] is tie
    assert tie.strength > before


def test_a_tie_of_an_activity_disappears_when_it_has_faded(model: NeighbourhoodModel) -> None:
    one = next(resident for resident in model.residents if resident.ties)
    other, tie = next(iter(one.ties.items()))
    tie.kind, tie.strength, tie.affinity = ACTIVITY_TIE, 1e-9, 1e-9
    one.meet_neighbours()
    assert other not in one.ties


def test_a_commitment_creates_a_volunteer_and_leaving_removes_it(model: NeighbourhoodModel) -> None:
    resident, site = free_adults(model)[0], model.initiatives[0]
    agents, crew = len(model.agents), len(site.crew)
    resident.commit(site, VOLUNTEER)
    volunteer = resident.commitment
    assert isinstance(volunteer, Volunteer)
    assert volunteer in model.agents
    assert volunteer in site.crew
    assert resident.role == VOLUNTEER
    assert not resident.is_free()
    volunteer.leave(QUIT)
    assert (len(model.agents), len(site.crew)) == (agents, crew)
    assert resident.role == UNCOMMITTED
    assert model.raw().commitments[0].tolist() == [resident.index, 0, VOLUNTEER, -4, -4, QUIT, 0]


def test_a_helper_waits_is_matched_helps_and_waits_again(lucky: Lucky) -> None:
    resident, client = free_adults(lucky)[:2]
    resident.offer_help(site_of(lucky))
    helper = resident.commitment
    assert helper is not None
    assert helper.role == WAITING_HELPER
    client.need_weeks = 3
    helper.start_helping(client)
    assert (resident.role, client.helper, client.has_unanswered_need) == (MATCHED_HELPER, helper, False)
    helper.visit_client()
    assert (client.need_weeks, client.was_helped) == (0, True)
    assert (client.contacts.volunteer, resident.contacts.volunteer) == (1, 1)
    helper.visit_client()
    assert (resident.role, client.helper, helper.client) == (WAITING_HELPER, None, None)


@pytest.mark.parametrize("used", [False, True])
@pytest.mark.parametrize(("matched", "cause", "memory"), [(True, NO_TIME, 0.0), (False, UNUSED, 1.0)])
def test_why_a_helper_leaves_follows_from_what_the_helper_does_now_and_not_from_before(
    lucky: Lucky, used: bool, matched: bool, cause: int, memory: float
) -> None:
    resident, client = free_adults(lucky)[:2]
    resident.commit(site_of(lucky), WAITING_HELPER)
    helper = resident.commitment
    assert helper is not None
    if used:
        helper.start_helping(client)
        helper.visit_client()  # nothing is needed: they part, and the helper waits again
        assert helper.role == WAITING_HELPER
    helper.idle_since -= 1
    if matched:
        helper.start_helping(client)
    helper.consider_leaving(0.0)
    assert resident.commitment is None
    assert client.helper is None
    assert resident.idle_memory == memory
    assert lucky.raw().commitments[0, 5:].tolist() == [cause, used or matched]


def test_the_longest_open_need_is_answered_first(lucky: Lucky) -> None:
    area = lucky.help_areas[0]
    helper, new, old = [resident for resident in area.residents if resident.is_adult and resident.is_free()][:3]
    helper.commit(area.group, WAITING_HELPER)
    new.need_weeks, old.need_weeks = 1, 6
    area._match(waiting=1, attention=1.0)
    assert old.helper is helper.commitment
    assert new.helper is None


@pytest.mark.parametrize(("attention", "matches"), [(0.0, 0), (0.5, 2), (1.0, 4)])
def test_workers_match_the_share_of_the_waiting_to_whom_they_attend(
    model: NeighbourhoodModel, attention: float, matches: int
) -> None:
    area = model.help_areas[0]
    adults = [resident for resident in area.residents if resident.is_adult and resident.is_free()]
    helpers, clients = adults[:4], adults[4:8]
    for helper, client in zip(helpers, clients, strict=True):
        helper.commit(area.group, WAITING_HELPER)
        client.need_weeks = 1
    assert not area.group.running, "a group would match by itself as well"
    area._match(waiting=4, attention=attention)
    assert sum(client.helper is not None for client in clients) == matches


def test_an_initiative_that_ends_lets_everybody_go(model: NeighbourhoodModel) -> None:
    site = model.initiatives[0]
    guests, crew = list(site.guests), list(site.crew)
    assert guests
    assert crew
    site._close(6)
    assert not site.running
    assert not site.guests
    assert not site.crew
    assert all(guest.participates is None for guest in guests)
    assert all(volunteer.resident.commitment is None for volunteer in crew)
    assert model.raw().lives[0, 3] == 6


def test_an_empty_site_may_be_founded_by_neighbours(lucky: Lucky) -> None:
    site = lucky.initiatives[0]
    site._close(6)
    for resident in site.block.residents:
        if resident.commitment is not None:
            resident.commitment.leave(QUIT)
        resident.stop_participating()
    site.carry_on_or_end()
    founders = [volunteer.resident for volunteer in site.crew]
    assert site.running
    assert len(founders) == site.kind.least_volunteers + site.kind.least_board
    assert all(founder.home is site.block and founder.is_adult for founder in founders)
    assert sum(founder.role == BOARD_MEMBER for founder in founders) == min(site.kind.board, len(founders))


def test_a_full_or_paused_initiative_takes_nobody(lucky: Lucky) -> None:
    resident = free_adults(lucky)[0]
    near = [site for site in resident.home.near if site is not None]
    for site in near:
        site.participants = site.kind.room
    assert not resident.join_nearby()
    for site in near:
        site.participants, site.mode = 0, PAUSED
    assert not resident.join_nearby()
    near[-1].mode, near[-1].running = INDOOR, True
    assert resident.join_nearby()
    assert resident.participates is near[-1]
    assert resident in near[-1].guests


def test_workers_move_over_the_grid_within_their_patch(scenario: Scenario) -> None:
    visited: dict[int, set[int]] = {}

    class Tracked(CommunityWorker):
        def go_to(self, block: Block) -> None:
            super().go_to(block)
            assert self in block.agents
            assert self.cell is block
            assert block in self.patch
            visited.setdefault(self.number, set()).add(block.number)

    model = NeighbourhoodModel(scenario, worker_class=Tracked).run()
    assert len(visited) == 2
    assert visited[0].isdisjoint(visited[1])
    assert visited[0] | visited[1] == set(range(len(model.blocks)))
    assert sum(isinstance(agent, CommunityWorker) for block in model.blocks for agent in block.agents) == 2


def test_workers_leave_the_grid_when_the_money_stops(scenario: Scenario) -> None:
    model = NeighbourhoodModel(scenario)
    model.step()
    assert len(model.team.workers) == 2
    model.inputs.fte_per_10000[:] = 0.0
    model.step()
    assert model.team.workers == []
    assert not any(isinstance(agent, CommunityWorker) for block in model.blocks for agent in block.agents)
    assert not any(isinstance(agent, CommunityWorker) for agent in model.agents)


def test_hours_add_up(model: NeighbourhoodModel) -> None:
    model.step()
    hours = model.team.hours
    bought = 90 * 200 / 10_000 * 36
    assert 0.6 * bought < sum(hours) + model.team.youth <= bought
