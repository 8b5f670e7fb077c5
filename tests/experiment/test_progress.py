"""Progress as plain lines: an estimate, not too often, and always the end."""

from __future__ import annotations

import time

import pytest

from cohesie_sim.experiment.progress import Bar, Lines, reporter


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(time, "monotonic", made)
    return made


def test_the_time_left_comes_from_the_runs_of_this_start(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines("sweep", total=100, already=40)
    clock.now += 10
    lines.show(60)  # twenty in ten seconds, forty to go
    assert capsys.readouterr().err == "sweep: 60 of 100 runs, about 20 s left\n"


def test_lines_come_every_few_seconds_and_at_the_end(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines("sweep", total=3, already=0)
    lines.show(1)
    clock.now += 6
    lines.show(1)
    clock.now += 1
    lines.show(2)
    lines.show(3)
    assert capsys.readouterr().err.splitlines() == [
        "sweep: 1 of 3 runs, about 12 s left",
        "sweep: 3 of 3 runs, done in 7 s",
    ]


def test_what_is_counted_may_be_something_else_than_runs(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    clock.now += 1
    Lines("film", total=2, already=0, unit="frames").show(2)
    assert capsys.readouterr().err.startswith("film: 2 of 2 frames, done in")


def test_before_the_first_run_nothing_is_promised(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines("sweep", total=3, already=0)
    clock.now += 6
    lines.show(0)
    assert "0 of 3 runs, 6 s so far" in capsys.readouterr().err


def test_a_terminal_gets_a_bar_and_a_log_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    for terminal, kind in ((True, Bar), (False, Lines)):
        monkeypatch.setattr("sys.stderr.isatty", lambda terminal=terminal: terminal)
        assert isinstance(reporter("sweep", 3, 0), kind)


def test_a_bar_shows_how_many_are_done(capsys: pytest.CaptureFixture[str]) -> None:
    with Bar("sweep", total=3, already=1) as bar:
        bar.show(3)
    assert "3/3" in capsys.readouterr().err
