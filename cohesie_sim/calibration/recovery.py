"""The recovery test: whether the method finds parameters that are known, as often as it says it does.

Worlds of the bank that the emulator has not seen are surveyed with errors, and the fit is made to each such survey as
if it were the real one. When the method is right, intervals of 90 % hold the truth in 90 % of the cases, whatever the
parameter (Talts et al. 2018, arXiv 1804.06788; Prangle et al. 2014, Statistics and Computing 24). What the emulator
gets wrong is part of the test, since these worlds come from the engine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from cohesie_sim.calibration.bank import Bank
from cohesie_sim.calibration.emulator import Emulator
from cohesie_sim.calibration.fit import Effort, fit
from cohesie_sim.calibration.kept import kept_in_order
from cohesie_sim.calibration.summaries import Summaries

Floats = npt.NDArray[np.float64]
LEVELS: Final = (50, 90)


def recover(
    emulator: Emulator,
    summaries: Sequence[Summaries],
    unseen: Bank,
    effort: Effort,
    seed: int,
    executor: Executor,
    folder: Path,
    show: Callable[[int], None],
) -> pd.DataFrame:
    """Fit surveys of worlds of which the parameters are known.

    Parameters
    ----------
    emulator, summaries
        Learned from other worlds.
    unseen
        The worlds.
    effort, seed
        Of each fit.
    executor
        Runs the cases.
    folder
        Of unfinished work.
    show
        Called with the number of cases that are there.

    Returns
    -------
    DataFrame
        One row per case and fitted parameter: case, parameter, truth, median, low and high of both intervals,
        whether each holds the truth, and the smallest effective number of particles of the case's fit.
    """
    calls = [(_case, emulator, tuple(summaries), unseen, effort, seed, case) for case in range(len(unseen.luck))]
    path = folder / f"recovery_{_fingerprint(emulator, unseen, effort, seed)}.jsonl"
    done = kept_in_order(calls, path, executor, show)
    return pd.DataFrame([row for case in done for row in case["rows"]])


def _case(
    emulator: Emulator, summaries: Sequence[Summaries], unseen: Bank, effort: Effort, seed: int, case: int
) -> dict[str, Any]:
    problem, luck, truth = emulator.problem, int(unseen.luck[case]), unseen.draws[case]
    names = [target.name for target in problem.targets]
    observed = problem.with_errors(dict(zip(names, unseen.found[case], strict=True)), luck)
    found = fit(emulator, summaries, observed, effort, seed + 1000 * (case + 1), _tell_nobody)
    effective = min(one.effective for one in found.generations)
    values = {unknown.key: np.array([draw[unknown.key] for draw in found.draws]) for unknown in problem.fitted}
    rows = [row_of(case + 1, key, truth[key], value) for key, value in values.items()]
    return {"rows": [{**row, "effective": effective} for row in rows]}


def _tell_nobody(*_: object) -> None:
    """Say nothing: cases run beside one another."""


def row_of(case: int, key: str, truth: float, values: Floats) -> dict[str, Any]:
    """Return how one parameter was recovered in one case.

    Parameters
    ----------
    case
        Its number.
    key, truth
        Name and true value of the parameter.
    values
        Equally weighted draws, shape (draws,).

    Returns
    -------
    dict
        A row of :func:`recover`.
    """
    row: dict[str, Any] = {"case": case, "parameter": key, "truth": truth, "median": float(np.median(values))}
    for level in LEVELS:
        tail = (1 - level / 100) / 2
        low, high = (float(end) for end in np.quantile(values, (tail, 1 - tail)))
        row |= {f"low{level}": low, f"high{level}": high, f"covered{level}": "yes" if low <= truth <= high else "no"}
    return row


def _fingerprint(emulator: Emulator, unseen: Bank, effort: Effort, seed: int) -> str:
    digest = hashlib.sha256(json.dumps([effort, seed, int(unseen.luck[0])]).encode())  # more cases go on from fewer
    for part in (emulator.weights, emulator.leftovers):
        digest.update(np.ascontiguousarray(part).tobytes())
    return digest.hexdigest()[:16]
