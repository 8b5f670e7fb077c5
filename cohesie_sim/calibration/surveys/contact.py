"""Surveys of contact and of isolation; percentages are 0 to 100, contacts are per person and day."""

from __future__ import annotations

import numpy as np

from cohesie_sim.calibration.panel import Floats, Panel, People, weekly_share, weighted_quantile
from cohesie_sim.calibration.surveys.periods import APRIL, BEFORE, HALF_YEAR, MONTH, SPRING
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.outcomes.weekly import FACE_TO_FACE, OWN_CIRCLE
from cohesie_sim.rules.contact import meeting_rate

AGE_BANDS = 5
_DAYS = 7
_DAILY = 7.0


def _per_week(panel: Panel, columns: tuple[int, ...], weeks: slice) -> float:
    counted = panel.sums[weeks].sum(axis=(0, 1))
    return float(counted[list(columns)].sum() / counted[tally.RESIDENTS])


def contact_before(panel: Panel) -> float:
    """Return face-to-face contacts a day outside the household, before the measures."""
    return _per_week(panel, FACE_TO_FACE, BEFORE) / _DAYS


def contact_april(panel: Panel) -> float:
    """Return face-to-face contacts a day outside the household, in April 2020."""
    return _per_week(panel, FACE_TO_FACE, APRIL) / _DAYS


def contact_april_highest_age(panel: Panel) -> float:
    """Return the contacts of April 2020 of the age band that has most."""
    bands = panel.sums[APRIL].sum(axis=0).reshape(AGE_BANDS, -1, panel.sums.shape[-1]).sum(axis=1)
    bands = bands[bands[:, tally.RESIDENTS] > 0]
    return float((bands[:, list(FACE_TO_FACE)].sum(axis=1) / bands[:, tally.RESIDENTS]).max()) / _DAYS


def _usual_daily_contacts(panel: Panel) -> Floats:
    """Return usual face-to-face contacts a day of every resident, initiatives and workers left out."""
    people, remote = panel.before, panel.parameters.contact.remote_share
    circle = people["family_rate"] + people["friends_rate"]
    neighbours = people["usual_contacts"] - circle
    weekly = circle * (1 - remote) + neighbours + people["work_rate"] + people["public_rate"]
    return np.asarray(weekly / _DAYS)


def contact_before_q25(panel: Panel) -> float:
    """Return the first quartile over persons of usual face-to-face contacts a day."""
    return weighted_quantile(_usual_daily_contacts(panel), panel.before.weight, 0.25)


def contact_before_q75(panel: Panel) -> float:
    """Return the third quartile over persons of usual face-to-face contacts a day."""
    return weighted_quantile(_usual_daily_contacts(panel), panel.before.weight, 0.75)


def own_circle_kept(panel: Panel) -> float:
    """Return contacts of any channel with family, friends and neighbours in spring 2020, relative to before."""
    before = _per_week(panel, OWN_CIRCLE, BEFORE)
    return _per_week(panel, OWN_CIRCLE, SPRING) / before


def _friends_in_person(panel: Panel, people: People, open_visits: float) -> float:
    # habits are regular: weekly or more is a rate of at least one (rules/contact.py)
    p, habits = panel.parameters.contact, zip(people["friends_rate"].tolist(), people["fear"].tolist(), strict=True)
    weekly = np.array([meeting_rate(usual, open_visits, fear, p) >= 1.0 for usual, fear in habits])
    return people.share(weekly, people.adult)


def friends_in_person_before(panel: Panel) -> float:
    """Return who meets friends in person weekly or more, before the measures."""
    return _friends_in_person(panel, panel.before, 1.0)


def friends_in_person_spring(panel: Panel) -> float:
    """Return who meets friends in person weekly or more, at the end of April 2020."""
    return _friends_in_person(panel, panel.spring, panel.open_visits)


def family_weekly(panel: Panel) -> float:
    """Return who has weekly contact with family, any channel, in the first half of 2020."""
    return weekly_share(panel, tally.WEEKLY_FAMILY, slice(None))


def friends_weekly(panel: Panel) -> float:
    """Return who has weekly contact with friends, any channel, in the first half of 2020."""
    return weekly_share(panel, tally.WEEKLY_FRIENDS, slice(None))


def neighbours_weekly(panel: Panel) -> float:
    """Return who has weekly contact with neighbours, any channel, in the first half of 2020."""
    return weekly_share(panel, tally.WEEKLY_NEIGHBOURS, slice(None))


def _remembered(panel: Panel, circle: str, least: float, below: float = np.inf) -> float:
    """Return who remembers a frequency of [least, below) per week, the mean of the first and the last survey."""
    shares = [
        people.share((people[circle] >= least) & (people[circle] < below), people.adult)
        for people in (panel.before, panel.summer)
    ]
    return sum(shares) / len(shares)


def _last_contact(panel: Panel, weeks_ago: int) -> float:
    """Return the frequency remembered by somebody whose only contact was some weeks ago (rules/isolation.py)."""
    memory = panel.parameters.isolation.memory
    return float(memory * (1.0 - memory) ** weeks_ago)


def family_daily(panel: Panel) -> float:
    """Return who has daily contact with family, any channel."""
    return _remembered(panel, "family", _DAILY)


def friends_daily(panel: Panel) -> float:
    """Return who has daily contact with friends, any channel."""
    return _remembered(panel, "friends", _DAILY)


def neighbours_daily(panel: Panel) -> float:
    """Return who has daily contact with neighbours, any channel."""
    return _remembered(panel, "neighbours", _DAILY)


def neighbours_monthly(panel: Panel) -> float:
    """Return who had contact with neighbours within the last month, but not weekly."""
    return _remembered(panel, "neighbours", _last_contact(panel, MONTH), panel.parameters.isolation.weekly)


def neighbours_less(panel: Panel) -> float:
    """Return who had contact with neighbours within the last half-year, but not within the last month."""
    return _remembered(panel, "neighbours", _last_contact(panel, HALF_YEAR), _last_contact(panel, MONTH))


def neighbours_never(panel: Panel) -> float:
    """Return who had no contact with neighbours for half a year."""
    return _remembered(panel, "neighbours", -np.inf, _last_contact(panel, HALF_YEAR))


def few_contacts(panel: Panel) -> float:
    """Return who has less than weekly contact with family, friends and neighbours, before the measures."""
    return weekly_share(panel, tally.ISOLATED, BEFORE)


SURVEYS = (
    contact_before,
    contact_before_q25,
    contact_before_q75,
    contact_april,
    contact_april_highest_age,
    own_circle_kept,
    friends_in_person_before,
    friends_in_person_spring,
    family_weekly,
    friends_weekly,
    neighbours_weekly,
    family_daily,
    friends_daily,
    neighbours_daily,
    neighbours_monthly,
    neighbours_less,
    neighbours_never,
    few_contacts,
)
