"""The schedule: what it says is what there is."""

from __future__ import annotations

import ast
import inspect
import pkgutil

import pytest

from cohesie_sim import rules
from cohesie_sim.engine import week
from cohesie_sim.schedule import SCHEDULE, Process

MODULES = {info.name for info in pkgutil.iter_modules(rules.__path__)}
# What the compiled week calls for each process; conditions are made before it and residents are counted after it.
CALLS = {
    "fear": "feel",
    "municipality": "govern",
    "planning": "plan_hours",
    "adaptation": "adapt",
    "contact": "keep_contact",
    "ties": "meet_neighbours",
    "meetings": "hold_meetings",
    "fieldwork": "work_in_the_field",
    "signals": "hear_signals",
    "needs": "arise_needs",
    "spontaneous help": "help_spontaneously",
    "volunteering": "volunteer",
    "viability": "survive",
    "participation": "join_and_leave",
    "referral": "refer",
    "isolation": "evaluate",
    "habits": "form_habits",
}


def test_processes_have_a_name_of_their_own() -> None:
    names = [process.name for process in SCHEDULE]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("process", SCHEDULE, ids=lambda process: process.name)
def test_a_process_names_an_actor_a_reason_and_modules_that_exist(process: Process) -> None:
    assert process.actor
    assert process.reason
    assert process.rules
    assert set(process.rules) <= MODULES


def test_every_rule_module_is_used_in_the_week() -> None:
    used = {module for process in SCHEDULE for module in process.rules}
    assert MODULES - used == {"hypothesis"}  # multipliers that the other rules receive


def test_measures_come_first_and_counting_last() -> None:
    assert SCHEDULE[0].name == "restrictions"
    assert SCHEDULE[-1].name == "outcomes"


def test_the_compiled_week_runs_the_processes_in_this_order() -> None:
    (function,) = ast.parse(inspect.getsource(week.run_week.py_func)).body  # type: ignore[attr-defined]  # numba's
    called = [
        (node.lineno, node.func.id)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    order = [name for _, name in sorted(called) if name in CALLS.values()]
    assert order == [CALLS[process.name] for process in SCHEDULE[1:-1]]
