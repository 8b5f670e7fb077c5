"""Counter-based random numbers: luck belongs to the resident, not to the order of the code.

A draw is a hash of (seed, replicate, stream, week, entity, other entity) mapped to [0, 1). There is no generator state,
so the same entity has the same luck in every scenario, for any number of workers and in both engines. The hash is the
SplitMix64 finaliser (Steele, Lea & Flood 2014, OOPSLA, "Fast splittable pseudorandom number generators").
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import numpy.typing as npt

from cohesie_sim.compiling import kernel, rule

Keys = npt.NDArray[np.int64]


class Stream(IntEnum):
    """One named stream per decision; a stream's number never changes, new streams come at the end."""

    HOUSEHOLD = 1
    TRAIT = 2
    PLACE = 3
    TIE = 4
    SLOT = 5
    FAMILY_MEETING = 10
    FRIENDS_MEETING = 12
    WORK_CONTACT = 14
    PUBLIC_CONTACT = 15
    NEIGHBOUR = 16
    VOLUNTEERING_ELSEWHERE = 17
    NEED = 20
    NEED_RESOLVED = 21
    SIGN_UP = 30
    HELPER_LEAVES = 31
    MATCH_RANK = 32
    HELP_SUCCEEDS = 33
    RECRUIT = 40
    QUIT = 41
    BOARD = 42
    FOUND = 43
    ADAPT = 45
    JOIN = 50
    LEAVE = 51
    ATTEND = 52
    SEAT_RANK = 53
    MEET = 54
    DELIVER = 55
    VISIT_CELL = 60
    STREET = 61
    FORMAT = 62
    FORMAT_ATTEND = 63
    FORMAT_MEET = 64
    VISIT_RANK = 65
    PRACTICAL_RANK = 66
    INVITE = 67
    VISIT_MODE = 68
    GET_ONLINE = 69
    PROFESSIONAL = 70
    PROFESSIONAL_KIND = 71
    REFER = 72
    ACCEPT = 73
    JOIN_CHOICE = 74
    BOND = 75
    MATCH = 76
    CLIENT_RANK = 77
    PART = 78
    FOUND_RANK = 79
    END = 80
    VISITS = 81
    PRACTICALS = 82
    YOUTH = 83
    ROUNDS = 84
    MEAL = 85


_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xD1342543DE82EF95)
_FIRST_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SECOND_MIX = np.uint64(0x94D049BB133111EB)
_TO_UNIT = 2.0**-53


STREAMS = 96  # length of a table of keys; larger than any stream's number


@rule
def _mix(z: np.uint64) -> np.uint64:
    z = (z ^ (z >> np.uint64(30))) * _FIRST_MIX
    z = (z ^ (z >> np.uint64(27))) * _SECOND_MIX
    return z ^ (z >> np.uint64(31))


@kernel
def stream_key(seed: int, replicate: int, stream: int, week: int) -> int:
    """Return the key of one stream in one week.

    Parameters
    ----------
    seed, replicate
        Which world; the same pair means the same luck in every scenario.
    stream
        A member of :class:`Stream`.
    week
        Index of the week; negative in the burn-in.

    Returns
    -------
    int
        A signed 64-bit key for :func:`uniform` and :func:`uniform_pair`.
    """
    z = _mix(np.uint64(seed) * _GOLDEN + np.uint64(1))
    z = _mix(z + np.uint64(replicate) * _GOLDEN)
    z = _mix(z + np.uint64(stream) * _GOLDEN)
    return np.int64(_mix(z + np.uint64(np.int64(week)) * _GOLDEN))  # type: ignore[return-value]


@kernel
def week_keys(seed: int, replicate: int, week: int) -> Keys:
    """Return the keys of all streams in one week.

    Parameters
    ----------
    seed, replicate
        Which world.
    week
        Index of the week; negative in the burn-in.

    Returns
    -------
    ndarray of int64
        Shape (STREAMS,), indexed by stream.
    """
    keys = np.empty(STREAMS, np.int64)
    for stream in range(STREAMS):
        keys[stream] = stream_key(seed, replicate, stream, week)
    return keys


@kernel
def uniform(key: int, entity: int) -> float:
    """Return the draw of one entity, uniform on [0, 1).

    Parameters
    ----------
    key
        From :func:`stream_key`.
    entity
        Index of the resident, cell, initiative slot or worker.

    Returns
    -------
    float
        A multiple of 2**-53.
    """
    z = _mix(np.uint64(key) + np.uint64(entity) * _GOLDEN)
    return np.float64(z >> np.uint64(11)) * _TO_UNIT


@kernel
def uniform_pair(key: int, first: int, second: int) -> float:
    """Return the draw of an ordered pair of entities, uniform on [0, 1).

    Parameters
    ----------
    key
        From :func:`stream_key`.
    first, second
        Indices; ties pass the lower index first.

    Returns
    -------
    float
        A multiple of 2**-53.
    """
    z = _mix(np.uint64(key) + np.uint64(first) * _GOLDEN + np.uint64(second) * _SECOND)
    return np.float64(z >> np.uint64(11)) * _TO_UNIT
