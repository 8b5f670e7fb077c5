"""Parts of a design: disjoint, complete, in one folder at the same time or in several that are merged."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cohesie_sim import ConfigurationError
from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.experiment import Design, run_design, runner
from cohesie_sim.experiment.parts import merge_raw, parse_shard, part_of

Results = Callable[..., dict[str, bytes]]

# A process of its own that runs one part, one run a shard.
PART = """
import sys
from pathlib import Path
from cohesie_sim.experiment import Design, Grid, run_design
from cohesie_sim.experiment.parts import parse_shard

design = Design("small", "What?", "Wat?", (Grid((0.0, 8.0), tuple(sys.argv[3:5])),), replicates=3, residents=80)
run_design(design, Path(sys.argv[1]), jobs=1, shard_runs=1, shard=parse_shard(sys.argv[2]))
"""


@pytest.mark.parametrize("text", ["2/8", " 2/8 "])
def test_a_part_is_read(text: str) -> None:
    assert parse_shard(text) == (2, 8)


@pytest.mark.parametrize("text", ["0/8", "9/8", "1/0", "2", "a/b", "-1/8", "1/2/3", "", "1.0/2", "²/8"])
def test_what_is_no_part_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"is not allowed: part i of n as i/n, for instance 2/8"):
        parse_shard(text)


@pytest.mark.parametrize("parts", [1, 2, 3, 5, 12, 20])
def test_parts_are_disjoint_complete_and_even(parts: int, design: Design) -> None:
    runs = design.runs()
    divided = [part_of(runs, (part, parts)) for part in range(1, parts + 1)]
    assert [run.run_id for part in divided for run in part] == [run.run_id for run in runs]
    sizes = {len(part) for part in divided}
    assert max(sizes) - min(sizes) <= 1


def test_a_part_has_whole_replicates_when_they_can_be_divided(design: Design) -> None:
    runs = design.runs()
    assert [{run.replicate for run in part_of(runs, (part, 3))} for part in (1, 2, 3)] == [{0}, {1}, {2}]


def test_a_part_that_does_not_exist_is_refused_before_anything_is_made(design: Design, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="shard = '4/3' is not allowed"):
        run_design(design, tmp_path / "r", shard=(4, 3))
    assert not (tmp_path / "r").exists()


def test_parts_one_after_the_other_give_the_same_bytes_and_say_what_to_do(
    design: Design,
    expected: dict[str, bytes],
    tmp_path: Path,
    results: Results,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "parts"
    left = []
    for part in (3, 1, 5, 2, 4):
        left.append(run_design(design, folder, shard=(part, 5)).missing)
        said = capsys.readouterr().err
        assert ("the same command without --shard stores the results" in said) == (left[-1] > 0)
    assert left[0] in {9, 10}
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0
    monkeypatch.setattr(runner, "run_replicate", lambda *_: pytest.fail("it ran"))
    assert results(design, folder) == expected


@pytest.mark.slow
def test_parts_at_the_same_time_in_one_folder_lose_nothing(
    design: Design, expected: dict[str, bytes], tmp_path: Path, results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "array"
    scenarios = design.grids[0].scenarios
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PART, str(folder), f"{part}/4", *scenarios],
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for part in (1, 2, 3, 4)
    ]
    said = [process.communicate(timeout=600)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0, 0], said
    raw = folder / "raw"
    assert len(list(raw.glob("shard-*"))) == 12
    assert not list(raw.glob("*.tmp"))
    monkeypatch.setattr(runner, "run_replicate", lambda *_: pytest.fail("it ran"))
    assert results(design, folder, resume=True) == expected


def test_the_part_that_completes_a_design_tells_the_failures_of_all_parts(
    design: Design, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fragile(scenario: Any, seed: int, replicate: int) -> Any:
        if replicate == 0 and scenario.name == "short_no_corona":
            raise ZeroDivisionError
        return run_replicate(scenario, seed, replicate)

    monkeypatch.setattr(runner, "run_replicate", fragile)
    first = run_design(design, tmp_path / "r", shard=(1, 2))
    assert (first.failed, first.missing) == (2, 6)
    second = run_design(design, tmp_path / "r", shard=(2, 2))
    assert (second.failed, second.missing) == (2, 0)


def test_a_part_never_discards_another_designs_runs(make_design: Any, tmp_path: Path) -> None:
    run_design(make_design(seed=2), tmp_path / "r")
    before = sorted((tmp_path / "r" / "raw").iterdir())
    with pytest.raises(ConfigurationError, match=r"seed 2 there, 1 asked for\. Name another folder"):
        run_design(make_design(), tmp_path / "r", shard=(1, 2))
    assert sorted((tmp_path / "r" / "raw").iterdir()) == before


def test_parts_in_folders_of_their_own_are_merged_to_the_same_bytes(
    design: Design, expected: dict[str, bytes], tmp_path: Path, results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / f"part{part}" for part in (1, 2, 3)]
    for part, folder in enumerate(folders, 1):
        assert run_design(design, folder, shard=(part, 3), shard_runs=1, jobs=1).missing == 8
    whole = tmp_path / "whole"
    assert merge_raw(folders[:2], whole) == 8
    assert merge_raw(folders, whole) == 4  # what is there stays
    assert all(list((folder / "raw").glob("shard-*")) for folder in folders)
    monkeypatch.setattr(runner, "run_replicate", lambda *_: pytest.fail("it ran"))
    assert results(design, whole, resume=True) == expected


def test_only_what_belongs_together_is_merged(make_design: Any, tmp_path: Path) -> None:
    run_design(make_design(replicates=1), tmp_path / "a")
    run_design(make_design(replicates=1, seed=2), tmp_path / "b")
    with pytest.raises(ConfigurationError, match=r"b/raw: holds other runs than these: seed 2 there, 1 asked for"):
        merge_raw([tmp_path / "a", tmp_path / "b"], tmp_path / "whole")
    with pytest.raises(ConfigurationError, match=r"b/raw: holds other runs than these: seed 2"):
        merge_raw([tmp_path / "a"], tmp_path / "b")
    path = tmp_path / "a" / "raw" / "design.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "code": "ab12"}), encoding="utf-8")
    run_design(make_design(replicates=1), tmp_path / "c")
    with pytest.raises(ConfigurationError, match="code version ab12 there"):
        merge_raw([tmp_path / "c", tmp_path / "a"], tmp_path / "whole")
    assert not (tmp_path / "whole").exists()


def test_nothing_to_merge_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="nothing to merge"):
        merge_raw([], tmp_path / "whole")
    with pytest.raises(ConfigurationError, match=r"empty/raw: no runs to merge: it holds no design\.json"):
        merge_raw([tmp_path / "empty"], tmp_path / "whole")


def test_half_written_shards_are_not_merged_and_a_copy_that_stops_leaves_nothing(
    design: Design, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert expected
    source = tmp_path / "expected"
    (source / "raw" / "shard-0123.other-1.tmp").mkdir()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("shutil.copytree", full)
        with pytest.raises(ConfigurationError, match=r"cannot be written \(no space left on device\)"):
            merge_raw([source], tmp_path / "whole")
    assert not list((tmp_path / "whole" / "raw").glob("shard-*"))
    assert merge_raw([source], tmp_path / "whole") == len(list((source / "raw").glob("shard-*"))) - 1
    there = {name for path in (tmp_path / "whole" / "raw").glob("shard-*") for name in _ids(path)}
    assert there == {run.run_id for run in design.runs()}


def _ids(shard: Path) -> list[str]:
    return pd.read_parquet(shard / "runs.parquet")["run"].tolist()
