"""Tables that can be read and copied at any width."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios

import pytest

from cohesie_sim.cli.layout import lay_out
from cohesie_sim.parameters import parameter_table
from cohesie_sim.scenarios import load_scenario, scenario_names
from tests.cli.conftest import Cohesie

PROSE = "what it means in so many words that no line can hold all of them"
HEAD, ROWS = ("name", "value", "meaning"), [("some.long_name", "3.5", PROSE), ("b", "10", "short")]
NUMBERS = ("outcome", "before\n2020-01-06", "during\n2020-03-16", "after\n2022-02-28")


def test_what_fits_or_has_no_width_is_one_line_a_row() -> None:
    for width in (None, 200):
        lines = lay_out(HEAD, ROWS, None, width)
        assert lines[2] == f"some.long_name  3.5    {PROSE}"
        assert len(lines) == 4


def test_only_prose_is_folded() -> None:
    lines = lay_out(HEAD, ROWS, None, 50)
    assert max(map(len, lines)) <= 50
    assert lines[2].startswith("some.long_name  3.5    what it means")
    assert " ".join(" ".join(line.split()) for line in lines[2:-1]) == f"some.long_name 3.5 {PROSE}"


def test_a_row_whose_prose_has_no_room_becomes_a_record() -> None:
    lines = lay_out(HEAD, ROWS, None, 40)
    assert max(map(len, lines)) <= 40
    assert lines[:2] == ["some.long_name", "  value 3.5"]
    assert " ".join(line.strip() for line in lines[2:4]) == PROSE


def test_columns_of_numbers_that_do_not_fit_are_stacked() -> None:
    lines = lay_out(NUMBERS, [("isolated", "5.0 ±0.1", "5.4 ±0.1", "5.1 ±0.1")], 1, 36)
    assert max(map(len, lines)) <= 36
    assert lines[1] == "          2020-01-06  2020-03-16"
    assert lines[5:8] == ["outcome        after", "          2022-02-28", "────────  ──────────"]
    assert lines[-1] == "isolated    5.1 ±0.1"


def on_a_terminal(words: list[str], program: tuple[list[str], dict[str, str]], columns: int = 80) -> list[str]:
    """Return the lines that the program writes to a terminal of that width."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {key: value for key, value in program[1].items() if key != "COLUMNS"}
    with subprocess.Popen([*program[0], *words], env=environment, stdout=theirs, stderr=subprocess.DEVNULL) as process:
        os.close(theirs)
        pieces = []
        try:
            while piece := os.read(ours, 65536):
                pieces.append(piece)
        except OSError:  # Linux says so when the other end is closed
            pass
        os.close(ours)
    assert process.returncode == 0
    text = re.sub(r"\x1b\[[\d;]*m", "", b"".join(pieces).decode())
    return text.replace("\r\n", "\n").splitlines()


@pytest.mark.slow
def test_a_terminal_of_80_columns_breaks_no_name_and_no_date(
    program: tuple[list[str], dict[str, str]], short: tuple[str, ...]
) -> None:
    parameters, scenarios = (on_a_terminal([command], program) for command in ("parameters", "scenarios"))
    neighbourhoods = on_a_terminal(["neighbourhoods"], program)
    run = on_a_terminal(["run", "nl_2020_2022", *short, "--set", "calendar.weeks=130", "--replicates", "2"], program)
    for lines in (parameters, scenarios, neighbourhoods, run):
        assert max(map(len, lines)) <= 80
    assert {row.name for row in parameter_table()} <= set(parameters)
    assert all(any(line.startswith(f"{name} ") for line in scenarios) for name in scenario_names())
    words = " ".join(run).split()
    for day in ("2020-01-06", "2020-03-16", "2020-06-01", "2020-12-14", "2021-04-26", "2022-02-28"):
        assert day in words


def test_a_pipe_gets_every_row_on_one_line(cohesie: Cohesie) -> None:
    lines = cohesie("parameters").out.splitlines()
    for row in parameter_table():
        said = next(line for line in lines if line.startswith(f"{row.name} "))
        assert said.endswith(f"{row.declaration.meaning}; {row.declaration.source}")
    described = load_scenario("hold_after").description
    assert any(line.endswith(described) for line in cohesie("scenarios").out.splitlines())
