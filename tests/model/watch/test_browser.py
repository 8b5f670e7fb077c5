"""The app in a real browser, while neither the browser nor the server reaches anything but this computer."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, Route, expect

ROOT = Path(__file__).parents[3]
EVIL = "<img src=x onerror=alert(1)> **bold** $\\frac{1}{$"
SCENARIO = f"""
base = "nl_2020_2022"
title = '{EVIL}'
[calendar]
weeks = 3
burn_in_weeks = 2
"""
PATIENCE = 60_000  # milliseconds
MAP = ".vue-grid-item img >> nth=0"

pytestmark = pytest.mark.slow


class Visit(NamedTuple):
    """An open page, and what went wrong on it so far."""

    page: Page
    trouble: list[str]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the app; whatever it would fetch from elsewhere goes to a proxy that is not there."""
    folder = tmp_path_factory.mktemp("app")
    (folder / "own.toml").write_text(SCENARIO, encoding="utf-8")
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    environment = {**os.environ, **nowhere, "PYTHONPATH": str(ROOT)}
    words = ["watch", "own.toml", "--residents", "100", "--port", "0", "--no-open"]
    with subprocess.Popen(
        [sys.executable, "-m", "cohesie_sim", *words], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        lines = []
        for line in process.stderr:
            lines.append(line)
            if found := re.search(r"watch at (\S+)", line):
                break
        else:
            pytest.fail("".join(lines))
        yield found[1]
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(timeout=30) == 0, rest
        assert "Traceback" not in rest


@pytest.fixture(scope="module")
def visit(address: str, browser: Browser) -> Iterator[Visit]:
    """Open the app in a browser that may not leave this computer."""
    page = browser.new_page()
    trouble: list[str] = []

    def stay(route: Route) -> None:
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            trouble.append(f"asked for {route.request.url}")
            route.abort()

    page.route("**/*", stay)
    page.on("response", lambda got: trouble.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("dialog", lambda dialog: trouble.append(f"a script of the title ran: {dialog.message}"))
    page.goto(address)
    page.wait_for_selector("button:has-text('Step')", timeout=PATIENCE)
    page.wait_for_selector(MAP, timeout=PATIENCE)
    yield Visit(page, trouble)
    page.close()


def _picture(page: Page) -> str:
    return page.locator(MAP).get_attribute("src") or ""


def _wait_for_another(page: Page, before: str) -> None:
    script = "([css, old]) => { const now = document.querySelector(css); return now && now.src !== old }"
    page.wait_for_function(script, arg=[MAP.split(" >>", maxsplit=1)[0], before], timeout=PATIENCE)


def test_it_shows_map_plots_and_controls_without_the_internet(visit: Visit) -> None:
    page = visit.page
    page.wait_for_function("document.querySelectorAll('.vue-grid-item img').length === 3", timeout=PATIENCE)
    for label in ("Scenario (lockdowns)", "Fte per 10,000", "Neighbourhood", "Hypothesis", "Seed (which luck)"):
        assert page.get_by_text(label, exact=True).count() == 1
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Material Design Icons\"'))")
    assert visit.trouble == []


def test_the_title_of_a_file_is_text(visit: Visit) -> None:
    assert visit.page.locator(".v-toolbar__title").inner_text() == EVIL
    assert visit.page.locator("img[src='x']").count() == 0
    assert visit.trouble == []


def test_a_step_changes_the_map_until_the_horizon_is_over(visit: Visit) -> None:
    page = visit.page
    for _ in range(3):
        before = _picture(page)
        page.click("button:has-text('Step')")
        _wait_for_another(page, before)
    expect(page.locator("button:has-text('Step')")).to_be_disabled()
    assert visit.trouble == []


def test_reset_takes_over_what_the_controls_say(visit: Visit) -> None:
    page = visit.page
    page.locator(".v-select").first.click()
    page.get_by_text("no_corona", exact=True).click()
    before = _picture(page)
    page.click("button:has-text('Reset')")
    _wait_for_another(page, before)
    expect(page.locator("button:has-text('Step')")).to_be_enabled()
    assert visit.trouble == []
