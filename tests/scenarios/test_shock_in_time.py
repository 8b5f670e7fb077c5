"""The shock cut short, stretched and moved."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.scenarios import load_scenario
from cohesie_sim.scenarios.inputs import WeeklyInputs
from cohesie_sim.scenarios.schema import Shock
from cohesie_sim.scenarios.timeline import build_timeline, calendar_day, series_day

BASE = load_scenario("nl_2020_2022")
SHOCK_FIELDS = WeeklyInputs._fields[:7]
FIRST, SECOND = date(2020, 12, 15), date(2021, 4, 28)
LOCKDOWNS = [
    (date(2020, 3, 15), date(2020, 6, 1), "first lockdown"),
    (FIRST, SECOND, "second lockdown"),
    (date(2021, 12, 19), date(2022, 1, 26), "Omicron lockdown"),
]


def stretch(factor: float, start: date = FIRST, end: date = SECOND) -> dict[str, object]:
    return {"from": start, "to": end, "factor": factor}


def test_lockdowns_are_the_periods_without_indoor_meetings() -> None:
    assert BASE.lockdowns() == LOCKDOWNS


def test_until_ends_measures_and_threat_on_that_day() -> None:
    short = BASE.with_changes({"shock.until": date(2020, 4, 9)}).weekly_inputs()  # a Thursday
    full = BASE.weekly_inputs()
    week = BASE.burn_in_weeks + BASE.mondays().index(date(2020, 4, 6))
    for field in SHOCK_FIELDS:
        assert np.array_equal(getattr(short, field)[:week], getattr(full, field)[:week]), field
        assert not getattr(short, field)[week + 1 :].any(), field
    assert short.closed_work[week] == pytest.approx(3 * 0.8 / 7)


def test_until_cuts_a_lockdown_and_drops_later_ones() -> None:
    short = BASE.with_changes({"shock.until": date(2021, 1, 1)})
    assert short.lockdowns() == [LOCKDOWNS[0], (FIRST, date(2021, 1, 1), "second lockdown")]


def test_a_shift_moves_the_whole_series_by_weeks() -> None:
    later = BASE.with_changes({"shock.shift_weeks": 10})
    for field in SHOCK_FIELDS:
        moved, usual = getattr(later.weekly_inputs(), field), getattr(BASE.weekly_inputs(), field)
        assert np.array_equal(moved[BASE.burn_in_weeks + 10 :], usual[BASE.burn_in_weeks : -10]), field
    weeks = timedelta(weeks=10)
    assert later.lockdowns() == [(begin + weeks, end + weeks, name) for begin, end, name in LOCKDOWNS]


def test_a_stretch_doubles_its_period_and_moves_what_comes_after() -> None:
    long = BASE.with_changes({"shock.stretch": [stretch(2)]})
    more = SECOND - FIRST
    assert long.lockdowns() == [
        LOCKDOWNS[0],
        (FIRST, SECOND + more, "second lockdown"),
        (LOCKDOWNS[2][0] + more, LOCKDOWNS[2][1] + more, "Omicron lockdown"),
    ]
    before = BASE.burn_in_weeks + BASE.mondays().index(date(2020, 12, 7))
    for field in SHOCK_FIELDS:
        assert np.array_equal(
            getattr(long.weekly_inputs(), field)[: before + 1], getattr(BASE.weekly_inputs(), field)[: before + 1]
        )
    # The curfew began 39 days into the lockdown; now it begins 78 days into it, on Wednesday 3 March 2021.
    week = BASE.burn_in_weeks + BASE.mondays().index(date(2021, 3, 1))
    assert long.weekly_inputs().closed_visits[week] == pytest.approx((2 * 0.6 + 5 * 0.75) / 7)


def test_two_stretches_and_a_shift_add_up() -> None:
    spring = stretch(1.5, date(2020, 3, 15), date(2020, 5, 10))  # 56 days become 84
    both = BASE.with_changes({"shock.stretch": [spring, stretch(2)], "shock.shift_weeks": 2})
    begin, end, _ = both.lockdowns()[1]
    assert begin == FIRST + timedelta(days=28 + 14)
    assert end == SECOND + timedelta(days=28 + 14) + (SECOND - FIRST)


def test_until_is_a_day_of_the_calendar_also_when_the_series_is_stretched() -> None:
    cut = BASE.with_changes({"shock.stretch": [stretch(2)], "shock.until": date(2021, 6, 7)}).weekly_inputs()
    week = BASE.burn_in_weeks + BASE.mondays().index(date(2021, 6, 7))
    assert cut.closed_indoor[week - 1] == 0.95
    assert not cut.closed_indoor[week:].any()


def test_lockdowns_are_cut_to_the_horizon() -> None:
    window = BASE.with_changes({"calendar.start": date(2021, 1, 4), "calendar.weeks": 10})
    assert window.lockdowns() == [(date(2021, 1, 4), date(2021, 3, 15), "second lockdown")]


@given(
    begin=st.integers(0, 800),
    length=st.integers(1, 40),
    factor=st.floats(1, 9),
    shift=st.integers(-60, 400),
)
def test_series_time_never_runs_backwards_or_faster_than_the_calendar(
    begin: int, length: int, factor: float, shift: int
) -> None:
    start = date(2020, 3, 2) + timedelta(days=begin)
    piece = stretch(factor, start, start + timedelta(days=length))
    timeline = build_timeline(Shock.model_validate({"stretch": [piece], "shift_weeks": shift}))
    days = np.arange(start.toordinal() + 7 * shift - 30, start.toordinal() + 7 * shift + 400)
    moments = series_day(timeline, days)
    steps = np.diff(moments)
    assert (steps > 0).all()
    assert (steps <= 1 + 1e-9).all()
    assert days[-1] - days[0] - (moments[-1] - moments[0]) == round(length * factor) - length
    for day in range(start.toordinal() - 5, start.toordinal() + length + 5):
        first = calendar_day(timeline, day)
        reached = series_day(timeline, np.array([first - 1, first]))
        assert reached[0] < day <= reached[1]
