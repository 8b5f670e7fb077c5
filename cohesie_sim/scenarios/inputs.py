"""What the world does to the neighbourhood, week by week: measures, threat, season, funding and support.

A week's value is the mean over its seven days. Support exists or not: the week's Thursday, its middle day, decides.
Before the horizon (the burn-in) there are no measures and no threat, funding has the level of the first day, and
support that begins on a date does not exist yet.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

import numpy as np

from cohesie_sim.scenarios.schema import Calendar, Funding, Settings, Shock, Window
from cohesie_sim.scenarios.tables import CHANNELS, Days, Floats, read_measures, read_threat
from cohesie_sim.scenarios.timeline import build_timeline, calendar_day, series_day

# Assumed: in mid winter half of what would happen outdoors in mid July still does.
_SEASON_MEAN: Final = 0.75
_SEASON_SWING: Final = 0.25
_SEASON_PEAK: Final = date(2020, 7, 15).toordinal()
_YEAR: Final = 365.25

# A lockdown is a period in which initiatives cannot meet indoors.
_LOCKDOWN_LEVEL: Final = 0.9
_LOCKDOWN_NAMES: Final = ("first lockdown", "second lockdown", "Omicron lockdown")


class WeeklyInputs(NamedTuple):
    """Inputs per week, burn-in first; every field has shape (burn_in_weeks + weeks,) and type float64.

    Attributes
    ----------
    closed_visits, closed_work, closed_public, closed_indoor, closed_outdoor
        Restriction per channel, 0 (open) to 1 (closed): home visits; work and school; shops, catering, culture and
        sport; indoor meetings; outdoor meetings. Assumed levels, see ``data/measures_nl.csv``.
    home_advice
        How strongly home working is advised, 0 to 1.
    threat
        Hospital patients as a share of the peak of 2020, 0 to 1.
    outdoor_comfort
        Season, 0.5 (mid January) to 1 (mid July); assumed.
    fte_per_10000
        Community workers, fte per 10,000 residents.
    corona_fund, health_advice, steering_group, signal_hours, crisis_mode, organised_matching, brokerage, referral
        1 when the support measure exists in that week, otherwise 0.
    outdoor_formats
        1 when the support measure exists in that week, otherwise 0.
    """

    closed_visits: Floats
    closed_work: Floats
    closed_public: Floats
    closed_indoor: Floats
    closed_outdoor: Floats
    home_advice: Floats
    threat: Floats
    outdoor_comfort: Floats
    fte_per_10000: Floats
    corona_fund: Floats
    health_advice: Floats
    steering_group: Floats
    signal_hours: Floats
    crisis_mode: Floats
    organised_matching: Floats
    brokerage: Floats
    referral: Floats
    outdoor_formats: Floats


def compute_inputs(settings: Settings) -> WeeklyInputs:
    """Return the weekly inputs of a scenario.

    Parameters
    ----------
    settings
        Checked settings.

    Returns
    -------
    WeeklyInputs
        New arrays.
    """
    calendar = settings.calendar
    start = calendar.start.toordinal()
    days = np.arange(start - 7 * calendar.burn_in_weeks, start + 7 * calendar.weeks, dtype=np.int64)
    thursdays = days[3::7]
    support = [_support(value, thursdays, start) for _, value in settings.support]
    daily = [*_shock(settings.shock, days, start), _season(days), _fte(settings.funding, np.maximum(days, start))]
    return WeeklyInputs(*(_weekly_mean(values) for values in daily), *support)


def find_lockdowns(shock: Shock, calendar: Calendar) -> list[tuple[date, date, str]]:
    """Return the periods to shade in figures: indoor meetings are closed to at least 0.9.

    Parameters
    ----------
    shock, calendar
        Of the scenario.

    Returns
    -------
    list of (date, date, str)
        First day, first day after, and name; moved and stretched as the shock is, cut to the horizon.
    """
    if shock.series == "none":
        return []
    timeline = build_timeline(shock)
    first = calendar.start.toordinal()
    last = first + 7 * calendar.weeks
    if shock.until is not None:
        last = min(last, shock.until.toordinal())
    periods = []
    for (begin, end), name in zip(_closed_periods(), _LOCKDOWN_NAMES, strict=True):
        opens, closes = max(first, calendar_day(timeline, begin)), min(last, calendar_day(timeline, end))
        if opens < closes:
            periods.append((date.fromordinal(opens), date.fromordinal(closes), name))
    return periods


def _closed_periods() -> list[tuple[int, int]]:
    """Return the runs of rows in which indoor meetings are closed, as days of the series."""
    measures = read_measures()
    closed = measures.levels[:, CHANNELS.index("indoor_groups")] >= _LOCKDOWN_LEVEL
    edges = np.flatnonzero(np.diff(closed, prepend=False, append=False))
    days = [int(day) for day in measures.days[edges]]
    return list(zip(days[::2], days[1::2], strict=True))


def _weekly_mean(daily: Floats) -> Floats:
    """Return the mean of every seven days; a constant week keeps its value to the last bit."""
    weeks = daily.reshape(-1, 7)
    first = weeks[:, 0]
    return np.asarray(first + (weeks - first[:, None]).mean(axis=1), dtype=np.float64)


def _shock(shock: Shock, days: Days, start: int) -> list[Floats]:
    """Return the daily level of every channel, and the threat last."""
    over = days.max() + 1 if shock.until is None else shock.until.toordinal()
    active = (days >= start) & (days < over) & (shock.series != "none")
    moment = series_day(build_timeline(shock), days)
    measures, threat = read_measures(), read_threat()
    row = np.searchsorted(measures.days, moment, side="right") - 1
    levels = np.where(row < 0, 0.0, measures.levels[row].T)
    patients = np.interp(moment, threat.days, threat.level, left=0.0)
    return [np.where(active, values, 0.0) for values in (*levels, patients)]


def _season(days: Days) -> Floats:
    angle = 2 * np.pi * (days - _SEASON_PEAK) / _YEAR
    return np.asarray(_SEASON_MEAN + _SEASON_SWING * np.cos(angle), dtype=np.float64)


def _fte(funding: Funding, days: Days) -> Floats:
    steps = funding.steps()
    row = np.searchsorted([day for day, _ in steps], days, side="right") - 1
    return np.array([level for _, level in steps])[row]


def _support(availability: bool | Window, days: Days, start: int) -> Floats:
    if isinstance(availability, bool):
        return np.full(len(days), float(availability))
    begin = availability.from_.toordinal() if availability.from_ else 0
    end = availability.until.toordinal() if availability.until else int(days.max()) + 1
    exists = (days >= begin) & (days < end)
    return np.where(days < start, availability.from_ is None, exists).astype(np.float64)
