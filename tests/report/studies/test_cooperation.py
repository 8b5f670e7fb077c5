"""The study of cooperation: waiting and deciding by hand on tiny tables, and a small run from design to pages."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from PIL import Image

from cohesie_sim.cli.study import run_study
from cohesie_sim.report.findings import by_name
from cohesie_sim.report.findings_file import read_findings
from cohesie_sim.report.results import read_results
from cohesie_sim.report.studies import cooperation as study
from cohesie_sim.report.study_words import StudyWords
from experiments.cooperation import design

MONDAYS = pd.date_range("2020-03-02", periods=70, freq="7D")


def _extra(replicate: int, given: set[int]) -> pd.DataFrame:
    hours = [7.0 if week in given else 0.0 for week in range(len(MONDAYS))]
    return pd.DataFrame({"replicate": replicate, "date": MONDAYS, "hours_extra": hours})


def test_new_hours_count_from_the_alarm_on() -> None:
    weekly = pd.concat(
        [
            _extra(0, {2, 3}),  # in the week of 16 March itself
            _extra(1, {7, 8}),
            _extra(2, {0, 1, 2, 3, 9, 10}),  # hours that were given before the alarm are no answer to it
            _extra(3, set()),
            _extra(4, {60}),  # later than a year
        ]
    )
    assert study.weeks_to_hours(weekly).to_dict() == {0: 0.0, 1: 5.0, 2: 7.0, 3: 52.0, 4: 52.0}


def test_without_runs_nobody_waits() -> None:
    nothing = pd.DataFrame({"replicate": [], "date": [], "hours_extra": [], "cooperation": []})
    assert study.weeks_to_hours(nothing).empty
    assert study.weeks_to_decide(nothing).empty


def test_a_decision_takes_twenty_weeks_without_cooperation_and_one_at_least() -> None:
    weekly = pd.DataFrame({"replicate": [0, 0, 1, 1], "cooperation": [0.0, 0.5, 1.0, 0.99]})
    assert study.weeks_to_decide(weekly).to_dict() == pytest.approx({0: 15.0, 1: 1.0})


@pytest.mark.slow
def test_a_small_study_finds_what_is_built_in(tmp_path: Path) -> None:
    assert run_study(design(replicates=3, residents=200), tmp_path) == 0
    names = {path.name for path in tmp_path.iterdir()}
    pictures = {
        f"{name}.{language}.{kind}"
        for name in ("cooperation", "effects")
        for language in ("en", "nl")
        for kind in ("png", "svg")
    }
    assert pictures | {"README.md", "LEESMIJ.md", "findings.csv"} <= names

    found = by_name(read_findings(tmp_path))
    assert set(found) == set(StudyWords("cooperation", "en").clauses)
    for group in found.values():
        assert list(group) == ["article", "self_reliance", "null"]
    article = {name: group["article"].interval.mean for name, group in found.items()}
    assert article["cooperation_first"] > 0.3 > article["cooperation_second"] > article["cooperation_end"]
    assert article["first_without_crisis_mode"] == pytest.approx(0, abs=0.02)
    assert article["second_without_fatigue"] > article["cooperation_first"]
    assert article["decision_crisis_mode"] < -5
    assert article["brokerage_cooperation"] > 0
    assert article["brokerage_referrals"] == pytest.approx(article["brokerage_network"] + article["brokerage_direct"])
    parts = article["network_out_of_sight"] + article["hours_out_of_sight"]
    assert parts == pytest.approx(article["brokerage_out_of_sight"], abs=1e-6)

    weekly = read_results(tmp_path).weekly
    assert (weekly.loc[weekly["variant"] == "no_brokerage", "referred_via_worker"] == 0).all()
    assert (weekly.loc[weekly["variant"] == "no_signal_hours", "hours_extra"] == 0).all()
    with Image.open(tmp_path / "cooperation.nl.png") as picture:
        assert picture.info["N"].startswith("n = 3 gesimuleerde buurten van 200 inwoners")
        assert "Grijs: lockdowns" in picture.info["Band"]
