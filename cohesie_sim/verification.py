"""Verifying that both engines live the same weeks: every integer equal, every float within 1e-12, week by week."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.model import NeighbourhoodModel
from cohesie_sim.outcomes.columns import NEIGHBOURHOOD_TALLIES, RESIDENT_TALLIES
from cohesie_sim.outcomes.frames import SPLITS
from cohesie_sim.outcomes.result import COMMITMENT_FIELDS, LIFE_FIELDS, TIE_FIELDS, RawResult
from cohesie_sim.rules.volunteering import MATCHED_HELPER, UNCOMMITTED, WAITING_HELPER
from cohesie_sim.scenarios import Scenario

TOLERANCE = 1e-12  # relative to the larger of the value and one


class Difference(NamedTuple):
    """The first thing in which two results differ.

    Attributes
    ----------
    replicate
        Number of the replicate.
    week
        First week of the horizon at whose end something differs (what differs since the burn-in differs in week 0), or
        the week of an event in a history.
    entity
        Whom or what it is about, such as ``resident 17``.
    quantity
        Name of the variable.
    compiled, model
        Its value in the compiled engine and in the Mesa model; NaN where it does not exist.
    """

    replicate: int
    week: int
    entity: str
    quantity: str
    compiled: float
    model: float

    def __str__(self) -> str:
        place = f"replicate {self.replicate}, week {self.week}, {self.entity}: {self.quantity}"
        return f"{place} is {self.compiled!r} in the compiled engine and {self.model!r} in the Mesa model"


def verify(
    scenario: Scenario, residents: int = 200, replicates: int = 1, seed: int = 1, **agent_classes: Any
) -> Difference | None:
    """Run a scenario in both engines and compare everything that they leave behind.

    Parameters
    ----------
    scenario
        What to run.
    residents
        Size of the neighbourhood; the Mesa model takes about 40 microseconds per resident and week.
    replicates
        Number of replicates, at least one.
    seed
        Which world.
    agent_classes
        Passed to :class:`~cohesie_sim.model.NeighbourhoodModel`: shows where a changed behaviour is first felt.

    Returns
    -------
    Difference or None
        None when the engines agree.

    Raises
    ------
    ValueError
        When ``replicates`` is not positive.
    """
    if replicates < 1:
        raise ValueError(f"replicates = {replicates} is not allowed: a whole number from 1.")
    small = scenario.with_changes({"residents": residents})
    differences = (_first_difference(small, seed, replicate, agent_classes) for replicate in range(replicates))
    return next((difference for difference in differences if difference is not None), None)


def _first_difference(
    scenario: Scenario, seed: int, replicate: int, agent_classes: dict[str, Any]
) -> Difference | None:
    """Compare whole runs; where they differ, look for the first such week and for the residents concerned."""

    def run(weeks: int) -> tuple[RawResult, RawResult]:
        shorter = scenario.with_changes({"calendar.weeks": weeks})
        model = NeighbourhoodModel(shorter, seed, replicate, **agent_classes).run()
        return run_replicate(shorter, seed, replicate), model.raw()

    difference = compare(*run(scenario.weeks))
    if difference is None:
        return None
    enough = min(max(difference.week + 1, 1), scenario.weeks)
    # A level that is not tallied may have differed for long before it shows in a tally or at the end.
    weeks = 1 + bisect_left(range(1, enough), True, key=lambda weeks: compare(*run(weeks)) is not None)
    results = run(weeks)
    return next(_in_residents(*results), compare(*results))


def compare(compiled: RawResult, model: RawResult) -> Difference | None:
    """Return the first difference between two results of the same scenario, seed and replicate.

    Parameters
    ----------
    compiled, model
        Of the two engines.

    Returns
    -------
    Difference or None
        Weekly tallies come first, week by week; then the histories; then residents and ties at the end of the horizon.
    """
    for differences in (_in_tallies, _in_histories, _in_residents, _in_ties):
        found = next(differences(compiled, model), None)
        if found is not None:
            return found
    return None


def _differs(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Return where two arrays differ; a NaN differs from everything."""
    a, b = np.asarray(one, np.float64), np.asarray(other, np.float64)
    return ~(np.abs(a - b) <= TOLERANCE * np.maximum(np.abs(a), 1.0))


def _in_tallies(compiled: RawResult, model: RawResult) -> Iterator[Difference]:
    for week in range(len(compiled.rows)):
        one, other = compiled.rows[week], model.rows[week]
        for k in np.flatnonzero(_differs(one, other)):
            values = float(one[k]), float(other[k])
            yield Difference(model.replicate, week, "neighbourhood", NEIGHBOURHOOD_TALLIES[k], *values)
        sums, others = compiled.sums[week], model.sums[week]
        for group, k in np.argwhere(_differs(sums, others)):
            values = float(sums[group, k]), float(others[group, k])
            yield Difference(model.replicate, week, _group_name(group), RESIDENT_TALLIES[k], *values)


def _group_name(group: int) -> str:
    places = np.unravel_index(group, [len(names) for names in SPLITS.values()])
    return "residents " + ", ".join(names[k] for names, k in zip(SPLITS.values(), places, strict=True))


def _in_histories(compiled: RawResult, model: RawResult) -> Iterator[Difference]:
    yield from _in_rows("commitment", COMMITMENT_FIELDS, compiled.commitments, model.commitments, model.replicate)
    yield from _in_rows("life of an initiative", LIFE_FIELDS, compiled.lives, model.lives, model.replicate)


def _in_rows(
    entity: str, fields: tuple[str, ...], one: npt.NDArray[np.int32], other: npt.NDArray[np.int32], replicate: int
) -> Iterator[Difference]:
    """Compare two histories row by row, in order of ending."""
    both, end = min(len(one), len(other)), fields.index("end")
    for row, k in np.argwhere(_differs(one[:both], other[:both])):
        week = int(min(one[row, end], other[row, end]))
        values = float(one[row, k]), float(other[row, k])
        yield Difference(replicate, week, f"{entity} {row}", fields[k], *values)
    if len(one) != len(other):
        week = int((one if len(one) > both else other)[both, end])
        yield Difference(replicate, week, entity, "number", len(one), len(other))


def _in_residents(compiled: RawResult, model: RawResult) -> Iterator[Difference]:
    """Compare the final states, resident by resident."""
    one, other = _lasting_state(compiled), _lasting_state(model)
    names = list(one)
    table, others = (np.column_stack([state[name] for name in names]) for state in (one, other))
    for i, k in np.argwhere(_differs(table, others)):
        week, values = len(model.rows) - 1, (float(table[i, k]), float(others[i, k]))
        yield Difference(model.replicate, week, f"resident {i}", names[k], *values)


def _lasting_state(raw: RawResult) -> dict[str, npt.NDArray[Any]]:
    """Return the residents' state without the weeks of commitments that are over: the Mesa model forgets them."""
    state, role = dict(raw.residents), raw.residents["role"]
    state["since"] = np.where(role == UNCOMMITTED, 0, state["since"])
    state["idle_since"] = np.where(np.isin(role, (WAITING_HELPER, MATCHED_HELPER)), state["idle_since"], 0)
    return state


def _in_ties(compiled: RawResult, model: RawResult) -> Iterator[Difference]:
    """Compare the final ties, in order of their ends."""
    week, nan = len(model.rows) - 1, float("nan")
    one, other = (
        {tuple(tie): strength for tie, strength in zip(raw.ties.tolist(), raw.tie_strength.tolist(), strict=True)}
        for raw in (compiled, model)
    )
    for tie in sorted(one.keys() | other.keys()):
        values = one.get(tie, nan), other.get(tie, nan)
        if _differs(np.array(values[0]), np.array(values[1])):
            entity = "tie with " + ", ".join(f"{name} {end}" for name, end in zip(TIE_FIELDS, tie, strict=True))
            yield Difference(model.replicate, week, entity, "strength", *values)
