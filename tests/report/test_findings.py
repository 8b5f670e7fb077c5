"""Findings against values worked out by hand: paired within replicates, under every hypothesis that was run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cohesie_sim import ConfigurationError
from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.report import Results
from cohesie_sim.report.conditions import Condition, values_of
from cohesie_sim.report.findings import Finding, by_name, compare, difference, level, levels_by
from cohesie_sim.report.findings_file import read_findings, to_frame
from cohesie_sim.report.quantities import interval_text
from cohesie_sim.report.robustness import Robustness
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.telling import conclusion_text, fill, tell

LOW, HIGH = Condition("long_winter", fte=0.0), Condition("long_winter", fte=12.0)


def _finding(mean: float, half: float, hypothesis: str = "article", unit: str = "share") -> Finding:
    return Finding("x", hypothesis, unit, Interval(mean, mean - half, mean + half, 20), difference=True)


def test_a_difference_is_taken_within_replicates() -> None:
    values = pd.Series([0.5, 0.7, 0.9], index=[0, 1, 2])
    reference = pd.Series([0.4, 0.2, 0.8], index=[0, 2, 3])  # replicates 1 and 3 have no partner
    found = difference("x", "article", "share", values, reference)
    assert found.interval.mean == pytest.approx((0.1 + 0.7) / 2)
    assert found.interval.replicates == 2
    half = 12.706204736 * np.std([0.1, 0.7], ddof=1) / np.sqrt(2)
    assert found.interval.high == pytest.approx(0.4 + half)
    assert (found.sure, found.sign) == (False, 0)


def test_an_interval_of_a_share_ends_at_what_is_possible() -> None:
    found = level("x", "article", "share", pd.Series([1.0] * 9 + [0.5])).interval
    assert (found.mean, found.high) == (0.95, 1.0)
    of_before = level("x", "article", "share", pd.Series([0.9, 1.1])).interval  # a share of what there was before
    assert of_before.high > 1


def test_conditions_are_compared_under_every_hypothesis_that_was_run(results: Results) -> None:
    found = compare(results, "isolated", "isolated", "from_first_lockdown", HIGH, LOW)
    assert [f.hypothesis for f in found] == ["article", "self_reliance", "null"]
    assert found[0].interval.mean == pytest.approx(-0.012, abs=2e-4)  # 0.001 per fte, by construction
    assert [f.sign for f in found[:2]] == [-1, -1]
    only = compare(results, "isolated", "isolated", "from_first_lockdown", HIGH._replace(fte=4.0), LOW)
    assert [f.hypothesis for f in only] == ["article"]


def test_a_period_may_be_two_dates_and_a_measure_any_weekly_column(results: Results) -> None:
    inside = values_of(results, "cooperation", LOW, ("2020-01-06", "2020-02-03"))
    assert inside.tolist() == [0.4] * 6
    assert values_of(results, "cooperation", LOW, "second_lockdown").empty
    with pytest.raises(ValueError, match="Did you mean 'after'"):
        values_of(results, "cooperation", LOW, "aftr")


def test_survival_can_be_a_finding(results: Results) -> None:
    kept = values_of(results, "initiatives_surviving", HIGH, "from_first_lockdown")
    assert len(kept) == 6
    assert kept.between(0, 1).all()


def test_stored_findings_come_back(tmp_path: Path) -> None:
    found = [
        _finding(0.0123456, 0.001),
        _finding(-0.5, 0.1, "null"),
        Finding("y", "article", "fte", Interval(4.0, float("nan"), float("nan"), 20), difference=False),
    ]
    texts = {"x": 'what, is "it"', "y": "a level"}
    to_frame(found, texts, texts).to_csv(tmp_path / "findings.csv", index=False)
    back = read_findings(tmp_path)
    assert back[:2] == found[:2]
    assert back[2].interval[0] == 4.0
    assert np.isnan(back[2].interval.low)
    assert not back[2].difference


@pytest.mark.parametrize("content", [None, "", "finding,hypothesis\nx,article\n"])
def test_findings_that_are_missing_or_damaged_are_refused(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "findings.csv").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="no findings there"):
        read_findings(tmp_path)


@pytest.mark.parametrize(
    ("finding", "english", "dutch"),
    [
        (
            _finding(-0.0118, 0.0004),
            "\N{MINUS SIGN}1.18 percentage points (\N{MINUS SIGN}1.22 to \N{MINUS SIGN}1.14)",
            "\N{MINUS SIGN}1,18 procentpunt (\N{MINUS SIGN}1,22 tot \N{MINUS SIGN}1,14)",
        ),
        (
            _finding(0.001, 0.002),
            "not distinguishable (+0.10 percentage points, \N{MINUS SIGN}0.10 to +0.30)",
            "niet te onderscheiden (+0,10 procentpunt, \N{MINUS SIGN}0,10 tot +0,30)",
        ),
        (  # an end that looks like zero gets decimals until it does not
            Finding("x", "article", "share", Interval(0.0003, 0.00002, 0.0006, 9), difference=True),
            "+0.030 percentage points (+0.002 to +0.060)",
            "+0,030 procentpunt (+0,002 tot +0,060)",
        ),
        (
            Finding("x", "article", "share", Interval(0.5, float("nan"), float("nan"), 9), difference=True),
            "+50.00 percentage points (the same in every neighbourhood)",
            "+50,00 procentpunt (in elke buurt hetzelfde)",
        ),
        (
            Finding("x", "article", "share", Interval(0.0, float("nan"), float("nan"), 9), difference=True),
            "no difference in any neighbourhood",
            "in geen enkele buurt verschil",
        ),
    ],
)
def test_numbers_are_written_with_unit_and_interval(finding: Finding, english: str, dutch: str) -> None:
    assert interval_text(finding.interval, finding.unit, "en", difference=True) == english
    assert interval_text(finding.interval, finding.unit, "nl", difference=True) == dutch


def test_a_conclusion_says_under_which_hypotheses_it_stands() -> None:
    three = ("article", "self_reliance", "null")
    every = {name: _finding(mean, 0.1, name) for name, mean in zip(three, (-1.0, -0.5, -0.13), strict=True)}
    assert (
        conclusion_text(every, "en") == " [lower under all 3 hypotheses: \N{MINUS SIGN}13.00 to \N{MINUS SIGN}100.00]"
    )
    some = {**every, "null": _finding(0.0, 0.1, "null")}
    assert conclusion_text(some, "en") == " [lower under article and self-reliance, not distinguishable under null]"
    assert conclusion_text(some, "nl") == " [lager bij artikel en zelfredzaamheid, niet te onderscheiden bij nul]"
    assert conclusion_text({"article": every["article"]}, "en") == ""


def test_a_sentence_is_filled_with_numbers_that_keep_their_doubt() -> None:
    found = [_finding(0.0, 0.1), _finding(0.0, 0.1, "null")]
    told = fill("It changes by {x}.", found, "en")
    assert told.startswith("It changes by **an amount not distinguishable from zero (0.00 percentage points")
    assert told.endswith("[not distinguishable under all 2 hypotheses].")
    assert fill("The difference: {x}.", found[:1], "en").startswith("The difference: **not distinguishable (0.00")
    none = Finding("x", "article", "share", Interval(0.0, float("nan"), float("nan"), 9), difference=True)
    assert fill("Verandert met {x}.", [none], "nl") == "Verandert met **niets (in geen enkele buurt verschil)**."


def test_a_price_says_when_it_is_doubtful_that_anything_is_bought() -> None:
    told = Robustness(20, 0.6, -0.1, 0.3, float("nan"), "hypothesis")
    gain = Finding("kept_0_2", "article", "share", Interval(0.2, 0.1, 0.3, 20), difference=True, robust=told)
    price = Finding("euro_kept_0_2", "article", "EUR", Interval(90.0, 80.0, 100.0, 20), difference=False)
    words = StudyWords("funding_sweep", "en")
    doubted, sure = (tell([one, price], words, "en")[1] for one in (gain, replace(gain, robust=None)))
    assert doubted.endswith(": **90 euros (80 to 100)** [whether it buys any depends on the hypothesis].")
    assert sure.endswith(": **90 euros (80 to 100)**.")


def test_levels_are_no_differences() -> None:
    found = levels_by("x", "share", lambda name: pd.Series([0.2, 0.4] if name == "article" else [], dtype=float))
    assert list(by_name(found)["x"]) == ["article"]
    assert not found[0].sure
