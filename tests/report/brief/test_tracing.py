"""Every number of a brief carries the id of the row it came from, and is that row's number, in HTML and in PDF."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from html.parser import HTMLParser
from math import floor
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pypdf import PdfReader

from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.report.front import ORDER
from cohesie_sim.report.quantities import UNITS, more_decimals, value_text
from cohesie_sim.report.robust_words import cause_text
from cohesie_sim.report.words import LANGUAGES, Language, month_text

RESULTS = Path(__file__).parents[3] / "results"
BriefOf = Callable[[str, Language], tuple[str, bytes]]
_DIGITS = re.compile(r"\d+")
_TOKEN = re.compile(r"[+−]?\d+(?:[.,]\d+)*")
_NO_TEXT = {"style", "title"}
# ids of rows and commands: they name where numbers come from and are no numbers themselves
_IDS = {"code", "sup"}
_EMPTY = {"meta", "img"}


class Shown(NamedTuple):
    """A number in a brief, as its element says it."""

    shown: str
    value: str
    row: str
    field: str


class Reader(HTMLParser):
    """Takes a brief apart: its numbers, and its text outside of them, without ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.numbers: list[Shown] = []
        self.loose: list[str] = []
        self.visible: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._inside: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        self.tags.append((tag, about))
        if tag not in _EMPTY:
            self._inside.append((tag, about))

    def handle_endtag(self, tag: str) -> None:
        assert self._inside.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._inside]
        if not _NO_TEXT.isdisjoint(tags):
            return
        self.visible.append(data)
        if "data" in tags:
            about = self._inside[-1][1]
            self.numbers.append(Shown(data, about["value"], about["data-row"], about["data-field"]))
        elif _IDS.isdisjoint(tags):
            self.loose.append(data)


class Rows:
    """The stored results of a study, read without anything of the brief."""

    def __init__(self, findings: str, manifest: Mapping[str, Any], language: Language) -> None:
        self._rows = list(csv.DictReader(io.StringIO(findings)))
        self._manifest, self._language = manifest, language

    def problem(self, number: Shown) -> str:
        """Return what is wrong with a number; empty when it is what its row holds."""
        parts = number.row.split("/")
        if parts[1] == "manifest":
            allowed, value = self._of_manifest(parts[2], number.field)
        else:
            allowed, value = self._of_finding(parts[1], "".join(parts[2:3]), number.field)
        fine = number.shown in allowed and number.value in {value, number.shown if value is None else value}
        return "" if fine else f"{number}: allowed {allowed}, stored {value}"

    def _of_manifest(self, key: str, field: str) -> tuple[list[str], str | None]:
        stored: Any = self._manifest[key]
        if key == "grids":
            levels = [f"{level:g}" for grid in stored for level in grid[field]]
            return [*levels, self._whole(int(field.rsplit("_", 1)[1]))], None
        if key == "scenarios":
            name, title = field.split(".")
            return _TOKEN.findall(stored[name][title]), None
        if key == "finished":
            day = date.fromisoformat(stored[:10])
            return [f"{day.day} {month_text(day.month, self._language)} {day.year}"], stored
        value = stored if field == "value" else stored[field]
        if key == "intervals":
            (per_cent,) = re.findall(r"(\d+) %", value)
            return [f"{per_cent}\N{NO-BREAK SPACE}%"], per_cent
        if key in {"question", "question_nl"}:
            return _TOKEN.findall(value), None
        if key in {"versions", "commit"}:
            return [value[:10]], value
        return [self._whole(value)], str(value)

    def _whole(self, value: float) -> str:
        return f"{value:,.0f}".replace(",", "." if self._language == "nl" else ",")

    def _of_finding(self, name: str, hypothesis: str, field: str) -> tuple[list[str], str | None]:
        rows = [row for row in self._rows if row["finding"] == name and hypothesis in {"", row["hypothesis"]}]
        row, difference = rows[0], rows[0]["kind"] == "difference"
        if not hypothesis:
            assert field == "share"
            shares = [float(row["share"]) for row in rows if row["share"]]
            mean = sum(shares) / len(shares)
            return [f"{floor(100 * mean + 1e-9)}\N{NO-BREAK SPACE}%"], f"{mean:.6g}"
        if field in {"mean", "low", "high", "range_low", "range_high"}:
            return [self._value(row, field, difference=difference)], row[field]
        if field == "unit":
            return _TOKEN.findall(UNITS[row["unit"]].text(self._language, difference=difference)), None
        if field == "depends_on":
            return _TOKEN.findall(cause_text(row[field], self._language)), None
        if field == "draws":
            return [row[field]], row[field]
        assert field == ("dutch" if self._language == "nl" else "english")
        return _TOKEN.findall(row[field]), None

    def _value(self, row: Mapping[str, str], field: str, *, difference: bool) -> str:
        mean, low, high = (float(row[end] or "nan") for end in ("mean", "low", "high"))
        ends = Interval(mean, low, high, int(row["replicates"]))
        more = 0 if field.startswith("range") else more_decimals(ends, row["unit"])
        return value_text(float(row[field]), row["unit"], self._language, difference=difference, more=more)


class AllRows:
    """The stored results of every study, by the first part of an id."""

    def __init__(self, language: Language) -> None:
        self._rows = {study: rows_of(study, language) for study in ORDER}

    def problem(self, number: Shown) -> str:
        """Return what is wrong with a number; empty when it is what its row holds."""
        return self._rows[number.row.split("/")[0]].problem(number)


def problems(html: str, rows: Rows | AllRows) -> list[str]:
    """Return which numbers of a brief have no row, or are not what their row holds."""
    read = Reader(html)
    loose = [text for text in read.loose if _DIGITS.search(text)]
    return [*loose, *filter(None, map(rows.problem, read.numbers))]


def rows_of(study: str, language: Language) -> Rows:
    folder = RESULTS / study
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return Rows((folder / "findings.csv").read_text(encoding="utf-8"), manifest, language)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


every_brief = pytest.mark.parametrize(
    ("study", "language"),
    [
        pytest.param(study, language, marks=() if study == "nearness" else pytest.mark.slow)
        for study in (*ORDER, "results")
        for language in LANGUAGES
    ],
)


@every_brief
def test_every_number_carries_its_row_and_is_what_the_row_holds(
    study: str, language: Language, brief_of: BriefOf
) -> None:
    html, _ = brief_of(study, language)
    rows = AllRows(language) if study == "results" else rows_of(study, language)
    assert problems(html, rows) == []
    assert len(Reader(html).numbers) > 50


@every_brief
def test_every_marker_leads_to_its_row(study: str, language: Language, brief_of: BriefOf) -> None:
    html, _ = brief_of(study, language)
    legend = dict(re.findall(r'<li id="from-(\w+)"><b>\1</b> <code>([\w/]+)</code></li>', html))
    rows = dict.fromkeys(number.row.removeprefix(f"{study}/") for number in Reader(html).numbers)
    assert list(legend.values()) == list(rows)
    # after the last number of a row, and whatever words stand between, comes the marker of that row
    for row, between, marker in re.findall(
        r'data-row="([^"]+)"[^>]*>[^<]*</data>([^<]*)<sup><a href="#from-(\w+)"', html
    ):
        assert legend[marker] == row.removeprefix(f"{study}/"), between
    assert set(re.findall(r'href="#from-(\w+)"', html)) == set(legend)


@every_brief
def test_the_pdf_has_two_pages_and_the_same_numbers_and_ids(study: str, language: Language, brief_of: BriefOf) -> None:
    html, pdf = brief_of(study, language)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2
    assert Counter(_DIGITS.findall(text_of(pdf))) == Counter(_DIGITS.findall(" ".join(Reader(html).visible)))
    shown = text_of(pdf).replace("\n", " ")
    assert [n for n in Reader(html).numbers if n.shown not in shown and n.shown.replace("\xa0", " ") not in shown] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_changed_digit_is_found(language: Language, brief_of: BriefOf) -> None:
    html, _ = brief_of("nearness", language)
    rows = rows_of("nearness", language)
    places = [match.end() for match in re.finditer(r"<data [^>]*>[^<\d]*", html)]
    assert len(places) > 50
    for place in places:
        changed = html[:place] + str((int(html[place]) + 1) % 10) + html[place + 1 :]
        assert problems(changed, rows), html[place - 90 : place + 10]


def test_a_number_without_a_row_is_found(brief_of: BriefOf) -> None:
    html, _ = brief_of("nearness", "nl")
    assert problems(html.replace("</h1>", " 7</h1>", 1), rows_of("nearness", "nl"))


def test_a_number_that_is_credited_to_another_row_is_found(brief_of: BriefOf) -> None:
    html, _ = brief_of("nearness", "nl")
    credited = re.sub(r"nearness/out_need/article", "nearness/out_trust/article", html, count=1)
    assert credited != html
    assert problems(credited, rows_of("nearness", "nl"))


@pytest.mark.parametrize("column", ["mean", "low", "high", "share"])
def test_a_stored_number_that_changed_since_is_found(column: str, brief_of: BriefOf) -> None:
    html, _ = brief_of("nearness", "nl")
    table = list(csv.DictReader(io.StringIO((RESULTS / "nearness" / "findings.csv").read_text(encoding="utf-8"))))
    for row in table:
        if row["finding"] == "out_need":
            row[column] = f"{0.9 * float(row[column]):.6g}"
    changed = io.StringIO()
    writer = csv.DictWriter(changed, list(table[0]))
    writer.writeheader()
    writer.writerows(table)
    manifest = json.loads((RESULTS / "nearness" / "manifest.json").read_text(encoding="utf-8"))
    assert problems(html, Rows(changed.getvalue(), manifest, "nl"))
