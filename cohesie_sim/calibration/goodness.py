"""Goodness of fit: what surveys would find under the posterior, held against what they found.

Every draw of the posterior lives in a world of its own luck, so that the spread of what is found holds both what is not
known and the luck of neighbourhoods. A target is met when the value that was published lies within the 90 % interval of
what a survey with the target's uncertainty would find; a misfit is measured in standard deviations of both together.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtri

from cohesie_sim.calibration.bank import luck_of
from cohesie_sim.calibration.kept import kept_in_order
from cohesie_sim.calibration.problem import Simulator
from cohesie_sim.calibration.targets import Target
from cohesie_sim.calibration.version import survey_version
from cohesie_sim.experiment.store import make_folder

Floats = npt.NDArray[np.float64]
Draw = Mapping[str, float]
LEVEL: Final = 0.9
# normal scores at even steps of probability: measurement without luck, so that a table is the same whoever makes it
_ERRORS: Final = ndtri((np.arange(1000) + 0.5) / 1000)


def predict(
    simulate: Simulator,
    draws: Sequence[Draw],
    seed: int,
    executor: Executor,
    folder: Path,
    show: Callable[[int], None],
) -> pd.DataFrame:
    """Survey one world per draw; what an earlier start did is kept.

    Parameters
    ----------
    simulate
        :func:`~cohesie_sim.calibration.worlds.survey_worlds`, or another function of a module.
    draws
        Of the posterior.
    seed
        Of the luck of the worlds.
    executor
        Runs simulations.
    folder
        Of unfinished work; other draws have another file in it.
    show
        Called with the number of worlds that are there.

    Returns
    -------
    DataFrame
        One row per draw, one column per target; the same whatever the number of workers.
    """
    make_folder(folder)
    path = folder / f"predictive_{_fingerprint(draws, seed)}.jsonl"
    calls = [(simulate, draw, luck_of(seed, k)) for k, draw in enumerate(draws)]
    return pd.DataFrame(kept_in_order(calls, path, executor, show))


def _fingerprint(draws: Sequence[Draw], seed: int) -> str:
    content = json.dumps([survey_version(), seed, [dict(draw) for draw in draws]], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def judge(predicted: pd.DataFrame, targets: Sequence[Target]) -> pd.DataFrame:
    """Hold what surveys would find against what they found.

    Parameters
    ----------
    predicted
        From :func:`predict`.
    targets
        In the order of the table.

    Returns
    -------
    DataFrame
        One row per target; columns in :mod:`cohesie_sim.calibration.tables`.
    """
    return pd.DataFrame([_judged(predicted[target.id].to_numpy(np.float64), target) for target in targets])


def _judged(found: Floats, target: Target) -> dict[str, Any]:
    there = found[np.isfinite(found)]
    row: dict[str, Any] = {"id": target.id, "observed": target.value, "sd": target.sd, "draws": len(found)}
    row["missing"] = len(found) - len(there)
    if not len(there):
        nothing = dict.fromkeys(("median", "low90", "high90", "low90_survey", "high90_survey"), math.nan)
        return {**row, **nothing, "misfit": math.inf, "met": "no"}
    low, middle, high = np.quantile(there, (0.5 - LEVEL / 2, 0.5, 0.5 + LEVEL / 2))
    surveyed = (there[:, None] + target.sd * _ERRORS).ravel()
    low_survey, high_survey = np.quantile(surveyed, (0.5 - LEVEL / 2, 0.5 + LEVEL / 2))
    row |= {"median": middle, "low90": low, "high90": high, "low90_survey": low_survey, "high90_survey": high_survey}
    row["misfit"] = target.misfit(float(middle)) * target.sd / math.hypot(target.sd, float(there.std()))
    above = target.sense != "at_most" and high_survey < target.value
    below = target.sense != "at_least" and low_survey > target.value
    row["met"] = "no" if above or below else "yes"
    return row
