"""Every example of README.md and docs/howto.md runs as it stands; links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from cohesie_sim.kinds import CAUSE_NAMES
from cohesie_sim.outcomes.frames import LEAVING_NAMES

ROOT = Path(__file__).parents[2]
SHIPPED = ("policy_space", "funding_sweep")  # results that examples begin from
DOCUMENTS = [ROOT / "README.md", ROOT / "docs" / "howto.md"]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """A fenced block: its language, its text, and the file that the words before it tell the reader to save it as."""

    language: str
    text: str
    saved_as: str


def _examples(path: Path) -> Iterator[Example]:
    """Yield the examples of a document, except those of the section Start, which sets up a whole machine."""
    text = re.sub(r"^## Start\n.*?(?=^## )", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    before = 0
    for block in _FENCED.finditer(text):
        name = re.search(r"[Ss]ave this as\s+`([\w.]+)`", text[before : block.start()])
        yield Example(block[1], block[2], name[1] if name else "")
        before = block.end()


def _run(command: list[str], folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{shlex.join(command)}\n{done.stdout}\n{done.stderr}"
    assert done.stdout.strip()


@pytest.mark.slow
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_example_runs(path: Path, tmp_path: Path) -> None:
    examples = list(_examples(path))
    for name in SHIPPED:
        shutil.copytree(ROOT / "results" / name, tmp_path / "results" / name, ignore=shutil.ignore_patterns("raw"))
    for example in examples:
        if example.language == "toml":
            (tmp_path / example.saved_as).write_text(example.text, encoding="utf-8")
        elif example.language == "sh":
            for line in example.text.splitlines():
                program, *words = shlex.split(line)
                assert program == "cohesie"
                _run([sys.executable, "-m", "cohesie_sim", *words], tmp_path)
    script = "\n".join(example.text for example in examples if example.language == "python")
    _run([sys.executable, "-c", script], tmp_path)
    assert {example.language for example in examples} <= {"toml", "sh", "python", "text"}


def test_examples_of_every_kind_are_found() -> None:
    found = [(path.name, example.language) for path in DOCUMENTS for example in _examples(path)]
    assert {("README.md", "python"), ("README.md", "sh"), ("howto.md", "toml"), ("howto.md", "python")} <= set(found)
    named = {example.saved_as for path in DOCUMENTS for example in _examples(path) if example.language == "toml"}
    assert named == {"my_neighbourhood.toml", "my_scenario.toml", "my_design.toml"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_within_the_project_lead_somewhere(path: Path) -> None:
    made_by_command = ROOT / "results"
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        page = (path.parent / name).resolve() if name else path
        assert page.exists() or made_by_command in page.parents, target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\s-]", "", title).lower().replace(" ", "-") for title in headings}, target


def test_the_how_to_explains_weeks_dates_and_every_cause() -> None:
    text = (ROOT / "docs" / "howto.md").read_text(encoding="utf-8")
    for name in ("week", "date", *CAUSE_NAMES, *LEAVING_NAMES):
        assert f"`{name}`" in text
