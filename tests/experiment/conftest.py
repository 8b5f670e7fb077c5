"""A small design that runs in a second or two."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cohesie_sim.experiment import Design

Make = Callable[..., Design]

SHORT = """
base = "{base}"
title = "Short {base}"
[calendar]
weeks = 24
burn_in_weeks = 4
"""


@pytest.fixture
def make_design(tmp_path: Path) -> Make:
    """Return a maker of designs: two levels, two short scenarios, three replicates, 80 residents."""
    folder = tmp_path / "scenarios"
    folder.mkdir()
    paths = []
    for base in ("nl_2020_2022", "no_corona"):
        path = folder / f"short_{base}.toml"
        path.write_text(SHORT.format(base=base), encoding="utf-8")
        paths.append(str(path))

    def make(**changes: object) -> Design:
        settings = {
            "name": "small",
            "question": "What?",
            "question_nl": "Wat?",
            "levels": (0.0, 8.0),
            "scenarios": tuple(paths),
            "replicates": 3,
            "residents": 80,
        }
        return Design(**{**settings, **changes})  # type: ignore[arg-type]

    return make


def contents(folder: Path) -> dict[str, bytes]:
    """Return the results that must be the same whoever computes them: everything but the manifest."""
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file() and p.name != "manifest.json"}


@pytest.fixture
def read() -> Callable[[Path], dict[str, bytes]]:
    """Return the reader of a folder's results."""
    return contents
