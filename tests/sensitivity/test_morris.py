from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cohesie_sim.sensitivity.factors import Factor, Floats
from cohesie_sim.sensitivity.morris import elementary_effects, morris_design, morris_effects

FACTORS = [Factor(f"parameters.{name}", 0.0, 1.0, 0.5, whole=False, source="assumed", meaning="") for name in "abcd"]


def frame(worlds: Floats) -> pd.DataFrame:
    index = pd.MultiIndex.from_product([range(len(worlds)), range(worlds.shape[1])], names=["point", "replicate"])
    return pd.DataFrame({"y": worlds.ravel()}, index=index)


def test_a_known_function_is_ranked_and_its_interaction_seen() -> None:
    design = morris_design(FACTORS, 30, 1)
    a, b, c, _ = design.T
    y = 4 * a - 2 * b + 3 * b * c
    found = morris_effects(FACTORS, design, frame(np.column_stack([y, y])), 1).set_index("parameter")
    assert found["mu_star"]["parameters.a"] == pytest.approx(4)
    assert found["sigma"]["parameters.a"] == pytest.approx(0, abs=1e-9)
    assert found["sigma"]["parameters.b"] > 0.5
    assert found["mu_star"]["parameters.d"] == pytest.approx(0, abs=1e-9)
    assert (found["noise"].abs() < 1e-9).all()
    assert found.index[0] == "parameters.a"


def test_elementary_effects_are_those_of_salib() -> None:
    design = morris_design(FACTORS, 6, 2)
    y = np.random.default_rng(3).normal(size=len(design))
    effects = elementary_effects(design, y, len(FACTORS))
    found = morris_effects(FACTORS, design, frame(y[:, None]), 1).set_index("parameter")
    expected = [found["mu_star"][factor.name] for factor in FACTORS]
    np.testing.assert_allclose(np.abs(effects).mean(axis=0), expected)
    assert found["noise"].isna().all()  # one world says nothing about luck


def test_pure_luck_is_about_as_large_as_its_noise_says() -> None:
    design = morris_design(FACTORS, 200, 4)
    worlds = np.random.default_rng(5).normal(size=(len(design), 4))
    found = morris_effects(FACTORS, design, frame(worlds), 1)
    np.testing.assert_allclose(found["mu_star"], found["noise"], rtol=0.15)
