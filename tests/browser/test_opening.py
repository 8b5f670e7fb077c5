"""Opened from disk, without a network: nothing is asked for, nothing complains, and what is read first comes first."""

from __future__ import annotations

import re

import pytest

from tests.browser.pages import PAGE, Opener, drawn

# Writes down in which frame each picture and the answer appear, and after which a slider was moved.
WATCH = """
window.seen = [];
let frame = 0;
const count = () => { frame += 1; requestAnimationFrame(count); };
requestAnimationFrame(count);
document.addEventListener("input", () => window.seen.push(["moved", frame]), true);
document.addEventListener("DOMContentLoaded", () => new MutationObserver((all) => {
  for (const one of all) {
    const id = one.target.id ?? "";
    if (one.addedNodes.length && (id === "answer-list" || id.startsWith("chart-"))) window.seen.push([id, frame]);
  }
}).observe(document.body, { childList: true, subtree: true }));
"""


def test_the_page_is_one_small_file_that_names_no_other(open_page: Opener) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert PAGE.stat().st_size < 1_500_000
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#|data:)""", text)
    assert "@import" not in text.partition("</style>")[0]
    open_page()


def test_the_first_picture_comes_first_then_the_answer_then_the_others_in_their_order(open_page: Opener) -> None:
    page = open_page(script=WATCH)
    seen = [name for name, _ in page.evaluate("window.seen")]
    cards = page.locator(".card").evaluate_all("all => all.map(one => one.id.replace('card-', 'chart-'))")
    assert seen[: 1 + len(cards)] == [cards[0], "answer-list", *cards[1:]]


@pytest.mark.parametrize("top", ["#card-curve_initiatives", "#answer"])
def test_what_is_on_the_screen_follows_a_slider_in_the_very_next_frame(open_page: Opener, top: str) -> None:
    page = open_page(script=WATCH, viewport={"width": 1440, "height": 900})
    page.locator(top).evaluate("one => one.scrollIntoView({ behavior: 'instant' })")
    page.wait_for_timeout(300)
    shown = set(
        page.locator("#answer, .card").evaluate_all(
            """all => all.map(one => [one.getBoundingClientRect(), one])
                .filter(([box]) => box.bottom > 0 && box.top < innerHeight)
                .map(([, one]) => one).map(one => one.id.replace("card-", "chart-").replace("answer", "answer-list"))"""
        )
    )
    everything = {"answer-list", *page.locator(".chart").evaluate_all("all => all.map(one => one.id)")}
    assert shown
    assert shown < everything
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        page.evaluate("window.seen = []")
        page.locator("#b-after").press(key)
        drawn(page)
        (_, moved), *seen = page.evaluate("window.seen")
        assert {name for name, frame in seen if frame == moved + 1} == shown
        assert sorted(name for name, _ in seen) == sorted(everything)  # once each


def test_work_is_spread_over_frames_so_that_a_slow_device_shows_the_first_picture_early(open_page: Opener) -> None:
    page = open_page(script=WATCH)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    page.reload()
    page.wait_for_selector('body[data-ready="true"]', timeout=60_000)
    frames = [frame for name, frame in page.evaluate("window.seen") if name.startswith("chart-")]
    assert frames[0] < frames[-1]


def test_a_click_on_a_link_within_the_page_stays_on_the_page(open_page: Opener) -> None:
    page = open_page("lang=en&b=7,7,7,hold_after,heerlen,null,1,1,1")
    before = page.locator("#answer").inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "answer"
    page.wait_for_timeout(500)
    assert page.locator("#answer").inner_text() == before
    assert page.locator("#wrong-link").is_hidden()


def test_without_scripts_the_page_says_what_it_needs(open_page: Opener) -> None:
    opener = open_page
    context = opener._browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGE.as_uri())
    assert "needs JavaScript" in page.locator("body").inner_text()
    context.close()
