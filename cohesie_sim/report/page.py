"""The page beside the pictures: the answer in plain words, with its intervals and with what it does not show."""

from __future__ import annotations

from collections.abc import Sequence
from string import Template
from typing import Any, Final

from cohesie_sim.report.contrasts import most_against_least
from cohesie_sim.report.dose_response import PERIOD
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.gaps import ends_text, interval_text, is_sure, signed, verdict
from cohesie_sim.report.results import Results
from cohesie_sim.report.rivals import compare_hypotheses
from cohesie_sim.report.robust_words import page_texts
from cohesie_sim.report.telling import conclusion_text
from cohesie_sim.report.words import Language, choose, hypothesis_text, measure_text, number, shown, template

_NAMES: Final[dict[Language, str]] = {"en": "README.md", "nl": "LEESMIJ.md"}
# Shares all: the sentences say %.
_IN_TIME: Final = ("isolated", "out_of_sight", "weekly_neighbours")
_TOLD: Final = ("isolated", "out_of_sight", "lonely", "initiatives_surviving", "volunteers_staying")


def answers(results: Results, language: Language) -> list[str]:
    """Return the main numbers in plain sentences.

    Parameters
    ----------
    results
        Of an experiment with at least two levels.
    language
        ``en`` or ``nl``.

    Returns
    -------
    list of str
        Per scenario: each outcome at the highest against the lowest level, with the interval of the difference or "not
        distinguishable"; then how much of it the first step up brings, tested in the same way.
    """
    return [text for scenario in results.scenarios for text in _of_scenario(results, scenario, language)]


def _of_scenario(results: Results, scenario: str, language: Language) -> list[str]:
    rows = results.of(results.summary, scenario)
    by_level: Any = rows[rows["period"] == PERIOD].set_index(["outcome", "fte_per_10000"]).to_dict("index")
    lowest, highest = results.levels[0], results.levels[-1]
    ends = [(name, by_level[name, lowest], by_level[name, highest]) for name in _TOLD]
    groups = most_against_least(results, scenario) if results.draws is not None else {}
    held = {name: conclusion_text(groups[name], language) if groups else "" for name in _TOLD}
    clauses = "; ".join(f"{_compare(name, before, after, language)}{held[name]}" for name, before, after in ends)
    title = results.title(scenario, language)
    told = [
        choose(
            language,
            f"{title}, {highest:g} instead of {lowest:g} fte per 10,000 residents: {clauses}.",
            f"{title}, {highest:g} in plaats van {lowest:g} fte per 10.000 inwoners: {clauses}.",
        )
    ]
    step = results.levels[1]
    sure = [(name, by_level[name, step], after) for name, _, after in ends if is_sure(after)]
    if sure and step != highest:
        parts = "; ".join(_first_step(name, first, last, language) for name, first, last in sure)
        told.append(
            choose(
                language,
                f"{title}. Of this, the first step, from {lowest:g} to {step:g} fte, brings: {parts}.",
                f"{title}. De eerste stap, van {lowest:g} naar {step:g} fte, brengt daarvan: {parts}.",
            )
        )
    times = _during_and_after(rows[rows["fte_per_10000"] == highest], language)
    if times and results.lockdowns(scenario):
        told.append(f"{title}: {times}.")
    return told


def _during_and_after(rows: Any, language: Language) -> str:
    """Return the differences at one level during the first two lockdowns and after the last; empty without both."""
    by_period: Any = rows.set_index(["outcome", "period"]).to_dict("index")
    during = choose(language, "during the first two lockdowns", "tijdens de eerste twee lockdowns")
    after = choose(language, "after all measures", "na alle maatregelen")
    return "; ".join(
        f"{measure_text(name, language)} {during} {interval_text(name, by_period[name, 'lockdowns'], language)}, "
        f"{after} {interval_text(name, by_period[name, 'after'], language)}"
        for name in _IN_TIME
        if {(name, "lockdowns"), (name, "after")} <= by_period.keys()
    )


def _compare(name: str, before: Any, after: Any, language: Language) -> str:
    what, gap = measure_text(name, language), interval_text(name, after, language)
    if not is_sure(after):
        return f"{what} {verdict(after, language)} ({gap})"
    start, end = (number(shown(name, float(row["mean"])), 1, language) for row in (before, after))
    return f"{what} {end} {choose(language, 'instead of', 'in plaats van')} {start} % ({gap})"


def _first_step(name: str, first: Any, last: Any, language: Language) -> str:
    what, whole = measure_text(name, language), signed(name, last["difference"], language)
    of = f"{choose(language, 'of the', 'van de')} {whole}"
    if not is_sure(first):
        return f"{what} {verdict(first, language)} ({interval_text(name, first, language)}) {of}"
    return f"{what} {signed(name, first['difference'], language)} {of} ({ends_text(name, first, language)})"


def write_pages(results: Results, pictures: Sequence[str]) -> dict[str, bytes]:
    """Return the pages of an experiment in Markdown.

    Parameters
    ----------
    results
        Of an experiment with at least two levels.
    pictures
        Names of the files that were drawn.

    Returns
    -------
    dict
        ``README.md`` (English) and ``LEESMIJ.md`` (Dutch) to their content: question, answer, cost, pictures in that
        language and how to read them, limits and files.
    """
    return {name: _page(results, language, pictures).encode() for language, name in _NAMES.items()}


def _page(results: Results, language: Language, pictures: Sequence[str]) -> str:
    manifest = results.manifest
    cost = manifest["cost_eur_per_fte_year_assumed"]
    per_1000 = {end: number(cost[end] * results.levels[-1] / 10, 0, language) for end in ("low", "high")}
    shown_pictures = [name for name in pictures if name.endswith(f".{language}.png")]
    return Template(template("page", language)).substitute(
        name=manifest["name"].replace("_", " ").capitalize(),
        question=choose(language, manifest["question"], manifest["question_nl"]),
        levels=", ".join(f"{level:g}" for level in results.levels),
        scenarios="; ".join(results.title(scenario, language) for scenario in results.scenarios),
        sample=results.sample(language),
        answers="\n".join(f"- {sentence}" for sentence in answers(results, language)),
        low=number(cost["low"], 0, language),
        high=number(cost["high"], 0, language),
        highest=f"{results.levels[-1]:g}",
        low_per_1000=per_1000["low"],
        high_per_1000=per_1000["high"],
        pictures="\n\n".join(f"![{name.split('.')[0].replace('_', ' ')}]({name})" for name in shown_pictures),
        hypothesis=hypothesis_text(results.hypothesis, language),
        **page_texts(_drawn(results), language),
        rivals="\n\n".join(_rivals(results, scenario, language) for scenario in results.scenarios),
    )


def _drawn(results: Results) -> list[Finding]:
    if results.draws is None:
        return []
    return [f for group in most_against_least(results, results.scenarios[0]).values() for f in group.values()]


def _rivals(results: Results, scenario: str, language: Language) -> str:
    title, names = results.title(scenario, language), results.hypotheses(scenario)
    if len(names) < 2 and results.draws is None:
        return choose(
            language,
            f"{title}: run under *{hypothesis_text(results.hypothesis, language)}* only.",
            f"{title}: alleen gedraaid met *{hypothesis_text(results.hypothesis, language)}*.",
        )
    lowest, highest = results.levels[0], results.levels[-1]
    head = choose(
        language,
        f"{title}, {highest:g} instead of {lowest:g} fte per 10,000 residents:",
        f"{title}, {highest:g} in plaats van {lowest:g} fte per 10.000 inwoners:",
    )
    return "\n".join([head, "", *(f"- {sentence}" for sentence in compare_hypotheses(results, scenario, language))])
