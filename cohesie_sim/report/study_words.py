"""The words of a study: one TOML file per study, with the same keys in English and Dutch."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from cohesie_sim.report.words import Language

FOLDER: Final = Path(__file__).parent / "texts" / "studies"


class StudyWords:
    """What a study says in one language.

    Parameters
    ----------
    name
        Of the study.
    language
        ``en`` or ``nl``.

    Attributes
    ----------
    title, sentence
        Of the study; the sentence is its answer for people with five minutes, with findings in braces.
    picture
        Name of the picture that goes with that sentence.
    told
        Which findings the page tells, for a study that has too many for a page; by default all of them.
    reading, limits
        How to read the pictures, and what they do not show: one text per list item.
    """

    def __init__(self, name: str, language: Language) -> None:
        table = _tables(name)[language]
        self.title: str = table["title"]
        self.sentence: str = table["sentence"]
        self.picture: str = _tables(name)["picture"]
        self.told: list[str] = _tables(name).get("told", list(table["findings"]))
        self.reading: list[str] = table["reading"]
        self.limits: list[str] = table["limits"]
        self._findings: Mapping[str, Mapping[str, str]] = table["findings"]
        self._names: Mapping[str, str] = table.get("names", {})
        self._figures: Mapping[str, Mapping[str, str]] = table["figures"]

    @property
    def clauses(self) -> dict[str, str]:
        """What each finding is, by name."""
        return {name: texts["clause"] for name, texts in self._findings.items()}

    def label(self, finding: str) -> str:
        """Return the short text of a finding, for figures."""
        return self._findings[finding]["label"]

    def named(self, word: str) -> str:
        """Return what a condition, group or channel is called in this study."""
        return self._names[word]

    def figure(self, figure: str, **values: object) -> dict[str, str]:
        """Return the texts of a figure, at least title, subtitle, units and band, with names in braces filled in."""
        return {key: text.format(**values) for key, text in self._figures[figure].items()}


@cache
def _tables(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
