"""Briefs of the shipped results, and copies of a study that a test may damage."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from cohesie_sim.report.brief import make_brief
from cohesie_sim.report.words import Language

RESULTS = Path(__file__).parents[3] / "results"
STUDY = "nearness"  # small, with groups


@cache
def _made(study: str, language: Language) -> dict[str, bytes]:
    return make_brief(RESULTS if study == "results" else RESULTS / study, language)


@pytest.fixture
def brief_of() -> Callable[[str, Language], tuple[str, bytes]]:
    """Return what gives the HTML and the PDF of a shipped study."""

    def give(study: str, language: Language) -> tuple[str, bytes]:
        files = _made(study, language)
        return files[f"brief.{language}.html"].decode(), files[f"brief.{language}.pdf"]

    return give


class Copy:
    """A copy of the results of a study, and what changes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def seal(self) -> None:
        """Write the fingerprint of findings.csv into the manifest, as if the study had made it like this."""

        def change(manifest: dict[str, object]) -> None:
            files = manifest["files"]
            assert isinstance(files, dict)
            files["findings.csv"] = {"sha256": hashlib.sha256(self.path("findings.csv").read_bytes()).hexdigest()}

        self.manifest(change)

    def path(self, name: str) -> Path:
        """Return the path of a file."""
        return self.folder / name

    def manifest(self, change: Callable[[dict[str, object]], object]) -> None:
        """Change the manifest."""
        manifest = json.loads(self.path("manifest.json").read_text(encoding="utf-8"))
        change(manifest)
        self.path("manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    def findings(self, change: Callable[[str], str], *, sealed: bool = True) -> None:
        """Change the text of findings.csv."""
        path = self.path("findings.csv")
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
        if sealed:
            self.seal()


@pytest.fixture
def copied(tmp_path: Path) -> Copy:
    """Return a copy of a study."""
    folder = tmp_path / STUDY
    folder.mkdir()
    for name in ("manifest.json", "findings.csv", "nearness.nl.png", "nearness.en.png"):
        shutil.copyfile(RESULTS / STUDY / name, folder / name)
    return Copy(folder)
