"""A toy world that takes no time: three surveys, two unknowns in two blocks, and one parameter that is drawn along."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cohesie_sim.calibration.problem import Problem, Wanted
from cohesie_sim.calibration.unknowns import Block, Unknown


def toy_worlds(values: Mapping[str, float], luck: int) -> dict[str, float]:
    """Return what surveys of the toy world find."""
    rng = np.random.default_rng(luck)
    a, b, noise = values["a"], values["b"], values["noise"]
    return {
        "x": a + 0.05 * rng.normal(),
        "y": a + b + 0.05 * rng.normal(),
        "z": b + 0.1 * noise + 0.05 * rng.normal(),
    }


PROBLEM = Problem(
    blocks=(
        Block("first", (Unknown("a", 0.0, 1.0, "x is a"),), ("x",)),
        Block("second", (Unknown("b", 0.0, 1.0, "z is b"),), ("y", "z*")),
    ),
    drawn=(Unknown("noise", -1.0, 1.0, "moves z"),),
    targets=(Wanted("x", 0.4, 0.05), Wanted("y", 0.9, 0.05), Wanted("z", 0.5, 0.05)),
    simulate=toy_worlds,
)
