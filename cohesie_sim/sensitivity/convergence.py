"""How many replicates are enough: the half width of a headline's interval against the number of worlds.

Equation: half width of the 95 % interval = t(0.975, n - 1) · s / sqrt(n). With common random numbers s is the standard
deviation of the difference within worlds; without, both conditions would have worlds of their own, and s² is the sum of
both variances. ``enough`` is the least number with which the half width is at most a quarter of the effect.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import t as student

from cohesie_sim.outcomes.intervals import CONFIDENCE
from cohesie_sim.sensitivity.effects import EFFECTS, OUTCOMES, Outcome

NUMBERS: Final = (2, 3, 5, 7, 10, 15, 20, 30, 40, 50, 70, 100)
PRECISION: Final = 0.25  # of the effect
_MOST: Final = 10_000
_ROUNDING: Final = 1e-9  # what differs by less differs by the computer's arithmetic only


def half_width(deviation: float, numbers: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return the half width of the interval of a mean over so many worlds.

    Parameters
    ----------
    deviation
        Standard deviation between worlds.
    numbers
        Of worlds, at least two each.

    Returns
    -------
    array
        Of the shape of ``numbers``.
    """
    n = np.asarray(numbers, dtype=np.float64)
    return np.asarray(student.ppf(0.5 + CONFIDENCE / 2, n - 1) * deviation / np.sqrt(n), dtype=np.float64)


def enough(mean: float, deviation: float) -> int | None:
    """Return the least number of worlds whose half width is a quarter of the effect; None when out of reach."""
    numbers = np.arange(2, _MOST + 1)
    fine = half_width(deviation, numbers) <= PRECISION * abs(mean)
    return int(numbers[fine.argmax()]) if mean and fine.any() else None


def convergence(runs: pd.DataFrame, outcomes: Mapping[str, Outcome] = OUTCOMES) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return half widths, and how many worlds are enough.

    Parameters
    ----------
    runs
        Of one point: columns condition, replicate and measures.
    outcomes
        Of which differences are taken.

    Returns
    -------
    widths
        One row per effect, way (``paired``, ``unpaired``) and number: outcome, way, replicates, half_width, effect.
    numbers
        One row per effect: outcome, worlds that were run, effect, standard deviations paired and unpaired, worlds that
        are enough either way (empty when out of reach), and how many times larger the variance is without pairing.
    """
    widths, numbers = [], []
    for name in EFFECTS:
        o = outcomes[name]
        wide = runs.pivot_table(index="replicate", columns="condition", values=o.measure, dropna=False)
        gap = (wide[o.this] - wide[o.that]).dropna()
        deviations = {
            "paired": float(gap.std(ddof=1)) if np.ptp(gap) > _ROUNDING else 0.0,
            "unpaired": float(np.sqrt(wide[o.this].var(ddof=1) + wide[o.that].var(ddof=1))),
        }
        effect = float(gap.mean())
        for way, deviation in deviations.items():
            frame = pd.DataFrame({"replicates": NUMBERS, "half_width": half_width(deviation, NUMBERS)})
            widths.append(frame.assign(outcome=name, way=way, effect=effect))
        ratio = (deviations["unpaired"] / deviations["paired"]) ** 2 if deviations["paired"] else np.nan
        need = {f"enough_{way}": enough(effect, deviation) for way, deviation in deviations.items()}
        spread = {f"deviation_{way}": deviation for way, deviation in deviations.items()}
        numbers.append({"outcome": name, "worlds": len(gap), "effect": effect, **spread, **need, "gain": ratio})
    table = pd.concat(widths, ignore_index=True)[["outcome", "way", "replicates", "half_width", "effect"]]
    return table, pd.DataFrame(numbers).astype({"enough_paired": "Int64", "enough_unpaired": "Int64"})
