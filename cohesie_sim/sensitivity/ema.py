"""The model for users of the EMA workbench: uncertainties, levers and outcomes from the declarations.

For instance::

    from ema_workbench import MultiprocessingEvaluator
    from cohesie_sim.sensitivity.ema import workbench_model

    with MultiprocessingEvaluator(workbench_model(["parameters.fear.rise"])) as evaluator:
        experiments, outcomes = evaluator.perform_experiments(scenarios=100, policies=4)

The names of parameters have two underscores instead of a dot, as the workbench wants them: ``parameters__fear__rise``.
Every experiment is run in the same worlds, so that policies can be compared.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any, Final

from cohesie_sim.rules.hypothesis import HYPOTHESES
from cohesie_sim.scenarios import load_scenario
from cohesie_sim.sensitivity.effects import MEASURES, TIMES, Condition
from cohesie_sim.sensitivity.factors import all_factors, choose_factors
from cohesie_sim.sensitivity.libraries import workbench
from cohesie_sim.sensitivity.runs import Batch, Point, run_part
from cohesie_sim.sensitivity.space import HYPOTHESIS

FTE: Final = "fte"
_MOST_FTE: Final = 12.0
_DOT: Final = "__"
_KEPT: Final = tuple(name for name, (weeks, _) in MEASURES.items() if weeks == "crisis")


def workbench_model(
    names: Sequence[str] = (), *, scenario: str = TIMES[0], residents: int = 1000, replicates: int = 2, seed: int = 1
) -> Any:
    """Return the model as the EMA workbench runs it.

    Parameters
    ----------
    names
        Parameters that are uncertain, by dotted key; by default every uncertainty and lever there is.
    scenario
        Name of a scenario.
    residents, replicates, seed
        Size of the neighbourhood, worlds whose mean is taken, and which.

    Returns
    -------
    ema_workbench.Model
        Uncertainties: the parameters over their declared ranges, and ``hypothesis``. Lever: ``fte``, from 0 to 12.
        Outcomes: shares of isolated, lonely and severely lonely adults, and of initiatives that survive.

    Raises
    ------
    ConfigurationError
        When the workbench is missing, or a name or the scenario is unknown.
    """
    load_scenario(scenario)
    factors = choose_factors(names, all_factors()) if names else all_factors()
    ema = workbench()
    model = ema.Model("cohesie", function=_Function(scenario, residents, replicates, seed))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="ema_workbench")
        model.uncertainties = [
            (ema.IntegerParameter if f.whole else ema.RealParameter)(
                f.name.replace(".", _DOT), *_ends(f.low, f.high, f.whole)
            )
            for f in factors
        ] + [ema.CategoricalParameter(HYPOTHESIS, tuple(HYPOTHESES))]
        model.levers = [ema.RealParameter(FTE, 0.0, _MOST_FTE)]
        model.outcomes = [ema.ScalarOutcome(name) for name in _KEPT]
    return model


def _ends(low: float, high: float, whole: bool) -> tuple[float, float]:
    return (int(low), int(high)) if whole else (low, high)


class _Function:
    """What the workbench calls; it can be sent to other processes."""

    def __init__(self, scenario: str, residents: int, replicates: int, seed: int) -> None:
        self.__name__ = "cohesie"
        self._scenario, self._residents, self._replicates, self._seed = scenario, residents, replicates, seed

    def __call__(self, **given: Any) -> dict[str, float]:
        fte = float(given.pop(FTE, 0.0))
        changes = {name.replace(_DOT, "."): value for name, value in given.items()}
        batch = Batch(
            "workbench",
            [Point(changes)],
            self._replicates,
            self._residents,
            {"only": Condition(self._scenario, fte)},
            self._seed,
        )
        frame = run_part(batch)
        assert frame is not None  # noqa: S101 - nobody stops it
        means = frame[list(_KEPT)].mean()
        return {name: float(means[name]) for name in _KEPT}
