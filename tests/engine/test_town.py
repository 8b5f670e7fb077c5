"""The municipality's columns: links, kept up in turn, and decisions that fall due once."""

from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.conditions import Conditions
from cohesie_sim.engine.columns import COOPERATION, DOSSIER, EXTRA_LEFT, PENDING, USUAL, Town, town_columns
from cohesie_sim.engine.joining import maintain_links, mean_link
from cohesie_sim.engine.planning import govern, hear_signals
from cohesie_sim.outcomes.columns import NEIGHBOURHOOD_TALLIES
from cohesie_sim.parameters import Parameters
from tests.engine.small import PACKED, P

QUIET = Conditions(0, *[0.0] * (len(Conditions._fields) - 1))


@pytest.fixture
def town() -> Town:
    return town_columns(Parameters())


def test_every_week_one_kind_of_professional_gets_attention_in_turn(town: Town) -> None:
    grown = []
    for week in range(-3, 9):
        before = town.links.copy()
        maintain_links(town, week, 1.0, PACKED)
        grown.append(np.flatnonzero(town.links > before).tolist())
    assert [len(kinds) for kinds in grown] == [1] * 12
    assert grown[:6] == grown[6:]
    assert sorted(kind for kinds in grown[:6] for kind in kinds) == list(range(6))
    assert mean_link(town) == pytest.approx(town.links.mean())


def test_an_alarm_leads_to_extra_hours_once_after_the_delay(town: Town) -> None:
    town.levels[COOPERATION] = 0.5  # delay 20 * (1 - 0.5) = 10 weeks
    town.levels[DOSSIER], town.levels[USUAL] = 50.0, 10.0
    heard = QUIET._replace(signal_hours=1.0)
    hear_signals(town, 0.0, 1000, heard, P.municipality)
    assert town.waits.tolist() == [10, 0]
    left = []
    for _ in range(30):
        govern(town, QUIET, P.municipality, np.zeros(len(NEIGHBOURHOOD_TALLIES)))
        left.append(int(town.waits[EXTRA_LEFT]))
    weeks = P.municipality.extra_weeks
    assert left == [0] * 9 + list(range(weeks, 0, -1)) + [0] * (30 - 9 - weeks)


@pytest.mark.parametrize(("pending", "extra"), [(3, 0), (0, 3)])
def test_while_a_decision_is_pending_or_hours_last_no_alarm_is_heard(town: Town, pending: int, extra: int) -> None:
    town.waits[PENDING], town.waits[EXTRA_LEFT] = pending, extra
    town.levels[DOSSIER], town.levels[USUAL] = 50.0, 10.0
    hear_signals(town, 500.0, 1000, QUIET._replace(signal_hours=1.0), P.municipality)
    assert town.waits.tolist() == [pending, extra]


def test_without_the_measure_no_alarm_is_heard(town: Town) -> None:
    town.levels[DOSSIER], town.levels[USUAL] = 50.0, 10.0
    hear_signals(town, 500.0, 1000, QUIET, P.municipality)
    assert town.waits.tolist() == [0, 0]
