"""The words of the sensitivity study, in English and Dutch."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from cohesie_sim.report.robust_words import decider_text
from cohesie_sim.report.words import Language, choose, number

_FILE: Final = Path(__file__).parent / "texts" / "sensitivity.toml"
_COUNTED: Final = "participants_halved"  # the one effect that is no share


def texts_of(figure: str, language: Language, **values: object) -> dict[str, str]:
    """Return the texts of a figure; those with braces that are not given stay as they are."""
    texts: dict[str, str] = _tables()["figures"][figure][language]
    return {key: text.format_map(_Given(values)) for key, text in texts.items()}


class _Given(dict[str, object]):
    """Leaves a name in braces that is filled in later."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def outcome_text(name: str, language: Language) -> str:
    """Return what an outcome is."""
    return str(_tables()["outcomes"][name][language])


def unit_text(name: str, language: Language) -> str:
    """Return the unit of an effect."""
    return str(_tables()["units"]["participants" if name == _COUNTED else "share"][language])


def shown(name: str, value: Any) -> Any:
    """Return a value in the unit of :func:`unit_text`: shares times 100."""
    return value if name == _COUNTED else 100 * value


def sentence(key: str, language: Language, **values: object) -> str:
    """Return a sentence of the page, with names in braces filled in."""
    return str(_tables()["page"][language][key]).format(**values)


def class_text(name: str, language: Language) -> str:
    """Return the name of a hypothesis or of a time."""
    return str(_tables()["classes"][name][language])


def base_text(name: str, language: Language) -> str:
    """Return the name of a starting point."""
    return str(_tables()["bases"][name][language])


def unknown_text(name: str, language: Language, *, key: bool = False) -> str:
    """Return what an unknown is.

    Parameters
    ----------
    name
        Dotted key of a parameter, ``hypothesis``, ``cost_per_fte`` or ``times``.
    language
        ``en`` or ``nl``.
    key
        Write the dotted name behind it as well.

    Returns
    -------
    str
        A parameter without words is told by its dotted name.
    """
    own = _tables()["unknowns"].get(name)
    if own is not None:
        return str(own[language])
    *_, owner, last = name.split(".")
    if owner in _tables()["owners"] and last in _tables()["fields"]:
        meaning = f"{_tables()['owners'][owner][language]}: {_tables()['fields'][last][language]}"
        return f"{meaning} ({owner}.{last})" if key else meaning
    told = decider_text(name, language)
    meaning, bracket, _ = told.rpartition(" (")
    return told if key or not bracket else meaning


def per_cent(share: float, language: Language, decimals: int = 0) -> str:
    """Return a share as per cent, such as ``12 %`` or ``12%``."""
    return number(100 * share, decimals, language) + choose(language, " %", "%")


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
