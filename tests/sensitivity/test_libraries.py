from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.rules.hypothesis import HYPOTHESES
from cohesie_sim.sensitivity.effects import Condition
from cohesie_sim.sensitivity.ema import workbench_model
from cohesie_sim.sensitivity.libraries import salib, sklearn, workbench
from cohesie_sim.sensitivity.runs import Batch, Point, run_part


@pytest.mark.parametrize(
    ("get", "module", "extra"),
    [(salib, "SALib", "sensitivity"), (sklearn, "sklearn", "sensitivity"), (workbench, "ema_workbench", "ema")],
)
def test_a_missing_library_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, get: Callable[[str], Any], module: str, extra: str
) -> None:
    part = {"SALib": "sample.morris", "sklearn": "gaussian_process", "ema_workbench": "analysis.prim"}[module]
    for name in [name for name in sys.modules if name.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ConfigurationError, match=rf"cohesie-sim\[{extra}\]") as refused:
        get(part)
    assert "\n" not in str(refused.value)


@pytest.mark.slow
def test_the_workbench_runs_the_model() -> None:
    names = ["parameters.fear.rise", "population.slots.coffee_club"]
    model = workbench_model(names, residents=60, replicates=1)
    assert [one.name for one in model.uncertainties] == [
        "parameters__fear__rise",
        "population__slots__coffee_club",
        "hypothesis",
    ]
    ema = workbench("em_framework")
    experiments, outcomes = ema.perform_experiments(model, scenarios=2, policies=2)
    assert len(experiments) == 4
    row = experiments.iloc[1]
    assert row["hypothesis"] in HYPOTHESES
    changes = {name: row[name.replace(".", "__")] for name in names} | {"hypothesis": row["hypothesis"]}
    again = run_part(Batch("t", [Point(changes)], 1, 60, {"only": Condition("nl_2020_2022", row["fte"])}))
    assert again is not None
    assert outcomes["isolated"][1] == pytest.approx(again["isolated"].iloc[0])


def test_the_workbench_model_refuses_what_is_no_parameter() -> None:
    with pytest.raises(ConfigurationError, match="Did you mean"):
        workbench_model(["parameters.fear.rize"])
