"""Parameters as one record: same names, same values, whole numbers stay whole."""

from __future__ import annotations

from typing import Any

import numpy as np

from cohesie_sim.engine.packing import packed
from cohesie_sim.parameters import Parameters, parameter_table


def test_every_parameter_keeps_its_name_value_and_type() -> None:
    box = packed(Parameters())
    for row in parameter_table():
        value: Any = box
        for part in row.name.split("."):
            value = value[part]
        assert value == row.value, row.name
        assert value.dtype == (np.int64 if row.kind is int else np.float64), row.name


def test_a_changed_value_arrives() -> None:
    p = Parameters()
    changed = p._replace(ties=p.ties._replace(base=0.4), municipality=p.municipality._replace(extra_weeks=26))
    box: Any = packed(changed)
    assert box["ties"]["base"] == 0.4
    assert box["municipality"]["extra_weeks"] == 26
    assert box["ties"]["latent"] == p.ties.latent
