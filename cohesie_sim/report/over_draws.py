"""Findings over draws of parameters: intervals over draws instead of replicates, and how far each finding holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf, isnan, nan

import numpy as np
import pandas as pd

from cohesie_sim.report.deciding import what_decides
from cohesie_sim.report.findings import Finding, by_name
from cohesie_sim.report.robustness import Robustness, Spread, by_draw, range_of, share_between, spread_of

Bounds = tuple[float, float]


def with_draws_as_cases(found: Sequence[Finding], draws: pd.DataFrame | None) -> list[Finding]:
    """Return findings with intervals over draws: each counts once, with the mean of its worlds.

    Parameters
    ----------
    found
        Findings; those without worlds stay as they are.
    draws
        As in :class:`~cohesie_sim.report.results.Results`; None leaves everything as it is.

    Returns
    -------
    list of Finding
        In the same order.
    """
    if draws is None:
        return list(found)
    return [
        replace(f, interval=f.worlds.interval(*(by_draw(column, draws) for column in f.worlds.columns)))
        if f.worlds
        else f
        for f in found
    ]


def with_robustness(
    found: Sequence[Finding], draws: pd.DataFrame | None, criteria: Mapping[str, Bounds]
) -> list[Finding]:
    """Return findings with what becomes of them over draws.

    Parameters
    ----------
    found
        Of one study, with intervals over draws.
    draws
        As in :class:`~cohesie_sim.report.results.Results`; None leaves everything as it is.
    criteria
        Bounds of the ledger by name of the finding.

    Returns
    -------
    list of Finding
        In the same order; without robustness where fewer than two draws gave a number.
    """
    if draws is None:
        return list(found)
    every = {(f.name, f.hypothesis): _spread(f, draws) for f in found if f.worlds}
    spreads = {key: spread for key, spread in every.items() if len(spread.effects) > 1}
    decides = {name: _decides(group, spreads, draws) for name, group in by_name(found).items()}
    ways = {name: _direction(next(iter(group.values()))) for name, group in by_name(found).items()}
    return [
        replace(f, robust=_robustness(spread, f.worlds.effects, ways[f.name], criteria.get(f.name), decides[f.name]))
        if f.worlds and (spread := spreads.get((f.name, f.hypothesis)))
        else f
        for f in found
    ]


def _spread(finding: Finding, draws: pd.DataFrame) -> Spread:
    """Return the effects of the draws; all the same where the interval says that they differ by arithmetic only."""
    assert finding.worlds is not None  # noqa: S101 - for the type checker; asked before
    spread = spread_of(finding.worlds.effects, draws)
    if isnan(finding.interval.low) and not isnan(finding.interval.mean):
        return Spread(0 * spread.effects + finding.interval.mean, 0.0)
    return spread


def _direction(finding: Finding) -> int:
    return int(np.nan_to_num(np.sign(finding.interval.mean))) if finding.difference else 0


def _robustness(
    spread: Spread, values: pd.Series[float], direction: int, bounds: Bounds | None, decides: str
) -> Robustness:
    share = {0: nan, 1: share_between(spread, 0.0, inf), -1: share_between(spread, -inf, 0.0)}[direction]
    met = share_between(spread, *bounds) if bounds else nan
    return Robustness(len(spread.effects), share, *range_of(spread, values), met, decides)


def _decides(group: Mapping[str, Finding], spreads: Mapping[tuple[str, str], Spread], draws: pd.DataFrame) -> str:
    """Return what decides a finding, from the draws that gave a number under every hypothesis."""
    known = {h: f for h, f in group.items() if (f.name, h) in spreads and f.worlds}
    effects = pd.DataFrame({h: spreads[f.name, h].effects for h, f in known.items()})
    means = pd.DataFrame({h: by_draw(f.worlds.effects, draws) for h, f in known.items() if f.worlds})
    both = effects.index[effects.notna().all(axis=1)].intersection(means.index[means.notna().all(axis=1)])
    if len(both) < 2:
        return ""
    parameters = draws.groupby("draw").first().loc[both]
    return what_decides(means.loc[both], effects.loc[both], parameters)
