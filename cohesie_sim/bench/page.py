"""How fast the policy page is in a browser: until its first picture, and from a move of a slider to its pictures."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, Final

from cohesie_sim.bench.aims import PAGE_AIMS, judge
from cohesie_sim.bench.versions import machine_facts, versions
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.extras import optional_library

_WATCH: Final = Path(__file__).with_name("page.js")
_DATA: Final = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
_PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS: Final = ("--no-sandbox", "--disable-gpu")
_WINDOW: Final = {"width": 1440, "height": 900}
_SLIDER: Final = "#b-after"
_STEP: Final = 0.5  # fte: of the slider
_EDGE: Final = 8  # pixels: half the thumb of the slider
_PAUSE: Final = 60  # milliseconds between moves


def measure_page(file: Path, openings: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Measure a policy page in Chromium, with the first pictures on the screen.

    In every opening the slider of the funding after reopening is dragged through all its levels that were computed, and
    back again.

    Parameters
    ----------
    file
        The page.
    openings
        How often it is opened.
    say
        Is told what is being measured.

    Returns
    -------
    dict
        ``first_picture_ms`` per opening, since the page was asked for; ``frame_ms``, the median time between frames
        when nothing happens; ``move_ms``, per move the work from its event until the pictures are painted, without
        waiting for the frame, of moves to a new level and ``again_ms`` of those to a level that was there before;
        ``moves_in_frames``, the median of the former in frames; ``late``, the share of moves for which a picture on the
        screen was not drawn in the very next frame; the number of ``pictures`` on the screen; versions, machine and
        aims.

    Raises
    ------
    ConfigurationError
        When the page, the browser or the library that steers it is missing, or the file is no policy page that works.
    """
    highest = _highest_level(file)
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise ConfigurationError(f"--page needs a browser, and none is installed. Allowed: {', '.join(_PROGRAMS)}.")
    playwright = optional_library("playwright.sync_api", "page", "Playwright")
    found = []
    with playwright.sync_playwright() as steering:
        browser = steering.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
        about = {"browser": f"Chromium {browser.version}"}
        for number in range(openings):
            say(f"the page, opening {number + 1} of {openings}")
            try:
                found.append(_watch(browser, file, highest))
            except playwright.Error as error:
                raise ConfigurationError(
                    f"--page {file}: does not work in {about['browser']} ({error.message})."
                ) from None
        browser.close()
    if any({move["first"] for move in one["moves"]} != {True, False} for one in found):
        raise ConfigurationError(
            f"--page {file}: does not answer its slider in {about['browser']}, so nothing was measured."
        )
    results = _summary(found) | {"page": file.name, "versions": versions() | about, "machine": machine_facts()}
    return results | {"aims": judge(results, PAGE_AIMS)}


def _highest_level(file: Path) -> float:
    """Return up to which funding there are numbers on a page."""
    allowed = "Allowed: a page that cohesie report RESULTS --out FILE wrote."
    try:
        data = _DATA.search(file.read_text(encoding="utf-8")) or ["", ""]
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"--page {file}: cannot be read ({error}). {allowed}") from None
    try:
        return float(json.loads(data[1])["space"]["most"])
    except (ValueError, KeyError, TypeError):  # no data at all, none that can be read, or other data
        raise ConfigurationError(f"--page {file}: is no policy page, or a damaged one. {allowed}") from None


def _watch(browser: Any, file: Path, highest: float) -> dict[str, Any]:
    page = browser.new_page(viewport=_WINDOW)
    page.add_init_script(_WATCH.read_text(encoding="utf-8"))
    page.goto(file.resolve().as_uri())
    page.wait_for_selector('body[data-ready="true"]')
    page.locator("#pictures-title").evaluate("one => one.scrollIntoView({ behavior: 'instant' })")
    page.wait_for_timeout(500)
    page.evaluate("bench.rest()")
    box, end = page.locator(_SLIDER).bounding_box(), float(page.locator(_SLIDER).get_attribute("max"))
    there = [_STEP * k for k in range(int(highest / _STEP) + 1)]
    places = [box["x"] + _EDGE + level / end * (box["width"] - 2 * _EDGE) for level in [*there, *there[-2::-1]]]
    page.mouse.move(places[0], box["y"] + box["height"] / 2)
    page.mouse.down()
    for place in places:
        page.mouse.move(place, box["y"] + box["height"] / 2)
        page.wait_for_timeout(_PAUSE)
    page.mouse.up()
    watched: dict[str, Any] = page.evaluate("bench.watched")
    page.close()
    return watched


def _summary(found: list[dict[str, Any]]) -> dict[str, Any]:
    moves = [move for one in found for move in one["moves"]]
    new = [move["ms"] for move in moves if move["first"]]
    frame = median(step for one in found for step in one["resting"])
    return {
        "first_picture_ms": [one["first"] for one in found],
        "frame_ms": frame,
        "move_ms": new,
        "again_ms": [move["ms"] for move in moves if not move["first"]],
        "moves_in_frames": median(new) / frame,
        "late": sum(move["missing"] > 0 for move in moves) / len(moves),
        "pictures": median(move["pictures"] for move in moves),
    }
