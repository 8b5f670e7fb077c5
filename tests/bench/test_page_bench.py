"""The benchmark of the policy page: what it measures and refuses; never how fast the page is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from cohesie_sim.bench.aims import PAGE_AIMS, judge
from cohesie_sim.cli import main

PAGE: Final = Path(__file__).parents[2] / "results" / "index.html"


def results(first: float, late: float, frames: float) -> dict[str, Any]:
    return {"first_picture_ms": [first - 1, first, first + 5], "late": late, "moves_in_frames": frames}


def test_an_aim_is_reached_at_its_target_and_missed_beyond_it() -> None:
    assert [one["reached"] for one in judge(results(500, 0, 1), PAGE_AIMS)] == [True] * len(PAGE_AIMS)
    assert [one["reached"] for one in judge(results(501, 0.01, 1.1), PAGE_AIMS)] == [False] * len(PAGE_AIMS)


@pytest.mark.slow
@pytest.mark.usefixtures("chromium")
def test_every_level_is_dragged_to_there_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.json"
    assert main(["bench", "--page", str(PAGE), "--quick", "--json", str(file)]) == 0
    measured, printed = json.loads(file.read_text()), capsys.readouterr().out
    moves = len(measured["move_ms"]) + len(measured["again_ms"])
    assert 30 < moves <= 49  # of 0 to 12 fte in steps of a half and back; moves within one frame count once
    assert min(measured["move_ms"]) > 0
    assert measured["pictures"] >= 2
    assert len(measured["first_picture_ms"]) == 1
    assert 1 < measured["frame_ms"] < 200
    assert measured["late"] == 0  # that is no matter of speed: they are drawn in the next frame, however long it takes
    assert measured["versions"]["browser"].startswith("Chromium ")
    assert "moves whose pictures missed the next frame" in printed


def test_what_is_no_page_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing, other = tmp_path / "missing.html", tmp_path / "other.html"
    other.write_text("<p>no page</p>", encoding="utf-8")
    damaged = [tmp_path / f"damaged{k}.html" for k in range(3)]
    for file, data in zip(damaged, ('{"space": {"most"', '{"x": 1}', '{"space": {"most": null}}'), strict=True):
        file.write_text(f'<script type="application/json" id="data">{data}</script>', encoding="utf-8")
    unread = [(file, "cannot be read") for file in (missing, tmp_path)]
    for file, words in (*unread, *((file, "is no policy page, or a damaged one") for file in (other, *damaged))):
        assert main(["bench", "--page", str(file)]) != 0
        told = capsys.readouterr().err
        assert str(file) in told
        assert words in told
        assert "Allowed: a page that cohesie report RESULTS --out FILE wrote." in told


def test_without_a_browser_it_says_which_would_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("cohesie_sim.bench.page.shutil.which", lambda _: None)
    assert main(["bench", "--page", str(PAGE)]) != 0
    assert "Allowed: chromium, chromium-browser, google-chrome" in capsys.readouterr().err
