"""Rows of the residents' traits; see :class:`cohesie_sim.engine.columns.Traits`."""

from __future__ import annotations

NUMBERS = (
    "family_rate",
    "friends_rate",
    "work_rate",
    "public_rate",
    "susceptibility",
    "social_setpoint",
    "emotional_setpoint",
    "outdoor_preference",
)
(
    FAMILY_RATE,
    FRIENDS_RATE,
    WORK_RATE,
    PUBLIC_RATE,
    SUSCEPTIBILITY,
    SOCIAL_SETPOINT,
    EMOTIONAL_SETPOINT,
    OUTDOOR_PREFERENCE,
) = range(len(NUMBERS))

ADDRESSES = (
    "cell",
    "household",
)
(
    CELL,
    HOUSEHOLD,
) = range(len(ADDRESSES))

CODES = (
    "age",
    "occupation",
    "lives_alone",
    "vulnerable",
    "strained",
    "online",
    "volunteers_elsewhere",
    "group",
)
(
    AGE,
    OCCUPATION,
    LIVES_ALONE,
    VULNERABLE,
    STRAINED,
    ONLINE,
    VOLUNTEERS_ELSEWHERE,
    GROUP,
) = range(len(CODES))
