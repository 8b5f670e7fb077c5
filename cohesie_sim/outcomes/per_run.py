"""Every measure of every run: from stored tables to one number per run."""

from __future__ import annotations

import pandas as pd

from cohesie_sim.outcomes.keys import RUN
from cohesie_sim.outcomes.measures import INITIATIVES_SURVIVING, MEASURES, VOLUNTEERS_STAYING
from cohesie_sim.outcomes.survival import established, lives_from_start


def measure_runs(inside: pd.DataFrame, initiatives: pd.DataFrame, volunteers: pd.DataFrame) -> pd.DataFrame:
    """Return every measure of every run over some weeks.

    Parameters
    ----------
    inside
        Those weeks of the weekly table; see :func:`cohesie_sim.outcomes.periods.in_period`.
    initiatives, volunteers
        As stored.

    Returns
    -------
    DataFrame
        Index hypothesis, scenario, variant, fte_per_10000, replicate; one column per measure. Empty without weeks.
    """
    if inside.empty:
        return pd.DataFrame()
    columns = sorted({measure.column for measure in MEASURES if measure.column})
    means = inside.astype(dict.fromkeys(columns, "float64")).groupby(RUN, observed=True, sort=False)[columns].mean()
    scale = 1000 / inside.groupby(RUN, observed=True, sort=False)["residents"].first()
    measured = {
        m.name: means[m.column] * scale if m.unit == "per 1,000 residents" else means[m.column]
        for m in MEASURES
        if m.column
    }
    last = inside.groupby(RUN, observed=True, sort=False)["week"].max()
    lives = established(lives_from_start(initiatives)).assign(count=1)
    measured[INITIATIVES_SURVIVING] = _lasting(lives, last)
    measured[VOLUNTEERS_STAYING] = _lasting(volunteers[volunteers["role"] == "volunteer"], last)
    return pd.DataFrame(measured, index=means.index)


def _lasting(lives: pd.DataFrame, last: pd.Series[int]) -> pd.Series[float]:
    """Return the share of counted lives that are still going after the last week of the period."""
    ends = lives.join(last.rename("last"), on=RUN)
    lasts = ends["censored"] | (ends["weeks"] > ends["last"])
    counted = ends.assign(lasting=ends["count"] * lasts).groupby(RUN, observed=True)[["lasting", "count"]].sum()
    return counted["lasting"] / counted["count"]
