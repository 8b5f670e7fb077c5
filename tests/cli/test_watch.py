"""Watching: what is refused before anything runs, a film whole or not at all, and the app when its extra is missing."""

from __future__ import annotations

import importlib
import socket
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageSequence

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.model.watch.server import HOST, check_libraries, reserve
from tests.cli.conftest import Cohesie

WATCH = ("watch", "nl_2020_2022")
TINY = ("--residents", "60", "--set", "calendar.weeks=3", "--set", "calendar.burn_in_weeks=2")


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        (("watch",), ("cohesie watch", "SCENARIO", "missing")),
        (("watch", "nl_2020_2020"), ("'nl_2020_2020'", "Did you mean 'nl_2020_2022'?")),
        ((*WATCH, "--residents", "3"), ("--residents", "= 3", "from 50")),
        ((*WATCH, "--fte", "-1"), ("--fte", "from 0 to 100")),
        ((*WATCH, "--hypothesis", "nul"), ("--hypothesis", "'nul'", "Did you mean 'null'?")),
        ((*WATCH, "--port", "70000"), ("cohesie watch", "--port", "from 0 to 65535")),
        ((*WATCH, "--lang", "fr"), ("cohesie watch", "--lang", "'fr'")),
        ((*WATCH, "--exprt", "x.gif"), ("--exprt", "Did you mean '--export'?")),
        ((*WATCH, "--export", ""), ("cohesie watch", "--export = '' is not allowed: a path")),
        ((*WATCH, "--export", "film"), ("--export film", "ending in ''", ".gif or .mp4")),
        ((*WATCH, "--export", "film.avi"), ("--export film.avi", "'.avi'", ".gif or .mp4")),
        ((*WATCH, "--fte", "0", "--export", "film.gif"), ("--export", "--fte must be above 0")),
    ],
)
def test_what_is_not_allowed_is_refused(cohesie: Cohesie, words: tuple[str, ...], pieces: tuple[str, ...]) -> None:
    answer = cohesie(*words)
    assert (answer.code, answer.out) == (2, "")
    assert 1 <= answer.err.count("\n") <= 3, answer.err
    for piece in pieces:
        assert piece in answer.err


def test_a_film_is_written_whole_with_progress(cohesie: Cohesie, tmp_path: Path) -> None:
    path = tmp_path / "new" / "film.gif"
    answer = cohesie(*WATCH, *TINY, "--lang", "en", "--export", str(path))
    assert answer.code == 0, answer.err
    assert f"{path}: 3 frames" in answer.out
    assert "10 of 10 weeks" in answer.err
    assert "3 of 3 frames" in answer.err
    assert [file.name for file in path.parent.iterdir()] == ["film.gif"]
    with Image.open(path) as image:
        assert sum(1 for _ in ImageSequence.Iterator(image)) == 3


def test_after_an_interruption_nothing_is_left(
    cohesie: Cohesie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cohesie_sim.cli.watching.film", interrupted)
    answer = cohesie(*WATCH, *TINY, "--export", str(tmp_path / "film.gif"))
    assert answer.code == 130
    assert "no film is written" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_refused_before_anything_runs(cohesie: Cohesie, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    answer = cohesie(*WATCH, *TINY, "--export", str(tmp_path / "file" / "film.gif"))
    assert (answer.code, answer.out) == (2, "")
    assert "cannot be written" in answer.err
    assert "weeks" not in answer.err


@pytest.mark.parametrize("module", ["solara", "solara_assets"])
def test_without_the_extra_the_app_says_what_to_install_and_help_and_films_work(
    cohesie: Cohesie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    answer = cohesie(*WATCH, "--no-open")
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "cohesie-sim[viz]" in answer.err
    assert "--export" in cohesie("watch", "--help").out
    assert cohesie(*WATCH, *TINY, "--export", str(tmp_path / "film.gif")).code == 0


def test_a_port_that_is_taken_is_refused(cohesie: Cohesie) -> None:
    pytest.importorskip("solara")
    with reserve(0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        answer = cohesie(*WATCH, "--port", str(port))
    assert answer.code == 2
    assert f"--port = {port} cannot be used" in answer.err


def test_only_this_computer_can_connect() -> None:
    with reserve(0) as taken:
        assert taken.getsockname()[0] == HOST == "127.0.0.1"
        assert taken.family == socket.AF_INET


def test_the_libraries_that_are_missing_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(f"No module named {name!r}")

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(ConfigurationError, match=r"Solara is needed here"):
        check_libraries()
