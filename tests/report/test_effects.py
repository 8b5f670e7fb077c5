"""The forest of a study's differences, and the front page: made-up findings, known words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from matplotlib.figure import Figure

from cohesie_sim import ConfigurationError
from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.report import Results, front, study_words
from cohesie_sim.report.effects import draw_effects
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.findings_file import to_frame
from cohesie_sim.report.picture import QUIET, render, style
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language

WORDS = """
picture = "effects"
[{language}]
title = "{language} title"
sentence = "It moves by {{gap}}."
reading = ["look"]
limits = ["not all"]
[{language}.findings.gap]
clause = "{language} gap in sight"
label = "{language} gap"
[{language}.findings.kept]
clause = "{language} kept"
label = "{language} kept"
[{language}.findings.height]
clause = "{language} height"
label = "{language} height"
[{language}.figures.effects]
title = "{language} effects"
subtitle = "sub"
units = "units of it"
band = "bands of it"
"""


@pytest.fixture
def found() -> list[Finding]:
    sure, doubtful = Interval(0.02, 0.01, 0.03, 20), Interval(0.001, -0.01, 0.012, 20)
    return [
        Finding("gap", "article", "share", sure, difference=True),
        Finding("gap", "null", "share", doubtful, difference=True),
        Finding("kept", "article", "per week", sure, difference=True),
        Finding("height", "article", "share", sure, difference=False),
    ]


@pytest.fixture(autouse=True)
def _words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    texts = [WORDS.format(language=language) for language in ("en", "nl")]
    (tmp_path / "made_up.toml").write_text(texts[0] + texts[1].replace('picture = "effects"\n', ""), encoding="utf-8")
    monkeypatch.setattr(study_words, "FOLDER", tmp_path)
    study_words._tables.cache_clear()
    yield
    study_words._tables.cache_clear()


def _texts(figure: Figure) -> list[str]:
    inside = [text.get_text() for axes in figure.axes for text in axes.texts]
    return inside + [tick.get_text() for axes in figure.axes for tick in axes.get_yticklabels()]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_difference_gets_a_row_and_every_unit_a_panel(
    language: Language, results: Results, found: list[Finding]
) -> None:
    with style():
        picture = draw_effects(results, found, StudyWords("made_up", language), language)
        files = render(picture)
    assert [len(axes.get_yticklabels()) for axes in picture.figure.axes] == [1, 1]  # levels are left out
    shown = _texts(picture.figure)
    assert f"{language} gap" in shown
    assert f"{language} height" not in shown
    assert ("+2.00" if language == "en" else "+2,00") in shown
    assert set(files) == {f"effects.{language}.png", f"effects.{language}.svg"}


def test_what_is_not_distinguishable_is_hollow_and_grey(results: Results, found: list[Finding]) -> None:
    with style():
        picture = draw_effects(results, found, StudyWords("made_up", "en"), "en")
    marks = [line for line in picture.figure.axes[0].lines if line.get_marker() not in {"None", ""}]
    assert [mark.get_markerfacecolor() != "white" for mark in marks] == [True, False]
    assert marks[1].get_color() == QUIET


def test_the_front_page_has_every_study_dutch_first(
    tmp_path: Path, found: list[Finding], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front, "ORDER", ("made_up", "not_run"))
    headlines = {language: {"made_up": "It moves by {gap}."} for language in ("en", "nl")}
    monkeypatch.setattr(front, "_headlines", lambda: headlines)
    folder = tmp_path / "results" / "made_up"
    folder.mkdir(parents=True)
    texts = dict.fromkeys(("gap", "kept", "height"), "x")
    to_frame(found, texts, texts).to_csv(folder / "findings.csv", index=False)
    (folder / "manifest.json").write_text(json.dumps({"question": "What?", "question_nl": "Wat?"}), encoding="utf-8")
    page = front.write_front(tmp_path / "results")
    assert page.index("Wat?") < page.index("What?")
    assert "**+2,00 procentpunt (+1,00 tot +3,00)** [hoger bij artikel, niet te onderscheiden bij nul]." in page
    assert "(made_up/effects.nl.png)](made_up/LEESMIJ.md)" in page
    assert "(made_up/effects.en.png)](made_up/README.md)" in page
    assert "$" not in page


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_study_has_a_headline_of_findings_that_exist(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the real words
    study_words._tables.cache_clear()
    headlines = front._headlines()[language]
    assert tuple(headlines) == front.ORDER
    for name, text in headlines.items():
        asked = {field.split(".")[0] for _, field, _, _ in Formatter().parse(text) if field}
        assert 1 <= len(asked) <= 6
        assert ". " not in text.rstrip("."), name  # one sentence
        assert asked <= set(StudyWords(name, language).clauses), name


def test_a_front_page_without_results_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no results of an experiment there"):
        front.write_front(tmp_path)
