"""How far effects on loneliness may go: what is published, and the room left around it.

One definition for the tests and for the figure: ``texts/bounds.toml``. When the model exceeds a bound, the model is
corrected, not the bound.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from math import isnan, nan
from pathlib import Path
from typing import Final, NamedTuple

from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.report.findings import Finding

_FILE: Final = Path(__file__).parent / "texts" / "bounds.toml"


class Bound(NamedTuple):
    """A published effect and the bound it gives.

    Attributes
    ----------
    source
        Key of ``docs/references.md``.
    unit
        Of everything below; one of :data:`cohesie_sim.report.quantities.UNITS`.
    published, low, high
        The published effect and its interval, as a change in loneliness; NaN where no interval is given.
    least, most
        Between which an effect of the model must lie, interval and all.
    findings
        Of the study ``plausibility``, to which it applies.
    """

    source: str
    unit: str
    published: float
    low: float
    high: float
    least: float
    most: float
    findings: tuple[str, ...]

    def allows(self, interval: Interval) -> bool:
        """Return whether an interval lies within the bound; without ends, its mean must."""
        low, high = (interval.mean if isnan(end) else end for end in (interval.low, interval.high))
        return self.least <= low and high <= self.most


@cache
def bounds() -> dict[str, Bound]:
    """Return every bound by its name."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        name: Bound(**{"low": nan, "high": nan, **table, "findings": tuple(table["findings"])})
        for name, table in tables.items()
    }


def bound_of() -> dict[str, Bound]:
    """Return the bound of every finding that has one, by its name."""
    return {name: bound for bound in bounds().values() for name in bound.findings}


def outside(found: Iterable[Finding]) -> list[Finding]:
    """Return the findings whose interval goes further than their bound allows.

    Parameters
    ----------
    found
        Of the study; those without a bound are left out.

    Returns
    -------
    list of Finding
        Under every hypothesis under which they do.
    """
    held = bound_of()
    return [f for f in found if f.name in held and not held[f.name].allows(f.interval)]


def outside_in_some_settings(found: Iterable[Finding]) -> list[Finding]:
    """Return the findings of which not nine in ten plausible settings stay within their bound.

    This is told, not judged: from few settings that differ by luck alone, the range is too wide now and then.

    Parameters
    ----------
    found
        Of the study, with what becomes of them over draws of parameters; without draws, no finding counts.

    Returns
    -------
    list of Finding
        Under every hypothesis under which it is so.
    """
    held = bound_of()
    varied = [(f, f.robust, held[f.name]) for f in found if f.robust and f.name in held]
    return [f for f, settings, bound in varied if not bound.least <= settings.low <= settings.high <= bound.most]
