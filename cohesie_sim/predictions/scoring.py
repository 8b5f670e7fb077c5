"""Holding observations against the predictions: inside or outside, and the interval score.

The interval score of Gneiting & Raftery (2007, Journal of the American Statistical Association 102:359-378) for a
central interval of coverage 1 - a is its width plus 2 / a times the distance by which the observation lies outside.
Lower is better; it cannot be lowered by stating a wider or a narrower interval than one believes in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
from scipy.stats import binom

from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.predictions.foretold import COVERAGE

_KEYS: Final = ["id", "part"]
_NEEDED: Final = ("id", "observed")


def interval_score(low: float, high: float, observed: float) -> float:
    """Return the interval score.

    Parameters
    ----------
    low, high
        Ends of the predicted interval of coverage ``COVERAGE``.
    observed
        What was observed, in the same unit.

    Returns
    -------
    float
        In that unit; lower is better.
    """
    outside = max(low - observed, observed - high, 0.0)
    return high - low + 2 / (1 - COVERAGE) * outside


def read_observations(path: Path, predictions: pd.DataFrame) -> pd.DataFrame:
    """Read observations and check that each belongs to a prediction.

    Parameters
    ----------
    path
        CSV with the columns ``id``, ``part`` (may be left out or empty where there is one number) and ``observed``, in
        the unit of the prediction.
    predictions
        As stored.

    Returns
    -------
    DataFrame
        Columns ``id``, ``part`` and ``observed``.

    Raises
    ------
    ConfigurationError
        When the file cannot be read, or names something that is not predicted, something twice, or no number.
    """
    try:
        found = pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}).") from None
    for name in _NEEDED:
        if name not in found.columns:
            raise ConfigurationError(f"{path}: there is no column '{name}'. Allowed: id, part, observed.")
    table = pd.DataFrame(
        {
            "id": found["id"].str.strip(),
            "part": found["part"].str.strip() if "part" in found.columns else "",
            "observed": pd.to_numeric(found["observed"].str.strip(), errors="coerce"),
        }
    )
    _check(path, table, found["observed"], predictions)
    return table


def _check(path: Path, table: pd.DataFrame, given: pd.Series[str], predictions: pd.DataFrame) -> None:
    known = [_name(*row) for row in predictions[_KEYS].itertuples(index=False, name=None)]
    seen: set[str] = set()
    for line, (key, part, value) in enumerate(table.itertuples(index=False, name=None), start=2):
        name = _name(key, part)
        if name not in known:
            hint = did_you_mean(name, known)
            raise ConfigurationError(
                f"{path}, line {line}: '{name}' is not predicted; allowed: {', '.join(known)}.{hint}"
            )
        if name in seen:
            raise ConfigurationError(f"{path}, line {line}: '{name}' is there twice: give each once.")
        if not np.isfinite(value):
            raise ConfigurationError(f"{path}, line {line}: observed = {given.iloc[line - 2]!r} is not a number.")
        seen.add(name)


def _name(key: str, part: str) -> str:
    return f"{key} {part}".strip()


def score(predictions: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """Return how each observation compares with its prediction.

    Parameters
    ----------
    predictions
        As stored.
    observations
        From :func:`read_observations`.

    Returns
    -------
    DataFrame
        In the order of the predictions: ``id``, ``part``, ``unit``, ``median``, ``low90``, ``high90``, ``observed``,
        ``result`` (``inside``, ``below``, ``above`` or ``not predicted``), ``error`` (observed less median),
        ``interval_score``, and ``in_model_interval`` (whether it lies inside what the model alone says); empty where
        nothing was predicted.
    """
    columns = [*_KEYS, "unit", "median", "low90", "high90", "model_low90", "model_high90"]
    table = predictions[columns].merge(observations, on=_KEYS, how="inner", validate="one_to_one")
    below, above = table["observed"] < table["low90"], table["observed"] > table["high90"]
    table["result"] = np.select([table["median"].isna(), below, above], ["not predicted", "below", "above"], "inside")
    table["error"] = table["observed"] - table["median"]
    table["interval_score"] = [
        interval_score(low, high, seen) if np.isfinite(low) else np.nan
        for low, high, seen in table[["low90", "high90", "observed"]].itertuples(index=False, name=None)
    ]
    inside = table["observed"].between(table.pop("model_low90"), table.pop("model_high90"))
    table["in_model_interval"] = np.where(table["median"].isna(), "", np.where(inside, "yes", "no"))
    return table


def verdict(scored: pd.DataFrame) -> str:
    """Return the outcome in two sentences.

    Parameters
    ----------
    scored
        From :func:`score`.

    Returns
    -------
    str
        How many are inside, and how many misses would be too many.
    """
    predicted = scored[scored["result"] != "not predicted"]
    if predicted.empty:
        return "None of these observations was predicted."
    misses = int((predicted["result"] != "inside").sum())
    return (
        f"{len(predicted) - misses} of {len(predicted)} observations lie inside their 90 % interval, {misses} outside; "
        f"{len(scored) - len(predicted)} were not predicted. If the intervals were right and the numbers independent, "
        f"{too_many(len(predicted))} or more outside would be seen less than once in twenty times."
    )


def too_many(rows: int) -> int:
    """Return the least number of misses that right intervals would give less than once in twenty times.

    Parameters
    ----------
    rows
        Number of predictions, as if they were independent.

    Returns
    -------
    int
        At least 1.
    """
    return int(binom.ppf(0.95, rows, 1 - COVERAGE)) + 1
