"""How tests open the policy page, wait for it and read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote

import pandas as pd
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

RESULTS: Final = Path(__file__).parents[2] / "results" / "policy_space"
PAGE: Final = RESULTS.parent / "index.html"
LEVELS: Final = ("before", "during", "after")
CHOICES: Final = ("scenario", "neighbourhood", "hypothesis")
SUPPORT: Final = ("corona_fund", "health_advice", "steering_group")
_OUTWARD: Final = re.compile(r"^(?!file:|data:|blob:|about:)")


class Opener:
    """Opens pages from disk without a network, and keeps what they complain of."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.problems: list[str] = []

    def __call__(self, fragment: str = "", *, file: Path = PAGE, script: str = "", **options: Any) -> Page:
        """Open the page at an address and wait until everything is drawn; the script runs before those of the page."""
        context = self._browser.new_context(**options)
        self._contexts.append(context)
        context.set_offline(True)
        context.route(_OUTWARD, self._refuse)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("console", lambda one: self.problems.append(one.text) if one.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        if script:
            page.add_init_script(script)
        page.goto(f"{file.as_uri()}#{fragment}")
        return drawn(page)

    def _refuse(self, route: Route) -> None:
        self.problems.append(f"asked for {route.request.url}")
        route.abort()

    def close(self) -> None:
        """Close whatever was opened."""
        for context in self._contexts:
            context.close()


def drawn(page: Page) -> Page:
    """Wait until everything is drawn."""
    page.wait_for_selector('body[data-ready="true"]')
    return page


def visit(page: Page, fragment: str) -> Page:
    """Change the address as somebody who pastes a link."""
    page.evaluate(
        """fragment => new Promise(done => {
            addEventListener("hashchange", () => requestAnimationFrame(done), { once: true });
            location.hash = fragment;
        })""",
        fragment,
    )
    return drawn(page)


def changed(page: Page, act: Callable[[], object]) -> str:
    """Do something that changes the state; return the fragment that follows."""
    before = page.url
    act()
    page.wait_for_url(lambda url: url != before, wait_until="commit")
    return drawn(page).url.partition("#")[2]


def picture(page: Page) -> str:
    """Return everything that is told and drawn."""
    return drawn(page).locator("#told").inner_html()


def parts_of(fragment: str) -> dict[str, str]:
    """Return the parts of an address by their names."""
    return {name: unquote(value) for name, _, value in (part.partition("=") for part in fragment.split("&"))}


def written(setting: Mapping[Any, Any]) -> str:
    """Return a setting as the address of the page writes it."""
    levels = [repr(float(setting[name])).removesuffix(".0") for name in LEVELS]
    support = [str(int(setting[name])) for name in SUPPORT]
    return quote(",".join([*levels, *(str(setting[name]) for name in CHOICES), *support]), safe=",.")


def numbers(text: str, language: str = "en") -> list[float]:
    """Return the numbers in a text, with points or with commas as its language has them."""
    plain = text.replace("\u2212", "-").replace("\u00a0", " ")
    if language == "nl":
        plain = plain.translate(str.maketrans(",.", ".,"))
    return [float(one.replace(",", "")) for one in re.findall(r"[-+]?\d[\d,]*(?:\.\d+)?", plain)]


def table(page: Page, picture_id: str) -> list[list[str]]:
    """Open the table beneath a picture and return its rows, the first one its heads."""
    details = page.locator(f"#card-{picture_id} details")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    expect(details.locator("table")).to_be_visible()
    rows: list[list[str]] = details.locator("tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return rows


def with_tables(page: Page) -> None:
    """Open a table of each kind."""
    for card in ("curve_isolated", "differences", "groups", "more", "cost"):
        page.locator(f"#card-{card} summary").click()
    for summary in page.locator("#about summary").all():
        summary.click()


def answer(page: Page, outcome: str) -> Locator:
    """Return the main number of the answer about an outcome, which opens how it was made; others come behind it."""
    return page.locator(f'#answer-list [data-outcome="{outcome}"] .number').first


def stored(name: str) -> pd.DataFrame:
    """Return a stored table."""
    return pd.read_parquet(RESULTS / f"{name}.parquet")
