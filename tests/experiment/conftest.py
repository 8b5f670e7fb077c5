"""A small design that runs in a second or two."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cohesie_sim.experiment import Design, Grid, run_design, store_results

Make = Callable[..., Design]
Results = Callable[..., dict[str, bytes]]

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
            "replicates": 3,
            "residents": 80,
        }
        grid: dict[str, Any] = {"levels": (0.0, 8.0), "scenarios": tuple(paths)}
        grid |= {key: changes.pop(key) for key in ("levels", "scenarios", "hypotheses") if key in changes}
        return Design(**{**settings, "grids": (Grid(**grid),), **changes})  # type: ignore[arg-type]

    return make


def contents(folder: Path) -> dict[str, bytes]:
    """Return the results that must be the same whoever computes them: everything but the manifest."""
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file() and p.name != "manifest.json"}


@pytest.fixture
def read() -> Callable[[Path], dict[str, bytes]]:
    """Return the reader of a folder's results."""
    return contents


@pytest.fixture
def results() -> Results:
    """Return a function that runs a design in a folder, stores the results and reads them."""

    def run(design: Design, folder: Path, **how: Any) -> dict[str, bytes]:
        store_results(design, folder, run_design(design, folder, **how))
        return contents(folder)

    return run


@pytest.fixture
def design(make_design: Make) -> Design:
    """Return the small design."""
    return make_design()


@pytest.fixture
def expected(design: Design, tmp_path: Path, results: Results) -> dict[str, bytes]:
    """Return what the small design gives in one thread, kept in the folder ``expected``."""
    return results(design, tmp_path / "expected", jobs=1)
