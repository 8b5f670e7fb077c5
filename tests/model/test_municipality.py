"""The municipality hears signals among encounters, and remembers them as the compiled engine does."""

from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.engine.columns import COOPERATION, DOSSIER, MET, PENDING, USUAL, town_columns
from cohesie_sim.engine.planning import hear_signals
from cohesie_sim.model import Municipality, NeighbourhoodModel
from cohesie_sim.outcomes.columns import ENCOUNTERS, NEIGHBOURHOOD_TALLIES, SIGNALS


@pytest.fixture
def town(model: NeighbourhoodModel) -> Municipality:
    """Return a municipality that decides on extra hours, and meets trouble in a fifth of its encounters."""
    model.now = model.now._replace(signal_hours=1.0)
    town = model.municipality
    town.met, town.dossier, town.usual, town.cooperation = 20.0, 4.0, 0.2, 0.5
    return town


def test_what_is_heard_is_remembered_and_becomes_usual_over_time(town: Municipality) -> None:
    town.met, town.dossier = 10.0, 5.0
    town.hear_signals(20.0, 15.0)
    # 0.8 * 10 + 0.2 * 20, 0.8 * 5 + 0.2 * 15, and 0.97 * 0.2 + 0.03 * 7 / 12
    assert (town.met, town.dossier, town.usual) == pytest.approx((12.0, 7.0, 0.2115))


def test_a_week_without_encounters_leaves_what_is_usual_at_the_start(model: NeighbourhoodModel) -> None:
    town = model.municipality
    town.hear_signals(0.0, 0.0)
    assert (town.met, town.dossier, town.usual) == (0.0, 0.0, model.parameters.municipality.usual_start)


def test_more_trouble_among_as_many_raises_the_alarm(town: Municipality) -> None:
    town.hear_signals(20.0, 20.0)  # remembered 7.2 against 1.2 * 0.2048 * 20 + 1 = 5.9
    assert town.pending == 10  # 20 * (1 - 0.5)


@pytest.mark.parametrize("factor", [2.0, 4.0, 0.5])
def test_a_step_in_funding_raises_no_alarm(town: Municipality, factor: float) -> None:
    for _ in range(50):
        town.hear_signals(20.0 * factor, 4.0 * factor)
        assert town.pending == 0


@pytest.mark.parametrize(("pending", "extra"), [(3, 0), (0, 3)])
def test_while_a_decision_is_pending_or_hours_last_no_alarm_is_heard(
    town: Municipality, pending: int, extra: int
) -> None:
    town.pending, town.extra_left = pending, extra
    town.hear_signals(20.0, 20.0)
    assert (town.pending, town.extra_left) == (pending, extra)


def test_without_the_measure_no_alarm_is_heard(town: Municipality) -> None:
    town.model.now = town.model.now._replace(signal_hours=0.0)
    town.hear_signals(20.0, 20.0)
    assert town.pending == 0


def test_both_engines_hear_the_same(town: Municipality) -> None:
    p, columns = town.model.parameters, town_columns(town.model.parameters)
    columns.levels[[COOPERATION, DOSSIER, MET, USUAL]] = town.cooperation, town.dossier, town.met, town.usual
    for week in range(60):
        encounters = float(week * 7 % 23)
        signals = encounters * (week % 5) // 5
        row = np.zeros(len(NEIGHBOURHOOD_TALLIES))
        row[ENCOUNTERS], row[SIGNALS] = encounters, signals
        hear_signals(columns, town.model.now, p.municipality, row)
        town.hear_signals(encounters, signals)
        assert columns.levels[[DOSSIER, MET, USUAL]].tolist() == [town.dossier, town.met, town.usual]
        assert columns.waits[PENDING] == town.pending


def test_the_model_tells_what_workers_came_across(model: NeighbourhoodModel) -> None:
    model.step()
    row, p = model.observer.row, model.parameters.municipality
    assert row[ENCOUNTERS] > 0
    assert model.municipality.met == pytest.approx((1.0 - p.memory) * row[ENCOUNTERS])
    assert model.municipality.dossier == pytest.approx((1.0 - p.memory) * row[SIGNALS])
