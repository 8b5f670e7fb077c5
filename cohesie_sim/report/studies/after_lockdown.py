"""After reopening: the same crisis, then community work is halved, stopped, kept or grown, at once or late."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import pandas as pd

from cohesie_sim.outcomes.measures import BY_NAME
from cohesie_sim.report.conditions import Condition, Period, values_of
from cohesie_sim.report.effects import draw_effects
from cohesie_sim.report.findings import Finding, compare_by, level
from cohesie_sim.report.picture import Picture
from cohesie_sim.report.results import Results
from cohesie_sim.report.studies.after_lockdown_back import draw_back
from cohesie_sim.report.studies.after_lockdown_paths import draw_paths
from cohesie_sim.report.studies.after_lockdown_recovery import BEFORE, lasting, recovery_weeks, until_horizon
from cohesie_sim.report.studies.after_lockdown_without import WITHOUT_CORONA, findings_without, shares_by
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language
from cohesie_sim.rules.hypothesis import HYPOTHESES

HOLD: Final = Condition("hold_after")
PATHS: Final = {
    "cut": Condition("cut_after"),
    "stop": Condition("hold_after", "stop"),
    "grow": Condition("grow_after"),
    "stop_half_year": Condition("hold_after", "stop_half_year"),
    "stop_year": Condition("hold_after", "stop_year"),
    "grow_late": Condition("hold_after", "grow_late"),
}
WITHOUT: Final = ("no_kick_start", "no_invitations")
AT_ONCE, LATE = ("cut", "stop", "grow"), ("stop_half_year", "stop_year", "grow_late")
LAST_YEAR: Final = "last_year"
LAST_HALF: Final = ("2023-07-03", "2100-01-01")  # when every late path has been at its last level for months
SMALL: Final = ("running_coffee_club", "running_walking_group")
_LASTING: Final = ("running_huiskamer", "running_restaurant", *SMALL)  # all but help groups
_COUNTED: Final = {"initiatives": _LASTING, "huiskamers": ("running_huiskamer",), "small": SMALL}
_FIGURES: Final = {  # which differences share a picture: endings of their names
    "effects": ("_cut",),
    "effects_stop": ("_stop", "_no_kick_start", "_no_invitations"),
    "effects_grow": ("_grow",),
    "effects_late": ("_stop_half_year", "_stop_year", "_grow_late", "_waiting"),
}
Values = Callable[[str], "pd.Series[float]"]


def findings(results: Results) -> list[Finding]:
    """Return what every path changes against keeping the funding, and how fast social life comes back."""
    return [
        *_against_hold(results, AT_ONCE, LAST_YEAR, ("isolated", "out_of_sight", "lonely", "weekly_neighbours")),
        *_against_hold(results, AT_ONCE, LAST_YEAR, ("trust", "participants", "initiatives", "huiskamers", "lasting")),
        *_saved(results),
        *findings_without(results, _at_once()),
        *_recovery(results),
        *_against_hold(results, ("stop",), LAST_YEAR, ("small",)),
        *_mechanisms(results),
        *_against_hold(results, LATE, LAST_HALF, ("isolated", "weekly_neighbours", "participants", "lasting")),
        *_waiting(results),
    ]


def outcome(results: Results, name: str, condition: Condition, period: Period) -> Values:
    """Return the values per replicate of an outcome, as a function of the hypothesis.

    Parameters
    ----------
    results
        Of the experiment.
    name
        ``lasting``, ``participants``, a group of initiatives, or a measure.
    condition, period
        Which runs and weeks.

    Returns
    -------
    callable
        Hypothesis to values.
    """
    if name == "lasting":
        return lambda hypothesis: lasting(results, condition, hypothesis)
    if name in _COUNTED:
        return lambda hypothesis: _compared_to_before(results, _COUNTED[name], condition, period, hypothesis)
    measure = "participants_per_1000" if name == "participants" else name
    return lambda hypothesis: values_of(results, measure, condition, period, hypothesis)


def _compared_to_before(
    results: Results, columns: Sequence[str], condition: Condition, period: Period, hypothesis: str
) -> pd.Series[float]:
    """Return how many initiatives exist, as a share of those before corona in the same neighbourhood."""
    now, before = (
        pd.concat([values_of(results, column, condition, when, hypothesis) for column in columns], axis=1).sum(axis=1)
        for when in (period, BEFORE)
    )
    return now / before.where(before > 0)


def _unit(name: str) -> str:
    if name in _COUNTED or name == "lasting":
        return "share"
    return BY_NAME[name.replace("participants", "participants_per_1000")].unit


def _against_hold(results: Results, paths: Sequence[str], period: Period, names: Sequence[str]) -> list[Finding]:
    return [
        finding
        for path in paths
        for name in names
        for finding in compare_by(
            f"{name}_{path}",
            _unit(name),
            outcome(results, name, PATHS[path], period),
            outcome(results, name, HOLD, period),
        )
    ]


def _saved(results: Results) -> list[Finding]:
    """Return what halving saves per 1,000 residents and year, at both ends of the assumed cost."""
    cost = results.manifest["cost_eur_per_fte_year_assumed"]
    held = values_of(results, "hours_bought", HOLD, LAST_YEAR)
    per_1000 = results.levels[-1] / 10
    return [
        level(
            f"saved_cut_{end}",
            "article",
            "EUR",
            per_1000 * cost[end] * (1 - values_of(results, "hours_bought", PATHS["cut"], LAST_YEAR) / held),
        )
        for end in ("low", "high")
    ]


def _at_once() -> dict[str, Condition]:
    return {"hold": HOLD, **{path: PATHS[path] for path in AT_ONCE}}


def _recovery(results: Results) -> list[Finding]:
    """Return recovery against the months before corona, as the criteria of claim C16 ask for it."""

    def weeks(condition: Condition) -> Values:
        return lambda hypothesis: until_horizon(
            results, recovery_weeks(results, "participants", condition, hypothesis), condition
        )

    found = compare_by("recovery_participants_stop", "weeks", weeks(PATHS["stop"]), weeks(HOLD))
    for path in ("hold", "stop"):
        never = {
            hypothesis: recovery_weeks(results, "participants", _at_once()[path], hypothesis).isna()
            for hypothesis in HYPOTHESES
        }
        found += shares_by(f"never_participants_{path}", never)
    return found


def _mechanisms(results: Results) -> list[Finding]:
    """Return what stopping does when workers start nothing, and when they invite nobody."""
    return [
        finding
        for name, without in (*(("participants", without) for without in WITHOUT), ("small", "no_kick_start"))
        for finding in compare_by(
            f"{name}_stop_{without}",
            _unit(name),
            outcome(results, name, Condition("hold_after", f"stop_{without}"), LAST_YEAR),
            outcome(results, name, Condition("hold_after", without), LAST_YEAR),
        )
    ]


def _waiting(results: Results) -> list[Finding]:
    """Return what growing a year late costs against growing at once, over all the time since reopening."""
    return [
        finding
        for name in ("isolated", "participants")
        for finding in compare_by(
            f"{name}_waiting",
            _unit(name),
            outcome(results, name, PATHS["grow_late"], "after"),
            outcome(results, name, PATHS["grow"], "after"),
        )
    ]


def pictures(results: Results, found: Sequence[Finding], words: StudyWords, language: Language) -> Iterator[Picture]:
    """Yield the paths from reopening on, how many neighbourhoods are back, and the differences by path."""
    yield draw_paths(results, {"hold": HOLD, "without": WITHOUT_CORONA, **PATHS}, words, language)
    yield draw_back(results, _at_once(), words, language)
    for figure, endings in _FIGURES.items():
        yield draw_effects(results, [f for f in found if f.name.endswith(endings)], words, language, figure)
