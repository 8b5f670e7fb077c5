"""Behaviour is changed by a subclass and nothing else."""

from __future__ import annotations

import random

import numpy as np

from cohesie_sim import Scenario
from cohesie_sim.kinds import PAUSED
from cohesie_sim.model import CommunityWorker, Initiative, Municipality, NeighbourhoodModel, Resident, Volunteer
from cohesie_sim.model.space import Block
from cohesie_sim.model.volunteer import INITIATIVE_ENDED, STILL_COMMITTED


class Fearless(Resident):
    """Somebody whom the news leaves cold."""

    def feel(self) -> None:
        super().feel()
        self.fear = 0.0


class Shy(CommunityWorker):
    """A worker who never speaks to strangers."""

    def talk(self, resident: Resident, in_person: bool, on_round: bool) -> None:
        if resident.is_known_to_workers:
            super().talk(resident, in_person, on_round)


class AtHome(CommunityWorker):
    """A worker who does not go into the street when working from home is advised."""

    def visit_block(self, block: Block, youth_only: bool) -> None:
        if self.model.now.home_advice == 0.0:
            super().visit_block(block, youth_only)


class Stubborn(Initiative):
    """An initiative that never looks for another way."""

    def adapt(self) -> None:
        super().adapt()
        if self.mode != self.kind.home:
            self.mode = PAUSED


class Loyal(Volunteer):
    """A volunteer who never leaves, unless the initiative ends."""

    def leave(self, cause: int) -> None:
        if cause == INITIATIVE_ENDED:
            super().leave(cause)


class Siloed(Municipality):
    """Organisations that never look beyond their own walls."""

    def govern(self) -> None:
        super().govern()
        self.cooperation = 0.0


def test_residents_without_fear_go_out_more(scenario: Scenario, finished: NeighbourhoodModel) -> None:
    fearless = NeighbourhoodModel(scenario, resident_class=Fearless).run().weekly()
    usual = finished.weekly()
    assert fearless["fear"].max() == 0.0 < usual["fear"].max()
    lockdown = usual["fear"] > 0.2
    column = "face_to_face_per_day"
    assert (fearless[column] > usual[column])[lockdown].all()
    before = usual["fear"] == 0.0
    np.testing.assert_array_equal(fearless[column][before], usual[column][before])


def test_workers_who_speak_to_no_stranger_know_nobody(scenario: Scenario, finished: NeighbourhoodModel) -> None:
    shy = NeighbourhoodModel(scenario, worker_class=Shy).run().weekly()
    assert shy["contacts_worker_met"].max() == 0.0
    assert shy["known_by_worker"].max() == 0.0 < finished.weekly()["known_by_worker"].max()


def test_workers_who_stay_at_home_meet_nobody_in_the_street_of_a_lockdown(
    scenario: Scenario, finished: NeighbourhoodModel
) -> None:
    advised = scenario.weekly_inputs().home_advice[scenario.burn_in_weeks :] > 0.0
    at_home = NeighbourhoodModel(scenario, worker_class=AtHome).run().weekly()
    assert (at_home["cells_visited"][advised] == 0).all()
    assert finished.weekly()["cells_visited"][advised].sum() > 0


def test_initiatives_that_never_adapt_are_paused(scenario: Scenario) -> None:
    stubborn = NeighbourhoodModel(scenario, initiative_class=Stubborn).run().weekly()
    assert stubborn["mode_paused"].max() > 0
    assert stubborn[["mode_online"]].max().item() == 0


def test_loyal_volunteers_do_not_quit(scenario: Scenario) -> None:
    model = NeighbourhoodModel(scenario, volunteer_class=Loyal).run()
    assert all(isinstance(resident.commitment, Loyal | None) for resident in model.residents)
    causes = set(model.raw().commitments[:, 5].tolist())
    assert causes <= {STILL_COMMITTED, INITIATIVE_ENDED}


def test_a_siloed_municipality_lets_professionals_refer_by_the_workers_only(scenario: Scenario) -> None:
    siloed = NeighbourhoodModel(scenario, municipality_class=Siloed).run().weekly()
    assert siloed["referred_direct"].sum() == 0


def test_another_source_of_luck_takes_two_methods(scenario: Scenario, finished: NeighbourhoodModel) -> None:
    class WithPythonsLuck(NeighbourhoodModel):
        def draw(self, stream: int, entity: int) -> float:  # noqa: ARG002 - the luck of whoever asks
            return self.random.random()

        def draw_pair(self, stream: int, first: int, second: int) -> float:  # noqa: ARG002 - as above
            return self.random.random()

    assert isinstance(NeighbourhoodModel(scenario).random, random.Random)
    other = WithPythonsLuck(scenario).run().weekly()
    assert not np.array_equal(other["isolated"], finished.weekly()["isolated"])
