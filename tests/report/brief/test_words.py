"""What a brief says follows the robustness of its findings, in both languages alike."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.report.brief.content import Number
from cohesie_sim.report.brief.headlines import Teller
from cohesie_sim.report.brief.stored import Stored, read_stored
from cohesie_sim.report.brief.strength import Strength, strength_of
from cohesie_sim.report.brief.tracing import Source
from cohesie_sim.report.brief.wording import Words
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.front import ORDER
from cohesie_sim.report.robustness import Robustness
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import LANGUAGES, Language

ROOT = Path(__file__).parents[3]
TEXTS = ROOT / "cohesie_sim" / "report" / "texts"
BRIEFS: dict[str, Any] = tomllib.loads((TEXTS / "briefs.toml").read_text(encoding="utf-8"))
EVERY: dict[str, Any] = tomllib.loads((TEXTS / "brief.toml").read_text(encoding="utf-8"))
HYPOTHESES = ("article", "self_reliance", "null")
UP, DOWN, NONE = (0.02, 0.01, 0.03), (-0.02, -0.03, -0.01), (0.001, -0.01, 0.012)


def group(
    *means: tuple[float, float, float], share: float = 0.98, depends_on: str = "hypothesis", difference: bool = True
) -> dict[str, Finding]:
    robust = Robustness(20, share, -0.01, 0.05, float("nan"), depends_on)
    return {
        hypothesis: Finding("out_need", hypothesis, "share", Interval(*ends, 40), difference, robust=robust)
        for hypothesis, ends in zip(HYPOTHESES, means, strict=False)
    }


CASES = {
    Strength.FIRM: group(UP, UP, UP),
    Strength.ONE: group(UP),
    Strength.SETTING: group(UP, UP, UP, share=0.8, depends_on="parameters.fear.rise"),
    Strength.HYPOTHESES: group(UP, UP, NONE, share=0.95),
    Strength.UNSURE: group(NONE, NONE, NONE),
    Strength.LEVEL: group(UP, UP, UP, difference=False),
}


@pytest.mark.parametrize(("strength", "found"), CASES.items())
def test_the_strength_of_a_headline_is_that_of_the_finding(strength: Strength, found: dict[str, Finding]) -> None:
    assert strength_of(found) is strength


def test_what_is_seen_under_another_hypothesis_only_depends_on_it() -> None:
    assert strength_of(group(NONE, UP, UP)) is Strength.HYPOTHESES
    assert strength_of(group(UP, DOWN)) is Strength.HYPOTHESES


def test_a_share_just_below_nine_in_ten_is_not_firm() -> None:
    assert strength_of(group(UP, UP, share=0.9)) is Strength.FIRM
    assert strength_of(group(UP, UP, share=0.8999, depends_on="")) is Strength.SETTING


def test_without_draws_the_hypotheses_alone_decide() -> None:
    bare = {name: dataclasses.replace(f, robust=None) for name, f in group(UP, UP).items()}
    assert strength_of(bare) is Strength.FIRM


def tell(found: Mapping[str, Finding], language: Language) -> str:
    stored = Stored("nearness", Path(), {}, {"out_need": found}, {})
    teller = Teller(stored, Words("nearness", language), language, {"out_need": [Source("a/b", "c", "")]})
    return "".join(run.shown if isinstance(run, Number) else run.text for run in teller.tell("out_need"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_distinguishable_is_told_so_and_has_no_direction(language: Language) -> None:
    told = tell(CASES[Strength.UNSURE], language)
    assert told.startswith(EVERY[language]["labels"]["unsure"])
    assert not any(EVERY[language]["ways"][way] in told for way in ("higher", "lower"))


def test_each_strength_has_its_own_words() -> None:
    told = {strength: tell(found, "nl") for strength, found in CASES.items() if strength is not Strength.LEVEL}
    condition = "Als opbouwwerkers in de lockdowns de straat op gaan in plaats van thuis te werken, is"
    what = "het aandeel volwassenen met een onvervulde praktische hulpvraag"
    number = "+2,00 procentpunt (+1,00 tot +3,00)"
    assert told == {
        Strength.FIRM: f"Stevig. {condition} {what} hoger: {number}. Dat geldt bij alle drie de verklaringen en bij "
        "98\N{NO-BREAK SPACE}% van de modelvarianten.",
        Strength.ONE: f"Eén verklaring bekeken. {condition} {what} hoger: {number}. Alleen de verklaring artikel is "
        "doorgerekend; daar geldt het bij 98\N{NO-BREAK SPACE}% van de modelvarianten.",
        Strength.SETTING: f"Onzeker. {condition} {what} gemiddeld hoger: {number}. Maar dat geldt bij "
        "80\N{NO-BREAK SPACE}% van de modelvarianten: te weinig om door te vertellen. Het hangt vooral af van hoe snel "
        "de angst voor besmetting groeit.",
        Strength.HYPOTHESES: f"Hangt af van de verklaring. {condition} {what} hoger bij artikel: {number} en "
        f"zelfredzaamheid: {number}; niet te onderscheiden van gelijk bij nul.",
        Strength.UNSURE: f"Niet te onderscheiden. {condition} niet te onderscheiden of {what} verandert "
        "(+0,10 procentpunt, −1,00 tot +1,20). Vertel dit niet door als effect.",
    }


def test_a_share_of_all_settings_is_told_as_all() -> None:
    assert "in all plausible settings." in tell(group(UP, UP, share=1.0), "en")
    assert "under both explanations" in tell(group(UP, UP, share=1.0), "en")


def test_every_study_has_a_brief_with_the_same_keys_in_both_languages() -> None:
    assert list(BRIEFS) == list(ORDER)
    for study, texts in BRIEFS.items():
        assert list(texts["nl"]) == list(texts["en"]), study
        assert set(texts["nl"]) - {"title", "caption", "cost"} == set(texts["headlines"]), study
        assert 3 <= len(texts["headlines"]) <= 4, study
        assert texts["overview"], study
        assert set(texts["overview"]) <= set(texts["headlines"]), study


def _shape(table: object) -> object:
    return {key: _shape(value) for key, value in table.items()} if isinstance(table, dict) else None


def test_the_words_of_every_brief_have_the_same_places_in_both_languages() -> None:
    assert _shape(EVERY["nl"]) == _shape(EVERY["en"])


@pytest.mark.parametrize("study", ORDER)
def test_the_words_of_a_study_claim_no_direction_and_name_findings_and_limits_that_exist(study: str) -> None:
    stored = read_stored(ROOT / "results" / study)
    for language in LANGUAGES:
        words, told = Words(study, language), StudyWords(study, language)
        named = [*words.headlines, *words.table, *words.groups, *words.rules, *words.named()]
        assert set(named) <= set(stored.found)
        assert max(words.limits) < len(told.limits)
        for name in words.headlines:
            claimed = " ".join(words.told(name)).split()
            assert not {"hoger", "lager", "stijgt", "daalt", "higher", "lower", "rises", "falls"} & set(claimed)
            assert bool(words.told(name)[1]) is next(iter(stored.found[name].values())).difference
