"""What is on the screen can be shared: as a link, as files, on paper; in two languages."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from cohesie_sim.report.policy.page import fill_page
from tests.browser.pages import Opener, answer, changed, numbers, parts_of, table, visit

STATE: Final = (
    "lang=en&a=3,4.5,5,long_winter,moerwijk,article,1,0,1&b=2,6,7.25,hold_after,heerlen,null,0,1,1&compare=1&period=during"
    "&outcome=participants&lever=all"
)
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])


def downloaded(page: Page, button: str) -> Path:
    """Click a button and return the file that follows."""
    with page.expect_download() as waiting:
        page.locator(f"#{button}").click()
    return Path(waiting.value.path())


def test_a_link_brings_everything_back(open_page: Opener) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    visit(page, STATE)
    changed(page, lambda: page.locator("#a-after-exact").fill("8.5"))
    page.locator("#share").click()
    expect(page.locator("#shared")).not_to_be_empty()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.url == page.locator("#link").input_value()
    again = open_page(link.partition("#")[2])
    assert words(again) == words(page)
    assert again.locator("#a-after").input_value() == "8.5"
    assert parts_of(again.url.partition("#")[2]) == parts_of(link.partition("#")[2])


def words(page: Page) -> list[str]:
    """Return what the answer and the titles say."""
    return page.locator("#answer-title, #answer-list li, .card h3, .card .note, .card text").all_text_contents()


def test_who_may_not_use_the_clipboard_can_copy_by_hand(open_page: Opener) -> None:
    page = open_page("lang=en", script="delete Navigator.prototype.clipboard;")
    page.locator("#share").click()
    expect(page.locator("#shared")).to_contain_text("Copy the link beside this. This is a file on your own computer.")
    link = page.locator("#link")
    assert link.evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)") == page.url


@pytest.mark.parametrize(
    ("fragment", "told"),
    [
        ("a=4,4,4,hold_after,heerlem,article,1,1,1", ["heerlem", "Did you mean heerlen?"]),
        ("a=-3,4,4,hold_after,heerlen,article,1,1,1", ["-3"]),
        ("a=4,4", ["after", "scenario", "steering_group"]),
        ("outcome=isolatd", ["Did you mean isolated?"]),
        ("b=<script>window.hacked=1</script>", ["<script>window.hacked=1</script>"]),
    ],
)
def test_a_link_that_is_wrong_is_said_to_be_and_the_page_works(
    open_page: Opener, fragment: str, told: list[str]
) -> None:
    page = open_page(f"lang=en&{fragment}")
    expect(page.locator("#wrong-link")).to_be_visible()
    for one in told:
        expect(page.locator("#problems")).to_contain_text(one)
    assert page.evaluate("window.hacked") is None
    assert answer(page, "isolated").is_visible()


@LANGUAGES
@pytest.mark.parametrize("kind", ["curve_isolated", "differences"])
def test_a_picture_can_be_taken_along(open_page: Opener, kind: str, language: str) -> None:
    page = open_page(f"lang={language}", color_scheme="dark")
    title = page.locator(f"#title-{kind}").inner_text()
    text = downloaded(page, f"svg-{kind}").read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 - our own file
    name = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{name}svg"
    assert root.findtext(f"{name}title") == title
    assert title in [one.text for one in root.iter(f"{name}text")]
    assert {one.tag.removeprefix(name) for one in root.iter()}.isdisjoint(
        {"script", "foreignObject", "image", "use", "a"}
    )
    assert "var(" not in text  # it stands outside of the page
    assert "cohesie_sim" in text
    content = downloaded(page, f"png-{kind}").read_bytes()
    image = Image.open(io.BytesIO(content)).convert("RGB")
    assert image.size == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))
    colours = image.getcolors(maxcolors=1 << 24)
    assert colours is not None
    assert max(colours)[1] == (255, 255, 255)
    assert len(colours) > 50


def test_the_numbers_of_a_picture_can_be_taken_along(open_page: Opener) -> None:
    page = open_page("lang=en")
    for kind in page.locator(".card").evaluate_all("all => all.map(one => one.id.replace('card-', ''))"):
        frame = pd.read_csv(downloaded(page, f"csv-{kind}"), comment="#")
        _, *rows = table(page, kind)
        per_row = 2 if kind.startswith("curve_") else 1  # a file has a line for each setting
        assert len(frame) == per_row * len(rows)
        share = frame.iloc[0]["outcome"] in {"isolated", "out_of_sight", "severely_lonely"}
        first, column = frame.iloc[0], {"differences": 2}.get(kind, 1)
        shown = numbers(rows[0][column])[:3]
        decimals = len(rows[0][column].partition("(")[0].strip(" %").partition(".")[2])
        exact = [(100 if share else 1) * first[name] for name in ("mean", "low", "high")]
        assert shown == pytest.approx(exact, abs=0.51 * 10**-decimals), kind


def test_the_numbers_name_their_settings_and_where_they_come_from(open_page: Opener) -> None:
    page = open_page("lang=nl")
    lines = downloaded(page, "csv-groups").read_bytes().decode("utf-8").split("\r\n")
    about = [line for line in lines if line.startswith("# ")]
    assert about[0] == f"# {page.locator('#title-groups').inner_text()}"
    assert about[1].startswith("# A: vóór corona 4 fte")
    assert about[-1] == f"# #{page.url.partition('#')[2]}"  # not where the file lies on somebody's disk


@pytest.mark.parametrize("b", ["4,4,14,hold_after,heerlen,article,1,0,1", "4,4,14.5,no_corona,moerwijk,null,1,1,1"])
def test_a_design_can_be_saved_and_is_accepted(open_page: Opener, tmp_path: Path, b: str) -> None:
    page = open_page(f"lang=en&b={b}")
    file = tmp_path / "my_question.toml"
    file.write_bytes(downloaded(page, "save-design").read_bytes())
    design = tomllib.loads(file.read_text(encoding="utf-8"))
    level = float(b.split(",")[2])
    changes = [one["changes"] for grid in design["grids"] for one in grid["variants"]]
    assert [one["funding.phases.after"] for one in changes] == [4, level]
    command = [sys.executable, "-m", "cohesie_sim", "sweep", str(file), "--out", str(tmp_path / "out"), "--dry-run"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_beyond_what_was_computed_nothing_is_told(open_page: Opener) -> None:
    page = open_page("lang=en")
    changed(page, lambda: page.locator("#b-after-exact").fill("14"))
    expect(page.locator("#answer-title")).to_have_text("This was not computed")
    expect(page.locator("#outside")).to_contain_text("0 to 12 fte")
    expect(page.locator("#outside .design")).to_contain_text('"funding.phases.after" = 14')
    for hidden in ("#answer-list", "#share", ".chart", ".card details", ".tools"):
        assert not any(one.is_visible() for one in page.locator(hidden).all()), hidden
    assert page.locator("#card-curve_isolated").evaluate(
        "one => getComputedStyle(one).backgroundColor"
    ) != page.locator("#answer").evaluate("one => getComputedStyle(one).backgroundColor")
    changed(page, lambda: page.locator("#b-after-exact").fill("12"))
    assert page.locator("#answer-list").is_visible()


@LANGUAGES
@pytest.mark.parametrize(
    "more",
    [
        "",
        "&compare=0",
        "&outcome=participants&period=during&lever=during",
        "&b=0,12,12,long_winter,sittard_geleen,article,1,0,1&outcome=participants",
    ],
)
def test_it_prints_on_two_sheets(open_page: Opener, language: str, more: str) -> None:
    page = open_page(f"lang={language}{more}", color_scheme="dark")
    numbers_told = page.locator("#answer-list .number").all_inner_texts()
    before = page.locator("#chart-curve_isolated svg").get_attribute("width")
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(reader.pages) == 2
    first = " ".join(reader.pages[0].extract_text().split())
    for number in numbers_told:
        assert number in first
    assert page.locator("#chart-curve_isolated svg").get_attribute("width") == before  # the screen is as it was


def test_switching_the_language_changes_every_text(open_page: Opener, content: dict[str, Any]) -> None:
    page = open_page("lang=nl&b=4,4,2,hold_after,heerlen,article,1,1,1")
    told = "all => all.map(one => [one.dataset.t, one.textContent])"
    dutch = dict(page.locator("[data-t]").evaluate_all(told))
    number = answer(page, "isolated").inner_text()
    assert page.locator("html").get_attribute("lang") == "nl"
    changed(page, page.locator("#lang-en").click)
    english = dict(page.locator("[data-t]").evaluate_all(told))
    assert page.locator("html").get_attribute("lang") == "en"
    assert dutch.keys() == english.keys()
    assert [name for name in dutch if dutch[name] == english[name] or not english[name]] == []
    assert page.title() == content["words"]["en"]["page"]["title"]
    assert "," in number
    assert answer(page, "isolated").inner_text() == number.replace(",", ".").replace("tot", "to")


def test_no_word_of_the_other_language_is_left(open_page: Opener, content: dict[str, Any]) -> None:
    def leaves(words: Any) -> set[str]:
        return set().union(*map(leaves, words.values())) if isinstance(words, dict) else {words}

    alone = {language: leaves(content["words"][language]) for language in ("nl", "en")}
    page = open_page("lang=nl&compare=0")
    for language, other in (("en", "nl"), ("nl", "en")):
        changed(page, page.locator(f"#lang-{language}").click)
        told = (
            "one => [...one.querySelectorAll('*')].map(e => [e.textContent, e.getAttribute('aria-label') ?? '']).flat()"
        )
        seen = {text.strip() for text in page.locator("body").evaluate(told)}
        assert seen & (alone[other] - alone[language]) == set()


def test_stored_text_is_shown_as_text(open_page: Opener, content: dict[str, Any], tmp_path: Path) -> None:
    bad = '</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">$policy'
    changed_content = json.loads(json.dumps(content))
    space, study = changed_content["space"], changed_content["study"]
    space["neighbourhoods"] = dict.fromkeys(space["neighbourhoods"], bad)
    for scenario in space["scenarios"].values():
        scenario["title"] = {"nl": bad, "en": bad}
    study["name"] = study["versions"]["cohesie-sim"] = bad
    for headline in changed_content["headlines"]:
        headline["text"] = {"nl": [bad], "en": [bad]}
    changed_content["words"]["nl"]["page"]["lead"] = bad
    file = tmp_path / "page.html"
    file.write_text(fill_page(changed_content), encoding="utf-8")
    page = open_page(file=file)
    expect(page.locator("#a-neighbourhood option").first).to_have_text(bad)
    for place in (".lead", "#answer-where", "#made", *(["#headline-list"] if content["headlines"] else [])):
        expect(page.locator(place)).to_contain_text(bad)
    answer(page, "isolated").click()
    expect(page.locator("#explain")).to_contain_text(bad)
    page.keyboard.press("Escape")
    root = ET.fromstring(downloaded(page, "svg-groups").read_text(encoding="utf-8"))  # noqa: S314 - our own file
    assert "window.hacked" in "".join(root.itertext())
    assert [one.tag for one in root.iter() if one.tag.endswith(("script", "img"))] == []
    assert page.locator("img").count() == 0
    assert page.evaluate("window.hacked") is None
