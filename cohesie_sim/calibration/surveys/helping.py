"""Surveys of volunteering and of spontaneous help; percentages are 0 to 100."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cohesie_sim.calibration.mix import national
from cohesie_sim.calibration.panel import Panel, People, weekly_share
from cohesie_sim.calibration.surveys.periods import (
    BEFORE,
    FIRST_QUARTER,
    FIRST_WAVE,
    JUNE,
    LOCKDOWN,
    MONTH,
    SPRING,
    YEAR,
    length,
)
from cohesie_sim.kinds import HELP_GROUP, KIND_NAMES
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.outcomes.result import RawResult
from cohesie_sim.rules.volunteering import BOARD_MEMBER, MATCHED_HELPER, VOLUNTEER, WAITING_HELPER

_QUIT = 1


def volunteered_q1(panel: Panel) -> float:
    """Return who volunteered within four weeks in the first quarter of 2020, carried over to the nation."""
    return national("volunteering", weekly_share(panel, tally.VOLUNTEERED, FIRST_QUARTER))


def volunteered_q2(panel: Panel) -> float:
    """Return who volunteered within four weeks in the second quarter of 2020, carried over to the nation."""
    return national("volunteering", weekly_share(panel, tally.VOLUNTEERED, SPRING))


def volunteered_kept(panel: Panel) -> float:
    """Return the second quarter's share of those who volunteered within four weeks, relative to the first quarter's."""
    return volunteered_q2(panel) / volunteered_q1(panel)


def volunteered_in_year(people: People) -> float:
    """Return who volunteered within a year.

    Parameters
    ----------
    people
        At the date of a survey.

    Returns
    -------
    float
        In per cent of adults.
    """
    return people.share(people.week - people["volunteered"] < YEAR, people.adult)


def volunteered_year(panel: Panel) -> float:
    """Return who volunteered within a year before the measures, carried over to the nation."""
    return national("volunteering", volunteered_in_year(panel.before))


def neighbourhood_volunteers(panel: Panel) -> float:
    """Return the volunteers of the neighbourhood's initiatives before the measures, in per cent of adults."""
    adults = panel.sums[BEFORE, :, tally.ADULTS].sum()
    return 100 * float(panel.rows[BEFORE, tally.VOLUNTEERS].sum() / adults)


def stopped_for_good(panel: Panel) -> float:
    """Return the volunteers of initiatives who quit since the lockdown, beyond the usual turnover, in per cent."""
    c, begins = panel.commitments, LOCKDOWN.start
    there = np.isin(c["role"], (VOLUNTEER, BOARD_MEMBER)) & (c["start"] < begins) & (c["end"] >= begins)
    quitters = there & (c["cause"] == _QUIT)
    usual = 1 - (1 - panel.parameters.volunteering.turnover) ** length(LOCKDOWN)
    return 100 * (_part(panel, quitters, there) - usual)


def _part(panel: Panel, chosen: npt.NDArray[np.bool_], among: npt.NDArray[np.bool_]) -> float:
    total = panel.commitment_weight[among].sum()
    return float(panel.commitment_weight[chosen].sum() / total) if total > 0 else float("nan")


def _signed_up(panel: Panel, first: int, until: int) -> npt.NDArray[np.bool_]:
    c = panel.commitments
    helper = np.isin(c["role"], (WAITING_HELPER, MATCHED_HELPER))
    return np.asarray(helper & (c["start"] >= first) & (c["start"] < until))


def sign_up_ratio(panel: Panel) -> float:
    """Return sign-ups of helpers a week in the first wave, relative to all weeks before it."""
    wave = panel.commitment_weight[_signed_up(panel, FIRST_WAVE.start, FIRST_WAVE.stop)].sum()
    before = panel.commitment_weight[_signed_up(panel, -panel.burn_in_weeks, BEFORE.stop)].sum()
    if before == 0.0:
        return float("nan")
    return float(wave / length(FIRST_WAVE) / (before / (panel.burn_in_weeks + BEFORE.stop)))


def sign_ups_matched(panel: Panel) -> float:
    """Return the sign-ups of the first wave that were ever matched by the end of June, in per cent."""
    signed_up = _signed_up(panel, FIRST_WAVE.start, FIRST_WAVE.stop)
    return 100 * _part(panel, signed_up & (panel.commitments["matched"] == 1), signed_up)


def capacity_unused(panel: Panel) -> float:
    """Return the share of helper-weeks since the lockdown in which helpers waited, in per cent."""
    waiting, matched = (panel.rows[LOCKDOWN, column].sum() for column in (tally.HELPERS_WAITING, tally.HELPERS_MATCHED))
    return 100 * float(waiting / (waiting + matched)) if waiting + matched > 0 else float("nan")


def help_activity_lost(panel: Panel) -> float:
    """Return how far matched helpers in June lie below their largest number since the lockdown, in per cent."""
    active = panel.rows[:, tally.HELPERS_MATCHED]
    peak = active[LOCKDOWN].max()
    return 100 * float(1 - active[JUNE].mean() / peak) if peak > 0 else float("nan")


def short_of_help(panel: Panel) -> float:
    """Return who went without help for a month or more, of the adults with an open need since the measures."""
    weeks = panel.summer["weeks_in_need"] - panel.before["weeks_in_need"]
    return panel.summer.share(weeks >= MONTH, panel.summer.adult & (weeks > 0))


def initiatives_there(raws: Sequence[RawResult]) -> float:
    """Return how many initiatives exist at the end of runs, relative to their sites; help groups have none."""
    kinds = np.concatenate([raw.slot_kinds for raw in raws])
    last = np.sum([raw.rows[-1] for raw in raws], axis=0)
    usual = [tally.RUNNING_FIRST + kind for kind in range(len(KIND_NAMES)) if kind != HELP_GROUP]
    return float(last[usual].sum() / np.count_nonzero(kinds != HELP_GROUP))


SURVEYS = (
    volunteered_q1,
    volunteered_q2,
    volunteered_kept,
    volunteered_year,
    neighbourhood_volunteers,
    stopped_for_good,
    sign_up_ratio,
    sign_ups_matched,
    capacity_unused,
    help_activity_lost,
    short_of_help,
)
