"""Social life after reopening against the same weeks without corona, in the same neighbourhood with the same luck.

Seasons, ageing and ties that grow are then the same on both sides. Something is back at a moment when its mean over the
thirteen weeks up to then is at least 97.5 % of the mean over the same weeks without corona. That is asked anew at
every moment: a neighbourhood that was back can be short again later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import pandas as pd

from cohesie_sim.report.conditions import Condition, weeks_of
from cohesie_sim.report.findings import Finding, levels_by, share
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies.after_lockdown_recovery import AFTER
from cohesie_sim.rules.hypothesis import HYPOTHESES

WITHOUT_CORONA: Final = Condition("no_corona", "to_2023")
BACK: Final = 0.975
QUARTER: Final = 13  # weeks of which the mean is taken
MOMENTS: Final = (26, 52, 96)  # weeks after reopening: half a year, a year, the end of 2023
YEAR: Final = 52
_ROUNDING: Final = 1e-9
Values = Callable[[pd.DataFrame], "pd.Series[float]"]


def _column(name: str) -> Values:
    return lambda rows: rows[name].astype("float64")


OUTCOMES: Final[Mapping[str, Values]] = {
    "participants": _column("participants"),
    "neighbours": _column("weekly_neighbours"),
    "trust": _column("trust"),
    "initiatives": lambda rows: rows["running"].astype("float64") - rows["running_help_group"].astype("float64"),
}


def ratios(results: Results, what: str, condition: Condition, hypothesis: str, weeks: int) -> pd.DataFrame:
    """Return a moving mean as a ratio to that over the same weeks without corona.

    Parameters
    ----------
    results
        Of the study.
    what
        One of ``OUTCOMES``.
    condition, hypothesis
        Which runs.
    weeks
        How many the mean is taken over.

    Returns
    -------
    DataFrame
        One row per replicate, one column per number of weeks since reopening, from ``weeks`` on; the mean is over the
        weeks up to then. NaN where there was nothing without corona; empty when either was not run.
    """
    lived, calm = (_means(results, what, each, hypothesis, weeks) for each in (condition, WITHOUT_CORONA))
    if lived.empty or calm.empty:
        return pd.DataFrame()
    return lived / calm.where(calm > 0)


def _means(results: Results, what: str, condition: Condition, hypothesis: str, weeks: int) -> pd.DataFrame:
    rows = weeks_of(results, condition, AFTER, hypothesis)
    if rows.empty:
        return pd.DataFrame()
    table = rows.assign(shown=OUTCOMES[what](rows)).pivot_table(index="replicate", columns="week", values="shown")
    means = table.T.rolling(weeks).mean().T
    means.columns = pd.RangeIndex(1, means.shape[1] + 1)  # after the first week, one week has passed
    return means.loc[:, weeks:]


def is_back(results: Results, what: str, condition: Condition, hypothesis: str) -> pd.DataFrame:
    """Return which neighbourhoods are back at which number of weeks after reopening; see :func:`ratios`.

    Parameters
    ----------
    results
        Of the study.
    what
        One of ``OUTCOMES``.
    condition, hypothesis
        Which runs.

    Returns
    -------
    DataFrame
        Truth values; without the neighbourhoods where there was nothing without corona at some moment.
    """
    return ratios(results, what, condition, hypothesis, QUARTER).dropna() >= BACK - _ROUNDING


def shares_by(name: str, happened: Mapping[str, pd.Series[bool]]) -> list[Finding]:
    """Return a share of neighbourhoods with Wilson's interval, under every hypothesis that was run.

    Parameters
    ----------
    name
        Of the finding.
    happened
        One truth value per replicate, by hypothesis; empty when it was not run.

    Returns
    -------
    list of Finding
        One per hypothesis.
    """
    return [share(name, hypothesis, values) for hypothesis, values in happened.items() if len(values)]


def findings_without(results: Results, paths: Mapping[str, Condition]) -> list[Finding]:
    """Return how near every path comes to the same weeks without corona.

    Parameters
    ----------
    results
        Of the study.
    paths
        Conditions by name.

    Returns
    -------
    list of Finding
        ``level_WHAT_PATH``: the last year as a share of that without corona; ``back_WHAT_PATH_WEEKS``: the share of
        neighbourhoods that are back.
    """
    found = []
    for what in OUTCOMES:
        for path, condition in paths.items():
            found += levels_by(f"level_{what}_{path}", "share", _last_year(results, what, condition))
    for what in OUTCOMES:
        for path, condition in paths.items():
            tables = {hypothesis: is_back(results, what, condition, hypothesis) for hypothesis in HYPOTHESES}
            for weeks in MOMENTS:
                at = {hypothesis: _at(table, weeks) for hypothesis, table in tables.items()}
                found += shares_by(f"back_{what}_{path}_{weeks}", at)
    return found


def _last_year(results: Results, what: str, condition: Condition) -> Callable[[str], pd.Series[float]]:
    return lambda hypothesis: _at(ratios(results, what, condition, hypothesis, YEAR), MOMENTS[-1]).dropna()


def _at(table: pd.DataFrame, weeks: int) -> pd.Series[Any]:
    return table[weeks] if weeks in table else pd.Series(dtype="float64")
