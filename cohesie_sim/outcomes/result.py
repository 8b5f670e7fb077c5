"""What one run leaves behind, the same for both engines; everything reported is computed from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

COMMITMENT_FIELDS = ("resident", "slot", "role", "start", "end", "cause", "matched")
LIFE_FIELDS = ("slot", "start", "end", "cause")
TIE_FIELDS = ("low", "high", "kind")


@dataclass(frozen=True)
class RawResult:
    """Tallies, histories and final state of one run.

    Attributes
    ----------
    replicate
        Number of the replicate.
    sums
        Sums over residents, shape (weeks, groups, resident tallies); see :mod:`cohesie_sim.outcomes.columns`.
    rows
        Tallies of the neighbourhood, shape (weeks, neighbourhood tallies).
    commitments
        One row per commitment of a volunteer or helper, in order of leaving; columns ``COMMITMENT_FIELDS``.
    lives
        One row per life of an initiative, in order of ending; columns ``LIFE_FIELDS``.
    residents
        Final state: name of the variable to an array of length n.
    traits
        What stays the same about residents: name to an array of length n.
    ties
        Final ties, sorted, columns ``TIE_FIELDS``.
    tie_strength
        Strength of each final tie.
    slot_kinds
        Kind of each slot.
    """

    replicate: int
    sums: npt.NDArray[np.float64]
    rows: npt.NDArray[np.float64]
    commitments: npt.NDArray[np.int32]
    lives: npt.NDArray[np.int32]
    residents: dict[str, npt.NDArray[np.generic]]
    traits: dict[str, npt.NDArray[np.generic]]
    ties: npt.NDArray[np.int32]
    tie_strength: npt.NDArray[np.float64]
    slot_kinds: npt.NDArray[np.int32]
