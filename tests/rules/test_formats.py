"""Formats: the outdoor and creative ways in which community workers bring residents together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesie_sim.rules.formats import (
    ANYWHERE,
    FORMAT_NAMES,
    ONLINE_OPEN_HOUSE,
    Format,
    FormatsParameters,
    come_chance,
    format_of,
    format_score,
    format_value,
    mix_chance,
)

FORM = Format(reach=0.1, apart=0.4, weather=0.5, mixing=2.0)
P = FormatsParameters(wary=0.4, lonely_shy=0.5)
ANY = st.from_type(FormatsParameters)
ANY_FORM = st.from_type(Format)
SHARE = st.floats(0, 1)
ORDERED = st.tuples(SHARE, SHARE).map(sorted)


def test_reach_in_a_half_closed_week_of_moderate_weather() -> None:
    # 0.1 * (0.4 + 0.6 * 0.5) * (1 - 0.5 * 0.4) = 0.1 * 0.7 * 0.8
    assert format_value(FORM, 0.5, 0.6) == pytest.approx(0.056)


def test_taste_moves_a_score_by_half_either_way() -> None:
    assert format_score(0.056, 0.25, P) == pytest.approx(0.042)  # 0.056 * (0.5 + 0.25)


@pytest.mark.parametrize(("isolated", "chance"), [(False, 0.0448), (True, 0.0224)])
def test_the_frightened_and_the_isolated_come_less(isolated: bool, chance: float) -> None:
    # 0.056 * (1 - 0.4 * 0.5) = 0.0448; half of it when isolated
    assert come_chance(0.056, 0.5, isolated, P) == pytest.approx(chance)


@pytest.mark.parametrize(("present", "chance"), [(5, 0.5), (3, 1.0), (2, 1.0)])
def test_a_visitor_meets_two_of_four_others(present: int, chance: float) -> None:
    assert mix_chance(FORM, present) == chance


@given(p=ANY)
def test_every_code_stands_for_the_format_of_its_name(p: FormatsParameters) -> None:
    for code, name in enumerate(FORMAT_NAMES):
        assert format_of(code, p) is getattr(p, name)
    assert FORMAT_NAMES[ONLINE_OPEN_HOUSE] == "online_open_house"


@given(open_out=SHARE, comfort=SHARE)
def test_an_online_format_depends_neither_on_the_weather_nor_on_measures_nor_on_a_place(
    open_out: float, comfort: float
) -> None:
    form = format_of(ONLINE_OPEN_HOUSE, FormatsParameters())
    assert format_value(form, open_out, comfort) == form.reach
    assert form.place == ANYWHERE


@given(form=ANY_FORM, open_out=ORDERED, comfort=ORDERED)
def test_a_value_never_rises_when_more_is_closed_or_the_weather_worsens(
    form: Format, open_out: list[float], comfort: list[float]
) -> None:
    best = format_value(form, open_out[1], comfort[1])
    assert 0.0 <= format_value(form, open_out[0], comfort[1]) <= best + 1e-15
    assert 0.0 <= format_value(form, open_out[1], comfort[0]) <= best + 1e-15
    assert best <= form.reach + 1e-15
    assert format_value(form, 1.0, 1.0) == pytest.approx(form.reach)


@given(form=ANY_FORM, open_out=SHARE, comfort=SHARE)
def test_who_keeps_apart_loses_nothing_when_meetings_are_closed(form: Format, open_out: float, comfort: float) -> None:
    form = form._replace(apart=1.0)
    assert format_value(form, open_out, comfort) == format_value(form, 1.0, comfort)


@given(p=ANY, code=st.integers(0, len(FORMAT_NAMES) - 1), open_out=SHARE, fear=ORDERED, isolated=st.booleans())
def test_coming_is_a_probability_that_fear_never_raises(
    p: FormatsParameters, code: int, open_out: float, fear: list[float], isolated: bool
) -> None:
    value = format_value(format_of(code, p), open_out, 1.0)
    calm, afraid = (come_chance(value, f, isolated, p) for f in fear)
    assert 0.0 <= afraid <= calm <= 1.0


@given(form=ANY_FORM, present=st.integers(2, 60))
def test_a_visitor_meets_on_average_as_many_as_declared_or_everybody(form: Format, present: int) -> None:
    assert mix_chance(form, present) * (present - 1) == pytest.approx(min(form.mixing, present - 1))


@given(value=st.floats(0, 0.5), u=st.tuples(SHARE, SHARE).map(sorted))
def test_a_format_of_three_times_the_value_is_never_passed_over(value: float, u: list[float]) -> None:
    assert format_score(3 * value, u[0], P) >= format_score(value, u[1], P) - 1e-15
