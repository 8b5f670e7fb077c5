"""The design behind the policy page fills the space of choices evenly; its pairs differ in one choice."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from cohesie_sim.experiment.grids import Cell
from cohesie_sim.rules.hypothesis import HYPOTHESES
from experiments.policy_space import MOST, PLACES, SCENARIOS, design, fte


@pytest.fixture(scope="module")
def cells() -> dict[str, Cell]:
    return {cell.variant: cell for cell in design(1, 100).cells()}


def choices(cell: Cell) -> tuple[object, ...]:
    support, phases = cell.scenario.settings.support, cell.scenario.settings.funding.phases
    assert phases is not None
    return (
        cell.fte_per_10000,
        cell.fte_per_10000 if phases.during is None else phases.during,
        phases.after,
        cell.scenario_name,
        cell.scenario.neighbourhood,
        cell.hypothesis,
        *(getattr(support, name) is not False for name in ("corona_fund", "health_advice", "steering_group")),
    )


def test_a_tenth_of_the_points_is_at_each_end_of_the_funding() -> None:
    assert [fte(place) for place in (0.0, 0.1, 0.5, 0.9, 1.0)] == [0.0, 0.0, MOST / 2, MOST, MOST]


def test_points_fill_the_space_evenly(cells: dict[str, Cell]) -> None:
    fitted = [choices(cell) for name, cell in cells.items() if name.startswith("fit")]
    assert len(fitted) == 256
    for place in range(3):
        levels = np.array([one[place] for one in fitted], np.float64)
        assert (levels.min(), levels.max()) == (0.0, MOST)
        assert np.quantile(levels, 0.5) == pytest.approx(MOST / 2, abs=0.2)
    for place, names in ((3, SCENARIOS), (4, PLACES), (5, tuple(HYPOTHESES))):
        counted = Counter(one[place] for one in fitted)
        assert set(counted) == set(names)
        assert max(counted.values()) - min(counted.values()) <= 3
    crisis = [one for one in fitted if one[3] != "no_corona"]
    for place in (6, 7, 8):
        assert sum(bool(one[place]) for one in crisis) == pytest.approx(len(crisis) / 2, abs=10)


def test_pairs_differ_in_one_choice_and_each_choice_has_its_turn(cells: dict[str, Cell]) -> None:
    differing: Counter[int] = Counter()
    for k in range(32):
        first, second = (choices(cells[f"out{k:03d}_{end}"]) for end in "ab")
        places = [place for place, (one, other) in enumerate(zip(first, second, strict=True)) if one != other]
        assert places
        if 3 in places:  # without corona there is no support, so that both change
            assert set(places) <= {3, 6, 7, 8}
            places = [3]
        assert len(places) == 1
        differing.update(places)
    assert set(differing) == set(range(9))


def test_without_corona_there_is_no_support(cells: dict[str, Cell]) -> None:
    assert not any(any(choices(cell)[6:]) for cell in cells.values() if cell.scenario_name == "no_corona")


def test_every_condition_lasts_to_the_end_of_2023_and_results_are_condensed(cells: dict[str, Cell]) -> None:
    assert {cell.scenario.weeks for cell in cells.values()} == {208}
    assert design().condensed


def test_what_people_ask_first_is_computed_in_every_neighbourhood(cells: dict[str, Cell]) -> None:
    for place in PLACES:
        usual, halved = (choices(cells[f"{name}_{place}_article"]) for name in ("usual", "halved"))
        assert usual == (4.0, 4.0, 4.0, "hold_after", place, "article", True, True, True)
        assert halved == (4.0, 4.0, 2.0, *usual[3:])
    assert sum(name.startswith(("usual", "halved")) for name in cells) == 2 * (len(PLACES) + len(HYPOTHESES) - 1)
