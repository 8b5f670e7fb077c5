"""The page and the pictures of a design that is no plain sweep of funding: tables of differences, and of levels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import isnan
from string import Template
from textwrap import fill
from typing import Any, Final

from matplotlib.figure import Figure

from cohesie_sim.outcomes.intervals import Interval
from cohesie_sim.outcomes.measures import MEASURES
from cohesie_sim.report.contrasts import Condition, Contrast, find_contrasts, find_means, variant_text
from cohesie_sim.report.dose_response import SHOWN
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.forest import draw_forest
from cohesie_sim.report.picture import Caption, Picture, frame, render, style
from cohesie_sim.report.quantities import interval_text
from cohesie_sim.report.results import Results
from cohesie_sim.report.robust_words import page_texts
from cohesie_sim.report.telling import conclusion_text
from cohesie_sim.report.words import (
    LANGUAGES,
    Language,
    choose,
    figure_texts,
    hypothesis_text,
    level_text,
    measure_text,
    template,
)

_PAGES: Final[dict[Language, str]] = {"en": "README.md", "nl": "LEESMIJ.md"}
_TOLD: Final = ("isolated", "out_of_sight", "lonely", "initiatives_surviving", "volunteers_staying")
_MOST_ROWS: Final = 8  # of a picture
_LETTERS: Final = 26  # of a label in a picture


def report_contrasts(results: Results) -> tuple[dict[str, bytes], list[str]]:
    """Return the report of a design of any form.

    Parameters
    ----------
    results
        Of an experiment.

    Returns
    -------
    tuple
        Files by name: pictures and both pages; and the main numbers in English sentences.
    """
    found = find_contrasts(results)
    files: dict[str, bytes] = {}
    with style():
        for language in LANGUAGES:
            for picture in _pictures(results, found, language):
                files.update(render(picture))
    pages = {name: _page(results, found, list(files), language).encode() for language, name in _PAGES.items()}
    return {**files, **pages}, tell_contrasts(results, found, "en")


def tell_contrasts(results: Results, found: Sequence[Contrast], language: Language) -> list[str]:
    """Return the main numbers in sentences, one per comparison.

    Parameters
    ----------
    results
        Of an experiment.
    found
        Its comparisons.
    language
        ``en`` or ``nl``.

    Returns
    -------
    list of str
        Under the first hypothesis for which there is one; without comparisons, a sentence that says so.
    """
    if not found:
        return [
            choose(
                language,
                "Every scenario was run in one way only: there is nothing to compare, the table shows levels.",
                "Elk scenario is maar op één manier gedraaid: er valt niets te vergelijken, de tabel toont niveaus.",
            )
        ]
    told = []
    for contrast in found:
        hypothesis = results.hypothesis if results.hypothesis in contrast.gaps else next(iter(contrast.gaps))
        gaps = contrast.gaps[hypothesis]
        clauses = "; ".join(
            f"{measure_text(name, language)} {_gap(name, gaps[name], language)}{_held(contrast.found[name], language)}"
            for name in _TOLD
        )
        title = results.title(contrast.scenario, language)
        told.append(f"{title}, {contrast.text(language)} ({hypothesis_text(hypothesis, language)}): {clauses}.")
    return told


def _gap(name: str, gap: Interval, language: Language) -> str:
    if gap.mean == 0 and gap.replicates > 1 and isnan(gap.low):
        return choose(language, "no difference", "geen verschil")
    return interval_text(gap, _units()[name], language, difference=True)


def _held(group: Mapping[str, Finding], language: Language) -> str:
    """Return how far a difference holds over draws of parameters; empty without draws."""
    return conclusion_text(group, language) if next(iter(group.values())).robust else ""


def _units() -> dict[str, str]:
    return {measure.name: measure.unit for measure in MEASURES}


def _page(results: Results, found: Sequence[Contrast], pictures: Sequence[str], language: Language) -> str:
    manifest = results.manifest
    names = list(dict.fromkeys(name for grid in manifest["grids"] for name in grid["hypotheses"]))
    shown = [name for name in pictures if name.endswith(f".{language}.png")]
    parts = [_of_contrast(results, contrast, language) for contrast in found]
    return Template(template("contrasts", language)).substitute(
        name=manifest["name"].replace("_", " ").capitalize(),
        question=choose(language, manifest["question"], manifest["question_nl"]),
        sample=results.sample(language, names),
        answers="\n".join(f"- {sentence}" for sentence in tell_contrasts(results, found, language)),
        **page_texts((f for c in found for g in c.found.values() for f in g.values()), language),
        pictures="\n\n".join(f"![{name.split('.')[0].replace('_', ' ')}]({name})" for name in shown),
        tables="\n\n".join([*parts, *_levels(results, language)]),
    )


def _of_contrast(results: Results, contrast: Contrast, language: Language) -> str:
    columns = {
        hypothesis_text(hypothesis, language): {name: _gap(name, gap, language) for name, gap in gaps.items()}
        for hypothesis, gaps in contrast.gaps.items()
    }
    held = {name: _held(group, language).strip(" []") for name, group in contrast.found.items()}
    if any(held.values()):
        columns[choose(language, "how far it holds", "hoe ver het geldt")] = held
    title = f"### {results.title(contrast.scenario, language)}: {contrast.text(language)}"
    return f"{title}\n\n{_table(columns, language)}"


def _levels(results: Results, language: Language) -> Iterator[str]:
    """Yield a table of means for the first condition of every scenario, to which the others are compared."""
    for scenario, under in find_means(results).items():
        first: Condition = next(iter(next(iter(under.values()))))
        columns = {
            hypothesis_text(hypothesis, language): {
                name: interval_text(mean, _units()[name], language, difference=False)
                for name, mean in means[first].items()
            }
            for hypothesis, means in under.items()
            if first in means
        }
        what = choose(language, "levels", "niveaus")
        where = f"{variant_text(first[0], language)}, {level_text(first[1])}"
        yield f"### {results.title(scenario, language)}: {what} ({where})\n\n{_table(columns, language)}"


def _table(columns: Mapping[str, Mapping[str, str]], language: Language) -> str:
    """Return a table of Markdown: a row per measure, the columns by their heads."""
    head = [choose(language, "outcome", "uitkomst"), *columns]
    rows = [
        [measure_text(measure.name, language), *(cells[measure.name] for cells in columns.values())]
        for measure in MEASURES
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ["---"] * len(head), *rows])


def _pictures(results: Results, found: Sequence[Contrast], language: Language) -> Iterator[Picture]:
    """Yield a picture per scenario: the comparisons under the hypothesis that figures show."""
    for scenario, group in groupby(found, lambda contrast: contrast.scenario):
        rows = [contrast for contrast in group if results.hypothesis in contrast.gaps][:_MOST_ROWS]
        if rows:
            yield _draw(results, scenario, rows, language)


def _draw(results: Results, scenario: str, rows: Sequence[Contrast], language: Language) -> Picture:
    texts = figure_texts("contrasts", language, scenario=results.title(scenario, language))
    caption = Caption(texts["title"], texts["units"], results.sample(language), texts["band"])
    figure = Figure(figsize=(15.5, 4.6 + 0.75 * len(rows)))
    panels = figure.subplots(2, 4).ravel()
    high = figure.get_figheight()
    figure.subplots_adjust(left=0.15, right=0.985, top=1 - 1.35 / high, bottom=1.15 / high, hspace=0.75, wspace=0.15)
    for place, (panel, name) in enumerate(zip(panels, SHOWN, strict=True)):
        drawn = [
            (_short(contrast.text(language)) if place % 4 == 0 else "", _row(contrast.gaps[results.hypothesis][name]))
            for contrast in rows
        ]
        draw_forest(panel, name, drawn[::-1], language)
    frame(figure, caption, texts["subtitle"], language)
    return Picture(f"contrasts_{scenario}", language, figure, caption)


def _row(gap: Interval) -> dict[str, Any]:
    """Return a difference in the form of a row of ``summary.csv``."""
    told = "yes" if gap.distinguishable else "no"
    ends = {"difference": gap.mean, "difference_low": gap.low, "difference_high": gap.high}
    return {**ends, "replicates": gap.replicates, "distinguishable": told}


def _short(text: str) -> str:
    """Return a label in lines that fit beside a panel."""
    return fill(text, _LETTERS)
