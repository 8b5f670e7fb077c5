"""Simulations shared by the tests of patterns."""

from __future__ import annotations

import os

import pytest

from tests.patterns.runs import Runs


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # of all workers
    return Runs(folder / "runs")
