"""Both engines live the same weeks: the project's backbone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohesie_sim import Scenario, load_scenario, scenario_names
from cohesie_sim.declaration import declarations
from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.outcomes.columns import NEIGHBOURHOOD_TALLIES, RESIDENT_TALLIES
from cohesie_sim.rules.hypothesis import HYPOTHESES
from cohesie_sim.scenarios.overrides import PARTS
from cohesie_sim.verification import verify

pytestmark = pytest.mark.twin

SHORT = {"calendar.weeks": 12, "calendar.burn_in_weeks": 8}
# Twelve weeks from here see the first lockdown, the second one, and what remains of the measures in 2022.
STARTS = ("2020-03-02", "2020-10-12", "2022-01-17")


def _short(start: str, hypothesis: str) -> Scenario:
    # More workers than usual and a quick municipality, so that twelve weeks are enough for everything they do.
    eager = {"least": 0.2, "slow": 4.0, "threshold": 1.05, "usual_start": 0.1}
    changes: dict[str, object] = {f"parameters.municipality.{name}": value for name, value in eager.items()}
    changes |= {**SHORT, "calendar.start": start, "hypothesis": hypothesis, "funding.fte_per_10000": 12}
    return load_scenario("nl_2020_2022").with_changes(changes)


def test_engines_agree_in_a_short_run() -> None:
    scenario = load_scenario("nl_2020_2022").with_changes({"calendar.weeks": 24, "calendar.burn_in_weeks": 8})
    assert verify(scenario, residents=150, replicates=2) is None


@pytest.mark.slow
@pytest.mark.parametrize("hypothesis", HYPOTHESES)
@pytest.mark.parametrize("name", scenario_names())
def test_engines_agree_over_the_whole_horizon_of_every_shipped_scenario(name: str, hypothesis: str) -> None:
    scenario = load_scenario(name).with_changes({"hypothesis": hypothesis})
    assert verify(scenario, residents=130, replicates=1, seed=1) is None
    assert verify(scenario, residents=190, replicates=1, seed=7) is None


@pytest.mark.slow
@pytest.mark.parametrize("hypothesis", HYPOTHESES)
@pytest.mark.parametrize("start", STARTS)
def test_engines_agree_in_a_larger_neighbourhood_with_many_workers(start: str, hypothesis: str) -> None:
    assert verify(_short(start, hypothesis), residents=1500, seed=3) is None


@pytest.mark.slow
@pytest.mark.parametrize("preset", ["archipelbuurt", "moerwijk", "schildersbuurt"])
def test_engines_agree_in_another_neighbourhood(preset: str) -> None:
    scenario = load_scenario("long_winter").with_changes({"neighbourhood": preset})
    assert verify(scenario, residents=160, seed=5) is None


def _drawn_parameters(seed: int) -> dict[str, object]:
    """Return a value for every parameter, anywhere in its plausible range."""
    rng = np.random.default_rng(seed)
    changes: dict[str, object] = {}
    rows = [row for part, record in PARTS.items() for row in declarations(record, f"{part}.")]
    for name, _, kind, declaration in rows:
        low, high = declaration.low, declaration.high
        value = int(rng.integers(int(low), int(high) + 1)) if kind is int else float(rng.uniform(low, high))
        changes[name] = value
    return changes


@pytest.mark.slow
@settings(max_examples=25)
@given(seed=st.integers(0, 2**32 - 1), hypothesis=st.sampled_from(sorted(HYPOTHESES)), start=st.sampled_from(STARTS))
def test_engines_agree_for_any_plausible_parameters(seed: int, hypothesis: str, start: str) -> None:
    scenario = _short(start, hypothesis).with_changes({"calendar.burn_in_weeks": 30, **_drawn_parameters(seed)})
    assert verify(scenario, residents=120, seed=seed % 1000) is None


@pytest.mark.slow
def test_the_compared_runs_contain_everything_that_is_counted() -> None:
    """Agreement on what never happens would prove nothing."""
    whole = [run_replicate(load_scenario(name).with_changes({"residents": 190}), 7) for name in scenario_names()]
    larger = [run_replicate(_short(start, "article").with_changes({"residents": 1500}), 3) for start in STARTS]
    rows = np.concatenate([raw.rows for raw in (*whole, *larger)])
    sums = np.concatenate([raw.sums.sum(axis=1) for raw in (*whole, *larger)])
    never = {name for name, values in zip(NEIGHBOURHOOD_TALLIES, rows.T, strict=True) if not values.any()}
    never |= {name for name, values in zip(RESIDENT_TALLIES, sums.T, strict=True) if not values.any()}
    assert never == set()
    causes = {cause for raw in (*whole, *larger) for cause in raw.commitments[:, 5].tolist()}
    assert causes == {0, 1, 2, 3, 4}
