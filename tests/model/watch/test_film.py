"""The film: both lives side by side, frame by frame, as a file that other programs read."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence

from cohesie_sim import Scenario, load_scenario
from cohesie_sim.errors import ConfigurationError
from cohesie_sim.model.watch.film import Pair, check_suffix, film, live_twice, weeks_to_live

WEEKS = 5
Told = list[int]


@pytest.fixture(scope="module")
def tiny() -> Scenario:
    changes = {"residents": 60, "calendar.weeks": WEEKS, "calendar.burn_in_weeks": 3, "funding.fte_per_10000": 100}
    return load_scenario("nl_2020_2022").with_changes(changes)


@pytest.fixture(scope="module")
def pair(tiny: Scenario) -> Pair:
    told: Told = []
    lived = live_twice(tiny, 1, told.append)
    assert told == list(range(1, weeks_to_live(tiny) + 1)) == list(range(1, 17))
    return lived


def test_both_lives_have_the_same_residents_and_only_one_has_workers(pair: Pair) -> None:
    assert len(pair.without) == len(pair.with_work) == WEEKS
    for without, with_work in zip(pair.without, pair.with_work, strict=True):
        assert without.monday == with_work.monday
        assert (without.residents == with_work.residents).all()
        assert (len(without.workers), len(with_work.workers)) == (0, 1)


def test_a_gif_has_a_frame_per_week_and_two_halves_that_differ(pair: Pair) -> None:
    told: Told = []
    content = film(pair, ".gif", "nl", told.append)
    assert told == [1, 2, 3, 4, 5]
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.size) == ("GIF", (960, 690))
        times, frames = [], []
        for frame in ImageSequence.Iterator(image):
            times.append(frame.info["duration"])
            frames.append(np.asarray(frame.convert("L")).astype(int))
    assert times == [200] * 4 + [3000]  # the end stays for a while
    assert all((first != second).any() for first, second in pairwise(frames))
    left, right = frames[-1][102:447, 15:470], frames[-1][102:447, 490:945]
    assert (left != right).any()
    assert right.min() < 60  # the star of the worker


def test_the_same_lives_give_the_same_film_and_another_language_another(pair: Pair) -> None:
    short = _short(pair)
    first, again, english = (film(short, ".gif", language, _ignore) for language in ("nl", "nl", "en"))
    assert first == again
    assert first != english


def _short(pair: Pair) -> Pair:
    """Return a film of one frame."""
    return replace(pair, without=pair.without[:1], with_work=pair.with_work[:1])


def _ignore(done: int) -> None:
    assert done > 0


def test_a_long_film_shows_every_second_week_and_the_last_one(pair: Pair) -> None:
    long = replace(pair, without=pair.without * 64)
    shown = long.shown()
    assert shown[:3] == [0, 2, 4]
    assert shown[-1] == 319
    assert pair.shown() == [0, 1, 2, 3, 4]


def test_other_kinds_of_film_are_refused(pair: Pair) -> None:
    with pytest.raises(ConfigurationError, match=r"'\.avi' is not allowed: \.gif or \.mp4"):
        film(pair, ".avi", "nl", _ignore)


def _put_ffmpeg(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let a script be the only ffmpeg."""
    program = folder / "ffmpeg"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_without_ffmpeg_an_mp4_is_refused_and_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ConfigurationError, match=r"needs the program ffmpeg.*apt install ffmpeg.*\.gif"):
        check_suffix(".mp4")


def test_ffmpeg_gets_every_frame_and_the_last_one_for_a_while(
    pair: Pair, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # the last word is the file to write, beside the frames
    _put_ffmpeg(tmp_path, monkeypatch, 'for word; do :; done; ls "${word%/*}" | grep -c png > "$word"')
    assert film(_short(pair), ".mp4", "en", _ignore) == b"16\n"  # one frame, and fifteen times the last


def test_what_ffmpeg_says_is_passed_on(pair: Pair, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _put_ffmpeg(tmp_path, monkeypatch, 'echo "no encoder here" >&2; exit 1')
    with pytest.raises(ConfigurationError, match=r"no encoder here.*\.gif instead"):
        film(_short(pair), ".mp4", "en", _ignore)
