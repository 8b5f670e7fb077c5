"""The design of the study corona-proof is what its question asks for."""

from __future__ import annotations

from cohesie_sim.kinds import DELIVERY
from experiments.corona_proof import design


def test_funding_facilitation_and_delivery_meet_every_hypothesis() -> None:
    cells = {(c.hypothesis, c.variant, c.fte_per_10000): c for c in design().cells()}
    for hypothesis in ("article", "self_reliance", "null"):
        own = {(variant, fte) for name, variant, fte in cells if name == hypothesis}
        assert {("as_is", 0.0), ("as_is", 4.0), ("as_is", 12.0), ("no_delivery", 0.0), ("no_delivery", 4.0)} < own
        assert {("unfacilitated", 4.0), ("other_work", 4.0)} < own
    assert len(cells) == 3 * 7 + 6
    assert len(design().runs()) == 50 * len(cells)


def test_facilitation_without_effect_is_the_sum_of_its_ways() -> None:
    cells = {c.variant: c.scenario.parameters for c in design().cells() if c.hypothesis == "article"}
    bare, usual = cells["unfacilitated"], cells["as_is"]
    assert usual.adaptation.supported > 0 == bare.adaptation.supported == cells["no_adapting"].adaptation.supported
    assert usual.viability.energy_supported > 0 == bare.viability.energy_supported
    assert usual.viability.found_supported > 0 == bare.viability.found_supported
    assert usual.volunteering.relief > 0 == bare.volunteering.relief
    assert bare.community_work == usual.community_work  # the workers do the same


def test_without_delivery_the_restaurant_has_no_other_way() -> None:
    cells = {c.variant: c.scenario.parameters for c in design().cells()}
    restaurant = cells["no_delivery"].kinds.restaurant
    assert cells["as_is"].kinds.restaurant.second == DELIVERY
    assert {restaurant.second, restaurant.third} == {restaurant.home}
