"""Headlines of all stored studies in plain sentences, whose strength follows hypotheses and plausible settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from cohesie_sim.report.findings import Finding, by_name
from cohesie_sim.report.findings_file import FILE, read_findings
from cohesie_sim.report.quantities import interval_text
from cohesie_sim.report.robust_words import depends
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import LANGUAGES, Language

_CHOSEN: Final = Path(__file__).parents[1] / "texts" / "headlines.toml"


def headlines(results: Path) -> list[dict[str, Any]]:
    """Return the headlines of the studies that are there.

    Parameters
    ----------
    results
        Folder that holds a folder per study.

    Returns
    -------
    list of dict
        Study, row (study, finding and hypothesis), strength (``firm``, ``some``, ``none``, or ``level`` for what is no
        difference) and a sentence per language.

    Raises
    ------
    ConfigurationError
        When the findings of a study are there and cannot be read.
    """
    told = []
    for study, names in _chosen().items():
        if not (results / study / FILE).is_file():
            continue
        groups = by_name(read_findings(results / study))
        told += [_headline(study, name, groups[name]) for name in names if name in groups]
    return told


def _headline(study: str, name: str, group: Mapping[str, Finding]) -> dict[str, Any]:
    first = next(iter(group.values()))
    return {
        "study": study,
        "row": f"{study}/{name}/{first.hypothesis}",
        "strength": strength(group),
        "text": {language: _sentence(study, name, first, language) for language in LANGUAGES},
    }


def strength(group: Mapping[str, Finding]) -> str:
    """Return how far a finding holds.

    Parameters
    ----------
    group
        The finding by hypothesis.

    Returns
    -------
    str
        ``level``: no difference. ``none``: not distinguishable from zero under the first hypothesis. ``firm``: the same
        direction under every hypothesis and in enough plausible settings. ``some``: anything else.
    """
    first = next(iter(group.values()))
    if not first.difference:
        return "level"
    if not first.sure:
        return "none"
    alike = all(f.sure and (f.interval.mean > 0) == (first.interval.mean > 0) for f in group.values())
    return "firm" if alike and not depends(group) else "some"


def _sentence(study: str, name: str, finding: Finding, language: Language) -> str:
    clause = StudyWords(study, language).clauses[name]
    number = interval_text(finding.interval, finding.unit, language, difference=finding.difference)
    return f"{clause[:1].upper()}{clause[1:]}: {number}."


@cache
def _chosen() -> dict[str, list[str]]:
    return tomllib.loads(_CHOSEN.read_text(encoding="utf-8"))["studies"]  # type: ignore[no-any-return]
