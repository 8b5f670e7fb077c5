"""The pictures and the page of a small experiment whose numbers are known."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from PIL import Image

from cohesie_sim import ConfigurationError
from cohesie_sim.report import LANGUAGES, Language, Results, answers, draw_pictures, read_results, write_pages
from cohesie_sim.report.differences import draw_differences
from cohesie_sim.report.dose_response import draw_dose_response
from cohesie_sim.report.over_time import draw_over_time
from cohesie_sim.report.picture import BLUE, QUIET, style
from cohesie_sim.report.rivals import compare_hypotheses, draw_rivals
from cohesie_sim.report.survival import draw_survival

NAMES = (
    "differences_long_winter",
    "differences_no_corona",
    "dose_response",
    "hypotheses_long_winter",
    "over_time_long_winter",
    "over_time_no_corona",
    "survival_long_winter",
)


@pytest.fixture(scope="module")
def files(results: Results) -> dict[str, bytes]:
    return draw_pictures(results)


@pytest.fixture(autouse=True)
def _in_style() -> Iterator[None]:
    with style():
        yield


def _texts(figure: Figure) -> list[str]:
    return [t.get_text() for axes in figure.axes for t in axes.texts] + [t.get_text() for t in figure.texts]


def test_every_picture_exists_in_both_languages_and_formats(files: dict[str, bytes]) -> None:
    assert set(files) == {f"{name}.{lang}.{kind}" for name in NAMES for lang in LANGUAGES for kind in ("png", "svg")}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_files_carry_title_units_n_and_band(name: str, language: str, files: dict[str, bytes]) -> None:
    picture = Image.open(io.BytesIO(files[f"{name}.{language}.png"]))
    assert isinstance(picture.info["dpi"], tuple)
    assert round(picture.info["dpi"][0]) == 200
    said = {key: str(picture.info[key]) for key in ("Title", "Units", "N", "Band")}
    assert said["N"].startswith("n = 6 ")
    assert "Sittard-Geleen" in said["N"]
    assert "95" in said["Band"]
    told = said["N"].rpartition("; ")[2]
    rivals = {"en": "hypotheses: article, self-reliance, null", "nl": "hypothesen: artikel, zelfredzaamheid, nul"}
    main = {"en": "hypothesis: article", "nl": "hypothese: artikel"}
    assert told == (rivals if name.startswith("hypotheses") else main)[language]
    assert "%" in said["Units"] or "fte" in said["Units"]
    root = ET.fromstring(files[f"{name}.{language}.svg"])  # noqa: S314 - our own file
    inside = " ".join(text for element in root.iter() if "purl.org/dc" in element.tag for text in element.itertext())
    assert all(text in inside for text in said.values())


def test_the_same_results_give_the_same_bytes(results: Results, files: dict[str, bytes]) -> None:
    again = draw_pictures(results)
    assert [name for name in files if files[name] != again[name]] == []


def test_lines_over_time_are_the_means_and_lockdowns_are_named(results: Results) -> None:
    figure = draw_over_time(results, "long_winter", "en").figure
    weekly = results.of(results.weekly, "long_winter")
    for axes, outcome in zip(figure.axes, ("isolated", "out_of_sight"), strict=True):
        for line, level in zip(axes.lines, results.levels, strict=True):
            expected = 100 * weekly[weekly["fte_per_10000"] == level].groupby("week")[outcome].mean()
            np.testing.assert_allclose(np.asarray(line.get_ydata(), float), expected)
        labels = [text.get_text() for text in axes.texts]
        assert labels == ["0 fte", "4 fte", "12 fte", "first lockdown"]
        assert axes.get_ylim()[0] == 0
        assert len(axes.collections) == 2  # bands of the lowest and the highest level
    assert "eerste lockdown" in _texts(draw_over_time(results, "long_winter", "nl").figure)


def test_survival_shows_numbers_at_risk_and_says_when_there_are_too_few(results: Results) -> None:
    figure = draw_survival(results, "long_winter", "en").figure
    huiskamers = [text.get_text() for text in figure.axes[0].texts]
    assert huiskamers.count("18") >= 2  # three in each of six neighbourhoods, at both levels
    assert huiskamers.count("12 fte") == 2  # beside the curve and before the numbers
    assert "too few at week 0" in [text.get_text() for text in figure.axes[4].texts]
    assert "te weinig in week 0" in _texts(draw_survival(results, "long_winter", "nl").figure)


def test_every_panel_of_survival_names_the_lockdowns_and_shows_both_levels(results: Results) -> None:
    figure = draw_survival(results, "long_winter", "nl").figure
    assert all("eerste" in [text.get_text() for text in axes.texts] for axes in figure.axes)
    figure.draw_without_rendering()
    heights = {round(axes.title.get_window_extent().y0 - axes.get_window_extent().y1) for axes in figure.axes}
    assert len(heights) == 1  # titles stand equally high
    lowest, highest = figure.axes[0].lines
    assert lowest.get_zorder() > highest.get_zorder()  # the dashes over the solid line
    assert (lowest.is_dashed(), highest.is_dashed()) == (True, False)


def test_labels_lead_to_the_ends_of_their_lines(results: Results) -> None:
    for panel in draw_over_time(results, "long_winter", "en").figure.axes:
        labels = [text for text in panel.texts if isinstance(text, Annotation)]
        for line, label in zip(panel.lines, labels, strict=True):
            assert label.xy == (np.asarray(line.get_xdata())[-1], np.asarray(line.get_ydata())[-1])


def test_no_band_and_no_axis_of_a_share_leaves_0_to_100(results: Results) -> None:
    odd = results.weekly["replicate"] % 2
    wild = replace(results, weekly=results.weekly.assign(isolated=0.02 + 0.98 * odd, out_of_sight=0.03 * odd))
    for panel in draw_over_time(wild, "long_winter", "en").figure.axes:
        for band in panel.collections:
            values = np.concatenate([np.asarray(path.vertices)[:, 1] for path in band.get_paths()])
            assert 0 <= values.min() <= values.max() <= 100
    assert all(axes.get_ylim()[1] <= 105 for axes in draw_dose_response(results, "en").figure.axes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_grey_is_lockdowns_only_where_there_are_some(language: Language, results: Results) -> None:
    grey = {"en": "Grey: lockdowns", "nl": "Grijs: lockdowns"}[language]
    assert grey in draw_over_time(results, "long_winter", language).caption.band
    assert grey not in draw_over_time(results, "no_corona", language).caption.band


def test_dose_response_begins_at_zero_and_labels_every_scenario(results: Results) -> None:
    figure = draw_dose_response(results, "nl").figure
    assert len(figure.axes) == 8
    for axes in figure.axes:
        assert axes.get_ylim()[0] == 0
        assert {"Lange winter", "Geen corona"} <= {text.get_text() for text in axes.texts}


def test_differences_mark_what_cannot_be_distinguished(results: Results) -> None:
    figure = draw_differences(results, "long_winter", "en").figure
    isolated, lonely = figure.axes[0], figure.axes[2]
    marks = [line for line in isolated.lines if line.get_marker() == "o"]
    np.testing.assert_allclose([np.asarray(mark.get_xdata(), float)[0] for mark in marks], [-0.4, -1.2], atol=0.01)
    assert {to_hex(str(mark.get_markerfacecolor())) for mark in marks} == {BLUE.lower()}
    rows = results.summary
    rows = rows[(rows["hypothesis"] == "article") & (rows["scenario"] == "long_winter")]
    unsure = rows[rows["outcome"] == "lonely"]
    expected = ((unsure["period"] == "from_first_lockdown") & (unsure["distinguishable"] == "no")).sum()
    hollow = [line for line in lonely.lines if str(line.get_markerfacecolor()) == "white"]
    assert len(hollow) == expected == [text.get_text() for text in lonely.texts].count("not distinguishable")
    # What nothing moves is shown as such: hollow, grey, at zero.
    trust = [line for line in figure.axes[7].lines if line.get_marker() == "o"]
    assert [(np.asarray(line.get_xdata(), float)[0], str(line.get_color())) for line in trust] == [(0.0, QUIET)] * 2


def test_what_holds_under_which_hypothesis_is_marked_by_shape_and_said_in_words(results: Results) -> None:
    figure = draw_rivals(results, "long_winter", "en").figure
    isolated, out_of_sight = figure.axes[0], figure.axes[1]
    for panel, filled, said in (
        (isolated, 2, "lower under article and self-reliance, not distinguishable under null"),
        (out_of_sight, 3, "lower under all 3 hypotheses, by "),
    ):
        marks = [line for line in panel.lines if line.get_marker() == "o"]
        assert len(marks) == 3
        assert sum(str(mark.get_markerfacecolor()) != "white" for mark in marks) == filled
        words = [text.get_text() for text in panel.texts if " under " in text.get_text()]
        assert [" ".join(word.split()).startswith(said) for word in words] == [True]
        assert max(len(line) for word in words for line in word.splitlines()) <= 40
    assert [label.get_text() for label in isolated.get_yticklabels()] == ["null", "self-reliance", "article"]


@pytest.mark.parametrize(
    ("language", "page", "holds", "depends", "definition", "only"),
    [
        (
            "en", "README.md", "Adults out of sight, **lower under all 3 hypotheses, by ",
            "Isolated adults, **lower under article and self-reliance, not distinguishable under null**",
            "whoever a worker knows is not out of sight", "No corona: run under *article* only.",
        ),
        (
            "nl", "LEESMIJ.md", "Volwassenen uit beeld, **lager bij alle 3 hypothesen, met ",
            "Geïsoleerde volwassenen, **lager bij artikel en zelfredzaamheid, niet te onderscheiden bij nul**",
            "wie een opbouwwerker kent, is niet uit beeld", "Geen corona: alleen gedraaid met *artikel*.",
        ),
    ],
)  # fmt: skip
def test_the_page_says_which_conclusions_hold_under_every_hypothesis(
    language: Language, page: str, holds: str, depends: str, definition: str, only: str, results: Results
) -> None:
    text = write_pages(results, [])[page].decode()
    for said in (holds, depends, definition, only):
        assert said in text
    assert len(compare_hypotheses(results, "long_winter", language)) == 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_give_the_interval_or_say_not_distinguishable(language: Language, results: Results) -> None:
    told = answers(results, language)
    assert len(told) == 4  # two scenarios; for each the whole way and the first step
    first = told[0]
    decimal = {"en": ".", "nl": ","}[language]
    words = {"en": ("not distinguishable", "of the", "to"), "nl": ("niet te onderscheiden", "van de", "tot")}
    unsure, of, to = words[language]
    assert f"−1{decimal}2" in first
    assert {"en": "not distinguishable", "nl": "niet te onderscheiden"}[language] in first
    assert re.search(rf" −0{decimal}40 {of} −1{decimal}20 \(−0{decimal}\d\d {to} −0{decimal}\d\d\)", told[1])
    step = told[3].split(": ")[1]
    assert f" {unsure} (" in step
    assert re.search(rf"\) {of} −1.2", step)


def with_rows(results: Results, **values: float | str) -> Results:
    return replace(results, summary=results.summary.assign(**values))


@pytest.mark.parametrize(
    ("language", "one", "alike", "nothing"),
    [
        ("en", "(−25.00 percentage points; one neighbourhood gives no interval)", "in every neighbourhood)",
         "Isolated adults no difference"),
        ("nl", "(−25,00 procentpunt; één buurt geeft geen interval)", "in elke buurt)",
         "Geïsoleerde volwassenen geen verschil"),
    ],
)  # fmt: skip
def test_without_an_interval_the_page_says_why(
    language: Language, one: str, alike: str, nothing: str, results: Results
) -> None:
    bare: dict[str, float | str] = {
        "difference": -0.25,
        "difference_low": np.nan,
        "difference_high": np.nan,
        "distinguishable": "no",
    }
    for found, said in (
        (with_rows(results, **bare, replicates=1), one),
        (with_rows(results, **bare, replicates=5), alike),
        (with_rows(results, **{**bare, "difference": 0.0}, replicates=5), nothing),
    ):
        told = " ".join(answers(found, language))
        assert said in told
        assert "nan" not in told


def test_a_single_neighbourhood_is_said_to_have_no_intervals(results: Results) -> None:
    alone = replace(results, manifest={**results.manifest, "replicates": 1})
    assert alone.sample("en").endswith("; one has no intervals; hypothesis: article")
    assert alone.sample("nl").endswith("; één heeft geen intervallen; hypothese: artikel")


def test_pages_answer_show_their_own_pictures_and_say_what_they_are_for(
    results: Results, files: dict[str, bytes]
) -> None:
    pages = {name: page.decode() for name, page in write_pages(results, list(files)).items()}
    assert set(pages) == {"README.md", "LEESMIJ.md"}
    assert "exploration and explanation, not prediction" in pages["README.md"]
    assert "verkennen en verklaren, niet voorspellen" in pages["LEESMIJ.md"]
    for name, language in (("README.md", "en"), ("LEESMIJ.md", "nl")):
        assert pages[name].count("![") == len(NAMES)
        assert all(f"({picture}.{language}.png)" in pages[name] for picture in NAMES)
        assert "$" not in pages[name]
    assert "EUR 84,000 to 132,000 per 1,000 residents" in pages["README.md"]
    assert "Wat doet het?" in pages["LEESMIJ.md"]
    assert "two that are too large for git, which the command" in pages["README.md"]
    assert "te groot zijn voor\ngit" in pages["LEESMIJ.md"]
    for english in ("article", "Verlopen", "toevalsgetallen"):
        assert english not in pages["LEESMIJ.md"]


def test_missing_results_are_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"no complete results of an experiment there.*Run it first"):
        read_results(tmp_path)


def test_broken_results_are_an_error_as_well(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "weekly.parquet").write_bytes(b"no Parquet")
    with pytest.raises(ConfigurationError, match="no complete results"):
        read_results(tmp_path)
