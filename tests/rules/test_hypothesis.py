"""Hypotheses: three multipliers separate the rival explanations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.rules.adaptation import AdaptationParameters, adapt_chance, least_openness
from cohesie_sim.rules.hypothesis import HYPOTHESES, Hypothesis
from cohesie_sim.rules.participation import ParticipationParameters, invited_chance
from cohesie_sim.rules.trust import TrustParameters, next_trust
from cohesie_sim.rules.viability import ViabilityParameters, found_chance, next_energy
from cohesie_sim.rules.volunteering import VolunteeringParameters, next_strain, recruit_chance

SHARE = st.floats(0, 1)
RIVALS = ["self_reliance", "null"]


def test_there_are_three_and_the_article_is_the_measure_of_the_others() -> None:
    assert set(HYPOTHESES) == {"article", "self_reliance", "null"}
    assert HYPOTHESES["article"] == Hypothesis(support=1.0, autonomy=1.0, lasting=1.0)


def test_under_self_reliance_only_the_strength_of_initiatives_differs() -> None:
    rival = HYPOTHESES["self_reliance"]
    assert rival.support == 0.0
    assert rival.autonomy > 1.0
    assert rival.lasting == 1.0


def test_under_null_workers_leave_no_trace_and_initiatives_are_as_in_the_article() -> None:
    assert HYPOTHESES["null"] == Hypothesis(support=0.0, autonomy=1.0, lasting=0.0)


@pytest.mark.parametrize("name", RIVALS)
@given(support=SHARE, energy=SHARE, strain=SHARE, share=SHARE)
def test_outside_the_article_support_adds_nothing_to_an_initiative(
    name: str, support: float, energy: float, strain: float, share: float
) -> None:
    felt = HYPOTHESES[name].support * support
    v, w, a = ViabilityParameters(), VolunteeringParameters(), AdaptationParameters()
    assert next_energy(energy, share, felt, share, strain, v) == next_energy(energy, share, 0.0, share, strain, v)
    assert found_chance(True, felt, share, v) == found_chance(True, 0.0, share, v)
    assert adapt_chance(a.adapt, share, felt, 1.0, a) == adapt_chance(a.adapt, share, 0.0, 1.0, a)
    assert recruit_chance(share, share, felt, share, w) == recruit_chance(share, share, 0.0, share, w)
    tired = next_strain(strain, 8.0, False, share, 1.0, 0.0, share, False, felt, w)
    assert tired == next_strain(strain, 8.0, False, share, 1.0, 0.0, share, False, 0.0, w)


@pytest.mark.parametrize("name", HYPOTHESES)
@given(energy=SHARE, strain=SHARE, share=SHARE)
def test_no_hypothesis_lifts_an_initiative_of_middling_autonomy(
    name: str, energy: float, strain: float, share: float
) -> None:
    autonomy, v, a = HYPOTHESES[name].autonomy, ViabilityParameters(), AdaptationParameters()
    felt = autonomy * (0.5 * (share + (1.0 - share)) - 0.5)  # flexibility makes up for a lack of bridging ties
    assert next_energy(energy, share, share, felt, strain, v) == pytest.approx(
        next_energy(energy, share, share, 0.0, strain, v)
    )
    assert least_openness(0.5, autonomy, a) == a.least_open


@given(trust=SHARE, usual=SHARE, fear=SHARE, met=st.integers(0, 5), called=st.integers(0, 5))
def test_under_null_a_talk_with_a_worker_changes_neither_trust_nor_joining(
    trust: float, usual: float, fear: float, met: int, called: int
) -> None:
    lasting, p = HYPOTHESES["null"].lasting, TrustParameters()
    alone = next_trust(trust, usual, 0, 0, False, 0, lasting, p)
    assert next_trust(trust, usual, met, called, False, 0, lasting, p) == alone
    assert invited_chance(trust, fear, lasting, ParticipationParameters()) == 0.0
