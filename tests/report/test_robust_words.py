"""Shares and deciders in words, in both languages, never rounded up."""

from __future__ import annotations

import re
import tomllib

import pytest

from cohesie_sim.declaration import declarations
from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.report import robust_words
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.robust_words import decider_text, page_texts, settings_text
from cohesie_sim.report.robustness import Robustness
from cohesie_sim.scenarios.overrides import PARTS

NAMES = tomllib.loads(robust_words._NAMES.read_text(encoding="utf-8"))


def test_every_name_is_a_parameter_and_has_both_languages() -> None:
    known = {row.name for part in PARTS for row in declarations(PARTS[part], f"{part}.")}
    keys = [name if name.startswith("population.") else f"parameters.{name}" for name in NAMES]
    assert [key for key in keys if key not in known] == []
    for name, texts in NAMES.items():
        assert set(texts) == {"en", "nl"}, name
        assert all(re.fullmatch(r"[^\s.].*[^\s.]", text) for text in texts.values()), name
    for language in ("en", "nl"):
        told = [texts[language] for texts in NAMES.values()]
        assert len(set(told)) == len(told)


@pytest.mark.parametrize(
    ("decider", "english", "dutch"),
    [
        ("hypothesis", "the hypothesis", "de hypothese"),
        (
            "unexplained",
            "the setting (no single cause stands out)",
            "de modelvariant (geen enkele oorzaak springt eruit)",
        ),
        (
            "parameters.restrictions.compliance",
            "how well people keep to the rules (restrictions.compliance)",
            "hoe goed mensen zich aan de regels houden (restrictions.compliance)",
        ),
        (
            "population.rates.sociability",
            "how far those who see little family also see few friends (population.rates.sociability)",
            "in hoeverre mensen die weinig familie zien ook weinig vrienden zien (population.rates.sociability)",
        ),
        (
            "parameters.formats.walk.group",
            "the largest group (formats.walk.group)",
            "formats.walk.group",
        ),
        ("parameters.gone.away", "gone.away", "gone.away"),  # results of another version
    ],
)
def test_what_decides_is_told_in_words(decider: str, english: str, dutch: str) -> None:
    assert decider_text(decider, "en") == english
    assert decider_text(decider, "nl") == dutch


@pytest.mark.parametrize(
    ("share", "hypotheses", "english", "dutch"),
    [
        (0.897, 3, "89 % of 20 plausible settings × 3 hypotheses", "89 % van de 20 modelvarianten × 3 hypothesen"),
        (59 / 60, 3, "98 % of 20 plausible settings × 3 hypotheses", "98 % van de 20 modelvarianten × 3 hypothesen"),
        (0.9, 1, "90 % of 20 plausible settings", "90 % van de 20 modelvarianten"),
        (0.9999, 3, "all 20 plausible settings × 3 hypotheses", "alle 20 modelvarianten × 3 hypothesen"),
    ],
)
def test_a_share_of_settings_is_never_rounded_up(share: float, hypotheses: int, english: str, dutch: str) -> None:
    assert settings_text(share, [20, 20], hypotheses, "en") == english
    assert settings_text(share, [20], hypotheses, "nl") == dutch


def test_hypotheses_may_differ_in_how_many_settings_count() -> None:
    assert settings_text(0.915, [19, 17, 17], 3, "en") == "91 % of 17 to 19 plausible settings × 3 hypotheses"
    assert settings_text(1.0, [17, 19], 1, "nl") == "alle 17 tot 19 modelvarianten"


def test_pages_say_whether_parameters_were_drawn() -> None:
    plain = Finding("x", "article", "share", Interval(0.1, 0.0, 0.2, 20), difference=True)
    drawn = Finding(
        "x", "article", "share", plain.interval, True, None, Robustness(20, 1.0, 0.0, 0.2, 1.0, "unexplained")
    )
    for language in ("en", "nl"):
        without, over = page_texts([plain], language), page_texts([plain, drawn], language)
        assert set(without) == set(over)
        assert without["reading_numbers"] == ""
        assert "90 %" in over["reading_numbers"]
    assert "default values" in page_texts([], "en")["assumptions"]
