from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.sensitivity import runs as module
from cohesie_sim.sensitivity.effects import Condition
from cohesie_sim.sensitivity.runs import Batch, Point, run_batch

SHORT = {"calendar.weeks": 12, "calendar.burn_in_weeks": 4}
CONDITIONS = {"none": Condition("nl_2020_2022", 0.0), "four": Condition("nl_2020_2022", 4.0)}
POINTS = [Point({**SHORT, "parameters.fear.rise": rise}, world) for rise, world in ((0.2, 0), (0.5, 0), (0.5, 7))]
BATCH = Batch("few", POINTS, 2, 60, CONDITIONS)


@pytest.fixture
def one_point_per_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_RUNS_PER_PART", 1)


@pytest.mark.usefixtures("one_point_per_part")
def test_results_do_not_depend_on_threads_or_on_who_runs_them(tmp_path: Path) -> None:
    alone = run_batch(BATCH, tmp_path / "one", jobs=1)
    together = run_batch(BATCH, tmp_path / "two", jobs=2)
    with ThreadPoolExecutor(2) as executor:
        elsewhere = run_batch(BATCH, tmp_path / "three", executor=executor)
    pd.testing.assert_frame_equal(alone, together)
    pd.testing.assert_frame_equal(alone, elsewhere)
    assert list(alone.groupby("point", sort=False)["replicate"].unique().map(list)) == [[0, 1], [0, 1], [7, 8]]
    assert len(alone) == len(POINTS) * len(CONDITIONS) * 2


@pytest.mark.usefixtures("one_point_per_part")
def test_started_again_it_does_only_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run_batch(BATCH, tmp_path, jobs=1)
    parts = sorted(tmp_path.glob("few-*.parquet"))
    assert len(parts) == len(POINTS)
    parts[0].unlink()
    asked: list[Batch] = []
    run_part = module.run_part

    def counted(part: Batch, stopped: Callable[[], bool]) -> pd.DataFrame | None:
        asked.append(part)
        return run_part(part, stopped)

    monkeypatch.setattr(module, "run_part", counted)
    again = run_batch(BATCH, tmp_path, jobs=1)
    assert len(asked) == 1
    pd.testing.assert_frame_equal(whole, again)


def test_other_worlds_or_values_are_other_parts(tmp_path: Path) -> None:
    run_batch(Batch("few", POINTS[:1], 1, 60, CONDITIONS), tmp_path)
    run_batch(Batch("few", POINTS[:1], 1, 60, CONDITIONS, seed=2), tmp_path)
    run_batch(Batch("few", POINTS[1:2], 1, 60, CONDITIONS), tmp_path)
    assert len(list(tmp_path.glob("few-*.parquet"))) == 3


@pytest.mark.usefixtures("one_point_per_part")
def test_an_interruption_keeps_what_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_part = module.run_part

    def interrupted(part: Batch, stopped: Callable[[], bool]) -> pd.DataFrame | None:
        if part.points[0].world == 7:
            raise KeyboardInterrupt
        return run_part(part, stopped)

    monkeypatch.setattr(module, "run_part", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_batch(BATCH, tmp_path, jobs=1)
    assert len(list(tmp_path.glob("few-*.parquet"))) == 2
    monkeypatch.undo()
    assert len(run_batch(BATCH, tmp_path, jobs=1)) == 12


def test_what_is_not_allowed_is_told_with_the_batch_it_stands_in(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"few: changes: .*fear\.ris'"):
        run_batch(Batch("few", [Point({"parameters.fear.ris": 0.2})], 1, 60, CONDITIONS), tmp_path)
    with pytest.raises(ConfigurationError, match="few: replicates"):
        run_batch(Batch("few", POINTS, 0, 60, CONDITIONS), tmp_path)


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    run_batch(Batch("few", POINTS[:1], 1, 60, CONDITIONS), tmp_path)
    part = next(tmp_path.glob("few-*.parquet"))
    part.write_bytes(b"no table")
    with pytest.raises(ConfigurationError, match=f"{part.name}: cannot be read"):
        run_batch(Batch("few", POINTS[:1], 1, 60, CONDITIONS), tmp_path)
