"""The manifest: enough to make the results again, and nothing about the machine's owner."""

from __future__ import annotations

import getpass
import json
import platform
import shutil
import socket
from pathlib import Path
from typing import Any

import pytest

from cohesie_sim.experiment import Finished
from cohesie_sim.experiment import commit as module
from cohesie_sim.experiment.provenance import make_manifest

COMMIT: dict[str, str | bool] = {"id": "0123abc", "package_changed_since": False}
FINISHED = Finished(12, 4, 1, 61.234, COMMIT)


def test_it_says_what_was_run_with_what(make_design: Any) -> None:
    manifest = make_manifest(make_design(), FINISHED, 80)
    assert (manifest["name"], manifest["seed"], manifest["replicates"], manifest["residents"]) == ("small", 1, 3, 80)
    scenarios = ["short_nl_2020_2022", "short_no_corona"]
    assert manifest["grids"] == [
        {
            "levels_fte_per_10000": [0.0, 8.0],
            "scenarios": scenarios,
            "hypotheses": ["article"],
            "variants": {"as_is": {}},
        }
    ]
    assert (manifest["runs"], manifest["runs_resumed"], manifest["runs_failed"]) == (12, 4, 1)
    assert manifest["wall_seconds"] == 61.2
    assert manifest["versions"]["python"] == platform.python_version()
    assert {"mesa", "numpy", "numba"} <= set(manifest["versions"])
    assert manifest["cores"] >= 1
    assert manifest["purpose"] == "exploration and explanation, not prediction"


def test_every_scenario_has_its_settings_parameters_lockdowns_and_phases(make_design: Any) -> None:
    scenarios = make_manifest(make_design(), FINISHED, 80)["scenarios"]
    assert list(scenarios) == ["short_nl_2020_2022", "short_no_corona"]
    corona = scenarios["short_nl_2020_2022"]
    assert corona["lockdowns"] == [["2020-03-15", "2020-06-01", "first lockdown"]]
    assert corona["phases"] == {"before": [0, 10], "first_lockdown": [10, 21], "between_lockdowns": [21, 24]}
    assert corona["settings_at_lowest_level"]["funding"]["fte_per_10000"] == 0.0
    assert corona["settings_at_lowest_level"]["parameters"]["community_work"]["week"] == 36.0
    assert scenarios["short_no_corona"]["lockdowns"] == []


def test_it_names_no_path_machine_or_person(make_design: Any, tmp_path: Path) -> None:
    preset = Path(module.__file__).parents[1] / "neighbourhood" / "presets" / "heerlen.toml"
    shutil.copy(preset, tmp_path / "mine.toml")
    manifest = make_manifest(make_design(neighbourhood=str(tmp_path / "mine.toml")), FINISHED, 80)
    assert manifest["neighbourhood"] == "mine"
    text = json.dumps(manifest)
    assert str(tmp_path) not in text
    assert str(Path(module.__file__).parents[2]) not in text
    assert f'"{socket.gethostname()}"' not in text
    assert f'"{getpass.getuser()}"' not in text


def test_the_commit_is_the_one_at_which_the_runs_began(make_design: Any) -> None:
    assert make_manifest(make_design(), FINISHED, 80)["commit"] == COMMIT


@pytest.mark.parametrize(("status", "changed"), [(" M file.py", True), ("", False)])
def test_a_commit_says_whether_the_package_was_changed(
    status: str, changed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {"ls-files": "commit.py", "status": status, "rev-parse": "0123abc"}
    monkeypatch.setattr(module, "_git", lambda _, command, *__: answers[command])
    assert module.current_commit() == {"id": "0123abc", "package_changed_since": changed}


def test_a_package_in_somebody_elses_repository_has_no_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"ls-files": None, "status": "", "rev-parse": "0123abc"}
    monkeypatch.setattr(module, "_git", lambda _, command, *__: answers[command])
    assert module.current_commit() is None


def test_without_git_there_is_no_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))  # the folder may lie inside a working copy
    assert module._git(tmp_path, "rev-parse", "HEAD") is None
