"""How strongly a finding may be told: the headline follows it, never the size of the number."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from cohesie_sim.report.findings import Finding
from cohesie_sim.report.robust_words import mean_share
from cohesie_sim.report.robustness import THRESHOLD


class Strength(Enum):
    """From what may be told as it is to what may not be told at all."""

    FIRM = "firm"
    """One direction under every hypothesis, and in nine in ten settings or more."""
    ONE = "one"
    """The same, but run under one hypothesis only."""
    SETTING = "setting"
    """One direction under every hypothesis on average, but in fewer than nine in ten settings."""
    HYPOTHESES = "hypotheses"
    """The direction is not the same, or not to be seen, under some hypothesis."""
    UNSURE = "unsure"
    """Not distinguishable from zero under any hypothesis."""
    LEVEL = "level"
    """No difference: how high something is."""


def strength_of(group: Mapping[str, Finding]) -> Strength:
    """Return how strongly a finding may be told.

    Parameters
    ----------
    group
        The findings of one name by hypothesis.

    Returns
    -------
    Strength
        The weakest that applies.
    """
    if not next(iter(group.values())).difference:
        return Strength.LEVEL
    signs = {finding.sign for finding in group.values()}
    if signs == {0}:
        return Strength.UNSURE
    if len(signs) > 1:
        return Strength.HYPOTHESES
    if mean_share(group) < THRESHOLD:  # false without draws, where there is no share
        return Strength.SETTING
    return Strength.FIRM if len(group) > 1 else Strength.ONE
