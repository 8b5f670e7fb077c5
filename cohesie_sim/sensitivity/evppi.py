"""Which unknown is most worth measuring: the expected value of partial perfect information for the funding decision.

Equation (Strong, Oakley & Brennan 2014): with net benefit NB(d) of decision d and unknown x, the value of knowing x is
E[max over d of E(NB(d) | x)] - max over d of E(NB(d)). The inner expectation is a regression of NB(d) on x over points
that fill the space: a cubic spline for a parameter on its scale there, means for the hypothesis. Luck, and everything
else that is unknown, is averaged out by the regression. The standard error is that of a bootstrap over points. A
regression finds a little value in noise too: ``by_chance`` is the 95th percentile of what it finds when the unknown is
shuffled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from cohesie_sim.sensitivity.factors import Floats
from cohesie_sim.sensitivity.libraries import sklearn

_KNOTS: Final = 4
_RESAMPLES: Final = 40
_PERCENTILE: Final = 95.0


def value_of_knowing(unknowns: Mapping[str, Floats], benefits: Floats, seed: int) -> pd.DataFrame:
    """Return what knowing each unknown would be worth.

    Parameters
    ----------
    unknowns
        By name: values at every point, shape (points,) for a parameter, or (points, classes) of zeros and ones.
    benefits
        Net benefit of every decision at every point, shape (points, decisions); the first decision's may be zero.
    seed
        Of bootstrap and shuffling.

    Returns
    -------
    DataFrame
        The most valuable first: parameter, evppi, standard_error and by_chance, in the unit of ``benefits``.
    """
    rows: list[dict[str, object]] = []
    for name, values in unknowns.items():
        rng = np.random.default_rng([seed, len(rows)])
        basis = _basis(values)
        size = len(benefits)
        again = [_evppi(basis[pick], benefits[pick]) for pick in _picks(rng.integers, size)]
        shuffled = [_evppi(basis[pick], benefits) for pick in (rng.permutation(size) for _ in range(_RESAMPLES))]
        rows.append(
            {
                "parameter": name,
                "evppi": _evppi(basis, benefits),
                "standard_error": float(np.std(again, ddof=1)),
                "by_chance": float(np.percentile(shuffled, _PERCENTILE)),
            }
        )
    return pd.DataFrame(rows).sort_values("evppi", ascending=False, ignore_index=True)


def _picks(integers: Callable[..., Any], size: int) -> list[Any]:
    return [integers(0, size, size) for _ in range(_RESAMPLES)]


def _basis(values: Floats) -> Floats:
    """Return the columns of the regression: classes as they are, a parameter as a spline."""
    if values.ndim == 2:
        return values
    distinct = np.unique(values)
    if len(distinct) <= _KNOTS:
        return np.asarray(values[:, None] == distinct, dtype=np.float64)
    spline = sklearn("preprocessing").SplineTransformer(n_knots=_KNOTS, degree=3)
    columns: Floats = spline.fit_transform(values[:, None])
    return columns


def _evppi(basis: Floats, benefits: Floats) -> float:
    fitted = basis @ np.linalg.lstsq(basis, benefits, rcond=None)[0]
    return float(fitted.max(axis=1).mean() - fitted.mean(axis=0).max())
