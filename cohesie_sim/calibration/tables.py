"""The tables of a calibration in ``results/calibration/``, and what their columns are.

``targets.csv``
    One row per target: id, group, english, dutch, value, unit, sense (equal, at_most, at_least), measurement_sd,
    measurement_why, discrepancy_sd, discrepancy_why, sd (both together), instrument, population, when, source, where,
    confidence (H, M, L), use (fit, check), why.
``predictive.csv``
    One row per target, in the same order: id, observed, sd, draws (worlds that were surveyed), missing (worlds in
    which the quantity does not exist), median, low90 and high90 (of the surveyed worlds), low90_survey and
    high90_survey (with the target's uncertainty on top), misfit (median minus observed, in standard deviations of
    target and worlds together; 0 on the right side of a bound), met (yes when the observed value lies within the last
    interval, or on its right side).
``prior_predictive.csv``
    The same of fitted targets, in the worlds of the bank, whose parameters lie anywhere in their ranges.
``posterior.csv``
    One row per equally weighted draw, one column per dotted key.
``priors.csv``
    One row per unknown: parameter, low, high (uniform between them, on the scale of ratios for drawn ones whose ends
    are ten times apart), role (fitted, drawn), block, why.
``recovery.csv``
    One row per case and parameter: case, parameter, truth, median, low50, high50, low90, high90, covered50, covered90
    (yes or no).
``fit.csv``
    One row per block and generation: block, generation, epsilon, evaluations, particles, effective (sample size),
    acceptance.
``emulator.csv``
    One row per fitted target: id, explained (share of its variance in worlds that were left out; empty when all worlds
    of the bank are alike, so that it cannot say anything about parameters).
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cohesie_sim.calibration.problem import Problem
from cohesie_sim.calibration.targets import Target


def targets_table(targets: Sequence[Target]) -> pd.DataFrame:
    """Return ``targets.csv``.

    Parameters
    ----------
    targets
        In the order of the table.

    Returns
    -------
    DataFrame
        One row per target.
    """
    return pd.DataFrame(
        {
            "id": target.id,
            "group": target.group,
            "english": target.english,
            "dutch": target.dutch,
            "value": target.value,
            "unit": target.unit,
            "sense": target.sense,
            "measurement_sd": target.measurement.sd,
            "measurement_why": target.measurement.why,
            "discrepancy_sd": target.discrepancy.sd,
            "discrepancy_why": target.discrepancy.why,
            "sd": target.sd,
            **target.survey.model_dump(),
            "use": target.use,
            "why": target.why,
        }
        for target in targets
    )


def priors_table(problem: Problem) -> pd.DataFrame:
    """Return ``priors.csv``.

    Parameters
    ----------
    problem
        With the unknowns.

    Returns
    -------
    DataFrame
        One row per unknown, fitted ones first.
    """
    named = [("fitted", block.name, unknown) for block in problem.blocks for unknown in block.fitted]
    named += [("drawn", "", unknown) for unknown in problem.drawn]
    return pd.DataFrame(
        {"parameter": one.key, "low": one.low, "high": one.high, "role": role, "block": block, "why": one.why}
        for role, block, one in named
    )
