"""A brief from stored results: what stands on its two pages, and its two files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.report.brief.content import (
    Block,
    Brief,
    Heading,
    Items,
    Number,
    Paragraph,
    Picture,
    Runs,
    Sources,
    Table,
    Text,
)
from cohesie_sim.report.brief.headlines import Group, Teller
from cohesie_sim.report.brief.html import html_bytes
from cohesie_sim.report.brief.pdf import pdf_bytes
from cohesie_sim.report.brief.stored import MANIFEST, Stored, again, read_stored, require
from cohesie_sim.report.brief.tracing import Source, draws_run, interval_runs, row_id, trace
from cohesie_sim.report.brief.wording import Words, fill_in, join
from cohesie_sim.report.findings import Finding
from cohesie_sim.report.quantities import UNITS
from cohesie_sim.report.study_words import StudyWords
from cohesie_sim.report.words import Language, choose, hypothesis_text, month_text, number

_COMMIT: Final = 10  # characters of its id
_HYPOTHESES: Final = ("article", "self_reliance", "null")


def make_brief(folder: Path, language: Language) -> dict[str, bytes]:
    """Return the brief of a study as files.

    Parameters
    ----------
    folder
        Of its results.
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
    brief, name = build(read_stored(folder), language), f"brief.{language}"
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
        self._stored, self._language = stored, language
        self._words, self._study_words = Words(stored.study, language), StudyWords(stored.study, language)
        shown = [*self._words.headlines, *self._words.table, *self._words.groups]
        require(stored, shown)
        self._sources = {name: self._sources_of(name, shown) for name in stored.found}
        self._teller = Teller(stored.study, self._words, language, self._sources)

    def brief(self) -> Brief:
        stored, words = self._stored, self._words
        return Brief(
            stored.study,
            words.own("title"),
            self._language,
            _moment(stored).isoformat(),
            (tuple(self._first()), tuple(self._second())),
        )

    def _first(self) -> Iterator[Block]:
        words, picture = self._words, f"{self._study_words.picture}.{self._language}.png"
        yield Heading(words.own("title"), 1)
        yield Paragraph((Text(words.every("purpose"), bold=True), Text(words.every("about"))))
        yield Heading(words.every("answer"))
        yield Items(tuple(self._teller.tell(self._stored.found[name]) for name in words.headlines))
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
            yield self._table(words.groups)
        yield Paragraph(fill_in(words.every("paragraphs", "words"), {}), small=True)
        yield Heading(words.every("limits"))
        yield Items(tuple(self._limits()))
        yield Heading(words.every("sources"))
        yield Paragraph(fill_in(words.every("paragraphs", "sources"), {"folder": self._folder()}), small=True)
        yield Sources()
        yield Heading(words.every("again"))
        yield from self._again()

    def _sources_of(self, name: str, shown: Sequence[str]) -> list[Source]:
        """Return where numbers within the words about a finding may come from, its own row first."""
        found, clauses = self._stored.found, self._stored.clauses[self._language]
        column = choose(self._language, "english", "dutch")
        names = dict.fromkeys([name, *shown])
        rows = [Source(row_id(self._stored.study, next(iter(found[n].values()))), column, clauses[n]) for n in names]
        return [*rows, *self._of_manifest()]

    def _of_manifest(self) -> list[Source]:
        manifest, titled = self._stored.manifest, choose(self._language, "title", "title_nl")
        levels = [f"{level:g}" for grid in manifest["grids"] for level in grid["levels_fte_per_10000"]]
        per = number(10000, 0, self._language)  # which the key says
        scenarios = [
            Source(self._key("scenarios"), f"{name}.{titled}", str(about.get(titled, "")))
            for name, about in manifest["scenarios"].items()
        ]
        return [Source(self._key("grids"), "levels_fte_per_10000", " ".join([per, *levels])), *scenarios]

    def _key(self, key: str) -> str:
        return f"{self._stored.study}/manifest/{key}"

    def _number(self, key: str, field: str = "value") -> Number:
        """Return a number of the manifest."""
        stored = self._stored.manifest[key]
        value = stored if field == "value" else stored[field]
        try:
            return Number(number(float(value), 0, self._language), f"{value}", self._key(key), field)
        except (TypeError, ValueError):
            raise ConfigurationError(
                f"{self._stored.folder / MANIFEST}: {key} = {value!r} is no number. {again(self._stored.study)}"
            ) from None

    def _word(self, key: str, field: str, most: int | None = None) -> Number:
        """Return a version of the manifest, or its first characters."""
        value = str(self._stored.manifest[key][field])
        return Number(value[:most], value, self._key(key), field)

    def _folder(self) -> Runs:
        return (Text(f"results/{self._stored.study}", code=True),)

    def _sure(self) -> Runs:
        manifest, first = self._stored.manifest, next(iter(self._stored.found[self._words.headlines[0]].values()))
        interval = trace(
            str(manifest["intervals"]), [Source(self._key("intervals"), "value", str(manifest["intervals"]))]
        )
        level = next((run for run in interval if isinstance(run, Number)), Text(""))
        values = {key: self._number(key) for key in ("replicates", "residents", "runs")}
        draws = draws_run(self._stored.study, first)
        return fill_in(self._words.every("paragraphs", "sure"), {**values, "draws": draws, "interval": (level,)})

    def _cost(self) -> Runs:
        words, key = self._words, "cost_eur_per_fte_year_assumed"
        ends = {end: self._number(key, end) for end in ("low", "high")}
        told = fill_in(words.every("paragraphs", "cost"), ends)
        own = words.own("cost").replace("{", "$").replace("}", "")
        if own:
            names = [name for name in self._stored.found if f"${name} " in own or f"${name}." in own]
            require(self._stored, [part.split("}")[0] for part in words.own("cost").split("{")[1:]])
            values = {n: interval_runs(self._stored.study, self._one(n), self._language) for n in names}
            told = (*told, *fill_in(own, values, self._sources[names[0]]), Text(" "))
        return (*told, Text(words.every("paragraphs", "cost_none")))

    def _one(self, name: str) -> Finding:
        return next(iter(self._stored.found[name].values()))

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
        words, manifest = self._words, self._stored.manifest
        titled = choose(self._language, "title", "title_nl")
        titles = [
            trace(str(about.get(titled, name)), [Source(self._key("scenarios"), f"{name}.{titled}", str(about[titled]))])
            for name, about in manifest["scenarios"].items()
        ]
        yield fill_in(words.every("paragraphs", "limits"), {"scenarios": join(titles, "; ")})
        sources = self._sources[words.headlines[0]]
        for at in words.limits:
            yield trace(self._study_words.limits[at].replace("*", ""), sources)

    def _again(self) -> Iterator[Block]:
        words, manifest = self._words, self._stored.manifest
        key = choose(self._language, "question", "question_nl")
        question = trace(str(manifest[key]), [Source(self._key(key), "value", str(manifest[key]))])
        yield Paragraph(fill_in(words.every("paragraphs", "again"), {"question": question}), small=True)
        command = Text(f"cohesie reproduce results/{self._stored.study}", code=True)
        versions = {name: self._word("versions", name) for name in ("python", "numpy", "mesa")}
        made = {
            "finished": Number(self._date(), str(manifest["finished"]), self._key("finished"), "value"),
            "seed": self._number("seed"),
            "cohesie": self._word("versions", "cohesie-sim"),
            "commit": self._word("commit", "id", _COMMIT),
        }
        told = fill_in(words.every("paragraphs", "versions"), {**versions, **made})
        yield Paragraph((Text(words.every("paragraphs", "command")), command, Text(". "), *told), small=True)

    def _date(self) -> str:
        day = _moment(self._stored)
        return f"{day.day} {month_text(day.month, self._language)} {day.year}"


def _moment(stored: Stored) -> datetime:
    finished = stored.manifest["finished"]
    try:
        return datetime.fromisoformat(finished)
    except (TypeError, ValueError):
        raise ConfigurationError(
            f"{stored.folder / MANIFEST}: finished = {finished!r} is no moment. {again(stored.study)}"
        ) from None
