"""The design of the study of nearness is what its question asks for."""

from __future__ import annotations

from experiments.nearness import design


def test_discretion_goes_from_strictly_home_to_fully_out() -> None:
    first = design(1, 100).grids[0]
    discretion = [dict(variant.changes)["parameters.community_work.discretion"] for variant in first.variants]
    assert discretion == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert [variant.name for variant in first.variants] == ["out_0", "out_25", "out_50", "out_75", "out_100"]
    assert (first.levels, first.hypotheses) == ((4,), ("article",))


def test_conditions_are_those_that_answer_the_question() -> None:
    cells = {(cell.hypothesis, cell.scenario_name, cell.variant, cell.fte_per_10000) for cell in design(1, 100).cells()}
    years, none = "nl_2020_2022", "no_corona"
    for rival in ("self_reliance", "null"):
        assert {(rival, years, "out_0", 4), (rival, years, "out_100", 4), (rival, years, "as_is", 0)} <= cells
        assert {(rival, years, "no_formats", 4), (rival, none, "no_formats", 4)} <= cells
    assert {("article", years, "no_habit", 4), ("article", none, "no_habit", 4)} <= cells
    assert {("article", years, "bare_0", 4), ("article", years, "bare_100", 4)} <= cells
    assert len(cells) == 25
    chosen = design()
    assert len(chosen.runs()) == 25 * chosen.replicates
    assert (chosen.neighbourhood, chosen.residents, chosen.seed) == ("heerlen", 4000, 1)


def test_without_corona_formats_are_off_on_both_sides() -> None:
    cells = [cell for cell in design(1, 100).cells() if cell.variant in {"no_formats", "no_habit"}]
    assert {cell.scenario_name for cell in cells} == {"nl_2020_2022", "no_corona"}
    assert all(cell.scenario.settings.support.outdoor_formats is False for cell in cells)
