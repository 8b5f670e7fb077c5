"""Recovery after reopening and what lasts: computed by hand on tiny tables."""

from __future__ import annotations

from math import isnan
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cohesie_sim.report import Results
from cohesie_sim.report.conditions import Condition
from cohesie_sim.report.studies import after_lockdown as study
from cohesie_sim.report.studies.after_lockdown_recovery import (
    compared_to_before,
    lasting,
    recovery_week,
    recovery_weeks,
    until_horizon,
)

HOLD = Condition("hold_after")
WEEKS, REOPENING = 124, 112  # 28 February 2022 is the Monday of week 112


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ([96, 95, 99, 97, 98, 95], 0),  # never below
        ([80, 80, 100, 100, 100, 100], 1),  # weeks 0-3: 90; weeks 1-4: 95
        ([100, 100, 100, 100, 60, 100, 100, 100, 100], 5),  # a late dip: back only when no mean holds it any more
        ([70, 100, 100, 100, 100], 1),
    ],
)
def test_recovery_is_the_first_week_from_which_every_mean_over_four_weeks_is_high_enough(
    after: list[float], expected: int
) -> None:
    assert recovery_week(pd.Series(after, dtype="float64"), 100.0) == expected


def test_a_neighbourhood_that_ends_below_is_censored() -> None:
    assert isnan(recovery_week(pd.Series([100.0, 100, 100, 100, 90, 90, 90, 90]), 100.0))


def _weekly(values: dict[int, np.ndarray]) -> pd.DataFrame:
    """Return a weekly table with one outcome per replicate, for participants and for huiskamers."""
    dates = pd.Timestamp("2020-01-06") + pd.to_timedelta(7 * np.arange(WEEKS), "D")
    head: dict[str, Any] = {"hypothesis": "article", "scenario": "hold_after", "variant": "as_is", "fte_per_10000": 4.0}
    return pd.concat(
        [
            pd.DataFrame({**head, "replicate": k, "week": np.arange(WEEKS), "date": dates, "participants": numbers})
            for k, numbers in values.items()
        ],
        ignore_index=True,
    ).assign(running_huiskamer=lambda rows: rows["participants"] / 50)


def _results(weekly: pd.DataFrame, initiatives: pd.DataFrame | None = None) -> Results:
    none = pd.DataFrame()
    manifest = {"scenarios": {"hold_after": {"weeks": WEEKS}}}
    return Results(manifest, weekly, none if initiatives is None else initiatives, none, none, none)


@pytest.fixture
def results() -> Results:
    """Two neighbourhoods: one is back in its third week after reopening, the other never."""
    back, gone = np.full(WEEKS, 100.0), np.full(WEEKS, 100.0)
    back[20 : REOPENING + 2] = 50
    back[REOPENING + 2] = 80  # weeks 2-5 after reopening: 95
    gone[20:] = 50
    return _results(_weekly({0: back, 1: gone}))


def test_weeks_to_recovery_are_counted_from_reopening_and_per_neighbourhood(results: Results) -> None:
    weeks = recovery_weeks(results, "participants", HOLD, "article")
    assert weeks[0] == 2
    assert isnan(weeks[1])
    assert until_horizon(results, weeks, HOLD).to_dict() == {0: 2, 1: WEEKS - REOPENING}
    assert recovery_weeks(results, "participants", HOLD, "null").empty


def test_the_last_year_is_compared_with_before_corona_in_the_same_neighbourhood(results: Results) -> None:
    share = compared_to_before(results, "participants", HOLD, "article")
    in_last_year = 42 * 50 + 80 + 9 * 100  # weeks 72 to 123: below until week 113, 80 in week 114, then back
    assert share.to_dict() == pytest.approx({0: in_last_year / 52 / 100, 1: 0.5})
    huiskamers = study.outcome(results, "huiskamers", HOLD, "last_year")("article")
    assert huiskamers.to_dict() == pytest.approx(share.to_dict())


def test_what_lasts_is_counted_among_those_alive_at_reopening(results: Results) -> None:
    rows = [  # kind, start, end, censored
        ("huiskamer", -9, 123, True),
        ("huiskamer", 50, 112, False),  # ends in the week of reopening
        ("coffee_club", 50, 118, False),
        ("coffee_club", -9, 111, False),  # gone before
        ("walking_group", 112, 123, True),  # founded since
        ("help_group", 11, 123, True),  # does not count
    ]
    lives = pd.DataFrame(rows, columns=["kind", "start", "end", "censored"])
    lives = lives.assign(hypothesis="article", scenario="hold_after", variant="as_is", replicate=0)
    share = lasting(_results(results.weekly, lives), HOLD, "article")
    assert share.to_dict() == pytest.approx({0: 1 / 3})


def test_every_difference_is_in_exactly_one_picture() -> None:
    names = ["isolated_cut", "isolated_stop", "isolated_grow", "isolated_stop_year", "isolated_grow_late"]
    names += ["participants_stop_no_kick_start", "participants_waiting", "recovery_neighbours_cut"]
    for name in names:
        assert sum(name.endswith(endings) for endings in study._FIGURES.values()) == 1, name
