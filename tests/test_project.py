"""The project around the package: what a stranger meets before any result."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from cohesie_sim.parameters import parameter_table

ROOT = Path(__file__).parent.parent
LONGEST_FILE = 300
BINARY = {".png", ".gif", ".parquet"}
# Written so that the patterns do not match this file.
OF_ONE_MACHINE = re.compile(
    r"(?<![\w.])/(?:work|root|home|opt|tmp)/"  # folders
    r"|[\w-]+\.(?:pythonhosted|pypi)\.org|(?<![\w.])pypi\.org"  # package registries
)


def _tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]


def _start_section() -> str:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)
    (start,) = [section for section in sections if section.startswith("Start\n")]
    return start


def test_start_is_one_fenced_block_of_exactly_two_lines() -> None:
    (block,) = re.findall(r"^```\w*\n(.*?)^```$", _start_section(), flags=re.MULTILINE | re.DOTALL)
    main_job, test_command = block.splitlines()
    assert main_job.endswith(".venv/bin/python experiments/funding_sweep.py")
    assert test_command.endswith(".venv/bin/python -m pytest")
    for line in (main_job, test_command):
        assert line.startswith("python3 -m venv .venv && "), "each line must work alone in a fresh clone"


def test_no_python_file_is_longer_than_a_reader_holds_in_mind() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in _tracked_files()
        if path.suffix == ".py"
    }
    assert lengths
    assert {name: length for name, length in lengths.items() if length >= LONGEST_FILE} == {}


def test_the_version_is_the_same_wherever_it_is_written() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    cited = re.search(r"^version: (\S+)$", citation, flags=re.MULTILINE)
    newest = re.search(r"^## \[(\S+)\]", changelog, flags=re.MULTILINE)
    assert cited
    assert newest
    assert project["version"] == cited[1] == newest[1]


def test_what_the_extra_for_watching_pins_is_what_is_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(project["project"]["optional-dependencies"]["viz"]) <= set(project["dependency-groups"]["test"])


def test_no_tracked_file_names_a_folder_of_one_machine_or_a_package_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in _tracked_files()
        if path.suffix not in BINARY
        for match in OF_ONE_MACHINE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("text", ["see /ro" + "ot/data", "at https://pypi" + ".org/simple", "'/wo" + "rk/main'"])
def test_the_search_for_machine_paths_finds_them(text: str) -> None:
    assert OF_ONE_MACHINE.search(text)


def test_every_cited_key_stands_in_the_list_of_references() -> None:
    references = (ROOT / "docs" / "references.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^\| \*\*(.+?)\*\* \|", references, flags=re.MULTILINE))
    sources = [row.declaration.source for row in parameter_table()]
    cited = {source.text.split(";")[0] for source in sources if source.kind == "cited"}
    assert cited
    assert cited - known == set()


def test_decisions_are_numbered_without_gaps_and_have_three_parts() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        headings = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], path.name
