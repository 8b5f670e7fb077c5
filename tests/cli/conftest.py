"""Running the command line inside the test, and as a program."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cohesie_sim.cli import main

SHORT = ("--residents", "120", "--set", "calendar.weeks=12", "--set", "calendar.burn_in_weeks=2")


class Answer(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


Cohesie = Callable[..., Answer]


@pytest.fixture
def cohesie(capsys: pytest.CaptureFixture[str]) -> Cohesie:
    """Return the command line as a function of its words."""

    def ask(*words: str) -> Answer:
        capsys.readouterr()
        code = main(words)
        return Answer(code, *capsys.readouterr())

    return ask


@pytest.fixture
def short() -> tuple[str, ...]:
    """Return the options of a run that takes a moment."""
    return SHORT


@pytest.fixture
def program() -> tuple[list[str], dict[str, str]]:
    """Return how to start the command line as a program: its first words and its environment."""
    root = Path(__file__).parents[2]
    return [sys.executable, "-m", "cohesie_sim"], {**os.environ, "PYTHONPATH": str(root)}
