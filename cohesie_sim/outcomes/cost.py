"""What a level of funding costs: a visible, assumed range per fte, never a single number.

Equation: cost per 1,000 residents and year = fte per 10,000 residents / 10 · cost of an fte-year. No source gives the
full cost of an fte of community work. The range is assumed; it does not enter the model, only the way results are
told. Limits: wages of one moment, no inflation, no costs of rooms, materials, crisis measures, or extra hours that the
municipality grants (``hours_extra`` tells how many).
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from cohesie_sim.declaration import Parameter, assumed

_PAY = "gross pay in scale 8 was EUR 2,544 a month (2018, cao Sociaal Werk), about 20 % on top"
_WHY = f"no source gives a full cost; {_PAY}"


class CostParameters(NamedTuple):
    """Both ends of the assumed cost of an fte-year."""

    low: Annotated[
        float,
        Parameter(
            "full cost of one fte of community work for a year, low end",
            "EUR/fte/year",
            50_000.0,
            100_000.0,
            "uncertainty",
            assumed(f"{_WHY}; employer's charges and some overhead added"),
        ),
    ] = 70_000.0
    high: Annotated[
        float,
        Parameter(
            "full cost of one fte of community work for a year, high end",
            "EUR/fte/year",
            70_000.0,
            150_000.0,
            "uncertainty",
            assumed(f"{_WHY}; higher scales, management, housing and overhead added"),
        ),
    ] = 110_000.0


class CostRange(NamedTuple):
    """Low and high cost in EUR per 1,000 residents and year."""

    low: float
    high: float


def cost_per_1000(fte_per_10000: float, p: CostParameters = CostParameters()) -> CostRange:  # noqa: B008 - immutable
    """Return what a level of funding costs.

    Parameters
    ----------
    fte_per_10000
        Community workers, fte per 10,000 residents.
    p
        Assumed cost of an fte-year.

    Returns
    -------
    CostRange
        EUR per 1,000 residents and year.
    """
    fte_per_1000 = fte_per_10000 / 10
    return CostRange(fte_per_1000 * p.low, fte_per_1000 * p.high)
