"""Weekly inputs, checked against values worked out by hand from the dated tables."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from cohesie_sim.scenarios import Scenario, load_scenario

BASE = load_scenario("nl_2020_2022")


def week_of(scenario: Scenario, day: date, field: str) -> float:
    week = scenario.burn_in_weeks + scenario.mondays().index(day)
    return float(getattr(scenario.weekly_inputs(), field)[week])


@pytest.mark.parametrize(
    ("monday", "field", "by_hand"),
    [
        (date(2020, 3, 2), "closed_visits", 0),
        # Thursday 12, Friday 13 and Saturday 14 March, then Sunday the 15th.
        (date(2020, 3, 9), "closed_visits", (3 * 0.2 + 0.4) / 7),
        (date(2020, 3, 9), "closed_indoor", (3 * 0.6 + 0.9) / 7),
        (date(2020, 3, 9), "home_advice", 4 / 7),
        (date(2020, 3, 16), "closed_public", 0.6),
        (date(2020, 3, 23), "closed_outdoor", 0.8),
        (date(2020, 4, 20), "closed_work", 0.8),
        # The second lockdown begins on a Tuesday.
        (date(2020, 12, 14), "closed_indoor", (0.8 + 6 * 1.0) / 7),
        (date(2022, 3, 21), "closed_visits", 2 * 0.05 / 7),
        (date(2022, 12, 26), "home_advice", 0.1),
        (date(2022, 12, 26), "closed_work", 0),
        # Patients rise from 173 on Monday to 786 on the next: the mean over the week lies 3/7 of the way.
        (date(2020, 3, 9), "threat", (173 + 3 / 7 * (786 - 173)) / 4358),
        (date(2020, 2, 24), "threat", 0),
        # Tail: 2186 on 28 March 2022, 218.6 thirteen weeks later, constant after that.
        (date(2022, 12, 26), "threat", 218.6 / 4358),
    ],
)
def test_dated_values(monday: date, field: str, by_hand: float) -> None:
    assert week_of(BASE, monday, field) == pytest.approx(by_hand, abs=1e-12)


def test_a_gap_between_hospital_rows_is_crossed_in_a_straight_line() -> None:
    days = (date(2021, 8, 2) - date(2021, 4, 26)).days + 3  # the middle of the week
    gap = (date(2021, 11, 16) - date(2021, 4, 26)).days
    by_hand = (2572 + (2071 - 2572) * days / gap) / 4358
    assert week_of(BASE, date(2021, 8, 2), "threat") == pytest.approx(by_hand, abs=1e-12)


def test_the_season_is_best_in_mid_july_and_halves_in_mid_january() -> None:
    scenario = BASE.with_changes({"calendar.weeks": 1040})
    comfort = scenario.weekly_inputs().outdoor_comfort[scenario.burn_in_weeks :]
    best, worst = (scenario.mondays()[int(find(comfort[:52]))] for find in (np.argmax, np.argmin))
    assert abs(best - date(2020, 7, 12)) <= timedelta(days=4)
    assert abs(worst - date(2020, 1, 12)) <= timedelta(days=7)
    assert comfort.max() == pytest.approx(1, abs=1e-3)
    assert comfort.min() == pytest.approx(0.5, abs=1e-3)
    assert abs(scenario.mondays()[-52:][int(np.argmax(comfort[-52:]))] - date(2039, 7, 12)) <= timedelta(days=7)


def test_the_season_turns_in_the_burn_in_while_measures_and_threat_are_nil() -> None:
    inputs = BASE.weekly_inputs()
    for field in ("closed_visits", "closed_indoor", "home_advice", "threat", "corona_fund"):
        assert not getattr(inputs, field)[: BASE.burn_in_weeks].any(), field
    assert inputs.outdoor_comfort[: BASE.burn_in_weeks].max() > 0.99
    assert inputs.outdoor_comfort[: BASE.burn_in_weeks].min() < 0.51


def test_the_burn_in_stays_free_of_a_shock_that_began_before_the_horizon() -> None:
    late = BASE.with_changes({"calendar.start": date(2020, 6, 1), "calendar.burn_in_weeks": 20})
    inputs = late.weekly_inputs()
    assert not inputs.closed_indoor[:20].any()
    assert not inputs.threat[:20].any()
    assert inputs.closed_indoor[20] == 0.7


@pytest.mark.parametrize(
    ("availability", "in_burn_in", "from_week", "to_week"),
    [
        (True, 1, 0, 156),
        (False, 0, 0, 0),
        ({"from": date(2020, 1, 13), "until": None}, 0, 1, 156),
        ({"from": date(2020, 1, 16), "until": None}, 0, 1, 156),  # a Thursday: the week counts
        ({"from": date(2020, 1, 17), "until": None}, 0, 2, 156),  # a Friday: it does not
        ({"from": None, "until": date(2020, 1, 27)}, 1, 0, 3),
        ({"from": None, "until": date(2020, 1, 23)}, 1, 0, 2),  # a Thursday: it is over
        ({"from": "2020-01-13", "until": "2020-01-27"}, 0, 1, 3),
        ({"from": date(2010, 1, 1), "until": None}, 0, 0, 156),
    ],
)
def test_support_exists_in_the_weeks_whose_thursday_it_covers(
    availability: object, in_burn_in: int, from_week: int, to_week: int
) -> None:
    values = BASE.with_changes({"support.corona_fund": availability}).weekly_inputs().corona_fund
    expected = np.zeros(156)
    expected[from_week:to_week] = 1
    assert (values[: BASE.burn_in_weeks] == in_burn_in).all()
    assert np.array_equal(values[BASE.burn_in_weeks :], expected)


def test_each_support_measure_reaches_its_own_field() -> None:
    names = list(type(BASE.settings.support).model_fields)
    nothing = BASE.with_changes({f"support.{name}": False for name in names})
    for name in names:
        inputs = nothing.with_changes({f"support.{name}": True}).weekly_inputs()
        assert [field for field in names if getattr(inputs, field).any()] == [name]


def test_the_horizon_counts_mondays_from_the_start() -> None:
    mondays = BASE.mondays()
    assert mondays[0] == date(2020, 1, 6)
    assert mondays[-1] == date(2022, 12, 26)
    assert len(mondays) == 156


def test_without_burn_in_the_inputs_begin_with_the_horizon() -> None:
    short = BASE.with_changes({"calendar.burn_in_weeks": 0, "calendar.weeks": 12})
    assert np.array_equal(
        short.weekly_inputs().closed_work, BASE.weekly_inputs().closed_work[BASE.burn_in_weeks :][:12]
    )
