"""What the manifest of a study tells a brief: numbers with their key, and texts in which numbers are looked up."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from cohesie_sim.errors import ConfigurationError
from cohesie_sim.report.brief.content import Number
from cohesie_sim.report.brief.stored import MANIFEST, Stored, again, require
from cohesie_sim.report.brief.tracing import Source, row_id
from cohesie_sim.report.brief.wording import Words
from cohesie_sim.report.words import Language, choose, month_text, number

_ITSELF: Final = "value"  # the field of a key that holds a number and no table


class About:
    """What the manifest tells.

    Parameters
    ----------
    stored
        Results of a study.
    language
        ``en`` or ``nl``.
    """

    def __init__(self, stored: Stored, language: Language) -> None:
        self._stored, self._language = stored, language

    def number(self, key: str, field: str = _ITSELF) -> Number:
        """Return a whole number of the manifest."""
        stored = self._stored.manifest[key]
        value = stored if field == _ITSELF else stored[field]
        try:
            return Number(number(float(value), 0, self._language), f"{value}", self._row(key), field)
        except (TypeError, ValueError):
            raise self._refusal(f"{key} = {value!r} is no number") from None

    def word(self, key: str, field: str, most: int | None = None) -> Number:
        """Return a version of the manifest, or its first characters."""
        value = str(self._stored.manifest[key][field])
        return Number(value[:most], value, self._row(key), field)

    def text(self, key: str) -> Source:
        """Return a text of the manifest."""
        return Source(self._row(key), _ITSELF, str(self._stored.manifest[key]))

    def titles(self) -> list[Source]:
        """Return the titles of the scenarios."""
        titled = choose(self._language, "title", "title_nl")
        scenarios = self._stored.manifest["scenarios"].items()
        return [Source(self._row("scenarios"), f"{name}.{titled}", str(about[titled])) for name, about in scenarios]

    def sources(self) -> list[Source]:
        """Return where a number that describes what was run may come from: levels of funding, titles of scenarios."""
        levels = [f"{level:g}" for grid in self._stored.manifest["grids"] for level in grid["levels_fte_per_10000"]]
        per = number(10000, 0, self._language)  # which the key says
        return [Source(self._row("grids"), "levels_fte_per_10000", " ".join([per, *levels])), *self.titles()]

    def sources_by_finding(self, words: Words) -> dict[str, list[Source]]:
        """Return where numbers within the words about each finding may come from, its own row first.

        Parameters
        ----------
        words
            Of the brief.

        Returns
        -------
        dict
            By finding.

        Raises
        ------
        ConfigurationError
            When the results lack a finding that the words name.
        """
        shown = [*words.headlines, *words.table, *words.groups]
        require(self._stored, [*shown, *words.named()])
        column, others = choose(self._language, "english", "dutch"), self.sources()
        clauses = self._stored.clauses[self._language]
        own = {
            name: Source(row_id(self._stored.study, next(iter(group.values()))), column, clauses[name])
            for name, group in self._stored.found.items()
        }
        return {name: [own[name], *(own[other] for other in shown), *others] for name in own}

    def finished(self) -> datetime:
        """Return when the results were computed."""
        finished = self._stored.manifest["finished"]
        try:
            return datetime.fromisoformat(finished)
        except (TypeError, ValueError):
            raise self._refusal(f"finished = {finished!r} is no moment") from None

    def date(self) -> Number:
        """Return the day on which the results were computed."""
        day = self.finished()
        shown = f"{day.day} {month_text(day.month, self._language)} {day.year}"
        return Number(shown, str(self._stored.manifest["finished"]), self._row("finished"), _ITSELF)

    def _row(self, key: str) -> str:
        return f"{self._stored.study}/manifest/{key}"

    def _refusal(self, problem: str) -> ConfigurationError:
        return ConfigurationError(f"{self._stored.folder / MANIFEST}: {problem}. {again(self._stored.study)}")
