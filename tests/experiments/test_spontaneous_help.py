"""The design of the study of spontaneous help is what its question asks for."""

from __future__ import annotations

from cohesie_sim.experiment.grids import Cell
from experiments.spontaneous_help import design


def _cells() -> dict[tuple[str, str, str, float], Cell]:
    return {(c.hypothesis, c.scenario_name, c.variant, c.fte_per_10000): c for c in design().cells()}


def test_organised_or_not_meets_every_funding_and_hypothesis() -> None:
    cells = _cells()
    for hypothesis in ("article", "self_reliance", "null"):
        for fte in (0.0, 4.0, 8.0):
            support = [cells[hypothesis, "nl_2020_2022", v, fte].scenario for v in ("as_is", "organised")]
            assert [s.settings.support.organised_matching for s in support] == [False, True]
        assert (hypothesis, "no_corona", "as_is", 4.0) in cells
    assert len(cells) == 3 * 3 * 2 + 6 + 3
    assert len(design().runs()) == 46 * len(cells)


def test_each_ablation_takes_away_what_it_says() -> None:
    cells = _cells()
    changed = {name: cells["article", "nl_2020_2022", name, 4.0].scenario.parameters for name in ("as_is", "patient")}
    habit, memory, work, none = (
        cells["article", "nl_2020_2022", name, 4.0].scenario.parameters
        for name in ("no_habituation", "no_memory", "no_work", "none_of_three")
    )
    assert (habit.fear.learn, memory.spontaneous_help.idle, work.spontaneous_help.busy) == (0, 0, 1)
    assert (none.fear.learn, none.spontaneous_help.idle, none.spontaneous_help.busy) == (0, 0, 1)
    assert changed["patient"].spontaneous_help.impatience < changed["as_is"].spontaneous_help.impatience
