"""From stored results to everything people open: findings, pictures and pages, as files in memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Final, NamedTuple

from cohesie_sim.report.contrast_page import report_contrasts
from cohesie_sim.report.contrasts import is_plain_sweep
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.findings_file import FILE, to_frame
from cohesie_sim.report.ledger import criteria
from cohesie_sim.report.over_draws import with_draws_as_cases, with_robustness
from cohesie_sim.report.page import answers, write_pages
from cohesie_sim.report.picture import render, style
from cohesie_sim.report.pictures import draw_pictures
from cohesie_sim.report.policy.told import is_condensed, report_policy_space
from cohesie_sim.report.results import Results, read_results
from cohesie_sim.report.robust_words import page_texts
from cohesie_sim.report.studies import Study, study_of
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.telling import fill, tell
from cohesie_sim.report.words import LANGUAGES, Language, choose, number, template

_PAGES: Final[dict[Language, str]] = {"en": "README.md", "nl": "LEESMIJ.md"}


class Report(NamedTuple):
    """What an experiment has to say.

    Attributes
    ----------
    files
        Name to content: pictures, pages and tables.
    answers
        The main numbers in English sentences.
    """

    files: dict[str, bytes]
    answers: list[str]


def make_report(folder: Path) -> Report:
    """Return the report of an experiment whose results are stored.

    Parameters
    ----------
    folder
        Of the results.

    Returns
    -------
    Report
        Of the study of that name; for a design of one's own, what every sweep of funding gets, or tables of whatever
        else it compares.

    Raises
    ------
    ConfigurationError
        When a file is missing or cannot be read.
    """
    if is_condensed(folder):
        return Report(*report_policy_space(folder))
    results = read_results(folder)
    study = study_of(str(results.manifest["name"]))
    if study is None and not is_plain_sweep(results):
        return Report(*report_contrasts(results))
    if study is None:
        pictures = draw_pictures(results)
        return Report({**pictures, **write_pages(results, list(pictures))}, answers(results, "en"))
    return _of_study(results, study)


def _of_study(results: Results, study: Study) -> Report:
    name = str(results.manifest["name"])
    words = {language: StudyWords(name, language) for language in LANGUAGES}
    bounds = {asked.finding: (asked.low, asked.high) for asked in criteria() if asked.study == name}
    found = with_robustness(with_draws_as_cases(study.findings(results), results.draws), results.draws, bounds)
    table = to_frame(found, words["en"].clauses, words["nl"].clauses)
    files = {FILE: table.to_csv(index=False, float_format="%.6g", lineterminator="\n").encode()}
    with style():
        for language in LANGUAGES:
            for picture in study.pictures(results, found, words[language], language):
                files.update(render(picture))
    for language, page in _PAGES.items():
        files[page] = _page(results, found, words[language], list(files), language).encode()
    told = [fill(words["en"].sentence, found, "en"), *tell(_on_page(found, words["en"]), words["en"], "en")]
    return Report(files, [sentence.replace("**", "") for sentence in told])


def _page(
    results: Results, found: Sequence[Finding], words: StudyWords, files: Sequence[str], language: Language
) -> str:
    manifest = results.manifest
    shown = [name for name in files if name.endswith(f".{language}.png")]
    hypotheses = list(dict.fromkeys(finding.hypothesis for finding in found))
    return Template(template("study", language)).substitute(
        title=words.title,
        question=choose(language, manifest["question"], manifest["question_nl"]),
        sample=results.sample(language, hypotheses),
        runs=number(manifest["runs"], 0, language),
        sentence=fill(words.sentence, found, language),
        answers=_listed(tell(_on_page(found, words), words, language)),
        reading=_listed(words.reading),
        pictures="\n\n".join(f"![{name.split('.')[0].replace('_', ' ')}]({name})" for name in shown),
        limits=_listed(words.limits),
        **page_texts(found, language),
    )


def _on_page(found: Sequence[Finding], words: StudyWords) -> list[Finding]:
    return [finding for finding in found if finding.name in words.told]


def _listed(texts: Sequence[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)
