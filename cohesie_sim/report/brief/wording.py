"""The words of briefs, and how numbers and words of a study are put into them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from cohesie_sim.report.brief.content import Number, Run, Runs, Text
from cohesie_sim.report.brief.tracing import Source, trace
from cohesie_sim.report.words import Language

_TEXTS: Final = Path(__file__).parents[1] / "texts"
BRACES: Final = re.compile(r"{(\w+)}")
VALUE: Final = "value"  # in braces: the finding that the text is about
_PLACE: Final = re.compile(r"\$(\w+)")
Value = str | Number | Runs
"""What is filled in for a name: words, whose numbers are traced, a number, or runs."""


class Words:
    """The words of one brief.

    Parameters
    ----------
    study
        Name.
    language
        ``en`` or ``nl``.

    Attributes
    ----------
    headlines, overview, table, groups, rules
        Which findings the answer, the brief of all questions, the table and the table of groups tell, and whose
        direction is a rule of the model.
    limits
        Which limits of the study are told, by number.
    picture
        Name of the picture; empty for the one that the study shows first.
    """

    def __init__(self, study: str, language: Language) -> None:
        about = _read("briefs")[study]
        self.headlines: list[str] = about["headlines"]
        self.overview: list[str] = about["overview"]
        self.table: list[str] = about["table"]
        self.groups: list[str] = about.get("groups", [])
        self.rules: list[str] = about.get("rules", [])
        self.limits: list[int] = about["limits"]
        self.picture: str = about.get("picture", "")
        self._own: Mapping[str, Any] = about[language]
        self._every: Mapping[str, Any] = _read("brief")[language]

    def own(self, key: str) -> str:
        """Return a text of the study; empty when it has none of that name."""
        return str(self._own.get(key, ""))

    def told(self, finding: str) -> tuple[str, str]:
        """Return condition and measure of a difference, or the sentence of a level and an empty text."""
        words = self._own[finding]
        return (words, "") if isinstance(words, str) else (words[0], words[1])

    def named(self) -> list[str]:
        """Return the findings that texts of the study name in braces."""
        texts = [text for text in self._own.values() if isinstance(text, str)]
        return [name for text in texts for name in BRACES.findall(text) if name != VALUE]

    def listed(self, *keys: str) -> list[str]:
        """Return a list of texts of every brief."""
        found: Any = self._every
        for key in keys:
            found = found[key]
        return list(found)

    def every(self, *keys: str) -> str:
        """Return a text of every brief."""
        found: Any = self._every
        for key in keys:
            found = found[key]
        return str(found)


def fill_in(template: str, values: Mapping[str, Value], sources: Sequence[Source] = ()) -> Runs:
    """Return a template as runs.

    Parameters
    ----------
    template
        With ``$names`` to fill in, and words between ``**`` in bold.
    values
        By name: a number, runs, or words whose numbers are traced. Nothing in them is read as markup.
    sources
        Where numbers of the template and of the words may come from.

    Returns
    -------
    tuple of run
        The text.
    """
    runs: list[Run] = []
    for part, words in enumerate(template.split("**")):
        for at, piece in enumerate(_PLACE.split(words)):
            value = values[piece] if at % 2 else piece
            if isinstance(value, str):
                runs += trace(value, sources, bold=part % 2 == 1)
            else:
                runs += [value] if isinstance(value, Number) else value
    return tuple(runs)


def join(parts: Sequence[Runs], between: str) -> Runs:
    """Return several runs as one, with words between them."""
    joined: list[Run] = []
    for at, part in enumerate(parts):
        joined += [Text(between), *part] if at else part
    return tuple(joined)


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_TEXTS / f"{name}.toml").read_text(encoding="utf-8"))
