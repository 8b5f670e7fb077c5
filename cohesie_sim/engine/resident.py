"""Rows of the residents' columns; see :class:`cohesie_sim.engine.columns.Residents`."""

from __future__ import annotations

LEVELS = (
    "fear",
    "habituation",
    "trust",
    "familiarity",
    "idle_memory",
    "strain",
    "outdoor_habit",
    "family",
    "friends",
    "neighbours",
    "meetings",
    "usual_contacts",
    "social",
    "emotional",
)
(
    FEAR,
    HABITUATION,
    TRUST,
    FAMILIARITY,
    IDLE_MEMORY,
    STRAIN,
    OUTDOOR_HABIT,
    FAMILY,
    FRIENDS,
    NEIGHBOURS,
    MEETINGS,
    USUAL_CONTACTS,
    SOCIAL,
    EMOTIONAL,
) = range(len(LEVELS))

STATES = (
    "initiative",
    "participates",
    "since",
    "idle_since",
    "client",
    "need_weeks",
    "seen_by_initiative",
    "seen_by_professional",
    "volunteered",
)
(
    INITIATIVE,
    PARTICIPATES,
    SINCE,
    IDLE_SINCE,
    CLIENT,
    NEED_WEEKS,
    SEEN_BY_INITIATIVE,
    SEEN_BY_PROFESSIONAL,
    VOLUNTEERED,
) = range(len(STATES))

CODES = (
    "role",
    "online",
    "isolated",
    "has_helper",
    "was_helped",
    "came",
    "was_matched",
)
(
    ROLE,
    ONLINE,
    ISOLATED,
    HAS_HELPER,
    WAS_HELPED,
    CAME,
    WAS_MATCHED,
) = range(len(CODES))

TOTALS = (
    "weeks_isolated",
    "weeks_out_of_sight",
    "weeks_lonely",
    "weeks_in_need",
    "worker_contacts",
)
(
    WEEKS_ISOLATED,
    WEEKS_OUT_OF_SIGHT,
    WEEKS_LONELY,
    WEEKS_IN_NEED,
    WORKER_CONTACTS,
) = range(len(TOTALS))
