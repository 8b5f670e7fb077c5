"""Draws over columns, and ways to turn them into exact totals instead of lucky ones."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from cohesie_sim.compiling import kernel
from cohesie_sim.neighbourhood.columns import Flags, Floats
from cohesie_sim.randomness import Stream, stream_key, uniform_pair

Indices = NDArray[np.int64]

_PURPOSES, _PAIRS = 0, 1  # stand where the week stands in a simulation: the synthesis has no weeks


class Purpose(IntEnum):
    """What a draw is for, within its stream; a number never changes, new purposes come at the end."""

    ALONE = 0
    SHARED_SIZE = 1
    SHARED_ORDER = 2
    ONE_PARENT = 3
    DEPENDENT = 4
    PARENT = 5
    PARTNER = 6
    HOUSEHOLD_PLACE = 7
    STRAINED = 8
    VULNERABLE = 9
    OFFLINE = 10
    VOLUNTEER = 11
    STUDENT = 12
    WORKER = 13
    SOCIABILITY = 14
    FAMILY = 15
    FRIENDS = 16
    WORK = 17
    PUBLIC = 18
    NEIGHBOURLINESS = 19
    SUSCEPTIBILITY = 20
    SOCIAL = 21
    EMOTIONAL = 22
    OUTDOORS = 23
    SQUARE = 24
    FIELD = 25
    BUS_STOP = 26
    SLOT_PLACE = 27
    FLEXIBILITY = 28
    BRIDGING = 29


@kernel
def _uniforms(key: int, purpose: int, out: Floats) -> None:
    for entity in range(out.size):
        out[entity] = uniform_pair(key, entity, purpose)


class Luck:
    """The draws with which one neighbourhood is built.

    Parameters
    ----------
    seed, replicate
        Which world; see :func:`cohesie_sim.randomness.stream_key`.
    """

    def __init__(self, seed: int, replicate: int) -> None:
        self._seed = seed
        self._replicate = replicate

    def pair_key(self, stream: Stream) -> int:
        """Return the key for draws by pairs of entities.

        Parameters
        ----------
        stream
            Which decision.

        Returns
        -------
        int
            Key for :func:`cohesie_sim.randomness.uniform_pair`, apart from that of :meth:`uniforms`.
        """
        return stream_key(self._seed, self._replicate, int(stream), _PAIRS)

    def uniforms(self, stream: Stream, purpose: Purpose, count: int) -> Floats:
        """Return one draw per entity, uniform on [0, 1).

        Parameters
        ----------
        stream, purpose
            What the draws are for.
        count
            Number of entities.

        Returns
        -------
        array of shape (count,)
            ``uniform_pair(key, entity, purpose)``.
        """
        out = np.empty(count)
        key = stream_key(self._seed, self._replicate, int(stream), _PURPOSES)
        _uniforms(key, int(purpose), out)
        return out

    def normals(self, stream: Stream, purpose: Purpose, count: int) -> Floats:
        """Return one standard normal draw per entity, made from :meth:`uniforms`.

        Parameters
        ----------
        stream, purpose
            What the draws are for.
        count
            Number of entities.

        Returns
        -------
        array of shape (count,)
            Finite values.
        """
        middle_of_step = 2.0**-54
        return np.asarray(ndtri(self.uniforms(stream, purpose, count) + middle_of_step))


def apportion(shares: Sequence[float], total: int) -> list[int]:
    """Split a total in proportion, by largest remainder.

    Parameters
    ----------
    shares
        Non-negative weights, at least one of them positive.
    total
        What to split.

    Returns
    -------
    list of int
        One count per share; they sum to `total` and each is within one of its exact part.
    """
    exact = np.asarray(shares, dtype=float) * (total / sum(shares))
    counts = np.floor(exact).astype(int)
    largest = np.argsort(counts - exact, kind="stable")[: total - int(counts.sum())]
    counts[largest] += 1
    return [int(count) for count in counts]


def choose(count: int, weight: ArrayLike, uniforms: Floats) -> Flags:
    """Choose exactly `count` entities without replacement, the heavier more often.

    The key of Efraimidis & Spirakis (2006, "Weighted random sampling with a reservoir"): the highest ``log(u) / w``
    win.

    Parameters
    ----------
    count
        How many; no more than there are positive weights.
    weight
        Relative chance of each entity, scalar or of shape (n,); zero is never chosen before a positive weight.
    uniforms
        One draw per entity, shape (n,).

    Returns
    -------
    array of bool, shape (n,)
        True for the chosen.
    """
    heavy = np.broadcast_to(np.asarray(weight, dtype=float), uniforms.shape)
    score = np.full(uniforms.shape, -np.inf)
    possible = heavy > 0
    score[possible] = np.log(uniforms[possible] + 2.0**-54) / heavy[possible]
    chosen = np.zeros(uniforms.shape, dtype=np.bool_)
    chosen[np.argsort(-score, kind="stable")[:count]] = True
    return chosen


def fill(capacity: Indices, amount: int) -> Indices:
    """Fill places in order until the amount is used.

    Parameters
    ----------
    capacity
        Room of each place, shape (m,).
    amount
        What to distribute.

    Returns
    -------
    array of int64, shape (m,)
        What each place holds: full first, then one partly filled, then empty.
    """
    before = np.cumsum(capacity) - capacity
    return np.asarray(np.clip(amount - before, 0, capacity))


def normal_scores(latent: Floats) -> Floats:
    """Return standard normal quantiles in the order of a latent score, so that every share is exact.

    Parameters
    ----------
    latent
        Any real numbers, shape (n,).

    Returns
    -------
    array of shape (n,)
        ``ndtri((rank + 0.5) / n)``.
    """
    ranks = np.empty(latent.size)
    ranks[np.argsort(latent, kind="stable")] = np.arange(latent.size)
    return np.asarray(ndtri((ranks + 0.5) / max(latent.size, 1)))
