"""Headlines of all stored studies, in the sentences of their briefs, whose strength follows how far they hold."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from cohesie_sim.report.brief.about import About
from cohesie_sim.report.brief.content import Number, Run, Runs
from cohesie_sim.report.brief.headlines import Teller
from cohesie_sim.report.brief.stored import Stored, read_stored, studies_in
from cohesie_sim.report.brief.strength import Strength, strength_of
from cohesie_sim.report.brief.tracing import row_id
from cohesie_sim.report.brief.wording import Words
from cohesie_sim.report.words import LANGUAGES, Language

_STRENGTHS: Final = {  # of the page, which has fewer of them
    Strength.FIRM: "firm",
    Strength.ONE: "some",
    Strength.SETTING: "some",
    Strength.HYPOTHESES: "some",
    Strength.UNSURE: "none",
    Strength.LEVEL: "level",
}
_FOUND: Final = ("mean", "low", "high", "share", "range_low", "range_high")  # columns of results, not of words


def headlines(results: Path) -> dict[str, Any]:
    """Return the headlines of the studies that are there, and what the studies are.

    Parameters
    ----------
    results
        Folder that holds a folder per study.

    Returns
    -------
    dict
        ``headlines``: per headline its study, row (where its number comes from), strength (``firm``, ``some``,
        ``none``, or ``level`` for what is no difference), and by language a label, what its number is, and a sentence
        as a list of words and numbers, each number with how and where it is stored. ``studies``: by name, how many
        runs of how many residents with which seed, when, and by language its title and question.

    Raises
    ------
    ConfigurationError
        When the results of a study are there and cannot be read, or were changed.
    """
    studies = {study: read_stored(results / study) for study in studies_in(results)}
    told = [_headline(stored, name) for study, stored in studies.items() for name in Words(study, "en").overview]
    return {"headlines": told, "studies": {study: _study(stored) for study, stored in studies.items()}}


def _study(stored: Stored) -> dict[str, Any]:
    manifest = stored.manifest
    return {
        **{name: manifest[name] for name in ("runs", "residents", "seed", "finished")},
        "title": {language: Words(stored.study, language).own("title") for language in LANGUAGES},
        "question": {"en": manifest["question"], "nl": manifest["question_nl"]},
    }


def _headline(stored: Stored, name: str) -> dict[str, Any]:
    runs = {language: _teller(stored, language).tell(name) for language in LANGUAGES}
    group = stored.found[name]
    return {
        "row": row_id(stored.study, next(iter(group.values()))),
        "strength": _STRENGTHS[strength_of(group)],
        "study": stored.study,
        "label": {language: _shown(told[0]) for language, told in runs.items()},
        "what": {language: stored.clauses[language][name] for language in LANGUAGES},
        "text": {language: _pieces(told[1:]) for language, told in runs.items()},
    }


def _teller(stored: Stored, language: Language) -> Teller:
    words = Words(stored.study, language)
    return Teller(stored, words, language, About(stored, language).sources_by_finding(words))


def _shown(run: Run) -> str:
    return run.shown if isinstance(run, Number) else run.text


def _pieces(runs: Runs) -> list[str | dict[str, str]]:
    """Return a sentence as words and results, without a space before it or behind; numbers in words stay words."""
    pieces: list[str | dict[str, str]] = []
    for run in runs:
        if isinstance(run, Number) and run.field in _FOUND:
            pieces.append(asdict(run))
        elif pieces and isinstance(pieces[-1], str):
            pieces[-1] += _shown(run)
        else:
            pieces.append(_shown(run))
    ends = ((0, str.lstrip), (-1, str.rstrip))
    for place, strip in ends:
        if isinstance(piece := pieces[place], str):
            pieces[place] = strip(piece)
    return pieces
