"""Print how well the four national shares of 2016 can be met, by cut-off and by spacing of items (decision 7)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import norm

SHARES = np.array([30.9, 23.0, 43.4, 10.1])  # % socially, emotionally, at all and severely lonely, adults, GGD/CBS/RIVM
STATE = np.linspace(-8, 8, 8001)  # latent social loneliness
WEIGHT = norm.pdf(STATE) / norm.pdf(STATE).sum()


def shares(social: float, emotional: float, spacing: float, correlation: float, cut_off: int) -> NDArray[np.float64]:
    """Return the four shares in % for two first thresholds, one spacing, one correlation and one cut-off."""
    score = np.clip(np.floor((STATE - social) / spacing) + 1, 0, 5)

    def emotional_at_least(items: NDArray[np.float64]) -> NDArray[np.float64]:
        threshold = emotional + (items - 1) * spacing
        tail = norm.sf((threshold - correlation * STATE) / np.sqrt(1 - correlation**2))
        return np.where(items <= 0, 1.0, np.where(items > 6, 0.0, tail))

    return 100 * np.array(
        [
            norm.sf(social + (cut_off - 1) * spacing),
            norm.sf(emotional + (cut_off - 1) * spacing),
            WEIGHT @ emotional_at_least(3 - score),
            WEIGHT @ emotional_at_least(9 - score),
        ]
    )


def smallest_deviation(spacing: float, cut_off: int) -> float:
    """Return the largest deviation of the best fit, in points."""

    def deviation(guess: NDArray[np.float64]) -> float:
        social, emotional, correlation = guess
        if abs(correlation) > 0.99:
            return 1e3
        return float(np.abs(shares(social, emotional, spacing, correlation, cut_off) - SHARES).max())

    thresholds = [norm.isf(SHARES[i] / 100) - (cut_off - 1) * spacing for i in (0, 1)]
    starts = ([*thresholds, correlation] for correlation in (0.2, 0.4, 0.6))
    return min(minimize(deviation, start, method="Nelder-Mead", options={"maxiter": 500}).fun for start in starts)


if __name__ == "__main__":
    for cut_off in (2, 3):
        for spacing in (0.01, 0.03, 0.05, 0.08, 0.12, 0.15, 0.2, 0.3):
            print(f"cut-off {cut_off}, spacing {spacing:.2f}: {smallest_deviation(spacing, cut_off):.1f} points")
    print("chosen:", shares(0.252, 0.491, 0.12, 0.396, 3).round(1))
