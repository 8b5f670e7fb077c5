"""``cohesie run``: what it prints and writes, and what is left when something stops it."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from cohesie_sim import load_scenario, simulate
from cohesie_sim.engine.simulate import run_replicate
from cohesie_sim.outcomes.result import RawResult
from cohesie_sim.scenarios import Scenario
from tests.cli.conftest import Cohesie

FRAMES = ("weekly", "splits", "initiatives", "volunteers", "residents")
CHANGES = {"residents": 120, "calendar.weeks": 12, "calendar.burn_in_weeks": 2}


def test_json_holds_the_means_per_phase_of_what_simulate_gives(cohesie: Cohesie, short: tuple[str, ...]) -> None:
    words = ("--fte", "6", "--hypothesis", "null", "--neighbourhood", "moerwijk", "--seed", "3", "--replicates", "2")
    code, out, _ = cohesie("run", "nl_2020_2022", *short, *words, "--json")
    answer = json.loads(out)
    changes = {"funding.fte_per_10000": 6, "hypothesis": "null", "neighbourhood": "moerwijk"}
    weekly = simulate(load_scenario("nl_2020_2022").with_changes({**CHANGES, **changes}), 2, seed=3).weekly
    assert code == 0
    assert (answer["neighbourhood"], answer["hypothesis"], answer["replicates"]) == ("moerwijk", "null", [0, 1])
    # The Thursday of week 9, 12 March 2020, comes before the first lockdown, that of week 10 after its beginning.
    assert [(one["phase"], one["from"], one["weeks"]) for one in answer["phases"]] == [
        ("before", "2020-01-06", 10),
        ("first_lockdown", "2020-03-16", 2),
    ]
    daily = weekly[weekly["week"] < 10].groupby("replicate")["face_to_face_per_day"].mean()
    told = answer["phases"][0]["outcomes"]["face_to_face_per_day"]
    assert told["mean"] == pytest.approx(daily.mean())
    assert told["high"] - told["low"] == pytest.approx(2 * 12.706 * daily.std() / 2**0.5, rel=1e-4)  # t(0.975, 1)


def test_the_table_shows_percentages_and_says_what_the_band_is(cohesie: Cohesie, short: tuple[str, ...]) -> None:
    words = ("run", "nl_2020_2022", *short)
    code, out, _ = cohesie(*words)
    lonely = 100 * json.loads(cohesie(*words, "--json").out)["phases"][0]["outcomes"]["lonely"]["mean"]
    row = next(line for line in out.splitlines() if "Lonely adults [%]" in line)
    assert code == 0
    assert f"{lonely:.1f}" in row
    assert "interval" not in out
    assert "not prediction" in out
    twice = cohesie(*words, "--replicates", "2").out
    assert "in brackets their 95 % interval" in twice
    low, high = re.findall(r"\((\d+\.\d)–(\d+\.\d)\)", next(row for row in twice.splitlines() if "Known by" in row))[0]
    assert (low, float(high) <= 100) == ("0.0", True)  # two neighbourhoods that differ: a wide interval, cut to shares


def test_both_engines_print_the_same(cohesie: Cohesie, short: tuple[str, ...]) -> None:
    compiled, mesa = (
        json.loads(cohesie("run", "long_winter", *short, "--json", "--engine", engine).out)
        for engine in ("compiled", "mesa")
    )
    assert compiled["engine"] == "compiled"
    assert mesa["engine"] == "mesa"
    for one, other in zip(compiled["phases"], mesa["phases"], strict=True):
        for name, outcome in one["outcomes"].items():
            assert outcome["mean"] == pytest.approx(other["outcomes"][name]["mean"], abs=1e-12)


def test_out_writes_every_frame_and_a_manifest(cohesie: Cohesie, short: tuple[str, ...], tmp_path: Path) -> None:
    one, two = tmp_path / "one" / "deep", tmp_path / "two"
    for folder, jobs in ((one, "1"), (two, "2")):
        assert cohesie("run", "no_corona", *short, "--replicates", "3", "--jobs", jobs, "--out", str(folder)).code == 0
    simulation = simulate(load_scenario("no_corona").with_changes(CHANGES), 3)
    for name in FRAMES:
        read, made = pd.read_parquet(one / f"{name}.parquet"), getattr(simulation, name)
        pd.testing.assert_frame_equal(read, made, check_dtype=False)  # Parquet knows no dates in whole seconds
        assert (one / f"{name}.parquet").read_bytes() == (two / f"{name}.parquet").read_bytes()
    assert {path.name for path in one.iterdir()} == {*(f"{name}.parquet" for name in FRAMES), "manifest.json"}
    manifest = json.loads((one / "manifest.json").read_text())
    assert manifest["content_hash"] == load_scenario("no_corona").with_changes(CHANGES).content_hash()
    assert (manifest["seed"], manifest["replicates"]) == (1, [0, 1, 2])
    assert {"python", "numpy", "numba", "mesa", "cohesie-sim"} <= set(manifest["versions"])
    assert str(tmp_path) not in json.dumps(manifest)


def stop_replicate_one(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def run(scenario: Scenario, seed: int, replicate: int) -> RawResult:
        if replicate == 1:
            raise error
        return run_replicate(scenario, seed, replicate)

    monkeypatch.setattr("cohesie_sim.cli.running.run_replicate", run)


def test_a_replicate_that_fails_costs_only_itself(
    cohesie: Cohesie, short: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_replicate_one(monkeypatch, RuntimeError("two\nlines"))
    words = ("run", "no_corona", *short, "--replicates", "3", "--out", str(tmp_path), "--json")
    code, out, err = cohesie(*words)
    assert code == 3
    assert "replicate 1 failed: RuntimeError: two lines\n" in err
    assert json.loads(out)["failed"] == {"1": "RuntimeError: two lines"}
    assert set(pd.read_parquet(tmp_path / "weekly.parquet")["replicate"]) == {0, 2}


def test_nothing_is_written_when_every_replicate_fails(
    cohesie: Cohesie, short: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> RawResult:
        raise RuntimeError("no")

    monkeypatch.setattr("cohesie_sim.cli.running.run_replicate", fail)
    code, out, err = cohesie("run", "no_corona", *short, "--out", str(tmp_path))
    assert (code, out) == (3, "")
    assert "replicate 0 failed" in err
    assert list(tmp_path.iterdir()) == []


def test_what_was_finished_is_kept_after_an_interruption(
    cohesie: Cohesie, short: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_replicate_one(monkeypatch, KeyboardInterrupt())
    words = ("run", "no_corona", *short, "--replicates", "2", "--jobs", "1", "--out", str(tmp_path))
    code, _, err = cohesie(*words)
    assert code == 130
    assert "keeping 1 of 2 replicates" in err
    assert set(pd.read_parquet(tmp_path / "weekly.parquet")["replicate"]) == {0}
    assert json.loads((tmp_path / "manifest.json").read_text())["interrupted"] is True


@pytest.mark.slow
def test_ctrl_c_saves_and_ends_with_130(program: tuple[list[str], dict[str, str]], tmp_path: Path) -> None:
    command, environment = program
    words = ["run", "no_corona", "--residents", "1000", "--replicates", "5000", "--out", str(tmp_path)]
    process = subprocess.Popen(
        [*command, *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    while "of 5000 runs" not in process.stderr.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Traceback" not in err
    kept = pd.read_parquet(tmp_path / "weekly.parquet")["replicate"].nunique()
    assert 1 <= kept < 5000
    assert len(json.loads((tmp_path / "manifest.json").read_text())["replicates"]) == kept


# A process of its own whose saving takes a moment, and says when it begins.
SAVING_SLOWLY = """
import sys, time
from cohesie_sim.cli import main, reporting

real = reporting.write_files
def slow(*arguments):
    print("saving", file=sys.stderr, flush=True)
    time.sleep(1.0)
    real(*arguments)
reporting.write_files = slow
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.slow
def test_ctrl_c_again_while_saving_loses_nothing(program: tuple[list[str], dict[str, str]], tmp_path: Path) -> None:
    words = ["run", "no_corona", "--residents", "1000", "--replicates", "5000", "--out", str(tmp_path)]
    process = subprocess.Popen(
        [sys.executable, "-c", SAVING_SLOWLY, *words], env=program[1], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    for awaited in ("of 5000 runs", "saving"):
        while awaited not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, "Traceback" in err) == (130, False)
    assert {path.name for path in tmp_path.iterdir()} == {*(f"{name}.parquet" for name in FRAMES), "manifest.json"}


def test_a_folder_with_another_run_is_not_overwritten(cohesie: Cohesie, short: tuple[str, ...], tmp_path: Path) -> None:
    words = ("run", "no_corona", *short, "--out", str(tmp_path))
    assert cohesie(*words).code == 0
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    code, _, err = cohesie(*words, "--fte", "9")
    assert code == 2
    assert "holds results of scenario no_corona with other settings. Name another folder" in err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert cohesie(*words, "--replicates", "2").code == 0  # more of the same
