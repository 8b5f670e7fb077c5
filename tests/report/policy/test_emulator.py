"""The emulator against a function that is known: it finds it, knows how far off it is, and compares within cases."""

from __future__ import annotations

import numpy as np
import pytest

from cohesie_sim.report.policy.emulator import Kernel, Part, fit_part

FACTORS = ("before", "after", "place", "place")


def settings(number: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    place = rng.integers(2, size=number)
    return np.column_stack([rng.uniform(size=(number, 2)), place == 0, place == 1]).astype(float)


def truth(inputs: np.ndarray, seed: int) -> np.ndarray:
    """Return two outputs of eight cases: the second does not depend on what comes after."""
    rng = np.random.default_rng(seed)
    cases = np.random.default_rng(1).normal(size=(8, 2))
    before, after, place = inputs[:, 0], inputs[:, 1], inputs[:, 2]
    middle = np.column_stack([np.sin(3 * before) + after * place, before**2])
    return middle[:, None, :] + cases + 0.02 * rng.normal(size=(len(inputs), 8, 2))


@pytest.fixture(scope="module")
def part() -> Part:
    inputs = settings(64, 0)
    return fit_part(inputs, FACTORS, truth(inputs, 2))


def test_it_finds_what_it_has_not_seen_and_its_error_is_as_large_as_it_says(part: Part) -> None:
    inputs = settings(300, 5)
    found, told = truth(inputs, 6).mean(axis=1), part.predict(inputs).mean(axis=1)
    assert np.abs(told - found).mean() < 0.05 * found.std()
    held = np.abs(told - found) <= 1.645 * part.error(inputs)
    assert 0.8 <= held.mean() <= 0.99


def test_the_luck_of_a_case_falls_out_of_a_difference(part: Part) -> None:
    one, other = settings(50, 7), settings(50, 8)
    apart = part.predict(one) - part.predict(other)
    assert apart.std(axis=1).max() < 0.1  # cases themselves differ by 1
    known = (truth(one, 9) - truth(other, 9)).mean(axis=1)
    held = np.abs(apart.mean(axis=1) - known) <= 1.645 * part.error(one, other)
    assert 0.75 <= held.mean() <= 1


def test_a_small_difference_is_known_better_than_both_levels(part: Part) -> None:
    one = np.array([[1.6, 1.6, 1, 0]])  # beyond what was computed, where levels are unsure
    other = one + np.array([0.01, 0, 0, 0])
    apart = np.sqrt(part.error(one) ** 2 + part.error(other) ** 2)
    assert (part.error(one, other) < 0.2 * apart)[0, 0]


def test_the_error_grows_away_from_what_was_computed(part: Part) -> None:
    inside, beyond = np.array([[0.5, 0.5, 1, 0]]), np.array([[2.5, 2.5, 1, 0]])
    assert part.error(beyond)[0, 0] > 3 * part.error(inside)[0, 0]


def test_covariances_by_hand() -> None:
    kernel = Kernel(2.0, np.array([1.0, 2.0]), 0.1)
    found = kernel.between(np.array([[0.0, 0.0]]), np.array([[1.0, 2.0], [0.0, 0.0]]))
    assert found[0] == pytest.approx([2 / np.e, 2.0])  # half of 1 squared and half of 1 squared


def test_what_is_alike_everywhere_is_told_without_an_error() -> None:
    inputs = settings(10, 11)
    found = fit_part(inputs, FACTORS, np.full((10, 3, 2), 5.0))
    assert found.predict(inputs).tolist() == np.full((10, 3, 2), 5.0).tolist()
    assert found.error(inputs).max() == 0


def test_columns_of_one_choice_share_a_length(part: Part) -> None:
    for kernel in part.kernels:
        assert kernel.lengths[2] == kernel.lengths[3]
        assert kernel.lengths.shape == (4,)


def test_where_nearly_all_is_known_the_little_that_is_left_is_still_found() -> None:
    inputs = np.linspace(0, 1, 200)[:, None]
    kernel = Kernel(256.0, np.array([8.0]), 1e-6)
    scores = np.sin(inputs.T)[..., None] * np.ones(2)
    part = Part(inputs, np.zeros(1), np.ones((1, 1)), scores, (kernel,), np.zeros(1), 0.0)
    spread = scores[0].mean(axis=1).std()
    least = np.sqrt(kernel.noise) * spread  # what does not depend on the settings cannot be known
    told = part.mean_error(np.linspace(0.01, 0.99, 40)[:, None])
    assert (told > 0.99 * least).all()
    assert (told < 1.2 * least).all()
