"""Counter-based random numbers: the right bits, uniform, and nothing in common between any two draws.

Every statistical test would fail by chance once in a million seeds. Where many pairs are compared at once the limit of
each is lowered accordingly (Bonferroni).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cohesie_sim.randomness import STREAMS, Stream, stream_key, uniform, uniform_pair, week_keys

Floats = npt.NDArray[np.float64]

FALSE_ALARM = 1e-6
WORLDS = [(0, 0), (1, 0), (2024, 7), (2**62 + 1, 999)]
MASK = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15
SECOND = 0xD1342543DE82EF95
INT64 = st.integers(-(2**63), 2**63 - 1)
INDEX = st.integers(0, 2**31 - 1)


# A second implementation, in whole numbers of any size.


def _finalise(z: int) -> int:
    z &= MASK
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def _reference_key(seed: int, replicate: int, stream: int, week: int) -> int:
    z = _finalise(seed * GOLDEN + 1)
    for part in (replicate, stream, week):
        z = _finalise(z + part * GOLDEN)
    return z - 2**64 if z >= 2**63 else z


def _reference_uniform(key: int, first: int, second: int = 0) -> float:
    return (_finalise(key + first * GOLDEN + second * SECOND) >> 11) / 2**53


@given(seed=st.integers(0, 2**63 - 1), replicate=INDEX, stream=st.sampled_from(Stream), week=st.integers(-600, 3000))
def test_keys_have_the_bits_of_the_reference(seed: int, replicate: int, stream: Stream, week: int) -> None:
    assert stream_key(seed, replicate, int(stream), week) == _reference_key(seed, replicate, stream, week)


@given(key=INT64, first=INDEX, second=INDEX)
def test_draws_have_the_bits_of_the_reference(key: int, first: int, second: int) -> None:
    assert uniform(key, first) == _reference_uniform(key, first)
    assert uniform_pair(key, first, second) == _reference_uniform(key, first, second)


def test_draws_are_those_of_the_published_generator() -> None:
    # The first five outputs of SplitMix64 from state 1234567, the test vector that its implementations share.
    outputs = [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]
    assert [uniform(1234567, k) for k in range(1, 6)] == [(output >> 11) / 2**53 for output in outputs]


def test_golden_values() -> None:
    key = stream_key(2020, 3, int(Stream.QUIT), -5)
    assert key == 5430724568313527585
    assert uniform(key, 17) == 0.9540258033749209
    assert uniform_pair(key, 17, 4) == 0.28486727146481794


def test_stream_numbers_are_unique_and_fit_the_table_of_keys() -> None:
    names = Stream.__members__  # an equal number would make a name an alias, which iteration leaves out
    assert len({int(stream) for stream in names.values()}) == len(names)
    assert all(0 <= stream < STREAMS for stream in names.values())


@given(seed=st.integers(0, 2**63 - 1), replicate=INDEX, week=st.integers(-600, 3000))
def test_the_table_of_a_week_holds_the_key_of_every_stream(seed: int, replicate: int, week: int) -> None:
    keys = week_keys(seed, replicate, week)
    assert keys.tolist() == [stream_key(seed, replicate, stream, week) for stream in range(STREAMS)]


def test_no_two_weeks_streams_or_worlds_share_a_key() -> None:
    keys = [week_keys(seed, rep, week) for seed in range(5) for rep in range(5) for week in range(-50, 50)]
    assert np.unique(np.concatenate(keys)).size == 5 * 5 * 100 * STREAMS


# Statistics.


def _draws(key: int, n: int) -> Floats:
    return np.array([uniform(key, entity) for entity in range(n)])


def _assert_uncorrelated(columns: Floats) -> None:
    """Fail when any two rows are correlated: r times the root of n is about standard normal."""
    rows, n = columns.shape
    correlations: Floats = np.asarray(np.corrcoef(columns))
    off_diagonal = correlations[np.triu_indices(rows, 1)]
    limit = stats.norm.isf(FALSE_ALARM / 2 / off_diagonal.size)
    assert np.abs(off_diagonal).max() * np.sqrt(n) < limit


@pytest.mark.parametrize(("seed", "replicate"), WORLDS)
@pytest.mark.parametrize("stream", [Stream.HOUSEHOLD, Stream.QUIT, Stream.ROUNDS])
def test_draws_are_uniform(seed: int, replicate: int, stream: Stream) -> None:
    draws = _draws(stream_key(seed, replicate, int(stream), 12), 40_000)
    assert draws.min() >= 0.0
    assert draws.max() < 1.0
    counts = np.bincount((draws * 500).astype(np.int64), minlength=500)
    assert FALSE_ALARM / 2 < stats.chisquare(counts).pvalue < 1 - FALSE_ALARM / 2  # neither uneven nor too even
    assert stats.kstest(draws, "uniform").pvalue > FALSE_ALARM
    assert np.unique(draws).size == draws.size  # 40,000 draws of 2**53 values share one in 1e-7 of all cases


@pytest.mark.parametrize(("seed", "replicate"), WORLDS)
def test_every_bit_is_a_fair_coin(seed: int, replicate: int) -> None:
    n = 40_000
    whole = (_draws(stream_key(seed, replicate, int(Stream.JOIN), 3), n) * 2**53).astype(np.int64)
    ones = np.array([((whole >> bit) & 1).sum() for bit in range(53)])
    assert np.abs(ones - n / 2).max() / np.sqrt(n / 4) < stats.norm.isf(FALSE_ALARM / 2 / 53)


@pytest.mark.parametrize(("seed", "replicate"), WORLDS)
def test_streams_have_nothing_in_common(seed: int, replicate: int) -> None:
    _assert_uncorrelated(np.array([_draws(stream_key(seed, replicate, int(s), 5), 4_000) for s in Stream]))


@pytest.mark.parametrize(("seed", "replicate"), WORLDS)
def test_weeks_have_nothing_in_common(seed: int, replicate: int) -> None:
    weeks = range(-30, 30)
    _assert_uncorrelated(np.array([_draws(stream_key(seed, replicate, int(Stream.NEED), w), 4_000) for w in weeks]))


def test_worlds_have_nothing_in_common() -> None:
    keys = [stream_key(seed, rep, int(Stream.NEED), 8) for seed in range(8) for rep in range(8)]
    _assert_uncorrelated(np.array([_draws(key, 4_000) for key in keys]))


@pytest.mark.parametrize(("seed", "replicate"), WORLDS)
def test_residents_have_nothing_in_common_over_the_weeks(seed: int, replicate: int) -> None:
    keys = [stream_key(seed, replicate, int(Stream.NEED), week) for week in range(2_000)]
    _assert_uncorrelated(np.array([[uniform(key, entity) for key in keys] for entity in range(40)]))


@pytest.mark.parametrize(("seed", "replicate"), WORLDS)
@pytest.mark.parametrize("lag", [1, 2, 7])
def test_this_week_tells_nothing_about_a_later_one(seed: int, replicate: int, lag: int) -> None:
    now, later = (_draws(stream_key(seed, replicate, int(Stream.QUIT), week), 40_000) for week in (10, 10 + lag))
    table, *_ = np.histogram2d(now, later, bins=20, range=[[0, 1], [0, 1]])
    assert stats.chisquare(table.ravel()).pvalue > FALSE_ALARM


Mirror = Callable[[int, int], tuple[int, int]]


@pytest.mark.parametrize(("seed", "replicate"), WORLDS)
@pytest.mark.parametrize(
    "other",
    [lambda i, j: (j, i), lambda i, j: (i + 1, j), lambda i, j: (i, j + 1), lambda i, j: (i + 1, j - 1)],
    ids=["swapped", "next first", "next second", "same sum"],
)
def test_pairs_have_nothing_in_common_with_the_swapped_or_the_next_pair(
    seed: int, replicate: int, other: Mirror
) -> None:
    key = stream_key(seed, replicate, int(Stream.NEIGHBOUR), 20)
    pairs = [(i, j) for i in range(200) for j in range(i + 2, 200)]  # disjoint from the swapped ones
    draws = np.array([uniform_pair(key, i, j) for i, j in pairs])
    others = np.array([uniform_pair(key, *other(i, j)) for i, j in pairs])
    assert stats.kstest(draws, "uniform").pvalue > FALSE_ALARM
    assert np.unique(draws).size == draws.size
    _assert_uncorrelated(np.array([draws, others]))
