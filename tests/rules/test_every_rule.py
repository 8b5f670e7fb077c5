"""What all rules have in common: pure scalar functions, alone in their module, the same when compiled."""

from __future__ import annotations

import ast
import inspect
import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohesie_sim import kinds, rules
from cohesie_sim.compiling import kernel
from cohesie_sim.outcomes import definitions

Rule = Callable[..., Any]

MODULES = [import_module(f"{rules.__name__}.{info.name}") for info in pkgutil.iter_modules(rules.__path__)]
ALLOWED_IMPORTS = {
    "__future__",
    "math",
    "typing",
    "cohesie_sim.compiling",
    "cohesie_sim.declaration",
    "cohesie_sim.kinds",
}
SHARE = st.floats(0, 1)
# Two persons at least: nobody meets alone. Spacing and range of the items: as declared.
SPECIAL = {"present": st.integers(2, 60), "spacing": st.floats(0.05, 0.5), "latent": st.floats(-4, 4)}


def _functions(module: ModuleType) -> list[Rule]:
    return [
        function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]


def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))


RULES = [function for module in (*MODULES, kinds, definitions) for function in _functions(module)]


def _name(thing: Any) -> str:
    return f"{thing.__module__}.{thing.__name__}".removeprefix("cohesie_sim.")


def _arguments(function: Rule) -> dict[str, Any]:
    hints = get_type_hints(function)
    del hints["return"]
    return hints


def _is_record_of_scalars(hint: Any) -> bool:
    return hasattr(hint, "_fields") and all(
        inner in {int, float, bool} or _is_record_of_scalars(inner) for inner in get_type_hints(hint).values()
    )


def _values(name: str, hint: Any) -> st.SearchStrategy[Any]:
    if name in SPECIAL:
        return SPECIAL[name]
    if hint == tuple[float, float, float]:
        return st.tuples(SHARE, SHARE, SHARE)
    if hint is float:
        return SHARE
    if hint is int:
        return st.integers(0, 60)
    return st.from_type(hint)


@cache
def _compiled(function: Rule) -> Rule:
    @kernel
    def call(*arguments: Any) -> Any:
        return function(*arguments)

    return call


def test_there_are_rules() -> None:
    assert len(MODULES) >= 18
    assert len(RULES) >= 60


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_rule_module_imports_neither_another_one_nor_arrays_nor_luck(module: ModuleType) -> None:
    imported = set()
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.ImportFrom):
            imported.add(node.module)
        elif isinstance(node, ast.Import):
            imported.update(alias.name for alias in node.names)
    assert imported - ALLOWED_IMPORTS == set()


@pytest.mark.parametrize("module", [*MODULES, kinds, definitions], ids=lambda module: module.__name__)
def test_every_function_of_a_rule_module_is_a_rule(module: ModuleType) -> None:
    functions = [node for node in _tree(module).body if isinstance(node, ast.FunctionDef)]
    assert [f.name for f in functions if [ast.unparse(d) for d in f.decorator_list] != ["rule"]] == []


@pytest.mark.parametrize("function", RULES, ids=_name)
def test_a_rule_takes_numbers_and_records_of_numbers(function: Rule) -> None:
    for hint in _arguments(function).values():
        assert hint in {int, float, bool, tuple[float, float, float]} or _is_record_of_scalars(hint)


@pytest.mark.parametrize("function", RULES, ids=_name)
def test_a_rule_reads_all_its_arguments(function: Rule) -> None:
    (definition,) = ast.parse(inspect.getsource(function)).body
    read = {node.id for node in ast.walk(definition) if isinstance(node, ast.Name)}
    assert set(_arguments(function)) - read == set()


@pytest.mark.parametrize("function", RULES, ids=_name)
def test_a_compiled_rule_gives_what_python_gives_to_the_last_bit(function: Rule) -> None:
    hints = _arguments(function)
    compiled = _compiled(function)

    @settings(max_examples=10)
    @given(st.tuples(*(_values(name, hint) for name, hint in hints.items())))
    def check(arguments: tuple[Any, ...]) -> None:
        expected = function(*arguments)
        result = compiled(*arguments)
        assert result == expected
        assert isinstance(result, type(expected))

    check()
