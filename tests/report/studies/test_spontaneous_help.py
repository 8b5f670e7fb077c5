"""The study of spontaneous help: shares of a wave, sign-ups and the flow, by hand on tiny tables, and a small run."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from PIL import Image

from cohesie_sim.cli.study import run_study
from cohesie_sim.report.conditions import Condition
from cohesie_sim.report.findings import by_name
from cohesie_sim.report.findings_file import read_findings
from cohesie_sim.report.results import Results, read_results
from cohesie_sim.report.studies import spontaneous_help as study
from cohesie_sim.report.studies.spontaneous_help_flow import parts
from cohesie_sim.report.studies.spontaneous_help_ratio import ratio_of_means
from cohesie_sim.report.study_words import StudyWords
from experiments.spontaneous_help import design

AS_IS: dict[str, Any] = {"hypothesis": "article", "scenario": "nl_2020_2022", "variant": "as_is", "fte_per_10000": 4.0}


def _helpers(replicate: int, *rows: tuple[str, int, bool, bool, int]) -> pd.DataFrame:
    """Return counted helpers: wave, weeks, matched, censored, count."""
    table = pd.DataFrame(rows, columns=["wave", "weeks", "matched", "censored", "count"])
    return table.assign(**AS_IS, replicate=replicate, role="helper")


def _results(volunteers: pd.DataFrame, weekly: pd.DataFrame | None = None) -> Results:
    empty = pd.DataFrame()
    return Results({}, empty if weekly is None else weekly, empty, volunteers, empty, empty)


@pytest.fixture
def results() -> Results:
    first = _helpers(
        0,
        ("first_lockdown", 51, True, False, 3),
        ("first_lockdown", 52, True, False, 1),
        ("first_lockdown", 4, False, False, 5),
        ("first_lockdown", 140, False, True, 1),
        ("second_lockdown", 60, True, False, 90),
    )
    second = _helpers(1, ("first_lockdown", 3, False, False, 2))
    volunteers = first.iloc[:1].assign(role="volunteer", count=1000)
    other = second.assign(variant="organised", matched=True)
    return _results(pd.concat([first, second, volunteers, other], ignore_index=True))


def test_shares_are_of_the_sign_ups_of_that_wave_in_each_replicate(results: Results) -> None:
    def share(test: study.Helpers) -> list[float]:
        return study.share_of(results, study.LEFT_ALONE, "first_lockdown", test).tolist()

    assert share(study.still_there(52)) == [0.2, 0.0]  # of 10: one left in week 52, one was never seen leaving
    assert share(study.still_there(51)) == [0.5, 0.0]
    assert share(study.used) == [0.4, 0.0]
    assert share(study.never_used) == [0.5, 1.0]  # who still waits has not left
    assert study.share_of(results, study.ORGANISED, "first_lockdown", study.used).to_dict() == {1: 1.0}
    assert study.share_of(results, study.LEFT_ALONE, "second_lockdown", study.used).to_dict() == {0: 1.0}


def test_a_condition_that_was_not_run_has_no_shares(results: Results) -> None:
    assert study.share_of(results, study.LEFT_ALONE, "first_lockdown", study.used, "null").empty


def _weeks(variant: str, *rows: tuple[int, str, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["replicate", "phase", "sign_ups"])
    return table.assign(**{**AS_IS, "variant": variant}, residents=500)


def test_sign_ups_are_per_week_and_1000_residents() -> None:
    weekly = _weeks("as_is", (0, "first_lockdown", 2), (0, "first_lockdown", 4), (0, "after", 50))
    got = study.sign_ups(_results(pd.DataFrame(), weekly), study.LEFT_ALONE, "first_lockdown")
    assert got.to_dict() == {0: 6.0}


def test_the_second_lockdown_is_set_against_the_first() -> None:
    numbers = {0: (8.0, 2.0), 1: (8.0, 4.0), 2: (6.0, 3.0)}  # per replicate: sign-ups in the first and the second
    rows = [row for k, (one, two) in numbers.items() for row in ((k, study.FIRST, one), (k, study.SECOND, two))]
    without = [(0, study.FIRST, 8.0), (0, study.SECOND, 8.0), (1, study.FIRST, 0.0), (1, study.SECOND, 1.0)]
    calm = _weeks("as_is", *((k, study.FIRST, 1.0) for k in numbers)).assign(scenario="no_corona")
    weekly = pd.concat([_weeks("as_is", *rows), _weeks("no_habituation", *without), calm], ignore_index=True)
    found = by_name(study._second_wave(_results(pd.DataFrame(), weekly)))
    assert found["fewer_second"]["article"].interval.mean == pytest.approx(2 * (-6 - 4 - 3) / 3)  # per 1,000 of 500
    assert found["second_to_first"]["article"].interval.mean == pytest.approx(9 / 22)  # not (1/4 + 1/2 + 1/2) / 3
    assert found["times_normal"]["article"].interval.mean == pytest.approx(22 / 3)
    bare = found["second_to_first_no_habituation"]["article"].interval
    assert isnan(bare.mean)  # two replicates, of which one without a first wave, do not tell that there is one
    assert bare.replicates == 2
    assert "fewer_second_no_memory" not in found  # not run


def test_a_ratio_of_means_has_fiellers_interval() -> None:
    got = ratio_of_means(pd.Series([4.0, 5, 6]), pd.Series([9.0, 10, 11]))
    # q = 4.302653² / 3 = 6.170940; all variances and the covariance are 1
    # (100 - q) R² - 2 (50 - q) R + (25 - q) = 0, so R = (50 - q ± √(25 q)) / (100 - q)
    # = (43.829060 ± 12.420688) / 93.829060
    assert got == pytest.approx((0.5, 0.334740, 0.599492, 3), abs=1e-6)
    certain = ratio_of_means(pd.Series([1.0, 2, 3]), pd.Series([2.0, 2, 2]))
    half = 4.302653 / 3**0.5 / 2  # a denominator that does not vary leaves Student's t
    assert certain == pytest.approx((1, 1 - half, 1 + half, 3), abs=1e-6)


def test_replicates_are_paired_and_equal_ratios_have_no_ends() -> None:
    got = ratio_of_means(pd.Series({0: 1.0, 1: 3.0, 2: 9.0}), pd.Series({3: 5.0, 1: 6.0, 0: 2.0}))
    assert (got.mean, got.replicates) == (0.5, 2)
    assert isnan(got.low)
    assert isnan(got.high)


@pytest.mark.parametrize("below", [[0.0, 0, 0], [0.1, -0.2, 0.2], []])
def test_a_ratio_over_what_may_be_nothing_has_no_figure(below: list[float]) -> None:
    got = ratio_of_means(pd.Series([1.0, 2, 4]), pd.Series(below, dtype=float))
    assert all(isnan(value) for value in got[:3])
    assert got.replicates == len(below)


def test_the_flow_leaves_nobody_out() -> None:
    part = parts({"used": 0.3, "year": 0.05, "year_used": 0.04})
    assert part == pytest.approx({"left_used": 26, "there_used": 4, "there_never": 1, "left_never": 69})
    assert sum(part.values()) == pytest.approx(100)


@pytest.mark.slow
def test_a_small_study_tells_that_organising_puts_helpers_to_use(tmp_path: Path) -> None:
    assert run_study(design(replicates=3, residents=300), tmp_path) == 0
    found = by_name(read_findings(tmp_path))
    assert set(found) == set(StudyWords("spontaneous_help", "en").clauses)
    assert found["used_more"]["article"].interval.mean > 0.2
    assert found["fewer_second"]["article"].interval.mean < 0 < found["sign_ups_second"]["article"].interval.mean
    nobody = Condition("nl_2020_2022", fte=0.0)
    stored = read_results(tmp_path)
    alone, organised = (
        study.share_of(stored, condition, study.FIRST, study.used)
        for condition in (nobody, nobody._replace(variant="organised"))
    )
    pd.testing.assert_series_equal(alone, organised)  # nobody can organise without workers
    for name in ("flow", "weeks", "effects"):
        with Image.open(tmp_path / f"{name}.nl.png") as picture:
            assert "n = 3" in str(picture.info["N"])
            assert picture.info["Units"]
