"""Neighbourhoods built once and shared by the tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from cohesie_sim.neighbourhood import Neighbourhood, build_neighbourhood, load_neighbourhood

Build = Callable[[str, int], Neighbourhood]


@cache
def _built(name: str, residents: int) -> Neighbourhood:
    return build_neighbourhood(load_neighbourhood(name), residents, seed=20, replicate=1)


@pytest.fixture
def build() -> Build:
    return _built
