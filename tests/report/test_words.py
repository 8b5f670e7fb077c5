"""Words and numbers in both languages."""

from __future__ import annotations

from math import inf, nan

import pytest

from cohesie_sim.kinds import CAUSE_NAMES, KIND_NAMES
from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.outcomes.measures import MEASURES
from cohesie_sim.outcomes.survival import ALL_KINDS
from cohesie_sim.report import LANGUAGES
from cohesie_sim.report.quantities import interval_text
from cohesie_sim.report.tally_words import ENDINGS
from cohesie_sim.report.words import (
    _figures,
    figure_texts,
    hypothesis_text,
    kind_text,
    level_text,
    lockdown_text,
    measure_text,
    month_text,
    number,
    shown,
    tick_text,
    unit_text,
)
from cohesie_sim.rules.hypothesis import HYPOTHESES
from cohesie_sim.scenarios.inputs import _LOCKDOWN_NAMES


@pytest.mark.parametrize(
    ("value", "decimals", "english", "dutch"),
    [
        (1234.5, 1, "1,234.5", "1.234,5"),
        (-0.25, 2, "−0.25", "−0,25"),
        (-0.001, 2, "0.00", "0,00"),
        (70000, 0, "70,000", "70.000"),
    ],
)
def test_numbers_are_written_as_people_do(value: float, decimals: int, english: str, dutch: str) -> None:
    assert number(value, decimals, "en") == english
    assert number(value, decimals, "nl") == dutch


def test_a_sign_is_written_on_request_but_zero_has_none() -> None:
    assert number(0.5, 1, "en", sign=True) == "+0.5"
    assert number(0.0, 1, "en", sign=True) == "0.0"


def test_both_languages_name_every_kind_measure_month_and_lockdown() -> None:
    for texts in (
        [[kind_text(kind, language) for kind in (*KIND_NAMES, ALL_KINDS)] for language in LANGUAGES],
        [[measure_text(measure.name, language) for measure in MEASURES] for language in LANGUAGES],
        [[hypothesis_text(name, language) for name in HYPOTHESES] for language in LANGUAGES],
        [[month_text(month, language) for month in range(1, 13)] for language in LANGUAGES],
    ):
        assert all(len(set(words)) == len(words) for words in texts)
        assert all(all(words) for words in texts)
    assert all(lockdown_text(name, "nl") != name for name in _LOCKDOWN_NAMES)


def test_every_figure_has_the_same_texts_with_the_same_names_in_both_languages() -> None:
    values = {"scenario": "S", "lowest": "0", "highest": "12", "start": "6 Jan", "low": "1", "high": "2", "cases": "C"}
    for figure in _figures():
        english, dutch = (figure_texts(figure, language, **values) for language in LANGUAGES)
        assert set(english) == set(dutch) >= {"title", "subtitle", "units", "band"}
        assert all("{" not in text for text in (*english.values(), *dutch.values()))
        assert "95" in english["band"]
        assert "95" in dutch["band"]


def test_shares_are_shown_as_per_cent_and_their_differences_as_points() -> None:
    assert shown("isolated", 0.05) == 5.0
    assert shown("trust", 0.5) == 0.5
    assert unit_text("isolated", "nl") == "% van volwassenen"
    assert unit_text("isolated", "nl", difference=True) == "procentpunt"
    assert unit_text("initiatives_surviving", "en") == "%"
    assert unit_text("trust", "en", difference=True) == "on a scale of 0 to 1"
    assert unit_text("volunteers_per_1000", "en") == "per 1,000 residents"


def test_levels_have_no_needless_decimals() -> None:
    assert [level_text(4.0), level_text(0.5)] == ["4 fte", "0.5 fte"]


def test_every_ending_of_an_initiative_is_explained() -> None:
    assert tuple(ENDINGS) == CAUSE_NAMES


def test_numbers_beside_axes_are_short_and_in_the_language_of_the_figure() -> None:
    assert [tick_text(value, "en") for value in (3.5, 0.1 + 0.2, 20.0)] == ["3.5", "0.3", "20"]
    assert [tick_text(value, "nl") for value in (3.5, 0.1 + 0.2, 20.0)] == ["3,5", "0,3", "20"]


@pytest.mark.parametrize(
    ("interval", "english", "dutch"),
    [
        (Interval(2.0, 2.0, 4.0, 9), "2.0 fte per 10,000 residents (2.0 to 4.0)",
         "2,0 fte per 10.000 inwoners (2,0 tot 4,0)"),
        (Interval(2.0, 0.0, inf, 9), "2.0 fte per 10,000 residents (0.0 to more than was tried)",
         "2,0 fte per 10.000 inwoners (0,0 tot meer dan is geprobeerd)"),
        (Interval(inf, 4.0, inf, 9), "none of those tried (4.0 to more than was tried)",
         "geen van wat is geprobeerd (4,0 tot meer dan is geprobeerd)"),
        (Interval(inf, inf, inf, 9), "none of those tried", "geen van wat is geprobeerd"),
        (Interval(nan, nan, nan, 9), "no figure: the effect is not distinguishable",
         "geen getal: niet te onderscheiden"),
        (Interval(nan, nan, nan, 0), "nothing to compare", "niets te vergelijken"),
    ],
)  # fmt: skip
def test_a_level_that_was_not_reached_and_a_ratio_over_nothing_are_said_in_words(
    interval: Interval, english: str, dutch: str
) -> None:
    assert interval_text(interval, "fte", "en", difference=False) == english
    assert interval_text(interval, "fte", "nl", difference=False) == dutch


def test_euros_have_three_digits_since_the_cost_of_an_fte_is_assumed() -> None:
    told = interval_text(Interval(231_931.4, 142_930.1, 384_154.0, 45), "EUR", "en", difference=False)
    assert told == "232,000 euros (143,000 to 384,000)"
    assert interval_text(Interval(84.26, 8.4, 132.0, 45), "EUR", "nl", difference=False) == "84 euro (8 tot 132)"
