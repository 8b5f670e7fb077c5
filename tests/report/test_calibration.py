"""The report of a calibration, from small tables made by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.outcomes.intervals import mean_interval
from cohesie_sim.report.calibration import report_calibration
from cohesie_sim.report.calibration_page import write_page
from cohesie_sim.report.calibration_posterior import narrowing
from cohesie_sim.report.calibration_recovery import block_coverage, coverage
from cohesie_sim.report.calibration_tables import read_calibration
from cohesie_sim.report.words import LANGUAGES

WARINESS, COMPLIANCE = "parameters.contact.wariness", "parameters.restrictions.compliance"
RANGES = {WARINESS: (0.2, 0.9), COMPLIANCE: (0.6, 1.0)}
CASES = 20


def targets() -> pd.DataFrame:
    rows = [
        # id, group, value, unit, sense, sd, use
        ("contact_before", "contact", 14.9, "per day", "equal", 1.0, "fit"),
        ("neighbours_daily", "contact", 12.0, "%", "equal", 2.0, "check"),
        ("severe_ratio_single", "loneliness before", 1.56, "ratio", "equal", 0.2, "fit"),
        ("emotional_rise", "loneliness in 2020", 0.0, "points", "at_least", 1.0, "fit"),
        ("lonely_heerlen", "loneliness per neighbourhood", 52.5, "%", "equal", 1.0, "fit"),
        ("volunteered_q1", "volunteering", 29.0, "%", "equal", 1.0, "fit"),
        ("sign_up_ratio", "help", 9.0, "ratio", "equal", 1.0, "check"),
    ]
    frame = pd.DataFrame(rows, columns=["id", "group", "value", "unit", "sense", "sd", "use"])
    return frame.assign(english="English of " + frame["id"], dutch="Nederlands van " + frame["id"])


def predictive() -> pd.DataFrame:
    ids = targets()["id"]
    frame = pd.DataFrame({"id": ids, "draws": 40, "missing": 0, "misfit": 0.5, "met": "yes"})
    frame["median"] = targets()["value"] + 0.5
    for name, away in (("low90", -0.3), ("high90", 0.3), ("low90_survey", -1.6), ("high90_survey", 1.6)):
        frame[name] = frame["median"] + away
    missed = frame["id"].isin(["neighbours_daily", "severe_ratio_single"])
    frame.loc[missed, "met"] = "no"
    frame.loc[frame["id"] == "neighbours_daily", ["median", "low90", "high90", "misfit"]] = [0.1, 0.0, 0.25, -5.95]
    frame.loc[frame["id"] == "severe_ratio_single", ["median", "low90", "high90", "misfit"]] = [2.5, 2.4, 2.6, 3.21]
    return frame


def recovery() -> pd.DataFrame:
    rows = []
    for case in range(CASES):
        for parameter, (low, high) in RANGES.items():
            truth = low + (high - low) * (case + 0.5) / CASES  # spread over the range as evenly as can be
            held = {"covered50": case % 2 == 0, "covered90": parameter == WARINESS or case < 10}
            told = {"median": 0.5, "effective": 90.0, **{name: "yes" if held[name] else "no" for name in held}}
            rows.append({"case": case, "parameter": parameter, "truth": truth, **told})
    return pd.DataFrame(rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tables = {
        "targets": targets(),
        "predictive": predictive(),
        "posterior": pd.DataFrame(
            {WARINESS: np.linspace(0.4, 0.6, 101), COMPLIANCE: np.linspace(0.6, 1.0, 101), "drawn.along": 0.5}
        ),
        "priors": pd.DataFrame(
            {
                "parameter": [WARINESS, COMPLIANCE, "drawn.along"],
                "low": [0.2, 0.6, 0.0],
                "high": [0.9, 1.0, 1.0],
                "role": ["fitted", "fitted", "drawn"],
                "block": ["meeting", "meeting", None],
            }
        ),
        "recovery": recovery(),
        "emulator": pd.DataFrame({"id": ["contact_before", "lonely_heerlen"], "explained": [0.9, None]}),
        "prior_predictive": predictive().assign(met="yes", median=targets()["value"] + 2.0),
        "fit": pd.DataFrame(
            {
                "block": ["meeting", "meeting"],
                "effective": [100.0, 80.0],
                "generation": [1, 2],
                "epsilon": [4.25, 2.5],
                "evaluations": [900, 1200],
                "acceptance": [0.5, 0.25],
                "particles": [250, 250],
            }
        ),
    }
    for name, table in tables.items():
        table.to_csv(tmp_path / f"{name}.csv", index=False)
    return tmp_path


@pytest.mark.slow
def test_a_calibration_gets_pictures_and_pages_in_both_languages(folder: Path) -> None:
    files = report_calibration(folder)
    names = [f"goodness_{part}" for part in ("contact", "loneliness", "neighbourhoods", "helping")]
    for name in (*names, "posterior", "recovery"):
        for language in LANGUAGES:
            assert files[f"{name}.{language}.png"].startswith(b"\x89PNG")
            assert (
                f"![{name.replace('_', ' ')}]({name}.{language}.png)".encode()
                in files["README.md" if language == "en" else "LEESMIJ.md"]
            )


def test_the_page_counts_what_is_met_and_names_every_misfit_largest_first(folder: Path) -> None:
    page = write_page(read_calibration(folder), [], "en")
    assert (
        "Of the 5 targets that parameters were fitted to, **4 are met**; of the 2 that were only compared, 1." in page
    )
    # squares before: 4, 100, 0 (the right side of a bound), 4, 4; after: 0.25, 22.09, 0, 0.25, 0.25
    away = "typically 2.14 instead of 4.73 standard deviations of the survey away from it. Every world meets these"
    assert "with parameters anywhere in their ranges, 5 of the 5 fitted ones are met as well" in page
    assert away in page
    assert "say nothing about parameters: English of lonely_heerlen." in page
    first = (
        "- **English of neighbours_daily** (only compared): published 12.0 %, the model 0.1 % (0.0 to 0.2); "
        "−6.0 standard deviations. In the model neighbours who know each other have contact once a week at most."
    )
    second = "- **English of severe_ratio_single**: published 1.56, the model 2.50 (2.40 to 2.60); +3.2 standard dev"
    assert 0 < page.index(first) < page.index(second)


def test_the_dutch_page_says_the_same_with_decimal_commas(folder: Path) -> None:
    page = write_page(read_calibration(folder), [], "nl")
    assert "**kloppen er 4**" in page
    assert "gepubliceerd 12,0%, het model 0,1% (0,0 tot 0,2); −6,0 standaardafwijkingen" in page
    assert "| ontmoeten | 1 | 4,25 | 900 | 50% | 100 |" in page


def test_what_does_not_exist_in_the_model_is_said(folder: Path) -> None:
    table = predictive()
    table.loc[1, ["median", "low90", "high90", "misfit"]] = [np.nan, np.nan, np.nan, np.inf]
    table.to_csv(folder / "predictive.csv", index=False)
    page = write_page(read_calibration(folder), [], "en")
    assert "**English of neighbours_daily** (only compared): it does not exist in the model." in page


def test_without_misfits_that_is_said(folder: Path) -> None:
    predictive().assign(met="yes").to_csv(folder / "predictive.csv", index=False)
    assert "- Every target is met." in write_page(read_calibration(folder), [], "en")


def test_the_page_says_which_parameters_are_known_better(folder: Path) -> None:
    page = write_page(read_calibration(folder), [], "en")
    (much,) = (line for line in page.splitlines() if line.startswith("- Known much better"))
    (little,) = (line for line in page.splitlines() if line.startswith("- Hardly better"))
    assert "`contact.wariness`" in much
    assert "`restrictions.compliance`" in little


def test_narrowing_is_the_part_of_the_range_that_is_left() -> None:
    assert narrowing(np.linspace(0.4, 0.6, 101), 0.0, 1.0) == pytest.approx(0.18)
    assert narrowing(np.linspace(0.0, 1.0, 101), 0.0, 1.0) == pytest.approx(0.9)


def test_coverage_of_all_together_is_counted_against_the_intervals_of_the_prior() -> None:
    priors = pd.DataFrame({"parameter": [WARINESS, COMPLIANCE], "low": 0.0, "high": 1.0, "block": ["one", "other"]})
    truths = np.where(np.arange(2 * CASES) % 8 < 2, 0.99, 0.5)  # both parameters of every fourth case lie far out
    found = {(one.parameter, one.level): one for one in coverage(recovery().assign(truth=truths), priors)}
    assert (found[WARINESS, 90].counted, found[WARINESS, 90].prior) == (1.0, 0.75)
    assert found[COMPLIANCE, 90].share.mean == found[COMPLIANCE, 90].counted == 0.5
    assert found[COMPLIANCE, 50].share.low == pytest.approx(0.2993, abs=1e-4)  # Wilson, 10 of 20
    assert found["", 90].share.mean == pytest.approx(0.9 + 0.75 - 0.75)
    assert found["", 90].share.replicates == CASES  # not 40: parameters of a case share its luck
    blocks = {one.parameter: one for one in block_coverage(recovery().assign(truth=truths), priors, 90)}
    assert blocks["one"].share.mean == pytest.approx(1.0)  # 0.9 + 1 - 0.75, and no share is above 1
    assert blocks["other"].share.mean == pytest.approx(0.9 + 0.5 - 0.75)
    held = np.where(np.arange(CASES) < 10, 1.0, 0.5) - np.where(np.arange(CASES) % 4 == 0, 0.0, 1.0)
    assert found["", 90].share.low == pytest.approx(0.9 + mean_interval(held).low)


def test_the_page_judges_the_method_by_the_interval_of_its_coverage(folder: Path) -> None:
    page = write_page(read_calibration(folder), [], "en")
    assert (
        "Intervals of 50 % hold the true value in 50 % of the fits. The prior's own intervals, which are right by "
        "construction, do so in 50 % of the same cases; with that luck of the true values taken off it is 50 %" in page
    )
    assert "hold the true value in 75 % of the fits." in page
    assert "too seldom" not in page.split("Standing out")[0]
    assert "By block, in the same way, at 90 %: meeting 75 % (" in page
    assert "with 250 particles. Weights left at least 90 of them in every generation of every fit, and 80 in" in page
    recovery().assign(covered90="no").to_csv(folder / "recovery.csv", index=False)
    page = write_page(read_calibration(folder), [], "en")
    assert "it is 0 % (0 to 14): too seldom, so the intervals are too narrow." in page
    assert "how well people keep to the rules (`restrictions.compliance`)" in page.split("Standing out")[1]


@pytest.mark.parametrize("name", ["targets", "predictive", "posterior", "priors", "recovery", "fit"])
def test_a_missing_table_is_named(folder: Path, name: str) -> None:
    (folder / f"{name}.csv").unlink()
    with pytest.raises(ConfigurationError, match=rf"{name}\.csv: cannot be read"):
        read_calibration(folder)


def test_a_missing_column_is_named(folder: Path) -> None:
    recovery().drop(columns="covered90").to_csv(folder / "recovery.csv", index=False)
    with pytest.raises(ConfigurationError, match=r"recovery\.csv: column covered90 is missing; there are case,"):
        read_calibration(folder)


def test_tables_that_do_not_belong_together_are_refused(folder: Path) -> None:
    predictive().iloc[1:].to_csv(folder / "predictive.csv", index=False)
    with pytest.raises(ConfigurationError, match="not about the same targets"):
        read_calibration(folder)


def test_a_prior_without_draws_is_refused(folder: Path) -> None:
    pd.DataFrame({WARINESS: [0.5]}).to_csv(folder / "posterior.csv", index=False)
    with pytest.raises(ConfigurationError, match=r"no column drawn\.along, parameters\.restrictions\.compliance"):
        read_calibration(folder)
