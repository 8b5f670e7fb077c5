"""What is varied: parameters that somebody could doubt or pull, each over one range, by one rule.

Every declared parameter with the role ``uncertainty`` or ``lever`` is a factor. Its range is the declared one; for
parameters that were calibrated, where draws of the posterior exist, the range of the draws between their 2.5th and
97.5th percentile, since values outside do not fit what was observed. Ranges hold no weights: every value inside counts
the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from cohesie_sim.declaration import declarations
from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.scenarios.overrides import PARTS

Floats = npt.NDArray[np.float64]

_TAILS: Final = (2.5, 97.5)  # percentiles of the posterior that bound a range
_VARIED: Final = ("uncertainty", "lever")


class Factor(NamedTuple):
    """One parameter and the values it may take.

    Attributes
    ----------
    name
        Dotted key of a scenario, such as ``parameters.fear.rise``.
    low, high
        Both ends of the range.
    default
        The model's own value.
    whole
        Whether only whole numbers are allowed.
    source
        ``cited``, ``calibrated`` or ``assumed``.
    meaning
        One sentence.
    """

    name: str
    low: float
    high: float
    default: float
    whole: bool
    source: str
    meaning: str

    def value(self, share: float) -> float:
        """Return the value at a share of the range, from 0 (low) to 1 (high); whole numbers have equal shares."""
        if not self.whole:
            return float(min(max(self.low + share * (self.high - self.low), self.low), self.high))
        steps = int(self.high) - int(self.low) + 1
        return int(self.low) + min(int(share * steps), steps - 1)


def all_factors(draws: Sequence[Mapping[str, float]] = ()) -> tuple[Factor, ...]:
    """Return every factor, with its range.

    Parameters
    ----------
    draws
        Of the posterior; without them, ranges are the declared ones.

    Returns
    -------
    tuple of Factor
        In order of declaration: the parameters of the week, then those of the synthetic population.
    """
    return tuple(
        _narrowed(Factor(row.name, d.low, d.high, row.value, row.kind is int, d.source.kind, d.meaning), draws)
        for part, record in PARTS.items()
        for row in declarations(record, f"{part}.")
        if (d := row.declaration).role in _VARIED and d.low < d.high and row.kind is not bool
    )


def _narrowed(factor: Factor, draws: Sequence[Mapping[str, float]]) -> Factor:
    values = [draw[factor.name] for draw in draws if factor.name in draw]
    if len(values) < 2:
        return factor
    low, high = (float(end) for end in np.percentile(values, _TAILS))
    if factor.whole:
        low, high = float(np.floor(low)), float(np.ceil(high))
    return factor._replace(low=max(low, factor.low), high=min(high, factor.high)) if low < high else factor


def choose_factors(names: Sequence[str], among: Sequence[Factor]) -> tuple[Factor, ...]:
    """Return the factors of some names.

    Parameters
    ----------
    names
        Dotted keys.
    among
        From :func:`all_factors`.

    Returns
    -------
    tuple of Factor
        In the order of ``names``.

    Raises
    ------
    ConfigurationError
        When there is no factor of that name.
    """
    known = {factor.name: factor for factor in among}
    unknown = next((name for name in names if name not in known), None)
    if unknown is not None:
        raise ConfigurationError(
            f"factor = {unknown!r} is not allowed: a parameter that is an uncertainty or a lever."
            f"{did_you_mean(unknown, known)}"
        )
    return tuple(known[name] for name in names)


def changes_at(factors: Sequence[Factor], shares: npt.ArrayLike) -> dict[str, float]:
    """Return the values of factors at some place in the space of their ranges.

    Parameters
    ----------
    factors
        Which.
    shares
        From 0 to 1, one per factor.

    Returns
    -------
    dict
        Value by dotted key, for :meth:`cohesie_sim.scenarios.Scenario.with_changes`.
    """
    places = np.asarray(shares, dtype=np.float64)
    return {factor.name: factor.value(float(share)) for factor, share in zip(factors, places, strict=True)}
