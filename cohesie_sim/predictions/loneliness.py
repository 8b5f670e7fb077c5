"""Predictions of loneliness: P13 to P20, P24 and P25; all laid on a surveyed level."""

from __future__ import annotations

from functools import partial

import numpy as np
from scipy.special import expit, logit

from cohesie_sim.calibration.mix import national_figures
from cohesie_sim.neighbourhood import load_neighbourhood
from cohesie_sim.predictions.calendar import INTERVIEWS, YEAR_2021
from cohesie_sim.predictions.evidence import Floats, drift, evidence, sampling
from cohesie_sim.predictions.foretold import Foretold, percent, plain, points, shift, together
from cohesie_sim.predictions.worlds import Worlds

_SEVERE, _LONELY = "severely_lonely", "lonely"
_TWO_MONTHS = 2 / 12


def national_share(share: str, period: str, years: float, worlds: Worlds) -> Foretold:
    """Return P13 to P18: a share of adults on the scale of the health monitor.

    Parameters
    ----------
    share
        Which kind of loneliness.
    period
        When.
    years
        Since the monitor of 2016.
    worlds
        Finished worlds.

    Returns
    -------
    Foretold
        In per cent.
    """
    return Foretold(_national(share, period, worlds), drift(share, years), percent, worlds.draw)


def _national(share: str, period: str, worlds: Worlds) -> Floats:
    level = national_figures()[share].nation / 100
    return np.asarray(logit(level) + shift(worlds.mix(f"{share} before"), worlds.mix(f"{share} {period}")))


def severe_early_2022(worlds: Worlds) -> Foretold:
    """Return P19: the change in severe loneliness from January to the middle of March 2022."""
    january = expit(_national(_SEVERE, "january_2022", worlds))
    change = shift(worlds.mix(f"{_SEVERE} january_2022"), worlds.mix(f"{_SEVERE} mid_march_2022"))
    outside = together(drift(_SEVERE, _TWO_MONTHS), sampling(january), sampling(january))  # one for each survey
    return Foretold(change, outside, points(january), worlds.draw)


def of_preset(preset: str, worlds: Worlds) -> Foretold:
    """Return P20: who is lonely in autumn 2020 in one neighbourhood, laid on its own level of 2016.

    Parameters
    ----------
    preset
        Name of the neighbourhood.
    worlds
        Finished worlds.

    Returns
    -------
    Foretold
        In per cent.
    """
    level = load_neighbourhood(preset).adults.lonely.value / 100
    change = shift(worlds.of(preset, f"{_LONELY} before"), worlds.of(preset, f"{_LONELY} autumn_2020"))
    outside = together(drift(_LONELY, 4), evidence()["between_municipalities"])
    return Foretold(logit(level) + change, outside, percent, worlds.draw)


def _severe_within(group: str, interview: str, worlds: Worlds) -> Floats:
    return worlds.mix(f"{group} severe {interview}") / worlds.mix(f"{group} {interview}")


def _rise_of(group: str, worlds: Worlds) -> Floats:
    """Return how severe loneliness in a group changes from before to the year 2021, as a difference of log odds."""
    year = np.mean([_severe_within(group, interview, worlds) for interview in YEAR_2021], axis=0)
    return shift(_severe_within(group, "before", worlds), np.asarray(year))


def _sampled(group: str, worlds: Worlds) -> Floats:
    """Return the sampling error of a group's change between two years."""
    one = sampling(evidence()[f"severe_{group}"], quarters=4, part=worlds.mix(f"{group} before"))
    return np.asarray(together(one, one))


def of_household(group: str, worlds: Worlds) -> Foretold:
    """Return P24: the change of strong loneliness in a kind of household from 2019 to 2021.

    Parameters
    ----------
    group
        ``single`` or ``couple``.
    worlds
        Finished worlds.

    Returns
    -------
    Foretold
        In percentage points.
    """
    outside = together(drift(_SEVERE, 2), _sampled(group, worlds))
    return Foretold(_rise_of(group, worlds), outside, points(evidence()[f"severe_{group}"]), worlds.draw)


def single_minus_couple(worlds: Worlds) -> Foretold:
    """Return P24: by how many points more it rises for singles than for couples; above zero says the order."""
    changes, slopes, errors = [], [], []
    for group in ("single", "couple"):
        level = evidence()[f"severe_{group}"]
        changes.append(of_household(group, worlds).central())
        slopes.append(100 * level * (1 - level))
        errors.append(slopes[-1] * _sampled(group, worlds))
    common = drift(_SEVERE, 2) * (slopes[0] - slopes[1])  # what happens to everybody moves the larger share more
    return Foretold(changes[0] - changes[1], together(common, *errors), plain, worlds.draw)


def _old(interview: str, worlds: Worlds) -> Floats:
    """Return the share of lonely people of 75 and over on the logit scale, laid on the level of 65 and over."""
    shares = {
        (limit, when): worlds.mix(f"{limit} lonely {when}") / worlds.mix(f"{limit} {when}")
        for limit, when in ((65, "before"), (75, interview))
    }
    return np.asarray(logit(evidence()["lonely_65"]) + shift(shares[65, "before"], shares[75, interview]))


def of_oldest(interview: str, years: float, worlds: Worlds) -> Foretold:
    """Return P25: who is lonely among those of 75 and over in a lockdown.

    Parameters
    ----------
    interview
        ``first_lockdown`` or ``second_lockdown``.
    years
        Since the monitor of 2016.
    worlds
        Finished worlds.

    Returns
    -------
    Foretold
        In per cent.
    """
    latent = _old(interview, worlds)
    outside = together(drift(_LONELY, years), sampling(expit(latent), part=worlds.mix("75 before")))
    return Foretold(latent, outside, percent, worlds.draw)


def oldest_second_against_first(worlds: Worlds) -> Foretold:
    """Return P25: the change from the first to the second lockdown among those of 75 and over."""
    first, second = (_old(interview, worlds) for interview in ("first_lockdown", "second_lockdown"))
    years = (INTERVIEWS["second_lockdown"] - INTERVIEWS["first_lockdown"]) / 52
    one = sampling(expit(first), part=worlds.mix("75 before"))
    outside = together(drift(_LONELY, years), one, one)
    return Foretold(second - first, outside, points(expit(first)), worlds.draw)


NATIONAL = {
    "P13": partial(national_share, _LONELY, "autumn_2020", 4),
    "P14": partial(national_share, _SEVERE, "autumn_2020", 4),
    "P15": partial(national_share, "emotionally_lonely", "autumn_2020", 4),
    "P16": partial(national_share, "socially_lonely", "autumn_2020", 4),
    "P17": partial(national_share, _LONELY, "autumn_2022", 6),
    "P18": partial(national_share, _SEVERE, "autumn_2022", 6),
}
