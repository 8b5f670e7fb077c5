"""Every control, by mouse and by keyboard alone, changes what is asked and what is told."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import CHOICES, LEVELS, SUPPORT, Opener, changed, drawn, parts_of, picture

SIDES: Final = ("a", "b")
SLIDERS: Final = [f"{side}-{level}" for side in SIDES for level in LEVELS]
NUMBERS: Final = [f"{slider}-exact" for slider in SLIDERS]
SELECTS: Final = [*(f"{side}-{choice}" for side in SIDES for choice in CHOICES), "period", "outcome", "lever"]
BOXES: Final = [*(f"{side}-{name}" for side in SIDES for name in SUPPORT), "compare"]
QUESTIONS: Final = ["halve_after", "stop_after", "double_after", "double_during", "never", "no_support"]
BUTTONS: Final = ["lang-nl", "lang-en", "share", "print", "swap", *(f"ask-{name}" for name in QUESTIONS)]
OTHER: Final = "a=3,4,5,hold_after,heerlen,article,1,1,0&b=2,6,8,hold_after,heerlen,article,1,0,1&period=during"


@pytest.mark.parametrize("period", ["after", "during"])
def test_a_slider_that_is_dragged_changes_what_is_told(open_page: Opener, period: str) -> None:
    page = open_page(f"period={period}&lever={period}")
    for name in SLIDERS:
        box = page.locator(f"#{name}")
        box.scroll_into_view_if_needed()
        place = box.bounding_box()
        assert place is not None
        middle, value, before = place["y"] + place["height"] / 2, box.input_value(), picture(page)
        page.mouse.move(place["x"] + float(value) / 16 * place["width"], middle)
        page.mouse.down()
        page.mouse.move(place["x"] + 0.6 * place["width"], middle, steps=5)
        fragment = changed(page, page.mouse.up)
        side, level = name.split("-")
        told = parts_of(fragment)[side].split(",")[LEVELS.index(level)]
        assert told == box.input_value() != value
        assert page.locator(f"#{name}-exact").input_value() == told.replace(".", ",")
        if level == "after" and period == "during":
            continue  # what comes later changes nothing yet but the curves after it
        assert picture(page) != before


def test_a_number_that_is_typed_changes_what_is_told(open_page: Opener) -> None:
    page = open_page()
    for name in NUMBERS:
        before = picture(page)
        page.locator(f"#{name}").click(click_count=3)
        fragment = changed(page, lambda: page.keyboard.type("7.25"))
        side, level, _ = name.split("-")
        assert parts_of(fragment)[side].split(",")[LEVELS.index(level)] == "7.25"
        assert picture(page) != before
    page.locator("#a-after-exact").click(click_count=3)
    page.keyboard.type("150")  # 1 and 15 hold on the way
    expect(page.locator("#a-after-refusal")).to_have_text(
        "‘150’ kan niet. Wel: 0 tot en met 100; 100 is het dichtstbij. Nu geldt nog 15."
    )
    expect(page.locator("#a-after-exact")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#a-after-exact")).to_have_accessible_description(re.compile("150"))
    page.keyboard.press("Backspace")
    expect(page.locator("#a-after-refusal")).to_be_empty()
    expect(page.locator("#a-after-exact")).to_have_attribute("aria-invalid", "false")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_comma_is_as_good_as_a_point(open_page: Opener, language: str) -> None:
    page = open_page(f"lang={language}")
    box = page.locator("#b-after-exact")
    for text in ("3,7", "3.7"):
        changed(page, lambda: box.fill("1"))
        assert parts_of(changed(page, lambda text=text: box.fill(text)))["b"].split(",")[2] == "3.7"  # type: ignore[misc]
    page.locator("#a-after-exact").focus()
    page.locator("#a-after-exact").fill("2")
    drawn(page)
    expect(box).to_have_value("3,7" if language == "nl" else "3.7")


def test_a_refusal_goes_when_something_else_is_chosen(open_page: Opener) -> None:
    page = open_page()
    for text, words in (("200", "‘200’ kan niet"), ("", "Vul een getal in van 0 tot en met 100")):
        page.locator("#b-after-exact").fill(text)
        expect(page.locator("#b-after-refusal")).to_contain_text(words)
        page.locator("#ask-stop_after").click()
        expect(page.locator("#b-after-refusal")).to_be_empty()
        expect(page.locator("#b-after-exact")).to_have_attribute("aria-invalid", "false")
        expect(page.locator("#b-after-exact")).to_have_value("0")
        expect(page.locator("#ask-stop_after")).to_have_attribute("aria-pressed", "true")
        expect(page.locator("#ask-halve_after")).to_have_attribute("aria-pressed", "false")


def test_a_choice_from_a_list_changes_what_is_told(open_page: Opener) -> None:
    page = open_page(OTHER)
    for name in SELECTS:  # the list itself is the system's: no page of a headless browser shows it to a mouse
        before, box = picture(page), page.locator(f"#{name}")
        values = box.locator("option").evaluate_all("all => all.map(one => one.value)")
        wanted = next(value for value in values if value != box.input_value())
        fragment = changed(page, lambda box=box, wanted=wanted: box.select_option(wanted))  # type: ignore[misc]
        assert wanted in fragment
        assert picture(page) != before


def test_a_box_that_is_clicked_changes_what_is_told(open_page: Opener) -> None:
    page = open_page(OTHER)
    for name in BOXES:
        before, box = picture(page), page.locator(f"#{name}")
        was = box.is_checked()
        changed(page, box.click)
        assert box.is_checked() != was
        assert picture(page) != before


def test_a_question_that_is_clicked_is_answered(open_page: Opener) -> None:
    page = open_page("compare=0")
    for name in QUESTIONS[1:]:
        before = picture(page)
        parts = parts_of(changed(page, page.locator(f"#ask-{name}").click))
        assert parts["compare"] == "1"
        assert parts["a"] != parts["b"]
        assert picture(page) != before


def test_swapping_turns_the_difference_around(open_page: Opener) -> None:
    page = open_page("b=4,4,2,hold_after,heerlen,article,1,1,1")
    first = parts_of(changed(page, page.locator("#ask-stop_after").click))
    text = page.locator('#answer-list [data-outcome="participants"], #answer-list .number').first.inner_text()
    second = parts_of(changed(page, page.locator("#swap").click))
    assert (first["a"], first["b"]) == (second["b"], second["a"])
    assert page.locator("#answer-list .number").first.inner_text() != text


def test_without_a_comparison_only_one_setting_is_there(open_page: Opener) -> None:
    page = open_page()
    changed(page, page.locator("#compare").click)
    for name in ("b-after", "b-scenario", "swap", "card-differences", "card-groups"):
        expect(page.locator(f"#{name}")).to_be_hidden()


def test_support_cannot_be_chosen_where_there_is_no_crisis(open_page: Opener) -> None:
    page = open_page()
    changed(page, lambda: page.locator("#a-scenario").select_option("no_corona"))
    for name in SUPPORT:
        expect(page.locator(f"#a-{name}")).to_be_disabled()
        expect(page.locator(f"#b-{name}")).to_be_enabled()


def reached(page: Page) -> list[str]:
    """Press Tab from the top until the focus leaves the page; return what was reached, all with a visible focus."""
    names: list[str] = []
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()")
    for _ in range(400):
        page.keyboard.press("Tab")
        name, outline, inside = page.evaluate(
            """() => {
                const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
                const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
                const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                return [one.id || one.className || one.tagName, outlined, seen];
            }"""
        )
        if name == "BODY" or (names and name == "skip"):
            return names
        assert outline, f"no visible focus on {name}"
        assert inside, f"{name} has the focus outside of the window"
        names.append(name)
    raise AssertionError("Tab never left the page")


@pytest.mark.parametrize("width", [360, 1280])
def test_tab_visits_every_control_once_in_the_order_of_the_page(open_page: Opener, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    names = reached(page)
    for name in (*SLIDERS, *NUMBERS, *SELECTS, *BOXES, *BUTTONS):
        assert names.count(name) == 1, name
    assert names[0] == "skip"
    ordered = page.locator("button[id], input[id], select[id]").evaluate_all("all => all.map(one => one.id)")
    assert [name for name in names if name in ordered] == [name for name in ordered if name in names]


def test_every_control_works_by_keyboard_alone(open_page: Opener) -> None:
    page = open_page(OTHER)
    keys = [("ArrowRight", SLIDERS), ("ArrowUp", NUMBERS), ("Space", BOXES[:-1]), ("ArrowDown", SELECTS)]
    for key, names in keys:
        for name in names:
            box = page.locator(f"#{name}")
            last = box.evaluate("one => one.options ? one.selectedIndex === one.options.length - 1 : false")
            before = picture(page)
            box.focus()
            changed(page, lambda key=key, last=last: page.keyboard.press("ArrowUp" if last else key))  # type: ignore[misc]
            assert picture(page) != before, name
            assert page.evaluate("document.activeElement.id") == name, "the focus stays where it was"
    for name, key in (("ask-stop_after", "Enter"), ("swap", "Space"), ("lang-en", "Enter"), ("compare", "Space")):
        before = picture(page)
        page.locator(f"#{name}").focus()
        changed(page, lambda key=key: page.keyboard.press(key))  # type: ignore[misc]
        assert picture(page) != before, name
        assert page.evaluate("document.activeElement.id") == name, "the focus stays where it was"


def test_what_changed_is_said_to_readers_of_the_screen(open_page: Opener) -> None:
    page = open_page("lang=en")
    changed(page, page.locator("#ask-stop_after").click)
    expect(page.locator("#status")).to_contain_text("0 instead of 4 fte after reopening")
    assert page.locator("#status").get_attribute("role") == "status"


def test_printing_is_one_button(open_page: Opener) -> None:
    page = open_page(script="window.print = () => { window.printed = true; };")
    page.locator("#print").click()
    assert page.evaluate("window.printed") is True
    drawn(page)
