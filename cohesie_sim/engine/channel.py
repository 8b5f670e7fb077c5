"""Rows of the week's contacts, one per channel."""

from __future__ import annotations

CHANNELS = (
    "family_met",
    "family_called",
    "friends_met",
    "friends_called",
    "work",
    "public",
    "neighbours_outdoors",
    "neighbours_indoors",
    "neighbours_remote",
    "initiative_indoors",
    "initiative_outdoors",
    "initiative_remote",
    "volunteer",
    "worker_met",
    "worker_called",
)
(
    FAMILY_MET,
    FAMILY_CALLED,
    FRIENDS_MET,
    FRIENDS_CALLED,
    WORK,
    PUBLIC,
    NEIGHBOURS_OUTDOORS,
    NEIGHBOURS_INDOORS,
    NEIGHBOURS_REMOTE,
    INITIATIVE_INDOORS,
    INITIATIVE_OUTDOORS,
    INITIATIVE_REMOTE,
    VOLUNTEER,
    WORKER_MET,
    WORKER_CALLED,
) = range(len(CHANNELS))
