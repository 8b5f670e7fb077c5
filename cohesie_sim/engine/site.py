"""Rows of the initiatives' columns; see :class:`cohesie_sim.engine.columns.Sites`."""

from __future__ import annotations

LEVELS = (
    "energy",
    "reserve",
    "support",
    "strain",
)
(
    ENERGY,
    RESERVE,
    SUPPORT,
    STRAIN,
) = range(len(LEVELS))

STATES = (
    "running",
    "mode",
    "started",
    "short_volunteers",
    "short_board",
    "short_participants",
    "short_money",
    "volunteers",
    "waiting",
    "board",
    "participants",
    "attended",
)
(
    RUNNING,
    MODE,
    STARTED,
    SHORT_VOLUNTEERS,
    SHORT_BOARD,
    SHORT_PARTICIPANTS,
    SHORT_MONEY,
    VOLUNTEERS,
    WAITING,
    BOARD,
    PARTICIPANTS,
    ATTENDED,
) = range(len(STATES))
