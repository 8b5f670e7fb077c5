"""The smooth distribution that is handed from block to block, against one that is known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import pearsonr

from cohesie_sim.calibration.plausible import plausible

NUMBER = 20_000


def _particles(rows: np.ndarray) -> list[dict[str, float]]:
    return [{"a": float(a), "b": float(b)} for a, b in rows]


def _drawn(particles: np.ndarray, weights: np.ndarray, seed: int = 1) -> np.ndarray:
    return np.array([[one["a"], one["b"]] for one in plausible(_particles(particles), weights, NUMBER, seed)])


def test_marginals_and_bonds_come_back_and_no_two_draws_are_alike() -> None:
    rng = np.random.default_rng(0)
    normal = rng.multivariate_normal([0, 0], [[1, 0.7], [0.7, 1]], 2000)
    skewed = np.column_stack([np.exp(normal[:, 0]), normal[:, 1] ** 3])  # ranks go together as before
    fresh = _drawn(skewed, np.ones(2000))
    for k in range(2):
        quantiles = [np.quantile(values, (0.05, 0.25, 0.5, 0.75, 0.95)) for values in (skewed[:, k], fresh[:, k])]
        assert quantiles[1] == pytest.approx(quantiles[0], rel=0.1, abs=0.02)
    again = np.column_stack([np.log(fresh[:, 0]), np.cbrt(fresh[:, 1])])
    bonds = [float(pearsonr(*table.T).statistic) for table in (again, normal)]
    assert bonds[0] == pytest.approx(bonds[1], abs=0.02)
    assert len(np.unique(fresh, axis=0)) == NUMBER
    assert skewed[:, 1].min() <= fresh[:, 1].min() < fresh[:, 1].max() <= skewed[:, 1].max()


def test_weights_count() -> None:
    rng = np.random.default_rng(0)
    even = rng.uniform(size=(4000, 2))
    fresh = _drawn(even, 0.01 + even[:, 0])  # density 2a: mean 2/3, and b as it was
    assert fresh.mean(axis=0) == pytest.approx([2 / 3, 0.5], abs=0.02)
    assert fresh.std(axis=0) == pytest.approx([np.sqrt(1 / 18), np.sqrt(1 / 12)], abs=0.01)


def test_the_same_seed_gives_the_same_draws() -> None:
    few = np.random.default_rng(0).uniform(size=(30, 2))
    first, again, other = (_drawn(few, np.ones(30), seed) for seed in (1, 1, 2))
    assert first.tolist() == again.tolist() != other.tolist()
