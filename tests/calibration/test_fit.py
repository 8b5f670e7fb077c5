"""Bank, emulator and fit of a toy world: recovered, the same whatever the workers, and gone on with after a kill."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import binom

from cohesie_sim.calibration.bank import Bank, as_bank, fill_bank, luck_of
from cohesie_sim.calibration.emulator import learn
from cohesie_sim.calibration.fit import Effort, Fit, fit
from cohesie_sim.calibration.process import Learned, learn_from, spread_draws
from cohesie_sim.calibration.recovery import recover, row_of
from cohesie_sim.errors import ConfigurationError
from tests.calibration.toys import PROBLEM

EFFORT = Effort(particles=60, generations=3, least_acceptance=0.01)
CASES = 10


class Here(Executor):
    """Runs a call at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def quiet(*_: object) -> None:
    """Tell nobody."""


@pytest.fixture(scope="module")
def banks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bank, ...]:
    return fill_bank(PROBLEM, (400, CASES), 1, Here(), tmp_path_factory.mktemp("bank") / "bank.jsonl", quiet)


@pytest.fixture(scope="module")
def bank(banks: tuple[Bank, ...]) -> Bank:
    return banks[0]


@pytest.fixture(scope="module")
def learned(bank: Bank) -> Learned:
    return learn_from(PROBLEM, bank)


@pytest.fixture(scope="module")
def found(learned: Learned) -> Fit:
    return fit(learned.emulator, learned.summaries, PROBLEM.observed(), EFFORT, 3, quiet)


def test_worlds_of_the_bank_have_parameters_and_luck_of_their_own(bank: Bank) -> None:
    assert len({draw["a"] for draw in bank.draws}) == 400
    assert bank.draws[0] == PROBLEM.from_prior(luck_of(1, 0))
    assert bank.found.shape == (400, 3)


def test_a_bank_that_was_cut_off_goes_on_to_the_same_end(tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole.jsonl", tmp_path / "broken.jsonl"
    (first,) = fill_bank(PROBLEM, (20,), 1, Here(), whole, quiet)
    broken.write_bytes(whole.read_bytes()[:700])
    (again,) = fill_bank(PROBLEM, (20,), 1, Here(), broken, quiet)
    assert again.found.tolist() == first.found.tolist()
    assert broken.read_bytes() == whole.read_bytes()


def test_a_smaller_bank_leaves_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "bank.jsonl"
    fill_bank(PROBLEM, (20,), 1, Here(), path, quiet)
    before = path.read_bytes()
    parts = fill_bank(PROBLEM, (5, 3), 1, Here(), path, quiet)
    assert [len(part.luck) for part in parts] == [5, 3]
    assert parts[1].luck.tolist() == [luck_of(1, k) for k in (5, 6, 7)]
    assert path.read_bytes() == before


def test_worlds_without_something_to_survey_are_left_out() -> None:
    there, gone = {"x": 0.1, "y": 0.2, "z": 0.3}, {"x": 0.1, "y": float("nan"), "z": 0.3}
    assert as_bank(PROBLEM, [1, 2, 3], [there, gone, there]).luck.tolist() == [1, 3]


@pytest.mark.slow
def test_the_number_of_workers_changes_nothing(bank: Bank, tmp_path: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        (far,) = fill_bank(PROBLEM, (40,), 1, pool, tmp_path / "far.jsonl", quiet)
    assert far.found.tolist() == bank.found[:40].tolist()


def test_the_emulator_finds_what_parameters_do_and_keeps_the_luck_of_the_bank(learned: Learned) -> None:
    emulator = learned.emulator
    assert (emulator.explained > 0.9).all()
    assert emulator.leftovers.std(axis=0) == pytest.approx([0.05, 0.05, 0.05], rel=0.2)
    many = [emulator({"a": 0.3, "b": 0.6, "noise": 0.0}, luck) for luck in range(500)]
    assert np.mean([one["y"] for one in many]) == pytest.approx(0.9, abs=0.02)
    assert np.std([one["y"] for one in many]) == pytest.approx(0.05, rel=0.2)
    assert emulator({"a": 0.3, "b": 0.6, "noise": 0.0}, 7) == many[7]


def test_what_spans_orders_of_magnitude_is_emulated_on_the_scale_of_ratios(bank: Bank) -> None:
    steep = Bank(bank.luck, bank.draws, np.exp(6 * bank.found - 3))
    emulator = learn(PROBLEM, steep)
    assert emulator.logs.tolist() == [True, True, True]
    assert min(emulator({"a": 0.0, "b": 0.0, "noise": 0.0}, 3).values()) > 0


def test_the_fit_finds_the_parameters_behind_the_surveys(found: Fit) -> None:
    means = [np.mean([draw[key] for draw in found.draws]) for key in ("a", "b")]
    assert means == pytest.approx([0.4, 0.5], abs=0.1)
    assert {one.block for one in found.generations} == {"first", "second"}
    for block in ("first", "second"):
        epsilons = [one.epsilon for one in found.generations if one.block == block]
        assert epsilons == sorted(epsilons, reverse=True)
    assert all(one.effective > EFFORT.particles / 2 for one in found.generations)  # no few carry the weight


def test_a_particle_keeps_the_other_parameters_it_was_accepted_with(learned: Learned) -> None:
    draws = fit(learned.emulator, learned.summaries, PROBLEM.observed(), Effort(300, 4, 0.01), 3, quiet).draws
    noise, b = (np.array([draw[key] for draw in draws]) for key in ("noise", "b"))
    assert np.corrcoef(noise, b)[0, 1] < -0.2  # z is pushed up by both


def test_the_same_seed_gives_the_same_fit(learned: Learned, found: Fit) -> None:
    told: list[tuple[str, int, int]] = []
    again = fit(*learned, PROBLEM.observed(), EFFORT, 3, lambda *one: told.append(one))
    assert again == found
    assert told == [(one.block, one.generation, one.evaluations) for one in found.generations]


def test_some_draws_are_spread_over_all(found: Fit) -> None:
    some = spread_draws(found, 6)
    assert some["a"].tolist() == [found.draws[k]["a"] for k in (0, 10, 20, 30, 40, 50)]


def test_a_bank_that_is_too_small_is_refused(bank: Bank) -> None:
    with pytest.raises(ConfigurationError, match="45 worlds of the bank can be used; at least 50 are needed"):
        learn_from(PROBLEM, Bank(bank.luck[:45], bank.draws[:45], bank.found[:45]))


def test_quantiles_and_coverage_by_hand() -> None:
    row = row_of(3, "a", 0.96, np.linspace(0, 1, 101))
    assert (row["median"], row["low50"], row["high50"]) == pytest.approx((0.5, 0.25, 0.75))
    assert (row["low90"], row["high90"]) == pytest.approx((0.05, 0.95))
    assert (row["covered50"], row["covered90"]) == ("no", "no")


@pytest.mark.slow
def test_intervals_hold_the_truth_about_as_often_as_they_say(
    learned: Learned, banks: tuple[Bank, ...], tmp_path: Path
) -> None:
    """Ten toy cases of two parameters; a false alarm happens with a chance below 1 in 500."""
    effort = Effort(particles=100, generations=4, least_acceptance=0.01)
    rows = recover(*learned, banks[1], effort, 5, Here(), tmp_path, quiet)
    assert len(rows) == 2 * CASES
    assert (rows["effective"] > effort.particles / 2).all()
    for level in (50, 90):
        held = int((rows[f"covered{level}"] == "yes").sum())
        assert binom.ppf(0.001, len(rows), level / 100) <= held <= binom.ppf(0.9995, len(rows), min(0.99, level / 70))
    assert (rows["median"] - rows["truth"]).abs().mean() < 0.125  # half of what the middle of the prior gives
