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
    lasting,
    recovery_week,
    recovery_weeks,
    until_horizon,
)
from cohesie_sim.report.studies.after_lockdown_without import (
    WITHOUT_CORONA,
    findings_without,
    is_back,
    ratios,
    shares_by,
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
    in_last_year = 42 * 50 + 80 + 9 * 100  # weeks 72 to 123: below until week 113, 80 in week 114, then back
    huiskamers = study.outcome(results, "huiskamers", HOLD, "last_year")("article")
    assert huiskamers.to_dict() == pytest.approx({0: in_last_year / 52 / 100, 1: 0.5})


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
    names += ["participants_stop_no_kick_start", "participants_waiting", "recovery_participants_stop"]
    for name in names:
        assert sum(name.endswith(endings) for endings in study._FIGURES.values()) == 1, name


LONG = REOPENING + 96


def _in_both(lived: list[float], calm: list[float]) -> Results:
    """Return one neighbourhood with and without corona; the numbers are those from reopening on."""
    dates = pd.Timestamp("2020-01-06") + pd.to_timedelta(7 * np.arange(LONG), "D")
    head: dict[str, Any] = {"hypothesis": "article", "fte_per_10000": 4.0, "replicate": 7}
    before = [1000.0] * REOPENING  # does not count
    parts = [
        pd.DataFrame({**head, **where._asdict(), "week": np.arange(LONG), "date": dates, "participants": numbers})
        for where, numbers in ((HOLD, before + lived), (WITHOUT_CORONA, before + calm))
    ]
    weekly = pd.concat(parts, ignore_index=True)
    counts = weekly["participants"]
    return _results(weekly.assign(weekly_neighbours=counts, trust=counts, running=counts + 3, running_help_group=3))


def test_back_is_the_mean_of_thirteen_weeks_against_the_same_weeks_without_corona() -> None:
    seasons = [100.0 + 50 * (week % 52 < 26) for week in range(96)]
    lived = [0.5 * seasons[week] if week < 20 else seasons[week] for week in range(96)]
    back = is_back(_in_both(lived, seasons), "participants", HOLD, "article").loc[7]
    assert list(back.index) == list(range(13, 97))
    # the last week at half is the twentieth: it is out of the mean after 33 weeks; one week at half is 1/26 too little
    assert [weeks for weeks, there in back.items() if there] == list(range(33, 97))
    small = [week * 0.976 for week in seasons]
    assert is_back(_in_both(small, seasons), "participants", HOLD, "article").to_numpy().all()
    assert is_back(_in_both(small, seasons), "participants", HOLD, "null").empty


def test_a_neighbourhood_can_be_short_again_later() -> None:
    lived = [100.0] * 50 + [90.0] * 46
    back = is_back(_in_both(lived, [100.0] * 96), "trust", HOLD, "article").loc[7]
    assert (back[26], back[53], back[54], back[96]) == (True, True, False, False)  # 3 of 13 at 90: 97.7; 4: 96.9


def test_the_last_year_is_compared_with_the_last_year_without_corona_help_groups_apart() -> None:
    results = _in_both([1.0] * 44 + [6.0] * 52, [1.0] * 44 + [8.0] * 52)
    assert ratios(results, "initiatives", HOLD, "article", 52)[96].to_dict() == {7: 0.75}
    found = {f.name: f for f in findings_without(results, {"hold": HOLD})}
    assert found["level_initiatives_hold"].interval.mean == 0.75
    assert [found[f"back_participants_hold_{weeks}"].interval.mean for weeks in (26, 52, 96)] == [1, 0, 0]
    assert len(found) == 4 * (1 + 3)


def test_nothing_without_corona_is_nothing_to_compare() -> None:
    results = _in_both([0.0] * 96, [0.0] * 96)
    assert is_back(results, "participants", HOLD, "article").empty
    assert findings_without(results, {"hold": HOLD}) == []


def test_shares_of_neighbourhoods_have_wilsons_interval() -> None:
    (found,) = shares_by("never", {"article": pd.Series([False] * 10), "null": pd.Series(dtype="bool")})
    # Wilson for 0 of 10: 0 to z^2 / (n + z^2), with z = 1.96
    assert found.interval == pytest.approx((0, 0, 1.959964**2 / (10 + 1.959964**2), 10))
    assert (found.unit, found.difference) == ("share", False)
