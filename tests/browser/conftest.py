"""The shipped policy page in a browser without a network; whatever a page complains of fails its test."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from cohesie_sim.report.policy.told import Emulated, read_emulated
from tests.browser.pages import PAGE, RESULTS, Opener


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as slow: each needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """Return what opens the page; at the end, whatever went wrong in any page that it opened is an error."""
    opener = Opener(browser)
    yield opener
    opener.close()
    assert opener.problems == []


@pytest.fixture(scope="session")
def content() -> dict[str, Any]:
    """Return what the shipped page carries."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', PAGE.read_text(encoding="utf-8"))
    assert found is not None
    carried: dict[str, Any] = json.loads(found[1])
    return carried


@pytest.fixture(scope="session")
def emulated() -> Emulated:
    """Return the stored results of which the page was made, with their emulator."""
    return read_emulated(RESULTS, fitted=True)
