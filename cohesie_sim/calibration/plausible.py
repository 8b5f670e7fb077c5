"""What is plausible so far, as a smooth distribution instead of a set of particles.

Particles that are handed from block to block die out: after five blocks a few ancestors would be left, many times over.
So what a block leaves is described by the distribution of each parameter and by how their ranks go together (a Gaussian
copula), and the next block draws from that: no two draws are the same.

Limits: a bond between two parameters is kept as far as it goes one way all along their ranges.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

Draw = Mapping[str, float]
Floats = npt.NDArray[np.float64]


def plausible(particles: Sequence[Draw], weights: Floats, number: int, seed: int) -> list[Draw]:
    """Return new draws from what weighted particles tell.

    Parameters
    ----------
    particles
        Values by dotted key, the same keys in each.
    weights
        Of the particles, shape (particles,); above zero.
    number
        Of draws.
    seed
        Of the draws.

    Returns
    -------
    list of dict
        Equally likely, no value beyond those of the particles.
    """
    keys = list(particles[0])
    values = np.array([[particle[key] for key in keys] for particle in particles])
    order = values.argsort(axis=0, kind="stable")
    ordered = np.take_along_axis(values, order, axis=0)
    shares = weights[order] / weights.sum()
    places = shares.cumsum(axis=0) - shares / 2  # of each value in the distribution of its parameter
    scores = np.empty_like(values)
    np.put_along_axis(scores, order, norm.ppf(places), axis=0)
    rng = np.random.default_rng([seed, number])
    bonds = np.cov(scores, rowvar=False, aweights=weights)
    widths = np.sqrt(np.diag(bonds))
    fresh = rng.multivariate_normal(np.zeros(len(keys)), bonds / np.outer(widths, widths), number, method="eigh")
    chosen = norm.cdf(fresh)
    columns = [np.interp(chosen[:, k], places[:, k], ordered[:, k]) for k in range(len(keys))]
    return [dict(zip(keys, (float(value) for value in row), strict=True)) for row in zip(*columns, strict=True)]
