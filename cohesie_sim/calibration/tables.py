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
``posterior.csv``
    One row per equally weighted draw, one column per dotted key.
``priors.csv``
    One row per unknown: parameter, low, high (uniform between them), role (fitted, drawn), why, explained (of the
    fitted ones: cross-validated share of the variance in the pilot that the targets explain).
``recovery.csv``
    One row per case and parameter: case, parameter, truth, median, low50, high50, low90, high90, covered50, covered90
    (yes or no).
``fit.csv``
    One row per generation: generation, epsilon, evaluations, acceptance, particles.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cohesie_sim.calibration.targets import Target
from cohesie_sim.calibration.unknowns import Unknown


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


def priors_table(fitted: Sequence[Unknown], drawn: Sequence[Unknown]) -> pd.DataFrame:
    """Return ``priors.csv``.

    Parameters
    ----------
    fitted, drawn
        The unknowns.

    Returns
    -------
    DataFrame
        One row per unknown, fitted ones first.
    """
    return pd.DataFrame(
        {"parameter": unknown.key, "low": unknown.low, "high": unknown.high, "role": role, "why": unknown.why}
        for role, unknowns in (("fitted", fitted), ("drawn", drawn))
        for unknown in unknowns
    )
