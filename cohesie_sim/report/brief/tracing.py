"""From texts to runs: every number in a text gets the row that holds it, or the brief is not made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import floor
from typing import Final, NamedTuple

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.report.brief.content import Number, Run, Runs, Text
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.quantities import UNITS, interval_text, more_decimals, value_text
from cohesie_sim.report.robust_words import mean_share
from cohesie_sim.report.words import Language, number

NUMBER: Final = re.compile(r"[+\N{MINUS SIGN}]?\d+(?:[.,]\d+)*")
_ROUNDING: Final = 1e-9


class Source(NamedTuple):
    """A stored text in which numbers are looked up: the id of its row, its column, and the text."""

    row: str
    field: str
    text: str


def trace(text: str, sources: Sequence[Source], *, bold: bool = False) -> Runs:
    """Return a text as runs, with each of its numbers traced to the first source that holds it.

    Parameters
    ----------
    text
        In the language of the brief.
    sources
        Where its numbers may come from, the likeliest first.
    bold
        Whether the words between the numbers are bold.

    Returns
    -------
    tuple of run
        Together the text.

    Raises
    ------
    ConfigurationError
        When a number stands in none of the sources.
    """
    return tuple(_traced(text, sources, bold=bold))


def _traced(text: str, sources: Sequence[Source], *, bold: bool) -> Iterator[Run]:
    end = 0
    for match in NUMBER.finditer(text):
        if match.start() > end:
            yield Text(text[end : match.start()], bold)
        shown = match[0]
        row, field, _ = _holder(shown, text, sources)
        yield Number(shown, shown, row, field)
        end = match.end()
    if end < len(text):
        yield Text(text[end:], bold)


def _holder(shown: str, text: str, sources: Sequence[Source]) -> Source:
    for source in sources:
        if shown in NUMBER.findall(source.text):
            return source
    looked = ", ".join(dict.fromkeys(source.row for source in sources[:4]))
    raise ConfigurationError(
        f"no brief: the number {shown} in {text!r} stands in no result (looked in {looked} ...). Allowed: numbers of "
        "findings.csv and manifest.json. Words that belong to these results name the right ones: make them again."
    )


def row_id(study: str, finding: Finding) -> str:
    """Return the id of a row of ``findings.csv``."""
    return f"{study}/{finding.name}/{finding.hypothesis}"


def interval_runs(study: str, finding: Finding, language: Language, *, named: bool = True) -> Runs:
    """Return a number with its unit and interval as runs: the text of every other page, each number traced.

    Parameters
    ----------
    study
        Name.
    finding
        One row.
    language
        ``en`` or ``nl``.
    named
        With the name of the unit and the words on what cannot be distinguished; otherwise the bare numbers, for a table
        that names the unit once.

    Returns
    -------
    tuple of run
        Such as ``−0,86 procentpunt (−1,05 tot −0,66)``.
    """
    text = interval_text(finding.interval, finding.unit, language, difference=finding.difference)
    unit = UNITS[finding.unit].text(language, difference=finding.difference)
    if not named:
        text = text.replace(f" {unit}", "", 1) if unit else text
    row = row_id(study, finding)
    stated = list(_ends(finding, language))
    runs: list[Run] = []
    for run in _traced(text, [Source(row, "any", text)], bold=False):
        if isinstance(run, Text):
            runs.append(run)
        elif stated and run.shown == stated[0][0]:
            shown, field, value = stated.pop(0)
            runs.append(Number(shown, f"{value:.6g}", row, field))
        else:  # the scale of the unit, such as "0 to 1"
            runs.append(Number(run.shown, run.shown, row, "unit"))
    return tuple(runs)


def _ends(finding: Finding, language: Language) -> Iterator[tuple[str, str, float]]:
    more = more_decimals(finding.interval, finding.unit)
    for field in ("mean", "low", "high"):
        value = getattr(finding.interval, field)
        shown = value_text(value, finding.unit, language, difference=finding.difference, more=more)
        if any(letter.isdigit() for letter in shown):
            yield shown, field, value


def share_run(study: str, group: Mapping[str, Finding], language: Language) -> Number:
    """Return in which per cent of settings, averaged over hypotheses, a direction holds; never rounded up."""
    share, name = mean_share(group), next(iter(group.values())).name
    shown = number(floor(100 * share + _ROUNDING), 0, language)
    return _per_cent(Number(shown, f"{share:.6g}", f"{study}/{name}", "share"))


def per_cent_of(source: Source) -> Runs:
    """Return the percentages in a stored text, each with its sign."""
    return tuple(_per_cent(run) for run in trace(source.text, [source]) if isinstance(run, Number))


def _per_cent(run: Number) -> Number:
    """Return a number with its sign for per cent, so that a marker follows both."""
    return replace(run, shown=f"{run.shown}\N{NO-BREAK SPACE}%")


def draws_run(study: str, finding: Finding) -> Number:
    """Return the number of settings behind a row."""
    draws = finding.robust.draws if finding.robust else 0
    return Number(str(draws), str(draws), row_id(study, finding), "draws")
