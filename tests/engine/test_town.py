"""The municipality's columns: links, kept up in turn, and decisions that fall due once."""

from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.engine import site
from cohesie_sim.engine.columns import COOPERATION, DOSSIER, EXTRA_LEFT, MET, PENDING, USUAL, Town, town_columns
from cohesie_sim.engine.joining import maintain_links, mean_link
from cohesie_sim.engine.planning import govern, hear_signals, matching_demand
from cohesie_sim.kinds import HELP_GROUP, HUISKAMER
from cohesie_sim.outcomes.columns import ENCOUNTERS, SIGNALS
from cohesie_sim.parameters import Parameters
from tests.engine.small import PACKED, QUIET, P, sites, slots, tallies

HEARD = QUIET._replace(signal_hours=1.0)


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


def _hear(town: Town, encounters: float, signals: float, heard: bool = True) -> None:
    row = tallies()
    row[ENCOUNTERS], row[SIGNALS] = encounters, signals
    hear_signals(town, HEARD if heard else QUIET, P.municipality, row)


def _remember(town: Town, encounters: float, signals: float, usual: float) -> None:
    town.levels[MET], town.levels[DOSSIER], town.levels[USUAL] = encounters, signals, usual


def test_what_is_heard_is_remembered_and_becomes_usual_over_time(town: Town) -> None:
    _remember(town, 10.0, 5.0, 0.2)
    _hear(town, 20.0, 15.0)
    # 0.8 * 10 + 0.2 * 20, 0.8 * 5 + 0.2 * 15, and 0.97 * 0.2 + 0.03 * 7 / 12
    assert town.levels[[MET, DOSSIER, USUAL]].tolist() == pytest.approx([12.0, 7.0, 0.2115])


def test_a_week_without_encounters_leaves_what_is_usual_at_the_start(town: Town) -> None:
    _hear(town, 0.0, 0.0)
    assert town.levels[[MET, DOSSIER, USUAL]].tolist() == [0.0, 0.0, P.municipality.usual_start]
    assert town.waits.tolist() == [0, 0]


def test_an_alarm_leads_to_extra_hours_once_after_the_delay(town: Town) -> None:
    town.levels[COOPERATION] = 0.5  # delay 20 * (1 - 0.5) = 10 weeks
    _remember(town, 100.0, 50.0, 0.1)
    _hear(town, 100.0, 50.0)
    assert town.waits.tolist() == [10, 0]
    left = []
    for _ in range(30):
        govern(town, QUIET, P.municipality, tallies())
        left.append(int(town.waits[EXTRA_LEFT]))
    weeks = P.municipality.extra_weeks
    assert left == [0] * 9 + list(range(weeks, 0, -1)) + [0] * (30 - 9 - weeks)


def test_as_many_signals_among_more_encounters_are_no_alarm(town: Town) -> None:
    _remember(town, 1000.0, 50.0, 0.1)
    _hear(town, 1000.0, 50.0)
    assert town.waits.tolist() == [0, 0]


@pytest.mark.parametrize("factor", [2.0, 4.0, 0.5])
def test_a_step_in_funding_raises_no_alarm(town: Town, factor: float) -> None:
    _remember(town, 20.0, 4.0, 0.2)
    for _ in range(50):
        _hear(town, 20.0 * factor, 4.0 * factor)
        assert town.waits.tolist() == [0, 0]


@pytest.mark.parametrize(("pending", "extra"), [(3, 0), (0, 3)])
def test_while_a_decision_is_pending_or_hours_last_no_alarm_is_heard(town: Town, pending: int, extra: int) -> None:
    town.waits[PENDING], town.waits[EXTRA_LEFT] = pending, extra
    _remember(town, 100.0, 50.0, 0.1)
    _hear(town, 100.0, 100.0)
    assert town.waits.tolist() == [pending, extra]


def test_without_the_measure_no_alarm_is_heard(town: Town) -> None:
    _remember(town, 100.0, 50.0, 0.1)
    _hear(town, 100.0, 100.0, heard=False)
    assert town.waits.tolist() == [0, 0]


def test_helpers_who_wait_ask_to_be_matched_and_the_others_to_be_kept() -> None:
    taken = sites(4)
    taken.state[site.VOLUNTEERS] = [30, 7, 2, 0]
    taken.state[site.WAITING] = [0, 3, 2, 0]
    asked = matching_demand(slots([HUISKAMER, HELP_GROUP, HELP_GROUP, HELP_GROUP]), taken, PACKED)
    assert asked == pytest.approx(5 * P.community_work.match_hours + 4 * P.spontaneous_help.full_hours)
