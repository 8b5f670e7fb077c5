"""The documents on how the model was made and what it cannot tell name only what exists, and quote no results."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = {
    name: (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    for name in ("trace", "rat-rs", "limits", "grenzen", "uncertainty")
}
REFERENCES = (ROOT / "docs" / "references.md").read_text(encoding="utf-8")
ELEMENTS = [
    "1 Problem formulation",
    "2 Model description",
    "3 Data evaluation",
    "4 Conceptual model evaluation",
    "5 Implementation verification",
    "6 Model output verification",
    "7 Model analysis",
    "8 Model output corroboration",
]
TOPICS = [
    "1 Problem framing",
    "2 Involvement of stakeholders",
    "3 Selection of indicators",
    "4 Appraisal of the knowledge base",
    "5 Mapping and assessing uncertainties",
    "6 Reporting",
]
MONTHS = {"January", "March", "April", "June"}
every_page = pytest.mark.parametrize("page", PAGES)


def _headings(text: str, level: str) -> list[str]:
    return re.findall(rf"^{level} (.+)$", text, flags=re.MULTILINE)


def _in_code(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text)


def test_trace_has_its_eight_elements_each_with_evidence() -> None:
    assert _headings(PAGES["trace"], "##") == ELEMENTS
    for part in re.split(r"^## ", PAGES["trace"], flags=re.MULTILINE)[1:]:
        assert re.search(r"`(tests|cohesie_sim|experiments|cohesie )|\]\(", part), part.splitlines()[0]


def test_the_checklist_has_its_six_topics_and_every_question_an_answer() -> None:
    assert _headings(PAGES["uncertainty"], "###") == TOPICS
    scan, matrix = PAGES["uncertainty"].split("## Uncertainty matrix")
    rows = [line for line in scan.splitlines() if line.startswith("| ") and not line.startswith("| question")]
    assert len(rows) > 20
    assert {row.rstrip(" |").rsplit("|", 1)[-1].strip() for row in rows} == {"+", "±", "−"}
    cells = [row.strip("| ").split(" | ") for row in matrix.splitlines() if row.startswith("| ")]
    assert all(len(row) == 6 and all(row) for row in cells)
    assert len(cells) > 10


@every_page
def test_every_file_and_folder_that_is_named_exists(page: str) -> None:
    paths = [
        name for name in _in_code(PAGES[page]) if re.match(r"(cohesie_sim|tests|experiments|results|docs|\.ci)/", name)
    ]
    assert [name for name in paths if not (ROOT / name).exists()] == []
    files = [name for name in _in_code(PAGES[page]) if re.fullmatch(r"\w+\.(py|toml|csv)", name)]
    assert [name for name in files if not list((ROOT / "cohesie_sim").rglob(name))] == []
    if page not in {"limits", "grenzen"}:
        assert len(paths) > 5


@every_page
def test_every_command_that_is_named_exists(page: str) -> None:
    named = _in_code(PAGES[page])
    commands = {name.split()[1] for name in named if name.startswith("cohesie ")}
    if commands:
        known = subprocess.run(
            [sys.executable, "-m", "cohesie_sim", "--help"], capture_output=True, text=True, check=True
        ).stdout
        assert commands <= set(re.findall(r"^ +(\w+) ", known, flags=re.MULTILINE))
    modules = [name.split()[2] for name in named if name.startswith("python -m ")]
    assert [name for name in modules if find_spec(name) is None] == []


def _sources(text: str) -> set[tuple[str, str]]:
    """Return author and year of whatever looks like a source; months have years as well."""
    found = set(re.findall(r"\b(\w+)(?:,? (?:et al\.|RIVM|[A-Z]{3}|Tilburg|\d+NED))*,? ((?:19|20)\d\d)\b", text))
    return {(author, year) for author, year in found if author[0].isupper() and author not in MONTHS}


def test_sources_are_recognised() -> None:
    text = "Spit 2021; SCP, RIVM 2020; (Grimm et al. 2014), in April 2020, since 2016"
    assert _sources(text) == {("Spit", "2021"), ("SCP", "2020"), ("Grimm", "2014")}


@every_page
def test_every_source_that_is_named_stands_in_the_references(page: str) -> None:
    named = _sources(PAGES[page])
    assert [s for s in named if not re.search(rf"\*\*[^*]*{s[0]}[^*]* {s[1]}\*\*", REFERENCES)] == []
    if page not in {"limits", "grenzen"}:
        assert named


@every_page
def test_no_result_is_quoted_that_a_new_run_could_change(page: str) -> None:
    assert re.findall(r"\d[.,]\d|\d ?%", PAGES[page]) == []


def test_the_page_for_policy_says_the_same_in_both_languages() -> None:
    for pattern in (r"^\*\*", r"^## ", r"^- ", r"^\d\. "):
        counts = {len(re.findall(pattern, PAGES[name], flags=re.MULTILINE)) for name in ("limits", "grenzen")}
        assert len(counts) == 1
        assert counts != {0}
