"""Screening (Morris): how much each of many parameters moves an outcome, alone and together with others.

From several base points, one parameter after the other takes a step of two thirds of its range; the change of the
outcome over that step is its elementary effect. All points share their worlds (common random numbers), so that a
parameter without influence has effects of exactly zero. ``mu_star`` is the mean size of the effects, ``sigma`` how much
they differ between base points: that is interaction, or curvature, or noise. How large ``mu_star`` would be by noise
alone is told beside it (``noise``): worlds differ in their elementary effects, and the mean size of a normal error with
that spread is sqrt(2/pi) times its standard deviation. Sampling and analysis are SALib's.

Limits: few base points, so that ranks near each other mean little; one step hides what happens within it. Levels lie
evenly over the declared range, also where its ends are ten times apart and draws of the posterior are on the scale of
ratios: a screening asks what a range may do, not how plausible its parts are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from cohesie_sim.sensitivity.effects import by_world
from cohesie_sim.sensitivity.factors import Factor, Floats
from cohesie_sim.sensitivity.libraries import salib

LEVELS: Final = 4


def morris_design(factors: Sequence[Factor], trajectories: int, seed: int) -> Floats:
    """Return the points of a screening.

    Parameters
    ----------
    factors
        What is varied.
    trajectories
        Number of base points.
    seed
        Of the design.

    Returns
    -------
    array of shape (trajectories * (factors + 1), factors)
        Shares of the ranges.
    """
    sample: Floats = salib("sample.morris").sample(_problem(factors), trajectories, num_levels=LEVELS, seed=seed)
    return sample


def morris_effects(factors: Sequence[Factor], design: Floats, outcomes: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the screening's answer.

    Parameters
    ----------
    factors, design
        As it was run.
    outcomes
        Index point and replicate, one column per outcome.
    seed
        Of the bootstrap.

    Returns
    -------
    DataFrame
        One row per outcome and parameter, the most influential first: parameter, outcome, mu_star, sigma, mu,
        mu_star_conf (half width of the 95 % bootstrap interval over base points), noise.
    """
    rows = []
    for name in outcomes.columns:
        worlds = by_world(outcomes[name])
        found = salib("analyze.morris").analyze(
            _problem(factors), design, worlds.mean(axis=1), num_levels=LEVELS, seed=seed
        )
        columns = {key: np.asarray(found[key], dtype=np.float64) for key in ("mu_star", "sigma", "mu", "mu_star_conf")}
        frame = pd.DataFrame({"parameter": [f.name for f in factors], "outcome": name, **columns})
        rows.append(frame.assign(noise=_noise(factors, design, worlds)).sort_values("mu_star", ascending=False))
    return pd.concat(rows, ignore_index=True)


def elementary_effects(design: Floats, values: Floats, count: int) -> Floats:
    """Return the elementary effects of every parameter from every base point.

    Parameters
    ----------
    design
        Of shape (trajectories * (count + 1), count).
    values
        Outcome at every point; more axes may follow.
    count
        Number of parameters.

    Returns
    -------
    array of shape (trajectories, count, ...)
        Per whole range.
    """
    size = count + 1
    effects = np.empty((len(design) // size, count, *values.shape[1:]))
    for k in range(len(effects)):
        path, seen = design[k * size : (k + 1) * size], values[k * size : (k + 1) * size]
        step = np.diff(path, axis=0)
        moved = np.abs(step).argmax(axis=1)
        width = step[np.arange(count), moved].reshape(-1, *(1,) * (values.ndim - 1))
        effects[k, moved] = np.diff(seen, axis=0) / width
    return effects


def _noise(factors: Sequence[Factor], design: Floats, worlds: Floats) -> Floats:
    effects = elementary_effects(design, worlds, len(factors))
    replicates = worlds.shape[1]
    if replicates < 2:
        return np.full(len(factors), np.nan)
    spread = np.sqrt(effects.var(axis=2, ddof=1).mean(axis=0) / replicates)
    noise: Floats = np.sqrt(2 / np.pi) * spread
    return noise


def _problem(factors: Sequence[Factor]) -> dict[str, Any]:
    return {"num_vars": len(factors), "names": [f.name for f in factors], "bounds": [[0.0, 1.0]] * len(factors)}
