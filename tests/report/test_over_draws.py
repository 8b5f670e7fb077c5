"""Findings over draws of parameters: what is told, what is not told any more, and what decides."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isnan, nan, sqrt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student

from cohesie_sim.outcomes.intervals import Interval, share_interval
from cohesie_sim.report.findings import Finding, difference, level, share
from cohesie_sim.report.findings_file import read_findings, to_frame
from cohesie_sim.report.over_draws import with_draws_as_cases, with_robustness
from cohesie_sim.report.studies.spontaneous_help_ratio import ratio
from cohesie_sim.report.telling import conclusion_text, fill

DRAWS = 20
THREE = ("article", "self_reliance", "null")


def drawn(count: int = DRAWS) -> pd.DataFrame:
    """Return draws of two worlds each, with two parameters."""
    rng = np.random.default_rng(11)
    table = pd.DataFrame(rng.random((count, 2)), columns=["parameters.viability.despair", "population.ties.spread"])
    return table.loc[np.arange(2 * count) // 2].rename_axis("draw").reset_index().rename_axis("replicate")


def told(effect: Callable[[str, pd.DataFrame], pd.Series], draws: pd.DataFrame, luck: float = 0.01) -> list[Finding]:
    """Return a difference under three hypotheses, with luck around the effect of every draw."""
    rng = np.random.default_rng(12)
    nothing = pd.Series(0.0, index=draws.index)
    found = [
        difference("x", name, "share", effect(name, draws) + luck * rng.normal(size=len(draws)), nothing)
        for name in THREE
    ]
    return with_robustness(with_draws_as_cases(found, draws), draws, {"x": (0.2, inf)})


def test_an_interval_is_over_draws() -> None:
    draws = pd.DataFrame({"draw": [0, 0, 1, 1]})
    values, reference = pd.Series([3.0, 5.0, 7.0, 13.0]), pd.Series([1.0, 1.0, 1.0, 3.0])  # 2, 4, 6, 10 apart
    (found,) = with_draws_as_cases([difference("x", "null", "share", values, reference)], draws)
    assert found.interval.mean == 5.5
    assert found.interval.replicates == 2
    half = float(student.ppf(0.975, 1)) * 2.5  # draws of 3 and 8: standard error 2.5
    assert found.interval.high == pytest.approx(5.5 + half)
    (of_level,) = with_draws_as_cases([level("x", "null", "share", values)], draws)
    assert of_level.interval[::3] == (7.0, 2)


def test_a_share_of_neighbourhoods_counts_draws_and_is_careful_with_halves() -> None:
    draws = pd.DataFrame({"draw": np.arange(20) // 2})
    happened = pd.Series([True] * 15 + [False] * 5)  # seven draws whole, one half, two not
    (found,) = with_draws_as_cases([share("x", "null", happened)], draws)
    assert found.interval.mean == 0.75
    assert found.interval.low == share_interval(7, 10).low
    assert found.interval.high == share_interval(8, 10).high
    assert share("x", "null", happened).interval == share_interval(15, 20)


def test_a_ratio_is_linear_around_its_value() -> None:
    above, below = pd.Series([2.0, 4.0, 1.0, 5.0]), pd.Series([4.0, 4.0, 4.0, 4.0])
    found = ratio("x", "null", above, below)
    assert found.worlds is not None
    assert found.worlds.effects.tolist() == [0.5, 1.0, 0.25, 1.25]
    (over,) = with_draws_as_cases([found], pd.DataFrame({"draw": [0, 0, 1, 1]}))
    assert over.interval == pytest.approx((0.75, nan, nan, 2), nan_ok=True)  # both draws say 0.75


def test_without_draws_nothing_changes() -> None:
    found = [level("x", "null", "share", pd.Series([0.1, 0.3]))]
    assert with_draws_as_cases(found, None) == found
    assert with_robustness(found, None, {}) == found
    assert list(to_frame(found, {"x": "a"}, {"x": "b"}).columns)[-4:] == [
        "replicates",
        "distinguishable",
        "english",
        "dutch",
    ]


def test_what_all_settings_say_is_told_with_its_share() -> None:
    found = told(lambda _, draws: pd.Series(0.3, index=draws.index), drawn())
    assert [f.robust.share for f in found if f.robust] == pytest.approx([1.0] * 3)
    by_hypothesis = {f.hypothesis: f for f in found}
    english = conclusion_text(by_hypothesis, "en")
    assert english.startswith(" [higher under all 3 hypotheses and in all 20 plausible settings; nine in ten ")
    dutch = conclusion_text(by_hypothesis, "nl")
    assert dutch.startswith(" [hoger bij alle 3 hypothesen en bij alle 20 modelvarianten; negen van de tien ")
    told_alone = conclusion_text({"article": found[0]}, "en")
    assert told_alone.startswith(" [higher in all 20 plausible settings; nine in ten between +29.")


def test_a_real_split_is_no_result_and_its_parameter_is_named() -> None:
    found = told(lambda _, draws: draws["parameters.viability.despair"] - 0.35, drawn())
    assert found[0].robust is not None
    by_hypothesis = {f.hypothesis: f for f in found}
    share_of_draws = np.mean([f.robust.share for f in found if f.robust])
    assert 0.5 < share_of_draws < 0.9
    assert {f.robust.depends_on for f in found if f.robust} == {"parameters.viability.despair"}
    english = conclusion_text(by_hypothesis, "en")
    percent = int(100 * share_of_draws)
    assert english.startswith(
        " [depends on how soon an initiative without energy gives up (viability.despair); "
        f"higher in {percent} % of 20 plausible settings × 3 hypotheses; nine in ten between \N{MINUS SIGN}"
    )
    assert "hangt af van hoe snel een initiatief zonder energie ermee stopt (viability.despair)" in conclusion_text(
        by_hypothesis, "nl"
    )
    assert "depends on" in fill("It changes by {x}.", found, "en")


def test_what_only_one_hypothesis_says_depends_on_the_hypothesis() -> None:
    found = told(lambda name, draws: pd.Series(0.3 if name == "article" else 0.0, index=draws.index), drawn())
    assert {f.robust.depends_on for f in found if f.robust} == {"hypothesis"}
    english = conclusion_text({f.hypothesis: f for f in found}, "en")
    assert english.startswith(
        " [depends on the hypothesis: higher under article, not distinguishable under self-reliance and null; higher "
    )


def test_a_difference_that_luck_explains_stays_not_distinguishable() -> None:
    found = told(lambda _, draws: pd.Series(0.0, index=draws.index), drawn())
    assert conclusion_text({f.hypothesis: f for f in found}, "en") == " [not distinguishable under all 3 hypotheses]"


def test_no_difference_anywhere_has_no_direction() -> None:
    found = told(lambda _, draws: pd.Series(0.0, index=draws.index), drawn(), luck=0.0)
    assert all(f.robust and isnan(f.robust.share) and f.robust.depends_on == "" for f in found)
    assert conclusion_text({f.hypothesis: f for f in found}, "en") == " [not distinguishable under all 3 hypotheses]"


def test_a_level_has_a_range_and_no_share() -> None:
    draws = drawn()
    values = 0.2 + 0.1 * draws["parameters.viability.despair"]
    found = with_robustness([level("x", "article", "share", values)], draws, {})
    robust = found[0].robust
    assert robust is not None
    assert isnan(robust.share)
    low, high = np.quantile(values.iloc[::2], [0.05, 0.95])
    assert robust.low < low < high < robust.high  # how sure the mean is counts in
    assert (robust.low, robust.high) == pytest.approx((low, high), abs=0.01)
    assert conclusion_text({"article": found[0]}, "en") == (
        f" [nine in ten of 20 plausible settings between {100 * robust.low:.2f} and {100 * robust.high:.2f}]"
    )


def test_settings_that_are_all_the_same_have_no_range() -> None:
    draws = drawn()
    same = pd.Series(0.5, index=draws.index)
    found = with_robustness([level("x", "article", "EUR", same)], draws, {})
    assert conclusion_text({"article": found[0]}, "en") == " [20 plausible settings, all the same]"


def test_the_share_that_meets_a_criterion_is_another_one() -> None:
    found = told(lambda _, draws: draws["parameters.viability.despair"], drawn(), luck=0.0)
    values = drawn()["parameters.viability.despair"].iloc[::2]
    error = values.std(ddof=1) / sqrt(DRAWS)
    for finding in found:
        assert finding.robust is not None
        assert finding.robust.met == pytest.approx(student.sf((0.2 - values) / error, DRAWS - 1).mean())
        assert finding.robust.met < finding.robust.share


def test_one_draw_says_nothing_about_settings() -> None:
    found = told(lambda _, draws: pd.Series(0.3, index=draws.index), drawn(1))
    assert [f.robust for f in found] == [None] * 3


def test_what_was_computed_from_other_findings_stays_as_it_is() -> None:
    given = Finding("y", "article", "EUR", Interval(1.0, 0.5, 2.0, 40), difference=False)
    assert with_robustness(with_draws_as_cases([given], drawn()), drawn(), {}) == [given]


def test_stored_findings_come_back_with_their_robustness(tmp_path: Path) -> None:
    found = told(lambda _, draws: draws["parameters.viability.despair"], drawn())
    found.append(Finding("y", "article", "EUR", Interval(1.0, 0.5, 2.0, 40), difference=False))
    texts = {"x": "one", "y": "other"}
    to_frame(found, texts, texts).to_csv(tmp_path / "findings.csv", index=False)
    back = read_findings(tmp_path)
    assert back[:3] == found[:3]
    assert back[3].robust is None
