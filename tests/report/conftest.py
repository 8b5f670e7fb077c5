"""Stored results of a small experiment, made by hand: what figures show is known without running the model."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cohesie_sim.experiment.extract import WEEKLY
from cohesie_sim.experiment.summary import summarise
from cohesie_sim.kinds import KIND_NAMES
from cohesie_sim.report import Results, read_results

LEVELS = (0.0, 4.0, 12.0)
ENDS = [LEVELS[0], LEVELS[-1]]
REPLICATES = 6
WEEKS = 120
SCENARIOS = {
    "long_winter": ("Long winter", "Lange winter", [["2020-03-15", "2020-06-01", "first lockdown"]]),
    "no_corona": ("No corona", "Geen corona", []),
}


def _weekly(rng: np.random.Generator) -> pd.DataFrame:
    place = rng.normal(0.06, 0.004, REPLICATES)  # neighbourhoods differ; levels do within each
    week = np.arange(WEEKS)
    parts = []
    for scenario in SCENARIOS:
        for level in LEVELS:
            for replicate in range(REPLICATES):
                isolated = place[replicate] - 0.001 * level + rng.normal(0, 1e-4, WEEKS)
                if (scenario, level) == ("no_corona", 4.0):  # the first step up does as much harm as good
                    isolated = place[replicate] + 0.001 * (-1) ** replicate + rng.normal(0, 1e-4, WEEKS)
                values = {name: np.full(WEEKS, 0.4) for name in WEEKLY}
                values |= {"isolated": isolated, "out_of_sight": isolated / 2, "lonely": rng.normal(0.4, 0.01, WEEKS)}
                head = {"scenario": scenario, "fte_per_10000": level, "replicate": replicate, "week": week}
                phase = np.where(week < 10, "before", np.where(week < 21, "first_lockdown", "between_lockdowns"))
                dates = pd.Timestamp("2020-01-06") + pd.to_timedelta(7 * week, "D")
                parts.append(pd.DataFrame({**head, "date": dates, "phase": phase, "residents": 500, **values}))
    return pd.concat(parts, ignore_index=True)


def _initiatives(rng: np.random.Generator) -> pd.DataFrame:
    rows = []
    for scenario in SCENARIOS:
        for level in LEVELS:
            for replicate in range(REPLICATES):
                for kind in KIND_NAMES:
                    for _ in range(1 if kind == "help_group" else 3):  # too few help groups to say anything
                        end = int(rng.integers(20, int(90 + 20 * level)))
                        row = {"scenario": scenario, "fte_per_10000": level, "replicate": replicate, "kind": kind}
                        rows.append({**row, "start": -9, "end": min(end, WEEKS), "censored": end >= WEEKS})
    return pd.DataFrame(rows)


def _volunteers() -> pd.DataFrame:
    rows = [
        {"scenario": scenario, "fte_per_10000": level, "replicate": k, "role": "volunteer", "count": count}
        | {"weeks": weeks, "censored": weeks == WEEKS}
        for scenario in SCENARIOS
        for level in LEVELS
        for k in range(REPLICATES)
        for weeks, count in ((30, 20), (WEEKS, int(10 + level)))
    ]
    return pd.DataFrame(rows)


def _with_rivals(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the rival hypotheses at both ends of one scenario: all the same, but under null nothing moves isolation."""
    frame = frame.assign(variant="as_is")
    ends = frame[(frame["scenario"] == "long_winter") & frame["fte_per_10000"].isin(ENDS)]
    null = ends.assign(hypothesis="null")
    if "isolated" in null:
        still = null["isolated"] + 0.001 * null["fte_per_10000"] * (1 + null["replicate"] % 2 - 0.5)
        null = null.assign(isolated=still)
    parts = [frame.assign(hypothesis="article"), ends.assign(hypothesis="self_reliance"), null]
    return pd.concat(parts, ignore_index=True)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with stored results."""
    made = tmp_path_factory.mktemp("results")
    rng = np.random.default_rng(20)
    weekly, lives, volunteers = (_with_rivals(frame) for frame in (_weekly(rng), _initiatives(rng), _volunteers()))
    frames = [weekly, lives, volunteers]
    splits = pd.DataFrame({"hypothesis": ["article"], "split": ["age"], "group": ["65+"]})
    for name, frame in zip(("weekly", "initiatives", "volunteers", "splits"), [*frames, splits], strict=True):
        frame.to_parquet(made / f"{name}.parquet")
    summarise(weekly, lives, volunteers).to_csv(made / "summary.csv", index=False)
    manifest = {
        "name": "funding_sweep",
        "question": "What does it do?",
        "question_nl": "Wat doet het?",
        "neighbourhood": "sittard_geleen",
        "residents": 4000,
        "replicates": REPLICATES,
        "grids": [
            {"levels_fte_per_10000": list(LEVELS), "scenarios": list(SCENARIOS), "hypotheses": ["article"]},
            {"levels_fte_per_10000": ENDS, "scenarios": ["long_winter"], "hypotheses": ["self_reliance", "null"]},
        ],
        "cost_eur_per_fte_year_assumed": {"low": 70000.0, "high": 110000.0},
        "scenarios": {
            name: {"title": title, "title_nl": dutch, "start": "2020-01-06", "weeks": WEEKS, "lockdowns": lockdowns}
            for name, (title, dutch, lockdowns) in SCENARIOS.items()
        },
    }
    (made / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return made


@pytest.fixture(scope="session")
def results(folder: Path) -> Results:
    """Return the stored results, read."""
    return read_results(folder)
