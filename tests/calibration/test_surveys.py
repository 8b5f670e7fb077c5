"""Surveys of a world of six residents, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit, logit

from cohesie_sim.calibration.mix import offset
from cohesie_sim.calibration.panel import Panel, Visit, weighted_quantile
from cohesie_sim.calibration.surveys import SURVEYS
from cohesie_sim.calibration.surveys.helping import initiatives_there
from cohesie_sim.calibration.surveys.loneliness import OLDEST as THE_OLDEST
from cohesie_sim.calibration.surveys.loneliness import beyond_subscales, shares_before
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.rules.volunteering import BOARD_MEMBER, MATCHED_HELPER, VOLUNTEER, WAITING_HELPER
from tests.calibration.tiny import MIDDLE, OLDEST, empty_run, panel_of, visit

BEFORE, AFTER = slice(0, 9), slice(9, 25)


def found(target: str, lived: Visit, open_visits: float = 1.0) -> float:
    """Return what a survey finds in one world."""
    return SURVEYS[target](panel_of(lived, open_visits=open_visits))


def weekly(column: int, before: float, after: float) -> Visit:
    """Return a world in which a tally has one value before the measures and another one after."""
    lived = visit()
    lived.summer.sums[BEFORE, MIDDLE, column] = before
    lived.summer.sums[AFTER, MIDDLE, column] = after
    return lived


def carried(figure: str, share: float) -> float:
    """Return the national share, in per cent."""
    return 100 * float(expit(logit(share / 100) + offset(figure)))


def test_face_to_face_contacts_are_per_resident_and_day() -> None:
    lived = weekly(tally.WORK, 420, 84)  # of 6 residents in 7 days: 10 and 2
    lived.summer.sums[:, MIDDLE, tally.FAMILY_CALLED] = 100  # calls do not count
    assert found("contact_before", lived) == pytest.approx(10)
    assert found("contact_april", lived) == pytest.approx(2)


def test_the_age_band_with_most_contacts_decides() -> None:
    lived = weekly(tally.WORK, 0, 42)  # 1 a day
    lived.summer.sums[:, OLDEST, tally.RESIDENTS] = 2
    lived.summer.sums[12:17, OLDEST, tally.PUBLIC] = 42  # 3 a day
    assert found("contact_april_highest_age", lived) == pytest.approx(3)


def test_quartiles_are_of_usual_contacts_of_persons() -> None:
    lived = visit()
    lived.before.traits["work_rate"][:] = [7, 14, 21, 28, 35, 42]  # 1 to 6 a day
    assert found("contact_before_q25", lived) == 2
    assert found("contact_before_q75", lived) == 5
    lived.before.traits["family_rate"][:] = 7  # 0.6 of them are meetings
    lived.before.residents["usual_contacts"][:] = 14  # 7 with neighbours
    assert found("contact_before_q25", lived) == pytest.approx(2 + 0.6 + 1)


@pytest.mark.parametrize(("at", "expected"), [(0.25, 1), (0.5, 1), (0.51, 2), (1.0, 3)])
def test_a_weighted_quantile_holds_the_share_of_the_weight(at: float, expected: float) -> None:
    assert weighted_quantile(np.array([3.0, 1.0, 2.0]), np.array([1.0, 2.0, 1.0]), at) == expected


def test_the_own_circle_is_compared_per_week() -> None:
    lived = weekly(tally.FRIENDS_CALLED, 60, 54)
    assert found("own_circle_kept", lived) == pytest.approx(0.9)


def test_friends_are_met_in_person_when_the_rate_of_meetings_is_one() -> None:
    lived = visit()
    for raw in (lived.before, lived.spring):
        raw.traits["friends_rate"][:] = [1.6, 1.7, 9, 4, 4, 0]  # 0.6 are meetings: 0.96, 1.02, child, 2.4, 2.4, 0
    lived.spring.residents["fear"][3] = 1.0
    assert found("friends_in_person_before", lived) == pytest.approx(60)
    # half open: 2.4 becomes 1.2, and 0.6 for the resident with full fear
    assert found("friends_in_person_spring", lived, open_visits=0.5) == pytest.approx(20)


def test_weekly_contact_is_averaged_over_the_half_year() -> None:
    lived = weekly(tally.WEEKLY_NEIGHBOURS, 5, 0)
    assert found("neighbours_weekly", lived) == pytest.approx(100 * 9 / 25)
    assert found("family_weekly", weekly(tally.WEEKLY_FAMILY, 4, 4)) == pytest.approx(80)
    assert found("friends_weekly", weekly(tally.WEEKLY_FRIENDS, 3, 3)) == pytest.approx(60)


def test_neighbours_fall_into_four_classes_that_add_up() -> None:
    lived = visit()
    for raw in (lived.before, lived.summer):
        # 70 daily; 40 last seen 2 weeks ago; 50 last seen 10 weeks ago; 52 never; 20 weekly
        raw.residents["neighbours"][:] = [8.0, 0.25 * 0.75**2, 9.0, 0.25 * 0.75**10, 0.0, 1.0]
    names = ("neighbours_daily", "neighbours_monthly", "neighbours_less", "neighbours_never")
    assert [found(name, lived) for name in names] == pytest.approx([20, 20, 20, 20])
    lived.summer.residents["neighbours"][:] = 0
    assert found("neighbours_never", lived) == pytest.approx((20 + 100) / 2)


def test_daily_contact_with_family_and_friends_is_seven_a_week() -> None:
    lived = visit()
    lived.before.residents["family"][:] = [7, 7, 7, 6.9, 0, 0]
    lived.summer.residents["friends"][:] = [7, 0, 0, 0, 0, 0]
    assert found("family_daily", lived) == pytest.approx(40 / 2)
    assert found("friends_daily", lived) == pytest.approx(20 / 2)


def test_few_contacts_are_those_before_the_measures() -> None:
    assert found("few_contacts", weekly(tally.ISOLATED, 1, 4)) == pytest.approx(20)


@pytest.mark.parametrize(
    ("target", "figure", "column"),
    [
        ("lonely_2016", "lonely", tally.LONELY),
        ("lonely_2012", "lonely", tally.LONELY),
        ("severely_lonely_2016", "severely_lonely", tally.SEVERELY_LONELY),
        ("severely_lonely_2012", "severely_lonely", tally.SEVERELY_LONELY),
        ("emotionally_lonely_2016", "emotionally_lonely", tally.EMOTIONALLY_LONELY),
        ("emotionally_lonely_2012", "emotionally_lonely", tally.EMOTIONALLY_LONELY),
        ("socially_lonely_2016", "socially_lonely", tally.SOCIALLY_LONELY),
    ],
)
def test_loneliness_before_the_measures_is_carried_over_to_the_nation(target: str, figure: str, column: int) -> None:
    assert found(target, weekly(column, 2, 5)) == pytest.approx(carried(figure, 40))


def test_the_four_shares_of_one_neighbourhood() -> None:
    raw = empty_run(9)
    raw.sums[:, MIDDLE, tally.LONELY], raw.sums[:, MIDDLE, tally.SOCIALLY_LONELY] = 3, 1
    assert shares_before(raw.sums) == pytest.approx(
        {"lonely": 60, "severely_lonely": 0, "emotionally_lonely": 0, "socially_lonely": 20}
    )


def test_the_shares_of_the_oldest_are_of_their_groups() -> None:
    raw = empty_run(9)
    raw.sums[:, OLDEST, tally.ADULTS], raw.sums[:, OLDEST, tally.LONELY] = 4, 1
    raw.sums[:, MIDDLE, tally.LONELY] = 5
    assert shares_before(raw.sums[:, THE_OLDEST])["lonely"] == pytest.approx(25)


def test_beyond_the_subscales_is_the_mean_residual_of_districts() -> None:
    places = [
        {"emotionally_lonely": 20.0, "socially_lonely": 30.0, "lonely": 42.34, "severely_lonely": 9.61},
        {"emotionally_lonely": 30.0, "socially_lonely": 40.0, "lonely": 53.16, "severely_lonely": 14.49},
    ]
    # 10.55 + 0.467 * 20 + 0.715 * 30 = 41.34; 10.55 + 0.467 * 30 + 0.715 * 40 = 53.16
    assert beyond_subscales("lonely", places) == pytest.approx(0.5)
    # -4.48 + 0.455 * 20 + 0.133 * 30 = 8.61; -4.48 + 0.455 * 30 + 0.133 * 40 = 14.49
    assert beyond_subscales("severely_lonely", places) == pytest.approx(0.5)


def test_severe_loneliness_by_household_is_relative_to_all_adults() -> None:
    lived = visit()
    for scale in ("social", "emotional"):
        lived.before.residents[scale][:] = [9, -9, 9, 9, -9, -9]  # all items or none; the child does not count
    # 2 of 5 adults: a single of 70 and one of the couple
    assert found("severe_ratio_single", lived) == pytest.approx(0.5 / 0.4)
    assert found("severe_ratio_couple", lived) == pytest.approx(0.5 / 0.4)
    assert found("severe_ratio_single_parent", lived) == 0
    assert np.isnan(found("severe_ratio_child_at_home", lived))  # nobody of 18-24 with parents


def test_a_ratio_to_nobody_does_not_exist() -> None:
    lived = visit()
    for scale in ("social", "emotional"):
        lived.before.residents[scale][:] = -9
    assert np.isnan(found("severe_ratio_single", lived))


def test_rises_are_from_before_the_measures_to_the_second_quarter() -> None:
    assert found("emotional_rise", weekly(tally.EMOTIONALLY_LONELY, 1, 2)) == pytest.approx(20)
    assert found("social_rise", weekly(tally.SOCIALLY_LONELY, 2, 1)) == pytest.approx(-20)


def test_the_oldest_are_compared_with_all_adults() -> None:
    lived = weekly(tally.LONELY, 1, 2)
    lived.summer.sums[:, OLDEST, tally.ADULTS] = 5
    lived.summer.sums[BEFORE, OLDEST, tally.LONELY], lived.summer.sums[AFTER, OLDEST, tally.LONELY] = 1, 4
    # 65+: 20 to 80 %; all: 2 of 10 to 6 of 10
    assert found("oldest_rise_excess", lived) == pytest.approx(60 - 40)


def test_volunteering_by_quarter() -> None:
    lived = visit()
    lived.summer.sums[0:12, MIDDLE, tally.VOLUNTEERED] = 2
    lived.summer.sums[12:25, MIDDLE, tally.VOLUNTEERED] = 1
    first, second = carried("volunteering", 40), carried("volunteering", 20)
    assert found("volunteered_q1", lived) == pytest.approx(first)
    assert found("volunteered_q2", lived) == pytest.approx(second)
    assert found("volunteered_kept", lived) == pytest.approx(second / first)


def test_a_year_of_volunteering_reaches_back_into_the_burn_in() -> None:
    lived = visit()
    lived.before.residents["volunteered"][:] = [8, -43, -43, -44, -1000, -1000]  # 0, 51, 51 (a child), 52 weeks ago
    assert found("volunteered_year", lived) == pytest.approx(carried("volunteering", 40))


def test_volunteers_of_initiatives_are_per_adult() -> None:
    lived = visit()
    lived.summer.rows[BEFORE, tally.VOLUNTEERS] = 1
    assert found("neighbourhood_volunteers", lived) == pytest.approx(20)


def committed(lived: Visit, rows: list[tuple[int, int, int, int, int]]) -> Panel:
    """Return the panel of a world with commitments: role, start, end, cause, matched."""
    table = np.array([(0, 0, *row) for row in rows], np.int32)
    return panel_of(lived._replace(summer=replace(lived.summer, commitments=table)))


def test_who_stopped_for_good_quit_since_the_lockdown_beyond_turnover() -> None:
    panel = committed(
        visit(),
        [
            (VOLUNTEER, -60, 25, 0, 0),  # stayed
            (BOARD_MEMBER, 3, 12, 1, 0),  # quit
            (VOLUNTEER, 3, 12, 2, 0),  # the initiative ended: not for good
            (VOLUNTEER, 3, 9, 1, 0),  # quit before the lockdown
            (VOLUNTEER, 11, 12, 1, 0),  # began in the lockdown
            (WAITING_HELPER, 3, 12, 1, 0),
        ],
    )
    assert SURVEYS["stopped_for_good"](panel) == pytest.approx(100 * (1 / 3 - (1 - 0.997**15)))


def test_sign_ups_are_compared_with_all_weeks_before() -> None:
    before = [(WAITING_HELPER, week, week + 3, 3, 0) for week in (-52, 8)]  # 2 in 61 weeks
    wave = [(WAITING_HELPER, week, 25, 0, 0) for week in (10, 12, 16)] + [(MATCHED_HELPER, 11, 25, 0, 1)]  # 4 in 7
    later = [(WAITING_HELPER, 17, 25, 0, 0), (VOLUNTEER, 12, 25, 0, 0)]
    panel = committed(visit(), before + wave + later)
    assert SURVEYS["sign_up_ratio"](panel) == pytest.approx((4 / 7) / (2 / 61))
    assert SURVEYS["sign_ups_matched"](panel) == pytest.approx(25)


def test_without_sign_ups_there_is_nothing_to_compare() -> None:
    panel = panel_of(visit())
    for target in ("sign_up_ratio", "sign_ups_matched", "capacity_unused", "help_activity_lost", "stopped_for_good"):
        assert np.isnan(SURVEYS[target](panel))


def test_capacity_and_activity_of_helpers() -> None:
    lived = visit()
    lived.summer.rows[10:25, tally.HELPERS_WAITING] = 3
    lived.summer.rows[10:25, tally.HELPERS_MATCHED] = 1
    lived.summer.rows[13, tally.HELPERS_MATCHED] = 4
    assert found("capacity_unused", lived) == pytest.approx(100 * 45 / (45 + 18))
    assert found("help_activity_lost", lived) == pytest.approx(75)


def test_short_of_help_is_a_month_of_open_needs_since_the_measures() -> None:
    lived = visit()
    lived.before.residents["weeks_in_need"][:] = [5, 0, 0, 0, 0, 0]
    lived.summer.residents["weeks_in_need"][:] = [5, 1, 9, 3, 4, 0]
    assert found("short_of_help", lived) == pytest.approx(100 / 3)  # 4 weeks, of 1, 3 and 4; the child does not count


def test_worlds_count_by_their_weight() -> None:
    one, other = weekly(tally.ISOLATED, 0, 0), weekly(tally.ISOLATED, 5, 0)
    assert SURVEYS["few_contacts"](panel_of(one, other, weights=(0.75, 0.25))) == pytest.approx(25)
    other.before.residents["family"][:] = 7
    other.summer.residents["family"][:] = 7
    assert SURVEYS["family_daily"](panel_of(one, other, weights=(0.75, 0.25))) == pytest.approx(25)


def test_initiatives_there_are_counted_against_their_sites_help_groups_left_out() -> None:
    one, other = (replace(empty_run(9), slot_kinds=np.array([0, 1, 4, 3], np.int32)) for _ in range(2))
    one.rows[-1, tally.RUNNING_FIRST : tally.RUNNING_FIRST + 5] = [1, 1, 0, 1, 1]
    other.rows[-1, tally.RUNNING_FIRST : tally.RUNNING_FIRST + 5] = [1, 0, 0, 0, 1]
    assert initiatives_there([one, other]) == pytest.approx(4 / 6)
