"""Everybody can use the page: checked by axe, by keyboard, on a phone, enlarged, and without movement."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import Opener, answer, drawn, visit, with_tables

TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OUTSIDE: Final = "b=4,4,14,hold_after,heerlen,article,1,1,1"


@cache
def axe() -> str:
    """Return the checker that a package of the tests carries."""
    found = importlib.util.find_spec("axe_playwright_python")
    assert found is not None
    assert found.submodule_search_locations is not None
    (script,) = Path(found.submodule_search_locations[0]).rglob("axe.min.js")
    return script.read_text(encoding="utf-8")


def violations(page: Page, within: str = "html") -> list[str]:
    """Return what axe finds in a part of the page, one line for each element."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe())
    found: dict[str, Any] = page.evaluate(
        "([within, tags]) => axe.run(within, { runOnly: tags, resultTypes: ['violations'] })", [within, TAGS]
    )
    return [
        f"{one['id']}: {node['html'][:150]} ({(node['failureSummary'] or '')[:200]})"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def as_opened(page: Page) -> None:
    """Leave the page as it opens."""
    drawn(page)


def with_explanation(page: Page) -> None:
    """Open how a number was made."""
    answer(page, "isolated").click()
    expect(page.locator("#explain")).to_be_visible()


STATES: Final[list[tuple[str, Callable[[Page], None], str]]] = [  # the address, what is done, and where axe looks
    ("", with_tables, "html"),
    ("", with_explanation, "#explain"),
    ("&compare=0", as_opened, "#answer"),
    (f"&{OUTSIDE}", as_opened, "#told"),
    ("&a=4,4,4,hold_after,heerlem,article,1,1,1", as_opened, "#wrong-link"),
]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing(open_page: Opener, language: str, colours: Any, width: int) -> None:
    page = open_page(color_scheme=colours, viewport={"width": width, "height": 800})
    found = []
    for fragment, act, within in STATES:
        act(visit(page, f"lang={language}{fragment}"))
        found += [f"{within}: {one}" for one in violations(page, within)]
        page.keyboard.press("Escape")
    assert found == []


def test_axe_would_find_something(open_page: Opener) -> None:
    page = open_page()
    page.evaluate("document.querySelector('#a-after').removeAttribute('aria-label')")
    assert any(one.startswith("label: ") for one in violations(page))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("width", "scale"), [(360, 2), (640, 2), (320, 1)])  # a phone, 200 % of 1280, and 400 %
def test_nothing_has_to_be_scrolled_sideways(open_page: Opener, language: str, width: int, scale: int) -> None:
    page = open_page(f"lang={language}", viewport={"width": width, "height": 700}, device_scale_factor=scale)
    with_tables(page)
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= seen
    cut = page.evaluate(
        """() => [...document.querySelectorAll("button, select, h1, h2, h3, p, label, .chip")]
            .filter(one => one.checkVisibility() && !one.closest(".unseen, .tip, .skip, .scroll"))
            .filter(one => one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)
            .map(one => one.outerHTML.slice(0, 100))"""
    )
    assert cut == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_texts_in_pictures_are_whole_and_do_not_touch(open_page: Opener, language: str, width: int) -> None:
    page = open_page(f"lang={language}", viewport={"width": width, "height": 800})
    wrong = page.evaluate(
        """() => [...document.querySelectorAll(".chart svg")].flatMap(svg => {
            const frame = svg.getBoundingClientRect();
            const texts = [...svg.querySelectorAll("text")].map(one => [one.textContent, one.getBoundingClientRect()]);
            const cut = texts.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1);
            const touching = texts.filter(([, a], k) => texts.some(([, b], m) =>
                m > k && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5));
            return [...cut, ...touching].map(([text]) => `${svg.parentElement.id}: ${text}`);
        })"""
    )
    assert wrong == []


def test_targets_are_large_enough(open_page: Opener) -> None:
    page = open_page(viewport={"width": 360, "height": 800})
    small = page.evaluate(
        """() => [...document.querySelectorAll("button:not(.word, .number), select, input, summary")]
            .filter(one => one.checkVisibility())
            .map(one => [one.id || one.outerHTML.slice(0, 80), (one.closest("label") ?? one).getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24)
            .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
    )
    assert small == []  # words and numbers stand within sentences, which the rule exempts


def test_who_wants_no_movement_gets_none(open_page: Opener) -> None:
    moving = "getComputedStyle(document.documentElement).scrollBehavior"
    assert open_page(reduced_motion="reduce").evaluate(moving) == "auto"
    assert open_page(reduced_motion="no-preference").evaluate(moving) == "smooth"
    still = open_page(reduced_motion="reduce")
    assert still.evaluate("document.getAnimations().length") == 0


def test_a_word_is_explained_on_hover_and_on_focus_until_escape(open_page: Opener) -> None:
    page = open_page(viewport={"width": 360, "height": 700})
    word = page.locator(".word").first
    tip = page.locator(f"#{word.get_attribute('aria-describedby')}")
    expect(tip).to_be_hidden()
    word.hover()
    expect(tip).to_be_visible()
    box = tip.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    expect(tip).to_be_visible()  # who reads it with a large pointer can stay on it
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.keyboard.press("Escape")
    page.mouse.move(0, 0)
    expect(tip).to_be_hidden()
    word.focus()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    assert word.evaluate("one => one === document.activeElement")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_word_is_explained_within_the_window(open_page: Opener, language: str) -> None:
    page = open_page(f"lang={language}", viewport={"width": 360, "height": 700})
    for word in page.locator(".word").all():
        word.focus()
        box = page.locator(f"#{word.get_attribute('aria-describedby')}").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


def test_a_number_opens_how_it_was_made_and_gives_the_focus_back(open_page: Opener) -> None:
    page = open_page("lang=en", viewport={"width": 360, "height": 700})
    number = answer(page, "isolated")
    text = number.inner_text()
    number.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("#explain")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text(text.partition(" (")[0])
    expect(page.locator("#explain-title")).to_be_in_viewport()  # it is read from its beginning
    assert page.evaluate("document.querySelector('#explain').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert number.evaluate("one => one === document.activeElement")
    number.click()
    page.locator("#explain-close").click()
    expect(dialog).to_be_hidden()
    assert number.evaluate("one => one === document.activeElement")


def test_every_picture_has_a_name_and_a_table(open_page: Opener) -> None:
    page = open_page("lang=en")
    for card in page.locator(".card").all():
        chart = card.locator(".chart")
        if chart.locator("svg").count():
            expect(chart).to_have_role("img")
        expect(chart).to_have_accessible_name(card.locator("h3").inner_text())
        card.locator("summary").click()
        expect(card.locator("tbody tr").nth(1)).to_be_visible()
        expect(card.locator("caption")).to_have_text(card.locator("h3").inner_text())


def test_nothing_is_told_by_colour_alone(open_page: Opener) -> None:
    page = open_page("b=0,0,0,hold_after,heerlen,article,1,1,1")
    lines = page.locator("#chart-curve_isolated path[data-line]")
    assert len({lines.nth(k).get_attribute("stroke-dasharray") for k in range(2)}) == 2
    names = page.locator("#chart-curve_isolated text").all_text_contents()
    assert {"A", "B"} <= set(names)
    borders = page.evaluate(
        """() => ["firm", "some", "none"].map(name => {
            const one = document.createElement("span");
            one.className = `chip ${name}`;
            document.querySelector("#answer").append(one);
            return getComputedStyle(one).borderTopStyle;
        })"""
    )
    assert len(set(borders)) == 3
    assert all(chip.inner_text() for chip in page.locator("#answer-list .chip").all())
