"""The ledger of claims in words: verdicts, criteria and numbers, as a page."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf
from statistics import fmean
from string import Template
from typing import Final

from cohesie_sim.report.deciding import UNEXPLAINED
from cohesie_sim.report.ledger import FALSE_ALARM, Claim, Criterion, Judged, tests_in
from cohesie_sim.report.quantities import interval_text, value_text
from cohesie_sim.report.robust_words import decider_text, page_texts, settings_text
from cohesie_sim.report.robustness import THRESHOLD
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import hypothesis_text, template

_NOT_RUN: Final = "not run"


def verdict_text(claim: Claim) -> str:
    """Return the verdict on a claim in a few words.

    Parameters
    ----------
    claim
        Judged.

    Returns
    -------
    str
        holds; holds only under some hypotheses, with what becomes of it under the others; does not hold; cannot be
        told; or not run. Of a claim that does not hold in full, how many of its criteria are met. Over draws of
        parameters, also in which share of them; where too few meet its weakest criterion, what it depends on.
    """
    verdicts, shares = claim.verdicts(), claim.shares()
    if not shares:
        return _verdict(claim)
    holding = [name for name, verdict in verdicts.items() if verdict == "holds" and name in shares]
    asked = holding or list(shares)
    share, draws = fmean(shares[name] for name in asked), claim.draws
    told = settings_text(share, [draws], len(asked), "en")
    if not holding:
        return f"{_verdict(claim)}; weakest criterion met in {told}"
    if share < THRESHOLD:
        where = (
            "" if len(holding) == len(verdicts) else f" under {' and '.join(hypothesis_text(n, 'en') for n in holding)}"
        )
        return f"depends on {decider_text(claim.decider or UNEXPLAINED, 'en')}: holds{where} in {told}"
    return f"{_verdict(claim)}, in {told}"


def _verdict(claim: Claim) -> str:
    """Return the verdict over all draws of parameters together."""
    verdicts = claim.verdicts()
    if not verdicts:
        return _NOT_RUN
    holding = [hypothesis_text(name, "en") for name, verdict in verdicts.items() if verdict == "holds"]
    if len(holding) == len(verdicts):
        return "holds" if len(verdicts) > 1 else f"holds (run under {holding[0]} only)"
    if holding:
        others = "; ".join(
            f"{verdict} under {hypothesis_text(name, 'en')}" for name, verdict in verdicts.items() if verdict != "holds"
        )
        return f"holds only under {' and '.join(holding)} ({others})"
    first = next(iter(verdicts))
    met = sum(j.verdicts[first] == "holds" for j in claim.carrying)
    if met:
        return f"{verdicts[first]} ({met} of {len(claim.carrying)} criteria met)"
    return verdicts[first]


def criterion_text(criterion: Criterion, unit: str, *, difference: bool) -> str:
    """Return the bound of a criterion in the unit of its finding, such as ``above 0.00``."""
    low, high = (
        "" if isinf(end) else value_text(end, unit, "en", difference=difference)
        for end in (criterion.low, criterion.high)
    )
    if low and high:
        return f"between {low} and {high}"
    return f"above {low}" if low else f"below {high}"


def judged_lines(judged: Judged) -> list[str]:
    """Return what a criterion asked for and what was found, one line per hypothesis.

    Parameters
    ----------
    judged
        A criterion with its findings.

    Returns
    -------
    list of str
        The first line says what was asked; the others what was found.
    """
    criterion = judged.criterion
    clauses = StudyWords(criterion.study, "en").clauses
    clause = clauses[criterion.finding]
    first = next(iter(judged.found.values()), None)
    if first is None:
        return [f"{clause}: {_NOT_RUN} ({criterion.study})"]
    bound = criterion_text(criterion, first.unit, difference=first.difference)
    given = f" *Given by a {criterion.given}: it carries no claim that has other criteria.*" if criterion.given else ""
    lines = [f"{clause}: {bound} ({criterion.study}, {criterion.finding}). {criterion.why}{given}"]
    lines += [
        f"{hypothesis_text(name, 'en')}: {judged.verdicts[name]}, "
        f"{interval_text(f.interval, f.unit, 'en', difference=f.difference)}, n = {f.interval.replicates}"
        f"{_met_text(judged, name)}"
        for name, f in judged.found.items()
    ]
    lines += [
        f"what decides: {clauses[f.name]}: {interval_text(f.interval, f.unit, 'en', difference=f.difference)}"
        for f in judged.beside
    ]
    return lines


def _met_text(judged: Judged, hypothesis: str) -> str:
    robust = judged.found[hypothesis].robust
    if robust is None or hypothesis not in judged.met:
        return ""
    return f", met in {settings_text(robust.met, [robust.draws], 1, 'en')}"


def write_ledger(claims: Sequence[Claim]) -> str:
    """Return the ledger in Markdown.

    Parameters
    ----------
    claims
        C01 to C24, judged.

    Returns
    -------
    str
        What a verdict means, a table of all claims, and every criterion with its numbers.
    """
    table = [
        "| claim | what the article says | role | verdict |",
        "| --- | --- | --- | --- |",
        *(_row(claim) for claim in claims),
    ]
    tests = tests_in(claims)
    return Template(template("claims", "en")).substitute(
        tests=tests,
        **page_texts((f for claim in claims for j in claim.judged for f in j.found.values()), "en"),
        alarm=f"{100 * FALSE_ALARM:g}",
        each=f"{100 * FALSE_ALARM / max(1, tests):.3f}",
        table="\n".join(table),
        details="\n\n".join(_details(claim) for claim in claims),
    )


def _row(claim: Claim) -> str:
    name = f"[{claim.name}](#{claim.name.lower()})"
    return f"| {name} | {claim.texts['en']} | {claim.texts['role']} | **{verdict_text(claim)}** |"


def _details(claim: Claim) -> str:
    modules = ", ".join(f"[`{name}`](../cohesie_sim/rules/{name}.py)" for name in claim.texts["modules"])
    parameters = ", ".join(f"`{name}`" for name in claim.texts["parameters"]) or "none: a lever of the scenario"
    studies = dict.fromkeys(j.criterion.study for j in claim.judged)
    shown = ", ".join(f"[{name}](../results/{name}/README.md)" for name in studies) or "none"
    lines = [
        f"### {claim.name}",
        "",
        f"{claim.texts['en']} *{claim.texts['role'].capitalize()}.* **{verdict_text(claim).capitalize()}.**",
        "",
        f"Rules: {modules}. Parameters: {parameters}. Experiment: {shown}.",
    ]
    in_full = verdict_text(claim).startswith(("holds", _NOT_RUN))
    if "reason" in claim.texts and not in_full:
        lines += ["", f"Why: {claim.texts['reason']['en']}"]
    for judged in claim.judged:
        first, *others = judged_lines(judged)
        lines += ["", f"- {first}", *(f"  - {line}" for line in others)]
    return "\n".join(lines)
