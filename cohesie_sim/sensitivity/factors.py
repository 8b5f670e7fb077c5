"""What is varied: parameters that somebody could doubt or pull, each over one range, by one rule.

Every declared parameter with the role ``uncertainty`` or ``lever`` is a factor. Its range is the declared one, or, for
parameters that draws of the posterior hold, that of the draws between their 2.5th and 97.5th percentile. Of these, some
were *fitted*: surveys speak about them, and values outside hardly agree with what was observed. The others are assumed
parameters that were *drawn* along in the fit: no survey speaks about them, and the range of their draws is about the
declared one without its outer twentieth, which is no knowledge. Fitted ones are told by their source, ``calibrated``.

Ranges hold no weights: every value inside counts the same. Screenings and lines go along a range from low to high in
equal steps (:meth:`Factor.value`). Points that fill the space of what is unknown lie on the scale on which the draws
were made (:meth:`Factor.at`): that of ratios for drawn parameters whose declared ends are ten times apart, nearly all
points of which would otherwise lie far above the low end; a linear one for all others. What remains different from the
draws: ranges are used independently of each other and evenly, while draws are joint, and not even where surveys speak.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from cohesie_sim.declaration import declarations
from cohesie_sim.errors import ConfigurationError, did_you_mean
from cohesie_sim.scenarios.overrides import PARTS

Floats = npt.NDArray[np.float64]
Origin = Literal["declared", "fitted", "drawn"]

_TAILS: Final = (2.5, 97.5)  # percentiles of the posterior that bound a range
_VARIED: Final = ("uncertainty", "lever")
_FITTED: Final = "calibrated"  # the source of what surveys speak about; what is drawn along is assumed
_WIDE: Final = 10.0  # ratio of declared ends from which on calibration draws on the scale of ratios; a test compares


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
    origin
        Where the range comes from: ``declared``, or draws of the posterior, in which the parameter is ``fitted`` or
        ``drawn`` along.
    ratios
        Whether points that fill the space lie evenly on the scale of ratios.
    """

    name: str
    low: float
    high: float
    default: float
    whole: bool
    source: str
    meaning: str
    origin: Origin = "declared"
    ratios: bool = False

    def value(self, share: float) -> float:
        """Return the value at a share of the range, from 0 (low) to 1 (high); whole numbers have equal shares."""
        if not self.whole:
            return float(min(max(self.low + share * (self.high - self.low), self.low), self.high))
        steps = int(self.high) - int(self.low) + 1
        return int(self.low) + min(int(share * steps), steps - 1)

    def at(self, share: float) -> float:
        """Return the value below which a share of the space lies, from 0 (low) to 1 (high)."""
        if not self.ratios:
            return self.value(share)
        return float(min(max(self.low * (self.high / self.low) ** share, self.low), self.high))

    def place(self, value: float) -> float:
        """Return where a value lies on the scale of the space, from 0 (low) to 1 (high)."""
        if not self.ratios:
            return (value - self.low) / (self.high - self.low)
        return float(np.log(value / self.low) / np.log(self.high / self.low))


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
    if low >= high:
        return factor
    origin: Origin = "fitted" if factor.source == _FITTED else "drawn"
    return factor._replace(
        low=max(low, factor.low),
        high=min(high, factor.high),
        origin=origin,
        ratios=origin == "drawn" and not factor.whole and 0 < _WIDE * factor.low <= factor.high,
    )


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
