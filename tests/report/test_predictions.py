"""The picture and the pages of the blind predictions, from a table made by hand."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.predictions.evidence import evidence
from cohesie_sim.report import LANGUAGES, Language
from cohesie_sim.report.picture import style
from cohesie_sim.report.prediction_page import main_source, write_pages
from cohesie_sim.report.prediction_words import _FILE, PredictionWords
from cohesie_sim.report.predictions import draw_predictions, read_predictions, report_predictions

IDS = [f"P{k:02d}" for k in range(1, 26)]
TITLES = {
    "en": "Written down before any look at the observations",
    "nl": "Opgeschreven vóór iemand de waarnemingen zag",
}
PARTS = {
    "P20": ["heerlen", "sittard_geleen"],
    "P24": ["single", "single_parent", "couple", "single_minus_couple"],
    "P25": ["first_lockdown", "second_lockdown", "change"],
}
SILENT = {("P10", ""), ("P24", "single_parent")}


def _table() -> pd.DataFrame:
    words = PredictionWords("en")
    rows = []
    for key in IDS:
        for part in PARTS.get(key, [""]):
            silent = (key, part) in SILENT
            numbers = {"median": 12.34, "low90": 8.0, "high90": 17.5, "model_low90": 11.0, "model_high90": 13.0}
            sources = {"from_hypothesis": 0.05, "from_parameters": 0.15, "from_luck": 0.1, "from_outside": 0.7}
            sources |= {"median_article": 11.96, "median_self_reliance": 12.5, "median_null": 1012.34}
            row = {"id": key, "part": part, "unit": words.unit(key, part), "draws": 3, "worlds": 6, "commit": "abc123"}
            row |= dict.fromkeys([*numbers, *sources], float("nan")) if silent else {**numbers, **sources}
            rows.append({**row, "how": words.named_how("cannot express") if silent else words.how(key)})
    return pd.DataFrame(rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with stored predictions."""
    _table().to_csv(tmp_path / "predictions.csv", index=False)
    return tmp_path


def test_both_languages_get_a_picture_and_a_page(folder: Path) -> None:
    files = report_predictions(folder)
    pictures = {f"predictions.{language}.{end}" for language in LANGUAGES for end in ("png", "svg")}
    assert set(files) == {*pictures, "README.md", "LEESMIJ.md"}
    assert all(TITLES[language] in files[f"predictions.{language}.svg"].decode() for language in LANGUAGES)
    assert report_predictions(folder) == files  # the same table, the same bytes


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_or_written_over_something_else(language: Language, folder: Path) -> None:
    with style():
        figure = draw_predictions(read_predictions(folder), language).figure
        FigureCanvasAgg(figure)
        texts = [text for panel in figure.axes for text in [*panel.get_yticklabels(), *panel.texts]]
        boxes = [text.get_window_extent() for text in [*texts, *figure.texts] if text.get_text()]
    width, height = figure.get_size_inches() * figure.dpi
    assert all(box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height for box in boxes)
    assert not any(a.overlaps(b) for k, a in enumerate(boxes) for b in boxes[:k])


def test_pages_tell_every_number_in_their_language() -> None:
    pages = {name: page.decode() for name, page in write_pages(_table()).items()}
    for key in IDS:
        for part in PARTS.get(key, [""]):
            for name, language in (("README.md", "en"), ("LEESMIJ.md", "nl")):
                line = f"| {key} | {PredictionWords(language).quantity(key, part)} |"  # type: ignore[arg-type]
                assert line in pages[name]
    assert "**12.3** (8.0 to 17.5) | % | model on a surveyed level | outside the model (70 %) |" in pages["README.md"]
    assert (
        "**12,3** (8,0 tot 17,5) | % | model op een gemeten niveau | buiten het model (70 %) |" in pages["LEESMIJ.md"]
    )
    assert all("`abc123`" in page and "$" not in page for page in pages.values())


def test_pages_say_why_a_number_is_missing() -> None:
    pages = write_pages(_table())
    english, dutch = pages["README.md"].decode(), pages["LEESMIJ.md"].decode()
    assert (
        "| P24 | Strongly lonely, change 2019-2021: single parent |  | percentage points | cannot express |  |"
        in english
    )
    assert "single parent: cannot express. The model gives single parents company" in english
    assert "alleenstaande ouder: kan dit niet uitdrukken. In het model hebben alleenstaande ouders gezelschap" in dutch
    assert "P10: cannot express. In nearly every simulated neighbourhood" in english


def test_pages_say_what_counts_as_a_miss_and_how_to_score() -> None:
    predicted = len(_table()) - len(SILENT)
    page = write_pages(_table())["README.md"].decode()
    assert "Written down before any look at the observations" in page
    assert f"about {0.1 * predicted:.0f} of {predicted} numbers miss" in page
    assert "experiments/predictions.py --score observations.csv" in page


def test_the_largest_source_is_named() -> None:
    sources = {"from_hypothesis": 0.1, "from_parameters": 0.5, "from_luck": 0.1, "from_outside": 0.3}
    assert main_source(sources) == "from_parameters"
    assert main_source({**sources, "from_hypothesis": 0.6}) == "from_hypothesis"
    assert PredictionWords("nl").source("from_hypothesis") == "hypothese"


def test_pages_give_a_median_per_hypothesis_only_where_it_matters() -> None:
    table = _table()
    pages = write_pages(table)
    assert "- For no number is it that much." in pages["README.md"].decode()
    assert "- Bij geen enkel getal is het zo veel." in pages["LEESMIJ.md"].decode()
    table.loc[table["id"] == "P11", "from_hypothesis"] = 0.104
    pages = write_pages(table)
    english = "article **12.0**; self-reliance **12.5**; null **1,012.3**. The hypothesis is 10 % of the variance."
    dutch = "artikel **12,0**; zelfredzaamheid **12,5**; nul **1.012,3**. De hypothese is 10 % van de variantie."
    stopped = "- **P11** Residents' initiatives that had stopped, autumn 2020 (%): "
    assert f"\n{stopped}{english}\n" in pages["README.md"].decode()
    assert f" najaar 2020 (%): {dutch}\n" in pages["LEESMIJ.md"].decode()
    assert pages["README.md"].decode().count("The hypothesis is") == 1


def test_pages_say_the_assumed_errors_as_they_are() -> None:
    english_page, dutch_page = (write_pages(_table())[name].decode() for name in ("README.md", "LEESMIJ.md"))
    known = evidence()
    for scale, words in (("ratio", "on a logarithmic scale"), ("odds", "on the logit scale")):
        fitted, twice = (f"{known[f'error_{scale}_{kind}']:g}" for kind in ("fitted", "unfitted"))
        assert f"{fitted} {words}" in english_page
        assert f"{twice} (P" in english_page
        assert f"{fitted.replace('.', ',')} op " in dutch_page
        assert f"{twice.replace('.', ',')} (P" in dutch_page
    assert f"{100 * known['error_share']:g} percentage points (P10, P11, P12)" in english_page


def test_every_identifier_has_the_same_words_in_both_languages() -> None:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    assert [key for key in table if re.fullmatch(r"P\d\d", key)] == IDS
    for key in (*IDS, "picture"):
        assert set(table[key]["en"]) == set(table[key]["nl"])
        assert all(table[key][language][what].strip() for language in LANGUAGES for what in table[key]["en"])


def test_a_folder_without_predictions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"there is no such file\. Make it with experiments/predictions\.py"):
        read_predictions(tmp_path)
