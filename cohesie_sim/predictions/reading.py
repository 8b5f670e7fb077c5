"""One simulated neighbourhood, read as the surveys would: means over periods, and interviews at dates.

All numbers are per resident or per adult of this neighbourhood, so that neighbourhoods can be mixed by weights.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from cohesie_sim.calibration.positions import Position, positions_in_household
from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.kinds import HELP_GROUP, HUISKAMER, KIND_NAMES, MODE_NAMES
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.outcomes.definitions import is_lonely, is_severely_lonely
from cohesie_sim.outcomes.result import RawResult
from cohesie_sim.outcomes.weekly import FACE_TO_FACE
from cohesie_sim.predictions.calendar import BLOCK, INTERVIEWS, MONTHS_25, PERIODS, WEEKS
from cohesie_sim.rules.loneliness import LonelinessParameters, item_score
from cohesie_sim.scenarios import Scenario
from cohesie_sim.start import ADULT

Reading = dict[str, float]
_SHARES: Final = {  # of adults: tally, and the periods in which it is read
    "lonely": (tally.LONELY, ("before", "autumn_2020", "autumn_2022")),
    "severely_lonely": (
        tally.SEVERELY_LONELY,
        ("before", "autumn_2020", "january_2022", "mid_march_2022", "autumn_2022"),
    ),
    "emotionally_lonely": (tally.EMOTIONALLY_LONELY, ("before", "autumn_2020")),
    "socially_lonely": (tally.SOCIALLY_LONELY, ("before", "autumn_2020")),
    "neighbours": (tally.WEEKLY_NEIGHBOURS, ("2020", "april_to_september_2020")),
    "volunteered": (tally.VOLUNTEERED, ("before", "2020q1", "2020q4", "2021", "2021q4")),
    "need": (tally.NEED_OPEN, ("first_wave", "second_wave")),
}
_SOCIAL_ITEMS, _EMOTIONAL_ITEMS = 5, 6


def read_weeks(scenario: Scenario, seed: int, replicate: int) -> Reading:
    """Run a neighbourhood to the end of May 2023, and read what is counted every week.

    Parameters
    ----------
    scenario
        With the parameters of a draw.
    seed, replicate
        Whose luck.

    Returns
    -------
    dict
        Name, such as ``lonely autumn_2020``, to value.
    """
    return read_tallies(run_replicate(scenario.with_changes({"calendar.weeks": WEEKS}), seed, replicate))


def read_tallies(raw: RawResult) -> Reading:
    """Read the weekly counts and the histories of a run.

    Parameters
    ----------
    raw
        Of at least ``WEEKS`` weeks.

    Returns
    -------
    dict
        As :func:`read_weeks`.
    """
    sums = raw.sums.sum(axis=1)
    adults = sums[:, tally.ADULTS]
    found = {
        f"{name} {period}": float((sums[PERIODS[period], column] / adults[PERIODS[period]]).mean())
        for name, (column, periods) in _SHARES.items()
        for period in periods
    }
    daily = sums[:, list(FACE_TO_FACE)].sum(axis=1) / sums[:, tally.RESIDENTS] / 7
    found |= {
        f"contacts {period}": float(daily[PERIODS[period]].mean()) for period in ("before", "june_2020", "may_2023")
    }
    signed_up = raw.rows[:, tally.SIGN_UPS] / sums[:, tally.RESIDENTS]
    found |= {
        f"sign_ups {period}": float(signed_up[PERIODS[period]].mean()) for period in ("first_wave", "second_wave")
    }
    volunteered = sums[:, tally.VOLUNTEERED] / adults
    blocks = volunteered[BLOCK - 1 : PERIODS["2022"].stop : BLOCK]
    found |= {block_name(k): float(share) for k, share in enumerate(blocks)}
    return {**found, **_read_initiatives(raw), **_read_help_groups(raw)}


def block_name(k: int) -> str:
    """Return the name of the reading: who volunteered in the four weeks that end with week 4 k + 3."""
    return f"volunteered block {k}"


def _read_initiatives(raw: RawResult) -> Reading:
    """Count initiatives from before the measures, and those that in a later period have ended or are paused."""
    kinds = raw.slot_kinds[raw.lives[:, 0]]
    begins, paused = PERIODS["before"].stop, tally.MODE_FIRST + MODE_NAMES.index("paused")
    there = (raw.lives[:, 1] < begins) & (raw.lives[:, 2] >= begins)
    huiskamer = tally.RUNNING_FIRST + HUISKAMER, tally.ACTIVE_FIRST + HUISKAMER
    period = PERIODS["autumn_2020"]
    running = raw.rows[:, tally.RUNNING_FIRST : tally.RUNNING_FIRST + len(KIND_NAMES)].sum(axis=1)
    going = running[period] - raw.rows[period, tally.RUNNING_FIRST + HELP_GROUP]  # help groups never pause
    all_kinds = _stopped(raw, there & (kinds != HELP_GROUP), period, raw.rows[period, paused] / np.maximum(going, 1))
    period = PERIODS["october_november_2020"]
    open_rooms = raw.rows[period, huiskamer[1]] / np.maximum(raw.rows[period, huiskamer[0]], 1)
    rooms = _stopped(raw, there & (kinds == HUISKAMER), period, 1 - open_rooms)
    return {
        "initiatives": float((there & (kinds != HELP_GROUP)).sum()),
        "initiatives stopped": all_kinds,
        "huiskamers": float((there & (kinds == HUISKAMER)).sum()),
        "huiskamers closed": rooms,
    }


def _stopped(raw: RawResult, chosen: npt.NDArray[np.bool_], period: slice, paused: npt.NDArray[np.float64]) -> float:
    """Return how many of some initiatives have ended or are paused, on average over the weeks of a period.

    Who pauses is not recorded by initiative: those that still exist are paused as often as all that exist then.
    """
    ends = raw.lives[chosen, 2]
    alive = np.array([(ends > week).sum() for week in range(period.start, period.stop)])
    return float((chosen.sum() - alive * (1 - paused)).mean())


def _read_help_groups(raw: RawResult) -> Reading:
    """Count help groups founded in March 2020, and those of them that lasted 25 months."""
    slot, start, end, _ = raw.lives.T
    march = PERIODS["march_2020"]
    founded = (raw.slot_kinds[slot] == HELP_GROUP) & (start >= march.start) & (start < march.stop)
    return {"groups": float(founded.sum()), "groups lasting": float((founded & (end - start > MONTHS_25)).sum())}


def interview_all(scenario: Scenario, seed: int, replicate: int) -> Reading:
    """Interview residents at the dates of ``INTERVIEWS``, each at the end of a run of its own.

    The same luck gives the same trajectory up to each date.

    Parameters
    ----------
    scenario
        With the parameters of a draw.
    seed, replicate
        Whose luck.

    Returns
    -------
    dict
        Name, such as ``single severe 2021q2``, to the share of adults.
    """
    found: Reading = {}
    for name, week in INTERVIEWS.items():
        raw = run_replicate(scenario.with_changes({"calendar.weeks": week + 1}), seed, replicate)
        found |= {f"{what} {name}": share for what, share in interview(raw, scenario.parameters.loneliness).items()}
    return found


def interview(raw: RawResult, p: LonelinessParameters) -> Reading:
    """Interview the residents of a run at its end.

    Parameters
    ----------
    raw
        Of any length.
    p
        What turns latent loneliness into scores.

    Returns
    -------
    dict
        Shares of adults: those who are ``single``, in a ``couple`` without children, of ``65`` and over, of ``75`` and
        over; and those who are so and severely lonely (``single severe``) or lonely (``75 lonely``).
    """
    traits, state = raw.traits, raw.residents
    adult = np.asarray(traits["age"]) >= ADULT
    latent = zip(state["social"][adult].tolist(), state["emotional"][adult].tolist(), strict=True)
    scores = [
        item_score(social, p.social_first, p.spacing, _SOCIAL_ITEMS)
        + item_score(emotional, p.emotional_first, p.spacing, _EMOTIONAL_ITEMS)
        for social, emotional in latent
    ]
    severe, lonely = (np.array([decide(score) for score in scores]) for decide in (is_severely_lonely, is_lonely))
    position = positions_in_household(traits["household"], traits["age"])[adult]
    age = np.asarray(traits["age"])[adult]
    groups = {"single": position == Position.SINGLE, "couple": position == Position.COUPLE_WITHOUT_CHILDREN}
    found = {name: float(group.mean()) for name, group in groups.items()}
    found |= {f"{name} severe": float((group & severe).mean()) for name, group in groups.items()}
    for limit in (65, 75):
        found[f"{limit}"] = float((age >= limit).mean())
        found[f"{limit} lonely"] = float(((age >= limit) & lonely).mean())
    return found
