"""What a scenario file may hold: keys, types, ranges and how keys depend on each other.

The ``description`` of a field is what an error message says is allowed (:mod:`cohesie_sim.scenarios.wording`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from cohesie_sim.scenarios.tables import series_span

Hypothesis = Literal["article", "self_reliance", "null"]
_DAY = "a date such as 2020-03-16"
_FTE = "a number from 0 to 100"
_FACTOR = "a number from 0 to 100"
_SWITCH = "true, false or {from = date, until = date}"


def _read_day(value: object) -> object:
    """Accept the text that JSON makes of a date; what is no date is left for the type check to refuse."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _check_monday(day: date) -> date:
    if day.weekday():
        monday = day - timedelta(days=day.weekday())
        raise ValueError(f"a Monday, for instance {monday}")
    return day


def _check_order(days: Iterable[tuple[str, date | None]]) -> None:
    given = [(name, day) for name, day in days if day is not None]
    for (early, first), (late, second) in pairwise(given):
        if first >= second:
            raise ValueError(f"{early} ({first}) must come before {late} ({second})")


Day = Annotated[date, BeforeValidator(_read_day)]
Monday = Annotated[Day, AfterValidator(_check_monday)]


class Table(BaseModel):
    """A table of a scenario file: unknown keys and lenient conversions are refused."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def _fte(default: float | None) -> Any:
    return Field(default=default, ge=0, le=100, allow_inf_nan=False, description=_FTE)


class Calendar(Table):
    """The horizon: a Monday, a number of weeks, and the weeks before it in which the model comes to rest."""

    start: Monday = Field(
        default=date(2020, 1, 6), ge=date(1950, 1, 1), le=date(2200, 1, 1), description="a Monday from 1950 to 2199"
    )
    weeks: int = Field(default=156, ge=1, le=1040, description="a whole number from 1 to 1040")
    burn_in_weeks: int = Field(default=208, ge=0, le=520, description="a whole number from 0 to 520")


class Stretch(Table):
    """A period of the series that lasts longer than it did; both ends are dates of the series, before any shift."""

    from_: Day = Field(alias="from", description=_DAY)
    to: Day = Field(description=_DAY)
    factor: float = Field(ge=1, le=100, allow_inf_nan=False, description="a number from 1 to 100")

    @model_validator(mode="after")
    def _check(self) -> Self:
        _check_order([("from", self.from_), ("to", self.to)])
        first, last = series_span()
        if self.from_ < first or self.to > last:
            raise ValueError(f"{self.from_} to {self.to} must lie in the series, {first} to {last} (before any shift)")
        return self


class Shock(Table):
    """The pandemic: which recorded series, moved and stretched how, and the calendar date from which it is over."""

    series: Literal["nl_2020_2022", "none"] = Field(default="none", description="'nl_2020_2022' or 'none'")
    until: Day | None = Field(default=None, description=_DAY)
    shift_weeks: int = Field(default=0, ge=-5200, le=5200, description="a whole number from -5200 to 5200")
    stretch: tuple[Stretch, ...] = Field(
        default=(), strict=False, description="a list of tables with from, to and factor"
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        for early, late in pairwise(self.stretch):
            if early.to > late.from_:
                raise ValueError(f"stretches must be in order and apart: {late.from_} comes before {early.to}")
        return self


class FundingChange(Table):
    """A dated level of funding."""

    date: Day = Field(description=_DAY)
    fte_per_10000: float = Field(ge=0, le=100, allow_inf_nan=False, description=_FTE)


class Relative(Table):
    """A level of funding relative to ``funding.fte_per_10000``: 0.5 is half of it."""

    factor: float = Field(ge=0, le=100, allow_inf_nan=False, description=_FACTOR)


Level = Annotated[
    Annotated[float, Field(ge=0, le=100, allow_inf_nan=False), Tag("a number")] | Annotated[Relative, Tag("a factor")],
    Discriminator(lambda value: "a factor" if isinstance(value, dict | Relative) else "a number"),
]


def _level() -> Any:
    return Field(default=None, description=f"{_FTE}, or {{factor = {_FACTOR}}}")


class Phases(Table):
    """Funding before, during and after the crisis; a level that is left out is ``funding.fte_per_10000``."""

    during_from: Day = Field(description=_DAY)
    after_from: Day = Field(description=_DAY)
    before: Level | None = _level()
    during: Level | None = _level()
    after: Level | None = _level()

    @model_validator(mode="after")
    def _check(self) -> Self:
        _check_order([("during_from", self.during_from), ("after_from", self.after_from)])
        return self


class Funding(Table):
    """Community workers in fte per 10,000 residents, with dated changes or with levels per phase."""

    fte_per_10000: float = _fte(4.0)
    changes: tuple[FundingChange, ...] = Field(
        default=(), strict=False, description="a list of tables with date and fte_per_10000"
    )
    phases: Phases | None = Field(default=None, description="a table with during_from, after_from and levels")

    @model_validator(mode="after")
    def _check(self) -> Self:
        for early, late in pairwise(self.changes):
            if early.date >= late.date:
                problem = "is there twice" if early.date == late.date else f"comes after {early.date}"
                raise ValueError(f"the dates of changes must be ascending: {late.date} {problem}")
        levels = self.phases and [self.phases.before, self.phases.during, self.phases.after]
        if self.changes and levels and any(level is not None for level in levels):
            raise ValueError("give either changes or the levels of phases (before, during, after), not both")
        highest = max(level for _, level in self.steps())
        if highest > 100:
            raise ValueError(f"a factor makes {highest:g} fte of {self.fte_per_10000:g}: at most 100 is allowed")
        return self

    def steps(self) -> list[tuple[int, float]]:
        """Return the funding path.

        Returns
        -------
        list of (int, float)
            Ordinal of the day from which a level (fte per 10,000 residents) holds; the first holds since ever (day 0).
        """
        if self.phases is None or self.changes:
            return [(0, self.fte_per_10000), *((c.date.toordinal(), c.fte_per_10000) for c in self.changes)]
        phases = self.phases
        days = (0, phases.during_from.toordinal(), phases.after_from.toordinal())
        levels = (phases.before, phases.during, phases.after)
        return [(day, self._fte(level)) for day, level in zip(days, levels, strict=True)]

    def _fte(self, level: float | Relative | None) -> float:
        if isinstance(level, Relative):
            return level.factor * self.fte_per_10000
        return self.fte_per_10000 if level is None else level


class Window(Table):
    """From when, and until when (that day not included), a support measure exists."""

    from_: Day | None = Field(default=None, alias="from", description=_DAY)
    until: Day | None = Field(default=None, description=_DAY)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.from_ is None and self.until is None:
            raise ValueError("give from, until or both")
        _check_order([("from", self.from_), ("until", self.until)])
        return self


Availability = Annotated[
    Annotated[bool, Tag("a switch")] | Annotated[Window, Tag("a window")],
    Discriminator(lambda value: "a window" if isinstance(value, dict | Window) else "a switch"),
]


def _support() -> Any:
    return Field(default=False, description=_SWITCH)


class Support(Table):
    """Which support measures exist, and when; a measure that is not named does not exist."""

    corona_fund: Availability = _support()
    health_advice: Availability = _support()
    steering_group: Availability = _support()
    signal_hours: Availability = _support()
    crisis_mode: Availability = _support()
    organised_matching: Availability = _support()
    brokerage: Availability = _support()
    referral: Availability = _support()
    outdoor_formats: Availability = _support()


class Settings(Table):
    """Everything a scenario says, apart from its parameters."""

    title: str = Field(min_length=1, max_length=200, description="a text of 1 to 200 characters")
    title_nl: str = Field(default="", max_length=200, description="a text of at most 200 characters")
    description: str = Field(default="", max_length=5000, description="a text of at most 5000 characters")
    hypothesis: Hypothesis = Field(default="article", description="'article', 'self_reliance' or 'null'")
    neighbourhood: str = Field(
        default="heerlen", min_length=1, description="the name of a preset or the path of a file"
    )
    residents: int = Field(default=4000, ge=50, le=1_000_000, description="a whole number from 50 to 1000000")
    calendar: Calendar = Field(default=Calendar(), description="a table")
    shock: Shock = Field(default=Shock(), description="a table")
    funding: Funding = Field(default=Funding(), description="a table")
    support: Support = Field(default=Support(), description="a table")

    @model_validator(mode="after")
    def _check(self) -> Self:
        until, start = self.shock.until, self.calendar.start
        if until is not None and until <= start:
            raise ValueError(
                f"shock.until ({until}) must come after calendar.start ({start}); no shock at all is series = 'none'"
            )
        return self
