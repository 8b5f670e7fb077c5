"""What a level of funding is worth: money for loneliness and isolation avoided, less what workers cost.

Equation, per 1,000 residents, over the weeks from the first lockdown to the end of 2022, against no community work:
worth = adults · (severe loneliness avoided · years · value of a year + isolation avoided · weeks · value of a week)
- years · cost of the fte. The value of a week of isolation is nobody's number: everything is told over a range of it.

Limits: initiatives that survive, trust, and everything that happens later have no price here, and effects of the years
before the first lockdown count on neither side. Euros stand beside pounds at an assumed rate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from cohesie_sim.declaration import Parameter, assumed, cited
from cohesie_sim.outcomes.cost import CostParameters, cost_per_1000
from cohesie_sim.outcomes.intervals import mean_interval, paired_difference
from cohesie_sim.sensitivity.effects import CRISIS
from cohesie_sim.sensitivity.factors import Floats

WEEKS: Final = CRISIS[1] - CRISIS[0]
WEEK_VALUES: Final = (0.0, 25.0, 50.0, 100.0, 150.0, 200.0, 300.0, 400.0, 600.0, 800.0)
"""Euros per week in which one adult is not isolated."""

_YEAR: Final = 52.1775  # weeks


class WorthParameters(NamedTuple):
    """What turns outcomes into money."""

    lonely_year_gbp: Annotated[
        float,
        Parameter(
            "value of a year in which one adult is not severely lonely",
            "GBP/year",
            9_537.0,
            9_900.0,
            "uncertainty",
            cited("DCMS/Simetrica", "GBP 9,537 to 9,900 per person-year of severe loneliness"),
        ),
    ] = 9_718.0
    eur_per_gbp: Annotated[
        float,
        Parameter("euros per pound", "EUR/GBP", 1.05, 1.25, "uncertainty", assumed("the order of recent years; round")),
    ] = 1.15


def worth(
    fte: float,
    isolated: Floats,
    severely_lonely: Floats,
    adults: float,
    week_value: float,
    cost_share: npt.ArrayLike = 0.5,
    p: WorthParameters = WorthParameters(),  # noqa: B008 - immutable
) -> Floats:
    """Return what a level of funding is worth against none.

    Parameters
    ----------
    fte
        Level, in fte per 10,000 residents.
    isolated, severely_lonely
        Change of the shares of adults against no funding, of the same shape.
    adults
        Share of residents who are adults.
    week_value
        Euros per week in which an adult is not isolated.
    cost_share
        Where in the assumed range the cost of an fte lies, from 0 (low) to 1 (high); of the shape of ``isolated`` or
        one number.
    p
        Prices.

    Returns
    -------
    array
        Euros per 1,000 residents over ``WEEKS``.
    """
    years, people = WEEKS / _YEAR, 1000 * adults
    cost = cost_per_1000(fte, CostParameters())
    paid = years * (cost.low + np.asarray(cost_share) * (cost.high - cost.low))
    lonely = -severely_lonely * people * years * p.lonely_year_gbp * p.eur_per_gbp
    apart = -isolated * people * WEEKS * week_value
    return np.asarray(lonely + apart - paid, dtype=np.float64)


def compare_levels(benefits: Floats, levels: Sequence[float]) -> pd.DataFrame:
    """Return which level is best on average, and whether the others can be told from it.

    How often a level comes out best is not told: at one point the best of several is mostly the luckiest.

    Parameters
    ----------
    benefits
        What every level is worth at every point, shape (points, levels). Levels of one point share residents and luck.
    levels
        Fte per 10,000 residents.

    Returns
    -------
    DataFrame
        One row per level: fte_per_10000; worth, low, high (mean and 95 % interval over points); behind, behind_low,
        behind_high (how much more the best level is worth at the same points); best (yes or no). A level cannot be told
        from the best one unless ``behind_low`` is above zero.
    """
    best = int(benefits.mean(axis=0).argmax())
    rows = []
    for k, fte in enumerate(levels):
        own, behind = mean_interval(benefits[:, k]), paired_difference(benefits[:, best], benefits[:, k])
        rows.append(
            {
                "fte_per_10000": fte,
                "worth": own.mean,
                "low": own.low,
                "high": own.high,
                "behind": behind.mean,
                "behind_low": behind.low,
                "behind_high": behind.high,
                "best": "yes" if k == best else "no",
            }
        )
    return pd.DataFrame(rows)
