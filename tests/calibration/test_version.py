from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cohesie_sim.calibration import version


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the package, of which the fingerprint is taken."""
    package = tmp_path / "calibration"
    shutil.copytree(Path(version.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(version, "__file__", str(package / "version.py"))
    return package


def fingerprint() -> str:
    return version.survey_version.__wrapped__()


def test_a_copy_has_the_same_fingerprint(copied: Path) -> None:
    assert fingerprint() == version.survey_version()
    assert copied.is_dir()


@pytest.mark.parametrize("name", ["surveys/contact.py", "nation.toml", "worlds.py"])
def test_a_changed_survey_has_another_one(copied: Path, name: str) -> None:
    before = fingerprint()
    path = copied / name
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert fingerprint() != before


def test_a_changed_fit_has_the_same_one(copied: Path) -> None:
    before = fingerprint()
    (copied / "fit.py").write_text("# changed\n", encoding="utf-8")
    assert fingerprint() == before
