"""Tasks: ``nox`` runs every check on every Python of this machine, ``nox -s lint`` one of them."""

from __future__ import annotations

from typing import Any

import nox

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False  # a machine rarely has every Python; .ci/run names those it needs
nox.options.sessions = ["lint", "types", "imports", "tests"]

PROJECT: dict[str, Any] = nox.project.load_toml("pyproject.toml")
# The oldest supported Python takes the oldest supported Mesa; Mesa 3.4 and later need Python 3.12.
MESA = {"3.11": "mesa==3.3.0", "3.12": "mesa==3.5.*", "3.13": "mesa==3.5.*"}


def _group(name: str) -> tuple[str, ...]:
    return nox.project.dependency_groups(PROJECT, name)


def _tool(name: str) -> str:
    return next(requirement for requirement in _group("lint") if requirement.startswith(name))


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and layout."""
    session.install(_tool("ruff"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Check types."""
    session.install("-e", ".", *_group("dev"))
    session.run("mypy")


@nox.session
def imports(session: nox.Session) -> None:
    """Check that imports point one way."""
    session.install(_tool("import-linter"))
    session.run("lint-imports")


@nox.session(python=list(MESA))
def tests(session: nox.Session) -> None:
    """Run all tests, on the package as it is shipped in the wheel's dependencies and data."""
    session.install(".", MESA[str(session.python)], *_group("test"))
    with session.chdir(session.create_tmp()):  # outside the sources: does the wheel carry its data files?
        session.run("cohesie", "scenarios", silent=True)
        session.run("cohesie", "neighbourhoods", silent=True)
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session
def tests_fast(session: nox.Session) -> None:
    """Run the tests that take seconds, on this Python."""
    session.install("-e", ".", *_group("test"))
    session.run("python", "-m", "pytest", "-m", "not slow", *session.posargs)
