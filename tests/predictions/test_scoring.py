"""Scores of made-up observations, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.predictions import read_observations, score, verdict
from cohesie_sim.predictions.scoring import interval_score, too_many

PREDICTIONS = pd.DataFrame(
    {
        "id": ["P01", "P20", "P20", "P10"],
        "part": ["", "heerlen", "moerwijk", ""],
        "unit": ["ratio", "%", "%", "%"],
        "median": [5.0, 50.0, 60.0, float("nan")],
        "low90": [4.0, 45.0, 55.0, float("nan")],
        "high90": [7.0, 55.0, 66.0, float("nan")],
        "model_low90": [4.9, 49.0, 59.0, float("nan")],
        "model_high90": [5.1, 51.0, 61.0, float("nan")],
    }
)


def _write(folder: Path, text: str) -> Path:
    path = folder / "observations.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("observed", "expected"), [(5.0, 3.0), (4.0, 3.0), (3.5, 3.0 + 20 * 0.5), (9.0, 3.0 + 40.0)])
def test_the_interval_score_by_hand(observed: float, expected: float) -> None:
    assert interval_score(4.0, 7.0, observed) == pytest.approx(expected)


def test_observations_are_inside_below_above_or_not_predicted(tmp_path: Path) -> None:
    path = _write(tmp_path, "id,part,observed\nP20,moerwijk,54\nP01,,5\nP10,,3\nP20,heerlen,56.5\n")
    scored = score(PREDICTIONS, read_observations(path, PREDICTIONS))
    assert scored["id"].tolist() == ["P01", "P20", "P20", "P10"]
    assert scored["result"].tolist() == ["inside", "above", "below", "not predicted"]
    assert scored["error"].tolist()[:3] == [0.0, 6.5, -6.0]
    assert scored["interval_score"].tolist()[:3] == pytest.approx([3.0, 10 + 20 * 1.5, 11 + 20.0])
    assert scored["interval_score"].isna().tolist() == [False, False, False, True]
    assert scored["in_model_interval"].tolist() == ["yes", "no", "no", ""]
    assert "1 of 3 observations lie inside their 90 % interval, 2 outside; 1 were not predicted" in verdict(scored)


def test_without_parts_the_column_may_be_left_out(tmp_path: Path) -> None:
    scored = score(PREDICTIONS, read_observations(_write(tmp_path, "id,observed\nP01,8\n"), PREDICTIONS))
    assert scored["result"].tolist() == ["above"]


def test_when_nothing_was_predicted_it_says_so(tmp_path: Path) -> None:
    scored = score(PREDICTIONS, read_observations(_write(tmp_path, "id,observed\nP10,8\n"), PREDICTIONS))
    assert verdict(scored) == "None of these observations was predicted."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,seen\nP01,3\n", "there is no column 'observed'. Allowed: id, part, observed."),
        ("id,observed\nP02,3\n", "line 2: 'P02' is not predicted"),
        ("id,part,observed\nP20,heerle,3\n", "Did you mean 'P20 heerlen'?"),
        ("id,observed\nP20,3\n", "line 2: 'P20' is not predicted"),
        ("id,observed\nP01,3\nP01,4\n", "line 3: 'P01' is there twice"),
        ("id,observed\nP01,much\n", "line 2: observed = 'much' is not a number"),
        ("id,observed\nP01,\n", "line 2: observed = '' is not a number"),
        ("id,observed\nP01,inf\n", "line 2: observed = 'inf' is not a number"),
    ],
)
def test_bad_observations_are_refused_with_place_and_value(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        read_observations(_write(tmp_path, text), PREDICTIONS)
    assert said in str(refusal.value)
    assert "observations.csv" in str(refusal.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none\.csv: cannot be read"):
        read_observations(tmp_path / "none.csv", PREDICTIONS)


def test_too_many_misses_by_hand() -> None:
    # of 10 at one in ten: three or fewer miss with probability 0.987, two or fewer with 0.930
    assert too_many(10) == 4
    assert too_many(1) == 2  # a single miss says nothing: it happens one time in ten
