from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from cohesie_sim.report.picture import style
from cohesie_sim.report.sensitivity_page import _best, _ranges, _shares
from cohesie_sim.report.sensitivity_shares import draw_shares, fit_of, how_told, told_text
from cohesie_sim.report.sensitivity_tables import SHOWN, Stored
from cohesie_sim.report.sensitivity_words import outcome_text, texts_of, unknown_text
from cohesie_sim.report.sensitivity_worth import choices, draw_worth
from cohesie_sim.report.words import LANGUAGES, Language

FIT: dict[str, Any] = {"luck": 0.33, "r2": 0.7, "r2_without_luck": 0.9, "signal_low": 0.5}
LUCKY: dict[str, Any] = {**FIT, "luck": 0.86, "r2": 0.13, "r2_without_luck": None, "signal_low": -0.0064}
POOR: dict[str, Any] = {**FIT, "r2": -0.1, "r2_without_luck": -0.2}
PARAMETERS = {  # rank, range, scale
    "population.rates.sociability": (2, "fitted", "linear"),
    "parameters.participation.base": (1, "drawn", "ratios"),
    "parameters.viability.meeting": (3, "drawn", "linear"),
    "parameters.viability.rest": (4, "declared", "linear"),
    "parameters.trust.gain": (None, "drawn", "linear"),
}


def stored(fits: dict[str, dict[str, Any]], **others: Any) -> Stored:
    """Return what a study stored: a stand-in per outcome, and shares of those that can be told."""
    rows = [
        {"outcome": name, "parameter": key, "first": 0.2, "first_conf": 0.1, "total": 0.3 + k / 10, "total_conf": 0.1}
        for name, fit in fits.items()
        if how_told(fit) == "tells"
        for k, key in enumerate((*list(PARAMETERS)[:2], "hypothesis"))
    ]
    empty = pd.DataFrame()
    tables: dict[str, Any] = dict.fromkeys(Stored._fields, empty) | {
        "manifest": {"draws": 200, "sizes": {"points": 360, "worlds_in_space": 2, "residents": 1000}},
        "factors": pd.DataFrame(
            [
                {"parameter": name, "rank": rank, "range": origin, "scale": scale}
                for name, (rank, origin, scale) in PARAMETERS.items()
            ]
        ),
        "emulator": pd.DataFrame([{"outcome": name, **fit} for name, fit in fits.items()]),
        "sobol": pd.DataFrame(rows, columns=["outcome", "parameter", "first", "first_conf", "total", "total_conf"]),
    }
    return Stored(**{**tables, **others})


@pytest.mark.parametrize("told", range(len(SHOWN) + 1))
@pytest.mark.parametrize("language", LANGUAGES)
def test_only_effects_whose_shares_can_be_told_have_a_panel_and_the_others_a_reason(
    told: int, language: Language
) -> None:
    fits = {name: FIT if k < told else LUCKY for k, name in enumerate(SHOWN)}
    with style():
        figure = draw_shares(stored(fits), language).figure
    assert len(figure.axes) == told
    small = " ".join(" ".join(text.get_text() for text in figure.texts).split())
    reason = texts_of("sobol", language)["silent_luck"].split("{")[0]
    assert (reason in small) == (told < len(SHOWN))
    for name in SHOWN[told:]:
        assert outcome_text(name, language) in small
    for panel in figure.axes:
        place = panel.get_position()
        assert 0 < place.x0 < place.x1 < 1
        assert 0 < place.y0 < place.y1 < 1
    places = [panel.get_position() for panel in figure.axes]
    assert not any(a.overlaps(b) for k, a in enumerate(places) for b in places[:k])


def test_every_reason_is_told_by_itself() -> None:
    fits = {SHOWN[0]: FIT, SHOWN[1]: LUCKY, SHOWN[2]: POOR}
    with style():
        figure = draw_shares(stored(fits), "en").figure
    small = [line for text in figure.texts for line in text.get_text().splitlines()]
    assert f"Not drawn, because the stand-in tells nothing of it: {outcome_text(SHOWN[2], 'en')}." in small
    assert f"Not drawn, because it did not vary: {outcome_text(SHOWN[3], 'en')}." in small
    assert [how_told(fit_of(stored(fits), name)) for name in SHOWN] == ["tells", "luck", "nothing", "still"]


def test_how_good_the_stand_in_is_is_told_only_where_that_is_known() -> None:
    assert (
        told_text(FIT, texts_of("sobol", "en"), "en")
        == "luck 33 % of one run; stand-in tells 70 %, of what is not luck 90 %"
    )
    assert told_text(POOR, texts_of("sobol", "nl"), "nl").endswith(
        "vervanger vertelt niets: niet beter dan het gemiddelde"
    )
    words: dict[Language, str] = {"en": "cannot be told", "nl": "is niet te zeggen"}
    for language, unknown in words.items():
        text = _shares(stored({SHOWN[1]: LUCKY}), SHOWN[1], language)
        assert unknown in text
        assert "13" not in text  # nothing is told of what the stand-in tells
        assert "±" not in text


def decisions(*levels: tuple[float, float, float | None, float | None]) -> pd.DataFrame:
    """Return levels of one value of a week: fte, worth, and the interval of how far they are behind the best one."""
    best = max(worth for _, worth, *_ in levels)
    return pd.DataFrame(
        [
            {
                "week_value": 800.0,
                "fte_per_10000": fte,
                "worth": worth,
                "behind": best - worth,
                "behind_low": low,
                "behind_high": high,
                "best": "yes" if worth == best else "no",
            }
            for fte, worth, low, high in levels
        ]
    )


def test_a_level_is_best_only_against_those_it_can_be_told_from() -> None:
    table = decisions((0, 0, 80, 140), (2, 90, -5, 45), (4, 85, 5, 45), (8, 110, None, None), (12, 100, -4, 24))
    (choice,) = choices(table)
    assert choice.best["fte_per_10000"] == 8
    assert choice.second["fte_per_10000"] == 12
    assert choice.alike == [2, 12]
    assert _best(choice, "en") == (
        "EUR 800 a week: 8 fte is best on average (worth EUR 110 per 1,000 residents), "
        "EUR 10 (−4 to 24) more than 12 fte; not distinguishable from 2 or 12 fte"
    )
    assert _best(choice, "nl").endswith("€ 10 (−4 tot 24) meer dan 12 fte; niet te onderscheiden van 2 of 12 fte")


def test_a_level_that_stands_alone_has_no_doubt_added() -> None:
    (choice,) = choices(decisions((0, 110_000, None, None), (2, 98_000, 6_055, 17_945)))
    assert choice.alike == []
    assert _best(choice, "nl") == (
        "€ 800 per week: 0 fte is gemiddeld het beste (waard € 110.000 per 1.000 inwoners), "
        "€ 12.000 (6.055 tot 17.945) meer dan 2 fte"
    )


def test_without_an_interval_nothing_can_be_told_apart() -> None:
    (choice,) = choices(decisions((0, 3, None, None), (2, 2, None, None), (4, 1, None, None), (8, 0, 1, 5)))
    assert _best(choice, "en").endswith("EUR 1 more than 2 fte; not distinguishable from 2 or 4 fte")


def test_the_picture_names_the_best_level_and_those_like_it() -> None:
    table = decisions((0, 0, 80, 140), (2, 90, -5, 45), (8, 110, None, None), (12, 100, -4, 24))
    known = pd.DataFrame(
        {"parameter": "hypothesis", "evppi": [2.0], "standard_error": 1.0, "by_chance": 0.0, "week_value": 800.0}
    )
    with style():
        (panel,) = draw_worth(stored({}, decisions=table, evppi=known), "en").figure.axes
    bold = {text.get_text() for text in panel.texts if text.get_fontweight() == "bold"}
    assert bold == {"8"}
    assert {"2", "12"} < {text.get_text() for text in panel.texts}


def test_ranges_say_what_was_fitted_and_what_was_drawn_along() -> None:
    words: dict[Language, tuple[str, str, str]] = {
        "en": ("these, 3 have the range of the middle 95 % of 200 draws", "1 fitted, 2 drawn along", "independently"),
        "nl": ("er 3 het bereik van de middelste 95% van 200 trekkingen", "1 gekalibreerd, 2 meegetrokken", "los van"),
    }
    for language, (counts, origins, difference) in words.items():
        narrowed, ratios, apart = _ranges(stored({SHOWN[0]: FIT}), language).split("\n\n")
        assert counts in narrowed
        assert origins in narrowed
        assert ratios.endswith(f": {unknown_text('parameters.participation.base', language)}.")
        assert difference in apart
    none = stored({SHOWN[0]: FIT})
    assert "draws" not in _ranges(none._replace(manifest={**none.manifest, "draws": 0}), "en")
