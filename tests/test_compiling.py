"""Compiling: rules stay Python, kernels are cached for exactly these sources, and floats mean what they say."""

from __future__ import annotations

import math
from pathlib import Path

import numba
import pytest
from numba.core.errors import NumbaError

from cohesie_sim import compiling
from cohesie_sim.compiling import CACHE_FOLDER, kernel, rule, source_hash


def _halve(x: float) -> float:
    return 0.5 * x


_half = rule(_halve)


@kernel
def _sum_of_halves(n: int) -> float:
    total = 0.0
    for k in range(n):
        total += _half(k)
    return total


@kernel
def _there_and_back(x: float, far: float) -> float:
    return (x + far) - far


@kernel
def _divide(x: float, y: float) -> float:
    return x / y


def test_a_rule_remains_the_python_function_it_was() -> None:
    assert _half is _halve
    assert _half(3.0) == 1.5


def test_a_kernel_calls_rules_and_gives_what_python_gives() -> None:
    assert _sum_of_halves(5) == 0.5 * (0 + 1 + 2 + 3 + 4)
    assert _sum_of_halves(5) == _sum_of_halves.py_func(5)  # type: ignore[attr-defined]  # numba keeps the original


def test_additions_are_done_in_the_order_in_which_they_are_written() -> None:
    # With fast-math the compiler would cancel the two and return 1.
    assert _there_and_back(1.0, 1e16) == 0.0


def test_dividing_by_zero_gives_infinity_as_in_arrays() -> None:
    assert _divide(1.0, 0.0) == math.inf
    assert math.isnan(_divide(0.0, 0.0))


def test_a_kernel_releases_the_lock_and_runs_on_one_thread() -> None:
    options = _divide.targetoptions  # type: ignore[attr-defined]  # numba's dispatcher
    assert options["nogil"] is True
    assert not options.get("parallel", False)
    assert not options.get("fastmath", False)


def test_a_kernel_that_needs_python_objects_is_refused() -> None:
    @kernel
    def greet(name: str) -> object:
        return {name: object()}

    with pytest.raises(NumbaError):
        greet("Kerkrade")


def test_compiled_kernels_are_kept_on_disk() -> None:
    _divide(1.0, 2.0)
    assert list(Path(CACHE_FOLDER).rglob("*_divide*.nbi"))


def test_marking_a_kernel_leaves_the_settings_of_numba_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numba.config, "CACHE_DIR", "somewhere else")

    @kernel
    def one() -> int:
        return 1

    assert numba.config.CACHE_DIR == "somewhere else"  # type: ignore[attr-defined]  # set at run time
    with pytest.raises(TypeError):
        kernel(3)  # type: ignore[type-var]  # not a function: the settings must be restored all the same
    assert numba.config.CACHE_DIR == "somewhere else"  # type: ignore[attr-defined]  # set at run time


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the hash be taken of a small package instead of ours."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "compiling.py").write_text("first", encoding="utf-8")
    (tmp_path / "rules" / "fear.py").write_text("second", encoding="utf-8")
    monkeypatch.setattr(compiling, "__file__", str(tmp_path / "compiling.py"))
    return tmp_path


def test_the_hash_is_the_same_for_the_same_sources_wherever_they_lie(package: Path) -> None:
    before = source_hash()
    assert len(before) == 12
    (package / "notes.txt").write_text("no source", encoding="utf-8")
    assert source_hash() == before


def test_the_hash_changes_with_a_rule_in_another_file(package: Path) -> None:
    before = source_hash()
    (package / "rules" / "fear.py").write_text("changed", encoding="utf-8")
    assert source_hash() != before


def test_the_hash_changes_when_a_file_is_renamed_or_added(package: Path) -> None:
    before = source_hash()
    (package / "rules" / "fear.py").rename(package / "rules" / "worry.py")
    renamed = source_hash()
    (package / "rules" / "trust.py").write_text("", encoding="utf-8")
    assert len({before, renamed, source_hash()}) == 3


@pytest.mark.parametrize("variable", ["COHESIE_CACHE_DIR", "XDG_CACHE_HOME"])
def test_the_cache_goes_to_a_folder_of_these_sources_where_the_environment_says(
    variable: str, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COHESIE_CACHE_DIR", raising=False)
    monkeypatch.setenv(variable, str(package / "here"))
    folder = Path(compiling._cache_folder())
    assert folder == package / "here" / "cohesie_sim" / source_hash()
    assert folder.is_dir()
    assert list(folder.iterdir()) == []


def test_without_a_word_from_the_environment_the_cache_goes_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COHESIE_CACHE_DIR", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert Path(compiling._cache_folder()).parent == tmp_path / ".cache" / "cohesie_sim"


def test_where_nothing_can_be_written_the_cache_is_a_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("COHESIE_CACHE_DIR", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = Path(compiling._cache_folder())
    assert folder.parent == tmp_path
    assert folder.is_dir()
