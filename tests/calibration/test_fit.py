"""The fit of a toy world: recovered, the same whatever the workers, and resumed after a kill."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from cohesie_sim.calibration.fit import Distance, Effort, Fit, equal_draws, fit
from cohesie_sim.calibration.pilot import Summaries, learn, run_pilot
from cohesie_sim.calibration.recovery import recover, weighted_quantiles
from tests.calibration.toys import PROBLEM

EFFORT = Effort(particles=60, generations=3, least_acceptance=0.01)


class Here(Executor):
    """Runs a call at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def quiet(*_: int) -> None:
    """Tell nobody."""


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> tuple[Summaries, float]:
    path = tmp_path_factory.mktemp("pilot") / "pilot.jsonl"
    pilot = run_pilot(PROBLEM, 300, 1, Here(), path, quiet)
    summaries = learn(PROBLEM, pilot)
    distance = Distance(PROBLEM, summaries)
    return summaries, float(np.median([distance(point["found"], PROBLEM.observed()) for point in pilot]))


def fitted(start: tuple[Summaries, float], folder: Path, executor: Executor | None = None) -> Fit:
    return fit(PROBLEM, PROBLEM.observed(), start, folder, EFFORT, 3, executor or Here(), quiet)


def test_the_pilot_learns_what_the_targets_tell(start: tuple[Summaries, float]) -> None:
    assert (start[0].explained > 0.5).all()
    assert (start[0].explained < 1.0).all()


def test_a_pilot_that_was_cut_off_goes_on_to_the_same_end(tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole.jsonl", tmp_path / "broken.jsonl"
    first = run_pilot(PROBLEM, 20, 1, Here(), whole, quiet)
    broken.write_bytes(whole.read_bytes()[:1500])
    assert run_pilot(PROBLEM, 20, 1, Here(), broken, quiet) == first
    assert broken.read_bytes() == whole.read_bytes()


def test_the_fit_finds_the_parameters_behind_the_surveys(start: tuple[Summaries, float], tmp_path: Path) -> None:
    found = fitted(start, tmp_path)
    mean = np.average(found.particles[["a", "b"]].to_numpy(), axis=0, weights=found.weights)
    assert mean == pytest.approx([0.4, 0.5], abs=0.1)
    epsilons = [generation.epsilon for generation in found.generations]
    assert epsilons == sorted(epsilons, reverse=True)
    assert [generation.particles for generation in found.generations] == [60, 60, 60]


@pytest.mark.slow
def test_the_number_of_workers_changes_nothing(start: tuple[Summaries, float], tmp_path: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        far = fitted(start, tmp_path / "far", pool)
    here = fitted(start, tmp_path / "here")
    pd.testing.assert_frame_equal(far.particles, here.particles)
    assert far.weights.tolist() == here.weights.tolist()


class KilledError(Exception):
    """Stands for a kill."""


def test_a_fit_that_was_killed_goes_on_to_the_same_end(start: tuple[Summaries, float], tmp_path: Path) -> None:
    def kill(generation: int, _: int, evaluated: int) -> None:
        if (generation, evaluated) == (1, 40):
            raise KilledError

    with pytest.raises(KilledError):
        fit(PROBLEM, PROBLEM.observed(), start, tmp_path, EFFORT, 3, Here(), kill)
    kept = next(tmp_path.rglob("generation_1.pickle"))
    kept.write_bytes(kept.read_bytes()[:-10])  # as a kill in the middle of a write leaves it
    resumed = fitted(start, tmp_path)
    again = fitted(start, tmp_path / "again")
    pd.testing.assert_frame_equal(resumed.particles, again.particles)
    assert resumed.weights.tolist() == again.weights.tolist()
    pd.testing.assert_frame_equal(fitted(start, tmp_path).particles, again.particles)  # nothing is left to do


def test_equal_draws_have_the_weights_as_frequencies_and_the_drawn_parameters() -> None:
    particles = pd.DataFrame({"a": [0.1, 0.2, 0.3], "b": [0.5, 0.6, 0.7], "luck": [11, 12, 13]})
    draws = equal_draws(Fit(particles, np.array([0.5, 0.25, 0.25]), []), PROBLEM, 8, 1)
    assert draws["a"].value_counts().to_dict() == {0.1: 4, 0.2: 2, 0.3: 2}
    assert list(draws.columns) == ["a", "b", "noise"]
    assert draws.groupby("a")["noise"].nunique().tolist() == [1, 1, 1]


def test_weighted_quantiles_by_hand() -> None:
    assert weighted_quantiles(np.array([3.0, 1.0, 2.0]), np.array([1.0, 1.0, 2.0]), [0.125, 0.5, 0.875]).tolist() == [
        1.0,
        2.0,
        3.0,
    ]


@pytest.mark.slow
def test_intervals_hold_the_truth_about_as_often_as_they_say(start: tuple[Summaries, float], tmp_path: Path) -> None:
    """Ten toy cases of two parameters; a false alarm happens with a chance below 1 in 1,000 in each direction."""
    rows = pd.concat(recover(PROBLEM, start, tmp_path, EFFORT, range(10), 5, Here(), quiet))
    held = {level: int((rows[f"covered{level}"] == "yes").sum()) for level in (50, 90)}
    assert held[90] >= binom.ppf(0.001, len(rows), 0.9)
    assert held[50] >= binom.ppf(0.001, len(rows), 0.5)
    assert (rows["low90"] <= rows["low50"]).all()
    error = (rows["median"] - rows["truth"]).abs().mean()
    assert error < 0.125  # half of what guessing the middle of the prior gives
