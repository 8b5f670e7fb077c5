"""Headlines of all stored studies, in the sentences of their briefs, whose strength follows how far they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from cohesie_sim.report.brief.about import About
from cohesie_sim.report.brief.content import Number, Runs
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


def headlines(results: Path) -> list[dict[str, Any]]:
    """Return the headlines of the studies that are there.

    Parameters
    ----------
    results
        Folder that holds a folder per study.

    Returns
    -------
    list of dict
        Per headline: row (where its number comes from), strength (``firm``, ``some``, ``none``, or ``level`` for what
        is no difference), and by language the study's question, a label and a sentence.

    Raises
    ------
    ConfigurationError
        When the results of a study are there and cannot be read, or were changed.
    """
    told = []
    for study in studies_in(results):
        stored = read_stored(results / study)
        told += [_headline(stored, name) for name in Words(study, "en").overview]
    return told


def _headline(stored: Stored, name: str) -> dict[str, Any]:
    runs = {language: _teller(stored, language).tell(name) for language in LANGUAGES}
    group = stored.found[name]
    return {
        "row": row_id(stored.study, next(iter(group.values()))),
        "strength": _STRENGTHS[strength_of(group)],
        "question": {language: Words(stored.study, language).own("title") for language in LANGUAGES},
        "label": {language: _plain(told[:1]) for language, told in runs.items()},
        "text": {language: _plain(told[1:]) for language, told in runs.items()},
    }


def _teller(stored: Stored, language: Language) -> Teller:
    words = Words(stored.study, language)
    return Teller(stored, words, language, About(stored, language).sources_by_finding(words))


def _plain(runs: Runs) -> str:
    return "".join(run.shown if isinstance(run, Number) else run.text for run in runs).strip()
