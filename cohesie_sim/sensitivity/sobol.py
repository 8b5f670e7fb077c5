"""Shares of the variance (Sobol): what comes from which unknown, alone and with others, and what from luck.

First order: the share of the variance of the expected outcome that would go if that unknown were known. Total order:
the share that would stay if everything else were known. Both are computed by SALib on the stand-in of the model
(:mod:`cohesie_sim.sensitivity.emulator`), with 95 % bootstrap intervals, which do not hold the stand-in's own error:
that is told beside them. Of a stand-in that tells nothing of points held out, or of which that cannot be told because
they may differ by luck alone, shares would be shares of noise: there are none. Luck is what differs between worlds of
one point; its share is of the variance of one run.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from cohesie_sim.sensitivity.effects import by_world
from cohesie_sim.sensitivity.emulator import fit, luck_variance
from cohesie_sim.sensitivity.factors import Floats
from cohesie_sim.sensitivity.libraries import salib
from cohesie_sim.sensitivity.space import Space

_BASE: Final = 1024  # points of the stand-in per unknown; a power of two
_RESAMPLES: Final = 200
_COLUMNS: Final = {"first": "S1", "first_conf": "S1_conf", "total": "ST", "total_conf": "ST_conf"}  # SALib's names


class Shares(NamedTuple):
    """Shares of the variance.

    Attributes
    ----------
    indices
        One row per outcome and unknown: outcome, parameter, first, first_conf, total, total_conf (half widths). None
        for an outcome of which the stand-in is not known to tell anything.
    fits
        One row per outcome: outcome, points, worlds, held-out r2, r2_without_luck and rmse of the stand-in; signal,
        signal_low and signal_high, how much points held out differ beyond luck (a variance); the shares luck and
        unknowns of the variance of one run (estimates from the runs themselves), and stand_in, the variance of the
        stand-in over the same.
    """

    indices: pd.DataFrame
    fits: pd.DataFrame


def sobol_shares(space: Space, shares: Floats, outcomes: pd.DataFrame, seed: int) -> Shares:
    """Return the shares of the variance of every outcome.

    Parameters
    ----------
    space, shares
        Where the model was run.
    outcomes
        Index point and replicate, one column per outcome.
    seed
        Of the sample and both bootstraps.

    Returns
    -------
    Shares
        An outcome that does not vary is left out.
    """
    sample: Floats = salib("sample.sobol").sample(space.problem, _BASE, calc_second_order=False, seed=seed)
    inputs, asked = space.inputs(shares), space.inputs(sample)
    indices, fits = [], []
    for name in outcomes.columns:
        worlds = by_world(outcomes[name])
        if np.ptp(worlds) == 0:
            continue
        emulator = fit(inputs, worlds, seed)
        expected = emulator.predict(asked)
        whole, luck = float(worlds.var(ddof=1)), luck_variance(worlds)
        fits.append(
            {
                "outcome": name,
                "points": len(worlds),
                "worlds": worlds.shape[1],
                "r2": emulator.r2,
                "r2_without_luck": emulator.r2_without_luck,
                "rmse": emulator.rmse,
                "signal": emulator.signal.variance,
                "signal_low": emulator.signal.low,
                "signal_high": emulator.signal.high,
                "luck": min(luck / whole, 1.0),
                "unknowns": max(1 - luck / whole, 0.0),
                "stand_in": float(expected.var()) / whole,
            }
        )
        if emulator.r2_without_luck > 0 and np.ptp(expected) > 0:
            indices.append(_indices(space, name, expected, seed))
    none = pd.DataFrame(columns=["outcome", "parameter", *_COLUMNS])
    return Shares(pd.concat(indices, ignore_index=True) if indices else none, pd.DataFrame(fits))


def _indices(space: Space, name: str, expected: Floats, seed: int) -> pd.DataFrame:
    found = salib("analyze.sobol").analyze(
        space.problem, expected, calc_second_order=False, num_resamples=_RESAMPLES, seed=seed
    )
    values = {ours: np.asarray(found[theirs], dtype=np.float64) for ours, theirs in _COLUMNS.items()}
    table = pd.DataFrame({"outcome": name, "parameter": space.names, **values})
    return table.sort_values("total", ascending=False, ignore_index=True)
