"""Who kept how much going: survival per combination of the four, and the Shapley share of each.

The share of one is what it adds to those that are there before it, averaged over every order in which the four could
have come: over combinations S without it, ``|S|! (n - |S| - 1)! / n! * (v(S with it) - v(S))``. Shares add up to what
all four keep together (efficiency). They are computed within each replicate, so that they have an interval.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations
from math import factorial
from typing import Final

import pandas as pd

from cohesie_sim.kinds import HUISKAMER, KIND_NAMES
from cohesie_sim.outcomes.keys import AS_IS
from cohesie_sim.outcomes.survival import established, lives_from_start
from cohesie_sim.report.conditions import Condition, rows_of
from cohesie_sim.report.results import Results

PLAYERS: Final = ("fund", "advice", "steering", "workers")
SCENARIO: Final = "nl_2020_2022"
WHAT: Final = ("huiskamers", "initiatives")
Coalition = frozenset[str]


def coalitions() -> list[Coalition]:
    """Return every combination of the four, from none to all."""
    return [frozenset(chosen) for size in range(len(PLAYERS) + 1) for chosen in combinations(PLAYERS, size)]


def condition_of(there: Coalition) -> Condition:
    """Return the condition in which just these are there."""
    if there == frozenset(PLAYERS):
        return Condition(SCENARIO, AS_IS)
    return Condition(SCENARIO, "_".join(name for name in PLAYERS if name in there) or "none")


def shapley(worth: Mapping[Coalition, pd.Series[float]], players: tuple[str, ...]) -> dict[str, pd.Series[float]]:
    """Return the Shapley value of every player, in each replicate.

    Parameters
    ----------
    worth
        What every combination of players comes to; index replicate.
    players
        Their names.

    Returns
    -------
    dict
        Player to value per replicate; they add up to the worth of all less the worth of none.
    """
    n = len(players)
    zero = 0.0 * worth[frozenset()]
    shares = {}
    for player in players:
        total = zero
        for there, value in worth.items():
            if player not in there:
                weight = factorial(len(there)) * factorial(n - len(there) - 1) / factorial(n)
                total = total + weight * (worth[there | {player}] - value)
        shares[player] = total
    return shares


def surviving(results: Results, what: str, condition: Condition, hypothesis: str) -> pd.Series[float]:
    """Return the share of the initiatives of the first week that are there at the end.

    Parameters
    ----------
    results
        Of the experiment.
    what
        ``huiskamers``, or ``initiatives`` for all but help groups.
    condition, hypothesis
        Which runs.

    Returns
    -------
    Series
        Index replicate; NaN where there were none in the first week, empty when it was not run.
    """
    return _share(results, what, condition, hypothesis, "running")


def lost_heart(results: Results, what: str, condition: Condition, hypothesis: str) -> pd.Series[float]:
    """Return the share of the initiatives of the first week that end because energy ran low; see :func:`surviving`."""
    return _share(results, what, condition, hypothesis, "lost_heart")


def worth_of(results: Results, what: str, hypothesis: str) -> dict[Coalition, pd.Series[float]]:
    """Return what survives in every combination of the four; see :func:`surviving`."""
    return {there: surviving(results, what, condition_of(there), hypothesis) for there in coalitions()}


def share_of(results: Results, what: str, player: str) -> Callable[[str], pd.Series[float]]:
    """Return the Shapley value of one of the four, as a function of the hypothesis."""
    return lambda hypothesis: shapley(worth_of(results, what, hypothesis), PLAYERS)[player]


def _share(results: Results, what: str, condition: Condition, hypothesis: str, cause: str) -> pd.Series[float]:
    lives = established(lives_from_start(rows_of(results.initiatives, condition, hypothesis)))
    if what == "huiskamers":
        lives = lives[lives["kind"] == KIND_NAMES[HUISKAMER]]
    shares = lives["cause"].eq(cause).astype("float64").groupby(lives["replicate"]).mean()
    return shares.reindex(rows_of(results.weekly, condition, hypothesis)["replicate"].unique())
