"""The front page of the results: one sentence and one picture per question, Dutch first, English below."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, Final

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.findings_file import read_findings
from cohesie_sim.report.robust_words import page_texts
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.telling import fill
from cohesie_sim.report.words import LANGUAGES, Language, choose, template

_HEADLINES: Final = Path(__file__).parent / "texts" / "front.toml"
ORDER: Final = (
    "funding_sweep",
    "after_lockdown",
    "rescue_package",
    "nearness",
    "spontaneous_help",
    "corona_proof",
    "cooperation",
    "neighbourhoods",
    "resident_counterfactuals",
    "rival_hypotheses",
    "plausibility",
)


def write_front(results: Path) -> str:
    """Return the front page in Markdown.

    Parameters
    ----------
    results
        Folder that holds a folder per study.

    Returns
    -------
    str
        Every study that was run, in the order of the questions.

    Raises
    ------
    ConfigurationError
        When no study was run, or its files cannot be read.
    """
    there = [name for name in ORDER if (results / name / "manifest.json").is_file()]
    if not there:
        raise ConfigurationError(f"{results}: no results of an experiment there. Run one of {', '.join(ORDER)} first.")
    found = {name: read_findings(results / name) for name in there}
    every = [finding for of_study in found.values() for finding in of_study]
    english, dutch = (
        {f"{language}_questions": _questions(results, found, language), **page_texts(every, language)}
        for language in LANGUAGES
    )
    page = Template(template("front", "en")).substitute(english)
    return Template(template("front", "nl")).substitute(dutch, english=page)


def _questions(results: Path, found: Mapping[str, Sequence[Finding]], language: Language) -> str:
    return "\n\n".join(_question(results, name, of_study, language) for name, of_study in found.items())


def _question(results: Path, name: str, found: Sequence[Finding], language: Language) -> str:
    words = StudyWords(name, language)
    manifest = _manifest(results / name)
    page = choose(language, "README.md", "LEESMIJ.md")
    question = choose(language, manifest["question"], manifest["question_nl"])
    return "\n\n".join(
        [
            f"### {words.title}",
            f"*{question}*",
            fill(_headlines()[language][name], found, language),
            f"[![{words.title}]({name}/{words.picture}.{language}.png)]({name}/{page})",
        ]
    )


@cache
def _headlines() -> dict[str, dict[str, str]]:
    return tomllib.loads(_HEADLINES.read_text(encoding="utf-8"))


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{folder}: its manifest.json cannot be read ({error}).") from None
    return manifest
