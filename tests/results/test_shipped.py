"""What is shipped in ``results/``: figures say what they show, pages are up to date with the stored numbers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image, ImageSequence

from cohesie_sim.report.findings import by_name
from cohesie_sim.report.findings_file import read_findings
from cohesie_sim.report.front import ORDER, write_front
from cohesie_sim.report.ledger import read_ledger
from cohesie_sim.report.ledger_page import verdict_text, write_ledger
from cohesie_sim.report.policy.page import policy_page
from cohesie_sim.report.study_words import StudyWords

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "results"
PICTURES = sorted(RESULTS.glob("*/*.png"))
# about the model, or between its runs, not about a question of the front page
METHODS = ("calibration", "sensitivity", "predictions", "policy_space")
_SVG = "{http://www.w3.org/2000/svg}"


def test_every_question_has_its_script_folder_and_files() -> None:
    folders = {path.name for path in RESULTS.iterdir() if path.is_dir()}
    assert set(ORDER) <= folders <= {*ORDER, *METHODS, "film"}
    scripts = {path.stem for path in (ROOT / "experiments").glob("*.py")}
    assert scripts == {*ORDER, *METHODS, "run_all"}
    asked = {"manifest.json", "summary.csv", "findings.csv", "README.md", "LEESMIJ.md", "dictionary.csv"}
    for name in ORDER:
        there = {path.name for path in (RESULTS / name).iterdir()}
        assert asked | {"ro-crate-metadata.json"} <= there, name


@pytest.mark.parametrize("script", ORDER)
def test_a_script_is_thin_and_asks_its_question(script: str) -> None:
    text = (ROOT / "experiments" / f"{script}.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80
    assert "?" in text.split('"""')[1]


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_figure_says_what_it_shows(path: Path) -> None:
    with Image.open(path) as image:
        words = {key: str(image.info.get(key, "")) for key in ("Title", "Units", "N", "Band")}
        grey = np.asarray(image.convert("L"))
    assert all(len(text) > 8 for text in words.values()), words
    assert re.match(r"n = \d+ .*(simulated|gesimuleerde)", words["N"]), words["N"]
    assert grey.min() < 80  # dark ink
    assert grey.max() > 200  # on a light ground
    svg = ET.parse(path.with_suffix(".svg")).getroot()  # noqa: S314 - our own file
    assert words["Title"] in "".join(svg.itertext())
    assert svg.find(f"{_SVG}metadata") is not None
    other = path.name.replace(".nl.", ".en.") if ".nl." in path.name else path.name.replace(".en.", ".nl.")
    assert path.with_name(other).exists()


def test_the_films_show_every_week_in_both_languages_and_are_small() -> None:
    films = sorted((RESULTS / "film").iterdir())
    assert [path.name for path in films] == ["with_and_without.en.gif", "with_and_without.nl.gif"]
    for path in films:
        assert path.stat().st_size < 3_000_000
        with Image.open(path) as image:
            assert sum(1 for _ in ImageSequence.Iterator(image)) == 156


@pytest.mark.parametrize("name", ORDER)
def test_the_page_of_a_study_tells_its_findings_and_shows_its_pictures(name: str) -> None:
    for language, page in (("en", "README.md"), ("nl", "LEESMIJ.md")):
        text = (RESULTS / name / page).read_text(encoding="utf-8")
        words = StudyWords(name, language)  # type: ignore[arg-type]
        found = by_name(read_findings(RESULTS / name))
        for finding in words.told or found:
            assert words.clauses[finding] in text, finding
        shown = set(re.findall(r"\((\w+\.\w+\.png)\)", text))
        assert shown == {path.name for path in (RESULTS / name).glob(f"*.{language}.png")}
        assert f"{words.picture}.{language}.png" in shown


@pytest.mark.parametrize("name", ORDER)
def test_no_run_of_the_shipped_results_failed(name: str) -> None:
    manifest = json.loads((RESULTS / name / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["runs_failed"] == 0
    assert not (RESULTS / name / "errors.csv").exists()


def test_the_front_page_is_up_to_date() -> None:
    assert (RESULTS / "README.md").read_text(encoding="utf-8") == write_front(RESULTS)


def test_the_ledger_is_up_to_date_and_every_claim_has_a_verdict() -> None:
    claims = read_ledger(RESULTS)
    assert (ROOT / "docs" / "claims.md").read_text(encoding="utf-8") == write_ledger(claims)
    assert [claim.name for claim in claims if verdict_text(claim) == "not run"] == []


@pytest.mark.slow
def test_the_shipped_policy_page_is_made_from_the_shipped_results() -> None:
    shipped = (RESULTS / "index.html").read_text(encoding="utf-8")
    made = policy_page(RESULTS / "policy_space").decode()
    (old, data), (new, again) = (_apart(page) for page in (shipped, made))
    assert old == new, "cohesie report results/policy_space --out results/index.html"
    pieces, pieces_again = data.pop("pieces"), again.pop("pieces")
    assert data == again
    assert len(pieces) == len(pieces_again)
    for one, other in zip(pieces, pieces_again, strict=True):  # other libraries may differ in the last digit
        assert one["centre"] == pytest.approx(other["centre"], rel=1e-5)
        assert one["found"]["step"] == pytest.approx(other["found"]["step"], rel=1e-5)
        counted, counted_again = (
            {name: value for name, value in piece["trial"].items() if isinstance(value, float)}
            for piece in (one, other)
        )
        assert counted == pytest.approx(counted_again, rel=1e-3)


def _apart(page: str) -> tuple[str, dict[str, Any]]:
    """Return a page without its data, and the data."""
    before, _, rest = page.partition('id="data">')
    data, _, after = rest.partition("</script>")
    return before + after, json.loads(data)
