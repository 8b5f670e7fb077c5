"""What a run of the model leaves behind, in the form that both engines share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cohesie_sim.model.inhabitant import NEVER
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.outcomes.result import RawResult

if TYPE_CHECKING:
    from cohesie_sim.model.model import NeighbourhoodModel
    from cohesie_sim.model.resident import Resident

_LEVELS = (
    "fear",
    "habituation",
    "trust",
    "familiarity",
    "idle_memory",
    "outdoor_habit",
    "family",
    "friends",
    "neighbours",
    "meetings",
    "usual_contacts",
    "social",
    "emotional",
)
_STATES = (
    "role",
    "need_weeks",
    "seen_by_initiative",
    "seen_by_professional",
    "volunteered",
    "online",
    "isolated",
    "was_helped",
    "came",
    "weeks_isolated",
    "weeks_out_of_sight",
    "weeks_lonely",
    "weeks_in_need",
    "worker_contacts",
)


def raw_result(model: NeighbourhoodModel) -> RawResult:
    """Return tallies and histories of the horizon so far, and the present state.

    Parameters
    ----------
    model
        At any moment of its run.

    Returns
    -------
    RawResult
        The compiled engine leaves the same at the end of the horizon.
    """
    residents, observer = model.residents, model.observer
    kept = [tie for resident in residents for tie in resident.ties.values()]
    ties = sorted(kept, key=lambda tie: (tie.low.index, tie.high.index))
    ends = [(tie.low.index, tie.high.index, tie.kind) for tie in ties]
    return RawResult(
        replicate=model.replicate,
        sums=np.array(observer.sums).reshape(-1, tally.GROUPS, len(tally.RESIDENT_TALLIES)),
        rows=np.array(observer.rows).reshape(-1, len(tally.NEIGHBOURHOOD_TALLIES)),
        commitments=observer.all_commitments(),
        lives=observer.all_lives(),
        residents=_final_state(residents),
        traits=model.neighbourhood.traits._asdict(),
        ties=np.array(ends, np.int32).reshape(-1, 3),
        tie_strength=np.array([tie.strength for tie in ties]),
        slot_kinds=model.neighbourhood.slots.kind,
    )


def _final_state(residents: list[Resident]) -> dict[str, np.ndarray]:
    state = {name: np.array([getattr(resident, name) for resident in residents], np.float64) for name in _LEVELS}
    state |= {name: np.array([getattr(resident, name) for resident in residents], np.int32) for name in _STATES}
    roles = np.array([_commitment(resident) for resident in residents], np.float64).T
    names = ("initiative", "since", "idle_since", "client", "was_matched")
    state["strain"] = roles[0]
    state |= {name: column.astype(np.int32) for name, column in zip(names, roles[1:], strict=True)}
    slots = [-1 if resident.participates is None else resident.participates.slot for resident in residents]
    state["participates"] = np.array(slots, np.int32)
    state["has_helper"] = np.array([resident.helper is not None for resident in residents], np.int32)
    return state


def _commitment(resident: Resident) -> tuple[float, ...]:
    """Return strain, slot, weeks, client and use of a resident's commitment; what is usual for those without one."""
    held = resident.commitment
    if held is None:
        return 0.0, -1, NEVER, NEVER, -1, 0
    client = -1 if held.client is None else held.client.index
    return held.strain, held.initiative.slot, held.since, held.idle_since, client, held.was_matched
