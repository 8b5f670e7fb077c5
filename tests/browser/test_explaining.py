"""Every number opens how it was made: in the answer, in pictures and their tables, in headlines."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages import Opener, numbers, table, with_tables


@pytest.mark.parametrize(
    ("more", "least"), [("", 10), ("&compare=0", 4), ("&b=0,12,12,long_winter,heerlen,null,1,0,1", 6)]
)
def test_every_number_of_the_answer_opens_how_it_was_made(open_page: Opener, more: str, least: int) -> None:
    page = open_page(f"lang=nl{more}")
    found = page.locator("#answer-list .number").all()
    assert len(found) >= least
    for number in found:
        text = number.inner_text()
        number.click()
        told = page.locator("#explain-list")
        expect(told).to_be_visible()
        if text == "3":  # the hypotheses
            assert re.search(r"artikel [^;]+; [^;]+; [^;]+\.", told.inner_text())
        else:
            assert set(numbers(text, "nl")) <= set(numbers(told.inner_text(), "nl")), text
        assert {"Wat het is", "Het getal", "Wat het niet zegt", "Uit welke simulaties"} <= set(
            told.locator("dt").all_inner_texts()
        )
        assert not re.search(r"undefined|NaN|[{}]", page.locator("#explain").inner_text())
        page.keyboard.press("Escape")


def test_every_picture_opens_how_it_was_made(open_page: Opener) -> None:
    page = open_page("lang=nl")
    for card in page.locator(".card").all():
        card.locator(".tools button[aria-haspopup=dialog]").click()
        assert page.locator("#explain-title").inner_text() == card.locator("h3").inner_text()
        heads = page.locator("#explain-list dt").all_inner_texts()
        assert {"Wat het is", "Hoe het gemaakt is", "Wat het niet zegt", "Uit welke simulaties"} <= set(heads)
        assert not re.search(r"undefined|NaN|[{}]", page.locator("#explain").inner_text())
        page.keyboard.press("Escape")


def test_a_picture_of_which_one_side_was_run_says_so_of_each_side(open_page: Opener) -> None:
    page = open_page("lang=en&a=4,4,4,hold_after,heerlen,article,1,1,1&b=4,4,3,hold_after,heerlen,article,1,1,1")
    page.locator("#how-curve_isolated").click()
    told = page.locator("#explain-list")
    expect(told).to_contain_text("A: These settings were computed themselves")
    expect(told).to_contain_text("B: Estimated with an emulator")
    page.keyboard.press("Escape")
    page.locator("#how-differences").click()
    expect(told).to_contain_text("Estimated with an emulator")
    expect(told).not_to_contain_text("These settings were computed themselves")


@pytest.mark.parametrize(
    "more",
    ["", "&a=3,3,3.5,hold_after,heerlen,article,1,1,1&lever=all", "&outcome=initiatives&period=during&lever=during"],
)
def test_every_number_in_a_table_opens_how_it_was_made(open_page: Opener, more: str) -> None:
    page = open_page(f"lang=nl{more}")
    with_tables(page)
    plain = page.locator("td:not(:has(button))").all_inner_texts()
    assert [text for text in plain if re.search(r"\d", text)] == []
    for table_id in page.locator(".card:not([hidden]) details > div, #trial, #trial-text").evaluate_all(
        "all => all.map(one => one.id)"
    ):
        for number in (found := page.locator(f"#{table_id} .number").all())[:: max(len(found) // 6, 1)]:
            text = number.inner_text()
            number.click()
            told = page.locator("#explain-list")
            expect(told).to_be_visible()
            assert set(numbers(text, "nl")) <= set(numbers(told.inner_text(), "nl")), (table_id, text)
            assert not re.search(r"undefined|NaN|[{}]", page.locator("#explain").inner_text())
            page.keyboard.press("Escape")


def test_every_number_in_a_headline_opens_where_it_is_stored(open_page: Opener) -> None:
    page = open_page("lang=en")
    lines = page.locator("#headline-list li")
    for line in lines.all():
        study = (line.get_attribute("data-row") or "").partition("/")[0]
        found = line.locator(".number").all()
        assert len(found) >= 3  # a result and both ends of its interval
        for number in found:
            text = number.inner_text()
            number.click()
            told = page.locator("#explain-list")
            expect(told).to_contain_text(f"{text} is the ")
            expect(told).to_contain_text(f"{study}: ")
            page.keyboard.press("Escape")


def test_a_mark_in_a_picture_that_is_clicked_opens_how_it_was_made(open_page: Opener) -> None:
    page = open_page("lang=en")
    for name in ("differences", "groups", "more"):
        mark = page.locator(f"#chart-{name} .opens").nth(2)
        text = mark.locator("text").last.text_content() or ""
        mark.click()
        expect(page.locator("#explain-list")).to_contain_text(f"{text.partition(' (')[0]} ")
        page.keyboard.press("Escape")
    chart = page.locator("#chart-curve_isolated svg")
    box = chart.bounding_box()
    assert box is not None
    for share in (0.3, 0.9):
        chart.click(position={"x": share * box["width"], "y": box["height"] / 2})
        told = page.locator("#explain-list")
        expect(told).to_contain_text("in the four weeks around")
        found = re.search(r"([\d.]+%), mean in the four weeks around (.+)\.", told.inner_text())
        assert found
        page.keyboard.press("Escape")
        row = next(row for row in table(page, "curve_isolated") if row[0] == found[2])
        assert any(cell.startswith(found[1]) for cell in row[1:])
