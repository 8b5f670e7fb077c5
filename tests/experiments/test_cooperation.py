"""The design of the study of cooperation is what its question asks for."""

from __future__ import annotations

from experiments.cooperation import design


def test_one_mechanism_is_taken_away_at_a_time_under_every_hypothesis() -> None:
    chosen = design()
    main, more_hours = chosen.grids
    assert (main.levels, more_hours.levels) == ((4,), (12,))
    assert main.hypotheses == more_hours.hypotheses == ("article", "self_reliance", "null")
    assert {variant.name: dict(variant.changes) for variant in main.variants} == {
        "as_is": {},
        "no_crisis_mode": {"support.crisis_mode": False},
        "no_brokerage": {"support.brokerage": False},
        "vain_brokerage": {"parameters.referral.gain": 0.005},
        "no_fatigue": {"parameters.municipality.tire": 0.0},
        "no_signal_hours": {"support.signal_hours": False},
        "organisation_first": {"parameters.community_work.yields": 0.0},
        "no_referral": {"support.referral": False},
    }
    assert [variant.name for variant in more_hours.variants] == ["as_is", "no_crisis_mode"]
    assert (chosen.neighbourhood, chosen.residents, chosen.seed) == ("heerlen", 4000, 1)
    assert len(chosen.runs()) == (8 + 2) * 3 * chosen.replicates


def test_what_is_taken_away_is_gone_from_the_scenario() -> None:
    cells = {(cell.variant, cell.fte_per_10000): cell.scenario for cell in design(1, 100).cells()}
    assert cells["as_is", 4].settings.support.crisis_mode is True
    assert cells["no_crisis_mode", 12].settings.support.crisis_mode is False
    assert cells["no_brokerage", 4].settings.support.brokerage is False
