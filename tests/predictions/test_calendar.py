"""Weeks belong to the period of their Thursday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cohesie_sim.predictions.calendar import INTERVIEWS, MONTHS_25, PERIODS, START, WEEKS, YEAR_2021, week_of, weeks_of
from cohesie_sim.predictions.worlds import SCENARIO
from cohesie_sim.scenarios import load_scenario


@pytest.mark.parametrize(
    ("period", "first_monday", "last_monday"),
    [
        ("before", date(2020, 1, 6), date(2020, 2, 24)),
        ("2020q1", date(2020, 1, 6), date(2020, 3, 23)),
        ("march_2020", date(2020, 3, 2), date(2020, 3, 23)),
        ("june_2020", date(2020, 6, 1), date(2020, 6, 22)),
        ("autumn_2020", date(2020, 8, 31), date(2020, 11, 23)),
        ("mid_march_2022", date(2022, 3, 7), date(2022, 3, 14)),
        ("may_2023", date(2023, 5, 1), date(2023, 5, 22)),
    ],
)
def test_a_period_has_the_weeks_whose_thursday_it_holds(period: str, first_monday: date, last_monday: date) -> None:
    weeks = PERIODS[period]
    assert START + timedelta(weeks=weeks.start) == first_monday
    assert START + timedelta(weeks=weeks.stop - 1) == last_monday


def test_nothing_lies_before_the_first_week() -> None:
    assert weeks_of(date(2019, 1, 1), date(2020, 1, 31)) == slice(0, 4)


def test_the_calendar_is_that_of_the_scenario_and_the_run_holds_every_period() -> None:
    scenario = load_scenario(SCENARIO)
    assert scenario.settings.calendar.start == START
    assert all(0 <= weeks.start < weeks.stop <= WEEKS for weeks in PERIODS.values())
    before = PERIODS["before"].stop
    inputs, burn_in = scenario.weekly_inputs(), scenario.burn_in_weeks
    assert inputs.threat[: burn_in + before].max() == inputs.closed_work[: burn_in + before].max() == 0.0


def test_interviews_are_in_the_middle_of_lockdowns_and_quarters() -> None:
    lockdowns = {name: (first, last) for first, last, name in load_scenario(SCENARIO).lockdowns()}
    for number in ("first", "second"):
        first, last = lockdowns[f"{number} lockdown"]
        assert INTERVIEWS[f"{number}_lockdown"] == week_of(first + (last - first) / 2)
    for quarter, name in enumerate(YEAR_2021):
        begin, end = date(2021, 3 * quarter + 1, 1), date(2021 + quarter // 3, (3 * quarter + 3) % 12 + 1, 1)
        assert abs(INTERVIEWS[name] - week_of(begin + (end - begin) / 2)) <= 1


def test_twenty_five_months_in_weeks() -> None:
    assert (date(2022, 4, 15) - date(2020, 3, 15)).days // 7 == MONTHS_25 - 1
    assert round(25 / 12 * 365.25 / 7) == MONTHS_25
