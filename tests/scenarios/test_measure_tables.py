"""The tables behind the shock: complete, sourced, plausible."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import spearmanr

import cohesie_sim.scenarios
from cohesie_sim.scenarios.tables import CHANNELS, read_measures, read_threat, series_span

DATA = Path(cohesie_sim.scenarios.__file__).parent / "data"


def level(day: date, channel: str) -> float:
    measures = read_measures()
    row = np.searchsorted(measures.days, day.toordinal(), side="right") - 1
    return float(measures.levels[row, CHANNELS.index(channel)])


@pytest.mark.parametrize("name", ["measures_nl.csv", "hospital_nl.csv"])
def test_every_row_has_a_source_that_the_comments_explain(name: str) -> None:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    comments = "\n".join(line for line in lines if line.startswith("#"))
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert rows
    for row in rows:
        for code in row["source"].split(";") if name == "measures_nl.csv" else [row["source"].split()[0]]:
            assert code.upper() in comments.upper(), row
        assert None not in row
        assert None not in row.values()


def test_the_measures_are_23_dated_rows_of_shares() -> None:
    measures = read_measures()
    assert measures.levels.shape == (23, 6)
    assert (np.diff(measures.days) > 0).all()
    assert measures.levels.min() == 0
    assert measures.levels.max() == 1


def test_the_levels_rank_as_the_stringency_index_does() -> None:
    measures = read_measures()
    assert spearmanr(measures.levels.mean(axis=1), measures.stringency).statistic > 0.9
    for column, channel in enumerate(CHANNELS):
        assert spearmanr(measures.levels[:, column], measures.stringency).statistic > 0.7, channel


def test_lockdowns_close_more_than_summers_and_nothing_stays_closed() -> None:
    for channel in CHANNELS:
        spring, summer = level(date(2020, 4, 1), channel), level(date(2020, 7, 15), channel)
        assert spring > summer > level(date(2022, 4, 1), channel)
        assert level(date(2021, 2, 1), channel) > level(date(2021, 7, 1), channel)
    assert [level(date(2022, 4, 1), channel) for channel in CHANNELS] == [0, 0, 0, 0, 0, 0.1]


def test_meeting_outdoors_is_never_harder_than_indoors() -> None:
    levels = read_measures().levels
    assert (levels[:, CHANNELS.index("outdoor_groups")] <= levels[:, CHANNELS.index("indoor_groups")]).all()


def test_the_threat_is_the_share_of_the_peak_and_declines_to_a_tenth_of_the_last_figure() -> None:
    threat = read_threat()
    assert (np.diff(threat.days) > 0).all()
    peak = int(np.argmax(threat.level))
    assert date.fromordinal(int(threat.days[peak])) == date(2020, 3, 30)
    assert threat.level[0] == pytest.approx(44 / 4358)
    assert threat.level[-1] == pytest.approx(0.1 * threat.level[-2])
    assert series_span() == (date(2020, 3, 2), date(2022, 6, 27))
