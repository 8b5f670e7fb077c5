"""Settings that hold for every test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

os.environ["MPLBACKEND"] = "Agg"  # figures are drawn to files, on machines without a screen

# No deadline: the first example would measure the compiler. Under CI hypothesis itself fixes the examples, so that
# what it newly finds stops the person who looks for it and not an unrelated change.
settings.register_profile("cohesie_sim", parent=settings(), deadline=None)
settings.load_profile("cohesie_sim")

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def chromium() -> str:
    """Return where the system's Chromium is; without one, skip, but never in continuous integration."""
    program = shutil.which("chromium")
    if program is None:
        reason = "no Chromium here: install Debian's package chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return program


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Return a Chromium that tests steer."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - few tests need it

    with sync_playwright() as playwright:  # keeps an event loop that other modules must not meet
        started = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        yield started
        started.close()
