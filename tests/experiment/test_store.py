"""Files appear whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cohesie_sim import ConfigurationError
from cohesie_sim.experiment.store import (
    make_folder,
    write_bytes,
    write_csv,
    write_files,
    write_json,
    write_parquet,
    write_together,
)


def test_a_file_in_the_way_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("a file", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"results: cannot be written \(.*\)\. Name another place\.$"):
        make_folder(tmp_path / "results")


def test_a_folder_that_cannot_be_made_is_named() -> None:
    with pytest.raises(ConfigurationError, match=r"/proc/nowhere: cannot be written"):
        make_folder(Path("/proc/nowhere"))


def test_a_failed_write_leaves_the_old_file_and_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "table.csv"
    write_bytes(path, b"old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ConfigurationError, match=r"table.csv: cannot be written \(no space left on device\)"):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["table.csv"]


def test_several_files_go_into_a_new_folder(tmp_path: Path) -> None:
    write_files(tmp_path / "new", {"a.txt": b"a", "b.txt": b"b"})
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == ["a.txt", "b.txt"]


def test_files_that_belong_together_are_replaced_together(tmp_path: Path) -> None:
    write_together(tmp_path / "new", {"a": b"1", "b": b"2"})
    write_together(tmp_path / "new", {"a": b"3", "b": b"4"})
    assert {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()} == {"a": b"3", "b": b"4"}


@pytest.mark.parametrize("there", [{}, {"a": b"old"}, {"b": b"old"}, {"a": b"old", "b": b"older"}])
@pytest.mark.parametrize("failing", range(4))
def test_when_one_of_them_fails_all_are_as_they_were(
    failing: int, there: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in there.items():
        write_bytes(tmp_path / name, content)
    replace, calls = Path.replace, iter(range(100))

    def refuse_once(self: Path, target: Path) -> Path:
        if next(calls) == failing:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse_once)
    if failing < 2 + len(there):
        with pytest.raises(ConfigurationError, match=r"cannot be written \(no space left on device\)"):
            write_together(tmp_path, {"a": b"1", "b": b"2"})
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == there


def test_a_folder_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "b" / "mine").mkdir(parents=True)
    with pytest.raises(ConfigurationError, match=r"b: cannot be written \(is a directory\)"):
        write_together(tmp_path, {"a": b"1", "b": b"2"})
    assert [path.name for path in tmp_path.rglob("*")] == ["b", "mine"]


def test_tables_come_back_as_they_were(tmp_path: Path) -> None:
    frame = pd.DataFrame({"x": np.array([1, 2], np.int32), "y": np.array([0.1, np.nan], np.float32), "z": ["a", "b"]})
    write_parquet(tmp_path / "t.parquet", frame)
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "t.parquet"), frame)
    write_csv(tmp_path / "t.csv", frame)
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == "x,y,z\n1,0.1,a\n2,,b\n"


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_parquet(tmp_path / name, pd.DataFrame({"x": np.arange(1000) % 7}))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_json_takes_numpys_numbers_and_nothing_odd(tmp_path: Path) -> None:
    write_json(tmp_path / "m.json", {"n": np.int32(3), "name": "Ročak"})
    assert json.loads((tmp_path / "m.json").read_text(encoding="utf-8")) == {"n": 3, "name": "Ročak"}
    with pytest.raises(TypeError, match="no JSON value"):
        write_json(tmp_path / "m.json", {"n": object()})
