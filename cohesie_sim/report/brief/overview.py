"""The brief of all studies together: one answer per question, without pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cohesie_sim.report.brief.about import About
from cohesie_sim.report.brief.content import Block, Brief, Heading, Items, Paragraph, Runs, Sources, Table, Text
from cohesie_sim.report.brief.headlines import Teller
from cohesie_sim.report.brief.stored import Stored
from cohesie_sim.report.brief.tracing import draws_run, per_cent_of
from cohesie_sim.report.brief.wording import Words, fill_in
from cohesie_sim.report.words import Language

_FOLDER = "results"


def build_overview(studies: Sequence[Stored], language: Language) -> Brief:
    """Return what the brief of several studies holds.

    Parameters
    ----------
    studies
        Their results, in the order of the questions.
    language
        ``en`` or ``nl``.

    Returns
    -------
    Brief
        Every number traced.
    """
    words = Words(studies[0].study, language)
    made = max(About(stored, language).finished() for stored in studies)
    pages = (tuple(_first(studies, words, language)), tuple(_second(studies, words, language)))
    return Brief(_FOLDER, words.every("overview", "title"), language, made.isoformat(), pages)


def _first(studies: Sequence[Stored], words: Words, language: Language) -> Iterator[Block]:
    yield Heading(words.every("overview", "title"), 1)
    yield Paragraph((Text(words.every("purpose"), bold=True), Text(words.every("about"))))
    yield Heading(words.every("overview", "answer"))
    yield Items(tuple(runs for stored in studies for runs in _answers(stored, language)))
    about = About(studies[0], language)
    yield Heading(words.every("sure"))
    level = {"interval": per_cent_of(about.text("intervals"))}
    meaning = fill_in(words.every("paragraphs", "meaning"), level)
    yield Paragraph((Text(words.every("overview", "sure")), *meaning))
    yield Heading(words.every("cost"))
    ends = {end: about.number("cost_eur_per_fte_year_assumed", end) for end in ("low", "high")}
    cost = fill_in(words.every("paragraphs", "cost"), ends)
    yield Paragraph((*cost, Text(words.every("paragraphs", "cost_none"))))


def _answers(stored: Stored, language: Language) -> Iterator[Runs]:
    """Yield what is told of a study; its question stands before the first answer."""
    words = Words(stored.study, language)
    teller = Teller(stored, words, language, About(stored, language).sources_by_finding(words))
    question = Text(f"{words.own('title')} ")
    for at, name in enumerate(words.overview):
        yield (question, *teller.tell(name)) if at == 0 else teller.tell(name)


def _second(studies: Sequence[Stored], words: Words, language: Language) -> Iterator[Block]:
    yield Heading(words.every("overview", "counts"))
    yield _table(studies, words, language)
    yield Paragraph((Text(words.every("paragraphs", "words")),), small=True)
    yield Heading(words.every("limits"))
    yield Items(tuple((Text(text),) for text in words.listed("overview", "limits")))
    yield Heading(words.every("sources"))
    folder = (Text(_FOLDER, code=True),)
    yield Paragraph(fill_in(words.every("overview", "sources"), {"folder": folder}), small=True)
    yield Sources()
    yield Heading(words.every("again"))
    brief, again = (Text(words.every("overview", key)) for key in ("command", "again"))
    commands = [
        Text(f"cohesie {command} {_FOLDER}/{studies[0].study}", code=True) for command in ("brief", "reproduce")
    ]
    yield Paragraph((brief, commands[0], Text(". "), again, commands[1], Text(".")), small=True)


def _table(studies: Sequence[Stored], words: Words, language: Language) -> Table:
    head = tuple(words.listed("overview", "made"))
    return Table(head, tuple(_line(stored, language) for stored in studies))


def _line(stored: Stored, language: Language) -> tuple[Runs, ...]:
    about, words = About(stored, language), Words(stored.study, language)
    first = next(iter(stored.found[words.overview[0]].values()))
    name = (Text(stored.study, code=True),)
    return (name, (about.date(),), (about.number("runs"),), (draws_run(stored.study, first),))
