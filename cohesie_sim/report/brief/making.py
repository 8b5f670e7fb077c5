"""A brief from stored results: what stands on its two pages, and its two files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from cohesie_sim.report.brief.about import About
from cohesie_sim.report.brief.content import (
    Block,
    Brief,
    Heading,
    Items,
    Paragraph,
    Picture,
    Runs,
    Sources,
    Table,
    Text,
)
from cohesie_sim.report.brief.headlines import Group, Teller
from cohesie_sim.report.brief.html import html_bytes
from cohesie_sim.report.brief.overview import build_overview
from cohesie_sim.report.brief.pdf import pdf_bytes
from cohesie_sim.report.brief.stored import MANIFEST, Stored, read_stored, studies_in
from cohesie_sim.report.brief.tracing import Source, draws_run, interval_runs, per_cent_of, row_id, trace
from cohesie_sim.report.brief.wording import Value, Words, fill_in, join
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.quantities import UNITS
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, choose, hypothesis_text

_COMMIT: Final = 10  # characters of its id
_HYPOTHESES: Final = ("article", "self_reliance", "null")


def make_brief(folder: Path, language: Language) -> dict[str, bytes]:
    """Return a brief as files.

    Parameters
    ----------
    folder
        Of the results of a study; or the folder of several studies, whose brief has an answer to each question.
    language
        ``en`` or ``nl``.

    Returns
    -------
    dict
        Name to content: ``brief.<language>.html`` and ``brief.<language>.pdf``.

    Raises
    ------
    ConfigurationError
        When something of the results is missing, old or damaged, a number cannot be traced, or two pages do not hold
        it.
    """
    inside = [] if (folder / MANIFEST).exists() else studies_in(folder)
    stored = [read_stored(folder / study) for study in inside]
    brief = build_overview(stored, language) if stored else build(read_stored(folder), language)
    name = f"brief.{language}"
    pdf, fitted = pdf_bytes(brief)
    return {f"{name}.html": html_bytes(brief, fitted), f"{name}.pdf": pdf}


def build(stored: Stored, language: Language) -> Brief:
    """Return what a brief holds.

    Parameters
    ----------
    stored
        Results of a study.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Brief
        Every number traced.
    """
    return _Builder(stored, language).brief()


class _Builder:
    """What puts one brief together."""

    def __init__(self, stored: Stored, language: Language) -> None:
        self._stored, self._language, self._about = stored, language, About(stored, language)
        self._words, self._study_words = Words(stored.study, language), StudyWords(stored.study, language)
        self._sources = self._about.sources_by_finding(self._words)
        self._teller = Teller(stored, self._words, language, self._sources)

    def brief(self) -> Brief:
        stored, words = self._stored, self._words
        return Brief(
            stored.study,
            words.own("title"),
            self._language,
            self._about.finished().isoformat(),
            (tuple(self._first()), tuple(self._second())),
        )

    def _first(self) -> Iterator[Block]:
        words = self._words
        picture = f"{words.picture or self._study_words.picture}.{self._language}.png"
        yield Heading(words.own("title"), 1)
        yield Paragraph((Text(words.every("purpose"), bold=True), Text(words.every("about"))))
        yield Heading(words.every("answer"))
        yield Items(tuple(self._teller.tell(name) for name in words.headlines))
        yield Picture(self._stored.picture(picture), words.own("caption"))
        yield Heading(words.every("sure"))
        yield Paragraph(self._sure())
        yield Heading(words.every("cost"))
        yield Paragraph(self._cost())

    def _second(self) -> Iterator[Block]:
        words = self._words
        yield Heading(words.every("numbers"))
        yield Paragraph(fill_in(words.every("paragraphs", "table"), {}), small=True)
        yield self._table([*words.headlines, *words.table])
        if words.groups:
            yield Heading(words.every("groups"))
            yield Paragraph((Text(words.every("paragraphs", "groups")),), small=True)
            yield self._table(words.groups)
        yield Paragraph(fill_in(words.every("paragraphs", "words"), {}), small=True)
        yield Heading(words.every("limits"))
        yield Items(tuple(self._limits()))
        yield Heading(words.every("sources"))
        yield Paragraph(fill_in(words.every("paragraphs", "sources"), {"folder": self._folder()}), small=True)
        yield Sources()
        yield Heading(words.every("again"))
        yield from self._again()

    def _folder(self) -> Runs:
        return (Text(f"results/{self._stored.study}", code=True),)

    def _sure(self) -> Runs:
        first = self._first_of(self._words.headlines[0])
        values: dict[str, Value] = {key: self._about.number(key) for key in ("replicates", "residents", "runs")}
        values["draws"] = draws_run(self._stored.study, first)
        values["interval"] = per_cent_of(self._about.text("intervals"))
        told = fill_in(self._words.every("paragraphs", "sure"), values)
        return (*told, *fill_in(self._words.every("paragraphs", "meaning"), values))

    def _first_of(self, name: str) -> Finding:
        return next(iter(self._stored.found[name].values()))

    def _cost(self) -> Runs:
        words = self._words
        ends = {end: self._about.number("cost_eur_per_fte_year_assumed", end) for end in ("low", "high")}
        told = fill_in(words.every("paragraphs", "cost"), ends)
        if words.own("cost"):
            told = (*told, *self._teller.fill(words.own("cost")), Text(" "))
        return (*told, Text(words.every("paragraphs", "cost_none")))

    def _table(self, names: Sequence[str]) -> Table:
        groups = [self._stored.found[name] for name in names]
        hypotheses = [name for name in _HYPOTHESES if any(name in group for group in groups)]
        head = (self._words.every("what"), *(hypothesis_text(name, self._language) for name in hypotheses))
        return Table(head, tuple(self._line(group, hypotheses) for group in groups))

    def _line(self, group: Group, hypotheses: Sequence[str]) -> tuple[Runs, ...]:
        first = next(iter(group.values()))
        unit = UNITS[first.unit].text(self._language, difference=first.difference)
        named = fill_in(
            "$what ($unit)" if unit else "$what",
            {"what": self._stored.clauses[self._language][first.name], "unit": unit},
            [*self._sources[first.name][:1], Source(row_id(self._stored.study, first), "unit", unit)],
        )
        cells = [
            interval_runs(self._stored.study, group[name], self._language, named=False)
            if name in group
            else (Text("–"),)
            for name in hypotheses
        ]
        return (named, *cells)

    def _limits(self) -> Iterator[Runs]:
        words = self._words
        titles = [trace(source.text, [source]) for source in self._about.titles()]
        yield fill_in(words.every("paragraphs", "limits"), {"scenarios": join(titles, "; ")})
        for at in words.limits:
            yield trace(self._study_words.limits[at].replace("*", ""), self._sources[words.headlines[0]])

    def _again(self) -> Iterator[Block]:
        words, about = self._words, self._about
        asked = about.text(choose(self._language, "question", "question_nl"))
        question = fill_in(words.every("paragraphs", "again"), {"question": trace(asked.text, [asked])})
        yield Paragraph(question, small=True)
        made: dict[str, Value] = {name: about.word("versions", name) for name in ("python", "numpy", "mesa")}
        made["cohesie"] = about.word("versions", "cohesie-sim")
        made["commit"] = about.word("commit", "id", _COMMIT)
        made["changed"] = words.every("changed") if self._stored.manifest["commit"].get("package_changed_since") else ""
        made["finished"], made["seed"] = about.date(), about.number("seed")
        command = Text(f"cohesie reproduce results/{self._stored.study}", code=True)
        told = fill_in(words.every("paragraphs", "versions"), made)
        yield Paragraph((Text(words.every("paragraphs", "command")), command, Text(". "), *told), small=True)
