"""The words of the blind predictions, in English and Dutch."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from cohesie_sim.report.words import Language, choose

_FILE: Final = Path(__file__).parent / "texts" / "predictions.toml"
_CHANGE: Final = ("P25", "change")  # the one part whose unit is not that of its fellows


class PredictionWords:
    """What each prediction is called, and what is said about it.

    Parameters
    ----------
    language
        ``en`` or ``nl``.
    """

    def __init__(self, language: Language) -> None:
        self.language = language

    def quantity(self, key: str, part: str) -> str:
        """Return what is predicted, such as ``Lonely, autumn 2020: Heerlen``."""
        text = self._said(key, "quantity")
        return f"{text}: {self.part(part)}" if part else text

    def part(self, part: str) -> str:
        """Return the name of one of several numbers."""
        return self._named("parts", part)

    def definition(self, key: str) -> str:
        """Return how it is computed: who, when, which level."""
        return self._said(key, "definition")

    def limits(self, key: str) -> str:
        """Return what it leaves out."""
        return self._said(key, "limits")

    def cannot(self, key: str) -> str:
        """Return why the model cannot express it."""
        return self._said(key, "cannot")

    def how(self, key: str) -> str:
        """Return whether the number is the model's alone, or laid on a surveyed level."""
        return self.named_how(str(_words()[key]["how"]))

    def named_how(self, how: str) -> str:
        """Return the words for ``model``, ``level`` or ``cannot express``."""
        return self._named("how", how)

    def unit(self, key: str, part: str = "") -> str:
        """Return the unit."""
        return self._named("units", "points" if (key, part) == _CHANGE else str(_words()[key]["unit"]))

    def source(self, name: str) -> str:
        """Return the name of a source of uncertainty, from the name of its column."""
        return self._named("sources", name)

    def page(self, what: str, **filled: str) -> str:
        """Return a sentence of the page."""
        return self._said("page", what).format(**filled)

    def picture(self, what: str) -> str:
        """Return the title or the small print of the picture."""
        return self._said("picture", what)

    def _named(self, table: str, name: str) -> str:
        return choose(self.language, *_words()[table][name])

    def _said(self, key: str, what: str) -> str:
        return str(_words()[key][self.language][what])


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
