"""What is kept of a run: small tables of columns, computed in the thread that ran it."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from cohesie_sim.experiment.phases import phase_codes
from cohesie_sim.kinds import CAUSE_NAMES, KIND_NAMES, MODE_NAMES
from cohesie_sim.outcomes import columns as tally
from cohesie_sim.outcomes.frames import LEAVING_NAMES, ROLE_NAMES, SPLITS
from cohesie_sim.outcomes.periods import PHASES
from cohesie_sim.outcomes.result import RawResult
from cohesie_sim.outcomes.weekly import neighbourhood_outcomes, resident_outcomes
from cohesie_sim.scenarios import Scenario
from cohesie_sim.start import ADULT

Columns = dict[str, npt.NDArray[np.generic]]
Tables = dict[str, Columns]

TABLES: Final = ("weekly", "splits", "initiatives", "volunteers")
RESIDENTS: Final = "residents"  # a further table, for designs that compare residents
WEEKLY: Final = (
    "isolated",
    "out_of_sight",
    "lonely",
    "severely_lonely",
    "socially_lonely",
    "emotionally_lonely",
    "loneliness_score",
    "weekly_neighbours",
    "known_by_worker",
    "need_open",
    "volunteered",
    "fear",
    "trust",
    "face_to_face_per_day",
    "own_circle",
    "outdoor_share",
    "contacts_neighbours_outdoors",
    "contacts_neighbours_indoors",
    "contacts_neighbours_remote",
    "contacts_initiative_indoors",
    "contacts_initiative_outdoors",
    "contacts_initiative_remote",
    "contacts_volunteer",
    "contacts_worker_met",
    "contacts_worker_called",
    "cooperation",
    "mean_link",
    "hours_bought",
    "hours_extra",
    "newly_known",
    "format_visitors",
    "visits",
    "signals",
    "referred_direct",
    "referred_via_worker",
    "sign_ups",
    "matches",
    "helpers_waiting",
    "helpers_matched",
    "helpers_left_unused",
    "helpers_left_used",
    "volunteers",
    "volunteers_recruited",
    "volunteers_quit",
    "participants",
    "deliveries",
    "fund_weeks",
    "founded",
    "ended",
    "running",
    *(f"running_{kind}" for kind in KIND_NAMES),
    "active",
    *(f"active_{kind}" for kind in KIND_NAMES),
    *(f"mode_{mode}" for mode in MODE_NAMES),
    "cohesion_index",
)
SPLIT: Final = (
    "isolated",
    "out_of_sight",
    "lonely",
    "severely_lonely",
    "socially_lonely",
    "emotionally_lonely",
    "weekly_neighbours",
    "known_by_worker",
    "need_open",
    "volunteered",
    "face_to_face_per_day",
    "own_circle",
)
_TRAITS: Final = {
    "age": np.int16,
    "lives_alone": np.bool_,
    "strained": np.bool_,
    "online": np.bool_,
    "family_rate": np.float32,
    "friends_rate": np.float32,
}
_TOTALS: Final = ("weeks_isolated", "weeks_out_of_sight", "weeks_lonely", "weeks_in_need", "worker_contacts")
_LATENT: Final = ("social", "emotional")
_FIRST_HELPER = ROLE_NAMES.index("waiting_helper")


def extract(raw: RawResult, scenario: Scenario, *, residents: bool = False) -> Tables:
    """Return what is kept of a run.

    Parameters
    ----------
    raw
        Of the compiled engine.
    scenario
        That was run.
    residents
        Keep one row per adult as well, in the table ``residents``: what the adult is like, totals over the horizon, and
        loneliness at its end.

    Returns
    -------
    dict
        ``weekly`` (one row per week: week, phase and the outcomes ``WEEKLY``), ``splits`` (per phase, split and
        group: mean outcomes ``SPLIT``), ``initiatives`` (one row per life), ``volunteers`` (counted commitments;
        ``wave`` is the phase in which a helper signed up); each a dict of columns of one length. Codes stand for
        names; :func:`decode` turns them back.
    """
    phases = phase_codes(scenario)
    tables = {
        "weekly": _weekly(raw, phases),
        "splits": _splits(raw, phases),
        "initiatives": _initiatives(raw),
        "volunteers": _volunteers(raw, phases),
    }
    return {**tables, RESIDENTS: _residents(raw)} if residents else tables


def decode(table: str, columns: Columns) -> Columns:
    """Return the columns of a table with names instead of codes.

    Parameters
    ----------
    table
        One of ``TABLES``, or ``RESIDENTS``.
    columns
        As :func:`extract` made them, or many of them joined.

    Returns
    -------
    dict
        The same columns; texts have type object.
    """
    groups = [(split, group) for split, names in SPLITS.items() for group in names]
    names: dict[str, tuple[str, ...]] = {
        "phase": PHASES,
        "wave": PHASES,
        "split": tuple(split for split, _ in groups),
        "group": tuple(group for _, group in groups),
        "kind": KIND_NAMES,
        "role": ("volunteer", "helper"),
        "cause": LEAVING_NAMES if table == "volunteers" else CAUSE_NAMES,
    }
    return {
        name: np.array(names[name], dtype=object)[values] if name in names else values
        for name, values in columns.items()
    }


def _weekly(raw: RawResult, phases: npt.NDArray[np.int8]) -> Columns:
    sums = raw.sums.sum(axis=1)
    outcomes = {**resident_outcomes(sums), **neighbourhood_outcomes(sums, raw.rows)}
    kept = {name: outcomes[name].astype(np.float32) for name in WEEKLY}
    residents = sums[:, tally.RESIDENTS].astype(np.int32)
    return {"week": np.arange(len(sums), dtype=np.int16), "phase": phases, "residents": residents, **kept}


def _splits(raw: RawResult, phases: npt.NDArray[np.int8]) -> Columns:
    present = np.unique(phases)
    sums = np.stack([raw.sums[phases == phase].mean(axis=0) for phase in present])
    cube = sums.reshape(len(present), *(len(groups) for groups in SPLITS.values()), -1)
    axes = range(1, 1 + len(SPLITS))
    by_group = np.concatenate([cube.sum(axis=tuple(k for k in axes if k != axis)) for axis in axes], axis=1)
    groups = by_group.shape[1]
    flat = by_group.reshape(-1, by_group.shape[-1])
    outcomes = resident_outcomes(flat)
    position = np.tile(np.arange(groups, dtype=np.int8), len(present))
    return {
        "phase": np.repeat(present, groups),
        "split": position,
        "group": position,
        "adults": flat[:, tally.ADULTS].round().astype(np.int32),
        **{name: outcomes[name].astype(np.float32) for name in SPLIT},
    }


def _initiatives(raw: RawResult) -> Columns:
    slot, start, end, cause = raw.lives[raw.lives[:, 2] >= 0].T
    order = np.lexsort((start, slot))
    columns = {"slot": slot, "kind": raw.slot_kinds[slot], "start": start, "end": end, "cause": cause}
    lives = {name: values[order] for name, values in columns.items()}
    return {**lives, "censored": lives["cause"] == 0}


def _volunteers(raw: RawResult, phases: npt.NDArray[np.int8]) -> Columns:
    """Count commitments: of volunteers at week 0 from then on, of helpers who signed up since from their sign-up."""
    _, _, role, start, end, cause, matched = raw.commitments.T
    helper = role >= _FIRST_HELPER
    kept = np.where(helper, start >= 0, start < 0) & (end >= 0)
    wave = np.where(start < 0, PHASES.index("before"), phases[np.maximum(start, 0)])
    lives = np.column_stack([helper, cause, matched, end - np.maximum(start, 0), wave])[kept]
    rows, count = np.unique(lives, axis=0, return_counts=True)
    return {
        "role": rows[:, 0].astype(np.int8),
        "cause": rows[:, 1].astype(np.int8),
        "matched": rows[:, 2].astype(bool),
        "weeks": rows[:, 3].astype(np.int32),
        "wave": rows[:, 4].astype(np.int8),
        "count": count.astype(np.int32),
        "censored": rows[:, 1] == 0,
    }


def _residents(raw: RawResult) -> Columns:
    traits, state = raw.traits, raw.residents
    adults = np.flatnonzero(np.asarray(traits["age"]) >= ADULT)
    kept: dict[str, npt.NDArray[np.generic]] = {"resident": adults.astype(np.int32)}
    kept |= {name: np.asarray(traits[name])[adults].astype(kind) for name, kind in _TRAITS.items()}
    kept |= {name: np.asarray(state[name])[adults].astype(np.int16) for name in _TOTALS}
    return kept | {name: np.asarray(state[name])[adults].astype(np.float32) for name in _LATENT}
