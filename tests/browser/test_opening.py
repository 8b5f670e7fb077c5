"""Opened from disk, without a network: nothing is asked for, nothing complains, and what is read first comes first."""

from __future__ import annotations

import re

from tests.browser.pages import PAGE, Opener, drawn

# Writes down in which frame each picture and the answer appear.
WATCH = """
window.seen = [];
let frame = 0;
const count = () => { frame += 1; requestAnimationFrame(count); };
requestAnimationFrame(count);
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


def test_pictures_on_the_screen_follow_a_slider_before_anything_else(open_page: Opener) -> None:
    page = open_page(script=WATCH, viewport={"width": 1440, "height": 900})
    card = page.locator("#card-curve_initiatives")
    card.evaluate("one => one.scrollIntoView()")
    page.wait_for_timeout(500)  # smooth scrolling
    shown = page.locator(".card").evaluate_all(
        """all => all.map(one => [one.getBoundingClientRect(), one.id.replace("card-", "chart-")])
            .filter(([box]) => box.bottom > 0 && box.top < innerHeight).map(([, name]) => name)"""
    )
    assert 0 < len(shown) < 8
    page.evaluate("window.seen = []")
    page.locator("#b-after").press("ArrowRight")
    drawn(page)
    names = [name for name, _ in page.evaluate("window.seen")]
    assert names[: len(shown) + 1] == [*shown, "answer-list"]
    assert len(names) == len(set(names)) == 1 + page.locator(".card").count()


def test_work_is_spread_over_frames_so_that_a_slow_device_shows_the_first_picture_early(open_page: Opener) -> None:
    page = open_page(script=WATCH)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    page.reload()
    page.wait_for_selector('body[data-ready="true"]', timeout=60_000)
    frames = [frame for name, frame in page.evaluate("window.seen") if name.startswith("chart-")]
    assert frames[0] < frames[-1]


def test_a_click_on_a_link_within_the_page_stays_on_the_page(open_page: Opener) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "answer"
    assert page.locator("#wrong-link").is_hidden()


def test_without_scripts_the_page_says_what_it_needs(open_page: Opener) -> None:
    opener = open_page
    context = opener._browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGE.as_uri())
    assert "needs JavaScript" in page.locator("body").inner_text()
    context.close()
