"""Worlds made by hand: what each prediction says about them is known without running the model."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from cohesie_sim.calibration.mix import WEIGHTS
from cohesie_sim.predictions.calendar import BLOCK, INTERVIEWS, PERIODS
from cohesie_sim.predictions.reading import Reading, block_name
from cohesie_sim.predictions.worlds import Worlds

Make = Callable[..., Worlds]


def steady() -> Reading:
    """Return the readings of a neighbourhood in which nothing ever changes."""
    shares = {"lonely": 0.4, "severely_lonely": 0.1, "emotionally_lonely": 0.25, "socially_lonely": 0.3}
    shares |= {"neighbours": 0.5, "volunteered": 0.25, "need": 0.02, "sign_ups": 0.001, "contacts": 14.0}
    found = {f"{name} {period}": share for name, share in shares.items() for period in PERIODS}
    found |= {block_name(k): 0.25 for k in range(PERIODS["2022"].stop // BLOCK)}
    groups = {"single": 0.3, "single severe": 0.06, "couple": 0.4, "couple severe": 0.02}
    groups |= {"65": 0.25, "65 lonely": 0.1, "75": 0.1, "75 lonely": 0.04}
    found |= {f"{name} {interview}": share for name, share in groups.items() for interview in INTERVIEWS}
    counts = {"initiatives": 10.0, "initiatives stopped": 1.0, "huiskamers": 2.0, "huiskamers closed": 0.5}
    return {**found, **counts, "groups": 0.0, "groups lasting": 0.0}


@pytest.fixture
def make_worlds() -> Make:
    """Return a maker of worlds: the steady one, with a list of changes per world; the same in every neighbourhood."""

    def make(*changes: dict[str, float], worlds_per_draw: int = 1) -> Worlds:
        found = [{preset: {**steady(), **change} for preset in WEIGHTS} for change in changes or ({},)]
        return Worlds(found, np.arange(len(found)) // worlds_per_draw)

    return make
