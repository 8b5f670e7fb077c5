"""The ledger of claims: every claim is there, and verdicts follow intervals and bounds alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import isinf
from pathlib import Path

import pytest
from scipy.stats import t as student

from cohesie_sim import ConfigurationError
from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.parameters import Parameters
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.findings_file import to_frame
from cohesie_sim.report.ledger import Claim, Criterion, Judged, Verdict, claims_table, criteria, judge, read_ledger
from cohesie_sim.report.ledger_page import judged_lines, verdict_text, write_ledger
from cohesie_sim.report.robustness import Robustness
from cohesie_sim.report.study_words import StudyWords

ROOT = Path(__file__).parents[2]
NAN = float("nan")


def _known(pattern: str) -> bool:
    node: object = Parameters()
    for part in pattern.split("."):
        node = getattr(node, part, None)
    return node is not None


def test_all_24_claims_are_there_with_role_rules_and_parameters() -> None:
    table = claims_table()
    assert list(table) == [f"C{number:02}" for number in range(1, 25)]
    for name, row in table.items():
        assert row["en"].strip(), name
        assert row["nl"].strip(), name
        assert row["role"] in {"built in", "should emerge", "both", "policy question"}
        assert row["modules"]
        for module in row["modules"]:
            assert (ROOT / "cohesie_sim" / "rules" / f"{module}.py").is_file(), (name, module)
        unknown = [p for p in row["parameters"] if not _known(p.removesuffix(".*"))]
        assert unknown == [], name


def test_every_claim_has_a_criterion_and_every_criterion_a_claim() -> None:
    asked = {criterion.claim for criterion in criteria()}
    assert asked == set(claims_table())


def test_criteria_name_findings_of_their_study_and_say_why() -> None:
    for criterion in criteria():
        known = StudyWords(criterion.study, "en").clauses
        assert {criterion.finding, *criterion.decides} <= set(known), criterion
        assert criterion.finding not in criterion.decides
        assert len(criterion.why) > 20, criterion
        assert criterion.low < criterion.high


@pytest.mark.parametrize(
    ("interval", "bounds", "verdict"),
    [
        (Interval(0.5, 0.4, 0.6, 50), (0.0, float("inf")), "holds"),
        (Interval(-0.5, -0.6, -0.4, 50), (0.0, float("inf")), "does not hold"),
        (Interval(0.1, -0.1, 0.3, 50), (0.0, float("inf")), "cannot be told"),
        (Interval(0.5, 0.4, 0.6, 50), (0.3, 0.7), "holds"),
        (Interval(0.5, 0.4, 0.6, 50), (0.45, 0.7), "cannot be told"),
        (Interval(0.5, NAN, NAN, 50), (0.3, 0.7), "cannot be told"),  # the same in all of them
        (Interval(0.5, NAN, NAN, 1), (0.3, 0.7), "cannot be told"),  # a single one says nothing
        (Interval(NAN, NAN, NAN, 0), (0.3, 0.7), "cannot be told"),
    ],
)
def test_a_verdict_follows_interval_and_bounds(
    interval: Interval, bounds: tuple[float, float], verdict: Verdict
) -> None:
    assert judge(interval, *bounds, false_alarm=0.025) == verdict


def test_the_ledger_is_stricter_than_what_is_shown() -> None:
    just = Interval(1.0, 0.01, 1.99, 20)  # distinguishable at 95 %
    assert judge(just, 0.0, float("inf"), 0.025) == "holds"
    assert judge(just, 0.0, float("inf"), 0.001) == "cannot be told"
    error = 0.99 / student.ppf(0.975, 19)
    exactly = student.isf(0.01, 19) * error  # the one-sided 99 % limit
    assert judge(just, 1.0 - exactly - 1e-9, float("inf"), 0.01) == "holds"
    assert judge(just, 1.0 - exactly + 1e-9, float("inf"), 0.01) == "cannot be told"


def _claim(*verdicts: dict[str, Verdict]) -> Claim:
    criterion = Criterion("C24", "s", "f", 0.0, float("inf"), "why")
    found = Finding("f", "article", "share", Interval(0.1, 0.0, 0.2, 9), difference=True)
    judged = [Judged(criterion, dict.fromkeys(row, found), row) for row in verdicts]
    return Claim("C24", claims_table()["C24"], judged)


@pytest.mark.parametrize(
    ("verdicts", "text"),
    [
        ([], "not run"),
        ([{"article": "holds", "null": "holds"}], "holds"),
        ([{"article": "holds"}], "holds (run under article only)"),
        ([{"article": "holds", "null": "does not hold"}], "holds only under article (does not hold under null)"),
        ([{"article": "holds"}, {"article": "does not hold"}], "does not hold (1 of 2 criteria met)"),
        ([{"article": "cannot be told", "null": "does not hold"}], "cannot be told"),
        ([{"article": "does not hold"}], "does not hold"),
        ([{"article": "holds", "null": "holds"}, {"article": "holds"}], "holds (run under article only)"),
    ],
)
def test_a_claim_is_as_strong_as_its_weakest_criterion(verdicts: list[dict[str, Verdict]], text: str) -> None:
    assert verdict_text(_claim(*verdicts)) == text


def test_what_is_given_carries_no_claim_that_has_other_criteria() -> None:
    both = _claim({"article": "holds"}, {"article": "does not hold"})
    by_rule = replace(both.judged[0], criterion=replace(both.judged[0].criterion, given="rule"))
    assert verdict_text(replace(both, judged=[by_rule, both.judged[1]])) == "does not hold"
    assert verdict_text(replace(both, judged=[by_rule])) == "holds (run under article only)"


def test_a_ledger_without_results_drops_no_row(tmp_path: Path) -> None:
    claims = read_ledger(tmp_path)
    assert len(claims) == 24
    text = write_ledger(claims)
    assert text.count("**not run**") == 24
    assert "$" not in text


def _store(results: Path, met: Callable[[Criterion], bool]) -> None:
    """Write findings that meet the criteria or miss them by far, under two hypotheses."""
    by_study: dict[str, dict[str, Finding]] = {}
    for criterion in criteria():
        inside = criterion.low + 1 if isinf(criterion.high) else criterion.high - 1
        if not isinf(criterion.low) and not isinf(criterion.high):
            inside = (criterion.low + criterion.high) / 2
        outside = criterion.low - 1 if isinf(criterion.high) else criterion.high + 1
        value = inside if met(criterion) else outside
        near = Interval(value, value - 1e-4, value + 1e-4, 50)
        found = Finding(criterion.finding, "article", "share", near, difference=True)
        by_study.setdefault(criterion.study, {})[criterion.finding] = found
    for study, group in by_study.items():
        (results / study).mkdir()
        clauses = StudyWords(study, "en").clauses
        rows = [replace(f, hypothesis=name) for f in group.values() for name in ("article", "null")]
        to_frame(rows, clauses, clauses).to_csv(results / study / "findings.csv", index=False)


def test_when_every_criterion_is_met_every_claim_holds(tmp_path: Path) -> None:
    _store(tmp_path, lambda _: True)
    assert {verdict_text(claim) for claim in read_ledger(tmp_path)} == {"holds"}


def test_a_claim_that_does_not_hold_stays_and_says_why(tmp_path: Path) -> None:
    _store(tmp_path, lambda criterion: criterion.claim != "C03")
    claims = read_ledger(tmp_path)
    assert {claim.name for claim in claims if verdict_text(claim) == "does not hold"} == {"C03"}
    text = write_ledger(claims)
    assert f"Why: {claims_table()['C03']['reason']['en']}" in text
    assert text.count("Why: ") == 1
    assert "- what decides:" not in text  # those findings are not among the stored ones


def _over_draws(*met: float, verdict: Verdict = "holds") -> Claim:
    """Return a claim of one criterion that so many of twenty draws meet, under one hypothesis each."""
    names = ("article", "self_reliance", "null")[: len(met)]
    found = {
        name: Finding(
            "left_year",
            name,
            "share",
            Interval(0.1, 0.05, 0.15, 20),
            difference=True,
            robust=Robustness(20, 1.0, 0.0, 0.2, share, "parameters.trust.gain"),
        )
        for name, share in zip(names, met, strict=True)
    }
    criterion = Criterion("C24", "spontaneous_help", "left_year", 0.0, float("inf"), "why")
    return Claim("C24", claims_table()["C24"], [Judged(criterion, found, dict.fromkeys(names, verdict))])


def test_a_verdict_carries_the_share_of_draws_that_meet_its_weakest_criterion() -> None:
    assert verdict_text(_over_draws(0.96, 0.9, 0.9)) == "holds, in 92 % of 20 plausible settings × 3 hypotheses"
    alone = _over_draws(1.0)
    assert verdict_text(alone) == "holds (run under article only), in all 20 plausible settings"
    weaker = replace(alone, judged=[*alone.judged, *_over_draws(0.93).judged])
    assert verdict_text(weaker) == "holds (run under article only), in 93 % of 20 plausible settings"
    not_met = _over_draws(0.1, 0.2, verdict="does not hold")
    assert verdict_text(not_met) == (
        "does not hold; weakest criterion met in 15 % of 20 plausible settings × 2 hypotheses"
    )


def test_below_the_threshold_a_claim_does_not_hold_but_depends() -> None:
    claim = _over_draws(0.95, 0.6, 0.7)
    text = verdict_text(claim)
    assert text.startswith("depends on how much trust contact with a worker gives (trust.gain): holds in 75 % of 20 ")
    page = write_ledger([claim])
    assert "**Depends on how much trust" in page
    assert ", n = 20, met in 60 % of 20 plausible settings\n" in page
    assert "Why: " in page  # as for every claim that does not hold in full
    (judged,) = claim.judged
    mixed = replace(claim, judged=[replace(judged, verdicts={**judged.verdicts, "null": "cannot be told"})])
    assert ": holds under article and self-reliance in 77 % of 20 plausible settings × 2 " in verdict_text(mixed)


def test_what_decides_stands_beside_the_criterion() -> None:
    sure = Finding("left_year", "article", "share", Interval(0.001, 0.0005, 0.002, 45), difference=False)
    patient = replace(sure, name="left_year_patient", interval=Interval(0.077, 0.07, 0.084, 45))
    criterion = next(c for c in criteria() if c.finding == "left_year")
    judged = Judged(criterion, {"article": sure}, {"article": "holds"}, (patient,))
    assert [line[:12] for line in judged_lines(judged)[1:]] == ["article: hol", "what decides"]
    assert "7.70 % (7.00 to 8.40)" in judged_lines(judged)[-1]


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such folder"):
        read_ledger(tmp_path / "nowhere")
