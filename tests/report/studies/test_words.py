"""The words of every study: the same in both languages, complete, and with criteria that refer to something."""

from __future__ import annotations

import re
import tomllib
from string import Formatter
from typing import Any

import pytest

from cohesie_sim.report.study_words import FOLDER, StudyWords
from cohesie_sim.report.words import LANGUAGES

STUDIES = sorted(path.stem for path in FOLDER.glob("*.toml"))
TOP = {"picture", "claims", "told", *LANGUAGES}
CAPTION = {"title", "subtitle", "units", "band"}
every_study = pytest.mark.parametrize("study", STUDIES)


def _table(study: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{study}.toml").read_text(encoding="utf-8"))


def _leaves(value: object, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    """Return every text of a table by its keys; the items of a list count as one."""
    if isinstance(value, dict):
        return {key: text for name, part in value.items() for key, text in _leaves(part, (*path, name)).items()}
    return {path: "\n".join(value) if isinstance(value, list) else str(value)}


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_there_are_studies() -> None:
    assert {"funding_sweep", "rival_hypotheses"} <= set(STUDIES)


@every_study
def test_both_languages_have_the_same_keys_and_no_text_is_empty(study: str) -> None:
    table = _table(study)
    assert set(table) <= TOP
    english, dutch = (_leaves(table[language]) for language in LANGUAGES)
    assert set(english) == set(dutch)
    assert [key for texts in (english, dutch) for key, text in texts.items() if not text.strip()] == []
    for language in LANGUAGES:
        for field in ("reading", "limits"):
            items = table[language][field]
            assert items
            assert all(item.strip() for item in items)
    assert all(len(table["en"][field]) == len(table["nl"][field]) for field in ("reading", "limits"))


@every_study
def test_both_languages_fill_in_the_same_names(study: str) -> None:
    table = _table(study)
    english, dutch = (_leaves(table[language]) for language in LANGUAGES)
    assert {key: _names(text) for key, text in english.items()} == {key: _names(text) for key, text in dutch.items()}


@every_study
def test_findings_have_a_clause_and_a_label_and_the_sentence_names_findings_only(study: str) -> None:
    for language in LANGUAGES:
        table = _table(study)[language]
        assert table["findings"]
        assert all(set(texts) == {"clause", "label"} for texts in table["findings"].values())
        assert all(not texts["clause"].endswith(".") for texts in table["findings"].values())
        assert all("{" not in text for texts in table["findings"].values() for text in texts.values())
        named = _names(table["sentence"])
        assert named
        assert named <= set(table["findings"])


@every_study
def test_what_the_page_tells_are_findings(study: str) -> None:
    table = _table(study)
    words = StudyWords(study, "en")
    assert set(words.told) <= set(table["en"]["findings"])
    assert len(set(words.told)) == len(words.told)
    assert words.told


@every_study
def test_figures_have_their_captions_and_the_main_picture_is_one_of_them(study: str) -> None:
    for language in LANGUAGES:
        words, table = StudyWords(study, language), _table(study)[language]
        assert all(set(texts) >= CAPTION for texts in table["figures"].values())
        assert words.picture in table["figures"]


@every_study
def test_criteria_refer_to_findings_and_have_their_bounds(study: str) -> None:
    table = _table(study)
    for claim in table.get("claims", []):
        assert re.fullmatch(r"C(0[1-9]|1\d|2[0-4])", claim["id"])
        assert claim["finding"] in table["en"]["findings"]
        assert claim["test"] in {"above", "below", "between"}
        bounds = {"low", "high"} if claim["test"] == "between" else {"bound"}
        assert set(claim) - {"decides", "given"} == {"id", "finding", "test", "why", *bounds}
        assert claim.get("given", "rule") in {"rule", "definition"}
        assert set(claim.get("decides", [])) <= set(table["en"]["findings"]) - {claim["finding"]}
        assert all(isinstance(claim[bound], int | float) for bound in bounds)
        if claim["test"] == "between":
            assert claim["low"] < claim["high"]
        assert claim["why"].strip()
    asked = [(claim["id"], claim["finding"], claim["test"]) for claim in table.get("claims", [])]
    assert len(set(asked)) == len(asked)
