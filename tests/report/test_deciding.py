"""What decides is named when it does, and seldom when nothing does."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cohesie_sim.report.deciding import FALSE_NAME, what_decides

RNG = np.random.default_rng(7)
DRAWS = 20
HYPOTHESES = ["article", "self_reliance", "null"]


def parameters(rng: np.random.Generator, count: int = 20) -> pd.DataFrame:
    """Return draws of parameters that have nothing to do with each other."""
    return pd.DataFrame(rng.random((DRAWS, count)), columns=[f"parameters.p.q{k}" for k in range(count)])


def under_all(values: pd.Series) -> pd.DataFrame:
    """Return the same effects under every hypothesis."""
    return pd.DataFrame(dict.fromkeys(HYPOTHESES, values))


def test_the_parameter_that_moves_an_effect_is_named() -> None:
    given = parameters(np.random.default_rng(1))
    effects = under_all(given["parameters.p.q7"] - 0.5)
    assert what_decides(effects, effects, given) == "parameters.p.q7"
    crooked = effects**3  # ranks do not mind
    assert what_decides(crooked, crooked, given) == "parameters.p.q7"


def test_a_parameter_that_works_under_one_hypothesis_only_is_named_too() -> None:
    given = parameters(np.random.default_rng(2))
    effects = under_all(given["parameters.p.q3"] - 0.5)
    effects["null"] = 0.0
    effects["self_reliance"] = 0.0
    assert what_decides(effects, effects, given) == "parameters.p.q3"


def test_the_hypothesis_is_named_when_it_explains_more_than_any_parameter() -> None:
    given = parameters(np.random.default_rng(3))
    effects = under_all(0.1 * given["parameters.p.q0"])
    effects["null"] -= 1.0
    assert what_decides(effects, effects, given) == "hypothesis"
    effects = under_all(given["parameters.p.q0"])
    effects["null"] -= 0.02  # sure, since it is so in every draw, and small
    assert what_decides(effects, effects, given) == "parameters.p.q0"


def test_many_parameters_together_are_not_named() -> None:
    given = parameters(np.random.default_rng(4))
    effects = under_all(given.sum(axis=1))
    assert what_decides(effects, effects, given) == "unexplained"


def test_without_spread_there_is_nothing_to_explain() -> None:
    given = parameters(np.random.default_rng(5))
    still = under_all(pd.Series([0.3] * DRAWS))
    assert what_decides(still, still, given) == ""
    assert what_decides(still.iloc[:1], still.iloc[:1], given.iloc[:1]) == ""


def test_hypotheses_that_differ_by_luck_are_not_named() -> None:
    """Means over draws differ a little by luck; without luck nothing else is left, yet that explains nothing."""
    rng = np.random.default_rng(6)
    means = pd.DataFrame(rng.normal(size=(DRAWS, 3)), columns=HYPOTHESES)
    effects = pd.DataFrame({name: [means[name].mean()] * DRAWS for name in HYPOTHESES})
    assert what_decides(means, effects, parameters(rng)) == "unexplained"


def test_a_parameter_that_does_not_vary_is_no_candidate() -> None:
    given = parameters(np.random.default_rng(8), 2).assign(still=1.0)
    effects = under_all(given["parameters.p.q1"])
    assert what_decides(effects, effects, given[["still", "parameters.p.q1"]]) == "parameters.p.q1"
    assert what_decides(effects, effects, given[["still"]]) == "unexplained"


def test_something_is_named_by_chance_no_more_often_than_stated() -> None:
    """Of 400 findings that nothing decides, 5 % are 20, with a standard deviation of 4.4: at most 33 are named."""
    named = 0
    for _ in range(400):
        shared = RNG.normal(size=(DRAWS, 1))  # the luck of a draw is the same under all hypotheses
        means = pd.DataFrame(shared + RNG.normal(size=(DRAWS, 3)), columns=HYPOTHESES)
        named += what_decides(means, means, parameters(RNG)) != "unexplained"
    assert named <= 400 * FALSE_NAME + 3 * (400 * FALSE_NAME * (1 - FALSE_NAME)) ** 0.5
